"""Nicknames as people write names: in every script, with marks, apostrophes and hyphens; safe in a file's name."""

import unicodedata

from helpers.base.errors import CourseError
from helpers.base.language import gettext as _

EXAMPLE = "blue heron"
MOST_SIGNS = 30
# Marks that combine with a letter are no signs of their own, but end somewhere.
LONGEST = 60
# Some computers and disks take no longer names.
_MOST_BYTES_IN_A_FILE_NAME = 100

_APOSTROPHES = "'\u2018\u2019\u02bc\u00b4\u2032"
_JOINERS = "\u200c\u200d"
_MIDDLE_DOTS = "\u00b7\u30fb"
_INSIDE_HEBREW = "\u05f3\u05f4"
_ALSO = set(f" ._{_APOSTROPHES}{_MIDDLE_DOTS}{_INSIDE_HEBREW}{_JOINERS}")


def clean(nickname: object) -> str:
    """Return a nickname in the one form in which it is kept: composed letters, single spaces.

    Parameters
    ----------
    nickname : object
        What somebody typed, or what stands in a file.

    Raises
    ------
    CourseError
        When it is no name of 1 to 30 letters and digits of any script, with spaces, dots, hyphens and apostrophes.
    """
    text = unicodedata.normalize("NFC", nickname.strip()) if isinstance(nickname, str) else ""
    signs = [sign for sign in text if not _is_mark(sign) and sign not in _JOINERS]
    is_name = (
        1 <= len(signs) <= MOST_SIGNS
        and len(text) <= LONGEST
        and all(_is_part_of_names(sign) for sign in text)
        and (_is_letter(text[0]) or text[0] in f"_{_APOSTROPHES}")
        and any(map(_is_letter, text))
        and text[-1] not in _JOINERS
    )
    if not is_name:
        sentence = _(
            "Choose a nickname of 1 to 30 letters and digits of any script, with spaces, dots, hyphens or apostrophes, "
            "such as {example}."
        )
        raise CourseError(sentence.format(example=EXAMPLE))
    return " ".join(text.split())


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LN"


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M"


def _is_hyphen(sign: str) -> bool:
    return unicodedata.category(sign) == "Pd"


def _is_part_of_names(sign: str) -> bool:
    is_space = unicodedata.category(sign) == "Zs"
    return _is_letter(sign) or _is_mark(sign) or _is_hyphen(sign) or is_space or sign in _ALSO


def folded(nickname: str) -> str:
    """Return what is the same in two spellings of one nickname: case, spaces, width and kinds of hyphen do not count."""
    # Before the rest: one of the apostrophes would come apart into a space and an accent.
    plain = ("'" if sign in _APOSTROPHES else "-" if _is_hyphen(sign) else sign for sign in nickname)
    text = unicodedata.normalize("NFKC", "".join(plain)).casefold()
    text = "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign not in _JOINERS)
    return " ".join(text.split())


def in_a_file_name(nickname: str) -> str:
    """Return a nickname for the name of a file: letters and digits alone, those of the Latin script without accents."""
    parts: list[str] = []
    for sign in unicodedata.normalize("NFKC", nickname.casefold()):
        base = unicodedata.normalize("NFKD", sign)[0]
        if base.isascii() and base.isalnum():
            parts.append(base)
        elif _is_letter(sign) or (_is_mark(sign) and parts and not parts[-1].isascii()):
            parts.append(sign)
        elif not _is_mark(sign) and parts and parts[-1] != "-":
            parts.append("-")
    while len("".join(parts).encode()) > _MOST_BYTES_IN_A_FILE_NAME:
        parts.pop()
    return "".join(parts).strip("-")
