"""A file that a learner hands in: what it holds, how it is written, and how a file of unknown origin is read."""

import hashlib
import json
import math
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from helpers import data
from helpers.base import files
from helpers.base.errors import CourseError
from helpers.base.language import gettext as _
from helpers.progress.answers import Answer

FORMAT = "kosovo-kfor-course hand-in"
VERSION = 1
SCHEMA = data.FOLDER / "hand_in.schema.json"
MOST_BYTES = 1_000_000
CHECKSUM_NOTE = "Shows accidental damage. It is no proof of honesty: anybody can write such a file."

EXAMPLE = "blue heron"
MOST_LETTERS = 200
MOST_FILES = 999

_NICKNAME = re.compile(r"\w[\w .-]{0,29}")


def build(nickname: str, answers: list[Answer], lesson: str | None = None, now: datetime | None = None) -> dict:
    """Return what the file would hold.

    Parameters
    ----------
    nickname : 1 to 30 letters, digits, spaces, dots, hyphens or underscores.
    answers : the learner's answers, oldest first.
    lesson : two digits of the lesson to hand in; all lessons by default.
    now : when it is made, in UTC; by default this moment.

    Returns
    -------
    dict
        Content that follows ``data/hand_in.schema.json``: for each question the first and the last answer.

    Raises
    ------
    CourseError
        For a nickname that cannot be used, and when there is no answer to hand in.
    """
    if not isinstance(nickname, str) or not _NICKNAME.fullmatch(nickname.strip()):
        raise CourseError(
            _("Choose a nickname of 1 to 30 letters, digits, spaces, dots or hyphens, as in {command}.").format(
                command=f'progress.hand_in("{EXAMPLE}")'
            )
        )
    if nickname.strip().casefold() == EXAMPLE:
        raise CourseError(_("Put a nickname of your own in place of {example}.").format(example=EXAMPLE))
    chosen = [answer for answer in answers if lesson in (None, answer.lesson)]
    if not chosen:
        raise CourseError(_nothing_to_hand_in(lesson))
    by_item: dict[str, list[Answer]] = {}
    for answer in chosen:
        by_item.setdefault(answer.item, []).append(answer)
    entries = [_entry(item, given) for item, given in by_item.items()]
    content = {
        "format": FORMAT,
        "version": VERSION,
        "nickname": nickname.strip(),
        "made_at": (now or datetime.now(UTC)).isoformat(timespec="seconds"),
        "counts": {
            "answered": len(entries),
            "right_at_first": sum(entry["first"]["correct"] is True for entry in entries),
            "right_at_last": sum(entry["last"]["correct"] is True for entry in entries),
        },
        "answers": entries,
        "checksum_note": CHECKSUM_NOTE,
    }
    content |= {"checksum": checksum(content)}
    # What the class view would refuse must be known here, not at the teacher's.
    _refuse_what_breaks_the_schema(content)
    return content


def _nothing_to_hand_in(lesson: str | None) -> str:
    if lesson is None:
        return _("There is nothing to hand in yet: no answer is saved on this computer. Answer a question first.")
    sentence = _("There is nothing to hand in yet: no answer of lesson {lesson} is saved on this computer.")
    return sentence.format(lesson=lesson)


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
        "at": answer.moment.astimezone(UTC).isoformat(timespec="seconds"),
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
    stem = f"hand-in-{_plain_letters(content['nickname'])}"
    text = json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    try:
        return files.write_new(folder, stem, ".json", text, MOST_FILES)
    except FileExistsError as error:
        sentence = _("There are too many files of this nickname in the folder. Move some of them away.")
        raise CourseError(sentence) from error
    except OSError as error:
        sentence = _("The file could not be written into this folder: {fault}. Your answers are still saved.")
        raise CourseError(sentence.format(fault=error.strerror)) from error


def _plain_letters(nickname: str) -> str:
    folded = unicodedata.normalize("NFKD", nickname.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-") or "learner"


def read(path: Path) -> dict:
    """Read a file that somebody handed in; nothing in it is trusted or executed.

    Parameters
    ----------
    path : the file.

    Returns
    -------
    dict
        Its content, which follows the schema and has the right checksum.

    Raises
    ------
    CourseError
        With the fault in plain words.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise CourseError(_("it cannot be read: {fault}").format(fault=error.strerror)) from error
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
    if content["checksum"] != checksum(content):
        raise CourseError(_("its checksum differs: it was damaged or changed after it was written"))
    return content


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _refuse_what_breaks_the_schema(content: object) -> None:
    import fastjsonschema

    if isinstance(content, dict) and content.get("format") == FORMAT and content.get("version") != VERSION:
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
