"""What the teachers' notebook says of each step of a lesson: its minutes, what happens, and what the teacher does."""

import re
from dataclasses import dataclass
from functools import cache

from helpers.base import lessons
from helpers.base.errors import CourseError
from helpers.kit.numbered_notes import unlinked
from helpers.site import notebook

_ROW = re.compile(r"^\| (\d+-\d+) \| (.+?) \| (.*?) \|$", re.MULTILINE)
_FEWEST = 5


@dataclass(frozen=True)
class Step:
    """One row of a lesson's clock."""

    minutes: str
    happens: str
    teacher: str

    def __str__(self) -> str:
        return f"Minutes {self.minutes}. {self.happens}. You: {self.teacher}."


def steps(lesson: str) -> list[Step]:
    """Return the steps of a lesson, without breaks: start, background, voices, guess and look, talk (one or more), end.

    Raises
    ------
    CourseError
        When the teachers' notebook has no clock for the lesson.
    """
    found = _ROW.findall(_pages().get(f"page-{lesson}", ""))
    if len(found) < _FEWEST:
        raise CourseError(
            f"notebooks/{_file()}: it has no clock for lesson {lesson}. Look at the pages of other lessons."
        )
    return [Step(minutes, unlinked(happens), unlinked(teacher)) for minutes, happens, teacher in found]


def _file() -> str:
    return lessons.of_shape("teachers")[0].file


@cache
def _pages() -> dict[str, str]:
    return {cell.id: cell.source for cell in notebook.read(lessons.FOLDER / _file())}
