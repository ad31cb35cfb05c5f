"""The source cards of the course, ``data/cards.toml``: what a voice said, in our words and in its own. Standard library only."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from helpers.base import lessons, toml_file
from helpers.base.errors import CourseError, unknown

FILE = lessons.ROOT / "data" / "cards.toml"
TRANSLATED = "Our translation of:"
FEWEST_WORDS, MOST_WORDS = 3, 12
_TEXTS = ("id", "heading", "line", "text", "could_not_know")
_QUOTED = ("words", "place", "language")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z][a-z]{3})?")


@dataclass(frozen=True)
class Quotation:
    """Words of a source, as a card prints them.

    ``place`` says where they stand in the source, ``language`` in which language the source is read, and ``original`` holds
    its own words where ``words`` are our translation. ``speaker`` names who of two said it, and ``on_slide`` marks what a slide
    shows of the card; where none is marked, it shows the first.
    """

    words: str
    place: str
    language: str
    original: str = ""
    speaker: str = ""
    on_slide: bool = False


@dataclass(frozen=True)
class Card:
    """One card: ``id`` is a row of ``voices.csv``; ``line`` and ``text`` are Markdown with links to claims."""

    id: str
    heading: str
    line: str
    text: str
    could_not_know: str
    quotations: tuple[Quotation, ...] = ()

    @property
    def for_slide(self) -> list[Quotation]:
        """What a slide shows of the card's quotations."""
        return [said for said in self.quotations if said.on_slide] or list(self.quotations[:1])


def all() -> list[Card]:
    """Return the cards in the order of the file.

    Raises
    ------
    CourseError
        When the file is damaged; the sentence names the card and the key at fault.
    """
    return list(_read(FILE))


def of(voice: str) -> Card:
    """Return the card of a voice.

    Raises
    ------
    CourseError
        When there is none, and when the file is damaged.
    """
    known = {card.id: card for card in all()}
    if voice not in known:
        raise unknown("source card", voice, known)
    return known[voice]


def markdown(card: Card) -> str:
    """Return a card as the Markdown of a lesson's cell: head, line, text, the words that we translated, what it could not know."""
    paragraphs = [part.strip() for part in card.text.split("\n\n")]
    originals = [f'<span lang="{said.language}">{said.original}</span>' for said in card.quotations if said.original]
    if originals:
        paragraphs.append(f"{TRANSLATED} {' · '.join(originals)}")
    blocks = [f"**Source card: {card.heading}**", card.line, *paragraphs, f"*Could not know: {card.could_not_know}*"]
    return "\n>\n".join(f"> {block}" for block in blocks)


@cache
def _read(path: Path) -> tuple[Card, ...]:
    found: dict[str, Card] = {}
    for place, entry in toml_file.blocks(path, "card"):
        card = _card(place, entry)
        if card.id in found:
            raise CourseError(f"{place}: this id stands twice. Each voice has one card.")
        found[card.id] = card
    return tuple(found.values())


def _card(place: str, entry: object) -> Card:
    if not isinstance(entry, dict):
        raise CourseError(f"{place}: a card is a block that begins with [[card]].")
    toml_file.refuse_other_keys(place, entry, (*_TEXTS, "quotation"))
    texts = {key: toml_file.text(place, entry, key) for key in _TEXTS}
    quotations = entry.get("quotation", [])
    if not isinstance(quotations, list):
        raise CourseError(f"{place}: a quotation is a block that begins with [[card.quotation]].")
    numbered = enumerate(quotations, start=1)
    return Card(**texts, quotations=tuple(_quotation(f"{place}, quotation {number}", raw) for number, raw in numbered))


def _quotation(place: str, entry: object) -> Quotation:
    if not isinstance(entry, dict):
        raise CourseError(f"{place}: a quotation is a block that begins with [[card.quotation]].")
    toml_file.refuse_other_keys(place, entry, (*_QUOTED, "original", "speaker", "slide"))
    texts = {key: toml_file.text(place, entry, key) for key in _QUOTED}
    for key in ("original", "speaker"):
        if key in entry:
            texts[key] = toml_file.text(place, entry, key)
    on_slide = entry.get("slide", False)
    if type(on_slide) is not bool:
        raise CourseError(f"{place}: slide must be true or false.")
    if not FEWEST_WORDS <= len(texts["words"].split()) <= MOST_WORDS:
        count = len(texts["words"].split())
        raise CourseError(f"{place}: it has {count} words; a quotation has {FEWEST_WORDS} to {MOST_WORDS}.")
    if not _LANGUAGE.fullmatch(texts["language"]):
        raise CourseError(f"{place}: language must be a code such as en, sq or sr-Latn; it is {texts['language']!r}.")
    if (texts["language"] == "en") == bool(texts.get("original")):
        raise CourseError(
            f"{place}: original holds the source's own words where these are not English, and only there."
        )
    return Quotation(**texts, on_slide=on_slide)
