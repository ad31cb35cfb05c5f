"""Values of the ledger that are counted or reckoned from the tables: each is reckoned again here."""

from collections.abc import Callable

import pandas as pd

from helpers import claims, data

MEMBERS_OF_THE_EU = 27


def _recognitions_of_members(**conditions: bool) -> pd.DataFrame:
    """Return the recognitions that count, of states in the United Nations; ``conditions`` are further columns."""
    rows = data.load("recognitions").query("listing == 'counted' and un_member")
    for column, wanted in conditions.items():
        rows = rows[rows[column] == wanted]
    return rows


def _recognised_in_2008() -> int:
    return int((_recognitions_of_members()["date_start"].dt.year == 2008).sum())


def _members_of_the_eu_that_recognise() -> int:
    return len(_recognitions_of_members(eu_member=True))


def _different_totals_of_two_days() -> int:
    reports = data.load("injury_reports").query("counted == 'KFOR soldiers'")
    return reports[reports["reported_on_start"].dt.strftime("%Y-%m-%d").isin(["2023-05-29", "2023-05-30"])][
        "value"
    ].nunique()


def _rows_where(table: str, column: str, value: str) -> int:
    return int((data.load(table)[column] == value).sum())


def _winners() -> pd.DataFrame:
    return data.load("election_april_2023").query("mayor_elected != ''")


def _days_from_offensive_to_bombing() -> int:
    start = data.span(claims.get("offensive").as_of)[0]
    return (data.span(str(data.cell("long_events/bombing-1999/date")))[0] - start).days


def _months(measure: str) -> int:
    """Return the months from the start of the EU's measures to the easing of one of them, as calendars count them."""
    start = data.span(str(data.cell("eu_measures/association-bodies/announced")))[0]
    end = data.span(str(data.cell(f"eu_measures/{measure}/eased")))[0]
    return (end.year - start.year) * 12 + end.month - start.month


def _words_of_status() -> int:
    fields = next(table for table in data.package()["resources"] if table["name"] == "claims")["schema"]["fields"]
    return len(next(field for field in fields if field["name"] == "status")["constraints"]["enum"])


COMPUTED: dict[str, Callable[[], int]] = {
    "course-statuses": _words_of_status,
    "places-count": lambda: len(data.load("places")),
    "offensive": _days_from_offensive_to_bombing,
    "recognised-2008": _recognised_in_2008,
    "eu-22": _members_of_the_eu_that_recognise,
    "eu-five": lambda: MEMBERS_OF_THE_EU - _members_of_the_eu_that_recognise(),
    "course-counted": lambda: len(_recognitions_of_members()),
    "eight-not-clear": lambda: _rows_where("agreements", "accepted", "not clear"),
    "four-done": lambda: _rows_where("agreements", "state", "done"),
    "four-winners": lambda: len(_winners()),
    "mayors-pdk": lambda: int(_winners()["party"].str.contains("(PDK)", regex=False).sum()),
    "totals-two-days": _different_totals_of_two_days,
    "eu-easing": lambda: _months("association-bodies"),
    "months-of-measures": lambda: _months("gradual-lifting"),
    "statements-count": lambda: len(data.load("seed_claims")),
    "confirmed-count": lambda: _rows_where("seed_claims", "check", "confirmed"),
    "clash-reports": lambda: _rows_where("news_reports", "word", "clash"),
}
