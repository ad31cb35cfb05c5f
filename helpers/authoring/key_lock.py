"""``keys.lock``: each question's key and the meaning of its options, so that neither changes under an old id.

Answers that learners have saved name options by their keys. A lost, exchanged or replaced option would let an old answer come
back as something that nobody gave.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from helpers.authoring import lesson_file
from helpers.base.errors import CourseError
from helpers.base.written import fold
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question

FILE = bank.FOLDER / "keys.lock"
_HEAD = (
    "# Keys and options of every question, written by `python3 -m helpers refresh`. Entries are added, never changed.\n"
)
# A corrected word leaves more than this of a text, another meaning less.
LEAST_ALIKE = 0.6
_FIGURES = re.compile(r"\d+")


@dataclass(frozen=True)
class Lock:
    """What is held of one question: a fingerprint of its key, and the text of each option when it was first stored."""

    fingerprint: str
    texts: dict[str, str]


def read(path: Path = FILE) -> dict[str, Lock]:
    """Return what is held of each question that was ever in the bank, by its id.

    Raises
    ------
    CourseError
        When the file is damaged.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {item: Lock(held["fingerprint"], dict(held.get("options", {}))) for item, held in content.items()}
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise CourseError(f"{path.name} cannot be read ({error}). Restore it from the course.") from error


def add_new(path: Path = FILE) -> None:
    """Add questions and options that the file does not know; what stands there is kept, also of questions now gone."""
    held = read(path)
    for question in bank.all_questions().values():
        before = held.get(question.id, Lock(question.key_fingerprint, {}))
        held[question.id] = Lock(before.fingerprint, question.choice_texts | before.texts)
    lesson_file.write_text(path, _HEAD + "".join(_entry(item, held[item]) for item in sorted(held)))


def _entry(item: str, lock: Lock) -> str:
    lines = [f"\n[{item}]", f'fingerprint = "{lock.fingerprint}"']
    lines += [f"options.{key} = {_quoted(text)}" for key, text in lock.texts.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def keys_stay() -> list[str]:
    """Every key, and the meaning of every option, is the one that ``keys.lock`` holds; a changed one needs a new id or key."""
    locked = read()
    return [
        f"question {question.id}: {fault}"
        for question in bank.all_questions().values()
        for fault in _faults(question, locked.get(question.id))
    ]


def _faults(question: Question, lock: Lock | None) -> Iterable[str]:
    if lock is None:
        yield "keys.lock does not know it; run python3 -m helpers refresh."
        return
    if question.key_fingerprint != lock.fingerprint:
        yield (
            "its key or kind differs from keys.lock. "
            "Answers saved before would be marked by another key: give the changed question a new id."
        )
    texts = question.choice_texts
    for key, before in lock.texts.items():
        if key not in texts:
            yield f"option {key} is gone. Answers saved before name it: give the changed question a new id."
        elif elsewhere := [other for other, text in texts.items() if other != key and fold(text) == fold(before)]:
            yield f"the text of option {key} stands at {elsewhere[0]} now. Move the key with its text."
        elif not _alike(before, texts[key]):
            yield f"the text of option {key} was replaced as a whole. Give the option a key of its own and the question a new id."
    for key in texts.keys() - lock.texts.keys():
        yield f"keys.lock does not know its option {key}; run python3 -m helpers refresh."


def _alike(before: str, now: str) -> bool:
    """Whether a text says the same in other words: the same figures, and most of its letters in their order."""
    if _FIGURES.findall(before) != _FIGURES.findall(now):
        return False
    return difflib.SequenceMatcher(None, fold(before), fold(now), autojunk=False).ratio() >= LEAST_ALIKE
