"""Mark an answer: what every kind of question shares. Pure functions without storage or display."""

from helpers.base import written
from helpers.base.language import gettext as _
from helpers.quiz.kinds.base import Question
from helpers.quiz.marks import KEPT, NEAR, PARTLY, RIGHT, WRONG, AnswerError, Feedback, Mark, no_number

__all__ = ["KEPT", "NEAR", "PARTLY", "RIGHT", "WRONG", "AnswerError", "Feedback", "Mark", "mark", "read_number"]

CERTAINTIES = ("guess", "fairly sure", "sure")


def mark(question: Question, response: object, certainty: object, earlier_tries: int) -> Mark:
    """Mark one answer.

    Parameters
    ----------
    question : Question
        A question of any kind.
    response : object
        What its kind asks for: the class in ``helpers.quiz.kinds`` says what that is.
    certainty : object
        One of ``CERTAINTIES``; it never changes the verdict.
    earlier_tries : int
        How often the question was answered before; the right answer is named from the second try on.

    Returns
    -------
    Mark
        The verdict with feedback for what was given.

    Raises
    ------
    AnswerError
        For an answer of the wrong type; its text says what to give instead.
    """
    if question.asks_certainty and certainty not in CERTAINTIES:
        raise AnswerError(_("Say how sure you are: guess, fairly sure or sure."))
    result = question.mark(response, earlier_tries)
    feedback = list(result.feedback)
    if result.correct is False:
        if certainty == "sure":
            lead = _("You were sure: reread that part before you try again, and note what misled you.")
            feedback.append(Feedback(lead=lead))
        feedback.append(Feedback(f"{question.reread}.", lead=_("Reread:")))
    return Mark(result.verdict, tuple(feedback))


def read_number(response: object, *, whole: bool = False) -> float:
    """Return a number as :func:`helpers.base.written.number` reads it.

    Raises
    ------
    AnswerError
        When it is no number; the text asks for one.
    """
    try:
        return written.number(response, whole=whole)
    except ValueError as error:
        raise no_number() from error
