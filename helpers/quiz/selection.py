"""Which questions Recall and Review ask: the ones that are due, chosen once a day so that they stay while one answers."""

from collections.abc import Iterable
from datetime import UTC, datetime

from helpers.progress import Answer
from helpers.quiz import bank, spacing
from helpers.quiz.question import Question

RECALL = 3
REVIEW = 10


def for_recall(lesson: str, answers: list[Answer], now: datetime | None = None) -> list[Question]:
    """Return three questions for the head of a lesson.

    Parameters
    ----------
    lesson : the lesson's two digits; its own questions are not asked, they come at its end.
    answers : all answers of the learner, oldest first.
    now : a moment in UTC; by default this one.

    Returns
    -------
    list of Question
        Due questions of lessons already taken; where fewer than three are due, the bank's own choice fills up.
    """
    usual = bank.part(lesson, "recall")
    elsewhere = [answer for answer in answers if answer.lesson != lesson]
    due = due_questions(elsewhere, place("recall", lesson), now) if elsewhere else []
    known = {question.id for question in due}
    return (due + [question for question in usual if question.id not in known])[:RECALL]


def for_review(answers: list[Answer], now: datetime | None = None) -> tuple[list[Question], int]:
    """Return at most ten questions of all lessons, the least remembered first, and how many of them are due.

    Questions that were answered today, elsewhere than in the review, are left for another day.
    """
    now = now or datetime.now(UTC)
    review = place("review", "12")
    before = [answer for answer in answers if not _is_todays(answer, review, now)]
    today = {answer.item for answer in before if answer.day == now.astimezone().date()}
    memories = [memory for memory in spacing.memories(before, now) if memory.item not in today]
    questions = bank.known([memory.item for memory in memories])[:REVIEW]
    due = {memory.item for memory in memories if memory.due <= now}
    return questions, sum(question.id in due for question in questions)


def due_questions(answers: Iterable[Answer], asked_in: str, now: datetime | None = None) -> list[Question]:
    """Return the questions that are due, without regard to what was answered in this place today."""
    now = now or datetime.now(UTC)
    before = [answer for answer in answers if not _is_todays(answer, asked_in, now)]
    return bank.known(spacing.due(before, now))


def todays(answers: Iterable[Answer], asked_in: str, now: datetime | None = None) -> dict[str, Answer]:
    """Return the last answer of today to each question that was asked in a place."""
    now = now or datetime.now(UTC)
    return {answer.item: answer for answer in answers if _is_todays(answer, asked_in, now)}


def _is_todays(answer: Answer, asked_in: str, now: datetime) -> bool:
    return answer.asked_in == asked_in and answer.day == now.astimezone().date()


def place(part: str, lesson: str) -> str:
    """Return the name under which answers of one part of one lesson are kept."""
    return f"{part} {lesson}"
