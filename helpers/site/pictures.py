"""Pictures for a page: drawn in the page itself, so that all of them share one set of letters."""

import base64
import binascii
import re
from dataclasses import dataclass

import pandas as pd
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from helpers.base.errors import CourseError
from helpers.charts import style
from helpers.show import html_tables
from helpers.show.chart import Chart
from helpers.site import markup

FEWEST_CHARACTERS = 40
"""Fewer are no words that say what a picture shows."""

_DATA = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=\s]+)")
_HEAD = re.compile(r"\A.*?(?=<svg )", re.DOTALL)
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_STYLE_SHEETS = re.compile(r"<style[^>]*>.*?</style>", re.DOTALL)
_IDS = re.compile(r' id="([^"]+)"')
_USES = re.compile(r'(?:href="#|url\(#)([^")]+)')
_REFERENCE = re.compile(r'(id="|href="#|url\(#)([^")]+)')
_VIEW_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_EMPTY_STYLE = re.compile(r"(stroke-)?(?:dashoffset): 0; ")
_STYLE_SPACES = re.compile(r"(?<=[:;]) ")


@dataclass(frozen=True)
class Picture:
    """One picture: ``svg`` for the inside of a page, its words, the line under it and the table folded under that."""

    svg: str
    words: str
    caption: str
    table: Markup
    table_title: str

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the drawing, in points."""
        found = _VIEW_BOX.search(self.svg)
        return (float(found[1]), float(found[2])) if found else (0.0, 0.0)

    def html(self, name: str) -> Markup:
        """Return figure and table, with ``name`` before the ids inside, which must differ on one page."""
        shown = Markup(
            '<figure class="picture"><div class="wide picture-box" role="region" tabindex="0" aria-label="{}">{}</div>'
            "<figcaption>{}</figcaption></figure>"
        )
        figure = shown.format("Picture, can be scrolled sideways", self.image(name), self.caption)
        return figure + folded(self.table_title, self.table)

    def image(self, name: str) -> Markup:
        """Return the drawing alone, with its words for who does not see it."""
        body = with_own_ids(self.svg, name)
        return Markup(body.replace("<svg ", f'<svg role="img" aria-label="{Markup.escape(self.words)}" ', 1))


def folded(summary: str, html: Markup, kind: str = "fold") -> Markup:
    """Return HTML folded under a line."""
    return Markup('<details class="{}"><summary>{}</summary>{}</details>').format(kind, summary, html)


def from_output(place: str, html: str) -> Picture | None:
    """Return the picture of a stored output; None where there is none.

    Parameters
    ----------
    place : str
        Lesson and cell, for sentences about faults.
    html : str
        What :meth:`helpers.show.chart.Chart.html` gave.

    Raises
    ------
    CourseError
        For a picture without words, and for one that is no SVG.
    """
    if "<img" not in html:
        return None
    tree = BeautifulSoup(html, "html.parser")
    image = tree.select("img")[0]
    words = str(image.get("alt", "")).strip()
    if len(words) < FEWEST_CHARACTERS:
        raise CourseError(
            f"{place}: its picture has no words that say what it shows. Give it an alternative text of at least "
            f"{FEWEST_CHARACTERS} characters."
        )
    caption = tree.find("figcaption")
    summaries, tables = tree.select("details > summary"), tree.select("details table")
    return Picture(
        svg=bare(_decoded(place, image)),
        words=words,
        caption=caption.get_text() if caption else "",
        table=markup.from_html(str(tables[0]) if tables else ""),
        table_title=summaries[0].get_text() if summaries else "The same as a table",
    )


def from_chart(chart: Chart) -> Picture:
    """Return the picture of a chart that was just drawn, as :func:`from_output` does for a stored one."""
    count = len(chart.table)
    return Picture(
        svg=bare(chart.svg.decode("utf-8")),
        words=chart.words,
        caption=chart.caption,
        table=bare_table(chart.table, chart.caption, dict(chart.languages)),
        table_title=f"The same as a table ({count} {'row' if count == 1 else 'rows'})",
    )


def bare_table(frame: pd.DataFrame, caption: str, languages: dict[str, str] | None = None) -> Markup:
    """Return a table for a page, without styles of its own, in a place that is scrolled where the window is narrower."""
    # Its words are escaped already.
    table = str(html_tables.as_html(frame, caption, languages)).replace(' style="text-align:left"', "")
    inside = Markup(table.removeprefix('<div style="overflow-x:auto">').removesuffix("</div>"))
    return Markup('<div aria-label="{}" class="wide" role="region" tabindex="0">{}</div>').format(caption, inside)


def file_from_output(place: str, html: str) -> str:
    """Return the picture of a stored output as an SVG file of its own, with its letters inside; errors as above."""
    return _decoded(place, BeautifulSoup(html, "html.parser").select("img")[0])


def _decoded(place: str, image: Tag) -> str:
    data = _DATA.fullmatch(str(image.get("src", "")))
    if not data:
        raise CourseError(
            f"{place}: its picture is no SVG inside the cell; a page can hold no other. Show it as a Chart."
        )
    try:
        return base64.b64decode(data[1], validate=False).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError) as error:
        raise CourseError(f"{place}: its picture is damaged ({error}). Run the cell again.") from error


def bare(svg: str) -> str:
    """Return an SVG file as an element for a page: no head, no letters, no style sheet, no ids that nothing uses."""
    text = _STYLE_SHEETS.sub("", _HEAD.sub("", svg)).strip()
    used = set(_USES.findall(text))
    text = _IDS.sub(lambda found: found[0] if found[1] in used else "", text)
    text = text.replace("<defs>\n</defs>\n", "").replace("<g>\n", "<g>").replace(' version="1.1"', "")
    text = _EMPTY_STYLE.sub("", text)
    text = re.sub(r'style="[^"]*"', lambda found: _STYLE_SPACES.sub("", found[0]), text)
    text = re.sub(r'\swidth="[\d.]+pt" height="[\d.]+pt"', "", text, count=1)
    return text.replace("<svg ", '<svg class="drawn" ', 1).replace(" \n", "\n")


def with_own_ids(svg: str, name: str) -> str:
    """Return an SVG element whose ids begin with a name, so that two pictures of one page do not share them."""
    return _REFERENCE.sub(rf"\1{name}-\2", svg)


def letters() -> str:
    """Return the style sheet's part for the letters of all pictures: both fonts inside, so that nothing is fetched."""
    faces = []
    for weight, number in (("regular", 400), ("bold", 700)):
        content = base64.b64encode(style.FONTS[weight].read_bytes()).decode("ascii")
        faces.append(
            f"@font-face{{font-family:'{style.FAMILY}';font-weight:{number};src:url(data:font/woff;base64,{content})}}"
        )
    return "\n".join(faces)
