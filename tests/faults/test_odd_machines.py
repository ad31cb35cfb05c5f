"""Lessons run on machines that nobody tried before: no network, odd folders, another language, no right to write."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from copy_of_course import copy_course

pytestmark = pytest.mark.fault

LESSON = "notebooks/07_the_unrest_of_2023.ipynb"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the course in a folder with spaces and letters that are not ASCII."""
    return copy_course(tmp_path / "Klasa ime \u00e7 \u010d")


def run_lesson(checkout: Path, *before: str, **environment: str) -> subprocess.CompletedProcess:
    """Run a lesson strictly, every output compared with the stored one, and return what came of it."""
    command = [*before, sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", LESSON]
    # Kernels start in the folder of the lessons; without the path they would find the helpers of another checkout.
    own = {
        "PYTHONPATH": str(checkout),
        "COURSE_PROGRESS": str(checkout.parent / "answers" / "progress.sqlite"),
        **environment,
    }
    return subprocess.run(
        command, cwd=checkout, env={**os.environ, **own}, capture_output=True, text=True, check=False, timeout=300
    )


def test_odd_folder_plain_locale_and_another_time_zone(checkout: Path):
    done = run_lesson(checkout, LC_ALL="C", LANG="C", TZ="Pacific/Kiritimati", PYTHONUTF8="0")
    assert done.returncode == 0, done.stdout[-3000:]


def test_without_any_network(checkout: Path):
    alone = ["unshare", "--map-root-user", "--net"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*alone, "ip", "link", "set", "lo", "up"], check=False).returncode
    ):
        pytest.skip("This machine lets nobody make a network of their own.")
    inside = f'{shutil.which("ip")} link set lo up && ! ip route | grep -q . && exec "$@"'
    done = run_lesson(checkout, *alone, "sh", "-c", inside, "sh")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_windows_line_endings(checkout: Path):
    for path in [*(checkout / "data").rglob("*.csv"), *(checkout / "data").rglob("*.toml")]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    done = run_lesson(checkout)
    assert done.returncode == 0, done.stdout[-3000:]


def test_answers_that_cannot_be_written_are_told_and_the_lesson_goes_on(checkout: Path):
    blocked = checkout.parent / "a file, no folder"
    blocked.write_text("", encoding="utf-8")
    answering = (
        "from helpers import progress; "
        "print(progress.record('07-turnout', lesson='07', response='3', correct=False)); "
        "print(len(progress.history()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", answering], cwd=checkout, capture_output=True, text=True, check=False,
        env={**os.environ, "COURSE_PROGRESS": str(blocked / "progress.sqlite"), "TMPDIR": str(checkout.parent)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told, kept = done.stdout.strip().splitlines()[-2:]
    assert "/" in told, "the learner must be told where the answer is"
    assert kept == "1"


def test_a_damaged_table_is_named_with_its_row(checkout: Path):
    table = checkout / "data" / "claims.csv"
    lines = table.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].rsplit(",", 3)[0]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", "from helpers import claims; claims.notes('00')"],
        cwd=checkout, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = done.stderr.strip().splitlines()[-1]
    assert "claims.csv, row 4" in said
    assert len(said) < 300
