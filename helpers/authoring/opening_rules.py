"""A rule for how a lesson opens: with a person or a puzzle, before the first heading."""

from helpers.authoring.lesson_text import BEFORE_PARTS, LessonText, lessons, words

OPENING = "opening"
OPENING_WORDS = 60


def lessons_open_with_a_person_or_a_puzzle() -> list[str]:
    """Before the first H2 of each lesson stands a cell with the id ``opening``, of at most 60 words."""
    return [
        f"{lesson.path.name}, cell {OPENING}: {fault}" for lesson in lessons() for fault in _faults_of_opening(lesson)
    ]


def _faults_of_opening(lesson: LessonText) -> list[str]:
    found = [source for cell_id, part, source in lesson.prose() if (cell_id, part) == (OPENING, BEFORE_PARTS)]
    if not found or not words(found[0]):
        return ["it is missing or empty; tell a person or a puzzle there, between the title and the first H2."]
    if words(found[0]) > OPENING_WORDS:
        return [f"it has {words(found[0])} words; at most {OPENING_WORDS}."]
    return []


RULES = (lessons_open_with_a_person_or_a_puzzle,)
