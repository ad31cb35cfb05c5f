"""A learner who changes one line trusts what the course says about the result: the rule runs every line that it names."""

from dataclasses import replace

import pytest
from small_course import SmallCourse, code

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


def under_extra(course: SmallCourse, monkeypatch: pytest.MonkeyPatch, source: str, name: str = "07.3") -> None:
    """Put a code cell under Extra, and let one exercise be the only one."""
    one = exercises.all_exercises()[name]
    monkeypatch.setattr(exercises, "all_exercises", lambda: {name: one})
    cells = course.cells()
    place = [cell.id for cell in cells].index("extra") + 1
    course.write(course.lesson, [*cells[:place], code("exercise", source), *cells[place:]])


def test_an_exercise_that_stands_in_its_lesson_with_its_code_keeps_the_rule(course, monkeypatch):
    whole = exercises.all_exercises()["07.3"].cell.strip() + '\nexercises.check("07.3", answer)'
    under_extra(course, monkeypatch, whole)
    assert exercise_rules.exercises_stand_in_their_lesson() == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("07.1", 'answer = ...\nexercises.check("07.2", answer)'),
        ("07.3", 'answer = ...\nexercises.check("07.3", answer)'),
        ("07.3", "answer = 11"),
    ],
    ids=["another one is checked", "other code", "nothing is checked"],
)
def test_an_exercise_that_its_lesson_does_not_ask_is_named(course, monkeypatch, name: str, source: str):
    """Hints, solution and feedback that no cell leads to reach nobody; and a cell of other code gets wrong feedback."""
    under_extra(course, monkeypatch, source, name)
    (fault,) = exercise_rules.exercises_stand_in_their_lesson()
    assert fault.startswith(
        f'exercise {name}: 07_a_storm.ipynb has no cell under Extra that ends with exercises.check("{name}"'
    )
