"""The tables of a file of answers, and the numbered steps that make them of those that earlier editions wrote.

Each step is one transaction that ends with the new number: a kernel that dies half way leaves the number before, and
whoever opens the file next goes on from there.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from helpers.base.language import gettext as _
from helpers.progress import first_edition

VERSION = 4
# Answers had letters in place of keys of options up to this version.
_LAST_WITH_LETTERS = 3

_ANSWERS = """
CREATE TABLE {name} (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,
    lesson TEXT NOT NULL,
    response TEXT NOT NULL,
    correct INTEGER,
    certainty TEXT,
    answered_at TEXT NOT NULL,
    bank_version TEXT NOT NULL,
    asked_in TEXT NOT NULL
)
"""
_SETTINGS = "CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)"


class Row(NamedTuple):
    """One row of the table of answers, as it is stored; its number is its place among the others."""

    id: str
    item: str
    lesson: str
    response: str
    correct: int | None
    certainty: str | None
    answered_at: str
    bank_version: str
    asked_in: str


COLUMNS = ", ".join(Row._fields)


class NewerFileError(Exception):
    """The file was written by a later edition; the text says so."""


def version_of(connection: sqlite3.Connection) -> int:
    """Return the number of the last step that a file has taken; 0 for a new file."""
    return connection.execute("PRAGMA user_version").fetchone()[0]


def bring_up_to_date(connection: sqlite3.Connection, name: str) -> None:
    """Give a file the tables of this edition, step by step.

    Parameters
    ----------
    connection : sqlite3.Connection
        A connection without a transaction of its own.
    name : str
        What the file is called in a sentence.

    Raises
    ------
    NewerFileError
        When a later edition wrote it; the file stays as it is.
    """
    while (version := version_of(connection)) != VERSION:
        if version not in _STEPS:
            sentence = _("{file} was written by a newer version of the course and was left as it is")
            raise NewerFileError(sentence.format(file=name))
        with transaction(connection):
            # Asked again inside the transaction: another kernel may have been here first.
            if version_of(connection) == version:
                connection.execute(f"PRAGMA user_version = {_STEPS[version](connection)}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write everything or nothing; the right to write is asked for at the beginning."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # Some errors have ended the transaction already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _make_tables(connection: sqlite3.Connection) -> int:
    connection.execute(_ANSWERS.format(name="IF NOT EXISTS answer"))
    connection.execute(_SETTINGS)
    return VERSION


def _store_where_it_was_asked(connection: sqlite3.Connection) -> int:
    connection.execute("ALTER TABLE answer ADD COLUMN asked_in TEXT NOT NULL DEFAULT ''")
    connection.execute(_SETTINGS)
    return 2


def _number_the_answers(connection: sqlite3.Connection) -> int:
    """Keep the order of saving, which clocks do not tell: SQLite has it as ``rowid``, but promises it to no one."""
    connection.execute(_ANSWERS.format(name="numbered"))
    connection.execute(f"INSERT INTO numbered ({COLUMNS}) SELECT {COLUMNS} FROM answer ORDER BY rowid")
    connection.execute("DROP TABLE answer")
    connection.execute("ALTER TABLE numbered RENAME TO answer")
    return 3


def _name_the_options(connection: sqlite3.Connection) -> int:
    """Store the keys of options in place of their letters, which change when an author moves an option."""
    for item in first_edition.items():
        for number, response in connection.execute(
            "SELECT number, response FROM answer WHERE item = ?", (item,)
        ).fetchall():
            values = (_with_keys(item, response), number)
            connection.execute("UPDATE answer SET response = ? WHERE number = ?", values)
    return _LAST_WITH_LETTERS + 1


# From each version to the next; a file without a version is new.
_STEPS = {0: _make_tables, 1: _store_where_it_was_asked, 2: _number_the_answers, 3: _name_the_options}


def _with_keys(item: str, response: str) -> str:
    try:
        return json.dumps(first_edition.with_keys(item, json.loads(response)))
    except (TypeError, ValueError):
        # No edition wrote it; it stays for whoever can make something of it.
        return response


def as_row(stored: dict[str, Any], version: int) -> Row:
    """Return a row of a damaged file of any version as this edition stores it.

    Parameters
    ----------
    stored : dict
        The columns that the file has.
    version : int
        The version of the file.
    """
    row = Row._make(stored.get(name) for name in Row._fields)
    if version <= _LAST_WITH_LETTERS:
        row = row._replace(response=_with_keys(str(row.item), row.response))
    return row if row.asked_in is not None else row._replace(asked_in="")
