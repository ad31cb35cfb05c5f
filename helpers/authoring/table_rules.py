"""Rules for the tables: a status follows its sources, and what two places hold is the same in both."""

import re

from helpers import data
from helpers.authoring.ledger_rules import DATE

# Most ids of sources end with a year or a date, so that a note's word of this form is meant as one.
ID_WITH_YEAR = r"\b[a-z][a-z0-9]*(?:-[a-z0-9]+)*-(?:19|20)\d\d(?:-[a-z0-9]+)*"
# Two cells that hold one figure, because lessons read it from two tables.
SAME_FIGURES = {
    "background_figures/expelled-icty/value": (
        "war_figures/driven-albanians-spring-1999-at-least-icty-trial-chamber/value"
    ),
    "background_figures/bombing-civilians-hrw/value": ("war_figures/bombing-civilians-killed-human-rights-watch/value"),
    "background_figures/left-kosovo-unhcr-1999/value": (
        "war_figures/driven-serbs-roma-others-to-august-1999-unhcr/value"
    ),
}
# Columns of election_april_2023, and what northern_votes calls them.
SAME_VOTES = {"registered_voters": "registered", "votes_cast": "cast", "turnout_percent": "turnout"}
EVENTS = ("long_events", "background_events", "kfor_events", "unrest_timeline")
# Columns that mean the same in every table, each with the tables where they mean something else.
SAME_COLUMNS = {"id": ("claims",), "sources": (), "status": ("claims",), "note": (), "precision": ()}


def status_follows_the_sources() -> list[str]:
    """A row of one source is single_source and no other is; corroborated needs two publishers at least."""
    publishers = data.load("sources").set_index("id")["publisher"]
    faults = []
    for name in tables_with("status", "sources"):
        for row in data.load(name).to_dict("records"):
            place = f"{name}.csv, row {row['id']}: status is {row['status']}"
            if (row["status"] == "single_source") != (len(row["sources"]) == 1):
                faults.append(f"{place}, but sources names {len(row['sources'])}.")
            elif row["status"] == "corroborated" and publishers[row["sources"]].nunique() < 2:
                faults.append(f"{place}, but all its sources are by {publishers[row['sources'][0]]}.")
    return faults


def tables_with(*columns: str) -> list[str]:
    """Return the tables, the ledger left out, that have all these columns."""
    return [
        resource["name"]
        for resource in data.package()["resources"]
        if resource["name"] != "claims" and set(columns) <= {field["name"] for field in resource["schema"]["fields"]}
    ]


def same_columns_are_described_alike() -> list[str]:
    """A column that means the same in many tables has one definition; dates and booleans have one form each."""
    faults = []
    first: dict[str, dict] = {}
    for resource in data.package()["resources"]:
        for field in resource["schema"]["fields"]:
            name = field["name"]
            untitled = {key: value for key, value in field.items() if key != "title"}
            alike = name not in SAME_COLUMNS or resource["name"] in SAME_COLUMNS[name]
            if not alike and first.setdefault(name, untitled) != untitled:
                fault = "its definition differs from that of the first table with this column"
            else:
                fault = _fault_of_form(field)
            if fault:
                faults.append(f"datapackage.json, table {resource['name']}, field {name}: {fault}.")
    return faults


def _fault_of_form(field: dict) -> str | None:
    constraints = field.get("constraints", {})
    if field.get("mixedPrecision") and constraints.get("pattern") != DATE:
        return "its pattern is not that of the other dates"
    if constraints.get("pattern") == DATE and "(EDTF level 0)" not in field["description"]:
        return "the description of a date must name the format, (EDTF level 0)"
    if field["type"] == "boolean":
        words = field.get("trueValues", []) + field.get("falseValues", [])
        if words != list(data.BOOLEANS) or not constraints.get("required"):
            return "a boolean has the trueValues yes, the falseValues no, and is required"
    return None


def same_figures_agree() -> list[str]:
    """A figure that stands in two tables is the same in both, and so is the day of an event told in one sentence."""
    pairs = dict(SAME_FIGURES)
    for row in data.load("election_april_2023")["id"]:
        for here, there in SAME_VOTES.items():
            pairs[f"election_april_2023/{row}/{here}"] = f"northern_votes/2023-04-{row}/{there}"
    faults = [
        f"{one} holds {data.cell(one)}, but {other} holds {data.cell(other)}."
        for one, other in pairs.items()
        if data.cell(one) != data.cell(other)
    ]
    return faults + _days_that_differ()


def _days_that_differ() -> list[str]:
    faults = []
    seen: dict[str, tuple[str, str]] = {}
    for table in EVENTS:
        for row in data.load(table).to_dict("records"):
            place, date = seen.setdefault(row["event"], (f"{table}/{row['id']}", row["date"]))
            if date != row["date"]:
                faults.append(
                    f"{table}/{row['id']} tells the event of {place} and has {row['date']} instead of {date}."
                )
    return faults


def notes_name_known_sources() -> list[str]:
    """A note that names a source by its id names one that sources.csv holds."""
    known = set(data.load("sources")["id"])
    return [
        f"{name}.csv, row {row['id']}: its note names {word}, which sources.csv does not hold."
        for name in tables_with("note")
        for row in data.load(name).to_dict("records")
        for word in re.findall(ID_WITH_YEAR, row["note"])
        if word not in known
    ]


RULES = (
    status_follows_the_sources,
    same_columns_are_described_alike,
    same_figures_agree,
    notes_name_known_sources,
)
