"""A file that a learner hands in: what it holds, how it is written, and how a file of unknown origin is read."""

import contextlib
import hashlib
import json
import math
import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from helpers import data
from helpers.base import files
from helpers.base.errors import CourseError
from helpers.base.language import gettext as _
from helpers.progress import first_edition, nickname, written_texts
from helpers.progress.answers import Answer

SETTING = "COURSE_HAND_INS"
FORMAT = "kosovo-kfor-course hand-in"
# Version 1 had letters in place of the keys of options; versions before 3 had no written texts.
VERSION = 3
_READABLE = (1, 2, 3)
SCHEMA = data.FOLDER / "hand_in.schema.json"
MOST_BYTES = 1_000_000
CHECKSUM_NOTE = "Shows accidental damage. It is no proof of honesty: anybody can write such a file."

MOST_LETTERS = 200
MOST_FILES = 999


def build(
    name: str,
    answers: list[Answer],
    lesson: str | None = None,
    now: datetime | None = None,
    *,
    with_texts: bool = False,
) -> dict:
    """Return what the file would hold.

    Parameters
    ----------
    name : str
        The nickname; :func:`helpers.progress.nickname.clean` says what it may be.
    answers : list of Answer
        The learner's answers in the order of saving.
    lesson : str, optional
        Two digits of the lesson to hand in; all lessons by default.
    now : datetime, optional
        When it is made, in UTC; by default this moment.
    with_texts : bool
        Whether the learner agrees to hand in the texts of written checks; without that nothing of them is in the file.

    Returns
    -------
    dict
        Content that follows ``data/hand_in.schema.json``: for each question the first and the last answer, and the last
        written text of each lesson where the learner agrees.

    Raises
    ------
    CourseError
        For a nickname that cannot be used, and when there is no answer to hand in.
    """
    name, answers = own_name(name), chosen(answers, lesson)
    texts = written_texts.newest(answers) if with_texts else []
    by_item: dict[str, list[Answer]] = {}
    for answer in answers:
        if not written_texts.is_of_a_check(answer):
            by_item.setdefault(answer.item, []).append(answer)
    if not by_item and not texts:
        sentence = _("Only a written text is saved so far. Tick the box to hand it in, or answer a question first.")
        raise CourseError(sentence)
    entries = [_entry(item, given) for item, given in by_item.items()]
    content = {
        "format": FORMAT,
        "version": VERSION,
        "nickname": name,
        "made_at": (now or datetime.now(UTC)).isoformat(timespec="seconds"),
        "counts": {
            "answered": len(entries),
            "right_at_first": sum(entry["first"]["correct"] is True for entry in entries),
            "right_at_last": sum(entry["last"]["correct"] is True for entry in entries),
        },
        "answers": entries,
        **({"texts": texts} if texts else {}),
        "checksum_note": CHECKSUM_NOTE,
    }
    content |= {"checksum": checksum(content)}
    # What the class view would refuse must be known here, not at the teacher's.
    _refuse_what_breaks_the_schema(content)
    return content


def own_name(name: object) -> str:
    """Return a nickname in the form in which it is kept.

    Raises
    ------
    CourseError
        When it cannot be used, or is the example of the lesson.
    """
    cleaned = nickname.clean(name)
    if nickname.folded(cleaned) == nickname.EXAMPLE:
        raise CourseError(_("Put a nickname of your own in place of {example}.").format(example=nickname.EXAMPLE))
    return cleaned


def chosen(answers: list[Answer], lesson: str | None) -> list[Answer]:
    """Return the answers of a lesson, or all.

    Raises
    ------
    CourseError
        When there are none.
    """
    if lesson is None:
        if not answers:
            raise CourseError(
                _("There is nothing to hand in yet: no answer is saved on this computer. Answer a question first.")
            )
        return answers
    # 7 and "7" are lesson 07.
    lesson = str(lesson).strip().zfill(2)
    found = [answer for answer in answers if answer.lesson == lesson]
    if not found:
        sentence = _("There is nothing to hand in yet: no answer of lesson {lesson} is saved on this computer.")
        raise CourseError(sentence.format(lesson=lesson))
    return found


def _entry(item: str, given: list[Answer]) -> dict:
    return {
        "item": item,
        "lesson": given[0].lesson,
        "tries": len(given),
        "first": _try_of(given[0]),
        "last": _try_of(given[-1]),
    }


def _try_of(answer: Answer) -> dict:
    return {
        "response": _plain_response(answer.response),
        "correct": answer.correct,
        "certainty": answer.certainty,
        "at": answer.utc,
        "asked_in": answer.asked_in,
        "bank_version": answer.bank_version,
    }


def _plain_response(response: object) -> object:
    """Return a response as a file can hold it: no endless number, no text without end."""
    if isinstance(response, str):
        return response[:MOST_LETTERS]
    if isinstance(response, float) and not math.isfinite(response):
        return str(response)
    return response


def checksum(content: dict) -> str:
    """Return SHA-256 over the content without its own checksum, as canonical JSON."""
    plain = {name: value for name, value in content.items() if name != "checksum"}
    canonical = json.dumps(plain, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(canonical.encode()).hexdigest()}"


def write(content: dict, folder: Path) -> Path:
    """Write the file into a folder under a name that is still free, and return its path.

    Raises
    ------
    CourseError
        When it cannot be written; the sentence says why.
    """
    stem = f"hand-in-{nickname.in_a_file_name(content['nickname'])}"
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    try:
        return files.write_new(folder, stem, ".json", text, MOST_FILES)
    except FileExistsError as error:
        sentence = _("There are too many files of this nickname in the folder. Move some of them away.")
        raise CourseError(sentence) from error
    except OSError as error:
        sentence = _("The file could not be written into this folder: {fault}. Your answers are still saved.")
        raise CourseError(sentence.format(fault=error.strerror)) from error


def teachers_folder() -> Path | None:
    """Return the folder to which learners of a hub may add and which teachers read: ``COURSE_HAND_INS``; usually there is none."""
    setting = os.environ.get(SETTING, "").strip()
    return Path(setting) if setting else None


def hand_over(content: dict, folder: Path) -> Path:
    """Write the file into the folder of a teacher too, where the group of the folder may read it and nobody else.

    Raises
    ------
    CourseError
        When it cannot be written; the sentence says why.
    """
    path = write(content, folder)
    # A learner's files are private on a hub; the folder gives its own group to what is put into it.
    with contextlib.suppress(OSError):
        path.chmod(0o640)
    return path


def read(path: Path) -> dict:
    """Read a file that somebody handed in.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    dict
        As :func:`from_bytes` returns it.

    Raises
    ------
    CourseError
        With the fault in plain words.
    """
    try:
        with path.open("rb") as file:
            return from_bytes(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise CourseError(_("it cannot be read: {fault}").format(fault=error.strerror)) from error


def from_bytes(raw: bytes) -> dict:
    """Read what somebody handed in; nothing in it is trusted or executed.

    Parameters
    ----------
    raw : bytes
        The file's bytes; one more than ``MOST_BYTES`` is enough to see that it is too large.

    Returns
    -------
    dict
        Its content, which follows the schema and had the right checksum, with the keys of options in place of the
        letters of version 1.

    Raises
    ------
    CourseError
        With the fault in plain words.
    """
    if len(raw) > MOST_BYTES:
        raise CourseError(_("it is larger than {most} bytes").format(most=f"{MOST_BYTES:,}"))
    try:
        # Some editors put a mark of the byte order before the text.
        content = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant)
        # Half of a pair of surrogates passes JSON, and then nothing can show or write it.
        json.dumps(content, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise CourseError(_("it is no JSON text in UTF-8")) from error
    _refuse_what_breaks_the_schema(content)
    if len({entry["item"] for entry in content["answers"]}) < len(content["answers"]):
        raise CourseError(_("it holds one question twice"))
    texts = content.get("texts", [])
    if len({entry["item"] for entry in texts}) < len(texts):
        raise CourseError(_("it holds one written text twice"))
    if not content["answers"] and not texts:
        raise CourseError(_("it holds no answers"))
    if content["checksum"] != checksum(content):
        raise CourseError(_("its checksum differs: it was damaged or changed after it was written"))
    if content["version"] == 1:
        _put_keys_in_place_of_letters(content["answers"])
    return content | {"nickname": nickname.clean(content["nickname"])}


def _put_keys_in_place_of_letters(entries: list[dict]) -> None:
    for entry in entries:
        for given in (entry["first"], entry["last"]):
            given["response"] = first_edition.with_keys(entry["item"], given["response"])


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _refuse_what_breaks_the_schema(content: object) -> None:
    import fastjsonschema

    if isinstance(content, dict) and content.get("format") == FORMAT and content.get("version") not in _READABLE:
        raise CourseError(_("it was written by another version of the course"))
    try:
        _validator()(content)
    except fastjsonschema.JsonSchemaValueException as error:
        place = str(error.name).removeprefix("data").lstrip(".") or _("the file")
        sentence = _("it is no hand-in of this course: {place} is not as it should be, or something is missing in it")
        raise CourseError(sentence.format(place=place[:80])) from error


@cache
def _validator() -> Callable[[object], object]:
    import fastjsonschema

    # Hundreds of files are read at once, which a compiled check does in a twentieth of the time.
    return fastjsonschema.compile(json.loads(SCHEMA.read_text(encoding="utf-8")))
