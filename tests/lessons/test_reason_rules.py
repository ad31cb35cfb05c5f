"""A lesson without reasons is a list of days; one with reasons of its own takes a side. Speakers give them."""

import pytest
from small_course import SmallCourse

from helpers.authoring import reason_rules
from helpers.authoring.lesson_text import lessons


def count(course: SmallCourse, text: str) -> int:
    course.change(lambda cells: cells["background"].update(source=f"## Background\n\n{text}"))
    (lesson,) = lessons()
    return reason_rules.attributed_reasons(lesson)


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("They fell because, says the mayor, they were old.", 1),
        ("Because nobody looked, the builder wrote, they fell; because, said the mayor, of the wind.", 2),
        ("The forester gave as her reason that they were old.", 1),
        ("The mayor names as reason the wind.", 1),
        ("They fell because they were old.", 0),
        ("They fell because they were old. The mayor said so.", 0),
        ("The mayor said that they fell.", 0),
        ("The mayor [said](#n07-day) that they fell because of the wind.", 1),
        ("<details><summary>More</summary>\n\nBecause, says the mayor, of the wind.\n\n</details>", 0),
    ],
)
def test_reasons_count_with_their_speaker_in_the_same_sentence(course: SmallCourse, text: str, reasons: int):
    assert count(course, text) == reasons


def test_a_lesson_with_fewer_than_two_reasons_is_named_and_the_first_lesson_is_not(course, monkeypatch):
    assert reason_rules.reasons_are_attributed() == []
    count(course, "They fell because, says the mayor, they were old.")
    (fault,) = reason_rules.reasons_are_attributed()
    assert fault.startswith('07_a_storm.ipynb: its core gives 1 reasons with "because" and a speaker')
    monkeypatch.setattr(reason_rules, "WITHOUT_REASONS", frozenset({"07"}))
    assert reason_rules.reasons_are_attributed() == []
