"""The words that a lesson explains."""

import pandas as pd

from helpers import data, tables
from helpers.base.errors import unknown
from helpers.show import html_tables


def show(lesson: str) -> html_tables.Table:
    """Show the terms of a lesson with their meaning.

    Parameters
    ----------
    lesson : str
        The lesson's two digits, such as ``"07"``.
    """
    chosen = of_lesson(lesson)[["term", "definition"]]
    if chosen.empty:
        raise unknown("lesson with a glossary", lesson, set(data.load("glossary")["lesson"]))
    return tables.show(chosen.set_axis(["Term", "Meaning here"], axis=1), f"Words for lesson {lesson}")


def of_lesson(lesson: str) -> pd.DataFrame:
    """Return the rows of the glossary that a lesson explains; none where it explains no word.

    Parameters
    ----------
    lesson : str
        The lesson's two digits.
    """
    words = data.load("glossary")
    return words.loc[words["lesson"] == lesson]
