"""A teacher drops into a folder what a platform gives; every hand-in must be found, and no archive may do harm."""

import io
import os
import stat
import zipfile
from pathlib import Path

import made_class
import pytest

from helpers import class_view
from helpers.class_view import collecting, reading


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return the hand-ins of three learners."""
    return [path.read_bytes() for path in made_class.write_class(tmp_path_factory.mktemp("class"), learners=3)]


PLATFORMS = {
    "Moodle, flat": "Learner {n}_12345{n}_assignsubmission_file_hand-in-heron.json",
    "Moodle, in folders": "Learner {n}_12345{n}_assignsubmission_file_/hand-in-heron.json",
    "ILIAS": "Exercise 1/Heron_Learner_login{n}_4711/20261120101500_hand-in-heron.json",
    "Canvas": "heronlearner{n}_LATE_8150{n}_993{n}_hand-in-heron-1.json",
    "Google Classroom": "Lesson 12/Learner {n} - hand-in-heron.json",
    "Teams": "Submitted files/Learner {n}/Lesson 12/Version 1/hand-in-heron.json",
    "Blackboard": "Lesson 12_learner{n}_attempt_2026-11-20-10-15-00_hand-in-heron.json",
    "Sakai": "Lesson 12/Heron, Learner(learner{n})/Submission attachment(s)/hand-in-heron.json",
    "a mail program": "hand-in-heron ({n}).json",
    "a platform that takes no JSON": "Learner {n}/hand-in-heron.json.txt",
    "capital letters": "LEARNER{n}/HAND-IN.JSON",
}


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def faults(folder: Path) -> dict[str, str]:
    return dict(reading.read_folder(folder).skipped)


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("form", ["folder", "zip in a folder", "zip alone", "zips of learners", "zip of zips"])
def test_hand_ins_are_found_as_platforms_give_them(tmp_path: Path, good: list[bytes], platform: str, form: str):
    files = {PLATFORMS[platform].format(n=number): content for number, content in enumerate(good)}
    if "of" in form:
        files = {f"{name}.zip": packed({"hand-in.json": content}) for name, content in files.items()}
    if form in ("folder", "zips of learners"):
        put(tmp_path, files)
    else:
        put(tmp_path, {"submissions.zip": packed(files)})
    found = reading.read_folder(tmp_path / "submissions.zip" if form == "zip alone" else tmp_path)
    assert found.skipped == []
    assert len(found.learners) == 3


def test_a_folder_that_was_unpacked_beside_its_archive_counts_once(tmp_path: Path, good: list[bytes]):
    put(tmp_path, {"all.zip": packed({"a/x.json": good[0]}), "all/a/x.json": good[0]})
    assert faults(tmp_path) == {"all/a/x.json": "it is the same as all.zip/a/x.json"} or faults(tmp_path) == {
        "all.zip/a/x.json": "it is the same as all/a/x.json"
    }
    assert len(reading.read_folder(tmp_path).learners) == 1


CLUTTER = [
    ".DS_Store", "._hand-in.json", "__MACOSX/._hand-in.json", "__MACOSX/a/hand-in.json", "Thumbs.db", "desktop.ini",
    "~$list.json", ".~lock.list.json#", ".ipynb_checkpoints/hand-in.json", "Icon\r",
]  # fmt: skip


@pytest.mark.parametrize("place", ["", "Learner 1/"])
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_what_systems_leave_behind_is_passed_over(tmp_path: Path, good: list[bytes], place: str, form: str):
    files = {f"{place}{name}": b"\x00\x05\x16\x07 no hand-in" for name in CLUTTER} | {f"{place}x.json": good[0]}
    put(tmp_path, files if form == "folder" else {"all.zip": packed(files)})
    found = reading.read_folder(tmp_path)
    assert found.skipped == []
    assert len(found.learners) == 1


@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_file_that_the_cloud_has_not_brought_yet_is_named(tmp_path: Path, good: list[bytes], form: str):
    files = {"a/.hand-in-heron.json.icloud": b"bplist00", "b/hand-in.json": good[0]}
    put(tmp_path, files if form == "folder" else {"all.zip": packed(files)})
    ((name, fault),) = reading.read_folder(tmp_path).skipped
    assert name.endswith("a/hand-in-heron.json")
    assert "not been fetched from the cloud yet" in fault


def test_what_is_no_hand_in_is_told_with_its_place(tmp_path: Path, good: list[bytes]):
    put(tmp_path, {
        "x.json": good[0], "Learner 1/onlinetext.html": b"", "Learner 2/hand-in.json": b"{", "all.rar": b"Rar!",
        "a.tar.gz": b"", "b.7z": b"7z", "broken.zip": b"PK\x03\x04 and no more", "empty.zip": packed({}),
    })  # fmt: skip
    (tmp_path / "Learner 3").mkdir()
    other = "it is an archive of another kind than zip: unpack it"
    assert faults(tmp_path) == {
        "Learner 1/onlinetext.html": "its name does not end in .json",
        "Learner 2/hand-in.json": "it is no JSON text in UTF-8",
        "Learner 3": "there is no file in this folder",
        "all.rar": other,
        "a.tar.gz": other,
        "b.7z": other,
        "broken.zip": "it is a damaged archive",
        "empty.zip": "there is no file in this archive",
    }


def with_password(name: str, content: bytes) -> bytes:
    """Return an archive whose one file says that it is encrypted, as zipfile itself cannot write one."""
    raw = bytearray(packed({name: content}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + offset] |= 1
    return bytes(raw)


def with_link(name: str, target: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo(name)
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, target)
    return buffer.getvalue()


def test_archives_that_mean_harm_are_told_and_put_nothing_on_the_disk(tmp_path: Path, good: list[bytes]):
    outside, folder = tmp_path / "secret.json", tmp_path / "hand-ins"
    outside.write_bytes(good[1])
    cut = packed({"x.json": good[0]})
    put(folder, {
        "good.zip": packed({"x.json": good[0]}),
        "up.zip": packed({"../../x.json": good[1]}),
        "down.zip": packed({"..\\..\\x.json": good[1]}),
        "root.zip": packed({"/etc/x.json": good[1]}),
        "drive.zip": packed({"C:/x.json": good[1]}),
        "link.zip": with_link("x.json", str(outside)),
        "locked.zip": with_password("x.json", good[1]),
        "bomb.zip": packed({"x.json": b" " * 30_000_000}),
        "bzip2.zip": packed({"x.json": b" " * 1000}, zipfile.ZIP_BZIP2),
        "lzma.zip": packed({"x.json": b" " * 1000}, zipfile.ZIP_LZMA),
        "deep.zip": packed({"a.zip": packed({"b.zip": packed({"x.json": good[1]})})}),
        "damaged.zip": cut.replace(cut[60:90], bytes(30)),
    })  # fmt: skip
    before = sorted(path.name for path in tmp_path.rglob("*"))
    told = faults(folder)
    assert {name.partition(".zip")[0]: fault for name, fault in told.items()} == {
        "up": "its name leads out of the archive",
        "down": "its name leads out of the archive",
        "root": "its name leads out of the archive",
        "drive": "its name leads out of the archive",
        "link": "it is no plain file",
        "locked": "it is locked with a password",
        "bomb": "it is packed in an unusual way: unpack it",
        "bzip2": "it is packed in an unusual way: unpack it",
        "lzma": "it is packed in an unusual way: unpack it",
        "deep": "it is an archive in an archive in an archive: unpack it",
        "damaged": "it is damaged in its archive",
    }
    assert len(reading.read_folder(folder).learners) == 1
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_an_archive_that_lies_about_sizes_fills_no_memory(tmp_path: Path):
    raw = bytearray(packed({"x.json": b" " * 90_000_000}))
    # The size before packing stands in the head of the file and in the list at the end.
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = raw.index(mark) + offset
        raw[start : start + 4] = (1000).to_bytes(4, "little")
    put(tmp_path, {"lie.zip": bytes(raw)})
    assert faults(tmp_path) == {"lie.zip/x.json": "it is damaged in its archive"}


def test_what_is_read_of_many_files_is_bounded_and_told(
    tmp_path: Path, good: list[bytes], monkeypatch: pytest.MonkeyPatch
):
    put(tmp_path, {f"{number}/x.json": content for number, content in enumerate(good)})
    monkeypatch.setattr(collecting, "MOST_BYTES_TOGETHER", sum(map(len, good)) - 1)
    found = reading.read_folder(tmp_path)
    assert len(found.learners) == 2
    assert [fault for _name, fault in found.skipped] == [
        "the files together are larger than 0 MB; the rest was not read"
    ]
    monkeypatch.setattr(collecting, "MOST_FILES", 3)
    assert ["more than 3 files" in fault for _name, fault in reading.read_folder(tmp_path).skipped] == [True]
    monkeypatch.undo()
    put(tmp_path / "zips", {"all.zip": packed({f"{number}.zip": packed({"x.json": good[0]}) for number in range(4)})})
    monkeypatch.setattr(collecting, "MOST_BYTES_OF_ARCHIVES_IN_ARCHIVES", 1000)
    assert "archives in archives" in str(faults(tmp_path / "zips"))
    monkeypatch.setattr(collecting, "MOST_BYTES_OF_AN_ARCHIVE", 1000)
    assert "unpack it" in str(faults(tmp_path / "zips"))


def test_folders_in_folders_without_end_are_told(tmp_path: Path, good: list[bytes]):
    put(tmp_path, {f"{'a/' * 6}x.json": good[0], f"{'b/' * 7}x.json": good[1]})
    assert len(reading.read_folder(tmp_path).learners) == 1
    assert faults(tmp_path) == {"/".join("b" * 7): "it lies too deep in folders"}


@pytest.mark.skipif(os.name == "nt", reason="Windows asks for rights to make links")
def test_links_are_not_followed(tmp_path: Path, good: list[bytes]):
    put(tmp_path, {"elsewhere/x.json": good[0], "hand-ins/y.json": good[1]})
    (tmp_path / "hand-ins" / "folder").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "hand-ins" / "loop").symlink_to(tmp_path / "hand-ins")
    os.mkfifo(tmp_path / "hand-ins" / "pipe.json")
    assert set(faults(tmp_path / "hand-ins")) == {"folder", "loop", "pipe.json"}


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps names as text")
def test_a_name_that_is_no_text_is_shown_all_the_same(tmp_path: Path):
    (tmp_path / os.fsdecode(b"caf\xe9.json")).write_bytes(b"{}")
    shown = class_view.show(tmp_path)._repr_mimebundle_()["text/html"]
    assert "caf?.json" in shown.encode().decode()


@pytest.mark.parametrize("name", ["no such folder", "a\x00b", "x" * 300, "~nobody-of-this-name/x"])
def test_a_folder_that_is_not_there_is_one_sentence(name: str):
    assert "There is no folder" in repr(class_view.show(name))


def test_a_folder_in_the_home_is_found_by_its_short_name(
    tmp_path: Path, good: list[bytes], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    put(tmp_path, {"Downloads/hand-ins/x.json": good[0]})
    assert len(class_view.show("~/Downloads/hand-ins").folder.learners) == 1
