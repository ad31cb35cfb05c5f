"""Quizzes: a bank of questions, marking, a widget and a version that needs no kernel."""

from helpers.quiz import bank
from helpers.quiz.widget import Quiz


def exit_check(lesson: str) -> Quiz:
    """Return the four questions at the end of a lesson (``"07"``)."""
    return _quiz(lesson, "exit", "Exit check")


def recall(lesson: str) -> Quiz:
    """Return three questions from earlier lessons; in the first lesson, three to warm up."""
    return _quiz(lesson, "recall", "Start and recall")


def practice(lesson: str) -> Quiz:
    """Return the lesson's other questions."""
    return _quiz(lesson, "practice", "More questions")


def _quiz(lesson: str, part: str, heading: str) -> Quiz:
    return Quiz(heading, bank.part(lesson, part))
