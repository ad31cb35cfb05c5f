"""Find hand-ins as platforms give them: in a folder, in folders inside it, and in zip archives.

Nothing is unpacked onto the disk, no link is followed, and what is read is bounded, whatever an archive says of itself.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from helpers.base.language import gettext as _
from helpers.progress.hand_in_file import MOST_BYTES

MOST_FILES = 5000
MOST_BYTES_TOGETHER = 64_000_000
# Teams puts a file four folders deep: student, assignment, version; and teachers unpack into one more.
DEEPEST = 6
MOST_BYTES_OF_AN_ARCHIVE = 20_000_000
MOST_BYTES_OF_ARCHIVES_IN_ARCHIVES = 200_000_000
# A hand-in shrinks to a tenth; only what was made to fill a memory shrinks to less than a hundredth.
MOST_SHRINKING = 100

_HAND_INS = (".json", ".json.txt")
_OTHER_ARCHIVES = (".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zipx")
_OF_THE_SYSTEM = ("__macosx", "desktop.ini", "thumbs.db", "icon\r")
_NOT_FETCHED = ".icloud"
# Other ways of packing cannot be read within bounds.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True)
class Found:
    """One file: its place as words for a reader, and either its bytes or the reason why it was not read."""

    name: str
    raw: bytes = b""
    fault: str = ""


class _NoMoreRoomError(Exception):
    """The bounds of one reading are used up; the text says which."""


class _Room:
    """What one reading has used of its bounds."""

    def __init__(self) -> None:
        self._files = self._bytes = self._archives = 0

    def take_file(self) -> None:
        self._files += 1
        if self._files > MOST_FILES:
            sentence = _("there are more than {most} files; the rest was not read")
            raise _NoMoreRoomError(sentence.format(most=f"{MOST_FILES:,}"))

    def take(self, raw: bytes) -> bytes:
        self._bytes += len(raw)
        if self._bytes > MOST_BYTES_TOGETHER:
            sentence = _("the files together are larger than {most} MB; the rest was not read")
            raise _NoMoreRoomError(sentence.format(most=MOST_BYTES_TOGETHER // 1_000_000))
        return raw

    def take_archive(self, raw: bytes) -> bytes:
        self._archives += len(raw)
        if self._archives > MOST_BYTES_OF_ARCHIVES_IN_ARCHIVES:
            sentence = _("the archives in archives are larger than {most} MB; the rest was not read")
            raise _NoMoreRoomError(sentence.format(most=MOST_BYTES_OF_ARCHIVES_IN_ARCHIVES // 1_000_000))
        return raw


def collect(place: Path) -> Iterator[Found]:
    """Yield every file that may be a hand-in, and every other one with the reason why it is none.

    Files that systems leave behind, such as ``.DS_Store``, are passed over.

    Parameters
    ----------
    place : Path
        A folder or a file.
    """
    room = _Room()
    try:
        if place.is_dir():
            yield from _in_folder(place, "", room, DEEPEST)
        else:
            yield from _on_disk(place, place.name, room, DEEPEST)
    except _NoMoreRoomError as full:
        yield Found(_words(place.name), fault=str(full))


def _in_folder(folder: Path, name: str, room: _Room, deepest: int) -> Iterator[Found]:
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Found(_words(name), fault=_("it cannot be read: {fault}").format(fault=error.strerror))
        return
    found = False
    for entry in entries:
        for one in _on_disk(entry, f"{name}/{entry.name}".lstrip("/"), room, deepest):
            found = True
            yield one
    if name and not found:
        yield Found(_words(name), fault=_("there is no file in this folder"))


def _on_disk(path: Path, name: str, room: _Room, deepest: int) -> Iterator[Found]:
    if _is_clutter(path.name):
        return
    room.take_file()
    name = _words(name)
    try:
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            yield Found(name, fault=_("it is no plain file"))
        elif path.is_dir() and not deepest:
            yield Found(name, fault=_("it lies too deep in folders"))
        elif path.is_dir():
            yield from _in_folder(path, name, room, deepest - 1)
        elif fault := _fault_of_name(path.name):
            yield Found(_without_the_marks_of_the_cloud(name), fault=fault)
        elif _is_archive(path.name):
            with path.open("rb") as file:
                yield from _in_archive(file, path.stat().st_size, name, room, inner=True)
        else:
            with path.open("rb") as file:
                yield Found(name, room.take(file.read(MOST_BYTES + 1)))
    except OSError as error:
        yield Found(name, fault=_("it cannot be read: {fault}").format(fault=error.strerror))


def _in_archive(file: BinaryIO, size: int, name: str, room: _Room, inner: bool) -> Iterator[Found]:
    """Yield what is in a zip archive; ``inner`` says whether archives inside it are looked into."""
    if size > MOST_BYTES_OF_AN_ARCHIVE:
        sentence = _("it is an archive of more than {most} MB: unpack it")
        yield Found(name, fault=sentence.format(most=MOST_BYTES_OF_AN_ARCHIVE // 1_000_000))
        return
    try:
        archive = zipfile.ZipFile(file)
        members = sorted(archive.infolist(), key=lambda member: member.filename)
    except _BROKEN:
        yield Found(name, fault=_("it is a damaged archive"))
        return
    found = False
    with archive:
        for member in members:
            for one in _member(archive, member, name, room, inner):
                found = True
                yield one
    if not found:
        yield Found(name, fault=_("there is no file in this archive"))


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, outside: str, room: _Room, inner: bool
) -> Iterator[Found]:
    place = PurePosixPath(member.filename.replace("\\", "/"))
    if member.filename.endswith(("/", "\\")) or any(map(_is_clutter, place.parts)):
        return
    room.take_file()
    name = _words(f"{outside}/{place}")
    if fault := _fault_of_member(member, place, inner) or _fault_of_name(place.name):
        yield Found(_without_the_marks_of_the_cloud(name), fault=fault)
        return
    is_archive = _is_archive(place.name)
    try:
        with archive.open(member) as file:
            raw = file.read((MOST_BYTES_OF_AN_ARCHIVE if is_archive else MOST_BYTES) + 1)
    except _BROKEN:
        yield Found(name, fault=_("it is damaged in its archive"))
        return
    if is_archive:
        yield from _in_archive(io.BytesIO(room.take_archive(raw)), len(raw), name, room, inner=False)
    else:
        yield Found(name, room.take(raw))


def _fault_of_member(member: zipfile.ZipInfo, place: PurePosixPath, inner: bool) -> str:
    if place.is_absolute() or ".." in place.parts or ":" in str(place).partition("/")[0]:
        return _("its name leads out of the archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        return _("it is no plain file")
    if member.flag_bits & 1:
        return _("it is locked with a password")
    if member.compress_type not in _PACKED or member.file_size > MOST_SHRINKING * max(member.compress_size, 1):
        return _("it is packed in an unusual way: unpack it")
    if _is_archive(place.name) and not inner:
        return _("it is an archive in an archive in an archive: unpack it")
    return ""


def _is_clutter(name: str) -> bool:
    """Whether a name is of a file that a system made for itself and nobody handed in."""
    if name == ".." or name.endswith(_NOT_FETCHED):
        return False
    return name.startswith((".", "~$")) or name.casefold() in _OF_THE_SYSTEM


def _is_archive(name: str) -> bool:
    return name.casefold().endswith(".zip")


def _fault_of_name(name: str) -> str:
    name = name.casefold()
    if name.endswith(_NOT_FETCHED):
        return _("it has not been fetched from the cloud yet: open it once, then run this again")
    if name.endswith(_OTHER_ARCHIVES):
        return _("it is an archive of another kind than zip: unpack it")
    return "" if name.endswith((*_HAND_INS, ".zip")) else _("its name does not end in .json")


def _without_the_marks_of_the_cloud(name: str) -> str:
    """Return ``a/hand-in.json`` for ``a/.hand-in.json.icloud``, which stands where a file has not been fetched."""
    place = PurePosixPath(name)
    if not name.endswith(_NOT_FETCHED):
        return name
    return str(place.with_name(place.name.removesuffix(_NOT_FETCHED).removeprefix(".") or place.name))


def _words(name: str) -> str:
    """Return a name as a page can show it; disks hold names that are no text."""
    return name.encode("utf-8", "replace").decode()
