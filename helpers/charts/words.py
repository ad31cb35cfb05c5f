"""Words that pictures share: lists, spelled numbers, what is most, and what is said when there is nothing to draw."""

from collections.abc import Iterable

import pandas as pd

from helpers.charts import style
from helpers.show.chart import Chart

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def listed(names: Iterable[str]) -> str:
    """Return names as a list in a sentence: ``a``, ``a and b``, ``a, b and c``."""
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def number(count: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def counted(count: int, one: str) -> str:
    """Return a number with a noun that takes a plain s: ``1 aspect``, ``2 aspects``."""
    return f"{count:,} {one}{'' if count == 1 else 's'}"


def be(count: int) -> str:
    """Return the verb after a number: ``is`` after 1, ``are`` after others."""
    return "is" if count == 1 else "are"


def with_article(country: str) -> str:
    """Return a country as it stands in a sentence: ``the United States``, but ``Italy``."""
    return f"the {country}" if country.startswith("United ") or country == "Netherlands" else country


def begun(sentence: str) -> str:
    """Return a sentence that begins with a capital; its other letters stay, because they may belong to names."""
    return sentence[:1].upper() + sentence[1:]


def most(counts: pd.Series) -> list:
    """Return the labels that have the largest count, in their order; several where they are level."""
    return list(counts.index[counts == counts.max()]) if len(counts) and counts.max() > 0 else []


def each(names: list) -> str:
    """Return `` each`` where several share a number."""
    return " each" if len(names) > 1 else ""


def nothing(what: str, table: str) -> Chart:
    """Return the picture of a table that has no row to draw: it says so.

    Parameters
    ----------
    what : str
        What would have been drawn, in the plural.
    table : str
        The table that holds it.
    """
    with style.picture(0.5, f"Nothing to draw: no {what}") as figure:
        pass
    words = f"No picture: the table {table} holds no {what}, so that there is nothing to draw."
    return Chart(figure.svg, words, pd.DataFrame({"Rows": []}), f"Sources: table {table}.")
