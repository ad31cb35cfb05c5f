"""The words that a lesson explains."""

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
    words = data.load("glossary")
    if lesson not in set(words["lesson"]):
        raise unknown("lesson with a glossary", lesson, set(words["lesson"]))
    chosen = words.loc[words["lesson"] == lesson, ["term", "definition"]]
    return tables.show(chosen.set_axis(["Term", "Meaning here"], axis=1), f"Words for lesson {lesson}")
