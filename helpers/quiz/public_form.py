"""What a page may know of a question before it is answered; the widget and the web edition show the same."""

from helpers.quiz.kinds.base import Question, Shuffle


def public_form(question: Question, shuffle: Shuffle) -> dict:
    """Return a question as ``quiz.js`` shows it: no key and no feedback.

    Parameters
    ----------
    question : Question
        A question of any kind.
    shuffle : callable
        Puts its options into the order in which they are shown.
    """
    return {
        "id": question.id,
        "form": question.form,
        "stem": question.stem,
        "extract": list(question.extract),
        "hint": question.hint,
        "advice": question.advice,
        "asks_certainty": question.asks_certainty,
        "unit": "",
        "options": [],
        "prompts": [],
        "matches": [],
        # What a written check adds: the name of a sentence in place of the stem, the item that must be saved before, a rubric.
        "task": "",
        "buttons": ["check", "again"],
        "after": "",
        "levels": [],
        **question.public(shuffle),
    }
