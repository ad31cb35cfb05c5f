"""The commands of the README: what is asked, refused and said before anything runs."""

import ast
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import progress
from helpers.start import commands, doctor, environment, home, port, shadows
from helpers.start.errors import SetupError

ROOT = Path(__file__).resolve().parents[2]


def test_a_home_that_takes_files_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(home.Path, "home", lambda: tmp_path)
    before = dict(os.environ)
    assert home.use_stand_in_if_needed(tmp_path / "my") == []
    assert dict(os.environ) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows asks elsewhere for the user's data")
def test_without_a_home_answers_go_beside_the_lessons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(tmp_path / "missing"))
    for name in home._ELSEWHERE:
        monkeypatch.setenv(name, str(tmp_path / "missing" / "data"))
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    (said,) = home.use_stand_in_if_needed(tmp_path / "my")
    assert "my/.home" in said
    assert progress.where().is_relative_to(tmp_path / "my" / ".home")


def test_a_taken_port_is_one_sentence_with_another_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(SetupError, match=f"Port {number} is in use .* --port {number + 1}"):
            port.refuse_taken(number)


@pytest.mark.parametrize("number", [0, -1, 70000])
def test_a_number_that_is_no_port_is_refused(number: int):
    with pytest.raises(SetupError, match="is not a port"):
        port.refuse_taken(number)


def test_an_unknown_option_is_refused_with_the_usage(capsys: pytest.CaptureFixture):
    with pytest.raises(SystemExit):
        commands.run(["lab", "--prot", "8890"])
    assert "--prot" in capsys.readouterr().err


def test_a_foreseen_failure_is_one_sentence_and_exit_code_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.setattr(environment, "ready", lambda: (_ for _ in ()).throw(SetupError("One sentence.")))
    assert commands.run(["test"]) == 1
    assert capsys.readouterr().err == "One sentence.\n"


def imported_at_once(path: Path) -> set[str]:
    """Return the modules that a file imports when it is loaded, not those that wait inside functions."""
    found: set[str] = set()
    waiting = list(ast.parse(path.read_text(encoding="utf-8")).body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting += ast.iter_child_nodes(node)
    return found


def file_of(module: str) -> Path | None:
    place = ROOT / module.replace(".", "/")
    return next((path for path in (place.with_suffix(".py"), place / "__init__.py") if path.exists()), None)


def test_everything_that_runs_before_the_installation_is_in_python_itself():
    waiting = sorted((ROOT / "helpers" / "start").glob("*.py")) + [ROOT / "helpers" / "__main__.py"]
    seen: set[Path] = set()
    foreign = []
    while waiting:
        path = waiting.pop()
        seen.add(path)
        for module in imported_at_once(path):
            if module.partition(".")[0] == "helpers":
                waiting += [file for file in [file_of(module)] if file and file not in seen]
            elif module.partition(".")[0] not in sys.stdlib_module_names:
                foreign.append(f"{path.name}: {module}")
    assert foreign == []
    assert {path.parent.name for path in seen} == {"helpers", "start", "base"}


def test_starting_the_command_imports_nothing_heavy():
    asked = (
        "import sys; import helpers, helpers.start.commands; "
        "print([name for name in ('pandas', 'matplotlib', 'ipywidgets', 'nbformat') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=True)
    assert answer.stdout.strip() == "[]"


def test_files_of_a_learner_in_the_course_folder_do_not_stop_the_commands(tmp_path: Path):
    shutil.copytree(ROOT / "helpers", tmp_path / "helpers", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("argparse", "json", "random", "socket", "subprocess", "tempfile", "hashlib"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('the file of a learner')", encoding="utf-8")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    asked = [sys.executable, "-m", "helpers", "--help"]
    answer = subprocess.run(asked, capture_output=True, text=True, cwd=tmp_path, env=clean, check=False)
    assert answer.returncode == 0, answer.stderr
    assert "usage" in answer.stdout


SHADOWS = ["random.py", "email.py", "json.py", "pandas.py", "helpers.py", "matplotlib"]


@pytest.mark.parametrize("name", SHADOWS)
def test_a_file_with_the_name_of_a_module_is_named_with_the_way_out(tmp_path: Path, name: str):
    mine = tmp_path / "my"
    for folder in (mine, mine / "matplotlib", mine / "pictures"):
        folder.mkdir()
    (mine / "00_start.ipynb").write_text("{}", encoding="utf-8")
    (mine / "own_words.py").write_text("", encoding="utf-8")
    assert shadows.sentences(mine, Path(sys.executable)) == []
    (mine / name / "__init__.py" if name == "matplotlib" else mine / name).write_text("", encoding="utf-8")
    (said,) = shadows.sentences(mine, Path(sys.executable))
    assert said.startswith(f"my/{name}: ") and f"my_{name}" in said


def test_several_such_files_are_one_sentence(tmp_path: Path):
    for name in ("random.py", "json.py"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (said,) = shadows.sentences(tmp_path, Path(sys.executable))
    assert f"{tmp_path.name}/json.py, {tmp_path.name}/random.py" in said


def run_here(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run a command as in the course's own environment, where nothing needs to be made."""
    monkeypatch.setattr(environment, "ready", lambda: Path(sys.executable))
    monkeypatch.setattr(environment, "bring_authors_packages", lambda: None)
    return commands.run(list(arguments))


def test_check_looks_at_the_computer_and_loads_no_rule_and_no_exercise(tmp_path: Path):
    code = (
        "import sys; from pathlib import Path; from helpers.start import commands, environment;"
        "environment.ready = lambda: Path(sys.executable); commands.run(['check']);"
        "print([name for name in ('helpers.authoring', 'helpers.exercises', 'helpers.quiz') if name in sys.modules])"
    )
    own = {**os.environ, "COURSE_PROGRESS": str(tmp_path / "progress.sqlite")}
    asked = [sys.executable, "-c", code]
    answer = subprocess.run(asked, capture_output=True, text=True, cwd=ROOT, env=own, check=True)
    first, *_rest, last = answer.stdout.splitlines()
    assert first == "This computer"
    assert last == "[]"
    assert "Reading level" not in answer.stdout


def test_check_lessons_gives_the_rules_and_the_report(monkeypatch: pytest.MonkeyPatch, capsys):
    from helpers import authoring

    monkeypatch.setattr(authoring, "faults", lambda: ["A fault."])
    monkeypatch.setattr(authoring, "report", lambda: ["A line of the report."])
    monkeypatch.setattr(doctor, "faults", lambda: ["Not asked for."])
    assert run_here(monkeypatch, "check", "--lessons") == 1
    assert capsys.readouterr().out.splitlines() == [
        "The lessons", "  - A fault.", "Reading level, minutes in class, balance and bank", "A line of the report.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments", [["check", "--lessons"], ["check", "--gallery"], ["refresh", "07", "08"], ["check"]]
)
def test_another_python_gets_the_very_same_command(monkeypatch: pytest.MonkeyPatch, arguments: list[str]):
    handed: list[list[str]] = []
    monkeypatch.setattr(environment, "ready", lambda: Path("/course/.venv/bin/python"))
    monkeypatch.setattr(environment, "runs_in", lambda _python: False)
    monkeypatch.setattr(subprocess, "call", lambda command, **_: handed.append(command) or 3)
    assert commands.run(arguments) == 3
    assert handed == [["/course/.venv/bin/python", "-m", "helpers", *arguments]]


@pytest.mark.parametrize("setting", ["class-a/answers.sqlite", "./answers.sqlite"])
def test_a_file_of_answers_that_moves_with_the_folder_is_told(monkeypatch: pytest.MonkeyPatch, setting: str):
    monkeypatch.setenv("COURSE_PROGRESS", setting)
    monkeypatch.setattr(progress, "where", lambda: Path(setting))
    (said,) = doctor._answers()
    assert "COURSE_PROGRESS" in said and setting in said and "full path" in said


def test_the_computer_is_described_by_where_answers_go_and_why(own_answers: Path):
    (said,) = doctor.about()
    assert str(own_answers) in said and "COURSE_PROGRESS" in said


@pytest.mark.parametrize(("setting", "faults"), [("sr", 1), ("SQ", 1), ("sr-Latn", 0), ("", 0)])
def test_a_language_that_the_course_does_not_speak_is_told(monkeypatch: pytest.MonkeyPatch, setting: str, faults: int):
    monkeypatch.setenv("COURSE_LANGUAGE", setting)
    assert len(doctor._language()) == faults


def test_what_the_answers_file_has_to_say_is_said(own_answers: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(progress, "notices", lambda: ["A damaged file was set aside."])
    assert doctor._answers() == ["A damaged file was set aside."]


def test_missing_packages_for_authors_are_named_where_the_environment_is_somebodys_own(tmp_path, monkeypatch):
    (tmp_path / "requirements-dev.txt").write_text("pytest==1\nno-such-package==1\nother ; os_name == 'nt'\n-e .\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    with pytest.raises(SetupError, match="are missing: no-such-package. Install them with: .* requirements-dev.txt"):
        environment.bring_authors_packages()


def test_missing_packages_for_authors_come_by_themselves_into_the_courses_environment(tmp_path, monkeypatch, capsys):
    asked = []
    (tmp_path / "requirements-dev.txt").write_text("no-such-package==1\n")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", Path(sys.prefix))
    monkeypatch.setattr(environment.installer, "install", lambda _python, file: asked.append(file.name))
    environment.bring_authors_packages()
    assert asked == ["requirements-dev.txt"]
    assert "no-such-package" in capsys.readouterr().out


def test_pins_for_authors_hold_the_pins_for_learners():
    def pins(name: str) -> set[str]:
        return {line.split(" ;")[0] for line in environment._pins(ROOT / name)}

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


STRAYS = ["._00_start.ipynb", "00_start - Copy.ipynb", "00_start (conflicted copy).ipynb", "Copy of 00_start.ipynb"]


def test_files_that_other_systems_leave_do_not_stop_the_tests_of_lessons(tmp_path: Path):
    shutil.copy(ROOT / "conftest.py", tmp_path)
    lessons = tmp_path / "notebooks"
    lessons.mkdir()
    notebook = '{"cells": [], "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}'
    (lessons / "00_start.ipynb").write_text(notebook, encoding="utf-8")
    for stray in STRAYS:
        (lessons / stray).write_bytes(b"\0\xb0\x05")
    asked = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", "notebooks"]
    own = {**os.environ, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(asked, capture_output=True, text=True, cwd=tmp_path, env=own, check=False)
    assert "error" not in answer.stdout.lower(), answer.stdout
    assert answer.returncode == 5, "no cell is there to be tested, and nothing else is collected"


def old_pythons() -> list[str]:
    versions = Path.home() / ".pyenv" / "versions"
    found = [shutil.which(f"python{version}") for version in ("2.7", "3.6", "3.8", "3.9", "3.10")]
    found += [str(path) for path in sorted(versions.glob("[23].*/bin/python"))] if versions.exists() else []
    return [path for path in found if path and _version(path) < (3, 11)]


def _version(python: str) -> tuple[int, ...]:
    asked = [python, "-c", "import sys; print('%d %d' % sys.version_info[:2])"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return tuple(map(int, answer.stdout.split())) if answer.returncode == 0 else (9, 9)


def test_the_entry_point_uses_no_syntax_that_old_pythons_lack():
    source = (ROOT / "helpers" / "__main__.py").read_text(encoding="utf-8")
    compile(source, "__main__.py", "exec", flags=0, dont_inherit=True)
    for newer in ('f"', "f'", ":=", "->", "match "):
        assert newer not in source


@pytest.mark.parametrize("python", old_pythons())
def test_an_old_python_is_told_so_in_one_sentence(python: str):
    answer = subprocess.run([python, "-m", "helpers", "lab"], capture_output=True, text=True, cwd=ROOT, check=False)
    assert answer.returncode == 1
    assert answer.stderr.startswith("This course needs Python 3.11 or newer")
    assert len(answer.stderr.splitlines()) == 1
