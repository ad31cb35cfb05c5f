"""A lesson taken apart for paper and projector: opening, background, voices, guess, pictures and tables, talk, checks."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from helpers.base import cards, lessons, written_checks
from helpers.base.cards import Card
from helpers.base.errors import CourseError
from helpers.base.lessons import Lesson
from helpers.base.written_checks import WrittenCheck
from helpers.kit.numbered_notes import Words, unlinked
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.site import lesson_page, markup, notebook, pictures, wording
from helpers.site.notebook import Cell
from helpers.site.pictures import Picture

WORDING = Path(__file__).with_name("wording.toml")
# Cells that every lesson has: what follows each is one part of it.
_PARTS = {
    "background": "background",
    "voices": "voices",
    "predict": "guess",
    "look": "look",
    "talk": "talk",
    "exit": "",
}
_HEADING = re.compile(r"^## .+\n+", re.MULTILINE)
_READING = re.compile(r"^- (.+)$", re.MULTILINE)
_ANSWER = re.compile(r"<details><summary[^>]*>.*?</summary>\s*(.*?)\s*</details>", re.DOTALL)
_STARTERS = re.compile(r"^Sentence starters: (.+)$", re.MULTILINE)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_OF_A_SCREEN = re.compile(
    r"\b[Pp]ress (?:Check|one|a|the button)\b|\b[Cc]lick|\bfolded\b|[Oo]pen the next|\bscroll|stored here|\bmouse\b|\bExtra\b"
)


@dataclass(frozen=True)
class Block:
    """One cell of a lesson: Markdown, a card, a picture or a table; ``answer`` marks a possible answer of the course."""

    cell: str
    markdown: str = ""
    card: Card | None = None
    picture: Picture | None = None
    table: Markup = Markup("")
    answer: bool = False


@dataclass
class LessonParts:
    """What paper and slides take from a lesson, in Markdown whose links lead to claims.

    ``readings`` are those under the question to talk about; ``svg_files`` holds each picture as a file of its own, by its cell.
    """

    lesson: Lesson
    opening: str = ""
    question: str = ""
    readings: list[str] = field(default_factory=list)
    starters: str = ""
    background: list[Block] = field(default_factory=list)
    voices: list[Block] = field(default_factory=list)
    guess: list[Block] = field(default_factory=list)
    look: list[Block] = field(default_factory=list)
    talk: list[Block] = field(default_factory=list)
    pictures: dict[str, Picture] = field(default_factory=dict)
    svg_files: dict[str, str] = field(default_factory=dict)

    @property
    def cards(self) -> list[Card]:
        """The source cards of the core."""
        return [block.card for block in self.voices if block.card]

    @property
    def guesses(self) -> list[Question]:
        """What is asked before anybody looks."""
        return bank.part(self.lesson.number, "predict")

    @property
    def exit_check(self) -> list[Question]:
        """The questions at the end."""
        return bank.part(self.lesson.number, "exit")

    @property
    def written_check(self) -> WrittenCheck:
        """The text that learners write."""
        return written_checks.of(self.lesson.number)


class Reader:
    """Reads lessons with what web edition and paper say in place of sentences that speak of JupyterLab or of a screen."""

    def __init__(self) -> None:
        self._of_site, self._own = wording.load(), wording.load(WORDING)

    def read(self, lesson: Lesson) -> LessonParts:
        """Return the parts of a lesson that follows the template.

        Raises
        ------
        CourseError
            For a lesson without one of the parts, and for a sentence that speaks of a screen; the sentence names the cell.
        """
        parts = LessonParts(lesson)
        place = ""
        for cell in notebook.read(lessons.FOLDER / lesson.file):
            place = _PARTS.get(cell.id, place)
            if cell.kind == "code":
                _take_shown(parts, cell, place)
            elif cell.id == "opening":
                parts.opening = cell.source
            elif place:
                self._take_words(parts, cell, place)
        for name in ("opening", "question", "readings", "background", "voices", "guess", "look", "talk"):
            if not getattr(parts, name):
                raise CourseError(
                    f"notebooks/{lesson.file}: the kit finds no {name} in it. Look at the template of the lessons."
                )
        return parts

    def faults(self) -> list[str]:
        """Name each entry of paper's own wording that fitted no cell; ask after all lessons were read."""
        return self._own.faults()

    def _take_words(self, parts: LessonParts, cell: Cell, place: str) -> None:
        if cell.course.get("shared") == "write" or "written" in cell.course:
            return
        if "voice" in cell.course:
            parts.voices.append(Block(cell.id, card=cards.of(cell.course["voice"])))
            return
        found = _ANSWER.fullmatch(cell.source.strip())
        text = found[1] if found else self._in_paper_words(parts.lesson, cell)
        if cell.id == "talk":
            _take_talk(parts, text)
        if text:
            blocks: list[Block] = getattr(parts, place)
            blocks.append(Block(cell.id, text, answer=bool(found)))

    def _in_paper_words(self, lesson: Lesson, cell: Cell) -> str:
        own = self._own.own(lesson.number, cell)
        text = own if own is not None else self._own.with_replaced(self._of_site.of(lesson.number, cell))
        left = _OF_A_SCREEN.search(text)
        if left:
            raise CourseError(
                f"{cell.place}: it speaks of a screen ({left[0]!r}), and paper has none. Add what paper says to "
                f"helpers/kit/{WORDING.name}."
            )
        return _HEADING.sub("", text).strip()


def _take_shown(parts: LessonParts, cell: Cell, place: str) -> None:
    """Keep the picture or table that a code cell shows."""
    name = cell.call.name if cell.call else ""
    if name in lesson_page.QUIZZES or name in ("quiz.written_check", "glossary.show"):
        return
    picture = pictures.from_output(cell.place, cell.html)
    if picture:
        parts.pictures[cell.id] = picture
        parts.svg_files[cell.id] = pictures.file_from_output(cell.place, cell.html)
        block = Block(cell.id, picture=picture)
    elif "<table" in cell.html:
        block = Block(cell.id, table=markup.from_html(cell.html))
    else:
        return
    if place:
        getattr(parts, place).append(block)


def _take_talk(parts: LessonParts, text: str) -> None:
    asked, starters = _BOLD.search(text), _STARTERS.search(text)
    parts.question = unlinked(asked[1]) if asked else ""
    parts.readings = _READING.findall(text)
    parts.starters = starters[1] if starters else ""


def as_html(markdown: str, words: Words) -> Markup:
    """Return Markdown of a lesson as HTML, with its links as ``words`` writes them."""
    return markup.from_markdown(words(markdown))


def inline(markdown: str, words: Words) -> Markup:
    """Return one line of Markdown as HTML without a paragraph around it."""
    return Markup(str(as_html(markdown, words)).strip().removeprefix("<p>").removesuffix("</p>"))
