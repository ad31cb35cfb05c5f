"""A written check that is not in its lesson, or that no learner could answer so, is named before a class meets it."""

import pytest
from small_course import WRITTEN, SmallCourse

from helpers.authoring import written_rules
from helpers.base import written_checks
from helpers.base.errors import CourseError

HERE = "data/written_checks.toml, check 07-written"


def use(course: SmallCourse, old: str, new: str) -> None:
    assert old in WRITTEN
    course.use(written_checks, "FILE", WRITTEN.replace(old, new, 1))


def test_a_check_whose_cell_is_missing_is_named_with_the_mark_that_it_needs(course: SmallCourse):
    course.change(lambda cells: cells.pop("written"))
    (fault,) = written_rules.checks_stand_in_their_lessons()
    assert fault.startswith("07_a_storm.ipynb: 0 cells hold a written check; exactly one must, by its metadata")
    assert '{"course": {"written": "07-written"}}' in fault


def test_a_check_without_its_box_is_named_with_the_code(course: SmallCourse):
    course.replace("written-box", "# The written check: run this cell", "# The check")
    (fault,) = written_rules.checks_stand_in_their_lessons()
    assert "there must be a cell with the code" in fault and 'quiz.written_check("07")' in fault


def test_a_check_in_another_part_is_named(course: SmallCourse):
    course.replace("predict", "## Predict and look", "## Predict")
    course.replace("talk", "## Talk or write", "## Predict and look")
    assert "07_a_storm.ipynb: its written check must stand under Talk or write." in (
        written_rules.checks_stand_in_their_lessons()
    )


def test_a_lesson_that_does_not_exist_is_named(course: SmallCourse):
    use(course, 'lesson = "07"', 'lesson = "08"')
    with pytest.raises(CourseError, match=f"{HERE}: There is no lesson '08'"):
        written_rules.checks_stand_in_their_lessons()


def test_a_check_for_the_review_is_named(course: SmallCourse):
    course.use(
        written_checks, "FILE", WRITTEN.replace("07", "12").replace("goal = 2", "goal = 1").replace("#n12", "#n07")
    )
    assert written_rules.checks_stand_in_their_lessons() == [
        "data/written_checks.toml, check 12-written: lesson 12 has no part Talk or write; take the check out."
    ]
    (fault,) = written_rules.lessons_without_data_hold_none()
    assert fault.startswith("07_a_storm.ipynb: data/written_checks.toml has no check for it")


def test_a_lesson_without_a_check_is_named(course: SmallCourse):
    course.use(written_checks, "FILE", "check = []")
    course.change(lambda cells: (cells.pop("written"), cells.pop("written-box")))
    (fault,) = written_rules.lessons_without_data_hold_none()
    assert fault.startswith("07_a_storm.ipynb: it has no written check")


FAULTS = [
    ("it took the roofs", "it took " + "the roofs " * 7, written_rules.written_checks_quote_briefly, "extract 2: a quotation of"),
    ("and no roofs.", "and " + "no " * 60 + "roofs.", written_rules.sample_answers_are_short, "level 2: its sample has 66 words"),
    ("Say what he", "Say what the thugs", written_rules.written_checks_are_fair, "level 1: loaded word 'thugs'"),
    ("Who counted?", "Which regime counted?", written_rules.written_checks_are_fair, "question 1: loaded word 'regime'"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "rule", "words"), FAULTS)
def test_a_fault_in_the_texts_is_named(course: SmallCourse, old: str, new: str, rule, words: str):
    assert rule() == []
    use(course, old, new)
    (fault,) = rule()
    assert fault.startswith(f"{HERE}, {words}")
