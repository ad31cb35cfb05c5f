"""The question bank: TOML files in ``data/quizzes``, checked when they are read."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from helpers import claims, data
from helpers.base import lessons
from helpers.base.errors import CourseError, unknown
from helpers.quiz.fields import Fault, Field, faults
from helpers.quiz.kinds import KINDS
from helpers.quiz.kinds.base import COMMON_FIELDS, KindError, Question

FOLDER = data.FOLDER / "quizzes"
_ITEM_ID = "^[0-9]{2}-"
_PARTS = {
    "recall": Field(
        "texts",
        "Three questions of earlier lessons for learners from whom nothing is due.",
        pattern=_ITEM_ID,
        unique=True,
    ),
    "predict": Field("texts", "Guesses, asked under Predict and look.", required=False, pattern=_ITEM_ID, unique=True),
    "exit": Field("texts", "The four questions at the end.", pattern=_ITEM_ID, unique=True),
    "practice": Field("texts", "The other questions.", pattern=_ITEM_ID, unique=True),
    "after": Field("texts", "Guesses that are asked again at the end.", required=False, pattern=_ITEM_ID, unique=True),
    "exam": Field("texts", "Twenty questions of all lessons.", required=False, pattern=_ITEM_ID, unique=True),
}
PARTS = tuple(_PARTS)
FILE_FIELDS: Mapping[str, Field] = {
    "lesson": Field("text", "The two digits of the file's name.", pattern="^[0-9]{2}$"),
    **_PARTS,
    "question": Field("blocks", "The questions.", least=1),
}

_NAME = re.compile(r"\d\d_[a-z0-9_]+\.toml")
_QUESTION_HEAD = re.compile(r"\s*\[\[\s*question\s*\]\]")


def files(folder: Path = FOLDER) -> list[Path]:
    """Return the bank's files in the order of the lessons.

    Files of other names, such as a conflicted copy or what a system hides beside a file, are not of the bank: :func:`strays` lists them.
    """
    return sorted(path for path in folder.glob("*.toml") if _NAME.fullmatch(path.name))


def strays(folder: Path = FOLDER) -> list[Path]:
    """Return the TOML files in the folder of the bank that have no name of a lesson; hidden ones are of the system."""
    return sorted(
        path for path in folder.glob("*.toml") if not _NAME.fullmatch(path.name) and not path.name.startswith(".")
    )


def all_questions(folder: Path = FOLDER) -> dict[str, Question]:
    """Return every question of the bank by its id.

    Raises
    ------
    CourseError
        For a file that breaks the format; the sentence names file and question.
    """
    questions: dict[str, Question] = {}
    places: dict[str, Path] = {}
    for path in files(folder):
        for question in read(path):
            if question.id in questions:
                raise CourseError(
                    f"{path.name}, question {question.id}: {places[question.id].name} has this id too. "
                    "Ids must differ; if one of the files is a copy, move it out of the folder."
                )
            questions[question.id] = question
            places[question.id] = path
    return questions


def with_key(folder: Path = FOLDER) -> dict[str, Question]:
    """Return the questions of the bank that can be marked, by their ids; guesses are left out."""
    return {item: question for item, question in all_questions(folder).items() if question.has_key}


def part(lesson: str, name: str, folder: Path = FOLDER) -> list[Question]:
    """Return the questions of one part of a lesson, one of ``PARTS``.

    Raises
    ------
    CourseError
        For an unknown lesson, part or question.
    """
    by_lesson = _by_lesson(folder)
    if lesson not in by_lesson:
        raise unknown("quiz for lesson", lesson, by_lesson)
    if name not in PARTS:
        raise unknown("quiz part", name, PARTS)
    wanted = parse(by_lesson[lesson]).get(name, [])
    found = _of_their_lessons(wanted, folder)
    for item in wanted:
        if item not in found:
            own = found or {question.id for question in read(by_lesson[lesson])}
            raise unknown(f"question in {by_lesson[lesson].name}, part {name},", item, own)
    return [found[item] for item in wanted]


def known(items: list[str], folder: Path = FOLDER) -> list[Question]:
    """Return those of the items that are questions of the bank; others, such as exercises, are left out."""
    found = _of_their_lessons(items, folder)
    return [found[item] for item in items if item in found]


def _of_their_lessons(items: list[str], folder: Path) -> dict[str, Question]:
    # Only the files that the items stand in are read: a lesson should not wait for the whole bank.
    by_lesson = _by_lesson(folder)
    wanted = sorted({item[:2] for item in items} & set(by_lesson))
    return {question.id: question for lesson in wanted for question in read(by_lesson[lesson])}


def _by_lesson(folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in files(folder):
        if path.name[:2] in found:
            raise CourseError(
                f"{path.name}: {found[path.name[:2]].name} is a quiz of lesson {path.name[:2]} too. "
                "Move the one that is a copy out of the folder."
            )
        found[path.name[:2]] = path
    return found


@cache
def parse(path: Path) -> dict:
    """Return what stands in a file of the bank.

    Raises
    ------
    CourseError
        When it cannot be read or is no TOML; the sentence names file and line.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path.name} cannot be read ({error}).") from error
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path.name} is not valid TOML: {error}.") from error
    except RecursionError as error:
        raise CourseError(f"{path.name} is not valid TOML: its brackets are nested without end.") from error


@cache
def read(path: Path) -> tuple[Question, ...]:
    """Read and check one file of the bank.

    Raises
    ------
    CourseError
        For the first fault; the sentence names the file, the line, the question and the way out.
    """
    questions, found = examine(path)
    if found:
        raise found[0]
    return questions


def examine(path: Path) -> tuple[tuple[Question, ...], list[CourseError]]:
    """Return a file's good questions, and one fault for each of the others.

    Raises
    ------
    CourseError
        When the file as a whole cannot be read.
    """
    content = parse(path)
    for fault in faults_of_file(path, content):
        raise CourseError(f"{path.name}: {fault.sentence}")
    questions: dict[str, Question] = {}
    found = []
    for raw, line in zip(content["question"], question_lines(path), strict=True):
        try:
            question = _question(content, raw)
            if question.id in questions:
                raise KindError("this id stands twice. Ids must differ.")
            questions[question.id] = question
        except (KindError, CourseError) as error:
            found.append(CourseError(f"{path.name}, line {line}, question {name_of(raw)}: {error}"))
    return tuple(questions.values()), found


def faults_of_file(path: Path, content: Mapping) -> Iterator[Fault]:
    """Yield what is wrong with a file beside its questions."""
    yield from faults(content, FILE_FIELDS)
    lesson = content.get("lesson")
    if isinstance(lesson, str) and lesson != path.name[:2]:
        yield Fault(("lesson",), f'lesson must be "{path.name[:2]}", like the file\'s name.')


def faults_of_question(raw: object) -> Iterator[Fault]:
    """Yield what is wrong with the form of a question."""
    if not isinstance(raw, dict):
        yield Fault((), "a question is a block that begins with [[question]].")
    elif raw.get("kind") not in KINDS:
        yield Fault(("kind",), f"kind must be one of {', '.join(KINDS)}.")
    else:
        yield from faults(raw, {**COMMON_FIELDS, **KINDS[raw["kind"]].FIELDS})


def name_of(raw: object) -> str:
    """Return a question's id, or words where it has none."""
    return str(raw.get("id", "without id")) if isinstance(raw, dict) else "without id"


def question_lines(path: Path) -> list[int]:
    """Return the line of each question's head in a file, counted from 1."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, start=1) if _QUESTION_HEAD.match(line)]
    count = len(parse(path)["question"])
    # A file that writes its questions in another way of TOML has no heads to point at.
    return found if len(found) == count else [1] * count


def _question(content: Mapping, raw: dict) -> Question:
    for fault in faults_of_question(raw):
        raise KindError(fault.sentence)
    lesson = content["lesson"]
    goals = len(lessons.of(lesson).goals)
    if not raw["id"].startswith(f"{lesson}-"):
        raise KindError(f"the id must begin with the lesson, as in {lesson}-first-figure.")
    if raw["goal"] > goals:
        raise KindError(f"goal must be the number of one of the lesson's {goals} goals.")
    question = KINDS[raw["kind"]].read(lesson, raw)
    for claim in (*question.claims, *question.dating_claims):
        claims.get(claim)
    return question
