"""Build the classroom kit: every form of every lesson, written anew; the same input gives the same bytes."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from helpers.base import lessons
from helpers.base.errors import CourseError, unknown
from helpers.base.lessons import Lesson
from helpers.kit import data_archive, losses, printing, selected, start_page
from helpers.kit.folder import Folder
from helpers.kit.lesson_parts import LessonParts, Reader
from helpers.kit.losses import Loss
from helpers.kit.numbered_notes import unlinked
from helpers.kit.paper import cut_cards, plans, short_version, worksheet
from helpers.kit.platforms import anki_deck, gift, moodle, qti
from helpers.kit.printing import PAPERS, Printer
from helpers.kit.slides import deck
from helpers.kit.start_page import Made, Print
from helpers.site import archive, bundle

TARGET = lessons.ROOT / "build"
FORMS = ("worksheet", "slides", "plan", "moodle", "gift", "qti", "anki", "data")
_QUESTIONS = "questions"

Say = Callable[[str], None]


def build(
    numbers: Sequence[str] = (),
    forms: Sequence[str] = (),
    *,
    target: Path = TARGET,
    has_pdf: bool = True,
    say: Say = print,
) -> Path:
    """Write a kit and return its folder.

    Parameters
    ----------
    numbers : sequence of str
        The lessons, each by its two digits; all that are taught by default.
    forms : sequence of str
        Some of ``FORMS``; all by default.
    target : Path
        The folder in which that of the kit is made; a kit of a choice has a folder of its own.
    has_pdf : bool
        Whether pages are printed; it needs Chromium.
    say : callable
        Is given a sentence at each step.

    Raises
    ------
    CourseError
        For an unknown lesson or form, a lesson that a form cannot be made of, and a folder that cannot be written.
    """
    begun = time.monotonic()
    taught = selected.lessons_of(numbers)
    for form in forms:
        if form not in FORMS:
            raise unknown("form of the kit", form, FORMS)
    folder = Folder(target / "-".join(["kit", *sorted(set(numbers)), *sorted(set(forms))]))
    with _printer(has_pdf, say) as printer:
        Kit(folder, taught, forms or FORMS, printer, say).build()
    say(f"Built in {time.monotonic() - begun:.0f} seconds: {folder.path / 'index.html'}")
    return folder.path


@contextmanager
def _printer(has_pdf: bool, say: Say) -> Iterator[Printer | None]:
    program = printing.chromium() if has_pdf else ""
    if not program:
        if has_pdf:
            say("No Chromium, Chrome or Edge was found: pages are written as HTML only. Print them from any browser.")
        yield None
        return
    with Printer(program) as printer:
        yield printer


class Kit:
    """One kit as it is built up: what was made, and what was left out."""

    def __init__(
        self, folder: Folder, taught: Sequence[Lesson], forms: Sequence[str], printer: Printer | None, say: Say
    ) -> None:
        """Take where it is written, of what it is made, and with what it is printed."""
        self._folder, self._taught, self._forms, self._printer, self._say = folder, taught, forms, printer, say
        self._reader = Reader()
        self._made: dict[str, list[Made]] = {lesson.number: [] for lesson in taught}
        self._others: list[tuple[str, str, str]] = []
        self._lost: dict[str, list[Loss]] = {}

    def build(self) -> None:
        """Write all forms, the list of what is left out, and the page that opens the kit."""
        parts = [self._reader.read(lesson) for lesson in self._taught]
        if len(self._taught) == len(selected.lessons_of(())):
            for sentence in self._reader.faults():
                raise CourseError(sentence)
        has_slides = "slides" in self._forms and self._has_node()
        for one in parts:
            self._say(f"Lesson {one.lesson.number} {one.lesson.title}")
            if "worksheet" in self._forms:
                self._papers(one)
            if has_slides:
                self._slides(one)
        self._say("Questions, plans, data")
        self._platforms(parts)
        if "plan" in self._forms:
            self._plans()
        if "data" in self._forms:
            self._other(
                "data/kosovo-kfor-data.zip",
                data_archive.packed(),
                "Data",
                "all tables with their sources and a page on each",
            )
        self._folder.write("left-out.txt", losses.as_text(self._lost.items()))
        self._start()

    def _has_node(self) -> bool:
        if bundle.has_node():
            return True
        self._say(
            "Node with npm was not found: the kit is made without slides. Install Node 18 or newer from nodejs.org for them."
        )
        self._lost["Slides"] = [Loss("All slides", "left out: Node was not there when the kit was made.")]
        return False

    def _papers(self, parts: LessonParts) -> None:
        html, lost = worksheet.worksheet(parts)
        self._paper(parts.lesson, "worksheet", html)
        self._paper(parts.lesson, "key", worksheet.answer_key(parts))
        short, more = short_version.fitting(parts, self._pages)
        self._paper(parts.lesson, "short", short)
        self._paper(parts.lesson, "cards", cut_cards.document(parts.lesson))
        self._lost.setdefault("Worksheets", []).extend(lost)
        self._lost.setdefault("Short versions", []).extend(more)

    def _slides(self, parts: LessonParts) -> None:
        name = _in_lesson(parts.lesson, "slides")
        self._folder.write(name, deck.deck(parts))
        self._made[parts.lesson.number].append(Made("slides", name))
        self._paper(parts.lesson, "handout", deck.handout(parts))

    def _paper(self, lesson: Lesson, kind: str, html: str) -> None:
        name = _in_lesson(lesson, kind)
        self._made[lesson.number].append(Made(kind, name, self._write(name, html)))

    def _write(self, name: str, html: str) -> tuple[Print, ...]:
        """Write a page, and the same for each size of paper as PDF; return what was printed."""
        self._folder.write(name, html)
        prints = []
        for paper in PAPERS if self._printer else ():
            assert self._printer
            content = self._printer.pdf(html, paper)
            prints.append(Print(paper, f"{name.removesuffix('.html')}-{paper.lower()}.pdf", printing.pages(content)))
            self._folder.write(prints[-1].file, content)
        return tuple(prints)

    def _pages(self, html: str) -> int:
        """Return how many pages a document fills on the paper that holds less; 0 where nothing is printed."""
        if not self._printer:
            return 0
        return max(printing.pages(self._printer.pdf(html, paper)) for paper in PAPERS)

    def _on_one_page(self, render: Callable[[float], str], sizes: Sequence[float]) -> str:
        """Return a document in the largest type that keeps it on one page."""
        return next((html for html in map(render, sizes) if self._pages(html) <= 1), render(sizes[-1]))

    def _platforms(self, parts: Sequence[LessonParts]) -> None:
        if "moodle" in self._forms:
            for has_ordering, file, title, audience in (
                (True, "moodle.xml", "Moodle XML", "the question bank of Moodle 4.4 or newer"),
                (False, "moodle-before-4.4.xml", "Moodle XML, older", "the question bank of an older Moodle"),
            ):
                content, lost = moodle.build(self._taught, has_ordering=has_ordering)
                self._question_form(file, content, title, audience, lost)
        if "gift" in self._forms:
            text, lost = gift.build(self._taught)
            self._question_form("questions.gift", text, "GIFT", "platforms that read the plain text of Moodle", lost)
        if "qti" in self._forms:
            files, lost = qti.build(self._taught)
            self._question_form(
                "qti-2.1.zip", archive.of_files(files), "QTI 2.1", "platforms that import packages of QTI 2.1", lost
            )
        if "anki" in self._forms:
            drawn = {one.lesson.number: one.pictures for one in parts}
            svg = {
                anki_deck.picture_file(one.lesson, cell): text for one in parts for cell, text in one.svg_files.items()
            }
            content, lost = anki_deck.build(self._taught, drawn, svg)
            self._question_form(
                "kosovo-kfor-course.apkg",
                content,
                "Anki",
                "learning by heart: questions, words and pictures as cards",
                lost,
            )

    def _question_form(self, file: str, content: str | bytes, title: str, audience: str, lost: list[Loss]) -> None:
        self._other(f"{_QUESTIONS}/{file}", content, title, audience)
        self._lost[f"{title} ({file})"] = lost

    def _plans(self) -> None:
        for route in lessons.routes():
            name = f"plans/{route.id}.html"
            self._write(name, self._on_one_page(lambda size, route=route: plans.unit_plan(route, size), plans.SIZES))  # type: ignore[misc]
            audience = unlinked(route.audience).replace("*", "").partition(". ")[0].rstrip(".")
            self._others.append((name, f"Plan: {route.title.lower()}", audience))
        self._write("plans/letter.html", plans.letter())
        self._others.append(
            ("plans/letter.html", "Letter", "parents and head teacher: what is taught, how, and what is not")
        )

    def _other(self, name: str, content: str | bytes, title: str, audience: str) -> None:
        self._folder.write(name, content)
        self._others.append((name, title, audience))

    def _start(self) -> None:
        def render(size: float) -> str:
            return start_page.page(self._taught, self._made, self._others, size)

        self._write("index.html", self._on_one_page(render, start_page.SIZES))


def _in_lesson(lesson: Lesson, kind: str) -> str:
    """Return the name of a page; the lesson stands in it, so that files of two lessons can lie in one folder."""
    return f"{lesson.file.removesuffix('.ipynb')}/{lesson.number}-{kind}.html"
