"""The whole course as one HTML file: every page in it, one after the other; a script shows one at a time."""

import re
from collections.abc import Collection, Mapping
from urllib.parse import quote

from bs4 import BeautifulSoup
from markupsafe import Markup

from helpers.site import data_scripts, template

_MAIN = re.compile(r'<main id="main" tabindex="-1">\n(.*)</main>', re.DOTALL)
_TO_TABLE = re.compile(r'<a href="data/[^"]+"[^>]*>([^<]*)</a>')
_LOCAL = re.compile(r'(?<= href=")([\w.-]+\.html)(#[\w.-]+)?(?=")')


def page_mark(name: str) -> str:
    """Return the id under which a page stands in the one file."""
    return f"page-{name.removesuffix('.html')}"


def build(pages: Mapping[str, str], style: str, script: str, data: Markup, embedded: Mapping[str, object]) -> str:
    """Return the file.

    Parameters
    ----------
    pages : mapping of str
        All pages of the site by their names, the home page among them.
    style, script : str
        The style sheet with the letters of pictures, and the page's script.
    data : Markup
        JSON for ``#course-data``.
    embedded : mapping
        What pages otherwise load from files, by its name.
    """
    head = pages["index.html"]
    masthead = head[head.index('<header class="masthead">') : head.index('<main id="main"')]
    foot = head[head.index('<footer class="foot">') : head.index("</footer>") + len("</footer>")]
    return template.render(
        "single.html",
        style=Markup(style),
        # Only this would end the element early.
        script=Markup(script.replace("</script", "<\\/script")),
        data=data,
        masthead=Markup(linked(masthead, pages)),
        foot=Markup(linked(foot, pages)),
        pages=[{"mark": page_mark(name), "body": _inner(name, text, pages)} for name, text in pages.items()],
        embedded=[data_scripts.element(name, content) for name, content in embedded.items()],
    )


def address(name: str, pages: Collection[str]) -> str:
    """Return where an address of the site leads inside the one file."""
    return linked(f' href="{name}"', pages).removeprefix(' href="').removesuffix('"')


def _inner(name: str, text: str, pages: Mapping[str, str]) -> Markup:
    found = _MAIN.search(text)
    assert found
    body = linked(found[1], pages)
    if name == "data.html" or name.startswith("table_"):
        # The tables themselves come with the folder of the site, not with the one file.
        body = _TO_TABLE.sub(r"\1", body)
    if name == "pictures.html":
        # The same pictures stand in the lessons.
        tree = BeautifulSoup(body, "html.parser")
        for section in tree.find_all("section"):
            section.replace_with(*section.select(".picture-place, figcaption"))
        body = str(tree)
    return Markup(body)


def linked(html: str, pages: Collection[str]) -> str:
    """Links to pages lead to their places in the file: to the mark of a heading or note, or else to the page's own."""

    def to(found: re.Match) -> str:
        name, mark = found[1], found[2]
        if name not in pages:
            return found[0]
        return mark or f"#{quote(page_mark(name))}"

    return _LOCAL.sub(to, html)
