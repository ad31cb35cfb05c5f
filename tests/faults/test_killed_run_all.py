"""A kernel that dies in the middle of Run all takes nothing with it, and the next Run all is as good as the first."""

import os
import queue
import random
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import kernels
import nbformat
import pytest
from jupyter_client import BlockingKernelClient
from nbclient import NotebookClient

from helpers.base import lessons

pytestmark = pytest.mark.fault

KILLS = 26
AT_ONCE = 2
LONGEST_LIFE_SECONDS = 1.5
# After each cell of the lesson a learner answers, and says aloud what was called saved.
ANSWER = """
from helpers import progress
if progress.record("07-turnout", lesson="07", response="NAME", correct=False) is None:
    print("kept NAME", flush=True)
"""


def with_answers(path: Path, turn: int) -> list[str]:
    sources = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    return [
        part for place, source in enumerate(sources) for part in (source, ANSWER.replace("NAME", f"{turn}-{place}"))
    ]


def kill_a_run(turn: int, answers: Path) -> tuple[list[str], int]:
    """Run a lesson, kill its kernel at a random moment; return what was called saved and how many cells had ended."""
    chance = random.Random(turn)
    path = lessons.paths()[turn % len(lessons.paths())]
    manager, client = kernels.start({**os.environ, "COURSE_PROGRESS": str(answers)}, path.parent)
    try:
        for source in with_answers(path, turn):
            client.execute(source)
        time.sleep(chance.uniform(0.2, LONGEST_LIFE_SECONDS))
    finally:
        manager.shutdown_kernel(now=True)
    said, ended = heard(client)
    client.stop_channels()
    return said, ended


def heard(client: BlockingKernelClient) -> tuple[list[str], int]:
    said: list[str] = []
    ended = 0
    while True:
        try:
            message = client.get_iopub_msg(timeout=0.3)
        except queue.Empty:
            return said, ended
        assert message["msg_type"] != "error", message["content"]
        ended += message["content"].get("execution_state") == "idle"
        if message["msg_type"] == "stream":
            said += [line.removeprefix("kept ") for line in message["content"]["text"].splitlines() if "kept " in line]


def run_again(path: Path, answers: Path) -> None:
    """Run the lesson whole in a new kernel; an error in a cell raises."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}})
    client.execute(env={**os.environ, "COURSE_PROGRESS": str(answers)})


def test_killed_runs_lose_nothing_and_leave_nothing_broken(tmp_path: Path, capsys: pytest.CaptureFixture):
    answers = tmp_path / "progress.sqlite"
    before = {path: path.read_bytes() for path in lessons.paths()}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        runs = list(pool.map(lambda turn: kill_a_run(turn, answers), range(KILLS)))
    said = {name for told, _ in runs for name in told}
    with sqlite3.connect(answers) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        saved = {row[0].strip('"') for row in connection.execute("SELECT response FROM answer")}
    with capsys.disabled():
        print(
            f"\n{KILLS} runs killed after {sorted(ended for _, ended in runs)} cells; {len(said)} answers called saved"
        )
    assert said, "no run had come as far as an answer"
    assert said - saved == set()
    for path in lessons.paths():
        run_again(path, answers)
    assert {path: path.read_bytes() for path in lessons.paths()} == before, "a run changed a lesson's file"
