"""Files of answers as the first edition left them: whole, and with answers that stand only in its log (WAL)."""

import shutil
import sqlite3
from pathlib import Path

SCRIPT = (Path(__file__).parent / "first_edition_answers.sql").read_text(encoding="utf-8")
HAND_IN = Path(__file__).parent / "first_edition_hand_in.json"
ANSWERS = SCRIPT.count('INSERT INTO "answer"')
IN_THE_LOG = (
    "INSERT INTO answer VALUES ('log', '07-log', '07', '\"x\"', 1, 'sure', '2026-11-20T10:00:00+00:00', '1', '')"
)


def write(path: Path, unfinished: bool = False) -> None:
    """Write a file of the first edition; ``unfinished`` leaves one more answer in its log alone, as a killed kernel does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"made-{path.name}")
    connection = sqlite3.connect(made)
    connection.executescript(SCRIPT)
    connection.close()
    if unfinished:
        connection = sqlite3.connect(made, isolation_level=None)
        connection.execute(IN_THE_LOG)
        shutil.copy(made.with_name(f"{made.name}-wal"), path.with_name(f"{path.name}-wal"))
        shutil.copy(made, path)
        connection.close()
        made.unlink()
    else:
        made.rename(path)
