"""What a learner wrote is on the disk whole, or what stood there before still is."""

import errno
import os
from pathlib import Path

import pytest

from helpers.base import files


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path):
    first = files.write_new(tmp_path, "page", ".html", "one", 3)
    second = files.write_new(tmp_path, "page", ".html", "two", 3)
    assert (first.name, second.name) == ("page.html", "page-2.html")
    assert first.read_text(encoding="utf-8") == "one"


def test_a_file_that_is_replaced_keeps_its_permissions_and_leaves_nothing_beside_it(tmp_path: Path):
    path = tmp_path / "list.json"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o640)
    files.replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["list.json"]
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("write", ["write_new", "replace"])
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: str):
    path = tmp_path / "page.html"
    if write == "replace":
        path.write_text("old", encoding="utf-8")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        if write == "replace":
            files.replace(path, b"new")
        else:
            files.write_new(tmp_path, "page", ".html", "new", 3)
    assert [entry.read_text(encoding="utf-8") for entry in tmp_path.iterdir()] == (
        ["old"] if write == "replace" else []
    )


def test_a_folder_that_does_not_exist_takes_no_files(tmp_path: Path):
    assert files.fault_of_writing(tmp_path) is None
    assert isinstance(files.fault_of_writing(tmp_path / "missing"), OSError)
