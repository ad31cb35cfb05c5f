"""Kernels die in class: batteries end, lids close. What was announced as saved must be there afterwards."""

import os
import queue
import random
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import kernels
import pytest

pytestmark = pytest.mark.fault

KILLS = 100
AT_ONCE = 2
ITEM = "07-first-kfor-figure"
# Answers one question without end, as a hasty learner would, and prints each answer when the page is told "Saved."
ANSWERING = """
from helpers import quiz
widget = quiz.practice("07")
def told(content, buffers=None):
    result = widget.results.get("ITEM", {})
    if "note" not in content and result.get("note") == "Saved.":
        print(result["response"], flush=True)
widget.send = told
number = FIRST
while True:
    message = {"type": "check", "item": "ITEM", "response": str(number), "certainty": "sure"}
    widget._on_message(widget, message, None)
    number += 1
"""


def answer_until_killed(turn: int, answers: Path) -> list[str]:
    """Start a kernel, let it answer, kill it at a random moment, and return what it had acknowledged."""
    manager, client = kernels.start({**os.environ, "COURSE_PROGRESS": str(answers)}, answers.parent)
    try:
        client.execute(ANSWERING.replace("FIRST", str(turn * 1_000_000)).replace("ITEM", ITEM), store_history=False)
        acknowledged = _printed(client, until_first=True)
        time.sleep(random.Random(turn).uniform(0, 0.15))
    finally:
        manager.shutdown_kernel(now=True)
    acknowledged += _printed(client, until_first=False)
    client.stop_channels()
    return acknowledged


def _printed(client, until_first: bool) -> list[str]:
    lines: list[str] = []
    while not (until_first and lines):
        try:
            message = client.get_iopub_msg(timeout=60 if until_first else 0.3)
        except queue.Empty:
            break
        if message["msg_type"] == "error":
            raise AssertionError(message["content"]["evalue"])
        if message["msg_type"] == "stream":
            lines += message["content"]["text"].split()
    return lines


def test_a_hundred_killed_kernels_lose_no_acknowledged_answer(tmp_path: Path, capsys: pytest.CaptureFixture):
    answers = tmp_path / "progress.sqlite"
    with ThreadPoolExecutor(AT_ONCE) as pool:
        told = list(pool.map(lambda turn: answer_until_killed(turn, answers), range(KILLS)))
    acknowledged = [number for kernel in told for number in kernel]
    with sqlite3.connect(answers) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        saved = [row[0].strip('"') for row in connection.execute("SELECT response FROM answer")]
    with capsys.disabled():
        print(f"\n{KILLS} kernels killed, {len(acknowledged)} answers acknowledged, {len(saved)} saved")
    assert all(told), "a kernel was killed before it had answered anything"
    assert set(acknowledged) - set(saved) == set()
    assert len(saved) == len(set(saved)), "an answer was saved twice"
