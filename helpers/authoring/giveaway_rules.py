"""Rules against what gives an answer away: a neighbour on the same page, a word, a length."""

import re
from itertools import permutations

from helpers.authoring.bank_figures import is_longest, is_shortest, share, single_choices
from helpers.authoring.lesson_text import lessons
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.choice import Choice
from helpers.quiz.kinds.number import Number

RUN = 4
MOST_BY_LENGTH = 0.45
ABSOLUTE = re.compile(r"\b(all|never|nobody|only|certainly|always|every|none|no one)\b", re.IGNORECASE)
# Words that carry no content: what is left of an answer must tell it from others.
_EMPTY = re.compile(
    r"a|an|and|as|at|be|been|but|by|did|do|does|for|from|had|has|have|he|her|his|if|in|into|is|it|its|no|not|of|on|or|our|she|"
    r"so|than|that|the|their|them|then|there|these|they|this|those|to|too|was|were|what|when|where|which|who|whom|whose|"
    r"why|will|with|would|yes"
)
_MONTH = re.compile(r"january|february|march|april|may|june|july|august|september|october|november|december")
_YEAR = re.compile(r"(19|20)\d\d")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|%|[^\W\d_]+(?:['’-][^\W\d_]+)*")


def no_neighbour_prints_an_answer() -> list[str]:
    """On one exit page no stem or option prints the answer of another question."""
    return [
        f"exit check of lesson {lesson.number}: {other.id} prints {found!r}, which answers {question.id}."
        for lesson in lessons()
        for question, other in permutations(bank.part(lesson.number, "exit"), 2)
        if (found := _printed_by(other, question))
    ]


def _printed_by(other: Question, question: Question) -> str:
    """Return what of a question's answer another one prints: a run of content words, or a number with its unit."""
    shown = [content(text) for text in other.shown_texts]
    for answer in answers(question):
        wanted = content(answer)
        for run in (wanted[start : start + RUN] for start in range(len(wanted) - RUN + 1)):
            if any(_holds(text, run) for text in shown):
                return " ".join(run)
    for answer in answers(question):
        for number, unit in figures(answer):
            if any(_is_same((number, unit), figure) for text in other.shown_texts for figure in figures(text)):
                return f"{number} {unit}".strip()
    return ""


def content(text: str) -> list[str]:
    """Return the words of a text that carry content, in lower case and in their order."""
    return [word for word in _WORD.findall(text.lower()) if not _EMPTY.fullmatch(word)]


def figures(text: str) -> list[tuple[str, str]]:
    """Return each number of a text with the word after it, which is its unit; years and days of a month are left out."""
    words = _WORD.findall(text.lower())
    found = []
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        is_date = _YEAR.fullmatch(word) or _MONTH.fullmatch(after) or _MONTH.fullmatch(before)
        if word[0].isdigit() and not is_date:
            found.append((word.replace(",", ""), "per" if after == "%" else after))
    return found


def _is_same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[0] == other[0] and (one[1] == other[1] or "" in (one[1], other[1]))


def _holds(text: list[str], run: list[str]) -> bool:
    return any(text[start : start + len(run)] == run for start in range(len(text) - len(run) + 1))


def answers(question: Question) -> list[str]:
    """Return the texts of a question's right answer; an order has none that a neighbour could print."""
    if isinstance(question, Number):
        return [question.solution]
    if isinstance(question, Choice):
        return [option.text for option in question.options if option.correct]
    return question.key_texts or [match["text"] for match in question.public(list).get("matches", ())]


def absolute_words_are_no_cue() -> list[str]:
    """A word such as "all" or "never" stands in a wrong option only where it stands in a right one too."""
    faults = []
    for question in bank.all_questions().values():
        if not isinstance(question, Choice):
            continue
        if any(ABSOLUTE.search(option.text) for option in question.options if option.correct):
            continue
        faults += [
            f"question {question.id}, option {option.key}: {match[0]!r} stands in a wrong option, and no such word in a right one."
            for option in question.options
            if not option.correct and (match := ABSOLUTE.search(option.text))
        ]
    return faults


def length_is_no_cue() -> list[str]:
    """In the whole bank the right option is neither the longest nor the shortest of more than 45 per cent of single choices."""
    choices = single_choices()
    shares = {"longest": share(sum(map(is_longest, choices)), len(choices))}
    shares["shortest"] = share(sum(map(is_shortest, choices)), len(choices))
    return [
        f"the bank: in {found:.0%} of {len(choices)} single choices the right option is the {what}; at most {MOST_BY_LENGTH:.0%}."
        for what, found in shares.items()
        if found > MOST_BY_LENGTH
    ]


RULES = (no_neighbour_prints_an_answer, absolute_words_are_no_cue, length_is_no_cue)
