"""Links to pages: only to addresses that lead to a page, whatever a table holds."""

import re

from markupsafe import Markup

# A page of the web, or a lesson of the course with a place in it; never javascript: or data:.
_WEB = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_LESSON = re.compile(r"[\w.-]+\.ipynb(#[\w-]*)?")


def leads_somewhere(address: str) -> bool:
    """Whether an address may be linked: a page of the web (``http`` or ``https``) or a lesson."""
    return bool(_WEB.match(address) or _LESSON.fullmatch(address))


def linked(words: str, address: str) -> Markup | str:
    """Return words as a link, or as they are where the address leads nowhere.

    Parameters
    ----------
    words : str
        What the reader sees; text is escaped, :class:`markupsafe.Markup` stays.
    address : str
        Where it leads.
    """
    if not leads_somewhere(address):
        return words
    away = Markup(' rel="noopener"') if _WEB.match(address) else ""
    return Markup('<a href="{}"{}>{}</a>').format(address, away, words)
