"""The look of every picture: colours with enough contrast on white, type for a projector, small SVG files."""

import base64
import gc
import io
import json
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import matplotlib
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

INK = "#1a1a1a"
GREY = "#595959"
LIGHT = "#8a8a8a"
PALE = "#e4e4e4"
ACCENT = "#00606b"
SECOND = "#a14a00"
GROUND = "#ffffff"

WIDTH_INCHES = 11.0
FACES = Path(__file__).parent / "letters.json"

SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": 12,
    "text.color": INK,
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

_TEXT_ELEMENT = re.compile(r'<text style="(?P<style>[^"]*)"[^>]*>(?P<text>[^<]*)</text>')

drawn_faces: set[tuple[str, str]] = set()

# rcParams are one global for all threads, and widget handlers run in several.
drawing = threading.RLock()


def new_figure(height: float) -> Figure:
    """Return an empty figure in the house style; draw on it inside ``with style.drawing, style.look():``."""
    return Figure(figsize=(WIDTH_INCHES, height))


@contextmanager
def look() -> Iterator[None]:
    """Return the context in which pictures are drawn and saved."""
    _set_aside_loaded_libraries()
    # A picture is thousands of small objects; collecting in the middle of it took up to half of its time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        with matplotlib.rc_context(SETTINGS):
            yield
    finally:
        if collecting:
            gc.enable()


@cache
def _set_aside_loaded_libraries() -> None:
    # They stay until the end; looking through them for garbage took a tenth of a second at a time.
    gc.freeze()


def heading(figure: Figure, text: str) -> None:
    """Write the point of the picture above it."""
    figure.text(0.01, 0.99, text, ha="left", va="top", fontsize=15, fontweight="bold")


def name_rows(axes: Axes, names: dict[float, str], size: float = 12) -> None:
    """Write names left of the axes at heights of the data; a tick of matplotlib would be five objects for each."""
    axes.yaxis.set_visible(False)
    axes.spines["left"].set_visible(False)
    for height, name in names.items():
        axes.text(-0.008, height, name, transform=axes.get_yaxis_transform(), ha="right", va="center", fontsize=size)


def name_columns(axes: Axes, names: dict[object, str], size: float = 11) -> None:
    """Write names below the axes at places of the data, as :func:`name_rows` does beside them."""
    axes.xaxis.set_visible(False)
    drop = 0.06 / (axes.figure.get_figheight() * axes.get_position().height)
    for place, name in names.items():
        axes.text(place, -drop, name, transform=axes.get_xaxis_transform(), ha="center", va="top", fontsize=size)


def name_years(axes: Axes, years: Iterable[int]) -> None:
    """Mark and name years below an axis of time."""
    starts = {date(year, 1, 1): str(year) for year in years}
    name_columns(axes, starts, size=12)
    axes.plot(
        list(starts), [0] * len(starts), "|", markersize=7, color=GREY, clip_on=False, transform=axes.get_xaxis_transform()
    )  # fmt: skip


def leave_only_names(axes: Axes) -> None:
    """Take the axis of numbers away where the numbers stand beside their marks."""
    hide_scale(axes)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)


def hide_scale(axes: Axes) -> None:
    """Take the axis below away, line and numbers."""
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def to_svg(figure: Figure) -> bytes:
    """Return a figure as SVG that is the same, byte for byte, in every run, with the letters it needs embedded."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    svg = buffer.getvalue().decode("utf-8")
    faces = "".join(_font_face(weight, letters) for weight, letters in sorted(_letters(svg).items()))
    return svg.replace("<defs>", f"<defs><style>{faces}</style>", 1).encode("utf-8")


def _letters(svg: str) -> dict[str, str]:
    """Return the letters that a picture shows, by weight.

    They are read from the finished picture: asking the figure makes matplotlib build the ticks of hidden axes too.
    """
    letters: dict[str, set[str]] = {}
    for element in _TEXT_ELEMENT.finditer(svg):
        weight = "bold" if "font-weight: 700" in element["style"] else "normal"
        letters.setdefault(weight, set()).update(unescape(element["text"]))
    return {weight: "".join(sorted(found)) for weight, found in letters.items()}


def _font_face(weight: str, letters: str) -> str:
    drawn_faces.add((weight, letters))
    encoded = _stored_faces().get(f"{weight} {letters}") or subset(weight, letters)
    return f"@font-face{{font-family:'DejaVu Sans';font-weight:{weight};src:url(data:font/ttf;base64,{encoded})}}"


@cache
def _stored_faces() -> dict[str, str]:
    # Loading fontTools takes a tenth of a lesson's time and memory, so the usual pictures have their letters in a file.
    try:
        return json.loads(FACES.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}


def store_drawn_faces() -> None:
    """Write the letters of all pictures that this process has drawn into ``letters.json``."""
    wanted = {f"{weight} {letters}": subset(weight, letters) for weight, letters in sorted(drawn_faces)}
    FACES.write_text(json.dumps(wanted, indent=0) + "\n", encoding="ascii", newline="\n")
    _stored_faces.cache_clear()


@cache
def subset(weight: str, letters: str) -> str:
    """Return DejaVu Sans with these letters alone, as base64 of an uncompressed TrueType file.

    Text as paths would make pictures several times larger; inside ``<img>`` only embedded fonts are used.
    """
    from fontTools.subset import Options, Subsetter, load_font, save_font

    options = Options(layout_features=[], hinting=False, name_IDs=[], glyph_names=False)
    options.drop_tables += ["FFTM"]
    path = font_manager.findfont(font_manager.FontProperties(family="DejaVu Sans", weight=weight))
    font = load_font(path, options)
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font["head"].modified = font["head"].created
    buffer = io.BytesIO()
    save_font(font, buffer, options)
    return base64.b64encode(buffer.getvalue()).decode("ascii")
