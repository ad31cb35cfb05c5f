"""A teacher plans a class by the clock of a lesson: it counts what a class does, and nothing that is folded or extra."""

import nbformat
import pytest
from small_course import SmallCourse, own

from helpers.authoring import balance, clock, teachers_rules
from helpers.authoring.lesson_text import lessons
from helpers.quiz import bank


def measured(course: SmallCourse) -> clock.Clock:
    (lesson,) = lessons()
    return clock.of(lesson)


def test_minutes_are_those_of_words_questions_pictures_and_lines():
    counted = clock.Clock(words=1100, questions=12, pictures=3, lines=2)
    assert counted.minutes == 10 + 5 + 6 + 5 + 6 + 4
    assert str(counted) == "1100 words, 12 questions, 3 pictures, 2 lines"


@pytest.mark.parametrize(
    ("cell", "more", "words"),
    [
        ("opening", "Ten more words would take a reader some more time.", 10),
        ("card-a", "Ten more words would take a reader some more time.", 10),
        ("talk", "\n| Points | Text |\n|---|---|\n| 1 | names one source |\n", 6),
        ("background", "\n\n<details><summary>More</summary>\n\nTen more words.\n\n</details>", 0),
        ("extra", "Ten more words would take a reader some more time.", 0),
        ("notes", "Ten more words would take a reader some more time.", 0),
    ],
)
def test_words_in_class_count_and_folded_or_extra_ones_do_not(course: SmallCourse, cell: str, more: str, words: int):
    before = measured(course).words
    course.change(lambda cells: cells[cell].update(source=f"{cells[cell].source} {more}"))
    assert measured(course).words == before + words


def test_a_visible_table_is_read_and_a_folded_one_is_not(course: SmallCourse):
    before = measured(course)
    table = "<table><caption>Storms</caption><tr><th>Year</th></tr><tr><td>one &amp; two</td></tr></table>"

    def show(html: str) -> None:
        output = nbformat.v4.new_output("display_data", data={"text/html": html})
        course.change(lambda cells: cells["picture"].update(outputs=[output]))

    show(f'<img alt="Trees"><details><summary>As a table</summary>{table}</details>')
    assert measured(course) == clock.Clock(before.words, before.questions, before.pictures + 1, before.lines)
    show(table)
    assert measured(course) == clock.Clock(before.words + 4, before.questions, before.pictures, before.lines)


def test_a_line_counts_where_it_is_written_beside_the_text(course: SmallCourse):
    """The lines under Talk or write are those of the text, which has its minutes already."""
    line = "*Write here: double-click this line.*"
    course.change(lambda cells: [cells[name].update(source=line) for name in ("card-a", "card-b")])
    assert measured(course).lines == 2
    course.change(lambda cells: cells["talk"].update(source=f"{cells['talk'].source}\n\n{line}"))
    assert measured(course).lines == 2


def test_questions_of_each_part_in_class_count_and_practice_does_not(course: SmallCourse):
    before = measured(course)
    course.parts |= {"recall": ["07-trees"], "practice": ["07-roofs"]}
    after = measured(course)
    assert (after.questions, after.words) == (before.questions + 1, before.words + len(["How", "many?"]))


def test_a_question_is_read_with_extract_and_options_and_the_feedback_to_one_of_them():
    question = bank.all_questions()["07-hospital-source"]
    texts = [question.stem, *question.extract, *(option.text for option in question.options)]
    assert clock.words_of_question(question) == sum(len(text.split()) for text in texts)
    lengths = [len(option.feedback.split()) for option in question.options]
    assert min(lengths) <= clock.words_of_feedback(question) <= max(lengths)


@pytest.mark.parametrize("kind", ["match", "order", "number", "predict", "multiple"])
def test_words_of_every_kind_of_question_are_counted(kind: str):
    for question in bank.all_questions().values():
        if question.kind == kind:
            assert clock.words_of_question(question) >= len(question.stem.split()) - 2, question.id
            assert clock.words_of_feedback(question) > 0, question.id


def test_the_original_of_a_translated_quotation_takes_no_time(course: SmallCourse):
    course.write(course.lesson, [*course.cells(), own("more", "> More words.")])
    without_original = measured(course).words
    translated = "> More words.\n>\n> Our translation of: <i>një dy tri</i>"
    course.change(lambda cells: cells["more"].update(source=translated))
    assert measured(course).words == without_original


def test_the_minutes_of_each_lesson_stand_beside_its_reading_level(course: SmallCourse):
    course.write(course.lesson, [*course.cells(), own("more", "More words.")])
    assert f"{measured(course).minutes:.0f} of 45 minutes ({measured(course)})" in balance.report()[0]


def test_a_lesson_that_takes_longer_than_its_minutes_is_named(course: SmallCourse):
    assert clock.lessons_fit_their_clock() == []
    course.change(lambda cells: cells["background"].update(source=f"{cells['background'].source} {'word ' * 4400}"))
    (fault,) = clock.lessons_fit_their_clock()
    assert fault.startswith("07_a_storm.ipynb: it takes ")
    assert "minutes in class; at most 45. It has " in fault


def test_the_steps_of_a_lesson_add_up_to_its_minutes(course: SmallCourse):
    steps = clock.minutes_of_steps(lessons()[0])
    assert tuple(steps) == clock.STEPS
    assert sum(steps.values()) == pytest.approx(measured(course).minutes, abs=0.1)


def test_a_page_for_teachers_with_other_minutes_than_its_lesson_is_named(monkeypatch: pytest.MonkeyPatch):
    """A teacher who follows a wrong clock is still at the cards when the bell rings."""
    assert teachers_rules.pages_keep_the_lessons_minutes() == []
    written = teachers_rules._page("07")
    monkeypatch.setattr(teachers_rules, "_page", lambda _lesson: written.replace("| 0-", "| 0-1", 1))
    faults = teachers_rules.pages_keep_the_lessons_minutes()
    assert any(fault.startswith("teachers' notebook, page of lesson 07: its rows end at 1") for fault in faults)
