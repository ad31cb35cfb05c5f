"""The picture of certainty: how sure learners said they were, against how often they were right."""

import pandas as pd

from helpers.base.language import gettext as _
from helpers.class_view import analysis, layout
from helpers.class_view.sentences import percent
from helpers.class_view.tally import SURE
from helpers.quiz.texts import texts
from helpers.show.chart import Chart

# Of fewer answers a share says little.
FEWEST_FOR_A_SHARE = 10
# Fewer answers of few learners, or a smaller difference, can be chance.
FEWEST_TO_COMPARE, FEWEST_LEARNERS = 30, 5
CLEARLY = 0.1


def picture(answers: pd.DataFrame) -> Chart:
    """Draw for each level of certainty which part of the first answers was right.

    Parameters
    ----------
    answers : pandas.DataFrame
        As in :class:`helpers.class_view.reading.ClassFolder`; at least one is of a question with a key.
    """
    levels = analysis.certainty(answers).iloc[::-1].to_dict("records")
    rows = [_row(level) for level in levels]
    point = _point(levels, analysis.marked(answers)["nickname"].nunique())
    question = _("How sure were you, and how often were you right?")
    with layout.page(point, question, layout.height_of(rows) + layout.LEGEND) as page:
        layout.draw_rows(page, rows)
        layout.draw_legend(page)
    listed = "; ".join(f"{row.text} ({row.said})" for row in rows)
    table = pd.DataFrame(
        {
            _("How sure"): [texts()[level["certainty"]] for level in levels],
            _("First answers"): [level["answers"] for level in levels],
            _("Right"): [level["right"] for level in levels],
        }
    )
    caption = _(
        "First answers to all questions with a key. Each bar holds all answers of one level; certainty is no mark."
    )
    return Chart(page.figure.svg, f"{point} {question} {listed}.", table, caption)


def _row(level: dict) -> layout.Row:
    count, right = level["answers"], level["right"]
    share = right / count if count else 0.0
    wrong = 1 - share if count else 0.0
    is_sure = level["certainty"] == SURE
    return layout.Row(
        texts()[level["certainty"]],
        said(count, right),
        share,
        wrong if is_sure else 0.0,
        0.0 if is_sure else wrong,
    )


def said(count: int, right: int) -> str:
    """Return how many answers of one level were right, as words for none, one and many."""
    if not count:
        return _("no answer")
    if count == 1:
        return _("one answer, right") if right else _("one answer, wrong")
    if count < FEWEST_FOR_A_SHARE:
        return _("{right} of {count} right").format(right=right, count=count)
    return _("{right} of {count} right, {percent}").format(
        right=f"{right:,}", count=f"{count:,}", percent=percent(right / count)
    )


def _point(levels: list[dict], learners: int) -> str:
    sure = next(level for level in levels if level["certainty"] == SURE)
    others = [level for level in levels if level["certainty"] != SURE]
    rest, rest_right = (sum(level[name] for level in others) for name in ("answers", "right"))
    first = _("Sure: {sure}. Less sure: {rest}.").format(
        sure=said(sure["answers"], sure["right"]), rest=said(rest, rest_right)
    )
    if min(sure["answers"], rest) < FEWEST_TO_COMPARE or learners < FEWEST_LEARNERS:
        compared = _("These are too few to compare.")
    else:
        compared = _compared(sure["right"] / sure["answers"] - rest_right / rest)
    return f"{first} {compared}"


def _compared(difference: float) -> str:
    """Say whether those who were sure were right more often than the others."""
    if difference > CLEARLY:
        return _("Who was sure was right more often.")
    if difference < -CLEARLY:
        return _("Who was sure was right less often.")
    return _("Who was sure was right about as often as the others.")
