"""Tests that notice nothing protect nobody: each small lie that is put into a copy of the course must be caught."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from copy_of_course import copy_course

pytestmark = pytest.mark.fault

# Where the test that is known to catch a lie does so no more, all of these are asked; a run ends at the first that fails.
SUITE = (
    "tests/lessons/test_rules.py", "tests/unit/test_charts.py", "tests/unit/test_series_pictures.py", "tests/lessons",
    "notebooks/03_kfor_and_the_un.ipynb", "notebooks/07_the_unrest_of_2023.ipynb",
)  # fmt: skip


def replace_once(file: str, pattern: str, new: str) -> Callable[[Path], str]:
    def change(course: Path) -> str:
        path = course / file
        text, count = re.subn(pattern, new, path.read_text(encoding="utf-8"), count=1, flags=re.DOTALL)
        assert count == 1, f"nothing to change in {file}"
        path.write_text(text, encoding="utf-8")
        return file

    return change


def move_a_key(course: Path) -> str:
    """Mark the second option of the first single choice as the right one, and leave the file well formed."""
    path = course / "data" / "quizzes" / "03_kfor_and_the_un.toml"
    head, question = path.read_text(encoding="utf-8").split('kind = "single"', 1)
    question, rest = question.split("[[question]]", 1)
    start, *options = question.split("[[question.option]]\n")
    right = next(place for place, option in enumerate(options) if "correct = true" in option)
    options[right] = options[right].replace("correct = true\n", "")
    options[right - 1] = options[right - 1].replace("feedback =", "correct = true\nfeedback =", 1)
    question = "[[question.option]]\n".join([start, *options])
    path.write_text(f'{head}kind = "single"{question}[[question]]{rest}', encoding="utf-8")
    return "data/quizzes/03_kfor_and_the_un.toml"


RULES = "tests/lessons/test_rules.py::test_rule_holds"
# Each lie with the test that catches it.
MUTANTS: dict[str, tuple[Callable[[Path], str], str]] = {
    "a figure in a table": (
        replace_once("data/kfor_strength.csv", r"(strength-2023-05-30-g7,2023-05-30,)3760", r"\g<1>3670"),
        f"{RULES}[ledger_equals_tables]",
    ),
    "a figure in a table of the injured": (
        replace_once("data/injury_reports.csv", r"(\nkfor-second,[^\n]*?),30,", r"\1,31,"),
        f"{RULES}[ledger_equals_tables]",
    ),
    "a figure in prose": (
        replace_once("notebooks/07_the_unrest_of_2023.ipynb", r"\[30\](?=\(#n07-kfor-second)", "[32]"),
        f"{RULES}[links_resolve]",
    ),
    "the key of a question": (move_a_key, f"{RULES}[keys_stay]"),
    "a mark of a chart": (
        replace_once(
            "helpers/charts/force.py",
            r'shown\["troops"\]\.astype\(int\), s=',
            'shown["troops"].astype(int) + 900, s=',
        ),
        "tests/unit/test_charts.py::test_strength_shows_each_deployed_report_and_no_plan",
    ),
    "the status of a claim": (
        replace_once("data/claims.csv", r"(\nclash-29,[^\n]*?,)established,", r"\1attributed,"),
        f"{RULES}[filled_cells_agree]",
    ),
    "a source of a claim": (
        replace_once("data/claims.csv", r"g7-2023-05-30(?=,03)", "bdnews24-2023-06-05"),
        f"{RULES}[claims_rest_on_their_rows]",
    ),
    "the order of two events": (
        replace_once("data/claims.csv", r"(\nclash-29,[^\n]*?),2023-05-29,", r"\1,2023-05-24,"),
        f"{RULES}[filled_cells_agree]",
    ),
}


def run(course: Path, *tests: str) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--nbval", "--tb=no", *tests]
    # Kernels start in the folder of the lessons; without the path they would find the helpers of another checkout.
    own = {**os.environ, "PYTHONPATH": str(course)}
    return subprocess.run(command, cwd=course, env=own, capture_output=True, text=True, check=False, timeout=600)


def test_an_unchanged_copy_passes(tmp_path: Path):
    done = run(copy_course(tmp_path / "course"), *sorted({catcher for _change, catcher in MUTANTS.values()}))
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_caught(tmp_path: Path, capsys: pytest.CaptureFixture, name: str):
    course = copy_course(tmp_path / "course")
    change, catcher = MUTANTS[name]
    file = change(course)
    done = run(course, catcher)
    if done.returncode == 0:
        done = run(course, *SUITE)
    caught = re.findall(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", done.stdout, re.MULTILINE)
    with capsys.disabled():
        print(f"\n  {name} ({file}): {caught[0] if caught else 'NOT CAUGHT'}")
    assert done.returncode == 1
    assert caught
