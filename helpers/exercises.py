"""Data exercises: check an answer, give hints step by step, show a solution on request."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from helpers import data, progress
from helpers.base import written
from helpers.base.errors import CourseError, unknown
from helpers.base.language import gettext as _
from helpers.progress import Sentence

FILE = data.FOLDER / "exercises.toml"


@dataclass(frozen=True)
class Exercise:
    """One exercise; ``answer`` is a number or a text."""

    id: str
    lesson: str
    answer: float | str
    tolerance: float
    right: str
    wrong: str
    hints: tuple[str, ...]
    solution: str
    rests_on: str


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
    answer : a number or a text; three dots (``...``) mean "not answered yet".

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
        return Sentence(sentence.format(exercise=exercise.id, type=type(answer).__name__))
    given = _plain(exercise, answer)
    correct = _agrees(exercise, given)
    fault = progress.record(exercise_id, lesson=exercise.lesson, response=given, correct=correct, asked_in="exercise")
    said = [_("Right."), exercise.right] if correct else [_("Not yet."), exercise.wrong]
    if not correct:
        said.append(_("For a hint, run {command}.").format(command=f"exercises.hint({exercise_id!r}, 1)"))
    return Sentence(" ".join([*said, fault or _("Saved.")]))


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


def _plain(exercise: Exercise, answer: object) -> float | str:
    """Return the answer as a plain number or text, whatever pandas or NumPy made of it."""
    if hasattr(answer, "item") and getattr(answer, "size", 1) == 1:
        answer = answer.item()
    if isinstance(exercise.answer, str):
        if isinstance(answer, str) and len(answer) <= written.LONGEST:
            return answer.strip()
        sentence = _(
            "Exercise {exercise} needs a text in quotation marks; your answer is a {type}. Nothing was saved or lost."
        )
        raise CourseError(sentence.format(exercise=exercise.id, type=type(answer).__name__))
    try:
        found = written.number_nearest_to(_with_comma(answer), exercise.answer)
    except ValueError as error:
        sentence = _("Exercise {exercise} needs a number; your answer is a {type}. Nothing was saved or lost.")
        raise CourseError(sentence.format(exercise=exercise.id, type=type(answer).__name__)) from error
    return int(found) if found.is_integer() else found


def _with_comma(answer: object) -> object:
    """Return ``(3, 47)`` as the text ``3,47``: that is what Python makes of a number with a comma."""
    if isinstance(answer, tuple) and answer and all(type(part) is int for part in answer):
        return ",".join(map(str, answer))
    return answer


def _agrees(exercise: Exercise, given: float | str) -> bool:
    if isinstance(exercise.answer, str):
        wanted = written.fold(exercise.answer)
        return written.fold(str(given)) == wanted or set(written.names(str(given))) == {wanted}
    return abs(float(given) - exercise.answer) <= exercise.tolerance + 1e-9
