"""Texts that stand in several lessons and are written once, in ``data/shared_texts.toml``."""

import re
from functools import cache
from pathlib import Path

from helpers.base import lessons, toml_file
from helpers.base.errors import CourseError, unknown
from helpers.base.lessons import Lesson

FILE = lessons.ROOT / "data" / "shared_texts.toml"
HEAD = "head"
_KEYS = {"text": str, "in_each_lesson": bool}
_FIELDS = ("number", "title", "next")
_FIELD = re.compile(r"\{(\w*)\}")
_MENTION = re.compile(r"\blesson (\d\d)\b")


def names() -> list[str]:
    """Return the names of the texts, in the order of the file.

    Raises
    ------
    CourseError
        When the file is damaged.
    """
    return list(_read(FILE))


def names_in_each_lesson() -> list[str]:
    """Return the names of the texts that no lesson of the template may lack."""
    return [name for name, entry in _read(FILE).items() if entry.get("in_each_lesson")]


def text(name: str, lesson: Lesson) -> str:
    """Return one text as it stands in a lesson.

    Parameters
    ----------
    name : str
        One of ``names()``, or ``HEAD`` for the first cell.
    lesson : Lesson
        The lesson's entry in the manifest; it fills the text's fields.

    Returns
    -------
    str
        Markdown.

    Raises
    ------
    CourseError
        When there is no such text, or when the file or the manifest is damaged.
    """
    if name == HEAD:
        return head(lesson)
    known = _read(FILE)
    if name not in known:
        raise unknown("shared text", name, [HEAD, *known])
    values = {"number": lesson.number, "title": lesson.title}
    source = known[name]["text"].strip("\n")
    if "{next}" in source:
        values["next"] = _link_to_next(lesson)
    return _FIELD.sub(lambda field: values[field[1]], source)


def _link_to_next(lesson: Lesson) -> str:
    after = [other for other in lessons.all() if other.number > lesson.number]
    if not after:
        raise CourseError(
            f"{FILE.parent.name}/{FILE.name}: no lesson comes after {lesson.number}, so {{next}} is empty."
        )
    return f"[{after[0].number} {after[0].title}]({after[0].file})"


def head(lesson: Lesson) -> str:
    """Return the first cell of a lesson: title, question, goals, what it takes and needs, content note."""
    parts = [f"# {lesson.number} {lesson.title}", f"**{lesson.question}**"]
    if lesson.goals:
        goals = [f"{place}. {goal}" for place, goal in enumerate(lesson.goals, start=1)]
        parts += ["After this lesson you can", ",\n".join(goals) + "."]
    parts += [part for part in (line_of_facts(lesson), _content_note(lesson)) if part]
    return "\n\n".join(parts)


def line_of_facts(lesson: Lesson) -> str:
    """Return the line of a first cell that says of when the facts are, how long the lesson takes and what it needs."""
    facts = f"Facts as of {lesson.facts_as_of}" if lesson.facts_as_of else ""
    newest = f"; the newest source found is of {lesson.newest_source}" if lesson.newest_source else ""
    minutes = f"{lesson.minutes} minutes{', a double lesson' if lesson.is_double else ''}" if lesson.minutes else ""
    needs = f"needs {_MENTION.sub(_link, lesson.needs)}" if lesson.needs else ""
    return " · ".join(part for part in (facts + newest, minutes, needs) if part)


def _link(mention: re.Match) -> str:
    return f"[{mention[0]}]({lessons.of(mention[1]).file})"


def _content_note(lesson: Lesson) -> str:
    if not lesson.content_note:
        return ""
    return f"**Content note:** {lesson.content_note} You may leave a part out and need not say why."


@cache
def _read(path: Path) -> dict[str, dict]:
    content = toml_file.read(path)
    for name, entry in content.items():
        place = f"{path.parent.name}/{path.name}, {name}"
        if not isinstance(entry, dict) or not isinstance(entry.get("text"), str):
            raise CourseError(f"{place}: it needs a text in quotation marks.")
        for key, value in entry.items():
            if key not in _KEYS:
                raise CourseError(f"{place}: {unknown('key', key, _KEYS)}")
            if type(value) is not _KEYS[key]:
                raise CourseError(f"{place}: {key} must be true or false.")
        for field in _FIELD.findall(entry["text"]):
            if field not in _FIELDS:
                raise CourseError(f"{place}: {unknown('field', field, _FIELDS)}")
    return content
