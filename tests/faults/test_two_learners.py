"""Two learners share one folder of the course, as on a classroom server: neither sees or loses the other's answers."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from copy_of_course import copy_course

from helpers import progress

pytestmark = pytest.mark.fault

LEARNER = """
import subprocess, sys
from helpers import progress
command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval"]
run = subprocess.run([*command, "notebooks/07_the_unrest_of_2023.ipynb"], capture_output=True, text=True)
assert progress.record("07-turnout", lesson="07", response=sys.argv[1], correct=False) is None
print(run.stdout[-2000:] if run.returncode else "the lesson ran")
print([answer.response for answer in progress.history()], progress.where())
"""


def learn(checkout: Path, name: str) -> str:
    home = checkout.parent / name
    home.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "COURSE_"))}
    done = subprocess.run(
        [sys.executable, "-c", LEARNER, name], cwd=checkout, capture_output=True, text=True, check=False, timeout=300,
        env={**kept, "HOME": str(home), "PYTHONPATH": str(checkout)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def contents(checkout: Path) -> dict[str, str]:
    return {
        str(path.relative_to(checkout)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in checkout.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_two_learners_in_one_folder_at_once(tmp_path: Path):
    checkout = copy_course(tmp_path / "course")
    before = contents(checkout)
    names = ["heron", "otter"]
    with ThreadPoolExecutor(2) as pool:
        told = dict(zip(names, pool.map(lambda name: learn(checkout, name), names), strict=True))
    for name, text in told.items():
        assert "the lesson ran" in text, text
        assert f"['{name}'] {tmp_path / name}" in text, text
    assert contents(checkout) == before, "a learner left something in the shared folder"


def test_one_account_for_two_learners_keeps_the_answers_of_both(own_answers: Path):
    code = (
        "import sys\nfrom helpers import progress\n"
        "for number in range(200):\n"
        "    said = progress.record('07-turnout', lesson='07', response=f'{sys.argv[1]} {number}', correct=False)\n"
        # Who waits too long for the other keeps the answer in a spare file.
        "    assert said is None or 'They are kept in' in said, said"
    )

    def answer(name: str) -> int:
        own = {**os.environ, "COURSE_PROGRESS": str(own_answers), "TMPDIR": str(own_answers.parents[1])}
        return subprocess.run([sys.executable, "-c", code, name], check=False, env=own, timeout=120).returncode

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(answer, ["heron", "otter"])) == [0, 0]
    saved = [answer.response for answer in progress.history()]
    assert sorted(saved) == sorted(f"{name} {number}" for name in ("heron", "otter") for number in range(200))
