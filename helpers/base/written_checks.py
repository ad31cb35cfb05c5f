"""The written checks of the lessons, ``data/written_checks.toml``: extracts, questions and a rubric with sample answers.

Standard library only.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from helpers.base import lessons, toml_file
from helpers.base.errors import CourseError, unknown

FILE = lessons.ROOT / "data" / "written_checks.toml"
HEADING = "The written check"
TASK = (
    "Answer both in three sentences, in the box below, and save them. Then compare them with three sample answers, "
    "each of another level. There is no mark."
)
_ORDINALS = ("First", "Second")
EXTRACTS, QUESTIONS, LEVELS = len(_ORDINALS), 2, 3
_CHECK = ("lesson", "id", "goal", "extract", "questions", "level")
_EXTRACT = ("heading", "text", "place")
_LEVEL = ("name", "criterion", "sample")


@dataclass(frozen=True)
class Extract:
    """What a learner reads before writing: ``text`` and ``place`` (where it stands) are Markdown with links to claims."""

    heading: str
    text: str
    place: str


@dataclass(frozen=True)
class Level:
    """One level of the rubric, 1 to 3: what such an answer does, one such answer, and what lifts it to the next level.

    ``lift`` of the highest level says what a still better answer could add, or is empty.
    """

    level: int
    name: str
    criterion: str
    sample: str
    lift: str = ""


@dataclass(frozen=True)
class WrittenCheck:
    """The written check of one lesson; ``goal`` is the number of the lesson's goal."""

    lesson: str
    id: str
    goal: int
    extracts: tuple[Extract, ...]
    questions: tuple[str, ...]
    levels: tuple[Level, ...]


def all() -> list[WrittenCheck]:
    """Return the written checks in the order of the file.

    Raises
    ------
    CourseError
        When the file is damaged; the sentence names the check and the key at fault.
    """
    return list(_read(FILE))


def of(lesson: str) -> WrittenCheck:
    """Return the written check of a lesson (``"07"``).

    Raises
    ------
    CourseError
        When the lesson has none, and when the file is damaged.
    """
    known = {check.lesson: check for check in all()}
    if lesson not in known:
        raise unknown("written check of lesson", lesson, known)
    return known[lesson]


def with_id(name: str) -> WrittenCheck:
    """Return the written check with an id (``"07-written"``).

    Raises
    ------
    CourseError
        When there is none, and when the file is damaged.
    """
    known = {check.id: check for check in all()}
    if name not in known:
        raise unknown("written check", name, known)
    return known[name]


def markdown(check: WrittenCheck) -> str:
    """Return a check as the Markdown of a lesson's cell: heading, both extracts, both questions, what to do."""
    return "\n\n".join([f"### {HEADING}", *asked(check), TASK])


def asked(check: WrittenCheck) -> list[str]:
    """Return extracts, each as a quotation block, and questions as blocks of Markdown."""
    pairs = zip(_ORDINALS, check.extracts, strict=True)
    questions = [f"{number}. {question}" for number, question in enumerate(check.questions, start=1)]
    return [*(_block(ordinal, extract) for ordinal, extract in pairs), "\n".join(questions)]


def _block(ordinal: str, extract: Extract) -> str:
    paragraphs = [f"**{ordinal} extract: {extract.heading}**", *extract.text.split("\n\n"), f"*{extract.place}*"]
    return "\n>\n".join("\n".join(f"> {line}" for line in part.strip().splitlines()) for part in paragraphs)


@cache
def _read(path: Path) -> tuple[WrittenCheck, ...]:
    found: dict[str, WrittenCheck] = {}
    for place, entry in toml_file.blocks(path, "check"):
        check = _check(place, entry)
        if check.lesson in found:
            raise CourseError(f"{place}: lesson {check.lesson} has a written check already.")
        found[check.lesson] = check
    return tuple(found.values())


def _check(place: str, raw: object) -> WrittenCheck:
    entry = _block_of(place, raw, "check", _CHECK)
    lesson, name = toml_file.text(place, entry, "lesson"), toml_file.text(place, entry, "id")
    try:
        goals = len(lessons.of(lesson).goals)
    except CourseError as error:
        raise CourseError(f"{place}: {error}") from error
    if not re.fullmatch(rf"{lesson}-[a-z][a-z0-9-]*", name):
        raise CourseError(f"{place}: id must begin with the lesson, as in {lesson}-written.")
    goal = entry.get("goal")
    if type(goal) is not int or not 1 <= goal <= goals:
        raise CourseError(f"{place}: goal must be the number of one of the lesson's {goals} goals.")
    extracts = [
        _extract(f"{place}, extract {number}", raw) for number, raw in _blocks(place, entry, "extract", EXTRACTS)
    ]
    levels = [_level(f"{place}, level {number}", number, raw) for number, raw in _blocks(place, entry, "level", LEVELS)]
    return WrittenCheck(lesson, name, goal, tuple(extracts), _questions(place, entry), tuple(levels))


def _extract(place: str, raw: object) -> Extract:
    entry = _block_of(place, raw, "check.extract", _EXTRACT)
    return Extract(**{key: toml_file.text(place, entry, key) for key in _EXTRACT})


def _level(place: str, number: int, raw: object) -> Level:
    entry = _block_of(place, raw, "check.level", ("level", *_LEVEL, "lift"))
    if entry.get("level") != number or isinstance(entry["level"], bool):
        raise CourseError(f"{place}: level must be {number}; levels stand in their order from 1 to {LEVELS}.")
    texts = {key: toml_file.text(place, entry, key) for key in _LEVEL}
    if number < LEVELS or "lift" in entry:
        texts["lift"] = toml_file.text(place, entry, "lift")
    return Level(number, **texts)


def _questions(place: str, entry: Mapping) -> tuple[str, ...]:
    given = entry.get("questions")
    found = [text.strip() for text in given if isinstance(text, str)] if isinstance(given, list) else []
    if not isinstance(given, list) or not len(found) == len(given) == QUESTIONS or "" in found:
        raise CourseError(f'{place}: questions must be a list of two texts, such as ["Who ...?", "What ...?"].')
    return tuple(found)


def _blocks(place: str, entry: Mapping, key: str, count: int) -> list[tuple[int, object]]:
    found = entry.get(key)
    if not isinstance(found, list) or len(found) != count:
        has = len(found) if isinstance(found, list) else 0
        raise CourseError(f"{place}: it has {has} blocks that begin with [[check.{key}]]; it needs {count}.")
    return list(enumerate(found, start=1))


def _block_of(place: str, raw: object, name: str, known: tuple[str, ...]) -> Mapping:
    if not isinstance(raw, dict):
        raise CourseError(f"{place}: it must be a block that begins with [[{name}]].")
    toml_file.refuse_other_keys(place, raw, known)
    return raw
