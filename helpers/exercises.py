"""Data exercises: check an answer, give hints step by step, show a solution on request."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd

from helpers import data, progress
from helpers.base import written
from helpers.base.errors import CourseError, unknown
from helpers.base.language import gettext as _
from helpers.progress import Sentence

FILE = data.FOLDER / "exercises.toml"
MOST_ROWS_SAID = 8
MOST_LETTERS_OF_A_NAME = 40
# What the code gives before it is changed is no try.
RIGHT, WRONG, START = "right", "wrong", "start"

# A number, a text, or a number for each row of a table, by the row's name.
Answer = float | str | dict[str, float]


@dataclass(frozen=True)
class Mistake:
    """A likely mistake: the line that makes it, what the cell gives then, and what helps."""

    line: str
    gives: Answer
    feedback: str


@dataclass(frozen=True)
class Exercise:
    """One exercise.

    Attributes
    ----------
    id, lesson : str
        Such as ``"07.1"`` and ``"07"``.
    answer : float, str or dict of str to float
        What is right.
    tolerance : float
        The distance at which a number still counts as right.
    right, wrong : str
        What is said to right and to other answers.
    hints : tuple of str
        The first says least.
    solution : str
        Python code that sets ``answer``.
    rests_on : str
        The address of the cell of a table that holds the answer; empty for most.
    cell : str
        Where one line of code is changed: the code before the change, with a mark behind that line; else empty.
    start : float, str, dict or None
        What that code gives before it is changed.
    mistakes : tuple of Mistake
        What other changes give, each with its own feedback.
    """

    id: str
    lesson: str
    answer: Answer
    tolerance: float
    right: str
    wrong: str
    hints: tuple[str, ...]
    solution: str
    rests_on: str
    cell: str = ""
    start: Answer | None = None
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True)
class Result:
    """What marking gives: a verdict, what helps, the answer in words, and what is saved of it."""

    verdict: str
    feedback: str
    said: str
    response: float | str


@cache
def all_exercises() -> dict[str, Exercise]:
    """Return every exercise by its id.

    Raises
    ------
    CourseError
        When the file of exercises is damaged.
    """
    try:
        return _read(FILE)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        sentence = _("{file} cannot be read ({fault}). Restore it from the course.")
        raise CourseError(sentence.format(file=f"data/{FILE.name}", fault=error)) from error


def _read(path: Path) -> dict[str, Exercise]:
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    return {
        entry["id"]: Exercise(
            id=entry["id"],
            lesson=entry["id"].split(".")[0],
            answer=entry["answer"],
            tolerance=entry.get("tolerance", 0),
            right=entry.get("right", ""),
            wrong=entry.get("wrong", ""),
            hints=tuple(entry.get("hints", ())),
            solution=entry.get("solution", ""),
            rests_on=entry.get("rests_on", ""),
            cell=entry.get("cell", ""),
            start=entry.get("start"),
            mistakes=tuple(
                Mistake(mistake["line"], mistake["gives"], mistake["feedback"]) for mistake in entry.get("mistake", ())
            ),
        )
        for entry in raw["exercise"]
    }


def _get(exercise_id: str) -> Exercise:
    if exercise_id not in all_exercises():
        raise unknown("exercise", exercise_id, all_exercises())
    return all_exercises()[exercise_id]


def check(exercise_id: str, answer: object) -> Sentence:
    """Check the answer to an exercise and save it.

    Parameters
    ----------
    exercise_id : such as ``"07.1"``.
    answer : a number, a text or a table with one column of numbers, as the exercise asks; three dots (``...``) mean
        "not answered yet", and so does what an unchanged cell gives.

    Raises
    ------
    CourseError
        For an unknown exercise and for an answer of the wrong type.
    """
    exercise = _get(exercise_id)
    if answer is ...:
        sentence = _(
            "Exercise {exercise}: not answered yet. Put your answer in place of the three dots and run the cell again."
        )
        return Sentence(sentence.format(exercise=exercise.id))
    result = mark(exercise, answer)
    if result.verdict == START:
        sentence = _(
            "Exercise {exercise}: the cell gives {result}, as it did before a change. Change the marked line and run the cell again."
        )
        return Sentence(sentence.format(exercise=exercise.id, result=result.said))
    correct = result.verdict == RIGHT
    fault = progress.record(
        exercise_id, lesson=exercise.lesson, response=result.response, correct=correct, asked_in="exercise"
    )
    said = [_("Right.") if correct else _("Not yet."), result.feedback]
    if exercise.cell:
        said.insert(1, _("Your line gives {result}.").format(result=result.said))
    if not correct:
        said.append(_("For a hint, run {command}.").format(command=f"exercises.hint({exercise_id!r}, 1)"))
    return Sentence(" ".join([*said, fault or _("Saved.")]))


def mark(exercise: Exercise, answer: object) -> Result:
    """Mark an answer without saving it.

    Parameters
    ----------
    exercise : Exercise
        The exercise.
    answer : object
        As for :func:`check`.

    Raises
    ------
    CourseError
        For an answer of the wrong type.
    """
    given = _plain(exercise, answer)
    said = in_words(given)
    response = said[: written.LONGEST] if isinstance(given, dict) else given
    if exercise.start is not None and agree(given, exercise.start, exercise.tolerance):
        return Result(START, "", said, response)
    if agree(given, exercise.answer, exercise.tolerance):
        return Result(RIGHT, exercise.right, said, response)
    return Result(WRONG, _feedback(exercise, given), said, response)


def _feedback(exercise: Exercise, given: Answer) -> str:
    """Return what helps after a wrong answer: the words for the mistake that gives it, if it is a known one."""
    for mistake in exercise.mistakes:
        if agree(given, mistake.gives, exercise.tolerance):
            return mistake.feedback
    return exercise.wrong


def hint(exercise_id: str, step: int = 1) -> Sentence:
    """Show one hint of an exercise; step 1 says least."""
    exercise = _get(exercise_id)
    last = len(exercise.hints)
    if not isinstance(step, int) or not 1 <= step <= last:
        sentence = _("Exercise {exercise} has the hints 1 to {last}; there is no hint {step}.")
        raise CourseError(sentence.format(exercise=exercise_id, last=last, step=repr(step)))
    head = _("Hint {step} of {last}:").format(step=step, last=last)
    if step == last:
        more = _("Still stuck? {command}").format(command=f"exercises.solution({exercise_id!r})")
    else:
        more = _("Next: {command}").format(command=f"exercises.hint({exercise_id!r}, {step + 1})")
    return Sentence(f"{head} {exercise.hints[step - 1]} {more}")


def solution(exercise_id: str) -> Sentence:
    """Show one way to solve an exercise."""
    return Sentence(_get(exercise_id).solution.strip())


def _plain(exercise: Exercise, answer: object) -> Answer:
    """Return the answer as a plain number, text or numbers by row, whatever pandas or NumPy made of it."""
    try:
        return plain(answer, exercise.answer)
    except (TypeError, ValueError, OverflowError) as error:
        raise CourseError(_wanted(exercise).format(exercise=exercise.id, type=type(answer).__name__)) from error


def _wanted(exercise: Exercise) -> str:
    if isinstance(exercise.answer, str):
        return _(
            "Exercise {exercise} needs a text in quotation marks; your answer is a {type}. Nothing was saved or lost."
        )
    if isinstance(exercise.answer, Mapping):
        return _(
            "Exercise {exercise} needs a table with one column of numbers; your answer is a {type}. Nothing was saved or lost."
        )
    return _("Exercise {exercise} needs a number; your answer is a {type}. Nothing was saved or lost.")


def plain(answer: object, wanted: Answer) -> Answer:
    """Return an answer as a plain number, text or numbers by row.

    Parameters
    ----------
    answer : object
        What a learner gave: also a value of NumPy, a Series, or a table with one column or one cell.
    wanted : float, str or dict
        The right answer; it says which of the three is asked for.

    Raises
    ------
    TypeError, ValueError, OverflowError
        When the answer is nothing of that kind.
    """
    found = answer.squeeze("columns") if isinstance(answer, pd.DataFrame) else answer
    if isinstance(wanted, Mapping):
        return _by_row(found)
    if hasattr(found, "item") and getattr(found, "size", 1) == 1:
        found = found.item()
    if isinstance(wanted, str):
        if isinstance(found, str) and len(found) <= written.LONGEST:
            return found.strip()
        raise TypeError(type(answer).__name__)
    number = written.number_nearest_to(_with_comma(found), wanted)
    return int(number) if number.is_integer() else number


def _by_row(found: object) -> dict[str, float]:
    """Return a Series, or numbers by name, without empty rows; two rows of one name have no meaning here."""
    rows = pd.Series(found) if isinstance(found, Mapping) else found
    if not isinstance(rows, pd.Series) or not rows.index.is_unique:
        raise TypeError(type(found).__name__)
    return {str(name): float(value) for name, value in rows.dropna().items()}


def _with_comma(answer: object) -> object:
    """Return ``(3, 47)`` as the text ``3,47``: that is what Python makes of a number with a comma."""
    if isinstance(answer, tuple) and answer and all(type(part) is int for part in answer):
        return ",".join(map(str, answer))
    return answer


def agree(given: Answer, wanted: Answer, tolerance: float) -> bool:
    """Say whether an answer is the one that is wanted: a number within the tolerance, a name in any spelling, row by row."""
    if isinstance(wanted, str):
        return written.fold(str(given)) == written.fold(wanted) or set(written.names(str(given))) == {
            written.fold(wanted)
        }
    if isinstance(wanted, Mapping):
        return isinstance(given, Mapping) and _agree_by_row(given, wanted, tolerance)
    return isinstance(given, int | float) and abs(given - wanted) <= tolerance + 1e-9


def _agree_by_row(given: Mapping[str, float], wanted: Mapping[str, float], tolerance: float) -> bool:
    found = {written.fold(name): value for name, value in given.items()}
    needed = {written.fold(name): value for name, value in wanted.items()}
    return found.keys() == needed.keys() and all(agree(found[name], needed[name], tolerance) for name in needed)


def in_words(given: Answer) -> str:
    """Return an answer as a reader sees it: ``3.47``, or ``Zvecan 2.92; Leposavic 1.06``, the first rows of many."""
    if isinstance(given, Mapping):
        rows = [
            f"{name[:MOST_LETTERS_OF_A_NAME]} {value:,.10g}" for name, value in list(given.items())[:MOST_ROWS_SAID]
        ]
        return "; ".join([*rows, "…"] if len(given) > MOST_ROWS_SAID else rows)
    return given if isinstance(given, str) else f"{given:,.10g}"
