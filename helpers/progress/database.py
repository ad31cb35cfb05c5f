"""Open a file of answers as SQLite keeps it, and say in plain words why one cannot be used.

The journal is SQLite's rollback journal and not its write-ahead log (WAL): one small write an answer gains nothing from
a log, and a log needs memory that processes share, which network homes and some sticks do not have.
"""

import contextlib
import errno
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from helpers.base.language import gettext as _
from helpers.progress import migrations

# One thread of this kernel at a time: the system drops all locks that a process holds on a file as soon as any thread
# closes that file, also where it was opened only to be copied.
one_thread = threading.RLock()

_ROOM_FOR_ONE_WRITE = 64 * 1024
_WAIT_FOR_OTHERS_TO_LEAVE_WAL = 0.1
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FORBIDDEN = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
_NO_ROOM = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextlib.contextmanager
def opened(path: Path, wait: float) -> Iterator[sqlite3.Connection]:
    """Open a file of answers and bring it up to this edition.

    Parameters
    ----------
    path : Path
        The file; a new one is made where there is none.
    wait : float
        The seconds to wait for other kernels and programs.

    Raises
    ------
    migrations.NewerFileError
        When a later edition wrote it.
    sqlite3.Error
        When it cannot be opened or brought up to date.
    """
    if _is_in_wal_mode(path):
        _leave_wal(path)
    # One connection per call: widget handlers run in other threads than the cell, and SQLite ties a connection to its
    # thread.
    with contextlib.closing(sqlite3.connect(path, timeout=wait, isolation_level=None)) as connection:
        # EXTRA is FULL that also survives a power cut right after the journal was deleted.
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.text_factory = _text
        migrations.bring_up_to_date(connection, path.name)
        yield connection


def _text(raw: bytes) -> str:
    # One damaged letter must not hide every answer.
    return raw.decode("utf-8", "replace")


def _is_in_wal_mode(path: Path) -> bool:
    """Whether a file says in its header that it is in the mode of the first edition."""
    try:
        with path.open("rb") as file:
            return file.read(20)[18:] == b"\x02\x02"
    except OSError:
        return False


def _leave_wal(path: Path) -> None:
    """Bring a file of the first edition back to the rollback journal, with what still stands in its log.

    Where another kernel has it open, or where it may not be written, SQLite goes on with the file as it is.
    """
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(path, timeout=_WAIT_FOR_OTHERS_TO_LEAVE_WAL, isolation_level=None)) as file,
    ):
        # Alone, SQLite reads the log without shared memory.
        file.execute("PRAGMA locking_mode = EXCLUSIVE")
        if 0 <= migrations.version_of(file) <= migrations.VERSION:
            file.execute("PRAGMA journal_mode = DELETE")


def journals(path: Path) -> list[Path]:
    """Return the files in which SQLite keeps what it has not finished, as far as they exist."""
    return [file for ending in ("-journal", "-wal") if (file := path.with_name(path.name + ending)).exists()]


@contextlib.contextmanager
def copy_of(path: Path) -> Iterator[Path]:
    """Copy a file that may not be touched, with what is unfinished in it, into a folder that vanishes afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        for file in (path, *journals(path)):
            shutil.copyfile(file, Path(folder) / file.name)
        yield Path(folder) / path.name


def is_busy(error: Exception) -> bool:
    """Whether another kernel or program held the file."""
    return _code(error) in _BUSY


def is_damage(error: Exception) -> bool:
    """Whether the content of the file is broken."""
    return _code(error) in _DAMAGED


def _code(error: Exception) -> int:
    """Return SQLite's primary result code; 0 for errors of another kind."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def plain_words(error: Exception, path: Path) -> str:
    """Return for a reader why a file cannot be used."""
    if is_busy(error):
        return _("{file} is in use by another program").format(file=path.name)
    if _code(error) in _FORBIDDEN or isinstance(error, PermissionError):
        return _("{file} may not be written").format(file=path.name)
    if _code(error) == sqlite3.SQLITE_FULL or getattr(error, "errno", 0) in _NO_ROOM or _is_full(path.parent):
        return _("the disk is full")
    if _code(error) == sqlite3.SQLITE_IOERR:
        return _("the disk reports an error at {file}").format(file=path.name)
    return _("{file} cannot be opened").format(file=path.name)


def _is_full(folder: Path) -> bool:
    """Whether a disk or a quota has no room left, which SQLite tells as an error of another kind."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_ROOM_FOR_ONE_WRITE))
    except OSError as error:
        return error.errno in _NO_ROOM
    return False
