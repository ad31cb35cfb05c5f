"""Read what people write: numbers of every habit and names of every script. Pure functions, standard library only."""

import re
import unicodedata

LONGEST = 200
LARGEST = 1e15

_PER_CENT = re.compile(r"%|\u066a|per\s?cent|për\s?qind|odsto|posto|procent[ai]?", re.IGNORECASE)
# Between groups of three digits people put spaces of several widths, apostrophes and low lines.
_GROUP_SIGNS = re.compile(r"(?<=\d)[\s_'\u2019\u066c](?=\d{3}(?!\d))")
_MINUS_SIGNS = str.maketrans("\u2212\u2013\u2012", "---")
# Arabic digits come with separators of their own.
_DECIMAL_SIGNS = str.maketrans("\u066b\u00b7", "..")
_PLAIN = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{0,15})?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?P<sign>[.,])\d{3}(?:(?P=sign)\d{3})*")
_BOTH_SIGNS = re.compile(r"[+-]?[1-9]\d{0,2}(?P<sign>[.,])\d{3}(?:(?P=sign)\d{3})*(?!(?P=sign))[.,]\d{1,15}")

_LETTERS = str.maketrans("đıłøæ", "diloa")
# Serbian Cyrillic, letter by letter, and the three that are two Latin ones.
_CYRILLIC: dict[int, int | str] = dict(str.maketrans("абвгдђежзијклмнопрстћуфхцчш", "abvgddezzijklmnoprstcufhccs"))
_CYRILLIC |= {ord("љ"): "lj", ord("њ"): "nj", ord("џ"): "dz"}
_SEVERAL = re.compile(r"[/|,;()\[\]\n]|\s(?:or|ose|ili|odnosno|and|dhe|i)\s", re.IGNORECASE)
_FILLERS = re.compile(
    r"^(?:in|at|the|town|city|village|municipality|of|në|u|grad|qyteti|komuna|opština)\s+", re.IGNORECASE
)


def numbers(response: object) -> tuple[float, ...]:
    """Return what a number can mean, likeliest first: ``3.47``, ``3,47``, ``45 095``, ``1.567,5``, ``३५``, ``3.47 %``.

    A group of exactly three digits after one point or comma is thousands to some and decimals to others: such a text has two readings.

    Parameters
    ----------
    response : object
        A text or a number, as a learner gave it.

    Returns
    -------
    tuple of float
        One reading, or two for a text such as ``4.500`` or ``1,567``.

    Raises
    ------
    ValueError
        For anything that is not a number, or too long or too large for one.
    """
    if isinstance(response, bool) or not isinstance(response, int | float | str):
        raise ValueError(response)
    if not isinstance(response, str):
        # Also refuses NaN, which is smaller than nothing.
        if not abs(response) < LARGEST:
            raise ValueError(response)
        return (float(response),)
    text = _plain_digits(response)
    if _GROUPED.fullmatch(text):
        return _readings_of_groups(text)
    if _BOTH_SIGNS.fullmatch(text):
        decimal = max(text.rfind("."), text.rfind(","))
        return (float(re.sub(r"[.,]", "", text[:decimal]) + "." + text[decimal + 1 :]),)
    if _PLAIN.fullmatch(text):
        return (float(text.replace(",", ".")),)
    raise ValueError(response)


def _plain_digits(response: str) -> str:
    """Return a text with ASCII digits and signs, without spaces, group signs and per cent."""
    if len(response) > LONGEST:
        raise ValueError(response[:LONGEST])
    text = "".join(str(unicodedata.decimal(sign, sign)) for sign in unicodedata.normalize("NFKC", response))
    text = _PER_CENT.sub("", text.translate(_MINUS_SIGNS).translate(_DECIMAL_SIGNS)).strip()
    return _GROUP_SIGNS.sub("", re.sub(r"^([+-])\s+", r"\1", text))


def _readings_of_groups(text: str) -> tuple[float, ...]:
    thousands = float(re.sub(r"[.,]", "", text))
    if len(re.findall(r"[.,]", text)) > 1:
        return (thousands,)
    decimals = float(text.replace(",", "."))
    # The lessons are in English, which writes thousands with commas and decimals with points.
    return (thousands, decimals) if "," in text else (decimals, thousands)


def number(response: object, *, whole: bool = False) -> float:
    """Return the likeliest reading of a number.

    Parameters
    ----------
    response : object
        A text or a number.
    whole : bool
        Whether only whole numbers make sense, as for soldiers or votes: then ``4.500`` is 4,500.

    Raises
    ------
    ValueError
        As for :func:`numbers`.
    """
    found = numbers(response)
    return max(found) if whole and len(found) > 1 else found[0]


def number_nearest_to(response: object, wanted: float) -> float:
    """Return the reading of a number that is nearest to what is asked for: nobody is wrong by a habit of writing.

    Raises
    ------
    ValueError
        As for :func:`numbers`.
    """
    return min(numbers(response), key=lambda found: abs(found - wanted))


def fold(text: str) -> str:
    """Return a text without case, accents, spaces, punctuation and script: Zvečan, Zveçan and Звечан are all ``zvecan``."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = plain.translate(_LETTERS).translate(_CYRILLIC)
    return "".join(sign for sign in unicodedata.normalize("NFKD", plain) if sign.isalnum())


def names(text: str) -> list[str]:
    """Return the folded names that a text gives: one, or both names of a town, as in ``Zvečan / Zveçan``.

    Words such as *in* or *the town of* before a name are left out.
    """
    parts = [_without_fillers(part.strip()) for part in _SEVERAL.split(text)]
    return [folded for part in parts if (folded := fold(part))]


def _without_fillers(text: str) -> str:
    while (shorter := _FILLERS.sub("", text)) != text:
        text = shorter
    return text
