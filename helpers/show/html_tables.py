"""Small tables for readers: a caption, column heads that screen readers understand, no index."""

from html import escape
from typing import NamedTuple

import pandas as pd

from helpers.base.language import ngettext

MOST_ROWS = 15
LANGUAGE_OF_COLUMN = {"Albanian": "sq", "Serbian": "sr-Latn"}


class Link(NamedTuple):
    """A cell that leads to a page of the course."""

    text: str
    address: str

    def __str__(self) -> str:
        return self.text


class Table:
    """A table with a caption, shown as HTML and as text; beyond fifteen rows the whole is folded under the first ones."""

    def __init__(self, frame: pd.DataFrame, caption: str, languages: dict[str, str] | None = None):
        self.frame = frame
        self.caption = caption
        self.languages = languages or {}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {
            "text/html": self._html(),
            "text/plain": as_text(self.frame, self.caption),
        }

    def _html(self) -> str:
        if len(self.frame) <= MOST_ROWS:
            return as_html(self.frame, self.caption, self.languages)
        summary = ngettext("All {count} row", "All {count} rows", len(self.frame)).format(count=len(self.frame))
        return as_html(self.frame.head(MOST_ROWS), self.caption, self.languages) + folded(
            summary, as_html(self.frame, self.caption, self.languages)
        )


def as_html(frame: pd.DataFrame, caption: str, languages: dict[str, str] | None = None) -> str:
    """Return a data frame as an HTML table: caption first, ``scope`` on every head, foreign words marked.

    Parameters
    ----------
    frame : the rows to show; the first column heads each row.
    caption : what the table holds, with units and dates.
    languages : language tags of columns whose cells are in another language than the text around the table.
    """
    marks = LANGUAGE_OF_COLUMN | (languages or {})
    heads = "".join(f'<th scope="col" style="text-align:left">{escape(str(name))}</th>' for name in frame.columns)
    rows = "".join(f"<tr>{_cells(frame.columns, row, marks)}</tr>" for row in frame.itertuples(index=False))
    caption_cell = f'<caption style="text-align:left">{escape(caption)}</caption>'
    return scrollable(f"<table>{caption_cell}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>")


def scrollable(html: str) -> str:
    """Return HTML that is scrolled sideways where the window is narrower; browsers let the keyboard do so too."""
    return f'<div style="overflow-x:auto">{html}</div>'


def folded(summary: str, html: str) -> str:
    """Return HTML folded under a line of at least 24 pixels, so that a finger finds it."""
    return f'<details><summary style="padding:0.3em 0">{escape(summary)}</summary>{html}</details>'


def _cells(names: pd.Index, row: tuple, marks: dict[str, str]) -> str:
    cells = []
    for number, (name, value) in enumerate(zip(names, row, strict=True)):
        language = marks.get(str(name))
        mark = f' lang="{language}"' if language else ""
        tag = 'th scope="row"' if number == 0 else "td"
        cells.append(f'<{tag}{mark} style="text-align:left">{_content(value)}</{tag.split()[0]}>')
    return "".join(cells)


def _content(value: object) -> str:
    if isinstance(value, Link):
        return f'<a href="{escape(value.address)}">{escape(value.text)}</a>'
    return escape(as_words(value))


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
