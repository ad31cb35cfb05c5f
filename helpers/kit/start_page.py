"""The page that opens a kit: what is for whom, on one page of paper."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from helpers.base.lessons import Lesson
from helpers.kit.paper import sheet
from helpers.kit.paper.sheet import COURSE, heading

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
_INTRO = (
    "Print what you need for the next class, project the slides, or take the questions into your school's platform. PDF files stand "
    "beside each page, for A4 and for Letter paper; every page prints well in grey. Nothing here asks the network for anything."
)
_LIMITS = (
    "No reviewer from the communities concerned has read these lessons yet: read one yourself before you teach it. The questions for "
    "Moodle were read by other programs that know the format, and never imported into a real Moodle, Canvas or Blackboard: try them in "
    "an empty course first, and look at one question of each kind. What a form cannot hold is listed in left-out.txt."
)
_LESSON_FORMS = {
    "worksheet": "worksheet", "key": "answer key", "short": "short version", "cards": "cards to cut", "slides": "slides",
    "handout": "handout",
}  # fmt: skip
_FOR_WHOM = {
    "worksheet": "a learner with a pen: the whole lesson on paper, also when a laptop fails",
    "key": "the teacher: answers with feedback, possible answers to open tasks, rubric with samples",
    "short": "a class without laptops: one sheet, both sides",
    "cards": "a table of four: cards for the way without laptops",
    "slides": "the projector: open in a browser; S shows your notes in a window of their own",
    "handout": "the slides with their notes on paper",
}


def page(
    taught: Sequence[Lesson],
    made: Mapping[str, Sequence[tuple[str, str]]],
    others: Sequence[tuple[str, str, str]],
    size: float = SIZES[0],
) -> str:
    """Return the page.

    Parameters
    ----------
    taught : sequence of Lesson
        The lessons of this kit.
    made : mapping
        For each lesson by its number the forms that were made, each with the name of its file.
    others : sequence of tuple
        What is not of one lesson: address, title, and for whom it is.
    size : float
        The size of the type in points.
    """
    kinds = [kind for kind in _LESSON_FORMS if any(kind == one for files in made.values() for one, _file in files)]
    for_whom = Markup("").join(
        Markup("<li><strong>{}:</strong> {}</li>").format(_LESSON_FORMS[kind].capitalize(), _FOR_WHOM[kind])
        for kind in kinds
    )
    body = [
        heading(1, f"{COURSE}: the classroom kit"),
        Markup("<p>{}</p>").format(_INTRO),
        _table(taught, made, kinds),
        Markup("<ul>{}</ul>").format(for_whom),
        heading(2, "For the whole course"),
        Markup("<ul>{}</ul>").format(Markup("").join(
            Markup('<li><a href="{}">{}</a>: {}</li>').format(*other) for other in others
        )),
        heading(2, "What you should know"),
        Markup("<p>{}</p>").format(_LIMITS),
    ]  # fmt: skip
    return sheet.document(f"{COURSE}: the classroom kit", Markup("\n").join(body), kind="start", size=size)


def _table(taught: Sequence[Lesson], made: Mapping[str, Sequence[tuple[str, str]]], kinds: Sequence[str]) -> Markup:
    if not kinds:
        return Markup("")
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(_LESSON_FORMS[kind]) for kind in kinds)
    rows = Markup("").join(_row(lesson, dict(made[lesson.number]), kinds) for lesson in taught)
    return Markup(
        '<table><caption>Lesson by lesson</caption><thead><tr><th scope="col">Lesson</th><th scope="col">Minutes</th>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(heads, rows)


def _row(lesson: Lesson, files: Mapping[str, str], kinds: Sequence[str]) -> Markup:
    link = Markup('<td><a href="{}" aria-label="{} of lesson {}">open</a></td>')
    cells = Markup("").join(
        link.format(files[kind], _LESSON_FORMS[kind], lesson.number) if kind in files else Markup("<td></td>")
        for kind in kinds
    )
    return Markup('<tr><th scope="row">{} {}</th><td>{}</td>{}</tr>').format(
        lesson.number, lesson.title, lesson.minutes, cells
    )
