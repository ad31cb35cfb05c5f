"""Rules for what is written about the tables: counts and years in descriptions are those of the rows."""

import re
from collections.abc import Callable
from pathlib import Path

from helpers import data

ROOT = Path(data.FOLDER).parent

_COUNT = re.compile(
    r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|dozens?)\b",
    re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# Years, months and days name what a table is about, and so do these words; a span of years must be computed.
_NAMES = re.compile(
    rf"\b(?:\d\d? )?(?:{_MONTHS}) \d{{4}}\b|(?<!\d to )\b(?:19|20)\d\d\b(?! to \d)"
    r"|\blesson \d\d\b|\bfour northern municipalities\b|\btwo systems\b"
)


def _years(table: str, column: str = "date") -> str:
    dates = data.load(table)[column]
    years = dates[dates != ""].str[:4]
    return f"{years.min()} to {years.max()}"


def _days(table: str, column: str, joint: str) -> str:
    """Return the first and the last day of a table as ``26 and 29 May 2023``, both of one month."""
    dates = data.load(table)[column]
    days = dates[dates.str.len() >= 10]
    return f"{int(days.min()[8:10])} {joint} {data.format_date(days.max()[:10])}"


def _reactions() -> str:
    # A date without its day would stand before all days of its month.
    dates = data.load("reactions")["date"].loc[lambda date: date.str.len() == len("2023-05-29")]
    return f"{data.format_date(dates.min()).rpartition(' ')[0]} to {data.format_date(dates.max()[:7])}"


def _nations() -> str:
    nations = data.cell("kfor_strength/strength-2022-08-info/contributing_nations")
    return f"names {len(data.load('kfor_contributors_2022'))} of {nations} nations"


def _newest_source() -> str:
    published = data.load("sources").query("kind != 'course'")["published"]
    return f"newest source found is of {data.format_date(published.max()[:7])}"


# What a description says, computed from the rows: (table, the words that its title or description must hold).
IN_DESCRIPTIONS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("kfor_strength", lambda: _years("kfor_strength")),
    ("kfor_events", lambda: _years("kfor_events")),
    ("injury_reports", lambda: _days("injury_reports", "event_date", "and")),
    ("reactions", _reactions),
    ("eu_measures", lambda: _years("eu_measures", "announced")),
    ("municipalities", lambda: f"The {len(data.load('municipalities'))} municipalities"),
    ("population_counts", lambda: f"since {data.load('population_counts')['year'].min()}"),
    ("votes_in_bodies", lambda: _years("votes_in_bodies")),
    ("northern_votes", lambda: _years("northern_votes")),
    ("news_reports", lambda: _days("news_reports", "published", "to")),
)
# The same for the READMEs.
IN_READMES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("data/README.md", _nations),
    ("data/README.md", lambda: f"begins in {data.load('population_counts')['year'].min()}"),
    ("README.md", lambda: f"more than {len(data.load('sources')) // 100 * 100:,} sources"),
    ("README.md", _newest_source),
)


def descriptions_follow_the_rows() -> list[str]:
    """What the descriptor and the READMEs say in numbers is computed from the tables and found there."""
    faults = []
    for table, words in IN_DESCRIPTIONS:
        if words() not in _said_of(table):
            faults.append(f"datapackage.json, table {table}: its title or description must say {words()!r}.")
    for path, words in IN_READMES:
        if words() not in " ".join((ROOT / path).read_text(encoding="utf-8").split()):
            faults.append(f"{path} must say {words()!r}.")
    return faults


def descriptions_count_nothing_else() -> list[str]:
    """No other count or span of years is typed in the title or description of a table; it would go stale."""
    faults = []
    for table in data.names():
        said = _said_of(table)
        for name, words in IN_DESCRIPTIONS:
            if name == table:
                said = said.replace(words(), " ")
        for count in _COUNT.findall(_NAMES.sub(" ", said)):
            faults.append(f"datapackage.json, table {table}: {count!r} is typed in its title or description.")
    return faults


def _said_of(table: str) -> str:
    resource = next(resource for resource in data.package()["resources"] if resource["name"] == table)
    return f"{resource['title']}. {resource['description']}"


RULES = (descriptions_follow_the_rows, descriptions_count_nothing_else)
