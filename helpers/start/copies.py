"""Keep the learner's own copies of the lessons in ``my/``. Standard library only."""

import errno
import hashlib
import json
import os
from pathlib import Path

from helpers.base import files
from helpers.start.environment import SetupError

LIST = ".copied.json"


def own_folder(root: Path) -> Path:
    """Return this user's folder of copies: ``my``, or ``my-2`` and so on where others have theirs in the same course."""
    number = 1
    while not _is_ours(folder := root / ("my" if number == 1 else f"my-{number}")):
        number += 1
    return folder


def _is_ours(folder: Path) -> bool:
    # Windows names no owner by number.
    return not hasattr(os, "getuid") or not folder.exists() or folder.stat().st_uid == os.getuid()


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
        files.replace(mine / LIST, json.dumps(copied, indent=1).encode())
    except OSError as error:
        raise _refusal(mine, error) from error
    return sentences


def _refusal(mine: Path, error: OSError) -> SetupError:
    if error.errno == errno.ENOSPC:
        return SetupError(f"The disk is full: {mine} cannot take the lessons. Free some space and start again.")
    return SetupError(
        f"The folder {mine} cannot be written ({error.strerror}). Copy the course into a folder of your own and start again there."
    )


def _bring_one(original: Path, copy: Path, copied: dict[str, str]) -> list[str]:
    wanted = cells_mark(original)
    if not copy.exists():
        files.replace(copy, original.read_bytes())
        copied[original.name] = wanted
        return []
    written = cells_mark(copy)
    if wanted in (copied.get(original.name), written):
        copied[original.name] = wanted
        return []
    if written == copied.get(original.name):
        files.replace(copy, original.read_bytes())
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
