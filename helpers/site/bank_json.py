"""Questions, exercises and written checks as the pages of the web edition hold them: what is shown, and what marks it.

``helpers/site/page/marking.js`` marks by it as :mod:`helpers.quiz.marking` does; tests hold the two together.
"""

from collections.abc import Callable

from helpers import exercises
from helpers.base import language, lessons, written_checks
from helpers.base.errors import CourseError
from helpers.exercises import Answer, Exercise
from helpers.progress import written_texts
from helpers.quiz import bank as question_bank
from helpers.quiz import selection
from helpers.quiz.kinds.base import Question, opaque_key
from helpers.quiz.kinds.choice import Choice, keeps_order
from helpers.quiz.kinds.guess import Guess
from helpers.quiz.kinds.match import Match
from helpers.quiz.kinds.number import Number
from helpers.quiz.kinds.order import Order
from helpers.quiz.kinds.text import Text
from helpers.quiz.public_form import public_form
from helpers.quiz.written import NearestLevel, WrittenText
from helpers.site import page_texts

# What the course says of running cells, and what a page says in its place.
_IN_A_PAGE = {"run the next cell": "open what is folded below", "as the cell stood": "as the code stood"}
# Parts of a lesson whose questions stand in its own page; Recall, Review and the exam take theirs from the whole bank.
OWN_PARTS = ("predict", "exit", "practice", "after")


def question(asked: Question) -> dict:
    """Return one question for a page.

    Parameters
    ----------
    asked : Question
        A question of the bank, or a part of a written check.

    Returns
    -------
    dict
        ``public`` is what ``quiz.js`` shows, ``key`` what marking needs besides.

    Raises
    ------
    CourseError
        For a kind that the page cannot mark.
    """
    for kind, own_key in _OWN_KEYS.items():
        if isinstance(asked, kind):
            key = {**_common(asked), **own_key(asked)}
            return {"public": public_form(asked, _by_opaque_key(asked.id)), "key": key}
    raise CourseError(
        f"Question {asked.id}: the web edition cannot mark the kind {type(asked).__name__!r} yet. "
        "Add it to helpers/site/bank_json.py and to helpers/site/page/marking.js."
    )


def bank() -> dict:
    """Return what Recall, Review and the exam choose from: every question, and the choice of each lesson."""
    taught = lessons.of_shape("lesson")
    return {
        "questions": {item: question(found) for item, found in question_bank.all_questions().items()},
        "recall": {lesson.number: _ids(lesson.number, "recall") for lesson in taught},
        "exam": {"lesson": taught[-1].number, "items": _ids(taught[-1].number, "exam")},
        "review": _review(),
    }


def _review() -> dict:
    return {
        "lesson": lessons.of_shape("review")[0].number,
        "most": selection.REVIEW,
        "most_in_recall": selection.RECALL,
    }


def first_bank(number: str) -> dict:
    """Return a bank of what Recall asks somebody who has answered nothing yet: the bank's own choice for this lesson."""
    chosen = question_bank.part(number, "recall")
    return {
        "questions": {found.id: question(found) for found in chosen},
        "recall": {number: [found.id for found in chosen]},
        "review": _review(),
    }


def lesson(number: str) -> dict:
    """Return what the page of a lesson holds.

    Parameters
    ----------
    number : str
        The lesson's two digits.

    Returns
    -------
    dict
        lesson, language, texts, parts, exercises and written; parts and exercises that the lesson lacks are left out.
    """
    has_quizzes = number in {found.number for found in lessons.of_shape("lesson")}
    return {
        "lesson": number,
        "language": language.current(),
        "texts": page_texts.texts(),
        "parts": {name: part(number, name) for name in OWN_PARTS if has_quizzes and _ids(number, name)},
        "exercises": {
            found.id: exercise(found) for found in exercises.all_exercises().values() if found.lesson == number
        },
        "written": written(number) if has_quizzes else None,
    }


def part(number: str, name: str) -> dict:
    """Return one part of a lesson's questions: heading, items as they are shown, and their keys by id."""
    found = [question(one) for one in question_bank.part(number, name)]
    return {
        "heading": page_texts.headings()[name],
        "items": [one["public"] for one in found],
        "keys": {one["public"]["id"]: one["key"] for one in found},
        "notice": "",
    }


def written(number: str) -> dict:
    """Return the written check of a lesson as a part: a box for a text, then the choice of a level."""
    check = written_checks.of(number)
    level = written_texts.level_item(check.id)
    found = [question(WrittenText.of(check, check.id)), question(NearestLevel.of(check, level))]
    return {
        "heading": page_texts.headings()["written"],
        "items": [one["public"] for one in found],
        "keys": {one["public"]["id"]: one["key"] for one in found},
        "notice": "",
    }


def exercise(found: Exercise) -> dict:
    """Return an exercise for a page.

    ``rows`` names the rows of an answer that is a table: those of the answer among others that likely mistakes give.
    """
    answers = [found.answer, *([] if found.start is None else [found.start]), *(one.gives for one in found.mistakes)]
    return {
        "id": found.id,
        "lesson": found.lesson,
        "kind": _kind_of_answer(found.answer),
        "answer": found.answer,
        "tolerance": found.tolerance,
        "right": in_a_page(found.right),
        "wrong": in_a_page(found.wrong),
        "hints": [in_a_page(hint) for hint in found.hints],
        "solution": found.solution.strip(),
        "start": found.start,
        "changes_a_line": bool(found.cell),
        "mistakes": [
            {"line": one.line, "gives": one.gives, "feedback": in_a_page(one.feedback)} for one in found.mistakes
        ],
        "rows": sorted({row for answer in answers if isinstance(answer, dict) for row in answer}),
    }


def _kind_of_answer(answer: Answer) -> str:
    if isinstance(answer, str):
        return "text"
    return "rows" if isinstance(answer, dict) else "number"


def _ids(number: str, name: str) -> list[str]:
    return [one.id for one in question_bank.part(number, name)]


def _by_opaque_key(item: str) -> Callable[[list], list]:
    """Return what puts options into an order that does not tell the key's place in the file; the page shuffles them again."""
    return lambda entries: sorted(entries, key=lambda entry: opaque_key(item, entry.key))


def _common(question: Question) -> dict:
    return {
        "lesson": question.lesson,
        "version": question.version,
        "reread": question.reread,
        "elsewhere": question.elsewhere,
        "has_key": question.has_key,
    }


def _of_choice(question: Choice) -> dict:
    options = [
        {"key": option.key, "correct": option.correct, "feedback": option.feedback} for option in question.options
    ]
    return {"kind": question.control, "options": options, "keeps_order": question.keeps_order}


def _of_number(question: Number) -> dict:
    return {
        "kind": "number",
        "answer": question.answer,
        "tolerance": question.tolerance,
        "near": question.near,
        **_two_sided(question),
    }


def _of_text(question: Text) -> dict:
    return {"kind": "text", "accepted": list(question.accepted), **_two_sided(question)}


def _of_order(question: Order) -> dict:
    return {"kind": "order", "right": question.right_order, **_two_sided(question)}


def _of_match(question: Match) -> dict:
    return {"kind": "match", "right": [pair.key for pair in question.pairs], **_two_sided(question)}


def _of_guess(question: Guess) -> dict:
    return {
        "kind": "guess",
        "whole": question.whole,
        "kept": in_a_page(question.feedback["kept"]),
        "keeps_order": keeps_order(question.options),
    }


def _of_written_text(_question: WrittenText) -> dict:
    return {"kind": "written"}


def _of_level(_question: NearestLevel) -> dict:
    return {"kind": "levels"}


def _two_sided(question: Question) -> dict:
    """Return what kinds with one feedback for right and one for wrong answers share."""
    return {"feedback": dict(question.feedback), "solution": question.solution}


_OWN_KEYS: dict[type[Question], Callable] = {
    Choice: _of_choice,
    Number: _of_number,
    Text: _of_text,
    Order: _of_order,
    Match: _of_match,
    Guess: _of_guess,
    WrittenText: _of_written_text,
    NearestLevel: _of_level,
}


def in_a_page(text: str) -> str:
    """Return a feedback without words of JupyterLab: a page has no cells to run."""
    for said, put in _IN_A_PAGE.items():
        text = text.replace(said, put)
    return text
