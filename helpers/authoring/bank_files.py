"""Every fault of the bank's files with file and line, and the JSON Schema by which editors show faults while one types."""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from helpers.authoring import lesson_file
from helpers.base.errors import CourseError
from helpers.quiz import bank
from helpers.quiz.fields import Field
from helpers.quiz.kinds import KINDS
from helpers.quiz.kinds.base import COMMON_FIELDS

SCHEMA = bank.FOLDER / "quiz.schema.json"
_JSON_TYPES = {
    "text": "string",
    "number": "number",
    "whole number": "integer",
    "yes or no": "boolean",
    "texts": "array",
    "blocks": "array",
}


def files_keep_the_format(folder: Path = bank.FOLDER) -> list[str]:
    """Every file of the bank has the form that the kinds define; each fault is named with its line."""
    found = [fault for path in bank.files(folder) for fault in faults(path)]
    return found + [
        f"{path.name}: no lesson has a quiz of this name. Name it like its lesson, or, if it is a copy, move it out of the folder."
        for path in bank.strays(folder)
    ]


def faults(path: Path) -> list[str]:
    """Return every fault of one file in the order of its lines.

    Parameters
    ----------
    path : Path
        A file of the bank.

    Returns
    -------
    list of str
        Sentences with file, line and key; faults of sense only where the form is right.
    """
    try:
        content = bank.parse(path)
    except CourseError as error:
        return [str(error)]
    found = [(line_of(path, fault.place), "", fault.sentence) for fault in bank.faults_of_file(path, content)]
    questions = content.get("question")
    for number, raw in enumerate(questions if isinstance(questions, list) else ()):
        name = f", question {bank.name_of(raw)}"
        for fault in bank.faults_of_question(raw):
            found.append((line_of(path, ("question", number, *fault.place)), name, fault.sentence))
    if found:
        return [f"{path.name}, line {line}{name}: {sentence}" for line, name, sentence in sorted(found)]
    return [str(fault) for fault in bank.examine(path)[1]]


def line_of(path: Path, place: Iterable[str | int]) -> int:
    """Return the line, counted from 1, at which a place of a TOML file of the bank stands.

    Parameters
    ----------
    path : Path
        The file.
    place : iterable of str and int
        Keys and numbers, such as ``["question", 2, "option", 0, "text"]``; the nearest head where the key is absent.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    first, last, head = 0, len(lines), ""
    steps = list(place)
    while steps:
        name = str(steps.pop(0))
        if steps and isinstance(steps[0], int) and (heads := _heads(lines, first, last, f"{head}{name}")):
            number = int(steps.pop(0))
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


def write_schema(path: Path = SCHEMA) -> None:
    """Write the JSON Schema of the bank's files from the definitions by which they are read."""
    lesson_file.write_text(path, json.dumps(schema(), indent=2, ensure_ascii=False) + "\n")


def schema() -> dict:
    """Return the JSON Schema (2020-12) of a file of the bank."""
    content = _object(bank.FILE_FIELDS)
    content["properties"]["question"]["items"] = _any_kind()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Quiz of one lesson",
        "description": "A file NN_topic.toml of the question bank. README.md in the folder above explains it with an example.",
        **content,
    }


def _any_kind() -> dict:
    """Return the schema of a question: its kind decides which other keys it has."""
    kinds = {"type": "string", "enum": list(KINDS), "description": COMMON_FIELDS["kind"].about}
    return {
        "type": "object",
        "properties": {"kind": kinds},
        "required": ["kind"],
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
                "then": {"description": kind.about, **_object({**COMMON_FIELDS, **kind.FIELDS})},
            }
            for name, kind in KINDS.items()
        ],
    }


def _object(fields: Mapping[str, Field]) -> dict:
    return {
        "type": "object",
        "properties": {name: _value(field) for name, field in fields.items()},
        "required": [name for name, field in fields.items() if field.required],
        "additionalProperties": False,
    }


def _value(field: Field) -> dict:
    found: dict[str, object] = {"type": _JSON_TYPES[field.type], "description": field.about}
    text = {"minLength": 1} if field.required else {}
    if field.pattern:
        text["pattern"] = field.pattern
    if field.type == "text":
        found |= text | ({"enum": list(field.choices)} if field.choices else {})
    elif field.type == "texts":
        found["items"] = {"type": "string", "minLength": 1, **text}
    elif field.type == "blocks" and field.fields is not None:
        found["items"] = _object(field.fields)
    limits = ("minItems", "maxItems") if field.type in ("texts", "blocks") else ("minimum", "maximum")
    bounds = {**dict(zip(limits, (field.least, field.most), strict=True)), "exclusiveMinimum": field.above}
    found |= {name: bound for name, bound in bounds.items() if bound is not None}
    return found | ({"uniqueItems": True} if field.unique else {})


def schema_is_up_to_date() -> list[str]:
    """The stored schema is the one that the kinds define."""
    try:
        stored = json.loads(SCHEMA.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return [f"{SCHEMA.name} cannot be read ({error}); run python3 -m helpers refresh."]
    return [] if stored == schema() else [f"{SCHEMA.name}: it is older than the kinds; run python3 -m helpers refresh."]
