"""Save answers and settings and read them back: through restarts, crashes, several kernels, full disks and damage.

A file holds answers and settings: no name, no machine, no address. A row of an answer is never changed. Rows come back
in the order in which they were saved, whatever the clock said.
"""

import contextlib
import sqlite3
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

from helpers.base.language import gettext as _
from helpers.progress import database, messages, place, rescue
from helpers.progress.migrations import COLUMNS, NewerFileError, Row, transaction

# Together well below the two seconds after which a page says that no reply has come.
WAIT_TO_SAVE = 1.2
WAIT_TO_SAVE_ELSEWHERE = 0.2
WAIT_TO_READ = 2.0
# SQLite waits longer from try to try, up to a tenth of a second, and may then miss every gap that a busy kernel leaves.
_LONGEST_TRY = 0.1
_PAUSE = 0.02

_INSERT = f"INSERT INTO answer ({COLUMNS}) VALUES ({', '.join('?' * len(Row._fields))}) ON CONFLICT (id) DO NOTHING"

_Parameters = ParamSpec("_Parameters")
_Returned = TypeVar("_Returned")


def _one_thread_at_a_time(function: Callable[_Parameters, _Returned]) -> Callable[_Parameters, _Returned]:
    @wraps(function)
    def alone(*args: _Parameters.args, **kwargs: _Parameters.kwargs) -> _Returned:
        with database.one_thread:
            return function(*args, **kwargs)

    return alone


def where() -> Path:
    """Return the file that holds the answers; :func:`helpers.progress.place.where` says how it is chosen."""
    return place.where()


def notices() -> list[str]:
    """Return what the learner should know about the file, such as that a damaged one was set aside."""
    return [*place.remarks(), *messages.told()]


@_one_thread_at_a_time
def save(row: Row) -> str | None:
    """Write one row durably.

    Parameters
    ----------
    row : Row
        The row; saving the same one twice does no harm.

    Returns
    -------
    str or None
        None when it is in the usual file; else a sentence that says where it is instead.
    """
    spares = place.spare_files()
    fault = _try_write(where(), row, spares, WAIT_TO_SAVE)
    if fault is None:
        messages.saving_works()
        return None
    for number, spare in enumerate(spares):
        if _try_write(spare, row, spares[number + 1 :], WAIT_TO_SAVE_ELSEWHERE) is None:
            sentence = _("Your answers cannot be saved in their usual file: {fault}. They are kept in {file}.")
            return messages.tell_about_saving(sentence.format(fault=fault, file=spare))
    sentence = _("Your answer was marked but not saved: {fault}. Free some disk space or ask your teacher.")
    return messages.tell_about_saving(sentence.format(fault=fault))


@_one_thread_at_a_time
def rows() -> list[Row]:
    """Return every stored row once, in the order in which they were saved."""
    found: dict[str, Row] = {}
    # What is still in a spare file was saved while the files before it could not be written.
    for path in (where(), *place.spare_files()):
        for row in _read(path, WAIT_TO_READ):
            found.setdefault(row.id, row)
    return list(found.values())


@_one_thread_at_a_time
def setting(name: str, value: str) -> str:
    """Return a stored setting; ``value`` is stored first when there is none.

    Where nothing can be stored, ``value`` holds for this kernel alone.
    """
    with contextlib.suppress(NewerFileError, sqlite3.Error, OSError):
        where().parent.mkdir(parents=True, exist_ok=True)
        with database.opened(where(), WAIT_TO_SAVE) as connection:
            connection.execute("INSERT OR IGNORE INTO setting VALUES (?, ?)", (name, value))
            return connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()[0]
    return value


@_one_thread_at_a_time
def empty() -> list[str]:
    """Delete every row and setting for good; return in plain words what could not be deleted."""
    files = (where(), *place.spare_files())
    return [fault for path in files if place.exists(path) and (fault := _try_empty(path))]


def damaged_files() -> list[Path]:
    """Return the damaged files that were set aside beside the usual one."""
    return rescue.damaged_files(where())


def _try_write(path: Path, row: Row, later: list[Path], wait: float) -> str | None:
    """Write one row, and before it what the later files hold; return None, or in plain words why that failed."""
    deadline = time.monotonic() + wait
    while True:
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _insert(path, row, later, min(wait, _LONGEST_TRY))
            return None
        except NewerFileError as error:
            return str(error)
        except (sqlite3.Error, OSError) as error:
            fault = error
        if database.is_damage(fault):
            try:
                if _set_aside(path, wait):
                    deadline = time.monotonic() + wait
            except OSError as error:
                return database.plain_words(error, path)
        elif not database.is_busy(fault):
            return database.plain_words(fault, path)
        if time.monotonic() > deadline:
            return database.plain_words(fault, path)
        time.sleep(_PAUSE)


def _insert(path: Path, row: Row, later: list[Path], wait: float) -> None:
    """Write one row after those of the later files, which were saved before it; then take those out of there."""
    waiting = {file: _read(file, WAIT_TO_SAVE_ELSEWHERE) for file in later}
    with database.opened(path, wait) as connection, transaction(connection):
        connection.executemany(_INSERT, [*(old for rows in waiting.values() for old in rows), row])
    for file, old_rows in waiting.items():
        if old_rows:
            _take_out(file, old_rows)


def _take_out(file: Path, old_rows: list[Row]) -> None:
    # Row by row, never the file: another kernel may be writing to it at this moment. Where it fails, each row is in
    # two files, and is read once.
    with (
        contextlib.suppress(sqlite3.Error),
        database.opened(file, WAIT_TO_SAVE_ELSEWHERE) as connection,
        transaction(connection),
    ):
        connection.executemany("DELETE FROM answer WHERE id = ?", [(row.id,) for row in old_rows])


def _set_aside(path: Path, wait: float) -> bool:
    """Set a damaged file aside and write what can be read of it into a new one; ``OSError`` where it cannot be moved.

    Returns
    -------
    bool
        Whether the file was damaged.
    """
    found = rescue.set_aside(path, wait)
    if found:
        # Where the new file does not take them, the one that was set aside still has them.
        with contextlib.suppress(sqlite3.Error), database.opened(path, wait) as connection, transaction(connection):
            for row in found:
                with contextlib.suppress(sqlite3.IntegrityError):
                    connection.execute(_INSERT, row)
    return found is not None


def _read(path: Path, wait: float) -> list[Row]:
    """Return the rows of a file in the order of saving; where they cannot be read, a notice says why."""
    try:
        return _rows_of(path, wait)
    except NewerFileError as error:
        return _unread(_("{fault}. Update the course to see those answers.").format(fault=error))
    except (sqlite3.Error, OSError) as error:
        fault = error
    if database.is_damage(fault):
        return _read_damaged(path, wait)
    if not database.is_busy(fault):
        # In a folder that may not be written, what SQLite has to do to the file can be done to a copy.
        with contextlib.suppress(NewerFileError, sqlite3.Error, OSError), database.copy_of(path) as copy:
            return _rows_of(copy, wait)
    return _unread(_cannot_be_read(fault, path))


def _rows_of(path: Path, wait: float) -> list[Row]:
    if not path.exists():
        return []
    with database.opened(path, wait) as connection:
        return [Row(*row) for row in connection.execute(f"SELECT {COLUMNS} FROM answer ORDER BY number")]


def _read_damaged(path: Path, wait: float) -> list[Row]:
    try:
        _set_aside(path, wait)
        return _rows_of(path, wait)
    except (NewerFileError, sqlite3.Error, OSError) as error:
        messages.tell(_cannot_be_read(error, path))
        return rescue.readable_rows(path)


def _unread(notice: str) -> list[Row]:
    messages.tell(notice)
    return []


def _cannot_be_read(fault: Exception, path: Path) -> str:
    return _("Earlier answers cannot be read: {fault}.").format(fault=database.plain_words(fault, path))


def _try_empty(path: Path) -> str | None:
    try:
        with database.opened(path, WAIT_TO_SAVE) as connection:
            # What is deleted is overwritten, so that nobody finds it in the file.
            connection.execute("PRAGMA secure_delete = ON")
            with transaction(connection):
                for table in ("answer", "setting", "sqlite_sequence"):
                    connection.execute(f"DELETE FROM {table}")
            connection.execute("VACUUM")
    except NewerFileError as error:
        return str(error)
    except (sqlite3.Error, OSError) as error:
        return database.plain_words(error, path)
    return None
