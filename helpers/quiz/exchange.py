"""What a question is, apart from where it is asked: a form that papers, school platforms and card programs can be written from.

A kind of question says once, in :meth:`helpers.quiz.kinds.base.Question.as_exchange`, which of these it is; every form of the
classroom kit is written from that. A form that cannot hold one of them says so in its own list.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Option:
    """One option, with what is said to whoever chooses it."""

    key: str
    text: str
    is_right: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class Options:
    """Choose one, or all that are right.

    Options stand in an order that tells nothing of the key. ``keeps_order`` says that this order means something, as with
    numbers and dates, so that no platform may shuffle them. A guess has no right option.
    """

    options: tuple[Option, ...]
    several: bool = False
    keeps_order: bool = False


@dataclass(frozen=True)
class Pairs:
    """Find the partner of each text: ``pairs`` are right, ``partners`` are offered in an order that is never theirs."""

    pairs: tuple[tuple[str, str], ...]
    partners: tuple[str, ...]


@dataclass(frozen=True)
class Sequence:
    """Put texts in order: ``right`` is the order, ``offered`` another one."""

    right: tuple[str, ...]
    offered: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """Type a number: ``answer`` is None for a guess; what lies within ``tolerance`` of it is right, within ``near`` nearly so."""

    answer: float | None
    tolerance: float = 0.0
    near: float | None = None
    unit: str = ""


@dataclass(frozen=True)
class Word:
    """Type a word: all of ``accepted`` are right, and the first is shown as the answer."""

    accepted: tuple[str, ...]


Exchange = Options | Pairs | Sequence | Figure | Word
