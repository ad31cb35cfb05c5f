"""The Markdown of lessons and the HTML of outputs as HTML for a page: links lead to pages, claims are marked, nothing acts."""

import re
from collections.abc import Callable

import bleach
import mistune
from bs4 import BeautifulSoup, Tag
from markupsafe import Markup

from helpers.show.export import cleaning

_NOTEBOOK = re.compile(r"(?:\.\./notebooks/|notebooks/)?(\d\d_[a-z0-9_]+)\.ipynb(#.*)?")
_CLAIM = re.compile(r"#n(\d\d)-([a-z][a-z0-9-]*)")
_STATUS = re.compile(r"(established|attributed|disputed|unknown)\b")
# A page has a style sheet of its own.
_WITHOUT = ("style",)
_to_html = mistune.create_markdown(escape=False, plugins=["table", "strikethrough"])


def from_markdown(text: str) -> Markup:
    """Return Markdown of the course as HTML for a page."""
    return from_html(str(_to_html(text)))


def from_html(html: str) -> Markup:
    """Return HTML of the course for a page: without scripts and styles, links to notebooks lead to pages, claims are marked."""
    tree = BeautifulSoup(_clean(html), "html.parser")
    for link in tree.find_all("a"):
        _mend(link)
    for table in tree.find_all("table"):
        _make_scrollable(tree, table)
    return Markup(tree.decode(formatter="minimal"))


def _clean(html: str) -> str:
    return bleach.clean(
        cleaning.WITHOUT_WORDS.sub("", html),
        tags=cleaning.TAGS,
        attributes=_is_allowed,
        protocols=bleach.ALLOWED_PROTOCOLS,
    )


def _is_allowed(tag: str, name: str, value: str) -> bool:
    return name not in _WITHOUT and cleaning.is_allowed(tag, name, value)


def _mend(link: Tag) -> None:
    address = str(link.get("href", ""))
    notebook, claim = _NOTEBOOK.fullmatch(address), _CLAIM.fullmatch(address)
    if notebook:
        link["href"] = f"{notebook[1]}.html{notebook[2] or ''}"
    elif claim:
        status = _STATUS.match(str(link.get("title", "")))
        link["class"] = f"claim claim-{status[1]}" if status else "claim"
    elif "rel" in link.attrs:
        # Nothing here opens a window that could reach back.
        del link["rel"]


def _make_scrollable(tree: BeautifulSoup, table: Tag) -> None:
    """Wide tables are scrolled in a place of their own, which the keyboard reaches and which has a name."""
    parent = table.parent
    if parent is not None and parent.name == "div" and len(list(parent.children)) == 1:
        parent.unwrap()
    caption = table.find("caption")
    box = tree.new_tag("div", attrs={"class": "wide", "role": "region", "tabindex": "0"})
    box["aria-label"] = caption.get_text() if caption else "Table"
    table.wrap(box)


def with_headings(html: Markup, name: Callable[[str, str], str]) -> Markup:
    """Return HTML whose headings have ids.

    Parameters
    ----------
    html : Markup
        A part of a page.
    name : callable
        Gives the id of a heading from its level (``"h2"``) and its words.
    """
    if "<h" not in html:
        return html
    tree = BeautifulSoup(html, "html.parser")
    for heading in tree.find_all(["h2", "h3", "h4"]):
        heading["id"] = name(heading.name, heading.get_text())
    return Markup(tree.decode(formatter="minimal"))
