"""When a question is due again: FSRS, the Free Spaced Repetition Scheduler, by its authors' own package ``fsrs``.

Source of the method: J. Ye, J. Su, Y. Cao, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
Scheduling", KDD 2022, https://doi.org/10.1145/3534678.3539081.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from helpers.progress import Answer


@dataclass(frozen=True)
class Memory:
    """What is known of one question: when it is due, and how likely it is remembered now (0 to 1)."""

    item: str
    due: datetime
    remembered: float


def memories(answers: Iterable[Answer], now: datetime) -> list[Memory]:
    """Return what FSRS makes of a learner's answers, the question least likely remembered first.

    Only the first answer to a question on each day counts: a second try right after the feedback is not recall.

    Parameters
    ----------
    answers : answers, oldest first; those without a key are left out.
    now : a moment in UTC.
    """
    # Loaded here, because a lesson without earlier answers does not need it.
    from fsrs import Card, Rating, Scheduler

    # Without fuzz the same answers give the same days; without steps of minutes nothing is due twice in one sitting.
    scheduler = Scheduler(enable_fuzzing=False, learning_steps=(), relearning_steps=())
    cards: dict[str, Card] = {}
    for answer in _first_of_each_day(answers):
        # An id given here spares the millisecond that the package waits for one of its own.
        card = cards.get(answer.item) or Card(card_id=len(cards), due=answer.moment)
        rating = Rating[_rating(answer)]
        cards[answer.item], _ = scheduler.review_card(card, rating, answer.moment.astimezone(UTC))
    known = [
        Memory(item, card.due, scheduler.get_card_retrievability(card, now.astimezone(UTC)))
        for item, card in cards.items()
    ]
    return sorted(known, key=lambda memory: (memory.remembered, memory.item))


def _first_of_each_day(answers: Iterable[Answer]) -> list[Answer]:
    first: dict[tuple[str, date], Answer] = {}
    for answer in answers:
        if answer.correct is not None:
            first.setdefault((answer.item, answer.day), answer)
    return list(first.values())


def _rating(answer: Answer) -> str:
    """Return the rating that an answer stands for: certainty tells how hard it was to remember."""
    if not answer.correct:
        return "Again"
    return {"guess": "Hard", "fairly sure": "Good", "sure": "Easy"}.get(answer.certainty or "", "Good")


def due(answers: Iterable[Answer], now: datetime) -> list[str]:
    """Return the questions that are due on the day of ``now``, the one least likely remembered first.

    By the day and not by the minute: a class that meets at the same hour each week would always fall just short.
    """
    today = now.astimezone().date()
    return [memory.item for memory in memories(answers, now) if memory.due.astimezone().date() <= today]
