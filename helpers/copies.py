"""Keep the learner's own copies of the lessons in ``my/``. Standard library only."""

import hashlib
import json
import shutil
from pathlib import Path

from helpers.environment import SetupError

LIST = ".copied.json"


def bring(originals: Path, mine: Path) -> list[str]:
    """Copy new lessons, update copies that nobody edited, leave edited ones alone.

    Parameters
    ----------
    originals : the folder of the course's lessons.
    mine : the learner's folder; made when missing.

    Returns
    -------
    list of str
        What was done, in sentences; empty when all copies are as they should be.

    Raises
    ------
    SetupError
        When the folder cannot be written.
    """
    try:
        mine.mkdir(exist_ok=True)
        copied = _read_list(mine / LIST)
        sentences = []
        for original in sorted(originals.glob("*.ipynb")):
            sentences += _bring_one(original, mine / original.name, copied)
        (mine / LIST).write_text(json.dumps(copied, indent=1), encoding="utf-8")
    except OSError as error:
        raise SetupError(
            f"The folder {mine} cannot be written ({error.strerror}). Copy the course into a folder of your own and start again there."
        ) from error
    return sentences


def _bring_one(original: Path, copy: Path, copied: dict[str, str]) -> list[str]:
    wanted = cells_mark(original)
    if not copy.exists():
        shutil.copyfile(original, copy)
        copied[original.name] = wanted
        return []
    written = cells_mark(copy)
    if wanted in (copied.get(original.name), written):
        copied[original.name] = wanted
        return []
    if written == copied.get(original.name):
        shutil.copyfile(original, copy)
        copied[original.name] = wanted
        return [f"{copy.name}: updated to the course's new version."]
    return [f"{copy.name}: you edited your copy, so it was left as it is. The new version is in notebooks/{copy.name}."]


def cells_mark(path: Path) -> str:
    """Return a mark of what a person wrote in a notebook: its cells, not its outputs.

    Running a lesson changes outputs only, and those come back when it is run again.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
    except (ValueError, KeyError, TypeError):
        # Not a notebook any more: whatever it is, it is the learner's.
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def _read_list(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
