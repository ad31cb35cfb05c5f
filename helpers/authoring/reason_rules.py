"""A rule for reasons: the course asserts no cause, but its lessons tell which reasons speakers give."""

import re

from helpers.authoring.lesson_text import LessonText, lessons, plain

REASONS = 2
# It explains how the course works, before anything has happened that could have a reason.
WITHOUT_REASONS = frozenset({"00"})
_BECAUSE = re.compile(r"\bbecause\b", re.IGNORECASE)
_GIVES_AS_REASON = re.compile(r"\b(gives?|gave|given|names?|named) (\w+ )?as (\w+ )?reasons?\b", re.IGNORECASE)
_SPEAKS = re.compile(
    r"\b(said|says?|stated?|states|wrote|writes?|argued?|argues|asked|asks?|held|holds|found|finds?|told|tells?|named|names?)\b"
)
_END_OF_SENTENCE = re.compile(r"(?<=[.!?])[\"”)]*\s+|\n+")


def reasons_are_attributed() -> list[str]:
    """The core of each lesson but the first tells at least two reasons with "because" and whoever gives it in one sentence."""
    return [
        f'{lesson.path.name}: its core gives {count} reasons with "because" and a speaker in the same sentence; '
        f'at least {REASONS} ("because, says A, ...").'
        for lesson in lessons()
        if lesson.number not in WITHOUT_REASONS and (count := attributed_reasons(lesson)) < REASONS
    ]


def attributed_reasons(lesson: LessonText) -> int:
    """Return how many reasons the core of a lesson gives with a speaker."""
    text = "\n".join(plain(source) for _, _, source in lesson.in_class())
    return sum(map(_reasons_in, _END_OF_SENTENCE.split(text)))


def _reasons_in(sentence: str) -> int:
    named = len(_GIVES_AS_REASON.findall(sentence))
    return named + min(len(_BECAUSE.findall(sentence)), len(_SPEAKS.findall(sentence)))


RULES = (reasons_are_attributed,)
