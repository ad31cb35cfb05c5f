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
# Cells of several tables that hold the day of one event, each told in the words of its lesson.
SAME_DAYS = (
    ("kfor_events/resolution-1244/date", "long_events/resolution-1244-1999/date",
     "voices/security-council-1244/date", "votes_in_bodies/un-security-council-1999-06-10/date"),
    ("votes_in_bodies/un-security-council-1998-09-23/date", "long_events/resolution-1199/date"),
    ("background_events/air-campaign/date", "long_events/bombing-1999/date"),
    ("background_events/expulsions-1999/date", "long_events/expulsion-1999/date"),
    ("background_events/bombing-civilians/date", "long_events/bombed-civilians-1999/date"),
    ("background_events/flight-after-june-1999/date", "long_events/flight-1999/date"),
    ("kfor_events/mitrovica-2000/date", "long_events/mitrovica-february-2000/date"),
    ("background_events/riots-2004/date", "kfor_events/riots-2004/date"),
    ("background_events/declaration-2008/date", "votes_in_bodies/assembly-of-kosovo-2008-02-17/date",
     "voices/assembly-of-kosovo/date"),
    ("background_events/icj-2010/date", "votes_in_bodies/international-court-of-justice-2010-07-22/date"),
    ("agreements/movement-2011/date", "long_events/conclusions-2011/date"),
    ("background_events/brussels-2013/date", "agreements/brussels-2013-agreement/date",
     "long_events/brussels-agreement-2013/date"),
    ("agreements/association-2015/date", "agreements/bridge-2015/date", "long_events/four-arrangements-2015/date"),
    ("background_events/court-2015/date", "long_events/association-ruling-2015/date"),
    ("agreements/telecom-2016/date", "long_events/dial-code-2016/date"),
    ("agreements/plates-2021-deal/date", "long_events/plates-2021/date"),
    ("agreements/ids-2022-deal/date", "long_events/ids-2022/date"),
    ("long_events/serbs-leave-2022/date", "unrest_timeline/resignations-2022/date"),
    ("kfor_events/roadblocks-2022/date", "long_events/barricades-2022/date"),
    ("background_events/ohrid-2023/date", "agreements/annex-2023/date", "long_events/ohrid-annex-2023/date",
     "voices/albin-kurti-ohrid/date", "voices/aleksandar-vucic-ohrid/date"),
    ("unrest_timeline/vote-april/date", "northern_votes/2023-04-all-four/date"),
    ("background_events/council-of-europe-2023/date", "votes_in_bodies/council-of-europe-2023-04-24/date",
     "long_events/council-of-europe-vote-2023/date"),
    ("unrest_timeline/quint-18-may/date", "reactions/2023-05-18-quint-jointly/date", "voices/quint-on-the-vote/date"),
    ("unrest_timeline/quint-26/date", "reactions/2023-05-26-quint-jointly/date"),
    ("unrest_timeline/clash-29/date", "kfor_events/zvecan-2023/date", "injury_reports/kfor-first/event_date"),
    ("unrest_timeline/lavrov-29/date", "reactions/2023-05-29-russia/date"),
    ("unrest_timeline/nato-700/date", "kfor_events/reserve-2023/date"),
    ("unrest_timeline/hovenier-30/date", "reactions/2023-05-30-united-states/date", "voices/us-ambassador/date"),
    ("unrest_timeline/moldova-01/date", "reactions/2023-06-01-france-and-germany/date"),
    ("unrest_timeline/eu-03/date", "reactions/2023-06-03-european-union/date", "eu_measures/warning-june/announced"),
    ("unrest_timeline/turkish-05/date", "kfor_events/turkish-battalion/date"),
    ("unrest_timeline/envoys-05/date", "reactions/2023-06-05-european-union/date"),
    ("unrest_timeline/eu-measures-14/date", "reactions/2023-06-14-european-union/date",
     "eu_measures/announcement/announced"),
    ("unrest_timeline/kfor-unclear-16/date", "reactions/2023-06-16-nato-and-kfor/date"),
    ("unrest_timeline/crisis-talks-22/date", "reactions/2023-06-22-european-union/date"),
    ("unrest_timeline/eu-notice-28/date", "reactions/2023-06-28-european-union/date",
     "eu_measures/high-level-events/announced"),
    ("unrest_timeline/designation-29/date", "reactions/2023-06-29-institutions-in-pristina/date"),
    ("unrest_timeline/bratislava-10/date", "eu_measures/bratislava/announced"),
    ("unrest_timeline/police-cut-18/date", "reactions/2023-07-18-institutions-in-pristina/date"),
    ("kfor_events/banjska-2023/date", "long_events/banjska-attack-2023/date"),
    ("long_events/recall-2024/date", "northern_votes/2024-04-all-four/date"),
    ("long_events/easing-2025/date", "eu_measures/gradual-lifting/announced"),
    ("long_events/local-2025/date", "northern_votes/2025-10-zvecan/date"),
)  # fmt: skip
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
    """A figure that stands in two tables is the same in both."""
    pairs = dict(SAME_FIGURES)
    for row in data.load("election_april_2023")["id"]:
        for here, there in SAME_VOTES.items():
            pairs[f"election_april_2023/{row}/{here}"] = f"northern_votes/2023-04-{row}/{there}"
    return [
        f"{one} holds {data.cell(one)}, but {other} holds {data.cell(other)}."
        for one, other in pairs.items()
        if data.cell(one) != data.cell(other)
    ]


def one_event_has_one_day() -> list[str]:
    """An event that two tables tell has the same day in both; one of them may name only its month or year."""
    faults = [
        f"{other} holds {data.cell(other)}, but {one}, the same event, holds {data.cell(one)}."
        for one, *others in SAME_DAYS
        for other in others
        if not _may_be_one_day(str(data.cell(one)), str(data.cell(other)))
    ]
    seen: dict[str, tuple[str, str]] = {}
    for table in EVENTS:
        for row in data.load(table).to_dict("records"):
            place, date = seen.setdefault(row["event"], (f"{table}/{row['id']}", row["date"]))
            if date != row["date"]:
                faults.append(
                    f"{table}/{row['id']} tells the event of {place} and has {row['date']} instead of {date}."
                )
    return faults


def _may_be_one_day(one: str, other: str) -> bool:
    shorter, longer = sorted((one.partition("T")[0], other.partition("T")[0]), key=len)
    return longer == shorter or longer.startswith(f"{shorter}-")


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
    one_event_has_one_day,
    notes_name_known_sources,
)
