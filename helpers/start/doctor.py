"""Look at this computer before a class: can lessons run, are answers saved? Runs no code of lessons or data files."""

import os
import shutil
import sys
from pathlib import Path

from helpers.base import files
from helpers.base.errors import CourseError
from helpers.start import copies, shadows
from helpers.start.environment import ROOT

ENOUGH_BYTES = 200_000_000
SETTING = "COURSE_PROGRESS"


def about() -> list[str]:
    """Return what somebody who prepares a class should know although nothing is wrong."""
    from helpers import progress

    asked = os.environ.get(SETTING)
    because = f" ({SETTING} is set to {asked!r})" if asked else ""
    try:
        return [f"  Answers are kept in {progress.where()}{because}."]
    except CourseError:
        # It is a fault, told with the others.
        return []


def faults() -> list[str]:
    """Return what would trouble a class on this computer, in plain words with the way out."""
    return [fault for check in (_tables, _answers, _language, _folder, _names, _disk) for fault in check()]


def _tables() -> list[str]:
    from helpers import data

    try:
        for name in data.names():
            data.load(name)
    except CourseError as error:
        return [str(error)]
    return []


def _answers() -> list[str]:
    from helpers import progress

    try:
        path = progress.where()
    except CourseError as error:
        return [str(error)]
    if not path.is_absolute():
        return [
            f"{SETTING} is set to {os.environ.get(SETTING)!r}, which is another file for each folder of lessons. "
            "Set it to a full path."
        ]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fault = files.fault_of_writing(path.parent)
    except OSError as error:
        fault = error
    if fault:
        return [f"Answers cannot be saved in {path.parent}. Set {SETTING} to a file in a folder that can be written."]
    progress.history()
    return progress.notices()


def _language() -> list[str]:
    from helpers.base import language

    asked = os.environ.get(language.SETTING)
    if not asked or asked in language.LANGUAGES:
        return []
    known = ", ".join(language.LANGUAGES)
    return [f"{language.SETTING} is set to {asked!r}, which the course does not speak. Set it to one of {known}."]


def _folder() -> list[str]:
    if files.fault_of_writing(ROOT):
        return [f"The folder {ROOT} cannot be written. Copy the course into a folder of your own."]
    return []


def _names() -> list[str]:
    folder = copies.own_folder(ROOT)
    return shadows.sentences(folder, Path(sys.executable)) if folder.is_dir() else []


def _disk() -> list[str]:
    free = shutil.disk_usage(ROOT).free
    return [] if free > ENOUGH_BYTES else [f"Only {free // 1_000_000} MB of disk are free; answers may not be saved."]
