"""The first minutes decide whether a class starts: setting up, copies, and what can go wrong."""

import errno
import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from helpers import progress
from helpers.base import files
from helpers.start import commands, copies, environment, home
from helpers.start.environment import SetupError

ROOT = Path(__file__).resolve().parents[2]


def notebook(*sources: str, output: str = "") -> str:
    cells = [{"cell_type": "code", "source": source, "outputs": [output] if output else []} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    originals = tmp_path / "notebooks"
    originals.mkdir()
    (originals / "00_start.ipynb").write_text(notebook("1"), encoding="utf-8")
    return originals, tmp_path / "my"


def test_new_lessons_are_copied_without_a_word(folders):
    assert copies.bring(*folders) == []
    assert (folders[1] / "00_start.ipynb").exists()


def test_a_copy_that_was_only_run_is_updated(folders):
    originals, mine = folders
    copies.bring(originals, mine)
    (mine / "00_start.ipynb").write_text(notebook("1", output="ran"), encoding="utf-8")
    (originals / "00_start.ipynb").write_text(notebook("2"), encoding="utf-8")
    assert "updated" in copies.bring(originals, mine)[0]
    assert '"2"' in (mine / "00_start.ipynb").read_text(encoding="utf-8")


def test_an_edited_copy_is_never_touched_and_it_says_so(folders):
    originals, mine = folders
    copies.bring(originals, mine)
    edited = notebook("1", "my own line")
    (mine / "00_start.ipynb").write_text(edited, encoding="utf-8")
    assert copies.bring(originals, mine) == []
    (originals / "00_start.ipynb").write_text(notebook("2"), encoding="utf-8")
    for _ in range(2):
        assert "left as it is" in copies.bring(originals, mine)[0]
    assert (mine / "00_start.ipynb").read_text(encoding="utf-8") == edited


def test_a_broken_copy_or_list_is_the_learners_and_stays(folders):
    originals, mine = folders
    copies.bring(originals, mine)
    (mine / "00_start.ipynb").write_text("no notebook", encoding="utf-8")
    (mine / copies.LIST).write_text("[", encoding="utf-8")
    assert "left as it is" in copies.bring(originals, mine)[0]
    assert (mine / "00_start.ipynb").read_text(encoding="utf-8") == "no notebook"


def test_a_deleted_copy_comes_back(folders):
    copies.bring(*folders)
    (folders[1] / "00_start.ipynb").unlink()
    copies.bring(*folders)
    assert (folders[1] / "00_start.ipynb").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(folders):
    folders[1].write_text("a file stands where the folder should be")
    with pytest.raises(SetupError, match="cannot be written"):
        copies.bring(*folders)


def test_a_full_disk_leaves_every_copy_whole(folders, monkeypatch: pytest.MonkeyPatch):
    originals, mine = folders
    copies.bring(originals, mine)
    old = (mine / "00_start.ipynb").read_bytes()
    (originals / "00_start.ipynb").write_text(notebook("2"), encoding="utf-8")

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SetupError, match="disk is full"):
        copies.bring(originals, mine)
    assert (mine / "00_start.ipynb").read_bytes() == old
    assert sorted(path.name for path in mine.iterdir()) == [copies.LIST, "00_start.ipynb"]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows names no owner by number")
def test_two_people_in_one_course_folder_have_copies_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    assert copies.own_folder(tmp_path) == tmp_path / "my"
    (tmp_path / "my").mkdir()
    assert copies.own_folder(tmp_path) == tmp_path / "my"
    monkeypatch.setattr(os, "getuid", lambda: (tmp_path / "my").stat().st_uid + 1)
    assert copies.own_folder(tmp_path) == tmp_path / "my-2"


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
        port = taken.getsockname()[1]
        with pytest.raises(SetupError, match=f"Port {port} is in use .* --port {port + 1}"):
            environment.refuse_taken_port(port)


@pytest.mark.parametrize("port", [0, -1, 70000])
def test_a_number_that_is_no_port_is_refused(port: int):
    with pytest.raises(SetupError, match="is not a port"):
        environment.refuse_taken_port(port)


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("ERROR: Could not find... Temporary failure in name resolution", "no network"),
        ("WARNING: Retrying ... NewConnectionError: Failed to establish a new connection", "no network"),
        (
            "ERROR: Could not find a version that satisfies x==1 (from versions: none)\nERROR: No matching ...",
            "no network",
        ),
        ("ERROR: No matching distribution found for pandas==3.1.1", "not available for this Python"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("error: something else", "pip said: error: something else"),
        ("", "pip said: nothing"),
    ],
)
def test_a_failed_install_is_told_in_plain_words(output: str, words: str):
    assert words in environment._install_failure(output)


def test_a_python_without_venv_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SetupError, match="apt install python3-venv"):
        environment._make_venv()


@pytest.mark.parametrize(
    ("code", "words"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "read-only"), (errno.EACCES, "permission")]
)
def test_a_folder_that_refuses_is_told_why(monkeypatch: pytest.MonkeyPatch, code: int, words: str):
    monkeypatch.setattr(files, "fault_of_writing", lambda _folder: OSError(code, "refused"))
    with pytest.raises(SetupError, match=words):
        environment._refuse_read_only()


def test_changed_pins_change_the_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    shutil.copytree(ROOT / "helpers" / "start" / "settings", tmp_path / "helpers" / "start" / "settings")
    for name in environment.SHIPPED:
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    before = environment.fingerprint()
    assert environment.fingerprint() == before
    with (tmp_path / "requirements.txt").open("a") as file:
        file.write("\n# new\n")
    assert environment.fingerprint() != before


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


def test_starting_the_command_imports_nothing_heavy():
    asked = (
        "import sys; import helpers, helpers.start.commands; "
        "print([name for name in ('pandas', 'matplotlib', 'ipywidgets', 'nbformat') if name in sys.modules])"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, cwd=ROOT, check=True)
    assert answer.stdout.strip() == "[]"


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
