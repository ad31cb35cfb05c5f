"""Whoever meets thirty figures in seven minutes keeps none."""

import pytest
from small_course import SmallCourse

from helpers.authoring import background_rules
from helpers.authoring.lesson_text import lessons


def linked(texts: list[str]) -> str:
    return " ".join(f"[{text}](#n07-day)" for text in texts)


def put(course: SmallCourse, texts: list[str]) -> None:
    course.change(lambda cells: cells["background"].update(source=f"## Background\n\n{linked(texts)}"))


def test_fifteen_figures_are_enough_and_sixteen_are_named(course: SmallCourse):
    put(course, [str(number) for number in range(100, 115)])
    assert background_rules.background_has_few_figures() == []
    put(course, [str(number) for number in range(100, 116)])
    assert background_rules.background_has_few_figures() == [
        "07_a_storm.ipynb: Background links 16 different figures and dates; at most 15."
    ]


def test_a_double_lesson_may_link_twenty_five(course: SmallCourse, monkeypatch: pytest.MonkeyPatch):
    (lesson,) = lessons()
    monkeypatch.setattr(type(lesson.entry), "is_double", True)
    put(course, [str(number) for number in range(100, 125)])
    assert background_rules.background_has_few_figures() == []
    put(course, [str(number) for number in range(100, 126)])
    assert "26 different figures and dates; at most 25" in background_rules.background_has_few_figures()[0]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["12", "12", "3.47 %"], ["12", "3.47 %"]),
        (["April", "in May", "two", "thirty-five"], ["April", "in May", "two", "thirty-five"]),
        (["boycott", "who may vote", "one of them"], []),
    ],
    ids=["each once", "months and number words", "words without a figure"],
)
def test_figures_dates_and_number_words_count_each_once(course: SmallCourse, texts: list[str], found: list[str]):
    put(course, texts)
    (lesson,) = lessons()
    assert background_rules.linked_figures(lesson) == found


def test_figures_of_other_parts_and_folded_ones_do_not_count(course: SmallCourse):
    put(course, ["12"])
    folded = f"<details><summary>More</summary>\n\n{linked(['13'])}\n\n</details>"
    course.change(lambda cells: cells["background"].update(source=f"{cells['background'].source}\n\n{folded}"))
    course.change(lambda cells: cells["talk"].update(source=f"{cells['talk'].source} {linked(['14'])}"))
    (lesson,) = lessons()
    assert background_rules.linked_figures(lesson) == ["12"]
