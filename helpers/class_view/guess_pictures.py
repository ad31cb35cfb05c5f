"""The picture of a guess: what the class guessed before it looked, beside what was found."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from helpers.base import language
from helpers.base.language import gettext as _
from helpers.class_view import analysis, found, layout
from helpers.class_view.tally import tally
from helpers.quiz.kinds.guess import Guess
from helpers.show.chart import Chart

FEWEST_FOR_A_MIDDLE = 3
# Inches: the highest column of dots, a line of words above it, the numbers below it.
_HIGHEST, _WORDS, _BELOW = 1.9, 0.36, 0.75
_ACROSS = 10.4
# A dot's width; where many guessed alike, dots of one column move closer together.
_DOT = 0.17
# From this many on, nobody counts the dots of a column; its number stands above it where it has this much room.
_MANY, _ROOM = 8, 0.6
# A guess this many times as far out as three quarters of the others would leave these no room.
_FAR = 4


def picture(question: Guess, answers: pd.DataFrame) -> Chart | None:
    """Draw the guesses of a class: numbers as dots on a line with what was found, choices as bars.

    Parameters
    ----------
    question : Guess
        The guess.
    answers : pandas.DataFrame
        The first answers to it, with ``response`` and ``certainty``.

    Returns
    -------
    Chart or None
        None where no guess can be read.
    """
    return _choices(question, answers) if question.options else _numbers(question, answers)


def _choices(question: Guess, answers: pd.DataFrame) -> Chart | None:
    counted = tally(question, answers)
    guessed = sum(bar.learners for bar in counted.bars)
    if not guessed:
        return None
    rows = [
        layout.Row(
            bar.text,
            _("{count} of {answered}").format(count=bar.learners, answered=guessed) if bar.learners else _("nobody"),
            plain=bar.learners / guessed,
        )
        for bar in counted.bars
    ]
    most = max(bar.learners for bar in counted.bars)
    texts = [bar.text for bar in counted.bars if bar.learners == most]
    point = _("Guessed most often, by {count} of {answered}: {texts}").format(
        count=most, answered=guessed, texts="; ".join(texts)
    )
    with layout.page(point, [question.stem], layout.height_of(rows)) as page:
        layout.draw_rows(page, rows)
    answer = _("Answer")
    table = pd.DataFrame(
        {answer: [bar.text for bar in counted.bars], _("Learners"): [bar.learners for bar in counted.bars]}
    )
    listed = "; ".join(f"{row.text} ({row.said})" for row in rows)
    words = f"{point}. {question.stem} {listed}."
    return Chart(page.figure.svg, words, table, _where(question, None), language.of_the_lessons(answer))


def _numbers(question: Guess, answers: pd.DataFrame) -> Chart | None:
    read = [analysis.as_number(question, given) for given in answers["response"]]
    numbers = pd.Series([number for number in read if number is not None], dtype=float).sort_values(ignore_index=True)
    if numbers.empty:
        return None
    wanted = found.number(question)
    point = _point(question, numbers, wanted)
    line = _Line.of(numbers, wanted)
    with layout.page(point, [question.stem], _top(line, _marks(line, wanted)) + _BELOW) as page:
        _draw_numbers(page, question, line, wanted)
    counts = Counter(numbers)
    table = pd.DataFrame(
        {
            _("Guess"): [plain(number) for number in sorted(counts)],
            _("Learners"): [counts[key] for key in sorted(counts)],
        }
    )
    words = " ".join([point, question.stem, _("Each dot is one guess, on a line of numbers."), _sides(numbers, wanted)])
    return Chart(page.figure.svg, words.strip(), table, f"{_sides(numbers, wanted)} {_where(question, wanted)}".strip())


def plain(number: float) -> str:
    """Return a number for a reader, with two decimals at most."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def _with_unit(question: Guess, number: float) -> str:
    return f"{plain(number)} {question.unit}".strip()


def _point(question: Guess, numbers: pd.Series, wanted: float | None) -> str:
    first = "" if wanted is None else _("Found: {number}.").format(number=_with_unit(question, wanted)) + " "
    if len(numbers) == 1:
        return first + _("One guess: {number}.").format(number=plain(numbers[0]))
    if numbers.nunique() == 1:
        return first + _("{count} guesses, each of them {number}.").format(count=len(numbers), number=plain(numbers[0]))
    if len(numbers) < FEWEST_FOR_A_MIDDLE:
        return first + _("Two guesses: {lowest} and {highest}.").format(
            lowest=plain(numbers.min()), highest=plain(numbers.max())
        )
    guessed = _("{count} guesses: from {lowest} to {highest}, in the middle {middle}.")
    return first + guessed.format(
        count=len(numbers), lowest=plain(numbers.min()), highest=plain(numbers.max()), middle=plain(numbers.median())
    )


def _sides(numbers: pd.Series, wanted: float | None) -> str:
    """Say how many guesses lie on each side of what was found."""
    if wanted is None:
        return ""
    sentence = _("Guesses below what was found: {lower}, just that: {same}, above: {higher}.")
    lower, higher = int((numbers < wanted).sum()), int((numbers > wanted).sum())
    return sentence.format(lower=lower, same=len(numbers) - lower - higher, higher=higher)


def _where(question: Guess, wanted: float | None) -> str:
    if wanted is None:
        sentence = _(
            "Nobody marks a guess, and no single answer to this one stands in the tables. Lesson {lesson}: {heading}."
        )
    else:
        sentence = _("Nobody marks a guess. Lesson {lesson}: {heading}.")
    return sentence.format(lesson=question.lesson, heading=question.reread.rstrip(".?"))


def _draw_numbers(page: layout.Page, question: Guess, line: "_Line", wanted: float | None) -> None:
    inches, height = layout.style.WIDTH_INCHES, page.figure.get_figheight()
    marks = _marks(line, wanted)
    top = _top(line, marks)
    axes = page.figure.add_axes(((inches - _ACROSS) / 2 / inches, _BELOW / height, _ACROSS / inches, top / height))
    axes.set_xlim(line.low, line.high)
    axes.set_ylim(0, top)
    layout.style.hide_y(axes)
    axes.xaxis.set_major_formatter(lambda value, _place: plain(value))
    axes.locator_params(axis="x", nbins=8, integer=question.whole)
    axes.tick_params(axis="x", labelsize=layout.SMALL)
    axes.set_xlabel(question.unit, fontsize=layout.SMALL, parse_math=False)
    _draw_dots(axes, line)
    for level, (place, said, is_found) in enumerate(marks):
        _draw_mark(axes, place, said, line.height + 0.3 + level * _WORDS, is_found)
    _tell_what_lies_outside(axes, line)


def _marks(line: "_Line", wanted: float | None) -> list[tuple[float, str, bool]]:
    """Return what is marked on the line, the lowest first: its place, its words, whether it is what was found."""
    marks = []
    if len(line.numbers) >= FEWEST_FOR_A_MIDDLE:
        middle = float(line.numbers.median())
        marks.append((middle, _("middle: {number}").format(number=plain(middle)), False))
    if wanted is not None:
        marks.append((wanted, _("found: {number}").format(number=plain(wanted)), True))
    return marks


def _top(line: "_Line", marks: list[tuple[float, str, bool]]) -> float:
    """Return how many inches the dots and the words above them take."""
    return line.height + 0.3 + _WORDS * max(len(marks), 1)


def _draw_dots(axes: layout.style.Axes, line: "_Line") -> None:
    across, up = [], []
    for column in line.columns:
        across += [column[0]] * len(column)
        up += [_DOT / 2 + 0.03 + place * line.step for place in range(len(column))]
    size = (min(_DOT, max(line.step, _DOT / 2)) * 72 * 0.9) ** 2
    axes.scatter(across, up, s=size, color=layout.style.ACCENT, linewidths=0, clip_on=False, zorder=3)
    places = [column[0] for column in line.columns]
    room = min((later - earlier for earlier, later in pairwise(places)), default=line.high) / (line.high - line.low)
    if max(map(len, line.columns), default=0) >= _MANY and room * _ACROSS >= _ROOM:
        for column in line.columns:
            top = _DOT + 0.05 + (len(column) - 1) * line.step
            box = layout.style.label()
            axes.text(
                column[0], top, str(len(column)), ha="center", va="bottom", fontsize=layout.SMALL, zorder=5, bbox=box
            )


@dataclass(frozen=True)
class _Line:
    """A line of numbers: its ends, and the guesses on it in columns of those that would cover each other."""

    numbers: pd.Series
    low: float
    high: float
    columns: list[list[float]]

    @classmethod
    def of(cls, numbers: pd.Series, wanted: float | None) -> "_Line":
        low, high = _ends(numbers, wanted)
        columns: dict[int, list[float]] = {}
        for number in numbers[(numbers >= low) & (numbers <= high)]:
            columns.setdefault(round((number - low) / (high - low) * _ACROSS / _DOT), []).append(float(number))
        return cls(numbers, low, high, list(columns.values()))

    @property
    def step(self) -> float:
        """How far dots of one column stand apart."""
        tallest = max(map(len, self.columns), default=1)
        return min(_DOT, (_HIGHEST - _DOT) / max(tallest - 1, 1))

    @property
    def height(self) -> float:
        """How high the tallest column is."""
        return _DOT + (max(map(len, self.columns), default=1) - 1) * self.step


def _ends(numbers: pd.Series, wanted: float | None) -> tuple[float, float]:
    """Return the ends of the line: what was found and the guesses are on it, but for those that lie very far out."""
    inner = float(numbers.abs().quantile(0.75, interpolation="lower"))
    bound = _FAR * max(inner, abs(wanted or 0.0), 1.0)
    near = [number for number in numbers if abs(number) <= bound] + ([] if wanted is None else [wanted])
    high = layout.style.axis_end(max([*near, 1.0]))
    return (-layout.style.axis_end(-min(near)) if min(near) < 0 else 0.0), float(high)


def _draw_mark(axes: layout.style.Axes, place: float, said: str, up: float, is_found: bool) -> None:
    """Draw a line down to the numbers and its words beside its upper end, on the side with more room."""
    low, high = axes.get_xlim()
    is_left = place <= (low + high) / 2
    if is_found:
        axes.vlines(place, 0, up + 0.25, color=layout.style.SECOND, linewidth=2.5, zorder=2)
    else:
        axes.vlines(place, 0, up + 0.25, color=layout.style.GREY, linestyles="dashed", linewidth=1.5, zorder=2)
    axes.text(
        place + 0.08 * (high - low) / _ACROSS * (1 if is_left else -1),
        up,
        said,
        color=layout.style.SECOND if is_found else layout.style.GREY,
        fontsize=layout.LETTERS if is_found else layout.SMALL,
        fontweight="bold" if is_found else "normal",
        ha="left" if is_left else "right",
        va="bottom",
        zorder=4,
        bbox=layout.style.label(),
    )


def _tell_what_lies_outside(axes: layout.style.Axes, line: "_Line") -> None:
    look: dict[str, Any] = {"fontsize": layout.SMALL, "va": "bottom", "zorder": 4, "bbox": layout.style.label()}
    lower, higher = int((line.numbers < line.low).sum()), int((line.numbers > line.high).sum())
    if higher:
        said = _("further right: {count} →").format(count=higher)
        axes.text(line.high, line.height + 0.3, said, ha="right", **look)
    if lower:
        said = _("← further left: {count}").format(count=lower)
        axes.text(line.low, line.height + 0.3, said, ha="left", **look)
