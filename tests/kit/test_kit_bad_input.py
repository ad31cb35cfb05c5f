"""A teacher would get a traceback, or a kit with a hole, where one clear sentence is due."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import Markup

from helpers.base import lessons, toml_file
from helpers.base.errors import CourseError
from helpers.kit import build, lesson_parts, printing, selected
from helpers.kit.folder import Folder
from helpers.kit.lesson_parts import Reader
from helpers.kit.losses import Loss
from helpers.kit.paper import figures, questions
from helpers.kit.platforms import anki_deck, gift, moodle, qti
from helpers.kit.selected import Asked
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.site import bundle
from helpers.site.pictures import Picture

pytestmark = pytest.mark.authors


def without_words(_sentence: str) -> None:
    """Say nothing."""


@pytest.mark.parametrize(
    ("numbers", "forms", "words"),
    [
        (["13"], [], "There is no lesson with a kit '13'"),
        (["7"], [], "There is no lesson with a kit '7'"),
        (["12"], [], "There is no lesson with a kit '12'"),
        (["07"], ["worksheets"], "Did you mean 'worksheet'?"),
        (["07"], ["pdf"], "There is no form of the kit 'pdf'"),
    ],
)
def test_an_unknown_lesson_or_form_is_named_and_nothing_is_written(tmp_path: Path, numbers, forms, words):
    with pytest.raises(CourseError) as caught:
        build.build(numbers, forms, target=tmp_path, say=without_words)
    assert words in str(caught.value) and not list(tmp_path.iterdir())


def test_without_chromium_pages_are_written_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(printing, "chromium", lambda: "")
    said: list[str] = []
    folder = build.build(["07"], ["worksheet", "plan"], target=tmp_path, say=said.append)
    assert any("No Chromium" in sentence for sentence in said)
    assert (folder / "07_the_unrest_of_2023" / "07-worksheet.html").is_file() and (
        folder / "plans" / "one.html"
    ).is_file()
    assert not list(folder.rglob("*.pdf"))


def test_without_node_all_but_slides_is_made_and_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bundle, "has_node", lambda: False)
    said: list[str] = []
    folder = build.build(["07"], ["worksheet", "slides"], target=tmp_path, has_pdf=False, say=said.append)
    assert any("Node with npm was not found" in sentence for sentence in said)
    assert not list(folder.rglob("*-slides.html")) and list(folder.rglob("*-worksheet.html"))
    assert "All slides: left out" in (folder / "left-out.txt").read_text(encoding="utf-8")
    assert "-slides.html" not in (folder / "index.html").read_text(encoding="utf-8")


def test_a_browser_that_does_not_start_is_named_with_the_way_out(tmp_path: Path):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    with pytest.raises(CourseError, match="does not start .*--no-pdf"), printing.Printer(str(broken)):
        pass


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    (tmp_path / "build").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(CourseError, match="cannot be made anew"):
        Folder(tmp_path / "build" / "kit")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="This system has no disk that is always full.")
def test_a_full_disk_is_one_sentence(tmp_path: Path):
    folder = Folder(tmp_path / "kit")
    (folder.path / "worksheet.html").symlink_to("/dev/full")
    with pytest.raises(CourseError, match="cannot be written .*Make room"):
        folder.write("worksheet.html", "x" * 100_000)


def test_an_older_kit_leaves_nothing_behind(tmp_path: Path):
    old = tmp_path / "kit" / "old.txt"
    old.parent.mkdir()
    old.write_text("old", encoding="utf-8")
    Folder(tmp_path / "kit")
    assert not old.exists()


def test_a_kit_of_a_choice_leaves_the_whole_kit_alone(tmp_path: Path):
    whole = tmp_path / "kit"
    whole.mkdir()
    (whole / "index.html").write_text("whole", encoding="utf-8")
    build.build(["07"], ["gift"], target=tmp_path, has_pdf=False, say=without_words)
    assert (whole / "index.html").read_text(encoding="utf-8") == "whole"
    assert (tmp_path / "kit-07-gift" / "questions" / "questions.gift").is_file()


class _OfNoForm(Question):
    """A kind that only the course itself can ask."""

    kind = "riddle"


def test_a_question_that_no_form_can_hold_is_listed_by_each(monkeypatch: pytest.MonkeyPatch):
    known = bank.part("07", "exit")[0]
    common = {name: getattr(known, name) for name in ("lesson", "skill", "level", "goal", "stem", "claims", "reread")}
    riddle = _OfNoForm(id="07-riddle", **common)
    monkeypatch.setattr(selected, "questions_of", lambda lesson: [Asked(riddle, "exit")] if lesson == "07" else [])
    taught = selected.lessons_of(["07"])
    losses = [
        moodle.build(taught, has_ordering=True)[1], gift.build(taught)[1], qti.build(taught)[1],
        anki_deck.build(taught, {"07": {}}, {})[1], questions.asked([riddle])[1],
    ]  # fmt: skip
    assert all(any(loss.what == "07-riddle" for loss in lost) for lost in losses)
    assert "// 07-riddle:" in gift.build(taught)[0]


def test_a_picture_too_wide_for_the_page_is_shrunk_and_said():
    def picture(width: int) -> Picture:
        return Picture(
            f'<svg class="drawn" viewBox="0 0 {width} 300"></svg>', "words " * 10, "caption", Markup(""), "table"
        )

    assert figures.figure(picture(792), "a")[1] == []
    shown, losses = figures.figure(picture(2400), "07-x")
    assert "<svg" in shown
    assert [str(loss) for loss in losses] == ["picture 07-x: it is wide: on paper its letters are 2.8 points high."]


def test_a_long_table_is_left_out_and_said():
    def table(rows: int) -> Markup:
        return Markup("<table><tr><th>x</th></tr>{}</table>").format(Markup("<tr><td>1</td></tr>") * rows)

    assert figures.rows(table(figures.MOST_ROWS), "t")[1] == []
    shown, losses = figures.rows(table(figures.MOST_ROWS + 1), "t")
    assert "<table" not in shown and "25 rows" in shown and losses == [
        Loss("t", "its 25 rows are left out on paper; the data of the kit and the lesson hold them.")
    ]  # fmt: skip


def changed_lesson(folder: Path, change) -> lessons.Lesson:
    """Copy lesson 07 with one change to its cells into a folder that then holds the lessons."""
    lesson = lessons.of("07")
    content = json.loads((lessons.FOLDER / lesson.file).read_text(encoding="utf-8"))
    change(content["cells"])
    (folder / lesson.file).write_text(json.dumps(content), encoding="utf-8")
    return lesson


@pytest.mark.parametrize(
    ("cell", "text", "words"),
    [
        ("talk", "## Talk or write\n\nNothing is asked.", "the kit finds no question in it"),
        ("look", "Now press Check and look.", "cell look: it speaks of a screen"),
        ("look", "Click the picture.", "cell look: it speaks of a screen"),
        ("look", "Extra holds more.", "cell look: it speaks of a screen"),
    ],
)
def test_a_lesson_that_paper_cannot_hold_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cell, text, words):
    def change(cells: list) -> None:
        next(one for one in cells if one["id"] == cell)["source"] = text

    lesson = changed_lesson(tmp_path, change)
    monkeypatch.setattr(lessons, "FOLDER", tmp_path)
    monkeypatch.setattr(lesson_parts.lessons, "FOLDER", tmp_path)
    reader = Reader()
    # What paper says in place of this cell would hide the change.
    monkeypatch.setattr(reader, "_own", replace(reader._own, cells={}))
    with pytest.raises(CourseError, match=words) as caught:
        reader.read(lesson)
    assert "07_the_unrest_of_2023.ipynb" in str(caught.value)


def test_a_sentence_of_paper_that_fits_nothing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    own = tmp_path / "kit" / "wording.toml"
    own.parent.mkdir()
    shutil.copyfile(lesson_parts.WORDING, own)
    own.write_text(
        own.read_text(encoding="utf-8") + '\n[[cell]]\nlesson = "07"\ncell = "gone"\ntext = "x"\n', encoding="utf-8"
    )
    monkeypatch.setattr(lesson_parts, "WORDING", own)
    reader = Reader()
    for lesson in selected.lessons_of(()):
        reader.read(lesson)
    assert reader.faults() == [
        "helpers/kit/wording.toml: the entry 07 gone fits no cell any more. Take it out or mend it."
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('lessons = ["07"]', 'lessons = ["99"]', "route 1: There is no lesson '99'"),
        ('lessons = ["07"]', "lessons = []", "route 1: lessons must be a list of numbers"),
        ('title = "One lesson"', 'titel = "One lesson"', "route 1: There is no key 'titel'"),
        ('assessment = "The exit check, talked', 'assessment = ""\nx = "The exit check, talked', "route 1: "),
        ('homework = "one report', 'homewrok = "one report', "lesson 07: There is no key 'homewrok'"),
    ],
)
def test_a_damaged_route_is_named(tmp_path: Path, old: str, new: str, words: str):
    path = tmp_path / "data" / "lessons.toml"
    path.parent.mkdir()
    text = lessons.MANIFEST.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CourseError, match=words):
        lessons._routes(path)


def test_a_manifest_is_toml():
    assert toml_file.read(lessons.MANIFEST)["route"]
