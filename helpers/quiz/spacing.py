"""When a question is due again: FSRS, the Free Spaced Repetition Scheduler, by its authors' own package ``fsrs``.

Source of the method: J. Ye, J. Su, Y. Cao, "A Stochastic Shortest Path Algorithm for Optimizing Spaced Repetition
Scheduling", KDD 2022, https://doi.org/10.1145/3534678.3539081.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from helpers.progress import Answer, day_of

# No answer is older than the course: a clock that says so has fallen back to a date of its maker's.
COURSE_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


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
    answers : iterable of Answer
        Answers in the order of saving; those without a key are left out.
    now : datetime
        A moment in UTC.
    """
    answers = in_believable_time(answers, now)
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


def in_believable_time(answers: Iterable[Answer], now: datetime) -> list[Answer]:
    """Return answers with moments at which they can have been given; clocks are wrong at times.

    Parameters
    ----------
    answers : iterable of Answer
        Answers in the order of saving.
    now : datetime
        A moment in UTC.

    Returns
    -------
    list of Answer
        The same answers; their moments never run backwards and never lie in the future. The longest run of moments that
        fits together is believed. Any other answer gets the moment of the believed one saved before it, else after it.
        Where none can be believed, all were given yesterday, so that a question that was answered wrong is due.
    """
    answers = list(answers)
    believed = _longest_run([_believable(answer.moment, now) for answer in answers])
    moment = next((moment for moment in believed if moment), now - timedelta(days=1))
    told = []
    for answer, own in zip(answers, believed, strict=True):
        moment = own or moment
        told.append(answer if answer.moment == moment else replace(answer, answered_at=moment.isoformat()))
    return told


def _believable(moment: datetime, now: datetime) -> datetime | None:
    """Return a moment as it can be true, now for one of later today; None where it cannot be."""
    is_too_old = moment < COURSE_BEGAN <= now
    return None if is_too_old or day_of(moment) > day_of(now) else min(moment, now)


def _longest_run(moments: list[datetime | None]) -> list[datetime | None]:
    """Return the moments with None in place of each that is not in the longest run that never goes back."""
    # For each length of a run: the earliest moment at which one can end, and its place among all.
    ends: list[datetime] = []
    places: list[int] = []
    # For each place: the place before it in the longest run that ends there.
    before: dict[int, int | None] = {}
    for place, moment in enumerate(moments):
        if moment is not None:
            length = bisect_right(ends, moment)
            before[place] = places[length - 1] if length else None
            ends[length : length + 1] = [moment]
            places[length : length + 1] = [place]
    run = set()
    last = places[-1] if places else None
    while last is not None:
        run.add(last)
        last = before[last]
    return [moment if place in run else None for place, moment in enumerate(moments)]


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
    return [memory.item for memory in memories(answers, now) if day_of(memory.due) <= day_of(now)]
