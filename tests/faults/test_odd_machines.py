"""Lessons start and run on machines that nobody tried before: no network, odd folders, files of a learner."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from copy_of_course import copy_course
from jupyter_client.manager import start_new_kernel

from helpers.start import variables

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


def test_without_any_network(checkout: Path, offline: list[str]):
    done = run_lesson(checkout, *offline)
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


FOREIGN_FILES = ("collections", "email", "helpers", "json", "pandas", "random", "string")
IN_A_KERNEL = """
import json, random, pandas, own_words
from helpers import claims
print(own_words.SAID, claims.notes("00") is not None)
"""


def test_files_of_a_learner_with_the_names_of_modules_do_no_harm_and_others_can_be_imported(
    checkout: Path, foreign_variables, monkeypatch: pytest.MonkeyPatch
):
    mine, settings = checkout / "my", checkout / "settings" / "profile_default"
    mine.mkdir()
    settings.mkdir(parents=True)
    for name in FOREIGN_FILES:
        (mine / f"{name}.py").write_text("raise SystemExit('a file of the learner')", encoding="utf-8")
    (mine / "own_words.py").write_text("SAID = 'of my own'", encoding="utf-8")
    shutil.copy(checkout / "helpers/start/settings/ipython/ipython_kernel_config.json", settings)
    variables.set_own()
    variables.put_first(checkout)
    monkeypatch.setenv("IPYTHONDIR", str(settings.parent))
    manager, client = start_new_kernel(cwd=str(mine))
    printed: list[str] = []
    try:
        client.execute_interactive(
            IN_A_KERNEL, timeout=60, output_hook=lambda message: printed.append(str(message["content"]))
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert "of my own True" in "".join(printed), printed


@pytest.fixture
def foreign_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*variables.FOREIGN, "PYTHONSAFEPATH"):
        monkeypatch.setenv(name, "/nowhere")
