"""The pages beside the lessons: home, glossary, who says so, pictures, data, about."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from helpers import claims, data
from helpers.quiz import bank
from helpers.site import markup, notes, pictures

if TYPE_CHECKING:
    from helpers.site.lesson_page import Page

# These two have pages of their own kind: notes under the lessons, and the list of all statements.
WITHOUT_PAGE = ("sources", "claims")
_ABOUT = Path(__file__).parent / "about.md"


def glossary(pages: Sequence[Page]) -> Markup:
    """Return all words that the lessons explain, in the order of the alphabet, each with its lesson."""
    links = {page.lesson.number: page.name for page in pages}
    words = sorted(data.load("glossary").to_dict("records"), key=lambda row: row["term"].casefold())
    entry = Markup('<div id="w-{}"><dt>{}</dt><dd>{} <a href="{}">lesson {}</a></dd></div>')
    entries = [
        entry.format(row["id"], row["term"], row["definition"], links[row["lesson"]], row["lesson"]) for row in words
    ]
    return Markup('<dl class="terms all-terms">{}</dl>').format(Markup("").join(entries))


def who_says_so(pages: Sequence[Page]) -> Markup:
    """Return the ledger of claims, with what the statuses mean."""
    counted = notes.counts()
    meaning = Markup("<div><dt>{}</dt><dd>{}: {} statements</dd></div>")
    meanings = Markup("").join(
        meaning.format(notes.badge(status), words, counted[status]) for status, words in notes.STATUSES.items()
    )
    head = Markup('<dl class="statuses">{}</dl>').format(meanings)
    return head + notes.whole_ledger({page.lesson.number: page.name for page in pages})


def all_pictures(pages: Sequence[Page]) -> Markup:
    """Return every picture of the lessons once, with a link to its lesson."""
    seen: set[str] = set()
    parts = []
    for page in pages:
        for cell, picture in page.pictures.items():
            if picture.svg in seen:
                continue
            seen.add(picture.svg)
            name = f"g{page.lesson.number}-{cell}"
            place = Markup('<p class="picture-place"><a href="{}">Lesson {} {}</a></p>').format(
                page.name, page.lesson.number, page.lesson.title
            )
            parts.append(Markup('<section id="{}">{}{}</section>').format(f"at-{name}", place, picture.html(name)))
    return Markup("").join(parts)


def tables() -> Markup:
    """Return all tables of the course, each with a file to download and its columns explained."""
    intro = Markup(
        '<p>Every table is a CSV file (UTF-8, commas). <a href="data/datapackage.json">datapackage.json</a> describes all of them '
        "for programs. Each row names its sources by their ids in the table of sources.</p>"
    )
    return intro + Markup("").join(_about_table(resource) for resource in data.package()["resources"])


def _about_table(resource: dict) -> Markup:
    has_page = resource["name"] not in WITHOUT_PAGE
    look = Markup(' · <a href="{}">look at it</a>').format(table_page(resource["name"])) if has_page else ""
    return Markup(
        '<section class="data-table"><h2 id="table-{0}">{1}</h2><p>{2}</p>'
        '<p><a href="data/{3}" download>{3}</a> · {4} rows{5}</p>{6}</section>'
    ).format(
        resource["name"], resource["title"], resource.get("description", ""), resource["path"],
        f"{len(data.load(resource['name'])):,}", look, _columns(resource),
    )  # fmt: skip


def _columns(resource: dict) -> Markup:
    fields = resource["schema"]["fields"]
    rows = pd.DataFrame(
        [(one["name"], one.get("description", "")) for one in fields], columns=["Column", "What it holds"]
    )
    table = pictures.bare_table(rows, f"Columns of {resource['title']}")
    return pictures.folded(f"Its {len(fields)} columns", table)


def table_page(name: str) -> str:
    """Return the name of the page that shows a table."""
    return f"table_{name}.html"


def table(resource: dict) -> Markup:
    """Return one table whole, with its columns explained and its file."""
    with (data.FOLDER / resource["path"]).open(encoding="utf-8", newline="") as file:
        rows = pd.DataFrame(list(csv.DictReader(file)))
    head = Markup('<p><a href="data.html">All tables</a> · <a href="data/{0}" download>{0}</a></p>').format(
        resource["path"]
    )
    return head + _columns(resource) + pictures.bare_table(rows, f"{resource['title']}, {len(rows):,} rows")


def about() -> Markup:
    """Return what the course is, how it stays neutral, how to report an error, and its licences."""
    html = markup.from_markdown(_ABOUT.read_text(encoding="utf-8"))
    return markup.with_headings(html, lambda _level, words: words.lower().replace(" ", "-"))


def search_documents(pages: Sequence[Page]) -> list[list[str]]:
    """Return what search finds: kind, address, title and text of each part of a lesson, each word and each claim."""
    found = []
    for page in pages:
        title = f"{page.lesson.number} {page.lesson.title}"
        found.append(["lesson", page.name, title, page.lesson.question])
        found += [
            ["lesson", f"{page.name}#{section.id}", f"{title}: {section.title}", section.text]
            for section in page.sections
            if section.text
        ]
    for row in data.load("glossary").to_dict("records"):
        found.append(["term", f"glossary.html#w-{row['id']}", row["term"], row["definition"]])
    names = {page.lesson.number: page.name for page in pages}
    for claim in map(claims.get, claims.ids()):
        lesson = claim.lessons[0]
        address = f"{names[lesson]}#n{lesson}-{claim.id}"
        found.append(["claim", address, claim.statement, f"{claim.status} {claim.attributed_to}".strip()])
    return found


def questions_of(page: Page) -> int:
    """Return how many questions a page asks, those of other lessons aside."""
    parts = [part for part in page.quizzes if part not in ("recall", "review")]
    return sum(len(bank.part(page.lesson.number, part)) for part in parts)
