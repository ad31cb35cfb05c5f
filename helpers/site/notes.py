"""Claims on a page: each with its status, who says so, as of when, and its sources."""

from collections.abc import Sequence

from markupsafe import Markup

from helpers import claims, data
from helpers.claims import Claim

STATUSES = {
    "established": "a court, an official count that nobody disputes, or several independent sources",
    "attributed": "one side or organisation says so",
    "disputed": "named sides contradict each other, and the evidence found does not settle it",
    "unknown": "no source that we found shows it",
}


def badge(status: str) -> Markup:
    """Return a status as a word with a sign of its own, so that no colour is needed to tell it."""
    return Markup('<span class="status status-{0}">{0}</span>').format(status)


def note(claim: Claim, name: str, more: Markup | str = "") -> Markup:
    """Return one claim as an entry of a list.

    Parameters
    ----------
    claim : Claim
        A line of the ledger.
    name : str
        The id of the entry on its page.
    more : Markup
        What stands under the sources.
    """
    who = claim.attributed_to
    when = f"as of {data.format_date(claim.as_of)}" if claim.as_of else ""
    said = ", ".join(part for part in (who, when) if part)
    count = len(claim.sources)
    sources = Markup("").join(Markup("<li>{}</li>").format(claims.citation(source)) for source in claim.sources)
    title = "1 source" if count == 1 else f"{count} sources"
    return Markup(
        '<li id="{}" class="note" data-status="{}"><p>{}</p><p class="note-who">{} {}</p>'
        '<details class="sources"><summary>{}</summary><ul>{}</ul></details>{}</li>'
    ).format(name, claim.status, claim.statement, badge(claim.status), said, title, sources, more)


def of_lesson(lesson: str) -> Markup:
    """Return the notes of a lesson; a claim link leads to its own."""
    listed = claims.of_lesson(lesson)
    entries = Markup("").join(note(claim, f"n{lesson}-{claim.id}") for claim in listed)
    return Markup('<p>{} notes.</p><ol class="notes">{}</ol>').format(len(listed), entries)


def whole_ledger(pages: dict[str, str]) -> Markup:
    """Return all claims of the course.

    Parameters
    ----------
    pages : dict of str
        The page of each lesson by its number.
    """
    entries = []
    for claim_id in claims.ids():
        claim = claims.get(claim_id)
        entries.append(_entry(claim, pages))
    return Markup('<ol class="notes ledger">{}</ol>').format(Markup("").join(entries))


def _entry(claim: Claim, pages: dict[str, str]) -> Markup:
    link = Markup('<a href="{}#n{}-{}">lesson {}</a>')
    used = Markup(", ").join(link.format(pages[number], number, claim.id, number) for number in claim.lessons)
    more = Markup('<p class="note-lessons">Stands in {}.</p>').format(used)
    html = note(claim, f"c-{claim.id}", more)
    return Markup(html.replace("<li ", Markup('<li data-lessons="{}" ').format(" ".join(claim.lessons)), 1))


def counts(listed: Sequence[Claim] | None = None) -> dict[str, int]:
    """Return how many claims have each status."""
    chosen = [claims.get(name) for name in claims.ids()] if listed is None else listed
    return {status: sum(claim.status == status for claim in chosen) for status in STATUSES}
