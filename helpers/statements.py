"""The statements of one published analysis: by group to be sorted, with their check, and where the course teaches them."""

from collections.abc import Iterable

import pandas as pd

from helpers import data, tables
from helpers.base import lessons
from helpers.base.errors import unknown
from helpers.charts.news import VERDICTS
from helpers.show.html_tables import Link, Table

# Four groups of ten; neighbours share some statements, so that they can compare.
GROUPS = {"A": range(1, 11), "B": range(9, 19), "C": range(17, 27), "D": range(26, 36)}


def group(name: str) -> Table:
    """Show the ten statements of a group, without their check.

    Raises
    ------
    CourseError
        For a group that is not one of A to D.
    """
    rows = _rows_of(name)
    return tables.show(
        rows[["id", "statement"]].set_axis(["No.", "Statement"], axis=1), f"Group {name}: ten statements"
    )


def checked(name: str) -> Table:
    """Show the ten statements of a group with their kind, the check and its reason.

    Raises
    ------
    CourseError
        For a group that is not one of A to D.
    """
    rows = _rows_of(name)
    shown = pd.DataFrame(
        {
            "No.": rows["id"],
            "Statement": rows["statement"],
            "Kind": rows["kind"],
            "Check": rows["check"].map(VERDICTS),
            "What other sources say": rows["detail"],
        }
    )
    return tables.show(shown, f"Group {name}: kind and check, as this course reads the sources")


def where_taught() -> Table:
    """Show all statements with their check, each with a link to the note of the lesson that teaches it."""
    rows = data.load("seed_claims")
    rows = rows[rows["lesson"] != ""]
    files = {path.name[:2]: path.name for path in lessons.paths()}
    shown = pd.DataFrame(
        {
            "No.": rows["id"],
            "Statement": rows["statement"],
            "Check": rows["check"].map(VERDICTS),
            "Taught in": _links(rows, files),
        }
    )
    return tables.show(shown, f"{len(shown)} statements of one analysis, their check and the note that carries it")


def _rows_of(name: str) -> pd.DataFrame:
    if name not in GROUPS:
        raise unknown("group", name, GROUPS)
    wanted = [f"c{number:02}" for number in GROUPS[name]]
    rows = data.load("seed_claims").set_index("id", drop=False)
    return rows.loc[wanted]


def _links(rows: pd.DataFrame, files: dict[str, str]) -> Iterable[Link]:
    return [
        Link(f"lesson {lesson}, note {claims[0]}", f"{files[lesson]}#n{lesson}-{claims[0]}")
        for lesson, claims in zip(rows["lesson"], rows["claims"], strict=True)
    ]
