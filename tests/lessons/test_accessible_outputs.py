"""Without a browser: what the stored lessons give to somebody who listens to them or never touches a mouse."""

import re
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from helpers.base import lessons

LESSONS = lessons.paths()
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-(Latn|Cyrl))?")
VAGUE = {"here", "click here", "this", "link", "more", "read more"}


class Page(HTMLParser):
    """Notes what matters of an output's HTML."""

    def __init__(self, html: str):
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.languages: set[str] = set()
        self._open: list[str] = []
        self._tables: list[set[str]] = []
        self._link: str | None = None
        self._of_pandas = False
        self.feed(html)
        self.faults += [f"<{tag}> is never closed" for tag in self._open]

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if "id" in given:
            self.ids.append(given["id"])
        if "lang" in given:
            self.languages.add(given["lang"])
        if re.search(r"(?<!-)\bcolor:", given.get("style") or ""):
            self.faults.append("a colour of letters is set by hand; the theme knows the contrast")
        if any(name.startswith("on") for name in given):
            self.faults.append(f"<{tag}> runs a script")
        if given.get("tabindex", "0") not in ("0", "-1"):
            self.faults.append(f"<{tag}> changes the order of Tab")
        if tag == "img" and len(given.get("alt") or "") < 40:
            self.faults.append("a picture without words")
        if tag == "table":
            self._of_pandas = given.get("class") == "dataframe"
            # In a plain grid of pandas the browser finds the heads by itself; the sentence before the cell names it.
            self._tables.append({"caption"} if self._of_pandas else set())
        if self._tables and tag in ("caption", "th"):
            self._tables[-1].add(tag)
            if tag == "th" and not self._of_pandas and given.get("scope") not in ("col", "row"):
                self.faults.append("a head of a table without scope")
        if tag == "a":
            self._link = ""
        if tag not in ("img", "br", "hr", "input", "meta"):
            self._open.append(tag)

    def handle_data(self, data: str) -> None:
        if self._link is not None:
            self._link += data

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        if tag == "table":
            missing = {"caption", "th"} - self._tables.pop()
            self.faults += [f"a table without {part}" for part in sorted(missing)]
        if tag == "a":
            text = " ".join((self._link or "").split()).casefold()
            if not text or text in VAGUE or text.startswith("http"):
                self.faults.append(f"a link called {text!r}")
            self._link = None


def outputs(path: Path) -> list[str]:
    cells = nbformat.read(path, as_version=4).cells
    return [
        output["data"]["text/html"]
        for cell in cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "text/html" in output.get("data", {})
    ]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_outputs_speak_and_are_built_in_order(path: Path):
    pages = [Page(html) for html in outputs(path)]
    assert [fault for page in pages for fault in page.faults] == []
    ids = [name for page in pages for name in page.ids]
    assert len(ids) == len(set(ids)), "a link could jump to two places"
    tags = set().union(*(page.languages for page in pages))
    assert [tag for tag in tags if not LANGUAGE_TAG.fullmatch(tag)] == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_output_has_words_without_html(path: Path):
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            if "text/html" in output.get("data", {}):
                assert output["data"]["text/plain"].strip(), cell.id
                assert "object at 0x" not in output["data"]["text/plain"], cell.id


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_links_in_the_text_say_where_they_lead(path: Path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type != "markdown":
            continue
        for text, address in re.findall(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)", cell.source):
            assert text.casefold() not in VAGUE and not text.startswith("http"), (cell.id, text, address)
        assert not re.search(r"!\[\s*\]", cell.source), f"{cell.id}: a picture without words"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ('<img src="x">', "without words"),
        ("<table><tr><th scope='col'>a</th></tr></table>", "without caption"),
        ("<table><caption>c</caption><tr><th>a</th></tr></table>", "without scope"),
        ('<p style="color:#777">pale</p>', "colour"),
        ('<a href="x">here</a>', "called 'here'"),
        ('<div tabindex="3"></div>', "order of Tab"),
        ('<b onclick="x()">b</b>', "runs a script"),
        ("<div><p>x</p>", "never closed"),
    ],
)
def test_a_fault_would_be_found(html: str, words: str):
    assert any(words in fault for fault in Page(html).faults)
