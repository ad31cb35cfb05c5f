"""The briefing as a page of HTML that stands alone: to read, to print, to hand over."""

from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup

from helpers import charts, claims
from helpers.base import files, language
from helpers.base.errors import CourseError
from helpers.base.language import gettext as _
from helpers.briefing.content import Briefing
from helpers.show.chart import Chart

# Looked up when one is asked for, so that writing a page without a picture loads none.
PICTURES: dict[str, Callable[[], Chart]] = {
    "strength": lambda: charts.strength(),
    "strength_and_incidents": lambda: charts.strength_and_incidents(),
    "turnout": lambda: charts.turnout(),
    "agreements": lambda: charts.agreements(),
    "after-2023": lambda: charts.story("after-2023"),
}
MOST_PAGES = 99
_STYLE = Path(__file__).with_suffix(".css")


def picture_names() -> dict[str, str]:
    """Return what each picture of a briefing shows, by its key."""
    return {
        "strength": _("KFOR's strength over the years"),
        "strength_and_incidents": _("Strength beside incidents"),
        "turnout": _("Turnout in the north"),
        "agreements": _("Promises and what was done"),
        "after-2023": _("What happened after 2023"),
    }


def as_html(briefing: Briefing) -> str:
    """Return the page: question, advice, both readings with status and sources, what is unknown, what would change it."""
    question = _("Should KFOR be reduced, kept or reinforced?")
    parts = [
        Markup("<h1>{}</h1>").format(question),
        _section(_("My advice"), _paragraph(briefing.advice)),
        _section(_("Evidence for the first reading"), _claim_list(briefing.first)),
        _section(_("Evidence for the second reading"), _claim_list(briefing.second)),
        _picture(briefing.picture),
        _section(_("What stays unknown"), _paragraph(briefing.unknown)),
        _section(_("What would change my mind"), _paragraph(briefing.change)),
        _paragraph(_("How sure I am, from 0 to 10: {sure}").format(sure=briefing.sure)),
    ]
    # The style sheet is the course's own file; escaped it would not be one.
    style = Markup(_STYLE.read_text(encoding="utf-8"))
    head = Markup('<meta charset="utf-8"><title>{}</title><style>{}</style>').format(question, style)
    page = Markup('<!doctype html>\n<html lang="{}"><head>{}</head><body>{}</body></html>\n')
    return str(page.format(language.current(), head, Markup("").join(parts)))


def write(briefing: Briefing, folder: Path) -> Path:
    """Write the page into a folder under a name that is free, and return its path.

    Raises
    ------
    CourseError
        When the folder cannot be written.
    """
    try:
        return files.write_new(folder, "briefing", ".html", as_html(briefing), MOST_PAGES)
    except FileExistsError as error:
        sentence = _("There are 99 briefings in this folder already. Delete some, then write again.")
        raise CourseError(sentence) from error
    except OSError as error:
        sentence = _("The page could not be written here ({reason}). Your draft is kept.")
        raise CourseError(sentence.format(reason=error.strerror)) from error


def _section(heading: str, body: Markup) -> Markup:
    return Markup("<h2>{}</h2>{}").format(heading, body)


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


def _claim_list(ids: tuple[str, ...]) -> Markup:
    return Markup('<ul lang="en">{}</ul>').format(Markup("").join(_claim(claims.get(one)) for one in ids))


def _claim(claim: claims.Claim) -> Markup:
    sources = Markup("; ").join(claims.citation(source) for source in claim.sources)
    item = Markup("<li>{} <small>({}. {}.)</small></li>")
    return item.format(claim.statement, claims.title(claim), sources)


def _picture(name: str) -> Markup:
    return Markup('<div lang="en">{}</div>').format(PICTURES[name]().html()) if name in PICTURES else Markup("")
