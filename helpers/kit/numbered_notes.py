"""Claims on paper: each linked figure gets a small number, and a list at the end says who says so."""

import re
from collections.abc import Callable

from markupsafe import Markup

from helpers import claims, data

_OTHER_LINK = re.compile(r"\[([^\]]+)\]\((?:[^()\"]|\"[^\"]*\")*\)")


class Notes:
    """The claims of one sheet, in the order in which it names them first."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def numbered(self, markdown: str) -> str:
        """Return Markdown with the number of its note after each claim, and without links, which paper cannot follow."""

        def number(link: re.Match) -> str:
            claim = claims.get(link["id"]).id
            place = self._numbers.setdefault(claim, len(self._numbers) + 1)
            return f"{link['text']}<sup>{place}</sup>"

        return _OTHER_LINK.sub(r"\1", claims.LINK.sub(number, markdown))

    def __len__(self) -> int:
        return len(self._numbers)

    def html(self) -> Markup:
        """Return the list: status, who says so, as of when; what the lessons' notes hold besides stays there."""
        entry = Markup("<li>{}</li>")
        return Markup('<ol class="who-says-so">{}</ol>').format(
            Markup("").join(entry.format(_line(name)) for name in self._numbers)
        )


def _line(name: str) -> str:
    claim = claims.get(name)
    when = f"as of {data.format_date(claim.as_of)}" if claim.as_of else ""
    return ", ".join(part for part in (claim.status, claim.attributed_to, when) if part)


def unlinked(markdown: str) -> str:
    """Return Markdown with the words of its links alone, for a slide or a card that carries no notes."""
    return _OTHER_LINK.sub(r"\1", markdown)


Words = Callable[[str], str]
