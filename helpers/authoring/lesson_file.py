"""Read and write a lesson's notebook as a file: whole, or one sentence that says what is wrong with it."""

import json
from pathlib import Path

import nbformat

from helpers.base import files
from helpers.base.errors import CourseError

FORMAT = (4, 5)
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
MESSAGE_LETTERS = 120


def read(path: Path) -> nbformat.NotebookNode:
    """Read a notebook.

    Parameters
    ----------
    path : Path
        The notebook of a lesson.

    Returns
    -------
    nbformat.NotebookNode
        A valid notebook of format 4.5 or later that has cells.

    Raises
    ------
    CourseError
        When the file is missing, damaged or no such notebook; the sentence names the file, the fault and the way out.
    """
    notebook, fault = _examine(path)
    if notebook is None:
        raise CourseError(f"{path.parent.name}/{path.name} is no whole lesson: {fault}. Restore it from the course.")
    return notebook


def _examine(path: Path) -> tuple[nbformat.NotebookNode | None, str]:
    try:
        text = path.read_text(encoding="utf-8")
        fault = _fault_of_form(json.loads(text))
    except OSError as error:
        return None, error.strerror or "it cannot be read"
    except UnicodeDecodeError:
        return None, "it is not UTF-8 text"
    except json.JSONDecodeError as error:
        return None, _fault_of_json(text, error)
    except RecursionError:
        return None, "its JSON is nested too deeply"
    if fault:
        return None, fault
    try:
        notebook = nbformat.reads(text, as_version=FORMAT[0])
        nbformat.validate(notebook)
    except nbformat.ValidationError as error:
        return None, f"{error.message[:MESSAGE_LETTERS]} ({'/'.join(map(str, error.absolute_path))})"
    return notebook, ""


def _fault_of_json(text: str, error: json.JSONDecodeError) -> str:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            return f"line {number} is a mark of a merge that was not finished"
    return f"it is not JSON, line {error.lineno}: {error.msg}"


def _fault_of_form(raw: object) -> str:
    if not isinstance(raw, dict) or not isinstance(raw.get("cells"), list) or not raw["cells"]:
        return "it has no cells"
    version = (raw.get("nbformat"), raw.get("nbformat_minor"))
    if version[0] != FORMAT[0] or not isinstance(version[1], int) or version[1] < FORMAT[1]:
        return f"its format is {version[0]}.{version[1]}, and lessons are of {FORMAT[0]}.{FORMAT[1]} or later"
    seen: set[str] = set()
    for place, cell in enumerate(raw["cells"], start=1):
        name = cell.get("id") if isinstance(cell, dict) else None
        if not isinstance(name, str):
            return f"cell {place} has no id"
        if name in seen:
            return f"two cells have the id {name!r}"
        seen.add(name)
    return ""


def write(path: Path, notebook: nbformat.NotebookNode) -> bool:
    """Write a notebook in one step where its content changed, and return whether it did.

    Raises
    ------
    CourseError
        When it cannot be written; the old file is as it was.
    """
    return write_text(path, nbformat.writes(notebook) + "\n")


def write_text(path: Path, text: str) -> bool:
    """Write a file in one step where its text changed or it is new, and return whether it was written.

    Raises
    ------
    CourseError
        When it cannot be written; the old file is as it was.
    """
    try:
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return False
        files.replace(path, text.encode("utf-8"))
    except OSError as error:
        raise CourseError(f"{path.parent.name}/{path.name} cannot be written ({error.strerror}).") from error
    return True
