"""A rule for Background: few figures, so that those that matter stay."""

import re

from helpers import claims
from helpers.authoring.ledger_rules import in_words
from helpers.authoring.lesson_text import LessonText, lessons, unfolded

FIGURES = 15
FIGURES_OF_A_DOUBLE_LESSON = 25
_DIGIT_OR_MONTH = re.compile(
    r"\d|\b(January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def background_has_few_figures() -> list[str]:
    """Background links at most 15 different figures and dates, 25 in a double lesson."""
    faults = []
    for lesson in lessons():
        most = FIGURES_OF_A_DOUBLE_LESSON if lesson.entry.is_double else FIGURES
        found = linked_figures(lesson)
        if len(found) > most:
            faults.append(
                f"{lesson.path.name}: Background links {len(found)} different figures and dates; at most {most}."
            )
    return faults


def linked_figures(lesson: LessonText) -> list[str]:
    """Return the texts of the claim links of Background that hold a figure, a date or a number word, each once."""
    texts = [
        match["text"]
        for _, part, source in lesson.prose()
        if part == "Background"
        for match in claims.LINK.finditer(unfolded(source))
    ]
    return [text for text in dict.fromkeys(texts) if _DIGIT_OR_MONTH.search(text) or in_words(text)]


RULES = (background_has_few_figures,)
