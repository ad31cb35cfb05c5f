"""Rules for terms: each is explained in the lesson whose core first needs it, and used there."""

import re

from helpers import data
from helpers.authoring.lesson_text import LessonText, lessons, plain

# The title of another lesson is a name, and needs no explanation.
_LINK_TO_LESSON = re.compile(r"\[[^\]]*\]\(\d\d_[^)]*\)")


def terms_are_used_where_they_are_explained() -> list[str]:
    """The core of a lesson uses every term that its glossary explains."""
    cores = {lesson.number: _core(lesson) for lesson in lessons()}
    return [
        f"glossary.csv, term {term!r}: the core of lesson {number}, which explains it, does not use it."
        for term, number in _terms().items()
        if number in cores and not uses(cores[number], term)
    ]


def no_term_comes_before_its_lesson() -> list[str]:
    """No lesson's core uses a term that a later lesson explains first."""
    terms = _terms()
    return [
        f"{lesson.path.name}, cell {cell_id}: it uses {term!r}, which lesson {number} explains first."
        for lesson in lessons()
        for cell_id, _, source in lesson.in_class()
        for term, number in terms.items()
        if lesson.number < number and uses(plain(_LINK_TO_LESSON.sub(" ", source)), term)
    ]


def _terms() -> dict[str, str]:
    """Return each term with the first lesson that explains it."""
    rows = data.load("glossary").sort_values("lesson", kind="stable").drop_duplicates("term")
    return dict(zip(rows["term"], rows["lesson"], strict=True))


def _core(lesson: LessonText) -> str:
    # The first cell names goals; a term that stands only there is not used yet.
    return "\n".join(plain(source) for cell_id, _, source in lesson.in_class() if cell_id != lesson.cells[0].id)


def uses(text: str, term: str) -> bool:
    """Say whether a text uses a term as a whole word, in singular or plural; "A or B" is used where A or B is."""
    return any(_form(name).search(text) is not None for name in term.split(" or "))


def _form(name: str) -> re.Pattern[str]:
    *first, last = map(re.escape, name.split())
    if last == "person":
        last = "(?:persons?|people)"
    elif last.endswith("y"):
        last = f"{last[:-1]}(?:y|ies)"
    else:
        last = f"{last}(?:e?s)?"
    joined = r"\s+".join((*first, last))
    # A name keeps its capital: "the Association" is no association of anybody else.
    flags = re.NOFLAG if name[0].isupper() else re.IGNORECASE
    return re.compile(rf"\b{joined}\b", flags)


RULES = (terms_are_used_where_they_are_explained, no_term_comes_before_its_lesson)
