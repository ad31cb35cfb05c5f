"""Each text that stands in several places has one source: it is filled from there, and a place that differs is named."""

import pytest
from small_course import MANIFEST, SHARED, SmallCourse, cards_file

from helpers.authoring import fill, lesson_file, lesson_rules, shared_texts
from helpers.base import cards, lessons
from helpers.base.errors import CourseError


def source(course: SmallCourse, name: str) -> str:
    return next(cell.source for cell in lesson_file.read(course.lesson).cells if cell.id == name)


def refill(course: SmallCourse) -> list[str]:
    notebook = lesson_file.read(course.lesson)
    changed = fill.fill(notebook, lessons.of("07"))
    lesson_file.write(course.lesson, notebook)
    return changed


def test_the_first_cell_says_what_the_manifest_says(course: SmallCourse):
    assert source(course, "title") == (
        "# 07 A storm\n\n**What did the storm of 2020 do?**\n\nAfter this lesson you can\n\n"
        "1. say what fell,\n2. say who counted.\n\nFacts as of May 2021 · 45 minutes · needs nothing"
    )


def test_length_need_and_content_note_stand_in_the_first_cell_in_the_same_words_everywhere():
    lesson = lessons.Lesson(
        "02", "war", "War", "Why?", "lesson", 90, ("a",), "May 2021", "June 2020", "lesson 01 first", "it names deaths."
    )
    line, note = shared_texts.head(lesson).split("\n\n")[-2:]
    assert line == (
        "Facts as of May 2021; the newest source found is of June 2020 · 90 minutes, a double lesson · "
        "needs [lesson 01](01_people_and_places.ipynb) first"
    )
    assert note == "**Content note:** it names deaths. You may leave a part out and need not say why."


def test_fields_of_a_shared_text_are_the_lessons_own(course: SmallCourse):
    assert source(course, "recall") == "## Start and recall\n\nAsk A storm again."
    assert source(course, "next") == "Next: [12 Look back](12_look_back.ipynb)."


@pytest.mark.parametrize("cell", ["title", "recall", "next"])
def test_a_cell_that_drifts_is_named_and_filled_again(course: SmallCourse, cell: str):
    wanted = source(course, cell)
    course.change(lambda cells: cells[cell].update(source=wanted + " And more."))
    (fault,) = lesson_rules.filled_cells_agree()
    assert fault.startswith(f"07_a_storm.ipynb, cell {cell}: it differs from data/")
    assert refill(course) == [cell]
    assert source(course, cell) == wanted
    assert refill(course) == []


def test_a_card_that_drifts_from_its_data_is_named_and_filled_again(course: SmallCourse):
    """A card has one home: whoever changes it in the lesson is told where, and the next refresh takes the change back."""
    wanted = source(course, "card-b")
    course.replace("card-b", "my window", "the roof")
    (fault,) = lesson_rules.filled_cells_agree()
    assert fault.startswith("07_a_storm.ipynb, cell card-b: it differs from data/cards.toml, card b.")
    assert refill(course) == ["card-b"]
    assert source(course, "card-b") == wanted


def test_a_written_check_that_drifts_from_its_data_is_named_and_filled_again(course: SmallCourse):
    wanted = source(course, "written")
    assert wanted.startswith("### The written check\n\n> **First extract: Forester**\n>\n> The forester counted [30](")
    assert "attributed; Forester" in wanted, "a reader who points at a figure would not see whose it is"
    course.replace("written", "no mark", "a mark")
    (fault,) = lesson_rules.filled_cells_agree()
    assert fault.startswith(
        "07_a_storm.ipynb, cell written: it differs from data/written_checks.toml, check 07-written."
    )
    assert refill(course) == ["written"]
    assert source(course, "written") == wanted


def test_a_written_check_without_data_is_named(course: SmallCourse):
    course.change(lambda cells: cells["written"].metadata.update(course={"written": "07-writen"}))
    with pytest.raises(CourseError, match="cell written: There is no written check '07-writen'. Did you mean"):
        lesson_rules.filled_cells_agree()


def test_a_card_without_data_is_named(course: SmallCourse):
    course.use(cards, "FILE", cards_file().replace('id = "b"', 'id = "d"'))
    with pytest.raises(CourseError, match="07_a_storm.ipynb, cell card-b: There is no source card 'b'"):
        lesson_rules.filled_cells_agree()


def test_a_text_changed_at_its_source_is_noticed_in_every_lesson_that_takes_it(course: SmallCourse):
    course.use(shared_texts, "FILE", SHARED.replace("Four questions.", "Five questions."))
    assert ["cell exit" in fault for fault in lesson_rules.filled_cells_agree()] == [True]
    assert refill(course) == ["exit"]
    assert "Five questions." in source(course, "exit")


def test_a_title_changed_in_the_manifest_is_noticed_in_lessons_and_readme(course: SmallCourse):
    course.use(lessons, "MANIFEST", MANIFEST.replace("Look back", "Look again"))
    assert [fault.split(":")[0] for fault in lesson_rules.filled_cells_agree()] == [
        "07_a_storm.ipynb, cell next",
        "12_look_back.ipynb, cell title",
    ]
    assert lesson_rules.readme_lists_the_lessons() != []
    fill.README.write_text(fill.readme(), encoding="utf-8")
    assert lesson_rules.readme_lists_the_lessons() == []
    text = fill.README.read_text(encoding="utf-8")
    assert "| [12 Look again](notebooks/12_look_back.ipynb) | What stayed? | 15 |" in text
    assert text.startswith("# Course\n") and text.endswith("\n\nMore.\n")


def test_own_words_of_a_lesson_stay(course: SmallCourse):
    before = {cell.id: cell.source for cell in lesson_file.read(course.lesson).cells}
    course.replace("talk", "Who is right?", "Who is wrong?")
    assert refill(course) == []
    after = {cell.id: cell.source for cell in lesson_file.read(course.lesson).cells}
    assert {name for name in after if after[name] != before[name]} == {"talk"}


def test_a_lost_or_doubled_mark_is_named(course: SmallCourse):
    course.change(lambda cells: cells["recall"].metadata.pop("course"))
    assert any(
        "0 cells take the shared text 'recall'" in fault for fault in lesson_rules.no_lesson_lacks_a_shared_text()
    )
    course.change(lambda cells: cells["recall"].metadata.update(course={"shared": "exit"}))
    assert any("2 cells take the shared text 'exit'" in fault for fault in lesson_rules.no_lesson_lacks_a_shared_text())
    course.change(lambda cells: cells["title"].metadata.pop("course"))
    assert any("its first cell needs" in fault for fault in lesson_rules.no_lesson_lacks_a_shared_text())


def test_a_mark_with_an_unknown_name_is_one_sentence_with_lesson_and_cell(course: SmallCourse):
    course.change(lambda cells: cells["exit"].metadata.update(course={"shared": "exitt"}))
    with pytest.raises(
        CourseError, match=r"07_a_storm.ipynb, cell exit: There is no shared text 'exitt'. Did you mean 'exit'"
    ):
        lesson_rules.filled_cells_agree()
    with pytest.raises(CourseError, match="cell exit"):
        refill(course)


@pytest.mark.parametrize("mark", ["exit", ["exit"], 3, None])
def test_a_mark_of_another_form_stops_nothing(course: SmallCourse, mark: object):
    course.change(lambda cells: cells["save"].metadata.update(course=mark))
    assert lesson_rules.filled_cells_agree() == []


def test_a_text_that_no_lesson_takes_is_named(course: SmallCourse):
    course.use(shared_texts, "FILE", SHARED + '\n[old]\ntext = "Gone."\n')
    assert lesson_rules.every_shared_text_is_taken() == ["data/shared_texts.toml, old: no lesson takes it; delete it."]


def test_a_link_to_a_lesson_that_is_none_is_named(course: SmallCourse):
    course.replace("save", "## Save", "See [another](08_another.ipynb) and [this one](12_look_back.ipynb).\n\n## Save")
    (fault,) = lesson_rules.links_to_lessons_lead_somewhere()
    assert fault.startswith("07_a_storm.ipynb, cell save: the link to 08_another.ipynb leads nowhere")


def test_a_goal_without_a_question_is_named(course: SmallCourse):
    course.questions.pop("07-roofs")
    assert lesson_rules.goals_are_asked_about() == [
        "data/lessons.toml, lesson 07: no question has goal 2 (say who counted)."
    ]


def test_a_copy_beside_the_lessons_is_named(course: SmallCourse):
    (course.lesson.parent / "07_a_storm (1).ipynb").write_bytes(course.lesson.read_bytes())
    assert lesson_rules.manifest_names_every_notebook() == [
        "notebooks/07_a_storm (1).ipynb is no lesson of data/lessons.toml: take the file away, or add its entry."
    ]
