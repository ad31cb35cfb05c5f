"""Rules for open tasks: one possible answer is folded under each, and nobody needs a partner."""

import re

from helpers.authoring.lesson_text import CORE_PARTS, LessonText, lessons, plain, unfolded

SUMMARY = "One possible answer"
_ANSWER = re.compile(rf"<details\b[^>]*>\s*<summary\b[^>]*>\s*{SUMMARY}\s*</summary>", re.IGNORECASE)
_TALK = "Talk or write"
_HEADING = re.compile(r"^## ", re.MULTILINE)
_TASK = re.compile(r"\*\*(In (pairs|fours|groups)|Alone)\b|\bOne question without code\b")
_TOGETHER = re.compile(r"\bin (pairs|threes|fours|groups)\b|\bform (\w+ )?groups\b", re.IGNORECASE)
_ALONE = re.compile(r"\balone\b", re.IGNORECASE)


def open_tasks_have_a_possible_answer() -> list[str]:
    """Under each open task of the core, before the next one, one possible answer is folded."""
    return [
        f"{lesson.path.name}, cell {cell_id}: its task needs <details><summary>{SUMMARY}</summary> below it, "
        "before the next task."
        for lesson in lessons()
        for cell_id, texts in _tasks(lesson)
        if not any(_ANSWER.search(text) for text in texts)
    ]


def _tasks(lesson: LessonText) -> list[tuple[str, list[str]]]:
    """Return for each cell with an open task its id, and its text with those below it up to the next task or part."""
    found: list[tuple[str, list[str]]] = []
    at, part_of_task = "", ""
    for cell_id, part, source in lesson.prose():
        if part not in CORE_PARTS:
            continue
        is_talk = part == _TALK and _HEADING.search(source) is not None
        if is_talk or _TASK.search(unfolded(source)):
            found.append((cell_id, [source]))
            at, part_of_task = cell_id, part
        elif at and part == part_of_task:
            found[-1][1].append(source)
    return found


def nobody_needs_a_partner() -> list[str]:
    """A text that sends learners into pairs or groups says what one person alone does."""
    return [
        f"{lesson.path.name}, cell {cell_id}: it says {match[0]!r} and not what one person alone does."
        for lesson in lessons()
        for cell_id, _, source in lesson.prose()
        if (match := _TOGETHER.search(text := plain(unfolded(source)))) and not _ALONE.search(text)
    ]


RULES = (open_tasks_have_a_possible_answer, nobody_needs_a_partner)
