"""A damaged file of answers is set aside, never deleted, and what can still be read of it goes into a new one."""

import contextlib
import glob
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from helpers.base.language import gettext as _
from helpers.progress import database, messages, migrations
from helpers.progress.migrations import Row


def set_aside(path: Path, wait: float) -> list[Row] | None:
    """Give a damaged file another name.

    Parameters
    ----------
    path : Path
        The file.
    wait : float
        The seconds to wait for other kernels and programs.

    Returns
    -------
    list of Row or None
        What can still be read of it; None for a file that turns out to be whole, as another kernel may have put one
        there by now.

    Raises
    ------
    OSError
        When the file cannot be given another name.
    """
    if not _is_damaged(path, wait):
        return None
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    kept = path.with_name(f"{path.stem}.damaged-{stamp}.sqlite")
    unfinished = database.journals(path)
    path.rename(kept)
    # Left behind, they would be taken for those of the new file.
    for journal in unfinished:
        journal.rename(journal.with_name(journal.name.replace(path.name, kept.name)))
    sentence = _("The file of your answers was damaged. It is kept as {file}; new answers go into a new file.")
    messages.tell(sentence.format(file=kept.name))
    return readable_rows(kept)


def _is_damaged(path: Path, wait: float) -> bool:
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=wait)) as connection:
            whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            connection.execute("SELECT count(*) FROM answer").fetchone()
    except sqlite3.DatabaseError as error:
        return database.is_damage(error)
    return not whole


def readable_rows(damaged: Path) -> list[Row]:
    """Return the rows of a damaged file of any version, up to the place of the damage; the file stays as it is."""
    found: list[Row] = []
    with (
        contextlib.suppress(sqlite3.Error, OSError),
        database.copy_of(damaged) as copy,
        contextlib.closing(sqlite3.connect(copy)) as connection,
    ):
        version = migrations.version_of(connection)
        connection.row_factory = sqlite3.Row
        for stored in connection.execute("SELECT * FROM answer"):
            found.append(migrations.as_row(dict(stored), version))
    return found


def damaged_files(path: Path) -> list[Path]:
    """Return the damaged files that were set aside beside a file of answers."""
    return sorted(path.parent.glob(f"{glob.escape(path.stem)}*.damaged-*"))
