"""Rules for the extracts of questions: what stands in quotation marks is a source's, and each line that is asked about is there."""

import re

from helpers.authoring.lesson_text import everything, plain
from helpers.authoring.prose_rules import QUOTED, QUOTED_WORDS
from helpers.quiz import bank
from helpers.quiz.kinds.base import names_a_line

# Fewer words in quotation marks are a term or a heading, not what a source said.
_FEWEST_WORDS = 3
_SENTENCE = re.compile(r"Sentence \d")


def quotations_are_those_of_the_lessons() -> list[str]:
    """What an extract quotes has at most twelve words and stands in a lesson, word for word."""
    known = _words(" ".join(plain(text) for lesson in everything() for _, _, text in lesson.prose()))
    faults = []
    for question in bank.all_questions().values():
        for quotation in (words[1:-1] for line in question.extract for words in QUOTED.findall(line)):
            count = len(quotation.split())
            if count > QUOTED_WORDS:
                faults.append(
                    f"question {question.id}: its extract quotes {count} words in one go; at most {QUOTED_WORDS}."
                )
            elif count >= _FEWEST_WORDS and _words(quotation) not in known:
                faults.append(
                    f"question {question.id}: its extract quotes {quotation!r}, which no lesson quotes; "
                    "take the words of a source card or leave the marks out."
                )
    return faults


def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w'’-]+", text.lower().replace("’", "'")))


def lines_that_are_asked_about_are_there() -> list[str]:
    """Where an option or a prompt is the name of a line, such as Line B, the extract has that line."""
    return [
        f"question {question.id}: {name!r} can be chosen, but no line of its extract begins with {mark!r}."
        for question in bank.all_questions().values()
        for name in question.shown_texts
        if (mark := _mark(name)) and not any(re.match(rf"{mark}\b", line) for line in question.extract)
    ]


def _mark(name: str) -> str:
    """Return how the line begins that an option or a prompt names: by a letter or by its number; nothing for other texts."""
    if names_a_line(name):
        return name[-1]
    return name if _SENTENCE.fullmatch(name) else ""


RULES = (quotations_are_those_of_the_lessons, lines_that_are_asked_about_are_there)
