"""One printed document: a page of HTML that stands alone, with its letters and its style inside."""

from functools import cache
from pathlib import Path

from markupsafe import Markup

from helpers.site import pictures, template

FOLDER = Path(__file__).parent


def document(title: str, body: Markup, *, kind: str, size: float | None = None) -> str:
    """Return a document.

    Parameters
    ----------
    title : str
        What the PDF is called.
    body : Markup
        What stands in it, from the heading of the first rank on.
    kind : str
        The class of its body in ``paper.css``.
    size : float
        The size of the type in points, where it is not the usual one.
    """
    own = f"html{{font-size:{size}pt}}" if size else ""
    letters = pictures.letters() if "<svg" in body else ""
    page = template.environment(FOLDER / "templates").get_template("paper.html")
    return page.render(title=title, body=body, kind=kind, letters=Markup(letters), style=Markup(_style() + own))


@cache
def _style() -> str:
    return (FOLDER / "paper.css").read_text(encoding="utf-8")


def heading(level: int, text: str) -> Markup:
    """Return a heading."""
    return Markup("<h{0}>{1}</h{0}>").format(level, text)


def writing_lines(count: int) -> Markup:
    """Return lines to write on, which a reader's voice names once."""
    lines = Markup("<li></li>") * count
    return Markup('<ul class="writing" aria-label="Lines to write on">{}</ul>').format(lines)
