"""Mark an answer: what every kind of question shares. Pure functions without storage or display."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from helpers.base import written
from helpers.base.language import gettext as _
from helpers.base.written import fold

if TYPE_CHECKING:
    from helpers.quiz.kinds.base import Question

__all__ = ["AnswerError", "Feedback", "Mark", "fold", "mark", "read_number"]

RIGHT, PARTLY, NEAR, WRONG, KEPT = "right", "partly", "near", "wrong", "kept"
CERTAINTIES = ("guess", "fairly sure", "sure")


@dataclass(frozen=True)
class Feedback:
    """One sentence: ``lead`` is in the language of the interface, ``text`` is the lesson's own and in English."""

    text: str = ""
    lead: str = ""

    def __str__(self) -> str:
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True)
class Mark:
    """The result of one try: a verdict and the feedback that explains it."""

    verdict: str
    feedback: tuple[Feedback, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The feedback as plain sentences."""
        return tuple(map(str, self.feedback))

    @property
    def correct(self) -> bool | None:
        """Whether the answer was right; None for a guess, which has no key."""
        return None if self.verdict == KEPT else self.verdict == RIGHT


class AnswerError(Exception):
    """An answer that cannot be marked; the text asks the learner for another."""


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


def no_number() -> AnswerError:
    """Return the error for an answer that is no number."""
    return AnswerError(_("Type a number, such as 12 or 3.5."))
