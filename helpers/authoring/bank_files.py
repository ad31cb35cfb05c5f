"""Every fault of the bank's files, with file and line: the form by the JSON Schema, the sense by the reader."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import jsonschema

from helpers.base.errors import CourseError, unknown
from helpers.quiz import bank

SCHEMA = bank.FOLDER / "quiz.schema.json"


@cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def files_keep_the_format(folder: Path = bank.FOLDER) -> list[str]:
    """Every file of the bank has the form of ``quiz.schema.json``; each fault is named with its line."""
    return [fault for path in bank.files(folder) for fault in faults(path)]


def faults(path: Path) -> list[str]:
    """Return every fault of one file in the order of its lines.

    Parameters
    ----------
    path : a file of the bank.

    Returns
    -------
    list of str
        Sentences with file, line and key; faults of sense only where the form is right.
    """
    try:
        content = bank._parse(path)
    except CourseError as error:
        return [str(error)]
    found = {}
    for error in _validator().iter_errors(content):
        line = line_of(path, error.absolute_path)
        found.setdefault(
            (line, _plain(error)), f"{path.name}, line {line}{_question_of(content, error)}: {_plain(error)}"
        )
    if found:
        return [found[place] for place in sorted(found)]
    try:
        return [str(fault) for fault in bank.examine(path)[1]]
    except CourseError as error:
        return [str(error)]


def _question_of(content: dict, error: jsonschema.ValidationError) -> str:
    place = list(error.absolute_path)
    if len(place) < 2 or place[0] != "question":
        return ""
    question = content["question"][place[1]]
    return f", question {question.get('id', 'without id')}" if isinstance(question, dict) else ""


def _plain(error: jsonschema.ValidationError) -> str:
    """Return what a schema's error means, in words for somebody who has never seen a schema."""
    key = next((part for part in reversed(error.absolute_path) if isinstance(part, str)), "the file")
    if error.validator == "required":
        missing = next(name for name in error.validator_value if name not in error.instance)
        return f"{missing} is missing."
    if error.validator == "dependentRequired":
        return "near is given, but feedback_near is missing."
    if error.validator == "additionalProperties":
        known = error.schema["properties"]
        wrong = next(name for name in error.instance if name not in known)
        return str(unknown("key", wrong, known))
    if error.validator == "enum":
        return f"{key} must be one of {', '.join(map(str, error.validator_value))}."
    if error.validator in ("minItems", "maxItems", "minLength"):
        return f"{key}: it has {len(error.instance)}; {_bounds(error)}."
    if error.validator == "type":
        return f"{key} must be {_TYPES[error.validator_value]}."
    return f"{key}: {error.message}."


_TYPES = {
    "string": "a text in quotation marks",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list in square brackets",
    "object": "a block",
}


def _bounds(error: jsonschema.ValidationError) -> str:
    least, most = error.schema.get("minItems", error.schema.get("minLength")), error.schema.get("maxItems")
    if most is None:
        return f"at least {least}"
    return f"exactly {most}" if least == most else f"from {least} to {most}" if least else f"at most {most}"


def line_of(path: Path, place: Iterable[str | int]) -> int:
    """Return the line, counted from 1, at which a place of a TOML file of the bank stands.

    Parameters
    ----------
    path : the file.
    place : keys and numbers, such as ``["question", 2, "option", 0, "text"]``; the nearest head where the key is absent.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    first, last, head = 0, len(lines), ""
    steps = list(place)
    while steps:
        name = str(steps.pop(0))
        if steps and isinstance(steps[0], int) and (heads := _heads(lines, first, last, f"{head}{name}")):
            number = steps.pop(0)
            first, head = heads[number], f"{head}{name}."
            last = heads[number + 1] if number + 1 < len(heads) else last
        else:
            keys = [at for at in range(first, last) if re.match(rf"\s*{re.escape(name)}\s*=", lines[at])]
            return (keys[0] if keys else first) + 1
    return first + 1


def _heads(lines: list[str], first: int, last: int, name: str) -> list[int]:
    return [
        at
        for at in range(first, last)
        if re.fullmatch(rf"\[\[\s*{re.escape(name)}\s*\]\]", lines[at].split("#")[0].strip())
    ]
