"""A learner who meets a person or a puzzle first knows why the rest is worth reading."""

import pytest
from small_course import SmallCourse

from helpers.authoring import opening_rules


def test_a_lesson_with_a_short_opening_before_the_first_heading_keeps_the_rule(course: SmallCourse):
    assert opening_rules.lessons_open_with_a_person_or_a_puzzle() == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", "it is missing or empty"),
        ("word " * 61, "it has 61 words; at most 60"),
    ],
)
def test_an_empty_or_long_opening_is_named(course: SmallCourse, source: str, words: str):
    course.change(lambda cells: cells["opening"].update(source=source))
    (fault,) = opening_rules.lessons_open_with_a_person_or_a_puzzle()
    assert fault.startswith(f"07_a_storm.ipynb, cell opening: {words}")


def test_a_missing_opening_is_named(course: SmallCourse):
    course.change(lambda cells: cells.pop("opening"))
    (fault,) = opening_rules.lessons_open_with_a_person_or_a_puzzle()
    assert "it is missing or empty" in fault


def test_an_opening_that_comes_after_the_first_heading_is_named(course: SmallCourse):
    cells = {cell.id: cell for cell in course.cells()}
    opening = cells.pop("opening")
    course.write(course.lesson, [*cells.values(), opening])
    (fault,) = opening_rules.lessons_open_with_a_person_or_a_puzzle()
    assert "between the title and the first H2" in fault
