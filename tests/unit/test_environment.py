"""The environment of the course: made once, and mended without network when only its folder or Python moved."""

import errno
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from helpers.base import files
from helpers.start import environment, installer, place, variables
from helpers.start.errors import SetupError

ROOT = Path(__file__).resolve().parents[2]
BASE = Path(sys._base_executable)
DISTRIBUTION = "kosovo_kfor_course-0.1.0.dist-info"
LINK = "_editable_impl_kosovo_kfor_course.pth"
SHIPPED = ("pyproject.toml", "requirements.txt")

STAMP = """
import json
from helpers.start import environment, place
stamp = {"made_from": environment.fingerprint(), "kind": place.kind_of_packages(), "python": "3.x"}
environment.STAMP.write_text(json.dumps(stamp))
"""
READY = """
import os
from helpers.start import environment
python = environment.ready()
print(python)
print(os.environ.get("PYTHONPATH", ""))
"""
FOUND = "import a_package, helpers; print(helpers.__path__[0])"


def run(folder: Path, python: Path, code: str) -> subprocess.CompletedProcess:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    clean["PYTHONUTF8"] = "1"
    asked = [str(python), "-c", code]
    return subprocess.run(asked, cwd=folder, env=clean, capture_output=True, text=True, encoding="utf-8", check=False)


def small_course(root: Path) -> Path:
    """Make a course that was set up: its start, and a ``.venv`` without pip, so that nothing can be installed."""
    for name in ("start", "base"):
        shutil.copytree(ROOT / "helpers" / name, root / "helpers" / name)
    for name in ("helpers/__init__.py", "helpers/__main__.py", *SHIPPED):
        shutil.copy(ROOT / name, root / name)
    venv.create(root / ".venv", with_pip=False, symlinks=os.name != "nt")
    (packages,) = place.folders_of_packages(root / ".venv")
    (packages / LINK).write_text(str(root), encoding="utf-8")
    (packages / "a_package.py").write_text("", encoding="utf-8")
    about = packages / DISTRIBUTION
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: kosovo-kfor-course\nVersion: 0.1.0\n")
    (about / "RECORD").write_text(f"{LINK},,\n{DISTRIBUTION}/METADATA,,\n{DISTRIBUTION}/RECORD,,\n")
    run(root, BASE, STAMP).check_returncode()
    return root


def python_of(root: Path) -> Path:
    return root / environment.interpreter().relative_to(environment.ROOT)


def start(root: Path) -> tuple[str, str]:
    """Start the course in a folder; return what was said and the search path that other programs would get."""
    done = run(root, BASE, READY)
    assert done.returncode == 0, done.stderr
    *said, python, path = done.stdout.splitlines()
    assert Path(python) == python_of(root)
    return "\n".join(said), path


def finds(root: Path) -> Path:
    """Return which course the environment's Python finds from a folder that is none, as a kernel does."""
    done = run(root.parent, python_of(root), FOUND)
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


@pytest.mark.parametrize("name", ["renamed", "Klasa ime \u00e7 \u010d", "a % b' c"])
def test_a_course_whose_folder_was_renamed_starts_as_before(tmp_path: Path, name: str):
    moved = small_course(tmp_path / "old").rename(tmp_path / name)
    for _ in range(2):
        assert start(moved) == ("", "")
        assert finds(moved) == moved / "helpers"


def test_a_copy_of_the_course_is_a_course_of_its_own(tmp_path: Path):
    first = small_course(tmp_path / "first")
    shutil.copytree(first, tmp_path / "second", symlinks=True)
    assert start(tmp_path / "second") == start(first) == ("", "")
    assert finds(first) == first / "helpers"
    assert finds(tmp_path / "second") == tmp_path / "second" / "helpers"


def test_a_moved_course_whose_environment_belongs_to_somebody_else_starts_too(tmp_path: Path):
    moved = small_course(tmp_path / "old").rename(tmp_path / "new")
    refuse = """
from helpers.base import files
def refused(*_):
    raise PermissionError(13, "Permission denied")
files.replace = refused
"""
    done = run(moved, BASE, refuse + READY)
    assert done.stdout.splitlines()[-1] == str(moved), "started programs are led to the course by PYTHONPATH"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
@pytest.mark.parametrize("links", ["dangling", "lost"])
def test_a_copy_on_a_computer_with_its_python_elsewhere_keeps_its_packages(tmp_path: Path, links: str):
    root = small_course(tmp_path / "course")
    for path in (root / ".venv" / "bin").glob("python*"):
        path.unlink()
        if links == "dangling":
            path.symlink_to("/nowhere/python")
    settings = root / ".venv" / "pyvenv.cfg"
    settings.write_text(settings.read_text().replace(str(BASE.parent), "/nowhere"))
    assert start(root) == ("", "")
    assert finds(root) == root / "helpers"


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with what the environment is made from, which stands for the course."""
    shutil.copytree(ROOT / "helpers" / "start" / "settings", tmp_path / "helpers" / "start" / "settings")
    for name in SHIPPED:
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "course-stamp")
    environment.VENV.mkdir()
    return tmp_path


@pytest.fixture
def made(copied: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that tells what is made, in a course that was set up for another kind of Python."""
    done: list[str] = []
    stamp = {"made_from": environment.fingerprint(), "kind": ".other.so", "python": "3.99"}
    environment.STAMP.write_text(json.dumps(stamp))
    monkeypatch.setattr(environment, "_make_venv", lambda with_pip: done.append(f"venv, pip: {with_pip}"))
    monkeypatch.setattr(installer, "install", lambda _python, file: done.append(file.name))
    monkeypatch.setattr(files, "replace", lambda *_: done.append("stamp"))
    return done


def test_packages_for_another_python_are_fetched_anew_and_it_says_so(made: list[str], capsys: pytest.CaptureFixture):
    environment._fit(Path("/nowhere/python"))
    assert made == ["venv, pip: True", "requirements.txt", "stamp"]
    assert "are for a Python 3.99 that is not here" in capsys.readouterr().out


@pytest.mark.parametrize("stamp", ["", "[]", "0123abcd", '{"made_from": 3}', "{"])
def test_an_unreadable_stamp_means_to_set_up(made: list[str], stamp: str):
    environment.STAMP.write_text(stamp)
    environment._fit(Path(sys.executable))
    assert "requirements.txt" in made


@pytest.mark.parametrize(
    ("has_pip", "expected"),
    [(False, ["venv, pip: True", "requirements.txt", "stamp"]), (True, ["requirements.txt", "stamp"])],
    ids=["half made", "whole, other pins"],
)
def test_a_half_made_environment_is_made_anew_and_a_whole_one_kept(made: list[str], monkeypatch, has_pip, expected):
    found = place.Interpreter(place.kind_of_packages(), environment.ROOT / "helpers", has_pip)
    monkeypatch.setattr(place, "look", lambda _python: found)
    environment._fit(Path("python"))
    assert made == expected


@pytest.fixture
def foreign(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set every variable that the course takes away or sets, so that each has its value again after the test."""
    for name in (*variables.FOREIGN, "PYTHONSAFEPATH"):
        monkeypatch.setenv(name, "foreign")


def test_packages_installed_by_hand_for_another_copy_do_not_bring_its_helpers(foreign, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(environment, "_made_by_hand", lambda: True)
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    environment.ready()
    assert os.environ["PYTHONPATH"] == str(tmp_path)


def test_settings_of_python_from_elsewhere_do_not_reach_what_is_started(foreign, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PYTHONUTF8", "1")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    variables.set_own()
    assert {"PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONWARNINGS"} <= set(variables.FOREIGN)
    assert "foreign" not in os.environ.values()
    assert os.environ["PYTHONSAFEPATH"] == "1"
    assert os.environ["PYTHONUTF8"] == os.environ["PYTHONDONTWRITEBYTECODE"] == "1", "how text is written stays"


def test_a_python_that_does_not_run_is_no_python(tmp_path: Path):
    broken = tmp_path / "python"
    broken.write_text("no program", encoding="utf-8")
    broken.chmod(0o755)
    assert place.look(broken) is None
    assert place.look(tmp_path / "missing") is None
    assert place.look(Path(sys.executable)).kind == place.kind_of_packages()


def changes_the_fingerprint(name: str, before: str, after: str) -> bool:
    path = environment.ROOT / name
    mark, content = environment.fingerprint(), path.read_text(encoding="utf-8")
    assert before in content
    path.write_text(content.replace(before, after), encoding="utf-8")
    return environment.fingerprint() != mark


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("requirements.txt", "pandas==", "pandas==9."),
        ("pyproject.toml", 'version = "', 'version = "9.'),
        ("helpers/start/settings/ipython/ipython_kernel_config.json", "40", "30"),
    ],
)
def test_other_pins_and_settings_ask_for_another_environment(copied: Path, name: str, before: str, after: str):
    assert changes_the_fingerprint(name, before, after)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("requirements.txt", "pandas==", "# a comment\n\npandas=="),
        ("requirements.txt", "pandas==", "  pandas=="),
        ("pyproject.toml", "line-length = 120", "line-length = 119"),
    ],
)
def test_what_no_package_is_made_from_asks_for_nothing(copied: Path, name: str, before: str, after: str):
    assert not changes_the_fingerprint(name, before, after)


def test_a_python_without_venv_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SetupError, match="apt install python3-venv"):
        environment._make_venv(with_pip=True)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/course/.venv/lib"), "The disk is full"),
        (OSError(errno.EPERM, "Operation not permitted", "lib", None, "/stick/.venv/lib64"), "takes no links"),
        (OSError(errno.ENAMETOOLONG, "File name too long", "/course/.venv/x"), "path is too long"),
        (OSError(errno.EIO, "Input/output error", "/course/.venv/x"), "Delete the folder .venv"),
        (subprocess.CalledProcessError(1, "ensurepip", b"OSError: [Errno 122] Disk quota exceeded"), "quota"),
        (subprocess.CalledProcessError(1, "ensurepip", None), "Delete the folder .venv"),
    ],
)
def test_an_environment_that_cannot_be_made_is_told_with_its_cause(copied: Path, monkeypatch, error, words: str):
    def refuse(*_words: object, **_settings: object) -> None:
        raise error

    monkeypatch.setattr(venv, "create", refuse)
    with pytest.raises(SetupError, match=words):
        environment._make_venv(with_pip=True)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EDQUOT, "your share"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permission"),
    ],
)
def test_a_folder_that_refuses_is_told_why(monkeypatch: pytest.MonkeyPatch, code: int, words: str):
    monkeypatch.setattr(files, "fault_of_writing", lambda _folder: OSError(code, "refused"))
    with pytest.raises(SetupError, match=words):
        environment._refuse_read_only()


def test_an_environment_that_somebody_else_set_up_is_named_with_the_way_out(copied: Path, monkeypatch):
    refused = {environment.VENV: PermissionError(errno.EACCES, "Permission denied")}
    monkeypatch.setattr(files, "fault_of_writing", refused.get)
    with pytest.raises(SetupError, match=r"\.venv cannot be written .* without the folder .venv, into a folder of you"):
        environment._refuse_read_only()
