"""Rules for the teachers' notebook: the clock of each page is the one that the lesson's own words give."""

import re
from itertools import accumulate

from helpers.authoring import clock
from helpers.authoring.lesson_text import everything, lessons

MINUTES_APART = 2
_ROW = re.compile(r"^\| (\d+)-(\d+) \|", re.MULTILINE)


def pages_keep_the_lessons_minutes() -> list[str]:
    """The rows of a single lesson's page end when its steps end, stretched to the whole class, within two minutes."""
    faults = []
    for lesson in lessons():
        written = [int(end) for _start, end in _ROW.findall(_page(lesson.number))]
        if lesson.entry.is_double or not written:
            continue
        computed = ends(lesson)
        if len(written) != len(computed) or any(
            abs(end - due) > MINUTES_APART for end, due in zip(written, computed, strict=True)
        ):
            faults.append(
                f"teachers' notebook, page of lesson {lesson.number}: its rows end at {_listed(written)}; "
                f"the lesson's steps end at {_listed(computed)}."
            )
    return faults


def ends(lesson: clock.LessonText) -> list[int]:
    """Return the minute at which each step of a lesson ends, when its steps fill the whole class."""
    steps = list(clock.minutes_of_steps(lesson).values())
    return [round(end * lesson.entry.minutes / sum(steps)) for end in accumulate(steps)]


def _page(lesson: str) -> str:
    return "\n".join(
        cell.source
        for notebook in everything()
        if notebook.entry.shape == "teachers"
        for cell in notebook.cells
        if cell.id == f"page-{lesson}"
    )


def _listed(minutes: list[int]) -> str:
    return ", ".join(map(str, minutes))


RULES = (pages_keep_the_lessons_minutes,)
