"""A file of the course that was damaged is named in one sentence by ``check`` and ``refresh``; nothing is written over it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from small_course import EXCEPTIONS, SHARED, SmallCourse

from helpers import authoring
from helpers.authoring import (
    bank_files,
    catalogue,
    claim_rules,
    fill,
    key_lock,
    lesson_rules,
    letters,
    refresh,
    shared_texts,
)
from helpers.base import files, lessons
from helpers.base.errors import CourseError


def changed(change: Callable[[dict], object]) -> Callable[[bytes], bytes]:
    """Return a function that changes a notebook's JSON."""

    def make(good: bytes) -> bytes:
        content = json.loads(good)
        change(content)
        return json.dumps(content).encode()

    return make


NOTEBOOKS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "a mark of a merge": (lambda good: b"<<<<<<< HEAD\n" + good, "line 1 is a mark of a merge that was not finished"),
    "a mark of a merge inside": (
        lambda good: good.replace(b'\n "metadata"', b'\n>>>>>>> theirs\n "metadata"', 1),
        "is a mark of a merge",
    ),
    "cut off": (lambda good: good[: len(good) // 2], "it is not JSON, line"),
    "nothing": (lambda _good: b"", "it is not JSON, line 1"),
    "zeros, as after a power cut": (lambda _good: bytes(4096), "it is not JSON"),
    "a page that asks to log in": (lambda _good: b"<!DOCTYPE html><html>Please log in</html>", "it is not JSON"),
    "an old code page": (lambda good: "Zve\u010dan".encode("cp1250") + good, "it is not UTF-8 text"),
    "lists without end": (lambda _good: b"[" * 100_000, "nested too deeply"),
    "something else": (lambda _good: b'{"a": 1}', "it has no cells"),
    "a list": (lambda _good: b"[]", "it has no cells"),
    "no cells": (changed(lambda content: content.update(cells=[])), "it has no cells"),
    "cells that are no list": (changed(lambda content: content.update(cells={"a": 1})), "it has no cells"),
    "an old format": (changed(lambda content: content.update(nbformat=3)), "its format is 3.5, and lessons are of 4.5"),
    "a format of later": (changed(lambda content: content.update(nbformat=9)), "its format is 9.5"),
    "an older minor format": (changed(lambda content: content.update(nbformat_minor=4)), "its format is 4.4"),
    "no format": (changed(lambda content: content.pop("nbformat")), "its format is None"),
    "a cell without id": (changed(lambda content: content["cells"][2].pop("id")), "cell 3 has no id"),
    "a cell that is none": (changed(lambda content: content["cells"].append("x")), "has no id"),
    "an id twice": (
        changed(lambda content: content["cells"][2].update(id="title")),
        "two cells have the id 'title'",
    ),
    "a cell of an unknown kind": (
        changed(lambda content: content["cells"][2].update(cell_type="poem")),
        "(cells/2)",
    ),
    "no metadata": (changed(lambda content: content.pop("metadata")), "metadata"),
}


@pytest.fixture
def only_lessons(monkeypatch: pytest.MonkeyPatch) -> None:
    """``refresh`` leaves alone what is stored beside the lessons of the real course."""
    monkeypatch.setattr(bank_files, "write_schema", lambda: None)
    monkeypatch.setattr(key_lock, "add_new", lambda: None)
    monkeypatch.setattr(catalogue, "update", lambda: None)
    monkeypatch.setattr(letters, "store", lambda: None)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_damaged_lesson_is_one_sentence_with_its_name(course: SmallCourse, only_lessons, name: str):
    damage, words = NOTEBOOKS[name]
    content = damage(course.lesson.read_bytes())
    course.lesson.write_bytes(content)

    (sentence,) = {fault for rule in lesson_rules.RULES for fault in said(rule)}
    assert sentence.startswith("notebooks/07_a_storm.ipynb is no whole lesson: ")
    assert words in sentence
    assert sentence.endswith("Restore it from the course.")
    assert "\n" not in sentence and len(sentence) < 300

    with pytest.raises(CourseError) as raised:
        list(refresh.run(["07"]))
    assert str(raised.value) == sentence
    assert course.lesson.read_bytes() == content, "refresh wrote over what somebody may want to mend"


def said(rule: Callable[[], list[str]]) -> list[str]:
    try:
        return rule()
    except CourseError as error:
        return [str(error)]


def test_the_report_of_reading_levels_does_not_fail_over_a_damaged_lesson(course: SmallCourse):
    course.lesson.write_bytes(b"<<<<<<< HEAD\n")
    assert authoring.report() == ["  Not known while a file is damaged."]


OTHERS = {
    "the manifest": (lessons, "MANIFEST", b"<<<<<<< HEAD\n", lesson_rules.filled_cells_agree, "data/lessons.toml"),
    "shared texts, merged": (
        shared_texts,
        "FILE",
        b"<<<<<<< HEAD\n",
        lesson_rules.filled_cells_agree,
        "not valid TOML",
    ),
    "shared texts, a wrong type": (
        shared_texts,
        "FILE",
        SHARED + "\n[other]\ntext = 3\n",
        lesson_rules.filled_cells_agree,
        "shared_texts.toml, other: it needs a text",
    ),
    "shared texts, an unknown key": (
        shared_texts,
        "FILE",
        SHARED + '\n[other]\ntext = "a"\neach = true\n',
        lesson_rules.filled_cells_agree,
        "shared_texts.toml, other: There is no key 'each'",
    ),
    "shared texts, a word for a truth": (
        shared_texts,
        "FILE",
        SHARED.replace("in_each_lesson = true", 'in_each_lesson = "yes"'),
        lesson_rules.filled_cells_agree,
        "shared_texts.toml, recall: in_each_lesson must be true or false",
    ),
    "shared texts, an unknown field": (
        shared_texts,
        "FILE",
        SHARED.replace("{title}", "{titel}"),
        lesson_rules.filled_cells_agree,
        "shared_texts.toml, recall: There is no field 'titel'. Did you mean 'title'",
    ),
    "exceptions, merged": (
        claim_rules,
        "EXCEPTIONS",
        b">>>>>>> theirs\n",
        claim_rules.figures_are_linked,
        "EXCEPTIONS cannot be read (it is not valid TOML",
    ),
    "exceptions, none": (claim_rules, "EXCEPTIONS", b"", claim_rules.figures_are_linked, "[[exception]]"),
    "exceptions, one without a reason": (
        claim_rules,
        "EXCEPTIONS",
        EXCEPTIONS.replace("reason", "raison"),
        claim_rules.figures_are_linked,
        "exception 1: it must have lesson, text and reason",
    ),
    "README without marks": (fill, "README", b"# Course\n", lesson_rules.readme_lists_the_lessons, "README.md"),
    "README with one mark twice": (
        fill,
        "README",
        f"{fill.TABLE_START}\n{fill.TABLE_END}\n{fill.TABLE_END}\n",
        lesson_rules.readme_lists_the_lessons,
        "must stand between one <!-- lessons --> and one <!-- /lessons -->",
    ),
    "README with its marks in the wrong order": (
        fill,
        "README",
        f"{fill.TABLE_END}\n{fill.TABLE_START}\n",
        lesson_rules.readme_lists_the_lessons,
        "must stand between",
    ),
    "README in an old code page": (
        fill,
        "README",
        "Zve\u010dan".encode("cp1250"),
        lesson_rules.readme_lists_the_lessons,
        "README.md cannot be read",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_damaged_file_is_one_sentence_with_its_name(course: SmallCourse, name: str):
    module, file, content, rule, words = OTHERS[name]
    path = course.use(module, file, content)
    (sentence,) = said(rule)
    assert path.name in sentence
    assert words.replace("EXCEPTIONS", path.name) in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "content", [b'<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', b"\xff\xfem", b'"Content-Type: text/plain; charset=xx\\n"\n']
)
def test_a_damaged_file_of_translations_is_one_sentence_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
):
    path = tmp_path / "helpers" / "sq" / "course.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    monkeypatch.setattr(catalogue, "HELPERS", tmp_path / "helpers")
    monkeypatch.setattr(catalogue, "po_file", lambda _tag: path)
    monkeypatch.setattr(catalogue, "sentences", catalogue.Catalog)
    with pytest.raises(CourseError, match=r"helpers/sq/course.po cannot be read"):
        catalogue.catalogues_are_complete()


def test_translations_that_were_never_compiled_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "helpers" / "sq" / "course.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(b'msgid ""\nmsgstr ""\n')
    monkeypatch.setattr(catalogue, "HELPERS", tmp_path / "helpers")
    monkeypatch.setattr(catalogue, "po_file", lambda _tag: path)
    monkeypatch.setattr(catalogue, "sentences", catalogue.Catalog)
    assert "the compiled file beside it is older or missing" in catalogue.catalogues_are_complete()[0]


def test_refresh_fills_runs_and_stores_and_then_has_nothing_to_do(course: SmallCourse, only_lessons):
    course.change(lambda cells: [cells.pop(name) for name in list(cells) if cells[name].cell_type == "code"])
    course.change(lambda cells: cells["recall"].update(source="An older text."))
    fill.README.write_text(f"# Course\n{fill.TABLE_START}\n{fill.TABLE_END}\n", encoding="utf-8")
    assert list(refresh.run(["07"])) == [
        "README.md: stored anew",
        "07_a_storm.ipynb: stored anew",
        "  filled from shared texts and the manifest: recall",
    ]
    assert lesson_rules.filled_cells_agree() == lesson_rules.readme_lists_the_lessons() == []
    assert list(refresh.run(["07"])) == ["README.md: unchanged", "07_a_storm.ipynb: unchanged"]


def test_refresh_names_what_it_passes_over_and_refuses_a_lesson_that_is_none(course: SmallCourse, only_lessons):
    (course.lesson.parent / "07_a_storm (1).ipynb").write_bytes(b"")
    said_so_far = next(refresh.run(["12"]))
    assert said_so_far == "07_a_storm (1).ipynb: passed over, because data/lessons.toml does not name it"
    with pytest.raises(CourseError, match="There is no lesson '13'"):
        list(refresh.run(["13"]))


def test_a_full_disk_leaves_the_lesson_as_it_was(course: SmallCourse, only_lessons, monkeypatch: pytest.MonkeyPatch):
    course.change(lambda cells: [cells.pop(name) for name in list(cells) if cells[name].cell_type == "code"])
    course.change(lambda cells: cells["recall"].update(source="An older text."))
    before = course.lesson.read_bytes()

    def full(_path: Path, _content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "replace", full)
    with pytest.raises(CourseError, match=r"notebooks/07_a_storm.ipynb cannot be written \(No space left on device\)"):
        list(refresh.run(["07"]))
    assert course.lesson.read_bytes() == before
