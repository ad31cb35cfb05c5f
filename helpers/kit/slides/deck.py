"""The slides of a lesson: ten or fewer, each with what the teacher does and when; and the same as a handout."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup

from helpers import glossary
from helpers.kit import selected
from helpers.kit.lesson_parts import Block, LessonParts, as_html, inline
from helpers.kit.numbered_notes import unlinked
from helpers.kit.paper import sheet
from helpers.kit.slides import teachers_clock
from helpers.quiz import exchange
from helpers.quiz.kinds.base import Question
from helpers.site import bundle, pictures, template

FOLDER = Path(__file__).parent
MOST_SLIDES = 10
# The letters of every picture, the place for one on a slide, and the smallest that a projector shows well.
_LETTERS, _PLACE, _SMALLEST_LETTERS = 13.5, (1168.0, 540.0), 10.0
_STYLES = ("dist/reset.css", "dist/reveal.css")


@dataclass(frozen=True)
class Slide:
    """One slide; ``rank`` is ``h1`` on the first and ``h2`` on the others."""

    title: str
    body: Markup
    notes: str
    rank: str = "h2"


def slides(parts: LessonParts) -> list[Slide]:
    """Return the slides of a lesson in their order; a guess always stands before what answers it."""
    return list(_slides(parts))


def _slides(parts: LessonParts) -> Iterator[Slide]:
    lesson = parts.lesson
    clock = teachers_clock.steps(lesson.number)
    start, background, voices, look, *talk = clock[:-1]
    content_note = (
        f"Say the content note: {unlinked(lesson.content_note).replace('*', '')} Nobody has to stay for every part."
        if lesson.content_note
        else ""
    )
    yield Slide(
        f"{lesson.number} {lesson.title}",
        Markup('<p class="large">{}</p>').format(lesson.question),
        f"{start} {content_note} Goals: {'; '.join(lesson.goals)}.", "h1",
    )  # fmt: skip
    yield Slide(
        "Who, where, what?",
        Markup('<div class="large">{}</div>').format(as_html(parts.opening, unlinked)),
        "Read it aloud. Ask: what would you need to know?",
    )
    shown = next((block for block in parts.background if block.picture), None)
    body = _picture(parts, shown) if shown and _is_readable(shown) else _terms(lesson.number)
    yield Slide("Background", body, f"{background} The text stands in the lesson and on the worksheet.")
    yield Slide(
        "The voices",
        _voices(parts),
        f"{voices} Each card stands on the worksheet. Who speaks? How could they know? What could they not know?",
    )
    yield Slide(
        "Guess first", Markup("").join(map(_guess, parts.guesses)), f"{look} Collect the guesses before you go on."
    )
    answer = next(block for block in parts.look if block.picture or block.table)
    yield Slide(
        "Now look",
        _picture(parts, answer),
        "Ask of the picture: who counted, when, counting whom? " + _without_code(parts),
    )
    yield Slide(
        "Talk or write",
        _talk(parts),
        " ".join(map(str, talk)) + (f" Sentence starters: {unlinked(parts.starters)}" if parts.starters else ""),
    )
    asked = Markup("").join(Markup("<li>{}</li>").format(question) for question in parts.written_check.questions)
    yield Slide(
        "The written check",
        Markup('<p>Two extracts, three sentences:</p><ol class="large">{}</ol>').format(asked),
        "In class or at home; the sample answers stand in the key.",
    )
    yield Slide(
        "Exit check",
        Markup('<p class="large">Four questions, alone. Say for each how sure you are.</p>'),
        f"{clock[-1]} The questions stand in the lesson and on the worksheet.",
    )


def _picture(parts: LessonParts, block: Block) -> Markup:
    if block.picture is None:
        return block.table
    where = (
        Markup("")
        if _is_readable(block)
        else Markup("<figcaption>Its letters are small here: look at it on the worksheet.</figcaption>")
    )
    return Markup("<figure>{}{}</figure>").format(block.picture.image(f"s{parts.lesson.number}-{block.cell}"), where)


def _is_readable(block: Block) -> bool:
    """Whether the letters of a picture are large enough on a projector; on a tall one they are not."""
    assert block.picture
    width, height = block.picture.size
    return _LETTERS * min(_PLACE[0] / width, _PLACE[1] / height) >= _SMALLEST_LETTERS


def _terms(lesson: str) -> Markup:
    rows = glossary.of_lesson(lesson)[["term", "definition"]].itertuples(index=False)
    items = Markup("").join(Markup("<li><strong>{}</strong>: {}</li>").format(term, said) for term, said in rows)
    return Markup('<ul class="terms">{}</ul>').format(items)


def _without_code(parts: LessonParts) -> str:
    asked = [line for block in parts.look for line in block.markdown.splitlines() if line.startswith("**One question")]
    return unlinked(asked[0]).replace("*", "") if asked else ""


def _voices(parts: LessonParts) -> Markup:
    item = Markup("<li><strong>{}</strong>{}</li>")
    said = Markup('<blockquote lang="en">{}"{}"</blockquote>')
    items = []
    for card in parts.cards:
        words = [said.format(f"{one.speaker}: " if one.speaker else "", one.words) for one in card.for_slide]
        items.append(item.format(unlinked(card.heading), Markup("").join(words)))
    return Markup('<ul class="voices">{}</ul>').format(Markup("").join(items))


def _guess(question: Question) -> Markup:
    form = question.as_exchange()
    options = form.options if isinstance(form, exchange.Options) else ()
    listed = Markup("").join(Markup("<li>{}</li>").format(option.text) for option in options)
    below = Markup("<ul>{}</ul>").format(listed) if options else Markup("")
    return Markup('<p class="large">{}</p>{}').format(selected.stem(question), below)


def _talk(parts: LessonParts) -> Markup:
    column = Markup("<div>{}</div>")
    columns = Markup("").join(column.format(inline(reading, unlinked)) for reading in parts.readings)
    return Markup('<p class="large"><strong>{}</strong></p><div class="columns">{}</div>').format(
        parts.question, columns
    )


def deck(parts: LessonParts) -> str:
    """Return the deck as a page of HTML that stands alone.

    Raises
    ------
    CourseError
        When Node or its packages are missing.
    """
    script = _script()
    page = template.environment(FOLDER / "templates").get_template("deck.html")
    return page.render(
        title=f"{parts.lesson.number} {parts.lesson.title}: slides", slides=slides(parts), style=Markup(_style()), script=Markup(script)
    )  # fmt: skip


def handout(parts: LessonParts) -> str:
    """Return the slides with their notes as a page of HTML to be printed."""
    lesson = parts.lesson
    one = Markup('<section class="slide"><h2>{}</h2>{}<p class="line">{}</p></section>')
    body = Markup("\n").join(one.format(slide.title, slide.body, slide.notes) for slide in slides(parts)[1:])
    head = sheet.heading(1, f"{lesson.number} {lesson.title}: handout of the slides")
    first = slides(parts)[0]
    lead = Markup('{}<p class="line">{}</p>').format(first.body, first.notes)
    return sheet.document(f"{lesson.number} {lesson.title}: handout of the slides", head + lead + body, kind="handout")


@cache
def _script() -> str:
    with TemporaryDirectory() as folder:
        target = Path(folder) / "slides.js"
        bundle.put_together(FOLDER / "slides.js", target, "kit")
        # Inside a page the end of a script must not stand in it.
        return target.read_text(encoding="utf-8").replace("</script", "<\\/script")


@cache
def _style() -> str:
    own = (FOLDER / "slides.css").read_text(encoding="utf-8")
    taken = [bundle.package_file("reveal.js", path).read_text(encoding="utf-8") for path in _STYLES]
    return "".join([*taken, pictures.letters(), own])
