"""Scripts for browsers: their packages come by npm from a lock file, and esbuild makes them one classic script."""

import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path

from helpers.base.errors import CourseError

FOLDER = Path(__file__).parent
ENTRY = FOLDER / "page" / "index.js"
_MODULES = FOLDER / "node_modules"
_STAMP = _MODULES / ".course-stamp"
_QUIZ = FOLDER.parent / "quiz"
_NEEDS_NODE = {"site": "The web edition", "kit": "The slides of the kit"}
_OPTIONS = ["--bundle", "--format=iife", "--minify", "--target=es2020", "--charset=utf8", "--log-level=warning"]


def build(target: Path) -> None:
    """Write the script.

    Parameters
    ----------
    target : Path
        The file; an older one is replaced.

    Raises
    ------
    CourseError
        When Node is missing, when its packages cannot be fetched, and when the script cannot be put together.
    """
    # As in the widget: the quiz's style stands in its script.
    style = json.dumps((_QUIZ / "quiz.css").read_text(encoding="utf-8"))
    put_together(ENTRY, target, "site", f"--define:STYLE={style}")


def put_together(entry: Path, target: Path, command: str, *options: str) -> None:
    """Write one classic script from a module and the packages that it imports.

    Parameters
    ----------
    entry : Path
        The module.
    target : Path
        The file; an older one is replaced.
    command : str
        The command of the course that asks for it, for sentences about faults.
    *options : str
        More words for esbuild.

    Raises
    ------
    CourseError
        When Node is missing, when its packages cannot be fetched, and when the script cannot be put together.
    """
    _fetch_packages(_npm(command), command)
    words = [_esbuild(command), str(entry), *_OPTIONS, *options, f"--outfile={target}"]
    own = {**os.environ, "NODE_PATH": str(_MODULES)}
    found = subprocess.run(words, cwd=FOLDER, env=own, capture_output=True, text=True, check=False, encoding="utf-8")
    if found.returncode:
        raise CourseError(f"The script cannot be put together: {found.stderr.strip()}")


def package_file(name: str, path: str) -> Path:
    """Return a file of a fetched package, such as a style sheet."""
    return _MODULES / name / path


def has_node() -> bool:
    """Whether this computer has Node with npm."""
    return bool(shutil.which("npm") and shutil.which("node"))


def _npm(command: str) -> str:
    npm = shutil.which("npm")
    if not npm or not has_node():
        raise CourseError(
            f"{_NEEDS_NODE[command]} needs Node 18 or newer with npm, and it was not found. "
            f"Install it from nodejs.org, then run python3 -m helpers {command} again."
        )
    return npm


def _esbuild(command: str) -> str:
    # On Windows it has another ending.
    found = shutil.which("esbuild", path=str(_MODULES / ".bin"))
    if not found:
        raise CourseError(
            f"esbuild is missing in {_MODULES}. Delete that folder, then run python3 -m helpers {command} again."
        )
    return found


def _fetch_packages(npm: str, command: str) -> None:
    """Run ``npm ci`` once for each lock file."""
    mark = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    if _STAMP.is_file() and _STAMP.read_text(encoding="utf-8") == mark:
        return
    words = [npm, "ci", "--no-fund", "--no-audit", "--loglevel=error"]
    found = subprocess.run(words, cwd=FOLDER, capture_output=True, text=True, check=False, env=os.environ.copy())
    if found.returncode:
        last = (found.stderr.strip() or found.stdout.strip()).splitlines()
        raise CourseError(
            f"The packages of the script cannot be fetched ({last[0] if last else 'npm ci failed'}). "
            f"The first build needs the network; run python3 -m helpers {command} again when there is one."
        )
    _STAMP.write_text(mark, encoding="utf-8")
