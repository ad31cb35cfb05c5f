"""Keep the learner's own copies of the lessons in ``my/``. Standard library only."""

import errno
import hashlib
import json
import os
import re
from collections.abc import Collection
from pathlib import Path

from helpers.base import files
from helpers.start.errors import SetupError

LIST = ".copied.json"
# Other programs leave files beside lessons: "._07_x.ipynb", "07_x - Copy.ipynb", "07_x (conflicted copy).ipynb".
_LESSON = re.compile(r"[0-9]{2}_[A-Za-z0-9_]+\.ipynb")
_CONFLICT = re.compile(r"^\s*(<<<<<<<|=======|>>>>>>>)( |$)", re.MULTILINE)


def is_lesson(path: Path) -> bool:
    """Say whether a file has the name of a lesson, such as ``07_the_unrest_of_2023.ipynb``."""
    return bool(_LESSON.fullmatch(path.name))


def own_folder(root: Path) -> Path:
    """Return this user's folder of copies: ``my``, or ``my-2`` and so on where others have theirs in the same course."""
    number = 1
    while not _is_ours(folder := root / ("my" if number == 1 else f"my-{number}")):
        number += 1
    return folder


def _is_ours(folder: Path) -> bool:
    # Windows names no owner by number.
    return not hasattr(os, "getuid") or not folder.exists() or folder.stat().st_uid == os.getuid()


def bring(originals: Path, mine: Path, leave_out: Collection[str] = ()) -> list[str]:
    """Copy new lessons, update copies that nobody edited, leave edited ones alone.

    Parameters
    ----------
    originals : Path
        The folder of the course's lessons.
    mine : Path
        The learner's folder; made when missing.
    leave_out : collection of str
        Names of notebooks that are not copied.

    Returns
    -------
    list of str
        What was done or is amiss, in sentences; empty when all copies are as they should be.

    Raises
    ------
    SetupError
        When the folder cannot be written.
    """
    try:
        mine.mkdir(exist_ok=True)
        copied = _read_list(mine / LIST)
        sentences = []
        for original in sorted(filter(is_lesson, originals.glob("*.ipynb"))):
            if original.name in leave_out:
                continue
            sentences += _bring_one(original, mine / original.name, copied)
        files.replace(mine / LIST, json.dumps(copied, indent=1).encode())
    except OSError as error:
        raise _refusal(mine, error) from error
    return sentences


def _refusal(mine: Path, error: OSError) -> SetupError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        full = "The disk is full" if error.errno == errno.ENOSPC else "Your share of this disk (quota) is used up"
        return SetupError(f"{full}: {mine} cannot take the lessons. Free some space and start again.")
    return SetupError(
        f"The folder {mine} cannot be written ({error.strerror}). Copy the course into a folder of your own and start again there."
    )


def _bring_one(original: Path, copy: Path, copied: dict[str, str]) -> list[str]:
    if damage := damage_of(original):
        left = "your copy was left as it is" if copy.exists() else "it was not copied"
        return [f"notebooks/{original.name} {damage}, so {left}. Get this file of the course again."]
    wanted = cells_mark(original)
    if not copy.exists():
        files.replace(copy, original.read_bytes())
        copied[original.name] = wanted
        return []
    written = cells_mark(copy)
    if written == copied.get(original.name) != wanted:
        files.replace(copy, original.read_bytes())
        copied[original.name] = wanted
        return [f"{copy.name}: updated to the course's new version."]
    if damage := damage_of(copy):
        return [
            f"{copy.parent.name}/{copy.name} {damage}; it was left as it is. "
            "Give it another name and start again to get a new copy."
        ]
    if wanted in (copied.get(original.name), written):
        copied[original.name] = wanted
        return []
    return [f"{copy.name}: you edited your copy, so it was left as it is. The new version is in notebooks/{copy.name}."]


def damage_of(path: Path) -> str:
    """Return in a few words what keeps a file from being a notebook; an empty text when nothing does."""
    if _cells(path) is not None:
        return ""
    text = path.read_text(encoding="utf-8", errors="replace")
    if not text.strip("\0 \r\n\t"):
        return "is empty"
    if _CONFLICT.search(text):
        return "holds two versions that git could not join (<<<<<<<)"
    return "is damaged or cut off"


def cells_mark(path: Path) -> str:
    """Return a mark of what a person wrote in a notebook: its cells, not its outputs.

    Running a lesson changes outputs only, and those come back when it is run again.
    """
    cells = _cells(path)
    # Not a notebook any more: whatever it is, it is the learner's.
    content = path.read_bytes() if cells is None else json.dumps(cells).encode()
    return hashlib.sha256(content).hexdigest()


def _cells(path: Path) -> list[tuple[str, str]] | None:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        return [(cell["cell_type"], "".join(cell["source"])) for cell in notebook["cells"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _read_list(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
