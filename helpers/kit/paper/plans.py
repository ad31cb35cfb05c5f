"""Unit plans, one page for each way through the course, and the letter to parents and head teacher."""

import re
from pathlib import Path

from markupsafe import Markup

from helpers.base import lessons
from helpers.base.lessons import Lesson, Route
from helpers.kit.lesson_parts import inline
from helpers.kit.numbered_notes import unlinked
from helpers.kit.paper import sheet
from helpers.kit.paper.sheet import heading
from helpers.kit.selected import COURSE
from helpers.site import markup

_LETTER = Path(__file__).with_name("letter.md")
_HEADS = ("Lesson and question", "After it learners can", "Minutes", "Needs", "At home")
# The largest type that keeps a plan on one page is taken.
SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
_BEFORE = (
    "If you have twenty minutes more, agree on rules of talk before the first lesson: evidence for what we say; statements are "
    "criticised, never people; nobody speaks for a group. Read each lesson yourself first. Say the content note aloud at the beginning."
)


def unit_plan(route: Route, size: float = SIZES[0]) -> str:
    """Return the plan of a route as a page of HTML, with its type of a size in points."""
    counted = "1 lesson" if len(route.lessons) == 1 else f"{len(route.lessons)} lessons"
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(words) for words in _HEADS)
    rows = Markup("").join(map(_row, route.lessons))
    table = Markup("<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>")
    body = [
        heading(1, f"{COURSE}: {route.title.lower()}"),
        Markup("<p>{} {}, {} minutes in class.</p>").format(
            inline(route.audience, unlinked), counted.capitalize(), f"{route.minutes:,}"
        ),
        Markup("<p>{}</p>").format(_BEFORE),
        table.format("The lessons in their order", heads, rows),
        Markup("<p><strong>In the end:</strong> {} The course gives feedback and no marks.</p>").format(
            route.assessment
        ),
        _content_notes(route),
    ]
    return sheet.document(f"{COURSE}: plan for {route.title.lower()}", Markup("\n").join(body), kind="plan", size=size)


def _row(lesson: Lesson) -> Markup:
    goals = Markup("").join(Markup("<li>{}</li>").format(inline(goal, unlinked)) for goal in lesson.goals)
    return Markup(
        '<tr><th scope="row">{} {}<br><span class="line">{}</span></th><td><ol class="goals">{}</ol></td>'
        "<td>{}</td><td>{}</td><td>{}</td></tr>"
    ).format(
        lesson.number,
        lesson.title,
        lesson.question,
        goals,
        lesson.minutes,
        inline(lesson.needs, unlinked),
        inline(lesson.homework, unlinked),
    )


def _content_notes(route: Route) -> Markup:
    listed = [lesson for lesson in route.lessons if lesson.content_note]
    if not listed:
        return Markup("")
    items = Markup("").join(
        Markup("<li>{}: {}</li>").format(lesson.number, inline(lesson.content_note, unlinked)) for lesson in listed
    )
    return Markup('<p class="label"><strong>What may be hard</strong></p><ul class="line">{}</ul>').format(items)


def letter() -> str:
    """Return the letter to parents and head teacher, with places to fill in."""
    taught = lessons.of_shape("lesson")
    minutes = sum(lesson.minutes for lesson in taught)
    text = _LETTER.read_text(encoding="utf-8")
    text = text.replace("{lessons}", str(len(taught))).replace("{hours}", f"{minutes / 60:.0f}")
    body = markup.from_markdown(re.sub(r"_{5,}", '<span class="blank"></span>', text))
    return sheet.document(f"{COURSE}: letter to parents and head teacher", body, kind="letter")
