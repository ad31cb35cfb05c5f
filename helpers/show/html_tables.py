"""Small tables for readers: a caption, column heads that screen readers understand, no index."""

from typing import NamedTuple

import pandas as pd
from markupsafe import Markup

from helpers.base.language import ngettext
from helpers.show.links import linked

MOST_ROWS = 15
LANGUAGE_OF_COLUMN = {"Albanian": "sq", "Serbian": "sr-Latn"}


class Link(NamedTuple):
    """A cell that leads to a page of the course."""

    text: str
    address: str

    def __str__(self) -> str:
        return self.text


class Table:
    """A table with a caption, shown as HTML and as text.

    Beyond fifteen rows the whole is folded under the first ones, unless ``folds`` is false.
    """

    def __init__(
        self, frame: pd.DataFrame, caption: str, languages: dict[str, str] | None = None, *, folds: bool = True
    ):
        self.frame = frame
        self.caption = caption
        self.languages = languages or {}
        self._folds = folds

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {
            "text/html": str(self._html()),
            "text/plain": as_text(self.frame, self.caption),
        }

    def _html(self) -> Markup:
        whole = as_html(self.frame, self.caption, self.languages)
        if len(self.frame) <= MOST_ROWS or not self._folds:
            return whole
        summary = ngettext("All {count} row", "All {count} rows", len(self.frame)).format(count=len(self.frame))
        return as_html(self.frame.head(MOST_ROWS), self.caption, self.languages) + folded(summary, whole)


def as_html(frame: pd.DataFrame, caption: str, languages: dict[str, str] | None = None) -> Markup:
    """Return a data frame as an HTML table: caption first, ``scope`` on every head, foreign words marked.

    Parameters
    ----------
    frame : pandas.DataFrame
        The rows to show; the first column heads each row.
    caption : str
        What the table holds, with units and dates.
    languages : dict of str, optional
        Language tags of columns whose cells are in another language than the text around the table.
    """
    marks = LANGUAGE_OF_COLUMN | (languages or {})
    head = Markup('<th scope="col" style="text-align:left">{}</th>')
    heads = Markup("").join(head.format(name) for name in frame.columns)
    row_html = Markup("<tr>{}</tr>")
    rows = Markup("").join(row_html.format(_cells(frame.columns, row, marks)) for row in frame.itertuples(index=False))
    table = Markup(
        '<table><caption style="text-align:left">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
    )
    return scrollable(table.format(caption, heads, rows))


def scrollable(html: Markup) -> Markup:
    """Return HTML that is scrolled sideways where the window is narrower; browsers let the keyboard do so too."""
    return Markup('<div style="overflow-x:auto">{}</div>').format(html)


def folded(summary: str, html: Markup) -> Markup:
    """Return HTML folded under a line of at least 24 pixels, so that a finger finds it."""
    return Markup('<details><summary style="padding:0.3em 0">{}</summary>{}</details>').format(summary, html)


def _cells(names: pd.Index, row: tuple, marks: dict[str, str]) -> Markup:
    cells = []
    for number, (name, value) in enumerate(zip(names, row, strict=True)):
        language = marks.get(str(name))
        mark = Markup(' lang="{}"').format(language) if language else ""
        cell = _ROW_HEAD if number == 0 else _CELL
        cells.append(cell.format(mark, _content(value)))
    return Markup("").join(cells)


_ROW_HEAD = Markup('<th scope="row"{} style="text-align:left">{}</th>')
_CELL = Markup('<td{} style="text-align:left">{}</td>')


def _content(value: object) -> str:
    return linked(value.text, value.address) if isinstance(value, Link) else as_words(value)


def as_text(frame: pd.DataFrame, caption: str) -> str:
    """Return a data frame as lines of text."""
    lines = [caption, " | ".join(map(str, frame.columns))]
    lines += [" | ".join(as_words(value) for value in row) for row in frame.itertuples(index=False)]
    return "\n".join(lines)


def as_words(value: object) -> str:
    """Write one cell for a reader: numbers with thousands signs, nothing for a missing value."""
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) or (hasattr(value, "dtype") and getattr(value.dtype, "kind", "") in "iu"):
        return f"{value:,}"
    return f"{value:g}" if isinstance(value, float) else str(value)
