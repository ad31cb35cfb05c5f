"""The learner's copies: new lessons come, edited ones stay, and nothing damaged takes the place of something good."""

import errno
import json
import os
from pathlib import Path

import pytest

from helpers.start import copies
from helpers.start.errors import SetupError


def notebook(*sources: str, output: str = "") -> str:
    cells = [{"cell_type": "code", "source": source, "outputs": [output] if output else []} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    originals = tmp_path / "notebooks"
    originals.mkdir()
    (originals / "00_start.ipynb").write_text(notebook("1"), encoding="utf-8")
    return originals, tmp_path / "my"


def test_new_lessons_are_copied_without_a_word(folders):
    assert copies.bring(*folders) == []
    assert (folders[1] / "00_start.ipynb").exists()


def test_what_is_for_teachers_is_left_out_where_that_is_asked(folders):
    originals, mine = folders
    (originals / "90_for_teachers.ipynb").write_text(notebook("keys"), encoding="utf-8")
    assert copies.bring(originals, mine, leave_out=("90_for_teachers.ipynb",)) == []
    assert [path.name for path in mine.glob("*.ipynb")] == ["00_start.ipynb"]


def test_a_copy_that_was_only_run_is_updated(folders):
    originals, mine = folders
    copies.bring(originals, mine)
    (mine / "00_start.ipynb").write_text(notebook("1", output="ran"), encoding="utf-8")
    (originals / "00_start.ipynb").write_text(notebook("2"), encoding="utf-8")
    assert "updated" in copies.bring(originals, mine)[0]
    assert '"2"' in (mine / "00_start.ipynb").read_text(encoding="utf-8")


def test_an_edited_copy_is_never_touched_and_it_says_so(folders):
    originals, mine = folders
    copies.bring(originals, mine)
    edited = notebook("1", "my own line")
    (mine / "00_start.ipynb").write_text(edited, encoding="utf-8")
    assert copies.bring(originals, mine) == []
    (originals / "00_start.ipynb").write_text(notebook("2"), encoding="utf-8")
    for _ in range(2):
        assert "left as it is" in copies.bring(originals, mine)[0]
    assert (mine / "00_start.ipynb").read_text(encoding="utf-8") == edited


def test_a_broken_copy_or_list_is_the_learners_and_stays(folders):
    originals, mine = folders
    copies.bring(originals, mine)
    (mine / "00_start.ipynb").write_text("no notebook", encoding="utf-8")
    (mine / copies.LIST).write_text("[", encoding="utf-8")
    assert "left as it is" in copies.bring(originals, mine)[0]
    assert (mine / "00_start.ipynb").read_text(encoding="utf-8") == "no notebook"


def test_a_deleted_copy_comes_back(folders):
    copies.bring(*folders)
    (folders[1] / "00_start.ipynb").unlink()
    copies.bring(*folders)
    assert (folders[1] / "00_start.ipynb").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(folders):
    folders[1].write_text("a file stands where the folder should be")
    with pytest.raises(SetupError, match="cannot be written"):
        copies.bring(*folders)


def test_a_full_disk_leaves_every_copy_whole(folders, monkeypatch: pytest.MonkeyPatch):
    originals, mine = folders
    copies.bring(originals, mine)
    old = (mine / "00_start.ipynb").read_bytes()
    (originals / "00_start.ipynb").write_text(notebook("2"), encoding="utf-8")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SetupError, match="disk is full"):
        copies.bring(originals, mine)
    assert (mine / "00_start.ipynb").read_bytes() == old
    assert sorted(path.name for path in mine.iterdir()) == [copies.LIST, "00_start.ipynb"]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows names no owner by number")
def test_two_people_in_one_course_folder_have_copies_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert copies.own_folder(tmp_path) == tmp_path / "my"
    (tmp_path / "my").mkdir()
    assert copies.own_folder(tmp_path) == tmp_path / "my"
    monkeypatch.setattr(os, "getuid", lambda: (tmp_path / "my").stat().st_uid + 1)
    assert copies.own_folder(tmp_path) == tmp_path / "my-2"


CONFLICT = "<<<<<<< HEAD\n" + notebook("1") + "\n=======\n" + notebook("2") + "\n>>>>>>> main\n"
DAMAGED = {
    "conflict": (CONFLICT, "git could not join"),
    "conflict inside": (notebook("1").replace('"cells"', '\n<<<<<<< HEAD\n"cells"'), "git could not join"),
    "cut off": (notebook("1")[:40], "damaged or cut off"),
    "empty": ("", "is empty"),
    "zeros": ("\0" * 4096, "is empty"),
    "no notebook": ('{"cells": 3}', "damaged or cut off"),
    "cells without end": ("[" * 100_000, "damaged or cut off"),
    "not text": (b"\xb0\x05\x16\x07".decode("latin-1"), "damaged or cut off"),
}


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_lesson_is_named_and_never_copied(folders, kind: str):
    content, words = DAMAGED[kind]
    (folders[0] / "00_start.ipynb").write_text(content, encoding="latin-1")
    (said,) = copies.bring(*folders)
    assert said.startswith("notebooks/00_start.ipynb") and words in said and "Get this file of the course again" in said
    assert not (folders[1] / "00_start.ipynb").exists()


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_lesson_never_takes_the_place_of_a_good_copy(folders, kind: str):
    originals, mine = folders
    copies.bring(originals, mine)
    (originals / "00_start.ipynb").write_text(DAMAGED[kind][0], encoding="latin-1")
    (said,) = copies.bring(originals, mine)
    assert "your copy was left as it is" in said
    assert (mine / "00_start.ipynb").read_text(encoding="utf-8") == notebook("1")
    (originals / "00_start.ipynb").write_text(notebook("2"), encoding="utf-8")
    assert "updated" in copies.bring(originals, mine)[0], "the mended lesson comes"


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_copy_is_told_with_the_way_to_a_new_one(folders, kind: str):
    copies.bring(*folders)
    (folders[1] / "00_start.ipynb").write_text(DAMAGED[kind][0], encoding="latin-1")
    (said,) = copies.bring(*folders)
    assert said.startswith("my/00_start.ipynb") and "another name" in said
    (folders[1] / "00_start.ipynb").rename(folders[1] / "old.ipynb")
    assert copies.bring(*folders) == []
    assert (folders[1] / "00_start.ipynb").read_text(encoding="utf-8") == notebook("1")


@pytest.mark.parametrize(
    "stray",
    [
        "._00_start.ipynb",
        ".#00_start.ipynb",
        "00_start - Copy.ipynb",
        "00_start-Copy1.ipynb",
        "00_start (1).ipynb",
        "Copy of 00_start.ipynb",
        "00_start (conflicted copy 2026-11-27).ipynb",
        "00_start.sync-conflict-20261127-101500-ABCDEFG.ipynb",
        "00_start-LAPTOP.ipynb",
        "~00_start.ipynb",
    ],
)
def test_files_that_other_programs_leave_beside_lessons_are_no_lessons(folders, stray: str):
    (folders[0] / stray).write_bytes(b"\0\xb0")
    assert copies.bring(*folders) == []
    assert sorted(path.name for path in folders[1].iterdir()) == [copies.LIST, "00_start.ipynb"]


def test_every_lesson_of_the_course_has_the_name_of_one():
    lessons = Path(__file__).resolve().parents[2] / "notebooks"
    assert [path.name for path in lessons.glob("*.ipynb") if not copies.is_lesson(path)] == []


def test_a_share_of_the_disk_that_is_used_up_is_told_as_such(folders, monkeypatch: pytest.MonkeyPatch):
    def used_up(_file: int) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr(os, "fsync", used_up)
    with pytest.raises(SetupError, match="quota"):
        copies.bring(*folders)
