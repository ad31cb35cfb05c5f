"""What a file of the bank may hold: one definition, from which the reader, the authors' check and the JSON Schema are made."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from helpers.base.errors import unknown

FEEDBACK_WORDS = 45

_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "number": (int, float),
    "whole number": (int,),
    "yes or no": (bool,),
    "texts": (list,),
    "blocks": (list,),
}
_WORDS = {
    "text": "a text in quotation marks",
    "number": "a number",
    "whole number": "a whole number",
    "yes or no": "true or false",
    "texts": 'a list of texts, such as ["one", "two"]',
    "blocks": "blocks that begin with two square brackets",
}


@dataclass(frozen=True)
class Field:
    """One key of a block.

    Attributes
    ----------
    type : str
        One of ``text``, ``number``, ``whole number``, ``yes or no``, ``texts``, ``blocks``.
    about : str
        What an author should know of it.
    required : bool
        Whether a block without it is refused.
    choices : tuple of str
        The texts that it may be; any by default.
    pattern : str
        A regular expression that a text, or each of its texts, follows from its beginning.
    least, most : float or None
        For numbers the smallest and largest, for lists the fewest and most entries.
    above : float or None
        A number that it must exceed.
    words : int or None
        The most words of a text.
    unique : bool
        Whether the entries of a list differ.
    fields : mapping or None
        The keys of its blocks; None where somebody else looks at them.
    """

    type: str
    about: str = ""
    required: bool = True
    choices: tuple[str, ...] = ()
    pattern: str = ""
    least: float | None = None
    most: float | None = None
    above: float | None = None
    words: int | None = None
    unique: bool = False
    fields: "Mapping[str, Field] | None" = None


def feedback(about: str, *, required: bool = True) -> Field:
    """Return a field for a feedback: a text of at most 45 words."""
    return Field("text", about, required=required, words=FEEDBACK_WORDS)


@dataclass(frozen=True)
class Fault:
    """One fault of a block: where it stands, as keys and numbers from the block on, and the sentence."""

    place: tuple[str | int, ...]
    sentence: str


def faults(block: Mapping[str, object], fields: Mapping[str, Field], name: str = "key") -> Iterator[Fault]:
    """Yield what is wrong with the form of a block.

    Parameters
    ----------
    block : mapping
        What stands in the file.
    fields : mapping
        What may stand there.
    name : str
        What a key is called in the sentence.
    """
    for key in block:
        if key not in fields:
            yield Fault((), str(unknown(name, key, fields)))
    for key, field in fields.items():
        if key in block:
            yield from _faults_of_value(key, block[key], field)
        elif field.required:
            yield Fault((), f"{key} is missing.")


def _faults_of_value(key: str, value: object, field: Field) -> Iterator[Fault]:
    if not isinstance(value, _TYPES[field.type]) or (isinstance(value, bool) and field.type != "yes or no"):
        yield Fault((key,), f"{key} must be {_WORDS[field.type]}.")
    elif isinstance(value, list):
        yield from _faults_of_list(key, value, field)
    elif isinstance(value, str):
        yield from (Fault((key,), sentence) for sentence in _faults_of_text(key, value, field))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from (Fault((key,), sentence) for sentence in _faults_of_number(key, value, field))


def _faults_of_number(key: str, value: float, field: Field) -> Iterator[str]:
    if field.least is not None and value < field.least:
        yield f"{key} must be at least {field.least:g}."
    if field.above is not None and not value > field.above:
        yield f"{key} must be more than {field.above:g}."


def _faults_of_text(key: str, value: str, field: Field) -> Iterator[str]:
    if not value.strip() and field.required:
        yield f"{key} is missing."
    elif field.choices and value not in field.choices:
        yield f"{key} must be one of {', '.join(field.choices)}."
    elif field.pattern and not re.search(field.pattern, value):
        yield f"{key}: {value!r} does not have the form {field.pattern}."
    elif field.words and len(value.split()) > field.words:
        yield f"{key}: it has {len(value.split())} words; at most {field.words}."


def _faults_of_list(key: str, value: list, field: Field) -> Iterator[Fault]:
    bounds = _bounds(field)
    if not (field.least or 0) <= len(value) <= (field.most if field.most is not None else len(value)):
        found = f"{len(value)} {key}s" if field.type == "blocks" else f"{len(value)}"
        yield Fault((key,), f"{key}: it has {found}; {bounds}.")
    if field.type == "texts":
        yield from _faults_of_texts(key, value, field)
        return
    if field.fields is None:
        return
    for number, block in enumerate(value):
        if not isinstance(block, dict):
            yield Fault((key, number), f"a {key} is a block that begins with two square brackets.")
            continue
        for fault in faults(block, field.fields, f"key in {'an' if key[0] in 'io' else 'a'} {key}"):
            yield Fault((key, number, *fault.place), f"{key} {number + 1}: {fault.sentence}")


def _faults_of_texts(key: str, value: list, field: Field) -> Iterator[Fault]:
    for text in value:
        if not isinstance(text, str) or not text.strip():
            yield Fault((key,), f"{key} must be {_WORDS['texts']}.")
            return
        if field.pattern and not re.search(field.pattern, text):
            yield Fault((key,), f"{key}: {text!r} does not have the form {field.pattern}.")
    if field.unique and len(set(value)) < len(value):
        yield Fault((key,), f"{key}: one of its entries stands there twice.")


def _bounds(field: Field) -> str:
    least, most = field.least, field.most
    if most is None:
        return f"at least {least:g}" if least else ""
    if least == most:
        return f"exactly {least:g}"
    return f"from {least:g} to {most:g}" if least else f"at most {most:g}"
