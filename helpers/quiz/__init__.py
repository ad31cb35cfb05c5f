"""Quizzes: a bank of questions, marking, a widget and a version that needs no kernel."""

import pandas as pd

from helpers import tables
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


def answer_key(lesson: str) -> tables.Table:
    """Return the key of a lesson for the teacher: each question of the exit check and of the others, with the reason."""
    questions = [question for part in ("exit", "practice") for question in bank.part(lesson, part)]
    rows = [(question.stem, *_key(question)) for question in questions]
    return tables.show(pd.DataFrame(rows, columns=["Question", "Right", "Why"]), f"Key of lesson {lesson}")


def _key(question: bank.Question) -> tuple[str, str]:
    if question.kind == "number":
        return f"{question.answer:g} {question.unit}".strip(), question.feedback["right"]
    if question.kind == "text":
        return question.accepted[0], question.feedback["right"]
    if question.kind == "order":
        return "; then ".join(item.text for item in question.items), question.feedback["right"]
    if question.kind == "match":
        return "; ".join(f"{pair.text}: {pair.match}" for pair in question.pairs), question.feedback["right"]
    right = [option for option in question.options if option.correct]
    return "; ".join(option.text for option in right), " ".join(option.feedback for option in right)
