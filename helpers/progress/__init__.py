"""Keep a learner's answers on this computer, and write a file to hand in when the learner wants one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.progress.answers import (
    Answer,
    Sentence,
    day_of,
    draft_file,
    forget,
    history,
    record,
    saved,
    shuffled,
)
from helpers.progress.store import notices, where

if TYPE_CHECKING:
    from helpers.progress.hand_in_form import HandInForm

__all__ = [
    "Answer",
    "Sentence",
    "day_of",
    "draft_file",
    "forget",
    "hand_in",
    "history",
    "notices",
    "record",
    "saved",
    "shuffled",
    "where",
]


def hand_in(nickname: str = "", lesson: str | None = None) -> HandInForm | Sentence:
    """Show what a file to hand in would hold, with a button that writes it.

    Parameters
    ----------
    nickname : str, optional
        A name that the teacher knows; not your real name. Without it the form has a field to type it into.
    lesson : str, optional
        Two digits of one lesson; all lessons by default.

    Returns
    -------
    HandInForm or Sentence
        The form; a sentence with the reason when there is nothing to hand in or the nickname cannot be used.
    """
    # Loaded when somebody hands in: controls and tables would cost every lesson time.
    from helpers.base.errors import CourseError
    from helpers.progress import hand_in_file
    from helpers.progress.hand_in_form import HandInForm

    try:
        name = hand_in_file.own_name(nickname) if nickname else ""
        return HandInForm(hand_in_file.chosen(history(), lesson), name)
    except CourseError as error:
        return Sentence(error)
