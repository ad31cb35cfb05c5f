"""The picture of a learner's own progress: for each lesson, what is known and what is open."""

import pandas as pd

from helpers.base.language import gettext as _
from helpers.charts import style
from helpers.charts.style import Axes, Patch, Picture
from helpers.show.chart import Chart

STATES = ("right_at_first", "right_later", "not_yet", "open")
# Told apart by pattern as well as by colour.
_LOOKS = {
    "right_at_first": {"facecolor": style.ACCENT, "edgecolor": style.ACCENT},
    "right_later": {"facecolor": style.GROUND, "edgecolor": style.ACCENT, "hatch": "///"},
    "not_yet": {"facecolor": style.GROUND, "edgecolor": style.SECOND, "hatch": "xxx"},
    "open": {"facecolor": style.GROUND, "edgecolor": style.LIGHT},
}


def _names() -> dict[str, str]:
    return {
        "right_at_first": _("right at the first try"),
        "right_later": _("right later"),
        "not_yet": _("not right yet"),
        "open": _("not answered yet"),
    }


def lessons(table: pd.DataFrame, sure: tuple[int, int]) -> Chart:
    """Draw for each lesson how many questions are right at the first try, right later, not right yet, and open.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a lesson: lesson and a number of questions for each of ``STATES``.
    sure : tuple of int
        How many first answers were given as sure, and how many of these were right.
    """
    known = int(table["right_at_first"].sum() + table["right_later"].sum())
    tried = known + int(table["not_yet"].sum())
    point = _("{known} of {tried} questions that you have tried are right by now").format(known=known, tried=tried)
    with style.picture(0.55 * len(table) + 0.7, point) as figure:
        _bars(figure.add_axes(figure.inside(left=1.2, right=0.15, top=0.5)), table)
        _legend(figure)
    shown = table.rename(columns={"lesson": _("Lesson"), **_names()})
    caption = " ".join([_("Your saved answers on this computer, counted in questions."), _about_sure(sure)]).strip()
    return Chart(figure.svg, _words(table, point, sure), shown, caption)


def _about_sure(sure: tuple[int, int]) -> str:
    given, right = sure
    sentence = _("Of {given} first answers that you were sure of, {right} were right.")
    return sentence.format(given=given, right=right) if given else ""


def _bars(axes: Axes, table: pd.DataFrame) -> None:
    left = pd.Series(0, index=table.index)
    middle = {"ha": "center", "va": "center", "fontweight": "bold", "bbox": style.label(1.5)}
    for state in STATES:
        axes.barh(range(len(table)), table[state], left=left, height=0.66, linewidth=1.2, **_LOOKS[state])
        for place, (start, count) in enumerate(zip(left, table[state], strict=True)):
            if count:
                axes.text(start + count / 2, place, str(count), **middle)
        left = left + table[state]
    axes.invert_yaxis()
    axes.set_xlim(0, left.max() * 1.01)
    names = [_("Lesson {lesson}").format(lesson=lesson) for lesson in table["lesson"]]
    style.name_rows(axes, dict(enumerate(names)))
    # The numbers stand in the bars; an axis would say them again.
    style.hide_x(axes)


def _legend(figure: Picture) -> None:
    handles = [Patch(label=_names()[state], linewidth=1.2, **_LOOKS[state]) for state in STATES]
    figure.legend(
        handles=handles,
        ncols=len(STATES),
        loc="upper left",
        bbox_to_anchor=(0.0, 1 - figure.heading / figure.get_figheight()),
        frameon=False,
        columnspacing=1.0,
        handletextpad=0.4,
    )


def _words(table: pd.DataFrame, point: str, sure: tuple[int, int]) -> str:
    rows = ". ".join(
        _("Lesson {lesson}").format(lesson=row["lesson"])
        + ": "
        + ", ".join(f"{row[state]} {_names()[state]}" for state in STATES if row[state])
        for row in table.to_dict("records")
    )
    kind = _("Stacked bar chart of your own answers, one bar a lesson, in numbers of questions.")
    return f"{kind} {point}. {rows}. {_about_sure(sure)}".strip()
