"""A learner's answers: record one, read them back, count them, forget them all."""

import json
import random
import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from helpers.base.language import gettext as _
from helpers.base.language import ngettext
from helpers.progress import place, store
from helpers.progress.migrations import Row


@dataclass(frozen=True)
class Answer:
    """One answer.

    Attributes
    ----------
    item : str
        The id of the question or exercise.
    lesson : str
        The lesson's two digits.
    response : object
        What the learner gave.
    correct : bool or None
        Whether it was right; None where there is no key.
    certainty : str or None
        ``"guess"``, ``"fairly sure"`` or ``"sure"``.
    answered_at : str
        What the clock said. Clocks are wrong at times, so the order of answers is that of saving.
    bank_version : str
        A mark of the question's wording at that time, by which an answer that is shown again can be told from one to
        another wording of the same question.
    asked_in : str
        The part and lesson that asked; empty where the first version of the file did not say so.
    """

    item: str
    lesson: str
    response: object
    correct: bool | None
    certainty: str | None
    answered_at: str
    bank_version: str = ""
    asked_in: str = ""

    @property
    def moment(self) -> datetime:
        """When it was given, in UTC, by the clock of that time."""
        moment = datetime.fromisoformat(self.answered_at)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    @property
    def utc(self) -> str:
        """The same in UTC as ISO 8601, to the second."""
        return self.moment.astimezone(UTC).isoformat(timespec="seconds")

    @property
    def day(self) -> date:
        """The day on which it was given, where the learner is."""
        return day_of(self.moment)


def day_of(moment: datetime) -> date:
    """Return the day of a moment, where the learner is."""
    try:
        return moment.astimezone().date()
    except (OSError, OverflowError, ValueError):
        # Systems know the local time of some centuries or decades only.
        return moment.date()


def record(
    item: str,
    *,
    lesson: str,
    response: object,
    correct: bool | None,
    certainty: str | None = None,
    bank_version: str = "1",
    asked_in: str = "",
) -> str | None:
    """Save one answer durably.

    Parameters
    ----------
    item : str
        The id of the question or exercise.
    lesson : str
        The lesson's two digits.
    response : object
        What was answered; anything that JSON can hold.
    correct : bool or None
        Whether it was right; None where there is no key.
    certainty : str, optional
        ``"guess"``, ``"fairly sure"`` or ``"sure"``.
    bank_version : str, optional
        A mark of the question's wording; :class:`Answer` says what it is for.
    asked_in : str, optional
        The part and lesson that asked, such as ``"recall 07"``.

    Returns
    -------
    str or None
        None when the answer is in its file; else a sentence that says where it is instead.
    """
    return store.save(
        Row(
            id=uuid.uuid4().hex,
            item=item,
            lesson=lesson,
            response=json.dumps(response),
            correct=None if correct is None else int(correct),
            certainty=certainty,
            answered_at=datetime.now(UTC).isoformat(timespec="microseconds"),
            bank_version=bank_version,
            asked_in=asked_in,
        )
    )


def history() -> list[Answer]:
    """Return all answers in the order in which they were saved, whatever the clock said."""
    return [answer for row in store.rows() if (answer := _answer(row)) is not None]


def _answer(row: Row) -> Answer | None:
    """Return a stored row as an answer; None for a row that no version of the course wrote."""
    try:
        given = json.loads(row.response)
        datetime.fromisoformat(row.answered_at)
    except (TypeError, ValueError):
        return None
    correct = None if row.correct is None else bool(row.correct)
    return Answer(row.item, row.lesson, given, correct, row.certainty, row.answered_at, row.bank_version, row.asked_in)


@cache
def _seed(_file: str) -> int:
    return int(store.setting("seed", str(secrets.randbelow(2**31))))


def shuffled(entries: list, name: str) -> list:
    """Return entries in an order that stays the same for this learner and this name.

    It rests on a random number that is kept in the file of answers.
    """
    mixed = list(entries)
    random.Random(f"{_seed(str(store.where()))} {name}").shuffle(mixed)
    return mixed


class Sentence(str):
    """Words for a learner; a notebook shows them without quotation marks."""

    def __repr__(self) -> str:
        return str(self)


def draft_file() -> Path:
    """Return where the draft of a briefing is kept: beside the answers."""
    return store.where().with_name("briefing.json")


def forget(*, sure: bool = False) -> Sentence:
    """Delete every saved answer and the draft of a briefing for good, when asked twice.

    Parameters
    ----------
    sure : bool, optional
        False only says what would be deleted; True deletes it.

    Returns
    -------
    Sentence
        What was deleted, what could not be, and what was left.
    """
    count = len(history())
    if not sure:
        asked = ngettext(
            "{count} answer would be deleted for good, of all lessons, from {file}.",
            "{count} answers would be deleted for good, of all lessons, from {file}.",
            count,
        ).format(count=count, file=store.where())
        too = _("The draft of your briefing goes too.") + " " if place.exists(draft_file()) else ""
        return Sentence(f"{asked} {too}" + _("To do it, run {command}.").format(command="progress.forget(sure=True)"))
    faults = store.empty()
    try:
        draft_file().unlink(missing_ok=True)
    except OSError as error:
        faults.append(f"{draft_file().name} ({error.strerror})")
    _seed.cache_clear()
    if faults:
        sentence = _("Not everything could be deleted: {faults}. Close other lessons and try again.")
        return Sentence(sentence.format(faults="; ".join(faults)))
    done = ngettext("{count} answer deleted.", "{count} answers deleted.", count).format(count=count)
    rest = _("Run the cells with questions again to start afresh. Files that you wrote to hand in stay where they are.")
    return Sentence(f"{done} {rest}{_damaged_words()}")


def _damaged_words() -> str:
    kept = ", ".join(path.name for path in store.damaged_files())
    if not kept:
        return ""
    sentence = _("Damaged files that were set aside are still in {folder}: {files}. Delete them by hand.")
    return " " + sentence.format(folder=store.where().parent, files=kept)


def saved(lesson: str) -> Sentence:
    """Say how many questions and exercises of a lesson have a saved answer; nothing of right or wrong."""
    count = len({answer.item for answer in history() if answer.lesson == lesson})
    if not count:
        return Sentence(
            _("Lesson {lesson}: no answer saved yet. Each answer is saved when you press Check.").format(lesson=lesson)
        )
    sentence = ngettext(
        "Lesson {lesson}: {count} answer is saved on this computer. Nothing was sent anywhere.",
        "Lesson {lesson}: {count} different questions and exercises are saved on this computer. "
        "Nothing was sent anywhere.",
        count,
    )
    return Sentence(sentence.format(lesson=lesson, count=count))
