"""What other systems leave beside the lessons must not keep the test command from running the lessons."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from helpers.base import lessons

STRAYS = (
    "._12_review.ipynb",
    ".#12_review.ipynb",
    "12_review - Copy.ipynb",
    "12_review (conflicted copy 2026-11-20).ipynb",
)


def test_pytest_runs_the_lessons_and_passes_over_the_rest(tmp_path: Path):
    shutil.copy(lessons.ROOT / "conftest.py", tmp_path)
    folder = tmp_path / "notebooks"
    folder.mkdir()
    shutil.copy(lessons.FOLDER / "12_review.ipynb", folder)
    for name in STRAYS:
        (folder / name).write_bytes(b"\x00\x05\x16\x07\xb0")
    command = [sys.executable, "-m", "pytest", "--nbval", "--collect-only", "-q", "notebooks"]
    own = {**os.environ, "PYTHONPATH": str(lessons.ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=own, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout[-1000:]
    assert {line.split("::")[0] for line in done.stdout.splitlines() if "::" in line} == {"notebooks/12_review.ipynb"}
