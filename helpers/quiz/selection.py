"""Which questions Recall and Review ask: the ones that are due, chosen once a day so that they stay while one answers."""

from collections.abc import Iterable
from datetime import UTC, datetime

from helpers.base import lessons
from helpers.progress import Answer, day_of
from helpers.quiz import bank, spacing
from helpers.quiz.kinds.base import Question

RECALL = 3
REVIEW = 10


def for_recall(lesson: str, answers: list[Answer], now: datetime | None = None) -> list[Question]:
    """Return three questions for the head of a lesson.

    Parameters
    ----------
    lesson : str
        The lesson's two digits; its own questions are not asked, they come at its end.
    answers : list of Answer
        All answers of the learner in the order of saving.
    now : datetime, optional
        A moment in UTC; by default this one.

    Returns
    -------
    list of Question
        Due questions of lessons already taken; where fewer than three are due, the bank's own choice fills up.
    """
    now = now or datetime.now(UTC)
    answers = spacing.in_believable_time(answers, now)
    usual = bank.part(lesson, "recall")
    if all(question.lesson == lesson for question in usual):
        # The first lesson warms up with questions of its own.
        return usual
    here = place("recall", lesson)
    elsewhere = [answer for answer in answers if answer.lesson != lesson]
    due = _due(elsewhere, here, now) if elsewhere else []
    return _without_doubles(bank.known(list(todays(answers, here, now))) + due + usual)[:RECALL]


def for_review(answers: list[Answer], now: datetime | None = None) -> tuple[list[Question], int]:
    """Return at most ten questions of all lessons, the least remembered first, and how many of them are due today.

    Questions that were answered today in the review come first; those answered elsewhere today wait for another day.
    """
    now = now or datetime.now(UTC)
    answers = spacing.in_believable_time(answers, now)
    here = place_of_review()
    before = _without_todays(answers, here, now)
    today = {answer.item for answer in before if answer.day == day_of(now)}
    memories = [memory for memory in spacing.memories(before, now) if memory.item not in today]
    answered = bank.known(list(todays(answers, here, now)))
    questions = _without_doubles(answered + bank.known([memory.item for memory in memories]))[:REVIEW]
    due = {memory.item for memory in memories if day_of(memory.due) <= day_of(now)}
    return questions, sum(question.id in due for question in questions)


def _due(answers: list[Answer], asked_in: str, now: datetime) -> list[Question]:
    """Return the questions that are due today, without regard to what was answered in this place today."""
    return bank.known(spacing.due(_without_todays(answers, asked_in, now), now))


def _without_todays(answers: list[Answer], asked_in: str, now: datetime) -> list[Answer]:
    return [answer for answer in answers if not _is_todays(answer, asked_in, now)]


def _without_doubles(questions: list[Question]) -> list[Question]:
    return list({question.id: question for question in questions}.values())


def todays(answers: Iterable[Answer], asked_in: str, now: datetime | None = None) -> dict[str, Answer]:
    """Return the last answer of today to each question that was asked in a place."""
    now = now or datetime.now(UTC)
    answers = spacing.in_believable_time(answers, now)
    return {answer.item: answer for answer in answers if _is_todays(answer, asked_in, now)}


def _is_todays(answer: Answer, asked_in: str, now: datetime) -> bool:
    return answer.asked_in == asked_in and answer.day == day_of(now)


def place(part: str, lesson: str) -> str:
    """Return the name under which answers of one part of one lesson are kept."""
    return f"{part} {lesson}"


def place_of_review() -> str:
    """Return the name under which answers of the review lesson are kept."""
    return place("review", lessons.of_shape("review")[0].number)
