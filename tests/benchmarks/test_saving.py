"""What it costs to save an answer beside the least that is as durable: one SQLite insert that is on the disk."""

import contextlib
import sqlite3
import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from measuring import median_seconds

from helpers import progress

pytestmark = pytest.mark.benchmark

ROUNDS, ANSWERS_BEFORE = 100, 300
MOST = 4.0
TABLE = "CREATE TABLE IF NOT EXISTS answer (id TEXT PRIMARY KEY, item TEXT, response TEXT, answered_at TEXT)"


def insert(path: Path) -> None:
    """Open a file, put one row into it so that a lost current does not lose it, and close the file."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute(TABLE)
        row = (uuid.uuid4().hex, "07-turnout", '"a"', datetime.now(UTC).isoformat())
        connection.execute("INSERT INTO answer VALUES (?, ?, ?, ?)", row)


def record() -> None:
    assert progress.record("07-turnout", lesson="07", response="a", correct=True, certainty="sure") is None


def test_an_answer_is_saved_nearly_as_fast_as_a_bare_row(own_answers: Path, capsys: pytest.CaptureFixture):
    bare = own_answers.with_name("bare.sqlite")
    own_answers.parent.mkdir()
    # A learner who is far in the course: what is saved already must not make the next answer dear.
    for _ in range(ANSWERS_BEFORE):
        record()
        insert(bare)
    own, plain = median_seconds(record, lambda: insert(bare), rounds=ROUNDS)
    with capsys.disabled():
        print(f"\nsaving an answer: {own * 1000:.1f} ms, bare {plain * 1000:.1f} ms, ratio {own / plain:.2f}")
    assert own <= MOST * plain
