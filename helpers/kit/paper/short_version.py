"""The short version of a lesson: one sheet of paper, for a class without laptops."""

from collections.abc import Callable, Iterator, Mapping

from markupsafe import Markup

from helpers.kit.lesson_parts import Block, LessonParts, as_html, inline
from helpers.kit.losses import Loss
from helpers.kit.numbered_notes import unlinked
from helpers.kit.paper import figures, questions, sheet
from helpers.kit.paper.sheet import heading
from helpers.kit.paper.worksheet import card
from helpers.quiz.kinds.base import Question

PAGES = 2
# One voice alone would leave out whom the other speaks of; by default the first two of the lesson, else those that its
# questions need.
_VOICES: Mapping[str, tuple[int, int]] = {"00": (0, 2)}
# What cannot be answered from the sheet alone.
NEEDS_THE_LESSON = ("07-supported-twice",)
# The largest type that keeps a lesson on one sheet is taken.
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0)


def fitting(parts: LessonParts, pages_of: Callable[[str], int]) -> tuple[str, list[Loss]]:
    """Return the sheet in the largest type that keeps it on two pages, and what it leaves out.

    Parameters
    ----------
    parts : LessonParts
        The lesson.
    pages_of : callable
        Prints a page of HTML and says how many pages it fills.
    """
    losses = [
        Loss(
            f"lesson {parts.lesson.number}",
            "the short version has two of the voices, no terms and no written check.",
        )
    ]
    for size in SIZES:
        html = document(parts, size)
        if pages_of(html) <= PAGES:
            return html, losses
    losses.append(Loss(f"lesson {parts.lesson.number}", f"the short version is longer than {PAGES} pages."))
    return html, losses


def document(parts: LessonParts, size: float = SIZES[0]) -> str:
    """Return the sheet: question, opening, background, two voices, guess, picture, readings, exit check.

    Parameters
    ----------
    parts : LessonParts
        The lesson.
    size : float
        The size of the type in points.
    """
    lesson = parts.lesson
    asked, _lost = questions.asked(_exit_check(parts), certainty=False)
    guess, _lost = questions.asked(parts.guesses, certainty=False)
    body = [
        heading(1, f"{lesson.number} {lesson.title}"),
        Markup("<p><strong>{}</strong></p>").format(lesson.question),
        Markup('<p class="name-line"><span>Name or nickname</span><span>Date</span></p>'),
        _words(f"**Content note:** {lesson.content_note}") if lesson.content_note else Markup(""),
        _words(parts.opening),
        heading(2, "Background"),
        *(_words(_without_small_headings(block.markdown)) for block in parts.background[:1]),
        heading(2, "Two voices"),
        *(card(parts.cards[place], unlinked, with_originals=False) for place in _VOICES.get(lesson.number, (0, 1))),
        heading(2, "Guess, then turn the sheet"),
        guess,
        Markup('<section class="page">{}</section>').format(Markup("\n").join(_second_page(parts, asked))),
    ]
    return sheet.document(
        f"{lesson.number} {lesson.title}: short version", Markup("\n").join(body), kind="short", size=size
    )


def _second_page(parts: LessonParts, asked: Markup) -> Iterator[Markup]:
    yield heading(2, "Look")
    shown = _first_picture(parts.look)
    if shown and shown.picture:
        yield figures.figure(shown.picture, f"{parts.lesson.number}-{shown.cell}-short")[0]
    elif shown:
        yield figures.rows(shown.table, shown.cell)[0]
    yield heading(2, "Talk or write")
    yield Markup("<p><strong>{}</strong></p>").format(parts.question)
    readings = Markup("").join(Markup("<li>{}</li>").format(inline(reading, unlinked)) for reading in parts.readings)
    yield Markup("<ul>{}</ul>").format(readings)
    yield heading(2, "Exit check")
    yield asked
    yield Markup('<p class="line">Who says so, and on what evidence: on the last page of the worksheet.</p>')


def _exit_check(parts: LessonParts) -> list[Question]:
    return [question for question in parts.exit_check if question.id not in NEEDS_THE_LESSON]


def _first_picture(blocks: list[Block]) -> Block | None:
    return next((block for block in blocks if block.picture or block.table), None)


def _words(markdown: str) -> Markup:
    return as_html(markdown, unlinked)


def _without_small_headings(markdown: str) -> str:
    """Run the paragraphs of one part on after its heading, which stands in bold before them."""
    lines = [f"**{line.removeprefix('### ')}.**" if line.startswith("### ") else line for line in markdown.splitlines()]
    return "\n".join(lines).replace(".**\n\n", ".** ")
