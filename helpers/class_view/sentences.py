"""What the class view says to a teacher: what to talk about first and why, and whether the pictures can be shown."""

import pandas as pd

from helpers.base.language import gettext as _
from helpers.base.language import ngettext
from helpers.class_view import analysis


def percent(share: float) -> str:
    """Return a share from 0 to 1 as whole per cent."""
    return f"{share:.0%}".replace("%", "\u202f%")


def talk_first(items: pd.DataFrame) -> str:
    """Say in one sentence which question to talk about first, and why.

    Parameters
    ----------
    items : pandas.DataFrame
        As :func:`helpers.class_view.analysis.items` returns it.
    """
    if items.empty:
        return _("Nothing to talk about first: no question that has a key was answered.")
    weak = analysis.to_talk_about(items)
    if weak.empty:
        return _("No question stands out: each that enough learners answered was right at the first try for most.")
    worst = weak.iloc[0]
    sentence = _("Talk first about “{question}” (lesson {lesson}): {why}")
    return sentence.format(question=worst["question"], lesson=worst["lesson"], why=_why(worst, items))


def _why(worst: pd.Series, items: pd.DataFrame) -> str:
    answered, sure = int(worst["answered"]), int(worst["sure_and_wrong"])
    right = round(worst["right_at_first"] * answered)
    if answered == 1:
        return (
            _("the one learner who answered it was wrong and sure of it.")
            if sure
            else _("the one learner who answered it was wrong at the first try.")
        )
    fields = {"sure": sure, "answered": answered, "right": right}
    if not sure:
        sentence = ngettext(
            "{right} of {answered} was right at the first try; nobody was wrong and sure of it.",
            "{right} of {answered} were right at the first try; nobody was wrong and sure of it.",
            right,
        )
    elif sure > items.loc[items["item"] != worst["item"], "sure_and_wrong"].max():
        sentence = ngettext(
            "{sure} of {answered} was wrong and sure of it, more than with any other question.",
            "{sure} of {answered} were wrong and sure of it, more than with any other question.",
            sure,
        )
    else:
        sentence = ngettext(
            "{sure} of {answered} was wrong and sure of it, and only {right} of {answered} right at the first try.",
            "{sure} of {answered} were wrong and sure of it, and only {right} of {answered} right at the first try.",
            sure,
        )
    return sentence.format(**fields)


def may_be_shown(learners: int) -> str:
    """Say whether the pictures can be projected: where few handed in, whoever looks knows who answered what."""
    if learners < analysis.FEWEST_ANSWERS:
        sentence = ngettext(
            "Only {count} learner handed in: the class would know whose answers these are. Do not project them unasked.",
            "Only {count} learners handed in: the class could guess whose answers these are. Do not project them unasked.",
            learners,
        )
        return sentence.format(count=learners)
    return _("No picture of this part, and no table under one, holds a nickname or a typed word: it may be projected.")
