"""What was chosen: for a question of any kind, how many learners chose what, and how many were sure and wrong.

What learners typed is never among it: a tally may be projected, and somebody can type a name or a slur.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import singledispatch

import pandas as pd

from helpers.base import written
from helpers.base.language import gettext as _
from helpers.quiz.kinds.base import Question, keys_in
from helpers.quiz.kinds.choice import Choice, Option
from helpers.quiz.kinds.guess import Guess
from helpers.quiz.kinds.match import Match
from helpers.quiz.kinds.number import Number, without_unit
from helpers.quiz.kinds.order import Order

SURE = "sure"
# More bars than this cannot be read from the back of a room.
MOST_NUMBERS = 4


@dataclass(frozen=True)
class Bar:
    """One bar of a picture.

    Attributes
    ----------
    text : str
        What could be chosen, or the part of an answer that could be right.
    right : int
        Learners who had it right.
    sure, unsure : int
        Learners who were wrong with it: those who were sure, and the others.
    is_key : bool
        Whether choosing it is right.
    instead : str
        What was chosen most often in its place, with how many did so; empty where nothing was.
    """

    text: str
    right: int = 0
    sure: int = 0
    unsure: int = 0
    is_key: bool = False
    instead: str = ""

    @property
    def learners(self) -> int:
        """All learners of the bar."""
        return self.right + self.sure + self.unsure


@dataclass(frozen=True)
class Tally:
    """The bars of one question.

    Attributes
    ----------
    bars : tuple of Bar
        In the order in which they are shown.
    answered : int
        Learners who answered.
    left_out : int
        Answers that fit no bar, such as those to an option that is gone.
    of_parts : bool
        Whether each bar is a part of the answer, with all learners in it; else it is one of several choices.
    note : str
        What a reader must know of the bars, as a sentence; may be empty.
    """

    bars: tuple[Bar, ...]
    answered: int
    left_out: int = 0
    of_parts: bool = False
    note: str = ""


@singledispatch
def tally(question: Question, answers: pd.DataFrame) -> Tally:
    """Return the bars of a question: what was right and everything else, where its kind has no choices of its own.

    Parameters
    ----------
    question : Question
        A question of any kind.
    answers : pandas.DataFrame
        The answers to it: ``response``, ``correct`` (empty for a guess) and ``certainty``, one row a learner.
    """
    right = answers["correct"].eq(True)
    bars = (
        Bar(question.solution, right=int(right.sum()), is_key=True),
        _wrong(_("another answer"), answers["certainty"][~right]),
    )
    return Tally(bars, len(answers), note=_("What was typed is not shown: a typed word may be a name."))


def _wrong(text: str, certainties: pd.Series) -> Bar:
    sure = int(certainties.eq(SURE).sum())
    return Bar(text, sure=sure, unsure=len(certainties) - sure)


@tally.register
def _of_choice(question: Choice, answers: pd.DataFrame) -> Tally:
    bars, left_out = _chosen(question.options, question.lines(), answers)
    note = _("Several could be ticked; who left a right one out was wrong too.") if question.advice == "several" else ""
    return Tally(bars, len(answers), left_out, note=note)


@tally.register
def _of_guess(question: Guess, answers: pd.DataFrame) -> Tally:
    bars, left_out = _chosen(question.options, question.lines(), answers)
    return Tally(tuple(Bar(bar.text, unsure=bar.learners) for bar in bars), len(answers), left_out)


def _chosen(options: tuple[Option, ...], shown: list[str], answers: pd.DataFrame) -> tuple[tuple[Bar, ...], int]:
    """Return a bar for each option, in the order in which a page shows them, and how many answers fit none."""
    known = {option.key for option in options}
    chosen = [set(keys_in(given if isinstance(given, list) else [given], known) or ()) for given in answers["response"]]
    bars = []
    for option in sorted(options, key=lambda one: shown.index(one.text)):
        certainties = answers["certainty"][[option.key in keys for keys in chosen]]
        wrong = _wrong(option.text, certainties)
        bars.append(Bar(option.text, right=wrong.learners, is_key=True) if option.correct else wrong)
    return tuple(bars), sum(not keys for keys in chosen)


@tally.register
def _of_number(question: Number, answers: pd.DataFrame) -> Tally:
    right = answers["correct"].eq(True)
    wrong = answers[~right]
    numbers = pd.Series([_number(question, given) for given in wrong["response"]], index=wrong.index, dtype=float)
    read = wrong.assign(number=numbers).dropna(subset="number")
    # A file can call the right number wrong; it belongs to no bar then.
    read = read[read["number"] != question.answer]
    counts = Counter(read["number"])
    commonest = sorted(number for number, _count in sorted(counts.items(), key=_commonest_first)[:MOST_NUMBERS])
    bars = {number: _wrong(f"{number:,.10g}", read["certainty"][read["number"] == number]) for number in commonest}
    bars[question.answer] = Bar(question.solution, right=int(right.sum()), is_key=True)
    ordered = [bars[number] for number in sorted(bars)]
    rest = read["certainty"][~read["number"].isin(commonest)]
    if len(rest):
        ordered.append(_wrong(_("other numbers"), rest))
    return Tally(tuple(ordered), len(answers), len(wrong) - len(read))


def _commonest_first(entry: tuple[float, int]) -> tuple[int, float]:
    number, count = entry
    return -count, number


def _number(question: Number, response: object) -> float | None:
    try:
        return written.number_nearest_to(without_unit(response, question.unit), question.answer)
    except ValueError:
        return None


@tally.register
def _of_order(question: Order, answers: pd.DataFrame) -> Tally:
    texts = [f"{place}. {item.text}" for place, item in enumerate(question.items, start=1)]
    keys = question.right_order

    def place_of(part: int, given: list[str]) -> str:
        return _("place {number}").format(number=given.index(keys[part]) + 1)

    note = _("Filled: put in its place. The events stand in the right order.")
    return _of_parts(texts, keys, answers, place_of, note, each_once=True)


@tally.register
def _of_match(question: Match, answers: pd.DataFrame) -> Tally:
    texts = [f"{pair.text} → {pair.match}" for pair in question.pairs]
    partners = {pair.key: pair.match for pair in question.pairs}
    note = _("Filled: the right partner, which stands behind the arrow.")
    return _of_parts(texts, list(partners), answers, lambda part, given: partners[given[part]], note)


def _of_parts(
    texts: list[str],
    keys: list[str],
    answers: pd.DataFrame,
    named: Callable[[int, list[str]], str],
    note: str,
    each_once: bool = False,
) -> Tally:
    """Return a bar for each part of an answer, with everybody in it who gave a whole answer.

    Parameters
    ----------
    texts, keys : list of str
        The parts as words, and the key that is right for each.
    answers : pandas.DataFrame
        As for :func:`tally`.
    named : callable
        Puts into words what a learner gave for a part, from its number and the whole answer.
    note : str
        What a reader must know of the bars.
    each_once : bool
        Whether a whole answer has each key once.
    """
    whole = [
        (given, certainty == SURE)
        for given, certainty in zip(answers["response"], answers["certainty"], strict=True)
        if keys_in(given, set(keys)) and len(given) == len(keys) and (not each_once or len(set(given)) == len(keys))
    ]
    bars = []
    for part, (text, key) in enumerate(zip(texts, keys, strict=True)):
        wrong = [(given, sure) for given, sure in whole if given[part] != key]
        sure = sum(was_sure for _given, was_sure in wrong)
        counts = Counter(named(part, given) for given, _sure in wrong)
        instead = max(sorted(counts), key=counts.__getitem__, default="")
        bars.append(
            Bar(
                text,
                right=len(whole) - len(wrong),
                sure=sure,
                unsure=len(wrong) - sure,
                is_key=True,
                instead=f"{instead} ({counts[instead]})" if instead else "",
            )
        )
    return Tally(tuple(bars), len(answers), len(answers) - len(whole), of_parts=True, note=note)
