"""The one script of the web edition: its packages come by npm from a lock file, and esbuild makes them one classic script."""

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
    npm = _npm()
    _fetch_packages(npm)
    # As in the widget: the quiz's style stands in its script.
    style = json.dumps((_QUIZ / "quiz.css").read_text(encoding="utf-8"))
    command = [_esbuild(), str(ENTRY), *_OPTIONS, f"--define:STYLE={style}", f"--outfile={target}"]
    found = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False, encoding="utf-8")
    if found.returncode:
        raise CourseError(f"The page's script cannot be put together: {found.stderr.strip()}")


def _npm() -> str:
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        raise CourseError(
            "The web edition needs Node 18 or newer with npm, and it was not found. "
            "Install it from nodejs.org, then run python3 -m helpers site again."
        )
    return npm


def _esbuild() -> str:
    # On Windows it has another ending.
    found = shutil.which("esbuild", path=str(_MODULES / ".bin"))
    if not found:
        raise CourseError(
            f"esbuild is missing in {_MODULES}. Delete that folder, then run python3 -m helpers site again."
        )
    return found


def _fetch_packages(npm: str) -> None:
    """Run ``npm ci`` once for each lock file."""
    mark = hashlib.sha256((FOLDER / "package-lock.json").read_bytes()).hexdigest()
    if _STAMP.is_file() and _STAMP.read_text(encoding="utf-8") == mark:
        return
    command = [npm, "ci", "--no-fund", "--no-audit", "--loglevel=error"]
    found = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=False, env=os.environ.copy())
    if found.returncode:
        last = (found.stderr.strip() or found.stdout.strip()).splitlines()
        raise CourseError(
            f"The packages of the page's script cannot be fetched ({last[0] if last else 'npm ci failed'}). "
            "The first build needs the network; run python3 -m helpers site again when there is one."
        )
    _STAMP.write_text(mark, encoding="utf-8")
