"""Rules for words: length, plain English, fair words, source cards."""

import re

from helpers import claims, data
from helpers.authoring.lesson_text import CORE_PARTS, LessonText, everything, lessons, plain, unfolded, words
from helpers.base import cards
from helpers.quiz import bank

CORE_WORDS = 1300
BACKGROUND_WORDS = 300
# A double lesson has twice the minutes and, to leave time for talk, half as many words again.
DOUBLE_SHARE = 1.5
CARD_WORDS = (60, 90)
SENTENCE_WORDS = 20
CARDS = 3
CARDS_OF_A_DOUBLE_LESSON = (3, 5)
QUOTED_WORDS = 12

LOADED = re.compile(
    r"\b(so-called|regime|terrorists?|self-proclaimed|liberated|liberators?|claimed|admitted|brutal|thugs?|mere|"
    r"Albanian mayors|separatists?)\b",
    re.IGNORECASE,
)
# English puts its stops inside the quotation marks, whether the source has them or not.
_STOPS = ".,;:"
FEWEST_QUOTATIONS = 2
LEAST_OWN_WORDS = 1 / 8
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')


def core_is_short() -> list[str]:
    """The core, without cards, written check and folded parts, has at most 1,300 words, Background 300; half again in a double."""
    faults = []
    for lesson in lessons():
        core = sum(words(text) for _, part, text in _own_prose(lesson) if part in CORE_PARTS)
        background = sum(words(text) for _, part, text in _own_prose(lesson) if part == "Background")
        share = DOUBLE_SHARE if lesson.entry.is_double else 1
        for what, length, most in (("the core", core, CORE_WORDS), ("Background", background, BACKGROUND_WORDS)):
            if length > share * most:
                faults.append(f"{lesson.path.name}: {what} has {length} words; at most {share * most:.0f}.")
    return faults


def _own_prose(lesson: LessonText) -> list[tuple[str, str, str]]:
    # In class a lesson either talks or writes, so that the written check costs no time of its own.
    apart = {source for _, source in lesson.cards()} | {source for _, source in lesson.written_checks()}
    return [(cell_id, part, unfolded(source)) for cell_id, part, source in lesson.prose() if source not in apart]


def sentences_are_short() -> list[str]:
    """Sentences have 20 words or fewer on average in each lesson."""
    faults = []
    for lesson in lessons():
        average = sentence_length(" ".join(plain(text) for _, _, text in lesson.prose()))
        if average > SENTENCE_WORDS:
            faults.append(
                f"{lesson.path.name}: sentences have {average:.1f} words on average; at most {SENTENCE_WORDS}."
            )
    return faults


def sentence_length(text: str) -> float:
    """Return the average number of words a sentence of running text has."""
    sentences = [sentence for sentence in re.split(r"(?<=[.!?:;])\s+", text) if len(sentence.split()) > 2]
    return sum(len(sentence.split()) for sentence in sentences) / max(len(sentences), 1)


def words_are_fair() -> list[str]:
    """No loaded word stands outside a quotation, in lessons, quizzes, claims or tables."""
    faults = []
    for place, text in _all_words():
        for match in LOADED.finditer(QUOTED.sub(" ", text)):
            faults.append(f"{place}: loaded word {match[0]!r} outside a quotation.")
    return faults


def _all_words() -> list[tuple[str, str]]:
    found = [
        (f"{lesson.path.name}, cell {cell_id}", text) for lesson in everything() for cell_id, _, text in lesson.prose()
    ]
    for question in bank.all_questions().values():
        found += [(f"question {question.id}", text) for text in question.texts]
    for name in data.names():
        table = data.load(name)
        for column in (
            "statement",
            "event",
            "label",
            "versions",
            "description",
            "definition",
            "what_is_known",
            "measure",
        ):
            if column in table.columns:
                found += [
                    (f"{name}.csv, row {row}", str(text)) for row, text in zip(table["id"], table[column], strict=True)
                ]
    return found


def quotations_are_short() -> list[str]:
    """A quotation in a lesson has at most twelve words."""
    return [
        f"{lesson.path.name}, cell {cell_id}: a quotation of {len(quotation.split())} words; at most {QUOTED_WORDS}."
        for lesson in lessons()
        for cell_id, _, text in lesson.prose()
        for quotation in QUOTED.findall(plain(re.sub(r"\(#[^)]*\)", "", text)))
        if len(quotation.split()) > QUOTED_WORDS
    ]


def cards_are_whole() -> list[str]:
    """Three cards in Three voices, up to five in a double lesson, each of 60 to 90 words, dated, with what it could not know."""
    faults = []
    voices = {row["id"]: row for row in data.load("voices").to_dict("records")}
    for lesson in lessons():
        in_part = sum(
            "source-card" in cell.metadata.get("tags", [])
            for cell, part in zip(lesson.cells, lesson.part_of, strict=True)
            if part == "Three voices"
        )
        least, most = CARDS_OF_A_DOUBLE_LESSON if lesson.entry.is_double else (CARDS, CARDS)
        if not least <= in_part <= most:
            faults.append(
                f"{lesson.path.name}: {in_part} source cards in Three voices; {least} to {most} there must be."
            )
        for voice_id, source in lesson.cards():
            faults += [
                f"{lesson.path.name}, card {voice_id}: {fault}" for fault in _card_faults(voices.get(voice_id), source)
            ]
    return faults


def _card_faults(voice: dict | None, source: str) -> list[str]:
    if voice is None:
        return ["no such row in voices.csv."]
    faults = []
    body = card_body(source)
    if not CARD_WORDS[0] <= words(body) <= CARD_WORDS[1]:
        faults.append(f"its text has {words(body)} words; {CARD_WORDS[0]} to {CARD_WORDS[1]}.")
    if "Could not know" not in source:
        faults.append("it does not say what the speaker could not know.")
    dates = [claims.get(match["id"]).origin for match in claims.LINK.finditer(source)]
    if voice["date"] and f"voices/{voice['id']}/date" not in dates:
        faults.append("its date is not linked to the claim that rests on voices.csv.")
    return faults


def card_body(source: str) -> str:
    """Return the running text of a card: without its head, its line of facts, the words that we translated and its last line."""
    blocks = [block for block in re.sub(r"^> ?", "", source, flags=re.MULTILINE).split("\n\n") if block.strip()]
    return "\n\n".join(block for block in blocks[2:-1] if not block.startswith(cards.TRANSLATED))


def cards_quote_what_they_list() -> list[str]:
    """What a card lists as words of its source stands in its text in quotation marks, and nothing else does so there."""
    faults = []
    for card in cards.all():
        listed = {said.words.rstrip(_STOPS) for said in card.quotations}
        quoted = {found[1:-1].rstrip(_STOPS) for found in QUOTED.findall(plain(card.text))}
        faults += [f"data/cards.toml, card {card.id}: its text does not quote {found!r}." for found in listed - quoted]
        if listed:
            faults += [
                f"data/cards.toml, card {card.id}: {found!r} stands in quotation marks, but no [[card.quotation]] holds it."
                for found in quoted - listed
                if len(found.split()) >= cards.FEWEST_WORDS
            ]
    return faults


def cards_let_their_sources_speak() -> list[str]:
    """Each card quotes its source at least twice, and over the series at least one word in eight is the source's own."""
    shown = cards.all()
    faults = [
        f"data/cards.toml, card {card.id}: it quotes its source {len(card.quotations)} times; at least {FEWEST_QUOTATIONS}."
        for card in shown
        if len(card.quotations) < FEWEST_QUOTATIONS
    ]
    quoted = sum(words(said.words) for card in shown for said in card.quotations)
    written = sum(words(plain(card.text)) for card in shown)
    if quoted < LEAST_OWN_WORDS * written:
        faults.append(f"data/cards.toml: {quoted} of {written} words are the sources' own; at least one in eight.")
    return faults


def voices_are_shown() -> list[str]:
    """Every row of voices.csv is a card of its lesson."""
    shown = {(lesson.number, voice_id) for lesson in lessons() for voice_id, _ in lesson.cards()}
    return [
        f"voices.csv, row {row['id']}: lesson {row['lesson']} has no such card."
        for row in data.load("voices").to_dict("records")
        if (row["lesson"], row["id"]) not in shown
    ]


RULES = (
    core_is_short,
    sentences_are_short,
    words_are_fair,
    quotations_are_short,
    cards_are_whole,
    cards_quote_what_they_list,
    cards_let_their_sources_speak,
    voices_are_shown,
)
