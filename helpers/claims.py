"""The ledger of claims: who says what, how sure it is, and on which sources it rests."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from helpers import data
from helpers.base.errors import unknown
from helpers.show.html_tables import folded
from helpers.show.links import leads_somewhere, linked

SHOWN_SOURCES = 2  # Of a note; more would bury the statement.
LINK = re.compile(r'\[(?P<text>[^\]\[]+)\]\(#n(?P<lesson>\d\d)-(?P<id>[a-z][a-z0-9-]*)(?: "(?P<title>[^"]*)")?\)')


@dataclass(frozen=True)
class Claim:
    """One line of the ledger; ``value`` is the text of a number, a range ``low..high`` or an ISO date, or empty."""

    id: str
    statement: str
    status: str
    attributed_to: str
    as_of: str
    value: str
    unit: str
    origin: str
    sources: tuple[str, ...]
    lessons: tuple[str, ...]


@cache
def _ledger() -> dict[str, Claim]:
    return {
        row["id"]: Claim(
            id=row["id"],
            statement=row["statement"],
            status=row["status"],
            attributed_to=row["attributed_to"],
            as_of=row["as_of"],
            value=row["value"],
            unit=row["unit"],
            origin=row["from"],
            sources=tuple(row["sources"]),
            lessons=tuple(row["lesson"]),
        )
        for row in _rows("claims")
    }


def _rows(table: str) -> Iterator[dict]:
    # Thousands of rows that are only looked up: to_dict("records") asks for the type of each cell and takes five times as long.
    columns = data.load(table).to_dict("list")
    for values in zip(*columns.values(), strict=True):
        yield dict(zip(columns, values, strict=True))


def get(claim_id: str) -> Claim:
    """Return one claim of the ledger.

    Raises
    ------
    CourseError
        When the ledger has no such claim; the sentence suggests the nearest id.
    """
    if claim_id not in _ledger():
        raise unknown("claim", claim_id, _ledger())
    return _ledger()[claim_id]


def ids() -> list[str]:
    """Return the ids of all claims, in the order of the ledger."""
    return list(_ledger())


def lessons() -> list[str]:
    """Return the lessons that have claims, in their order."""
    return sorted({name for claim in _ledger().values() for name in claim.lessons})


def of_lesson(lesson: str) -> list[Claim]:
    """Return the claims of one lesson (``"07"``), in the order of the ledger."""
    found = [claim for claim in _ledger().values() if lesson in claim.lessons]
    if not found:
        raise unknown("lesson with claims", lesson, lessons())
    return found


def title(claim: Claim) -> str:
    """Return the words that a reader sees when pointing at a claim link: status, who says so, as of when."""
    parts = [claim.status, claim.attributed_to, f"as of {claim.as_of}" if claim.as_of else ""]
    return "; ".join(part for part in parts if part).replace('"', "'")


def fill_titles(markdown: str) -> str:
    """Write the title of every claim link of a Markdown text from the ledger."""

    def link(match: re.Match) -> str:
        claim = get(match["id"])
        return f'[{match["text"]}](#n{match["lesson"]}-{claim.id} "{title(claim)}")'

    return LINK.sub(link, markdown)


@cache
def _sources() -> dict[str, dict]:
    return {row["id"]: row for row in _rows("sources")}


def citation(source_id: str) -> Markup:
    """Return a source as one line of HTML: publisher, title, date; with its address where it may be shown to learners.

    A page that shows no date of its own gets the date on which it was seen.
    """
    if source_id not in _sources():
        raise unknown("source", source_id, _sources())
    source = _sources()[source_id]
    publisher, title = source["publisher"], source["title"]
    # A title in square brackets is our translation.
    if title and not title.startswith("[") and source["language"] not in ("", "en"):
        title = Markup('<span lang="{}">{}</span>').format(source["language"], title)
    words = Markup("{}: {}").format(publisher, title) if title else publisher
    seen = f"no date shown, seen {data.format_date(source['accessed'])}"
    date = f", {data.format_date(source['published']) if source['published'] else seen}"
    if source["learner_link"] and leads_somewhere(source["url"]):
        return Markup("{}{}").format(linked(words, source["url"]), date)
    return Markup("{}{} (no link)").format(words, date)


def _citations(sources: Iterable[str]) -> Markup:
    return Markup("; ").join(map(citation, sources))


class Notes:
    """The notes of a lesson: every claim with its status and its sources."""

    def __init__(self, lesson: str, claims: Iterable[Claim]):
        self.lesson = lesson
        self.claims = list(claims)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": str(self._html()), "text/plain": self._plain()}

    def _html(self) -> Markup:
        notes = Markup("").join(self._note(claim) for claim in self.claims)
        head = "{} notes. Words in bold say how sure a statement is."
        return Markup("<p>{}</p><ol>{}</ol>").format(head.format(len(self.claims)), notes)

    def _note(self, claim: Claim) -> Markup:
        who = f" ({claim.attributed_to})" if claim.attributed_to else ""
        when = f", as of {data.format_date(claim.as_of)}" if claim.as_of else ""
        note = Markup("{} <strong>{}</strong>{}{}. Sources: {}.").format(
            claim.statement, claim.status.capitalize(), who, when, _citations(claim.sources[:SHOWN_SOURCES])
        )
        rest = claim.sources[SHOWN_SOURCES:]
        more = folded(f"{len(rest)} more", Markup("<p>{}.</p>").format(_citations(rest))) if rest else ""
        return Markup('<li id="n{}-{}"><p>{}</p>{}</li>').format(self.lesson, claim.id, note, more)

    def _plain(self) -> str:
        lines = [
            f"{number}. {claim.statement} [{title(claim)}] Sources: {', '.join(claim.sources)}"
            for number, claim in enumerate(self.claims, start=1)
        ]
        return "\n".join(lines)


def notes(lesson: str) -> Notes:
    """Return the notes of a lesson, to stand as the last cell.

    Parameters
    ----------
    lesson : str
        The lesson's two digits, such as ``"07"``.
    """
    return Notes(lesson, of_lesson(lesson))
