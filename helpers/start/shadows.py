"""Files of the learner that have the name of a module which lessons need. Standard library only."""

import sys
from pathlib import Path

from helpers.start import place

COURSE = "helpers"


def sentences(folder: Path, python: Path) -> list[str]:
    """Name the files in a folder whose names belong to Python, to an installed package or to the course.

    Parameters
    ----------
    folder : Path
        The folder of lessons.
    python : Path
        The interpreter that runs the lessons.

    Returns
    -------
    list of str
        One sentence that names them all with the way out; empty when there are none.
    """
    taken = sys.stdlib_module_names | _installed(python.parent.parent) | {COURSE}
    found = sorted(path for path in folder.iterdir() if _module(path) in taken)
    if not found:
        return []
    names = ", ".join(f"{folder.name}/{path.name}" for path in found)
    example = f"my_{found[0].name}"
    return [
        f"{names}: Python or a package of the lessons has this name too, and lessons may stop with errors. "
        f"Give it another name, such as {example}."
    ]


def _module(path: Path) -> str:
    """Return the name under which a cell could import a file or folder; an empty one where it could not."""
    if path.is_dir():
        return path.name if (path / "__init__.py").exists() else ""
    return path.name.removesuffix(".py") if path.suffix == ".py" else ""


def _installed(environment: Path) -> set[str]:
    return {
        path.name.partition(".")[0]
        for packages in place.folders_of_packages(environment)
        for path in packages.iterdir()
        if path.suffix in ("", ".py", ".so", ".pyd")
    }
