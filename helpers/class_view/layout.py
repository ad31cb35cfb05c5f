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
from helpers.charts.style import Axes

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

_RIGHT: dict[str, Any] = {"color": style.ACCENT, "edgecolor": style.ACCENT}
# Pale under its lines, so that it stays apart from an empty bar where the picture is small or grey.
_SURE: dict[str, Any] = {"color": "#f4dcc8", "edgecolor": style.SECOND, "hatch": "///"}
_UNSURE: dict[str, Any] = {"color": style.GROUND, "edgecolor": style.GREY}
_PLAIN: dict[str, Any] = {"color": style.PALE, "edgecolor": style.ACCENT}
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
    axes: Axes
    down: float


@contextmanager
def page(point: str, question: str, needed: float) -> Iterator[Page]:
    """Return the context of a picture with its point and a question above, and ``needed`` inches below them."""
    point_lines, question_lines = textwrap.wrap(point, _BOLD_ACROSS), textwrap.wrap(question, _ACROSS)
    down = 0.15 + LINE * (len(point_lines) + len(question_lines)) + 0.2
    height = down + needed
    with style.picture(height, "\n".join(point_lines), size=LETTERS + 1) as figure:
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, style.WIDTH_INCHES)
        axes.set_ylim(height, 0)
        axes.set_axis_off()
        top = 0.15 + LINE * len(point_lines)
        axes.text(LEFT, top, "\n".join(question_lines), fontsize=LETTERS, va="top")
        yield Page(figure, axes, down)


def draw_rows(on: Page, rows: Sequence[Row]) -> None:
    """Draw each row: its text, its bar under it, and its words beside the bar."""
    for row in rows:
        lines = _lines(row)
        weight = "bold" if row.is_bold else "normal"
        on.axes.text(LEFT, on.down, "\n".join(lines), fontsize=LETTERS, va="top", fontweight=weight, linespacing=1.15)
        middle = on.down + len(lines) * LINE + UNDER + BAR / 2
        start = LEFT
        for share, ground in zip((row.right, row.sure, row.unsure, row.plain), _GROUNDS, strict=True):
            if share:
                on.axes.barh(middle, share * FULL, left=start, height=BAR, linewidth=1.6, **ground)
                start += share * FULL
        on.axes.text(start + 0.12, middle, row.said, fontsize=BESIDE, va="center", fontweight=weight)
        on.down += len(lines) * LINE + UNDER + BAR + GAP


def draw_legend(on: Page) -> None:
    """Draw what filled, hatched and empty bars mean, in one line."""
    across = LEFT
    for said, ground in legend():
        on.axes.barh(on.down + 0.14, 0.36, left=across, height=0.24, linewidth=1.6, **ground)
        on.axes.text(across + 0.46, on.down + 0.14, said, fontsize=SMALL, va="center")
        across += 0.46 + len(said) * SMALL * 0.6 / 72 + 0.45
    on.down += LEGEND
