"""The page that opens a kit: what is for whom, on one page of paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from helpers.base.lessons import Lesson
from helpers.kit.paper import sheet
from helpers.kit.paper.sheet import heading
from helpers.kit.selected import COURSE

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
_INTRO = (
    "In a hurry: the short version (one sheet, both sides) for each learner, the answer key for you, the cards for each table. Every "
    "page prints well in grey, on A4 and on Letter paper. Nothing here asks the network for anything."
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


@dataclass(frozen=True)
class Print:
    """A printed file: the paper's name, the file, its pages."""

    paper: str
    file: str
    pages: int


@dataclass(frozen=True)
class Made:
    """One form of one lesson: its kind, the page, and the same printed."""

    kind: str
    file: str
    prints: tuple[Print, ...] = ()


def page(
    taught: Sequence[Lesson],
    made: Mapping[str, Sequence[Made]],
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
    kinds = [kind for kind in _LESSON_FORMS if any(kind == one.kind for forms in made.values() for one in forms)]
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


def _table(taught: Sequence[Lesson], made: Mapping[str, Sequence[Made]], kinds: Sequence[str]) -> Markup:
    if not kinds:
        return Markup("")
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(_LESSON_FORMS[kind]) for kind in kinds)
    rows = Markup("").join(_row(lesson, {one.kind: one for one in made[lesson.number]}, kinds) for lesson in taught)
    return Markup(
        "<table><caption>Lesson by lesson; in brackets the pages</caption>"
        '<thead><tr><th scope="col">Lesson</th><th scope="col">Minutes</th>{}</tr></thead>'
        "<tbody>{}</tbody></table>"
    ).format(heads, rows)


def _row(lesson: Lesson, forms: Mapping[str, Made], kinds: Sequence[str]) -> Markup:
    cells = Markup("").join(_cell(lesson, forms[kind]) if kind in forms else Markup("<td></td>") for kind in kinds)
    return Markup('<tr><th scope="row">{} {}</th><td>{}</td>{}</tr>').format(
        lesson.number, lesson.title, lesson.minutes, cells
    )


def _cell(lesson: Lesson, made: Made) -> Markup:
    """Return the links to a form: the printed files with their pages, or the page where nothing is printed."""
    link = Markup('<a href="{}" aria-label="{} of lesson {}, {}">{}</a>')
    name = _LESSON_FORMS[made.kind]
    links = [
        link.format(one.file, name, lesson.number, f"PDF, {one.paper}", f"{one.paper} ({one.pages})")
        for one in made.prints
    ]
    if not made.prints:
        links.append(link.format(made.file, name, lesson.number, "page", "open"))
    return Markup("<td>{}</td>").format(Markup(" ").join(links))
