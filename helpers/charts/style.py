"""The look of every picture: colours with enough contrast on white, type for a projector, small SVG files.

matplotlib is imported here alone, so that one place can say why it does not start.
"""

import base64
import gc
import io
import locale
import math
import re
import textwrap
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from helpers.base.errors import CourseError

try:
    import matplotlib
except (OSError, ValueError, locale.Error) as error:
    raise CourseError(
        f"Pictures cannot be drawn: matplotlib does not start ({error}). Look at your own settings of matplotlib, which are in the "
        "environment variables MPLBACKEND and MATPLOTLIBRC, in a file matplotlibrc beside this lesson, or in a file matplotlibrc in "
        "your home folder. Rename the file or delete the variable, then restart the kernel and run this cell again."
    ) from error

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.markers import CARETDOWNBASE, CARETUPBASE
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path as Outline
from matplotlib.transforms import ScaledTranslation

__all__ = ["Axes", "Figure", "Outline", "Patch", "PathPatch", "Rectangle"]

INK = "#1a1a1a"
GREY = "#595959"
LIGHT = "#8a8a8a"
PALE = "#e4e4e4"
ACCENT = "#00606b"
SECOND = "#a14a00"
GROUND = "#ffffff"

WIDTH_INCHES = 11.0
# A lesson shows a picture at most 1,100 pixels wide; this size is 14 points there, and no text is smaller.
TEXT, HEADING = 13.5, 17
# How wide a letter of that size is on average, and how high a line, in inches.
LETTER, LINE = 0.101, 0.225
_HEADING_LETTERS, _HEADING_LINE = 76, 0.29
FAMILY = "DejaVu Sans"
FONTS = {weight: Path(__file__).parent / "fonts" / f"dejavu-{weight}.woff" for weight in ("regular", "bold")}
DASHES = (0, (4, 3))

SETTINGS = {
    "font.family": FAMILY,
    "font.size": TEXT,
    "text.color": INK,
    # A label with two dollar signs is a label, not a formula.
    "text.parse_math": False,
    "axes.edgecolor": LIGHT,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.facecolor": GROUND,
    "axes.facecolor": GROUND,
    "hatch.linewidth": 0.8,
    "svg.fonttype": "none",
    "svg.hashsalt": "course",
}
# A learner's own settings must not reach our pictures; which program shows figures is theirs all the same.
_DEFAULTS = {key: value for key, value in matplotlib.rcParamsDefault.items() if not key.startswith("backend")}

_LEVEL = re.compile(r' transform="rotate\(-0 [^"]*"')
_PATH = re.compile(r' d="[^"]*"')
_PLACE = re.compile(r' (?:x|y|transform)="[^"]*"')
_TOO_FINE = re.compile(r"(\.\d\d)\d+")
_TOO_FINE_IN_PATHS = re.compile(r"(\.\d)\d+")
_SPACE_AROUND_LETTERS = re.compile(r"\s*([A-Za-z])\s*")
_GROUP_OF_ONE_TEXT = re.compile(r'<g id="text_\d+">\s*(<text [^>]*>[^<]*</text>)\s*</g>')
_TEXT_STYLE = re.compile(r'<text style="[^"]*"')
# What the style sheet of the file says for all texts, or what holds without a word.
_USUAL = re.compile(rf"(?:font-size: {TEXT}px|text-anchor: start|fill: {INK})(?:; )?")
_INDENT = re.compile(r"\n\s+")
# rcParams are one global for all threads, and widget handlers run in several.
_drawing = threading.RLock()


class Picture(Figure):
    """A figure in the house style; ``svg`` is its file once its ``with`` block has ended.

    Attributes
    ----------
    svg : bytes
        The file.
    heading : float
        How many inches the heading takes at the top.
    """

    svg: bytes = b""
    heading: float = 0.0

    def inside(
        self, left: float = 0.1, right: float = 0.1, top: float = 0.0, bottom: float = 0.1
    ) -> tuple[float, float, float, float]:
        """Return the place of axes for ``add_axes``.

        Parameters
        ----------
        left, right, bottom : float
            Inches from the edges of the picture.
        top : float
            Inches from the heading down.
        """
        width, height = self.get_size_inches()
        above = self.heading + top
        return left / width, bottom / height, (width - left - right) / width, (height - above - bottom) / height

    def fit(self, left: float = 0.1, right: float = 0.1, top: float = 0.0, bottom: float = 0.1) -> None:
        """Fit subplots into a place that is given as for :meth:`inside`."""
        across, up, width, height = self.inside(left, right, top, bottom)
        self.subplots_adjust(left=across, right=across + width, top=up + height, bottom=up)


@contextmanager
def house_style() -> Iterator[None]:
    """Return the context in which pictures are drawn: matplotlib's defaults, then the house's settings."""
    with _drawing, _collector_at_rest(), matplotlib.rc_context({**_DEFAULTS, **SETTINGS}):
        yield


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    # A picture is thousands of small objects at once; they set off a search for garbage through all loaded libraries,
    # which takes as long as the picture.
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def picture(height: float, point: str) -> Iterator[Picture]:
    """Return the context of one picture; on leaving, the figure is written into its ``svg``.

    Parameters
    ----------
    height : float
        The height in inches below the heading; the width is always the same.
    point : str
        What the picture shows, to stand above it.
    """
    lines = _heading_lines(point)
    with house_style():
        heading = 0.2 + _HEADING_LINE * len(lines)
        figure = Picture(figsize=(WIDTH_INCHES, height + heading))
        figure.heading = heading
        top = 1 - 0.06 / (height + heading)
        figure.text(0.01, top, "\n".join(lines), ha="left", va="top", fontsize=HEADING, fontweight="bold")
        yield figure
        figure.svg = to_svg(figure)


def _heading_lines(point: str) -> list[str]:
    """Return a heading in one line, or in lines of like length; a number keeps its per cent sign."""
    joined = point.replace(" %", "\u00a0%")
    count = -(-len(joined) // _HEADING_LETTERS)
    widths = range(-(-len(joined) // max(count, 1)), _HEADING_LETTERS + 1)
    tries = (textwrap.wrap(joined, max(width, 1), break_on_hyphens=False) for width in widths)
    lines = next((lines for lines in tries if len(lines) <= count), None)
    lines = lines or textwrap.wrap(joined, _HEADING_LETTERS, break_on_hyphens=False) or [""]
    return [line.replace("\u00a0", " ") for line in lines]


def label(pad: float = 1, alpha: float = 1) -> dict:
    """Return the box of a text that stands over marks, so that it can be read."""
    return {"facecolor": GROUND, "edgecolor": "none", "pad": pad, "alpha": alpha}


def axis_end(largest: float, room: float = 1.05) -> int:
    """Return a round number at which an axis that begins at 0 may end.

    Parameters
    ----------
    largest : float
        The largest number that is drawn.
    room : float
        How much more than that must fit on the axis.
    """
    wanted = max(float(largest), 1) * room
    unit = 10 ** math.floor(math.log10(wanted / 20))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= wanted / 20)
    return math.ceil(math.ceil(round(wanted / step, 6)) * step)


def thousands(axes: Axes) -> None:
    """Write the numbers left of the axes with thousands signs."""
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")


def name_scale(axes: Axes, name: str) -> None:
    """Say above the axes what its numbers count."""
    axes.set_title(name, loc="left", fontsize=TEXT)


def wrapped(text: str, inches: float) -> str:
    """Return a text in lines that fit into a width."""
    return textwrap.fill(text, max(int(inches / LETTER), 4), break_on_hyphens=False)


def high(text: str) -> float:
    """Return how many inches the lines of a text are high."""
    return (text.count("\n") + 1) * LINE


def hide_x(axes: Axes) -> None:
    """Take the axis below away, line and numbers."""
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def hide_y(axes: Axes) -> None:
    """Take the axis at the left away, line and numbers."""
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)


def name_rows(axes: Axes, names: dict[float, str]) -> None:
    """Write names left of the axes at heights of the data; a tick of matplotlib would be five objects for each."""
    hide_y(axes)
    for height, name in names.items():
        axes.text(-0.008, height, name, transform=axes.get_yaxis_transform(), ha="right", va="center")


def name_columns(axes: Axes, names: dict[object, str]) -> None:
    """Write names below the axes at places of the data, as :func:`name_rows` does beside them."""
    axes.xaxis.set_visible(False)
    drop = 0.06 / (axes.figure.get_figheight() * axes.get_position().height)
    for place, name in names.items():
        axes.text(place, -drop, name, transform=axes.get_xaxis_transform(), ha="center", va="top")


def name_years(axes: Axes, years: Iterable[int]) -> None:
    """Mark and name years below an axis of time."""
    starts = {date(year, 1, 1): str(year) for year in years}
    name_columns(axes, starts)
    below = {"markersize": 7, "color": GREY, "clip_on": False, "transform": axes.get_xaxis_transform()}
    axes.plot(list(starts), [0] * len(starts), "|", **below)


def time_axis(axes: Axes, moments: pd.Series, before: float = 0.03, after: float = 0.03) -> range:
    """Fit an axis of time to what is drawn on it; return the years whose first day it shows.

    Parameters
    ----------
    axes : Axes
        The axes to set.
    moments : pandas.Series
        All moments that are drawn.
    before, after : float
        Room beside them, as parts of their span.
    """
    first, last = moments.min(), moments.max()
    span = max(last - first, pd.Timedelta(days=365))
    start, end = first - before * span, last + after * span
    axes.set_xlim(start, end)
    return range(start.year + 1, end.year + 1)


def some_years(years: range, most: int = 10) -> list[int]:
    """Return years to name below an axis: all, every second, fifth or tenth, so that there are not too many."""
    every = next((every for every in (1, 2, 5, 10) if len(years) / every <= most), 20)
    return [year for year in years if year % every == 0]


def mark_bounds(axes: Axes, across: Iterable, heights: Iterable[float], precisions: Iterable[str]) -> None:
    """Put a small arrow at figures that are no counts: up above a floor (at least), down below a ceiling (at most)."""
    rows = list(zip(across, heights, precisions, strict=True))
    for precision, marker, up in (("at_least", CARETUPBASE, 5), ("at_most", CARETDOWNBASE, -5)):
        own = [(place, height) for place, height, kind in rows if kind == precision]
        if own:
            beside = axes.transData + ScaledTranslation(0, up / 72, axes.figure.dpi_scale_trans)
            axes.plot(
                *zip(*own, strict=True),
                linestyle="none",
                marker=marker,
                color=ACCENT,
                markersize=5,
                transform=beside,
                zorder=4,
            )


def to_svg(figure: Figure) -> bytes:
    """Return a figure as SVG that is the same, byte for byte, in every run, with its letters embedded.

    Text as paths would make pictures several times larger; inside ``<img>`` only embedded fonts are used.
    """
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    svg = buffer.getvalue().decode("utf-8")
    # Level text comes turned by nothing, each text names the family and has a group of its own, and lines are placed
    # to a millionth of a point: together half of the file.
    svg = _LEVEL.sub("", svg).replace(f"font-family: '{FAMILY}'; ", "")
    svg = _TEXT_STYLE.sub(_unusual, _GROUP_OF_ONE_TEXT.sub(r"\1", svg))
    svg = _PLACE.sub(lambda place: _TOO_FINE.sub(r"\1", place[0]), svg)
    svg = _INDENT.sub("\n", _PATH.sub(_shorter, svg))
    return svg.replace("<defs>", f"<defs><style>{_letters()}</style>", 1).encode("utf-8")


def _unusual(text: re.Match) -> str:
    return _USUAL.sub("", text[0]).replace('; "', '"').replace(' style=""', "")


def _shorter(path: re.Match) -> str:
    """Return a path to a tenth of a point and without spaces around its letters."""
    lines = path[0].removeprefix(' d="').removesuffix('"')
    lines = _SPACE_AROUND_LETTERS.sub(r"\1", _TOO_FINE_IN_PATHS.sub(r"\1", lines))
    return f' d="{lines}"'


@cache
def _letters() -> str:
    faces = "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight.replace('regular', 'normal')};"
        f"src:url(data:font/woff;base64,{base64.b64encode(path.read_bytes()).decode('ascii')})}}"
        for weight, path in FONTS.items()
    )
    return f"{faces}text{{font-family:'{FAMILY}';font-size:{TEXT}px;fill:{INK}}}"
