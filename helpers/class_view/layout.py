"""How the pictures of a class look: large letters, one long row a bar, and what is filled, hatched or empty.

All places are inches from the upper left corner, so that letters and bars never depend on how many rows there are.
"""

import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from helpers.base.language import gettext as _
from helpers.charts import style

# Of a picture as wide as a projected page, letters of this size can be read from the last row of a room.
LETTERS = 18
BESIDE = 16
SMALL = 15
LINE = LETTERS * 1.25 / 72
# Letters that fit beside each other: bold above, plain below.
_BOLD_ACROSS, _ACROSS = 70, 82
LEFT = 0.12
BAR, UNDER, GAP = 0.34, 0.05, 0.2
LEGEND = 0.4
# A bar of everybody; the words beside it need the rest.
FULL = 6.2

_RIGHT: dict[str, Any] = {"facecolor": style.ACCENT, "edgecolor": style.ACCENT}
# Pale under its lines, so that it stays apart from an empty bar where the picture is small or grey.
_SURE: dict[str, Any] = {"facecolor": "#f4dcc8", "edgecolor": style.SECOND, "hatch": "///"}
_UNSURE: dict[str, Any] = {"facecolor": style.GROUND, "edgecolor": style.GREY}
_PLAIN: dict[str, Any] = {"facecolor": style.PALE, "edgecolor": style.ACCENT}
_GROUNDS = (_RIGHT, _SURE, _UNSURE, _PLAIN)


@dataclass(frozen=True)
class Row:
    """One bar with its words: shares of the full length that are right, sure and wrong, wrong otherwise, or unmarked."""

    text: str
    said: str
    right: float = 0.0
    sure: float = 0.0
    unsure: float = 0.0
    plain: float = 0.0
    is_bold: bool = False


def legend() -> tuple[tuple[str, dict], ...]:
    """Return what each ground of a bar means."""
    return (
        (_("right"), _RIGHT),
        (_("wrong and sure of it"), _SURE),
        (_("wrong, less sure"), _UNSURE),
    )


def height_of(rows: Sequence[Row]) -> float:
    """Return how many inches the rows take."""
    return sum(len(_lines(row)) * LINE + UNDER + BAR + GAP for row in rows)


def _lines(row: Row) -> list[str]:
    return textwrap.wrap(row.text, _BOLD_ACROSS if row.is_bold else _ACROSS) or [""]


@dataclass
class Page:
    """A picture that is filled from top to bottom; ``down`` is where the next thing stands."""

    figure: style.Picture
    down: float

    # On the figure itself: axes and their ticks would take as long as everything else.
    def text(self, across: float, down: float, said: str, size: float, **look: Any) -> None:
        """Write a text at a place in inches."""
        height = self.figure.get_figheight()
        self.figure.text(across, height - down, said, fontsize=size, transform=self.figure.dpi_scale_trans, **look)

    def bar(self, across: float, down: float, length: float, height: float, ground: dict[str, Any]) -> None:
        """Draw a bar; its place is its upper left corner, in inches."""
        corner = (across, self.figure.get_figheight() - down - height)
        inches = self.figure.dpi_scale_trans
        self.figure.add_artist(style.Rectangle(corner, length, height, linewidth=1.6, transform=inches, **ground))


@contextmanager
def page(point: str, asked: Sequence[str], needed: float) -> Iterator[Page]:
    """Return the context of a picture with its point and what was asked above, and ``needed`` inches below them.

    Parameters
    ----------
    point : str
        The heading.
    asked : sequence of str
        The question, and the lines of its extract, each of which begins anew.
    needed : float
        Inches.
    """
    lines = [line for text in asked for line in textwrap.wrap(text, _ACROSS)]
    height = LINE * len(lines) + 0.2
    with style.picture(height + needed, point) as figure:
        made = Page(figure, figure.heading + height)
        made.text(LEFT, figure.heading, "\n".join(lines), LETTERS, va="top")
        yield made


def draw_rows(on: Page, rows: Sequence[Row]) -> None:
    """Draw each row: its text, its bar under it, and its words beside the bar."""
    for row in rows:
        lines = _lines(row)
        weight = "bold" if row.is_bold else "normal"
        on.text(LEFT, on.down, "\n".join(lines), LETTERS, va="top", fontweight=weight, linespacing=1.15)
        top = on.down + len(lines) * LINE + UNDER
        end = LEFT
        for share, ground in zip((row.right, row.sure, row.unsure, row.plain), _GROUNDS, strict=True):
            if share:
                on.bar(end, top, share * FULL, BAR, ground)
                end += share * FULL
        on.text(end + 0.12, top + BAR / 2, row.said, BESIDE, va="center", fontweight=weight)
        on.down = top + BAR + GAP


def draw_legend(on: Page) -> None:
    """Draw what filled, hatched and empty bars mean, in one line."""
    across = LEFT
    for said, ground in legend():
        on.bar(across, on.down + 0.02, 0.36, 0.24, ground)
        on.text(across + 0.46, on.down + 0.14, said, SMALL, va="center")
        across += 0.46 + len(said) * SMALL * 0.6 / 72 + 0.45
    on.down += LEGEND
