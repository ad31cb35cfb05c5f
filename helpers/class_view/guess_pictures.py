"""The picture of a guess: what the class guessed before it looked, beside what was found."""

from collections import Counter

import pandas as pd

from helpers.base import language
from helpers.base.language import gettext as _
from helpers.class_view import analysis, found, layout
from helpers.class_view.tally import tally
from helpers.quiz.kinds.guess import Guess
from helpers.show.chart import Chart

# Inches: the dots, the two lines of words above them, the numbers below them.
_DOTS, _ABOVE, _BELOW = 1.9, 0.75, 0.75
_ACROSS = 10.4
# A dot's width; where many guessed alike, dots of one column move closer together.
_DOT = 0.17
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
    with layout.page(point, question.stem, layout.height_of(rows)) as page:
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
    with layout.page(point, question.stem, _ABOVE + _DOTS + _BELOW) as page:
        _draw_numbers(page, question, numbers, wanted)
    counts = Counter(numbers)
    table = pd.DataFrame(
        {_("Guess"): [plain(number) for number in sorted(counts)], _("Learners"): [counts[key] for key in sorted(counts)]}
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
        sentence = _("Nobody marks a guess, and no single answer to this one stands in the tables. Lesson {lesson}: {heading}.")
    else:
        sentence = _("Nobody marks a guess. Lesson {lesson}: {heading}.")
    return sentence.format(lesson=question.lesson, heading=question.reread)


def _draw_numbers(page: layout.Page, question: Guess, numbers: pd.Series, wanted: float | None) -> None:
    low, high = _ends(numbers, wanted)
    height = page.figure.get_figheight()
    line = page.figure.add_axes(
        ((layout.style.WIDTH_INCHES - _ACROSS) / 2 / layout.style.WIDTH_INCHES, _BELOW / height,
         _ACROSS / layout.style.WIDTH_INCHES, (_DOTS + _ABOVE) / height)
    )  # fmt: skip
    line.set_xlim(low, high)
    line.set_ylim(0, _DOTS + _ABOVE)
    layout.style.hide_y(line)
    line.xaxis.set_major_formatter(lambda value, _place: plain(value))
    line.locator_params(axis="x", nbins=8, integer=question.whole)
    line.tick_params(axis="x", labelsize=layout.SMALL)
    line.set_xlabel(question.unit, fontsize=layout.SMALL, parse_math=False)
    shown = numbers[(numbers >= low) & (numbers <= high)]
    across, up = _stacked(shown, high - low)
    line.scatter(across, up, s=(_DOT * 72 * 0.9) ** 2, color=layout.style.ACCENT, linewidths=0, clip_on=False, zorder=3)
    if len(numbers) > 1:
        _mark(line, numbers.median(), _("middle: {number}").format(number=plain(numbers.median())), _DOTS + 0.12, bold=False)
    if wanted is not None:
        _mark(line, wanted, _("found: {number}").format(number=plain(wanted)), _DOTS + 0.48, bold=True)
    _tell_what_lies_outside(line, int((numbers < low).sum()), int((numbers > high).sum()))


def _ends(numbers: pd.Series, wanted: float | None) -> tuple[float, float]:
    """Return the ends of the line: what was found and the guesses are on it, but for those that lie very far out."""
    inner = numbers.abs().quantile(0.75, interpolation="lower")
    bound = _FAR * max(inner, abs(wanted or 0.0), 1.0)
    near = [number for number in numbers if abs(number) <= bound] + ([] if wanted is None else [wanted])
    high = layout.style.axis_end(max([*near, 1.0]))
    return (-layout.style.axis_end(-min(near)) if min(near) < 0 else 0.0), float(high)


def _stacked(numbers: pd.Series, span: float) -> tuple[list[float], list[float]]:
    """Return where the dots stand: those that would cover each other stand in one column."""
    columns: dict[int, list[float]] = {}
    for number in numbers:
        columns.setdefault(round(number / span * _ACROSS / _DOT), []).append(number)
    tallest = max(map(len, columns.values()), default=1)
    step = min(_DOT, (_DOTS - _DOT) / max(tallest - 1, 1))
    across, up = [], []
    for column in columns.values():
        across += [float(pd.Series(column).median())] * len(column)
        up += [_DOT / 2 + 0.03 + place * step for place in range(len(column))]
    return across, up


def _mark(line: layout.Axes, place: float, said: str, up: float, bold: bool) -> None:
    """Draw a line down to the numbers and its words beside its upper end, on the side with more room."""
    low, high = line.get_xlim()
    is_left = place <= (low + high) / 2
    colour = layout.style.SECOND if bold else layout.style.GREY
    dashes = "-" if bold else layout.style.DASHES
    line.vlines(place, 0, up + 0.2, color=colour, linestyles=dashes, linewidth=2.5 if bold else 1.5, zorder=2)
    shift = 0.08 * (high - low) / _ACROSS * (1 if is_left else -1)
    line.text(
        place + shift,
        up,
        said,
        color=colour,
        fontsize=layout.LETTERS if bold else layout.SMALL,
        fontweight="bold" if bold else "normal",
        ha="left" if is_left else "right",
        va="bottom",
        zorder=4,
    )


def _tell_what_lies_outside(line: layout.Axes, lower: int, higher: int) -> None:
    low, high = line.get_xlim()
    style = {"fontsize": layout.SMALL, "va": "bottom", "zorder": 4, "bbox": layout.style.label()}
    if higher:
        line.text(high, _DOTS / 2, _("further right: {count} →").format(count=higher), ha="right", **style)
    if lower:
        line.text(low, _DOTS / 2, _("← further left: {count}").format(count=lower), ha="left", **style)
