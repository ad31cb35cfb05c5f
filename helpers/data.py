"""Load the course's tables as the package descriptor describes them."""

import csv
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.base.errors import CourseError, unknown

FOLDER = Path(__file__).resolve().parent.parent / "data"
BOOLEANS = {"yes": True, "no": False}

# The system's own names would follow the learner's locale, where a program has asked for it.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# How a figure was given: in full, and as a mark beside a point.
PRECISIONS = {
    "exact": ("{:,}", "{:,}"),
    "about": ("about {:,}", "~{:,}"),
    "at_least": ("at least {:,}", "{:,}+"),
    "at_most": ("up to {:,}", "≤{:,}"),
}


@cache
def package(folder: Path = FOLDER) -> dict:
    """Return the package descriptor (``datapackage.json``) as a dictionary."""
    try:
        return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CourseError(f"data/datapackage.json cannot be read ({error}). Restore it from the course.") from error


def names(folder: Path = FOLDER) -> list[str]:
    """Return the names of all tables, in the order of the descriptor."""
    return [resource["name"] for resource in package(folder)["resources"]]


def load(name: str, folder: Path = FOLDER) -> pd.DataFrame:
    """Load one table.

    Parameters
    ----------
    name : str
        A name from :func:`names`.
    folder : Path
        The folder that holds ``datapackage.json``; the course's own by default.

    Returns
    -------
    pandas.DataFrame
        One row per record, indexed from 0. Integers and numbers are nullable, ``yes`` and ``no`` are True and False,
        lists are Python lists, and each date of mixed precision (``2023``, ``2023-05``, ``2023-05-29``,
        ``2023-05-29T19:04``) has two more columns, ``<field>_start`` and ``<field>_end``, with the first and last
        moment that the text can mean.

    Raises
    ------
    CourseError
        For an unknown table, and for a cell that breaks the descriptor: the sentence names file, row and column.
    """
    return _load(name, folder).copy()


@cache
def _load(name: str, folder: Path) -> pd.DataFrame:
    fields = _fields(name, folder)
    path = folder / _resource(name, folder)["path"]
    rows = _read_rows(path, [field["name"] for field in fields])
    _refuse_duplicates(rows, _resource(name, folder)["schema"], path.name)
    columns: dict[str, Any] = {}
    for field in fields:
        columns |= _typed(field, _checked(field, [row[field["name"]] for row in rows], path.name))
    if name != "sources" and "sources" in columns:
        _refuse_unknown_sources(columns["sources"], path.name, folder)
    return pd.DataFrame(columns)


def _resource(name: str, folder: Path) -> dict:
    resources = {resource["name"]: resource for resource in package(folder)["resources"]}
    if name not in resources:
        raise unknown("table", name, resources)
    return resources[name]


def _fields(name: str, folder: Path) -> list[dict]:
    return _resource(name, folder)["schema"]["fields"]


def _read_rows(path: Path, fields: list[str]) -> list[dict[str, str]]:
    text = _read_text(path)
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        rows = list(reader)
    except csv.Error as error:
        raise CourseError(f"data/{path.name} cannot be read ({error}). Restore it from the course.") from error
    if reader.fieldnames != fields:
        raise CourseError(
            f"data/{path.name}: the first row must name the columns {', '.join(fields)}; "
            f"it names {', '.join(reader.fieldnames or ['nothing'])}."
        )
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise CourseError(
                f"data/{path.name}, row {number}: it does not have {len(fields)} cells. Check its commas."
            )
    return rows


def _read_text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"data/{path.name} cannot be read ({error}). Restore it from the course.") from error
    if "\0" in text:
        raise CourseError(f"data/{path.name} holds zeros instead of letters. Restore it from the course.")
    if text and not text.endswith(("\n", "\r")):
        raise CourseError(
            f"data/{path.name} ends in the middle of a row; part of it may be missing. "
            "Restore it from the course, or, if its last row is whole, add a new line at its end."
        )
    return text


def _refuse_duplicates(rows: list[dict[str, str]], schema: dict, file: str) -> None:
    key = schema.get("primaryKey")
    if not key:
        return
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=2):
        value = row[key]
        if value in seen:
            raise CourseError(
                f"data/{file}, row {number}, column {key}: {value!r} stands in row {seen[value]} too. Ids must differ."
            )
        seen[value] = number


def _checked(field: dict, texts: list[str], file: str) -> list:
    name, kind = field["name"], field["type"]
    constraints, delimiter = field.get("constraints", {}), field.get("delimiter", ";")
    # Each different text is looked at once; the row is looked up only for a fault.
    looked_at = constraints or kind != "string" or field.get("mixedPrecision")
    for text in set(texts) if looked_at else ():
        fault = _fault(text, kind, constraints, delimiter) or (
            _date_fault(text) if field.get("mixedPrecision") else None
        )
        if fault:
            number = texts.index(text) + 2
            raise CourseError(f"data/{file}, row {number}, column {name}: {text!r} {fault}.")
    if kind == "list":
        return [text.split(delimiter) if text else [] for text in texts]
    return texts


def _typed(field: dict, values: list) -> dict[str, object]:
    name, kind = field["name"], field["type"]
    if kind == "integer":
        return {name: pd.array([int(text) if text else None for text in values], dtype="Int64")}
    if kind == "number":
        return {name: pd.array([float(text) if text else None for text in values], dtype="Float64")}
    if kind == "boolean":
        return {name: [BOOLEANS.get(text) for text in values]}
    if field.get("mixedPrecision"):
        known = {text: span(text) if text else (pd.NaT, pd.NaT) for text in set(values)}
        spans = [known[text] for text in values]
        starts, ends = (pd.DatetimeIndex([moments[place] for moments in spans]) for place in (0, 1))
        return {name: values, f"{name}_start": starts, f"{name}_end": ends}
    return {name: values}


def _fault(text: str, kind: str, constraints: dict, delimiter: str) -> str | None:
    if not text:
        return "is empty, but this column needs a value" if constraints.get("required") else None
    if kind == "integer" and not re.fullmatch(r"-?\d+", text):
        return "is not a whole number"
    if kind == "number" and not re.fullmatch(r"-?\d+(\.\d+)?", text):
        return "is not a number (use a point, no thousands sign)"
    if kind == "boolean" and text not in BOOLEANS:
        return "is neither yes nor no"
    if kind == "list" and "" in text.split(delimiter):
        return f"has an empty place in its list (parts are separated by {delimiter!r})"
    if "enum" in constraints and text not in constraints["enum"]:
        return f"is none of {', '.join(constraints['enum'])}"
    if "pattern" in constraints and not re.fullmatch(constraints["pattern"], text):
        return f"does not have the form {constraints['pattern']}"
    return None


def _date_fault(text: str) -> str | None:
    try:
        if text:
            span(text)
    except ValueError:
        return "is not a date of the calendar"
    return None


def _refuse_unknown_sources(lists: list[list[str]], file: str, folder: Path) -> None:
    known = set(_load("sources", folder)["id"])
    if known.issuperset(member for members in lists for member in members):
        return
    for number, members in enumerate(lists, start=2):
        for member in members:
            if member not in known:
                raise CourseError(
                    f"data/{file}, row {number}, column sources: {unknown('source', member, known).args[0][:160]}"
                )


@cache
def span(text: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and the last moment that a date of mixed precision can mean.

    >>> span("2023-05")
    (Timestamp('2023-05-01 00:00:00'), Timestamp('2023-05-31 23:59:00'))
    """
    date, _, clock = text.partition("T")
    if clock:
        moment = pd.Timestamp(text)
        return moment, moment
    parts = [int(part) for part in date.split("-")]
    year, month, day = (parts + [1, 1])[:3]
    start = pd.Timestamp(year, month, day)
    last_day = {1: pd.offsets.YearEnd(0), 2: pd.offsets.MonthEnd(0), 3: pd.offsets.Day(0)}[len(parts)]
    return start, start + last_day + pd.Timedelta(hours=23, minutes=59)


def cell(address: str, folder: Path = FOLDER) -> object:
    """Return one cell by its address ``table/row id/column``, as claims and quiz keys give it.

    Raises
    ------
    CourseError
        When the address does not lead to a cell.
    """
    parts = address.split("/")
    if len(parts) != 3:
        raise CourseError(f"{address!r} is not an address; write table/row id/column.")
    table_name, row_id, column = parts
    table = load(table_name, folder)
    if row_id not in set(table["id"]):
        raise unknown(f"row in table {table_name}", row_id, table["id"])
    if column not in table.columns:
        raise unknown(f"column in table {table_name}", column, map(str, table.columns))
    return table.loc[table["id"] == row_id, column].iloc[0]


def format_date(text: str) -> str:
    """Write a date of mixed precision for a reader.

    >>> format_date("2023-05-29T19:04"), format_date("2023-05"), format_date("2023")
    ('29 May 2023, 19:04', 'May 2023', '2023')
    """
    date, _, clock = text.partition("T")
    parts = date.split("-")
    words = [parts[0]]
    if len(parts) > 1:
        words.insert(0, MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join(words) + (f", {clock}" if clock else "")


def format_day(moment: pd.Timestamp, short: bool = False) -> str:
    """Write a day without its year; ``short`` cuts the month to three letters.

    >>> format_day(pd.Timestamp(2023, 6, 14)), format_day(pd.Timestamp(2023, 6, 14), short=True)
    ('14 June', '14 Jun')
    """
    month = MONTHS[moment.month - 1]
    return f"{moment.day} {month[:3] if short else month}"


def format_month(moment: pd.Timestamp) -> str:
    """Write month and year where there is little room.

    >>> format_month(pd.Timestamp(2023, 9, 24))
    'Sep 2023'
    """
    return f"{MONTHS[moment.month - 1][:3]} {moment.year}"


def format_period(first: str, last: str) -> str:
    """Write the time from one date to another, and say year and month once where they are the same.

    >>> format_period("2023-05-29", "2023-05-31"), format_period("2023-05-18", "2023-07")
    ('29 to 31 May 2023', '18 May to July 2023')
    """
    start, end = format_date(first[:10]).split(), format_date(last[:10]).split()
    if start == end:
        return " ".join(start)
    shared = list(end)
    while len(start) > 1 and shared and start[-1] == shared[-1]:
        start.pop()
        shared.pop()
    return f"{' '.join(start)} to {' '.join(end)}"


def figure_words(precision: str, value: int, short: bool = False) -> str:
    """Write a figure as it was given: a floor or a ceiling is never written as a count.

    Parameters
    ----------
    precision : str
        A key of ``PRECISIONS``.
    value : int
        The number that was given.
    short : bool
        Write a sign instead of words, for a label beside a mark.

    Raises
    ------
    CourseError
        For a precision that the tables do not have.

    >>> figure_words("at_least", 4500), figure_words("at_most", 4500, short=True)
    ('at least 4,500', '≤4,500')
    """
    if precision not in PRECISIONS:
        raise unknown("precision", precision, PRECISIONS)
    return PRECISIONS[precision][short].format(value)
