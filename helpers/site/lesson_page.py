"""A lesson as a page: each cell of its notebook becomes a part, told by what the cell calls."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup

from helpers import exercises, glossary, statements
from helpers.base import lessons, written_checks
from helpers.base.lessons import Lesson
from helpers.show.html_tables import Table
from helpers.site import briefing_form, explorers, markup, notebook, notes, pages, pictures, questions
from helpers.site.notebook import Cell
from helpers.site.pictures import Picture
from helpers.site.wording import Wording

QUIZZES = {
    "quiz.recall": "recall",
    "quiz.predict": "predict",
    "quiz.exit_check": "exit",
    "quiz.practice": "practice",
    "quiz.after": "after",
    "quiz.exam": "exam",
    "quiz.review": "review",
}
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_LOADED = re.compile(r'\bdata\.load\("(\w+)"\)')
_CARD = re.compile(r"^> ?", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """A part of a page that search finds: the id and words of its heading, and its plain text."""

    id: str
    title: str
    level: str
    text: str


@dataclass
class Page:
    """A lesson's page as it is built up."""

    lesson: Lesson
    lead: Markup = Markup("")
    parts: list[Markup] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    explorers: list[str] = field(default_factory=list)
    quizzes: list[str] = field(default_factory=list)
    exercises: list[str] = field(default_factory=list)
    has_written_check: bool = False
    has_briefing: bool = False

    @property
    def name(self) -> str:
        """The name of its file."""
        return page_name(self.lesson)

    @property
    def body(self) -> Markup:
        """What stands under the head of the page."""
        return Markup("\n").join(self.parts)

    @property
    def contents(self) -> list[Section]:
        """The headings that the contents of the page list."""
        return [section for section in self.sections if section.level == "h2"]


def page_name(lesson: Lesson) -> str:
    """Return the name of a lesson's page."""
    return lesson.file.replace(".ipynb", ".html")


def build(lesson: Lesson, wording: Wording) -> Page:
    """Return the page of a lesson.

    Parameters
    ----------
    lesson : Lesson
        The lesson's entry in the manifest.
    wording : Wording
        What the web edition says in place of sentences that speak of JupyterLab.

    Raises
    ------
    CourseError
        For a notebook or an output that no page can hold; the sentence names lesson and cell.
    """
    page = Page(lesson)
    cells = notebook.read(lessons.FOLDER / lesson.file)
    for place, cell in enumerate(cells):
        html = _code(page, cell) if cell.kind == "code" else _markdown(page, cell, wording, is_first=place == 0)
        if not html:
            continue
        named = _with_headings(page, html)
        if _tells_what_was_guessed(cell) and cells[place - 1].is_folded:
            page.parts[-1] = _folded_too(page.parts[-1], named)
        else:
            page.parts.append(named)
    return page


def _tells_what_was_guessed(cell: Cell) -> bool:
    """Whether a text says at once what the picture before it shows; whoever guesses should not meet it first."""
    return cell.kind == "markdown" and cell.id.startswith("made-")


def _folded_too(folded: Markup, html: Markup) -> Markup:
    end = Markup("</details>")
    return Markup(folded.removesuffix(end)) + html + end


def _with_headings(page: Page, html: Markup) -> Markup:
    def name(level: str, words: str) -> str:
        base = f"part-{page.lesson.number}-{_NO_LETTERS.sub('-', words.lower()).strip('-')}"
        known = {section.id for section in page.sections}
        unique = next(one for one in (base, *(f"{base}-{count}" for count in range(2, 99))) if one not in known)
        page.sections.append(Section(unique, words, level, ""))
        return unique

    named = markup.with_headings(html, name)
    if page.sections:
        last = page.sections[-1]
        text = " ".join(f"{last.text} {_plain(named)}".split())
        page.sections[-1] = Section(last.id, last.title, last.level, text)
    return named


def _plain(html: Markup) -> str:
    # Of pictures, tables, quizzes and notes, search finds nothing here: notes are found as claims.
    if any(mark in html for mark in ("<svg", "<table", 'class="notes"', "course-quiz", "course-exercise")):
        return ""
    return Markup(re.sub(r"<h[1-4].*?</h[1-4]>", " ", html)).striptags()


def _markdown(page: Page, cell: Cell, wording: Wording, is_first: bool) -> Markup:
    if is_first:
        page.lead = _lead(cell)
        return Markup("")
    if page.lesson.shape == "teachers":
        # Teachers use both editions, and their page speaks of both.
        own = wording.own(page.lesson.number, cell)
        source = cell.source if own is None else own
    else:
        source = wording.of(page.lesson.number, cell)
    if not source:
        return Markup("")
    if "voice" in cell.course:
        return _card(page, cell)
    source = source.replace("{next}", _link_to_next(page.lesson))
    html = markup.from_markdown(source)
    if cell.id == "opening":
        return Markup('<div class="opening">{}</div>').format(html)
    if "written" in cell.course:
        return Markup('<div class="extracts">{}</div>').format(html)
    return html


def _link_to_next(lesson: Lesson) -> str:
    after = [other for other in lessons.all() if other.number > lesson.number]
    return f"[{after[0].number} {after[0].title}]({after[0].file})" if after else ""


def _lead(cell: Cell) -> Markup:
    """Return what the first cell says after title and question, which the page shows in its head."""
    return markup.from_markdown("\n\n".join(cell.source.split("\n\n")[2:]))


def _card(page: Page, cell: Cell) -> Markup:
    """Return a source card: who speaks, the line of facts, what was said, what the voice could not know."""
    blocks = [block.strip() for block in _CARD.sub("", cell.source).split("\n\n") if block.strip()]
    who = blocks[0].strip("*").removeprefix("Source card:").strip()
    limit = blocks[-1].strip("*").removeprefix("Could not know:").strip()
    name = f"card-{page.lesson.number}-{cell.course['voice']}"
    return Markup(
        '<article class="card" aria-labelledby="{0}"><p class="card-kind">Source card</p><h3 id="{0}">{1}</h3>'
        '<div class="card-facts">{2}</div><div class="card-text">{3}</div>'
        '<p class="card-limit"><strong>Could not know:</strong> {4}</p></article>'
    ).format(name, who, markup.from_markdown(blocks[1]), markup.from_markdown("\n\n".join(blocks[2:-1])), limit)


def _code(page: Page, cell: Cell) -> Markup:
    name = cell.call.name if cell.call else ""
    if name in QUIZZES:
        page.quizzes.append(QUIZZES[name])
        return questions.quiz(page.lesson.number, QUIZZES[name])
    if name in _CALLS:
        return _CALLS[name](page, cell)
    if name.startswith("explore."):
        return _folded(cell, _explorer(page, cell))
    return _folded(cell, _output(page, cell))


def _folded(cell: Cell, html: Markup) -> Markup:
    """What follows a guess is folded, as it is in JupyterLab before it runs."""
    return pictures.folded("Look", html, "look") if cell.is_folded and html else html


def _output(page: Page, cell: Cell) -> Markup:
    picture = pictures.from_output(cell.place, cell.html)
    if picture:
        page.pictures[cell.id] = picture
        return picture.html(f"p{page.lesson.number}-{cell.id}")
    if cell.html:
        shown = markup.from_html(cell.html)
        return shown + _code_of(cell) if "dataframe" in cell.html else shown
    if cell.markdown:
        return markup.from_markdown(cell.markdown)
    if cell.plain:
        return Markup('<pre class="output" tabindex="0">{}</pre>').format(cell.plain) + _code_of(cell)
    return Markup("")


def _code_of(cell: Cell) -> Markup:
    return _tables_of(cell) + pictures.folded(
        "The same in Python", Markup('<pre class="code" tabindex="0">{}</pre>').format(cell.source)
    )


def _tables_of(cell: Cell) -> Markup:
    """Return links to the tables that a cell loads, which show more than its first rows."""
    link = Markup('<a href="{}">{}</a>')
    names = [name for name in dict.fromkeys(_LOADED.findall(cell.source)) if name not in pages.WITHOUT_PAGE]
    links = Markup(", ").join(link.format(pages.table_page(name), name) for name in names)
    return Markup('<p class="whole-tables">The whole table: {}</p>').format(links) if names else Markup("")


def _explorer(page: Page, cell: Cell) -> Markup:
    assert cell.call
    name = cell.call.name.removeprefix("explore.")
    picture = pictures.from_output(cell.place, cell.html)
    explorers.refuse_unknown(cell.place, name)
    assert picture
    page.explorers.append(name)
    page.pictures[cell.id] = picture
    return explorers.place_of(name, picture, f"p{page.lesson.number}-{cell.id}")


def _terms(page: Page, _cell: Cell) -> Markup:
    rows = glossary.of_lesson(page.lesson.number)[["term", "definition"]].itertuples(index=False)
    entry = Markup("<dt>{}</dt><dd>{}</dd>")
    entries = Markup("").join(entry.format(term, definition) for term, definition in rows)
    return Markup(
        '<section class="terms" aria-label="Words of this lesson"><p class="label">Words of this lesson</p>'
        "<dl>{}</dl></section>"
    ).format(entries)


def _notes(page: Page, _cell: Cell) -> Markup:
    return notes.of_lesson(page.lesson.number)


def _written(page: Page, _cell: Cell) -> Markup:
    page.has_written_check = True
    return questions.written_check(written_checks.of(page.lesson.number))


def _exercise(page: Page, cell: Cell) -> Markup:
    assert cell.call
    one = exercises.all_exercises()[str(cell.call.arguments[0])]
    page.exercises.append(one.id)
    code = Markup("")
    if one.cell:
        lines = [line for line in cell.source.splitlines() if not line.startswith(("from ", "import ", "exercises."))]
        code = Markup('<pre class="code" tabindex="0">{}</pre>').format("\n".join(lines))
    return code + _tables_of(cell) + questions.exercise(one)


def _saved(page: Page, _cell: Cell) -> Markup:
    words = "Without a script this page cannot keep answers; write them on paper."
    return Markup('<div class="course-saved" data-lesson="{}"><p>{}</p></div>').format(page.lesson.number, words)


def _needs_script(kind: str, words: str) -> Callable[[Page, Cell], Markup]:
    place = Markup('<div class="{}"><p>{}</p></div>').format(kind, words)
    return lambda _page, _cell: place


def _hand_in(_page: Page, _cell: Cell) -> Markup:
    """The hand-in, and under a heading of their own all answers of this browser: saved, read back, deleted."""
    words = "Answers are kept, saved to a file and handed in by a script; it does not run here."
    return Markup(
        '<div class="course-hand-in"><p>{0}</p></div><h2>Your answers in this browser</h2>'
        '<div class="course-saved"><p>{0}</p></div>'
    ).format(words)


def _briefing(page: Page, _cell: Cell) -> Markup:
    page.has_briefing = True
    return briefing_form.html()


def _groups(show: Callable[[str], Table]) -> Callable[[Page, Cell], Markup]:
    """The table of one group, and those of the others folded under it."""

    def html(_page: Page, cell: Cell) -> Markup:
        own = str(cell.call.arguments[0]) if cell.call and cell.call.arguments else "A"
        shown = markup.from_html(cell.html)
        rest = [name for name in statements.GROUPS if name != own]
        tables = [
            pictures.folded(f"Group {name}", markup.from_html(show(name)._repr_mimebundle_()["text/html"]))
            for name in rest
        ]
        return _folded(cell, shown + Markup("").join(tables))

    return html


def _key(_page: Page, cell: Cell) -> Markup:
    html = markup.from_html(cell.html) if cell.html else markup.from_markdown(cell.markdown)
    title = "The written checks, with sample answers" if cell.markdown else "The key of this lesson"
    warning = Markup("<p><strong>{}</strong></p>").format("Do not project what follows: it holds the right answers.")
    return pictures.folded(title, warning + html, "fold key")


_CALLS: dict[str, Callable[[Page, Cell], Markup]] = {
    "glossary.show": _terms,
    "claims.notes": _notes,
    "quiz.written_check": _written,
    "quiz.answer_key": _key,
    "quiz.written_key": _key,
    "exercises.check": _exercise,
    "progress.saved": _saved,
    "progress.hand_in": _hand_in,
    "review.chart": _needs_script("course-known", "What you know is counted by a script; it does not run here."),
    "review.reread": _needs_script("course-reread", "What to reread is found by a script; it does not run here."),
    "briefing.write": _briefing,
    "class_view.show": _needs_script(
        "course-class-view",
        "The class view reads hand-ins in JupyterLab; files handed in from this web edition are read there like all others.",
    ),
    "statements.group": _groups(statements.group),
    "statements.checked": _groups(statements.checked),
}
