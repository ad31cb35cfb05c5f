"""After a restart, on the next day, or with the set-up cell skipped: "Run this cell" keeps its word for every cell."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from small_course import SmallCourse

from helpers.authoring import cell_rules
from helpers.base import lessons

# One process for all lessons: starting one for each cell would take minutes. Each cell gets an empty namespace.
RUN_EACH_CELL = """
import json, sys
import nbformat
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
faults = {}
for path in sys.argv[1:]:
    faults[path] = []
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            shell.reset(new_session=False)
            said = []
            shell.showtraceback = lambda *_args, **_options: said.append(repr(sys.exc_info()[1]))
            shell.run_cell(cell.source)
            faults[path] += [f"cell {cell.id}: {words}" for words in said]
print("FAULTS " + json.dumps(faults))
"""


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return for each lesson what its cells said when each was run alone."""
    return run_alone(tmp_path_factory.mktemp("alone"), lessons.paths())


def run_alone(folder: Path, paths: list[Path]) -> dict[str, list[str]]:
    own = {**os.environ, "COURSE_PROGRESS": str(folder / "progress.sqlite"), "PYTHONPATH": str(lessons.ROOT)}
    command = [sys.executable, "-c", RUN_EACH_CELL, *map(str, paths)]
    done = subprocess.run(command, cwd=folder, env=own, capture_output=True, text=True, check=False, timeout=600)
    assert "FAULTS " in done.stdout, done.stdout[-2000:] + done.stderr[-2000:]
    return json.loads(done.stdout.rsplit("FAULTS ", 1)[1])


@pytest.mark.parametrize("path", lessons.paths(), ids=lambda path: path.stem)
def test_each_cell_runs_alone(path: Path, faults: dict[str, list[str]]):
    assert faults[str(path)] == []


def test_a_cell_that_needs_another_would_be_noticed(course: SmallCourse, tmp_path: Path):
    course.replace("exit-quiz", "from helpers import quiz\n", "")
    (said,) = run_alone(tmp_path, [course.lesson])[str(course.lesson)]
    assert "cell exit-quiz: NameError" in said and "quiz" in said


@pytest.mark.parametrize(
    ("code", "missing", "unused"),
    [
        ('quiz.recall("07")', ["quiz"], []),
        ('from helpers import quiz\nquiz.recall("07")', [], []),
        ("from helpers import data, tables\ndata.load('places')", [], ["tables"]),
        ("rows[rows['kind'] == kind]", ["kind", "rows"], []),
        ("from helpers import data\n[row for row in data.names() if row in wanted]", ["wanted"], []),
        ("answer = ...\nlen(str(answer))", [], []),
        ("import os.path", [], ["os"]),
    ],
)
def test_names_of_other_cells_are_found_without_running(code: str, missing: list[str], unused: list[str]):
    assert cell_rules.foreign_names(code) == (missing, unused)
