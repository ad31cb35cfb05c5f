"""Look at this computer before a class: can lessons run, are answers saved?"""

import shutil

from helpers import data, progress
from helpers.base import files
from helpers.base.errors import CourseError
from helpers.start.environment import ROOT

ENOUGH_BYTES = 200_000_000


def faults() -> list[str]:
    """Return what would trouble a class on this computer, in plain words with the way out."""
    return [fault for check in (_tables, _answers, _folder, _disk) for fault in check()]


def _tables() -> list[str]:
    try:
        for name in data.names():
            data.load(name)
    except CourseError as error:
        return [str(error)]
    return []


def _answers() -> list[str]:
    path = progress.where()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fault = files.fault_of_writing(path.parent)
    except OSError as error:
        fault = error
    if fault:
        return [
            f"Answers cannot be saved in {path.parent}. Set COURSE_PROGRESS to a file in a folder that can be written."
        ]
    progress.history()
    return progress.notices()


def _folder() -> list[str]:
    if files.fault_of_writing(ROOT):
        return [f"The folder {ROOT} cannot be written. Copy the course into a folder of your own."]
    return []


def _disk() -> list[str]:
    free = shutil.disk_usage(data.FOLDER).free
    return [] if free > ENOUGH_BYTES else [f"Only {free // 1_000_000} MB of disk are free; answers may not be saved."]
