"""A learner who changes one line trusts what the course says about the result: the rule runs every line that it names."""

from dataclasses import replace

import pytest

from helpers import exercises
from helpers.authoring import exercise_rules
from helpers.exercises import Mistake


def change(monkeypatch: pytest.MonkeyPatch, **changes: object) -> None:
    known = exercises.all_exercises()
    changed = replace(known["06.3"], **changes)
    monkeypatch.setattr(exercises, "all_exercises", lambda: known | {"06.3": changed})


def solution() -> str:
    return exercises.all_exercises()["06.3"].solution


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"cell": "answer = 1"}, "0 lines of its cell end with '# change this line'; exactly one must"),
        ({"start": None}, "start must be given and differ from the answer"),
        ({"start": {"Zvecan": 1.0}}, "its cell gives Leposavic 1.06"),
        ({"mistakes": ()}, "it names no likely mistake"),
        (
            {"mistakes": (Mistake('chosen = votes[votes["date"] == "2025-10"]', {"Zvecan": 1.0}, "No."),)},
            "gives North Mitrovica 45.84; Zubin Potok 58.83; Zvecan 59.75, but the file says Zvecan 1.",
        ),
    ],
)
def test_an_exercise_that_says_something_else_than_its_code_gives_is_named(monkeypatch, changes: dict, words: str):
    assert exercise_rules.changed_lines_give_what_they_say() == []
    change(monkeypatch, **changes)
    faults = exercise_rules.changed_lines_give_what_they_say()
    assert any(fault.startswith("exercise 06.3: ") and words in fault for fault in faults), faults


def test_a_start_that_is_the_answer_is_named(monkeypatch: pytest.MonkeyPatch):
    change(monkeypatch, start=exercises.all_exercises()["06.3"].answer)
    (fault,) = exercise_rules.changed_lines_give_what_they_say()
    assert "start must be given and differ from the answer" in fault


def test_a_solution_that_changes_more_than_the_marked_line_is_named(monkeypatch: pytest.MonkeyPatch):
    change(monkeypatch, solution=solution().replace("votes =", "rows =", 1))
    (fault,) = exercise_rules.changed_lines_give_what_they_say()
    assert "must differ from its cell in the marked line and nowhere else" in fault


def test_a_mistake_that_gives_the_answer_is_named(monkeypatch: pytest.MonkeyPatch):
    """Its feedback would tell a learner who is right that something is wrong, or reach nobody."""
    exercise = exercises.all_exercises()["06.3"]
    change(monkeypatch, mistakes=(Mistake('chosen = votes[votes["date"].eq("2021-10")]', exercise.answer, "No."),))
    (fault,) = exercise_rules.changed_lines_give_what_they_say()
    assert "gives the answer or what the cell gave before" in fault


def test_each_lesson_has_an_exercise_in_which_one_line_is_changed():
    numbers = {exercise.lesson for exercise in exercises.all_exercises().values() if exercise.cell}
    assert numbers == {f"{number:02}" for number in range(12)}
