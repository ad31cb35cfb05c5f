"""Where the packages in an environment look for the course, and what it was made for. Standard library only."""

import contextlib
import importlib.machinery
import json
import locale
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from helpers.base import files

DISTRIBUTION = "kosovo-kfor-course"

_ASK = """
import importlib.machinery, importlib.util, json, os
course = importlib.util.find_spec("helpers")
print(json.dumps({
    "kind": [importlib.machinery.EXTENSION_SUFFIXES[0], getattr(os, "uname", lambda: ("",))()[-1]],
    "course": course and list(course.submodule_search_locations or [])[:1],
    "pip": importlib.util.find_spec("pip") is not None,
}))
"""


class Interpreter(NamedTuple):
    """What a Python says of itself: the kind of its packages, the course that it finds, and whether it has pip."""

    kind: str
    course: Path | None
    has_pip: bool


def kind_of_packages() -> str:
    """Return a mark of this Python's version, system and processor: packages installed for one fit no other."""
    return _kind([importlib.machinery.EXTENSION_SUFFIXES[0], getattr(os, "uname", lambda: ("",))()[-1]])


def _kind(parts: list[str]) -> str:
    return " ".join(filter(None, parts))


def look(python: Path) -> Interpreter | None:
    """Ask an interpreter about itself; return None where it does not run, as after a copy to another computer."""
    try:
        answer = subprocess.run(
            [str(python), "-c", _ASK],
            cwd=python.parent,
            env={**os.environ, "PYTHONSAFEPATH": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        told = json.loads(answer.stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None
    return Interpreter(_kind(told["kind"]), Path(told["course"][0]) if told["course"] else None, told["pip"])


def folders_of_packages(venv: Path) -> list[Path]:
    """Return where an environment keeps its packages."""
    return [*venv.glob("lib/python*/site-packages"), *venv.glob("Lib/site-packages")]


def lead_to(root: Path, venv: Path) -> None:
    """Write the course's place anew into an environment whose folder was renamed, moved or copied.

    It is the one path that the packages there need; pip would fetch the tools for building the course to write it.

    Parameters
    ----------
    root : Path
        The folder of the course.
    venv : Path
        The environment; where it cannot be written, it is left as it is.
    """
    for packages in folders_of_packages(venv):
        for distribution in metadata.distributions(name=DISTRIBUTION, path=[str(packages)]):
            for file in distribution.files or []:
                if file.suffix == ".pth":
                    with contextlib.suppress(OSError, UnicodeEncodeError):
                        files.replace(Path(str(distribution.locate_file(file))), str(root).encode(_encoding()))


def _encoding() -> str:
    """Return how Python reads such a file: before 3.13 as the system writes text, which on Windows is not UTF-8."""
    return "utf-8" if sys.version_info >= (3, 13) else locale.getpreferredencoding(False)
