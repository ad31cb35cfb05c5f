"""Data exercises: check an answer, give hints step by step, show a solution on request."""

import tomllib
from dataclasses import dataclass
from functools import cache

from helpers import data, progress
from helpers.errors import CourseError, unknown

FILE = data.FOLDER / "exercises.toml"


@dataclass(frozen=True)
class Exercise:
    """One exercise; ``answer`` is a number or a text, None for a guess, which has no key."""

    id: str
    lesson: str
    answer: float | str | None
    tolerance: float
    right: str
    wrong: str
    hints: tuple[str, ...]
    solution: str
    rests_on: str


class Message:
    """A sentence for the learner, shown as it is."""

    def __init__(self, text: str):
        self.text = text

    def __repr__(self) -> str:
        return self.text


@cache
def all_exercises() -> dict[str, Exercise]:
    """Return every exercise by its id."""
    raw = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        entry["id"]: Exercise(
            id=entry["id"],
            lesson=entry["id"].split(".")[0],
            answer=entry.get("answer"),
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


def check(exercise_id: str, answer: object) -> Message:
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
    if exercise.answer is None:
        raise CourseError(f"Exercise {exercise_id} has no right answer; use exercises.guess({exercise_id!r}, ...).")
    if answer is ...:
        return Message(
            f"Exercise {exercise_id}: not answered yet. Put your answer in place of the three dots and run the cell again."
        )
    given = _plain(exercise, answer)
    correct = _agrees(exercise, given)
    fault = progress.record(exercise_id, lesson=exercise.lesson, response=given, correct=correct)
    verdict = f"Right. {exercise.right}" if correct else f"Not yet. {exercise.wrong}"
    more = "" if correct else f" For a hint, run exercises.hint({exercise_id!r}, 1)."
    return Message(f"{verdict}{more} {fault or 'Saved.'}")


def guess(exercise_id: str, value: object) -> Message:
    """Save a guess that has no key, so that it can be compared with what the data show."""
    exercise = _get(exercise_id)
    if value is ...:
        return Message("No guess yet. Put a number in place of the three dots and run the cell again.")
    given = _plain(exercise, value)
    fault = progress.record(exercise_id, lesson=exercise.lesson, response=given, correct=None)
    return Message(f"Your guess is {given}. {fault or 'Saved.'} Now run the next cell and compare.")


def hint(exercise_id: str, step: int = 1) -> Message:
    """Show one hint of an exercise; step 1 says least."""
    exercise = _get(exercise_id)
    if not isinstance(step, int) or not 1 <= step <= len(exercise.hints):
        raise CourseError(
            f"Exercise {exercise_id} has the hints 1 to {len(exercise.hints)}; there is no hint {step!r}."
        )
    last = step == len(exercise.hints)
    more = (
        f"Still stuck? exercises.solution({exercise_id!r})"
        if last
        else f"Next: exercises.hint({exercise_id!r}, {step + 1})"
    )
    return Message(f"Hint {step} of {len(exercise.hints)}: {exercise.hints[step - 1]} {more}")


def solution(exercise_id: str) -> Message:
    """Show one way to solve an exercise."""
    return Message(_get(exercise_id).solution.strip())


def _plain(exercise: Exercise, answer: object) -> float | str:
    """Return the answer as a plain number or text, whatever pandas or NumPy made of it."""
    wants_text = isinstance(exercise.answer, str)
    if hasattr(answer, "item") and getattr(answer, "size", 1) == 1:
        answer = answer.item()
    if wants_text and isinstance(answer, str):
        return answer.strip()
    if not wants_text and isinstance(answer, int | float) and not isinstance(answer, bool):
        return answer
    wanted = "a text in quotation marks" if wants_text else "a number"
    raise CourseError(
        f"Exercise {exercise.id} needs {wanted}; your answer is a {type(answer).__name__}. Nothing was saved or lost."
    )


def _agrees(exercise: Exercise, given: float | str) -> bool:
    if isinstance(exercise.answer, str):
        return given.casefold() == exercise.answer.casefold()
    return abs(given - exercise.answer) <= exercise.tolerance + 1e-9
