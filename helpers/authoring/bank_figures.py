"""Figures of the whole bank that an author should know: what its questions ask of a learner, and what form gives away."""

from collections import Counter

from helpers.authoring.lesson_text import lessons
from helpers.quiz import bank
from helpers.quiz.kinds.base import LEVELS
from helpers.quiz.kinds.choice import Single

RECALLED = ("remember", "look up")
ANALYSED = "analyse"


def levels(lesson: str | None = None) -> Counter[str]:
    """Return how many questions with a key stand on each level, of one lesson or of the whole bank."""
    return Counter(
        question.level for question in bank.with_key().values() if lesson is None or question.lesson == lesson
    )


def single_choices() -> list[Single]:
    """Return every question of the bank in which one option is chosen."""
    return [question for question in bank.all_questions().values() if isinstance(question, Single)]


def is_longest(question: Single) -> bool:
    """Say whether the right option has more letters than each other one."""
    right, wrong = _lengths(question)
    return right > max(wrong)


def is_shortest(question: Single) -> bool:
    """Say whether the right option has fewer letters than each other one."""
    right, wrong = _lengths(question)
    return right < min(wrong)


def _lengths(question: Single) -> tuple[int, list[int]]:
    right = next(len(option.text) for option in question.options if option.correct)
    return right, [len(option.text) for option in question.options if not option.correct]


def report() -> list[str]:
    """Return a line for each lesson and one for the bank with its questions by level, and one for the right options' length."""
    lines = [f"  {lesson.number}: {_by_level(levels(lesson.number))}" for lesson in lessons()]
    lines.append(f"  All lessons: {_by_level(levels())}")
    choices = single_choices()
    longest, shortest = sum(map(is_longest, choices)), sum(map(is_shortest, choices))
    lines.append(
        f"  Right option of {len(choices)} single choices: longest {share(longest, len(choices)):.0%}, "
        f"shortest {share(shortest, len(choices)):.0%}"
    )
    return lines


def _by_level(counts: Counter[str]) -> str:
    total = counts.total()
    parts = [f"{level} {counts[level]} ({share(counts[level], total):.0%})" for level in LEVELS]
    return f"{total} questions with a key: {', '.join(parts)}"


def share(count: int, total: int) -> float:
    """Return a count as a share of a total, 0 of none."""
    return count / total if total else 0.0
