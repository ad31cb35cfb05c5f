"""Written texts among the answers: what one may hold, and the newest of each. They are handed in only by a learner who says so."""

import unicodedata

from helpers.progress.answers import Answer

# Answers of a written check were asked in "written 07".
PART = "written"
MOST_CHARACTERS = 1500
LEVELS = ("0", "1", "2", "3")
_LEVEL_ENDING = "-level"


def level_item(item: str) -> str:
    """Return the item under which a learner's own choice of a level is kept."""
    return item + _LEVEL_ENDING


def is_of_a_check(answer: Answer) -> bool:
    """Whether an answer is a written text, or the choice of a level for one."""
    return answer.asked_in.partition(" ")[0] == PART


def clean(text: str) -> str:
    """Return a text without signs that cannot be shown or written: line ends are of one kind, halves of signs are gone."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    shown = (sign for sign in lines if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs"))
    return "".join(shown).strip()


def newest(answers: list[Answer]) -> list[dict]:
    """Return the last text of each check, as a hand-in holds it.

    Parameters
    ----------
    answers : list of Answer
        Answers in the order of saving.

    Returns
    -------
    list of dict
        item, lesson, text, nearest_level (0 to 3; None where no level was chosen after the text was saved), at.
    """
    found: dict[str, dict] = {}
    for answer in filter(is_of_a_check, answers):
        item, given = answer.item.removesuffix(_LEVEL_ENDING), answer.response
        if answer.item == item and isinstance(given, str) and clean(given):
            at = answer.utc
            text = clean(given)[:MOST_CHARACTERS]
            found[item] = {"item": item, "lesson": answer.lesson, "text": text, "nearest_level": None, "at": at}
        elif item in found and given in LEVELS:
            found[item]["nearest_level"] = int(str(given))
    return list(found.values())
