"""A stand-in for a home folder that takes no files, as on locked classroom computers. Standard library only."""

import os
from pathlib import Path

from helpers.base import files

FOLDER = ".home"
_ELSEWHERE = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR")


def use_stand_in_if_needed(mine: Path) -> list[str]:
    """Let this process and those it starts keep settings and answers in the learner's folder of lessons.

    Nothing is done where the home folder takes files.

    Parameters
    ----------
    mine : Path
        The learner's folder of lessons, which can be written.

    Returns
    -------
    list of str
        What was done, in a sentence; empty when nothing was done.
    """
    if _takes_files():
        return []
    stand_in = mine / FOLDER
    stand_in.mkdir(parents=True, exist_ok=True)
    os.environ["USERPROFILE" if os.name == "nt" else "HOME"] = str(stand_in)
    for name in _ELSEWHERE:
        os.environ.pop(name, None)
    return [f"Your home folder takes no files, so settings and answers are kept in {mine.name}/{FOLDER}."]


def _takes_files() -> bool:
    try:
        return files.fault_of_writing(Path.home()) is None
    except RuntimeError:
        # This user has no home folder at all.
        return False
