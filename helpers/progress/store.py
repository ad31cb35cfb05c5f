"""The SQLite file of answers: it survives restarts, crashes, several kernels, full disks and damage.

The file holds answers and settings: no name, no machine, no address. A row of an answer is never changed.
"""

import contextlib
import hashlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import platformdirs

from helpers.base.language import gettext as _

VERSION = 2
BUSY_TIMEOUT_SECONDS = 30.0
ROOM_FOR_ONE_WRITE = 64 * 1024

_TABLES = """
CREATE TABLE IF NOT EXISTS answer (
    id TEXT PRIMARY KEY,
    item TEXT NOT NULL,
    lesson TEXT NOT NULL,
    response TEXT NOT NULL,
    correct INTEGER,
    certainty TEXT,
    answered_at TEXT NOT NULL,
    bank_version TEXT NOT NULL,
    asked_in TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS answer_item ON answer (item, answered_at);
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
# Version 1 had neither the last column nor settings.
_UPGRADES = {1: "ALTER TABLE answer ADD COLUMN asked_in TEXT NOT NULL DEFAULT ''"}
_COLUMNS = "id, item, lesson, response, correct, certainty, answered_at, bank_version"

_notices: list[str] = []
_about_saving: set[str] = set()


class Row(NamedTuple):
    """One row of the table of answers, as it is stored."""

    id: str
    item: str
    lesson: str
    response: str
    correct: int | None
    certainty: str | None
    answered_at: str
    bank_version: str
    asked_in: str


def where() -> Path:
    """Return the file that holds the answers: ``COURSE_PROGRESS``, else one in the user's data folder."""
    setting = os.environ.get("COURSE_PROGRESS")
    if setting:
        return Path(setting)
    return Path(platformdirs.user_data_dir("kosovo-kfor-course", appauthor=False)) / "progress.sqlite"


def notices() -> list[str]:
    """Return what the learner should know about the file, such as that a damaged one was set aside."""
    return list(_notices)


def save(row: Row) -> str | None:
    """Write one row durably; return None, or a sentence that says where the answer is instead."""
    fault = _try_write(where(), row)
    if fault is None:
        _collect_spare()
        _notices[:] = [sentence for sentence in _notices if sentence not in _about_saving]
        return None
    for spare in _spare_files():
        if _try_write(spare, row) is None:
            sentence = _("Your answers cannot be saved in their usual file: {fault}. They are kept in {file}.")
            return _notice_about_saving(sentence.format(fault=fault, file=spare))
    sentence = _("Your answer was marked but not saved: {fault}. Free some disk space or ask your teacher.")
    return _notice_about_saving(sentence.format(fault=fault))


def _notice_about_saving(sentence: str) -> str:
    """Keep a sentence until the usual file takes answers again."""
    _about_saving.add(sentence)
    return _notice(sentence)


def rows() -> list[Row]:
    """Return every stored row once, oldest first, from the usual file and the spare ones."""
    found: dict[str, Row] = {}
    for path in (where(), *_spare_files()):
        found |= {row.id: row for row in _read(path)}
    return sorted(found.values(), key=lambda row: str(row.answered_at))


def setting(name: str, value: str) -> str:
    """Return a stored setting; ``value`` is stored first when there is none.

    Where nothing can be stored, ``value`` holds for this kernel alone.
    """
    with contextlib.suppress(_NewerFileError, sqlite3.Error, OSError):
        where().parent.mkdir(parents=True, exist_ok=True)
        with _open(where()) as connection:
            _prepare(connection)
            connection.execute("INSERT OR IGNORE INTO setting VALUES (?, ?)", (name, value))
            return connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()[0]
    return value


def empty() -> list[str]:
    """Delete every row and setting for good; return in plain words what could not be deleted."""
    return [fault for path in (where(), *_spare_files()) if path.exists() and (fault := _try_empty(path))]


def damaged_files() -> list[Path]:
    """Return the damaged files that were set aside beside the usual one."""
    return sorted(where().parent.glob(f"{where().stem}*.damaged-*"))


def _notice(sentence: str) -> str:
    if sentence not in _notices:
        _notices.append(sentence)
    return sentence


def _spare_files() -> list[Path]:
    """Return where answers go when the usual file cannot take them: beside it, else in a folder of this user alone."""
    usual = where()
    own = Path(tempfile.gettempdir()) / f"kosovo-kfor-course-{_user()}"
    mark = hashlib.sha256(str(usual).encode()).hexdigest()[:12]
    spares = [usual.with_name(f"{usual.stem}-spare.sqlite")]
    return spares + [own / f"{usual.stem}-{mark}-spare.sqlite"] if _is_ours(own) else spares


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "answers"


def _is_ours(folder: Path) -> bool:
    """Whether a folder of the shared temporary folder does not exist yet or belongs to this user."""
    try:
        return not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid()
    except OSError:
        return True


class _NewerFileError(Exception):
    pass


@contextlib.contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    # One connection per call: widget handlers run in other threads than the cell, and SQLite ties a
    # connection to its thread.
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None)
    try:
        if _version(connection) > VERSION:
            sentence = _("{file} was written by a newer version of the course and was left as it is")
            raise _NewerFileError(sentence.format(file=path.name))
        yield connection
    finally:
        connection.close()


def _version(connection: sqlite3.Connection) -> int:
    return connection.execute("PRAGMA user_version").fetchone()[0]


def _prepare(connection: sqlite3.Connection) -> None:
    if _version(connection) < VERSION:
        # Network homes refuse WAL and stay with the old journal, which is slower and as safe.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        # Asked again inside the transaction: another kernel may have been here first.
        # A file without a version is new and has nothing to upgrade.
        for version in range(_version(connection) or VERSION, VERSION):
            connection.execute(_UPGRADES[version])
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = FULL")


def _try_write(path: Path, row: Row) -> str | None:
    """Write one row; return None, or in plain words why that failed."""
    deadline = time.monotonic() + BUSY_TIMEOUT_SECONDS
    while True:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _insert(path, row)
            return None
        except _NewerFileError as error:
            return str(error)
        except sqlite3.OperationalError as error:
            # While another kernel makes the file, SQLite answers "locked" at once, without its own timeout.
            if "locked" not in str(error) or time.monotonic() > deadline:
                return _plain_words(error, path)
            time.sleep(0.02)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error) or time.monotonic() > deadline:
                return _plain_words(error, path)
            try:
                _set_aside(path)
            except OSError as problem:
                return _plain_words(problem, path)
        except OSError as error:
            return _plain_words(error, path)


def _insert(path: Path, row: Row) -> None:
    with _open(path) as connection:
        _prepare(connection)
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT OR IGNORE INTO answer ({_COLUMNS}, asked_in) VALUES ({marks})", row)


def _plain_words(error: Exception, path: Path) -> str:
    text = str(error)
    if "locked" in text:
        return _("{file} is in use by another program").format(file=path.name)
    if "readonly" in text or isinstance(error, PermissionError):
        return _("{file} may not be written").format(file=path.name)
    if "full" in text or "No space" in text or _is_full(path.parent):
        return _("the disk is full")
    return _("{file} cannot be opened").format(file=path.name)


def _is_full(folder: Path) -> bool:
    """Whether a disk has no room for SQLite's helper files, which SQLite tells as an I/O error."""
    with contextlib.suppress(OSError):
        return shutil.disk_usage(folder).free < ROOM_FOR_ONE_WRITE
    return False


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    return "malformed" in str(error) or "not a database" in str(error)


def _is_damaged(path: Path) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=BUSY_TIMEOUT_SECONDS)) as connection:
            whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            connection.execute("SELECT count(*) FROM answer").fetchone()
    except sqlite3.DatabaseError as error:
        return _is_damage(error)
    return not whole


def _set_aside(path: Path) -> None:
    # Looked at again: another kernel may have put a good file in its place by now.
    if not _is_damaged(path):
        return
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    kept = path.with_name(f"{path.stem}.damaged-{stamp}.sqlite")
    path.rename(kept)
    for suffix in ("-wal", "-shm"):
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.rename(kept.with_name(kept.name + suffix))
    for row in _rescued(kept):
        with contextlib.suppress(sqlite3.Error):
            _insert(path, row)
    sentence = _("The file of your answers was damaged. It is kept as {file}; new answers go into a new file.")
    _notice(sentence.format(file=kept.name))


def _rescued(damaged: Path) -> list[Row]:
    """Return the rows of a damaged file that can still be read, up to the place of the damage."""
    found: list[Row] = []
    # Read-only: what is set aside stays as it is.
    address = f"file:{quote(str(damaged))}?mode=ro"
    with (
        contextlib.suppress(sqlite3.Error, OSError),
        contextlib.closing(sqlite3.connect(address, uri=True)) as connection,
    ):
        for row in _stored_rows(connection):
            found.append(row)
    return found


def _read(path: Path) -> list[Row]:
    try:
        if not path.exists():
            return []
        with _open(path) as connection:
            return _select(connection)
    except _NewerFileError as error:
        _notice(_("{fault}. Update the course to see those answers.").format(fault=error))
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            return _read_without_writing(path, error)
    except sqlite3.DatabaseError:
        if _set_aside_if_possible(path):
            return _rescued(path)
    except OSError as error:
        _notice(_("Earlier answers cannot be read: {fault}.").format(fault=_plain_words(error, path)))
    return []


def _select(connection: sqlite3.Connection) -> list[Row]:
    return list(_stored_rows(connection))


def _stored_rows(connection: sqlite3.Connection) -> Iterator[Row]:
    last = "asked_in" if _version(connection) == VERSION else "''"
    for row in connection.execute(f"SELECT {_COLUMNS}, {last} FROM answer"):
        yield Row(*row)


def _read_without_writing(path: Path, error: sqlite3.Error) -> list[Row]:
    """Read a file in a folder that may not be written, where SQLite cannot put its helper files."""
    with contextlib.suppress(sqlite3.Error, OSError):
        address = f"file:{quote(str(path))}?immutable=1"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            return _select(connection)
    _notice(_("Earlier answers cannot be read: {fault}.").format(fault=_plain_words(error, path)))
    return []


def _set_aside_if_possible(path: Path) -> bool:
    try:
        _set_aside(path)
    except OSError as error:
        _notice(_("Earlier answers cannot be read: {fault}.").format(fault=_plain_words(error, path)))
        return False
    return True


def _collect_spare() -> None:
    """Bring answers from spare files home; ids are unique, so doing it twice does no harm."""
    for spare in _spare_files():
        home = [row for row in _read(spare) if _try_write(where(), row) is None]
        if home:
            # Row by row, never the file: another kernel may be writing to it at this moment.
            with contextlib.suppress(sqlite3.Error, OSError), _open(spare) as connection:
                connection.executemany("DELETE FROM answer WHERE id = ?", [(row.id,) for row in home])


def _try_empty(path: Path) -> str | None:
    try:
        with _open(path) as connection:
            _prepare(connection)
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("DELETE FROM answer")
            connection.execute("DELETE FROM setting")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except _NewerFileError as error:
        return str(error)
    except sqlite3.DatabaseError as error:
        return _plain_words(error, path)
    return None
