"""Keep a learner's answers in one SQLite file that survives restarts, crashes and several kernels.

The file holds answers only: no name, no machine, no address. Every answer is one row that is never changed, so the
first and the last answer to an item are both there.
"""

import contextlib
import json
import os
import sqlite3
import tempfile
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import platformdirs

VERSION = 1
BUSY_TIMEOUT_SECONDS = 30.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answer (
    id TEXT PRIMARY KEY,
    item TEXT NOT NULL,
    lesson TEXT NOT NULL,
    response TEXT NOT NULL,
    correct INTEGER,
    certainty TEXT,
    answered_at TEXT NOT NULL,
    bank_version TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS answer_item ON answer (item, answered_at);
"""

_notices: list[str] = []


@dataclass(frozen=True)
class Answer:
    """One answer: ``response`` is what the learner gave, ``correct`` is None where there is no key."""

    item: str
    lesson: str
    response: object
    correct: bool | None
    certainty: str | None
    answered_at: str


def where() -> Path:
    """Return the file that holds the answers: ``COURSE_PROGRESS``, else one in the user's data folder."""
    setting = os.environ.get("COURSE_PROGRESS")
    if setting:
        return Path(setting)
    return Path(platformdirs.user_data_dir("kosovo-kfor-course", appauthor=False)) / "progress.sqlite"


def notices() -> list[str]:
    """Return what the learner should know about the file, such as that a damaged one was set aside."""
    return list(_notices)


def record(
    item: str,
    *,
    lesson: str,
    response: object,
    correct: bool | None,
    certainty: str | None = None,
    bank_version: str = "1",
) -> str | None:
    """Save one answer durably.

    Parameters
    ----------
    item : the id of the question or exercise.
    lesson : the lesson's two digits.
    response : what was answered; anything that JSON can hold.
    correct : whether it was right, or None where there is no key.
    certainty : ``"guess"``, ``"fairly sure"``, ``"sure"`` or None.
    bank_version : a mark of the question's wording at that time.

    Returns
    -------
    str or None
        None when the answer is in its file; else a sentence that says where it is instead.
    """
    row = (
        uuid.uuid4().hex,
        item,
        lesson,
        json.dumps(response),
        None if correct is None else int(correct),
        certainty,
        datetime.now(UTC).isoformat(timespec="microseconds"),
        bank_version,
    )
    fault = _try_write(where(), row)
    if fault is None:
        _collect_spare()
        return None
    for spare in _spare_files():
        if _try_write(spare, row) is None:
            return _notice(f"Your answers cannot be saved in their usual file: {fault}. They are kept in {spare}.")
    return _notice(f"Your answer was marked but not saved: {fault}. Free some disk space or ask your teacher.")


def latest(items: list[str]) -> dict[str, Answer]:
    """Return the last answer to each of the items that has one."""
    return {answer.item: answer for answer in history() if answer.item in set(items)}


def first(items: list[str]) -> dict[str, Answer]:
    """Return the first answer to each of the items that has one."""
    return {answer.item: answer for answer in reversed(history()) if answer.item in set(items)}


def history() -> list[Answer]:
    """Return all answers, oldest first."""
    rows: dict[str, tuple] = {}
    for path in (where(), *_spare_files()):
        rows |= {row[0]: row for row in _read(path)}
    answers = [_answer(row) for row in sorted(rows.values(), key=lambda row: str(row[6]))]
    return [answer for answer in answers if answer is not None]


def _answer(row: tuple) -> Answer | None:
    _, item, lesson, response, correct, certainty, answered_at, _ = row
    try:
        given = json.loads(response)
    except (TypeError, ValueError):
        return None
    return Answer(item, lesson, given, None if correct is None else bool(correct), certainty, answered_at)


def _notice(sentence: str) -> str:
    if sentence not in _notices:
        _notices.append(sentence)
    return sentence


def _spare_files() -> list[Path]:
    usual = where()
    return [usual.with_name(f"{usual.stem}-spare.sqlite"), Path(tempfile.gettempdir()) / f"{usual.stem}-spare.sqlite"]


class _NewerFileError(Exception):
    pass


@contextlib.contextmanager
def _open(path: Path):
    # One connection per call: widget handlers run in other threads than the cell, and SQLite ties a
    # connection to its thread.
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_SECONDS, isolation_level=None)
    try:
        if connection.execute("PRAGMA user_version").fetchone()[0] > VERSION:
            raise _NewerFileError(f"{path.name} was written by a newer version of the course and was left as it is")
        yield connection
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection) -> None:
    if connection.execute("PRAGMA user_version").fetchone()[0] < VERSION:
        # Network homes refuse WAL and stay with the old journal, which is slower and as safe.
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    connection.execute("PRAGMA synchronous = FULL")


def _try_write(path: Path, row: tuple) -> str | None:
    """Write one row; return None, or in plain words why that failed."""
    deadline = time.monotonic() + BUSY_TIMEOUT_SECONDS
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _insert(path, row)
            return None
        except _NewerFileError as error:
            return str(error)
        except sqlite3.OperationalError as error:
            # While another kernel makes the file, SQLite answers "locked" at once, without its own timeout.
            if "locked" not in str(error) or time.monotonic() > deadline:
                return _plain_words(error, path)
            time.sleep(0.02)
        except sqlite3.DatabaseError:
            try:
                _set_aside(path)
            except OSError as error:
                return _plain_words(error, path)
        except OSError as error:
            return _plain_words(error, path)


def _insert(path: Path, row: tuple) -> None:
    with _open(path) as connection:
        _prepare(connection)
        connection.execute("INSERT OR IGNORE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)


def _plain_words(error: Exception, path: Path) -> str:
    text = str(error)
    if "locked" in text:
        return f"{path.name} is in use by another program"
    if "readonly" in text or isinstance(error, PermissionError):
        return f"{path.name} may not be written"
    if "full" in text:
        return "the disk is full"
    return f"{path.name} cannot be opened"


def _set_aside(path: Path) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    kept = path.with_name(f"{path.stem}.damaged-{stamp}.sqlite")
    path.rename(kept)
    for suffix in ("-wal", "-shm"):
        companion = path.with_name(path.name + suffix)
        if companion.exists():
            companion.rename(kept.with_name(kept.name + suffix))
    _notice(f"The file of your answers was damaged. It is kept as {kept.name}; new answers go into a new file.")


def _read(path: Path) -> list[tuple]:
    if not path.exists():
        return []
    try:
        with _open(path) as connection:
            return connection.execute("SELECT * FROM answer").fetchall()
    except _NewerFileError as error:
        _notice(f"{error}. Update the course to see those answers.")
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error):
            _notice(f"Earlier answers cannot be read: {_plain_words(error, path)}.")
    except sqlite3.DatabaseError:
        _set_aside_if_possible(path)
    return []


def _set_aside_if_possible(path: Path) -> None:
    try:
        _set_aside(path)
    except OSError as error:
        _notice(f"Earlier answers cannot be read: {_plain_words(error, path)}.")


def _collect_spare() -> None:
    """Bring answers from spare files home; ids are unique, so doing it twice does no harm."""
    for spare in _spare_files():
        home = [row for row in _read(spare) if _try_write(where(), row) is None]
        if home:
            # Row by row, never the file: another kernel may be writing to it at this moment.
            with contextlib.suppress(sqlite3.Error, OSError), _open(spare) as connection:
                connection.executemany("DELETE FROM answer WHERE id = ?", [(row[0],) for row in home])


class Sentence(str):
    """Words for a learner; a notebook shows them without quotation marks."""

    def __repr__(self) -> str:
        return str(self)


def forget(*, sure: bool = False) -> Sentence:
    """Delete every saved answer for good, when asked twice.

    Parameters
    ----------
    sure : False only says what would be deleted; True deletes it.

    Returns
    -------
    Sentence
        What was deleted, what could not be, and what was left.
    """
    count = len(history())
    answers = "1 answer" if count == 1 else f"{count} answers"
    if not sure:
        return Sentence(
            f"{answers} would be deleted for good, of all lessons, from {where()}. "
            "To do it, run progress.forget(sure=True)."
        )
    faults = [fault for path in (where(), *_spare_files()) if path.exists() and (fault := _try_empty(path))]
    if faults:
        return Sentence(f"Not everything could be deleted: {'; '.join(faults)}. Close other lessons and try again.")
    return Sentence(f"{answers} deleted. Run the cells with questions again to start afresh.{_damaged_words()}")


def _try_empty(path: Path) -> str | None:
    try:
        with _open(path) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("DELETE FROM answer")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except _NewerFileError as error:
        return str(error)
    except sqlite3.DatabaseError as error:
        return None if "no such table" in str(error) else _plain_words(error, path)
    return None


def _damaged_words() -> str:
    kept = sorted(path.name for path in where().parent.glob(f"{where().stem}.damaged-*.sqlite"))
    if not kept:
        return ""
    return f" Damaged files that were set aside are still in {where().parent}: {', '.join(kept)}. Delete them by hand."


class Summary:
    """How many of a lesson's items have been answered; says nothing about right or wrong."""

    def __init__(self, lesson: str, answered: int):
        self.lesson = lesson
        self.answered = answered

    def __repr__(self) -> str:
        if not self.answered:
            return f"Lesson {self.lesson}: no answer saved yet. Each answer is saved when you press Check."
        plural = "answer is" if self.answered == 1 else "different questions and exercises are"
        return f"Lesson {self.lesson}: {self.answered} {plural} saved on this computer. Nothing was sent anywhere."


def saved(lesson: str) -> Summary:
    """Say how many questions and exercises of a lesson have a saved answer."""
    return Summary(lesson, len({answer.item for answer in history() if answer.lesson == lesson}))
