"""Cards to cut out: what the ways without laptops ask for, lesson by lesson, taken from the tables of the course."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from helpers import claims, data, statements
from helpers.base.lessons import Lesson
from helpers.kit.numbered_notes import unlinked
from helpers.kit.paper import sheet
from helpers.kit.paper.sheet import heading

_LONG = 70
"""Characters from which a text is set smaller."""
_FOURS = 4
"""A table of four gets one slip of a word each."""
# Reasons that together speak about Kosovo, about the way, and about other places; states that recognise, then others.
_REASONS = ("seven-states", "usa", "tur", "srb", "rus", "esp", "rou")
# Ten statements of ten voices, before and after 14 June: of Pristina, of Belgrade, of both, of protesters.
_REQUESTS = (
    "2023-05-26-united-states", "2023-05-29-srpska-lista-2", "2023-05-30-china", "2023-05-30-nato-and-kfor",
    "2023-06-01-institutions-in-belgrade", "2023-06-01-institutions-in-pristina", "2023-06-14-european-union-2",
    "2023-06-14-institutions-in-pristina", "2023-06-15-united-kingdom", "2023-06-20-hungary",
)  # fmt: skip
# What the debate needs besides the lesson's own notes: why soldiers came, and what burned in 2004.
_FOR_THE_DEBATE = ("expulsions-1999", "icty-expelled", "riots-2004-burned", "riots-2004-displaced")
_NUMBERS_OF_A_LINE = 5


@dataclass(frozen=True)
class CutCard:
    """One card: ``large`` is read from across a table, ``small`` under it.

    ``is_second`` marks cards of another row, ``is_slip`` slips of a word or two, which are smaller.
    """

    large: str
    small: str = ""
    is_second: bool = False
    is_slip: bool = False


@dataclass(frozen=True)
class Set:
    """The cards of a lesson: what to do with them, and what the teacher reads out afterwards."""

    task: str
    cards: tuple[CutCard, ...]
    key: tuple[str, ...] = ()


def of_lesson(lesson: Lesson) -> Set:
    """Return the cards of a lesson."""
    return _SETS[lesson.number]()


def document(lesson: Lesson) -> str:
    """Return the cards of a lesson as a page of HTML, ready to cut; the key stands on a page of its own."""
    found = of_lesson(lesson)
    body = heading(1, f"{lesson.number} {lesson.title}: cards to cut") + Markup("<p>{}</p>").format(found.task)
    for kind, is_slip in (("cut-cards", False), ("cut-cards slips", True)):
        cards = [card for card in found.cards if card.is_slip == is_slip]
        if cards:
            body += Markup('<div class="{}">{}</div>').format(kind, Markup("").join(map(_card, cards)))
    if found.key:
        lines = Markup("").join(Markup("<li>{}</li>").format(line) for line in found.key)
        body += Markup('<section class="page">{}<ol>{}</ol></section>').format(
            heading(2, "For the teacher: read out afterwards"), lines
        )
    return sheet.document(f"{lesson.number} {lesson.title}: cards to cut", body, kind="cut")


def _card(card: CutCard) -> Markup:
    large = "large long" if len(card.large) > _LONG else "large"
    small = Markup('<p class="small">{}</p>').format(card.small) if card.small else Markup("")
    kind = Markup(' class="second"') if card.is_second else Markup("")
    return Markup('<div{}><p class="{}">{}</p>{}</div>').format(kind, large, card.large, small)


def _slips(*texts: str, each: int = _FOURS) -> tuple[CutCard, ...]:
    return tuple(CutCard(text, is_slip=True) for text in texts for _copy in range(each))


def _names() -> Set:
    places = data.load("places").query("name_sq != name_sr").head(7)
    cards = tuple(
        CutCard(f"{place['name_sq']} · {place['name_sr']}", place["kind"]) for place in places.to_dict("records")
    )
    task = (
        'Read two cards of the lesson aloud. Draw "one name" or "two names" by lot; each group finds the best argument for its '
        "slip, then changes slips. The places show what it is about: the Albanian name stands first, because A comes before S."
    )
    return Set(task, cards + _slips("one name", "two names"))


def _zvecan() -> Set:
    rows = data.load("north_estimates").query("municipality == 'Zvecan'")
    shown = zip(_numbers(rows["number"]), rows["body"], rows["date"].map(data.format_date), rows["kind"], strict=True)
    cards = tuple(CutCard(number, f"{body}, {date}") for number, body, date, _kind in shown)
    key = tuple(f"{card.large}, {card.small}: {_COUNTED[kind]}" for card, kind in zip(cards, rows["kind"], strict=True))
    task = 'People in Zvecan. Order the cards by size, then by date, then by "counted" and "estimated". Which order explains most?'
    return Set(task, cards + _slips("counted", "estimated", each=1), key)


_COUNTED = {"census": "counted in a census", "estimate": "an estimate"}


def _road_to_war() -> Set:
    # A month stands after the days of its first half: the last moment that a date can mean counts.
    rows = data.load("long_events")
    rows = rows[rows["story"].isin(("road-to-war", "cards-of-the-war"))].sort_values("date_end", kind="stable")
    cards = tuple(CutCard(event) for event in rows["event"])
    key = tuple(f"{data.format_date(date)}: {event}" for date, event in zip(rows["date"], rows["event"], strict=True))
    task = (
        "Hang up a string as a line of time; groups pin the events where they belong, then compare with the dates. Then read the "
        "figures under the first picture of the worksheet aloud; groups hold up a slip. Nobody stands for a number of the dead."
    )
    return Set(task, cards + _slips("named", "reckoned", "stated"), key)


def _strength() -> Set:
    rows = (
        data.load("kfor_strength")
        .query("measure == 'deployed'")
        .dropna(subset=["troops"])
        .sort_values("date_start", kind="stable")
    )
    moments = pd.date_range(rows["date_start"].iloc[0], rows["date_start"].iloc[-1], periods=_NUMBERS_OF_A_LINE)
    nearest = sorted({int((rows["date_start"] - moment).abs().to_numpy().argmin()) for moment in moments})
    chosen = rows.iloc[nearest]
    cards = tuple(
        CutCard(f"{number} soldiers", data.format_date(date))
        for number, date in zip(_numbers(chosen["troops"]), chosen["date"], strict=True)
    )
    task = (
        "Each learner draws KFOR's strength as a line through these reports; hand out the newest one last. Then mark on the line the "
        "riots of 2004, the clashes of 2011 and 2023, and Banjska, and talk about the gaps."
    )
    return Set(task, cards)


def _reasons() -> Set:
    rows = data.load("state_reasons").set_index("id").loc[list(_REASONS)]
    cards = tuple(CutCard(reason) for reason in rows["reason"])
    key = tuple(
        f"{'recognises' if recognises else 'does not recognise'}, {state}: {reason}"
        for recognises, state, reason in zip(rows["recognises"], rows["state"], rows["reason"], strict=True)
    )
    task = "Reasons of states, without their names. Sort them: about Kosovo, about the way, about other places. Then hear whose they are."
    return Set(task, cards, key)


def _promises() -> Set:
    rows = data.load("agreements").sort_values("date_start", kind="stable")
    cards = tuple(
        CutCard(f"{name}: {promised}", data.format_date(date))
        for name, promised, date in zip(rows["name"], rows["promised"], rows["date"], strict=True)
    )
    key = tuple(
        f"{name}: {state}. {said}."
        for name, state, said in zip(rows["name"], rows["state"], rows["state_words"], strict=True)
    )
    task = "Twelve promises. For each, say who had to act and hold up a slip; then hear this course's reading, which may be wrong."
    return Set(task, cards + _slips("done", "mostly", "partly", "not done", "stopped"), key)


def _voters() -> Set:
    rows = data.load("election_april_2023").query("id != 'all-four'")
    shown = zip(rows["municipality"], _numbers(rows["registered_voters"]), _numbers(rows["votes_cast"]), strict=True)
    cards = tuple(
        CutCard(f"{place}: {votes} votes cast", f"{voters} names on the list of voters")
        for place, voters, votes in shown
    )
    task = "Add the four numbers by hand. Then read the voices of the worksheet aloud: of which test does each sentence speak?"
    return Set(task, cards + _slips("lawful", "representative", "accepted"))


def _reports() -> Set:
    rows = data.load("injury_reports")
    rows = rows[rows["counted"].isin(("KFOR soldiers", "treated in hospital", "civilians, including journalists"))]
    cards = []
    for row in rows.to_dict("records"):
        number, counted = data.figure_words(row["precision"], int(row["value"])), row["counted"]
        said = f"{row['reported_by']}, {data.format_date(row['reported_on'])}"
        cards.append(CutCard(f"{number}: {counted}", said, counted != "KFOR soldiers"))
    task = (
        "Pin the cards to the wall by time, then by size, in two rows: plain cards count soldiers, cards with a double frame count "
        "other people. They are never added up. Where do cards change places, and why?"
    )
    return Set(task, tuple(cards))


def _requests() -> Set:
    rows = data.load("reactions").set_index("id").loc[list(_REQUESTS)]
    cards = tuple(
        CutCard("; ".join(_asked(row)), f"{row['speaker']}, {data.format_date(row['date'])}")
        for row in rows.to_dict("records")
    )
    task = (
        "Draw an empty matrix on the board: down, who speaks; across, institutions in Pristina, institutions in Belgrade, people who "
        "protest. Where does the mark of each statement go? Ten of many: marks show attention, not guilt."
    )
    return Set(task, cards)


def _asked(row: Mapping) -> list[str]:
    whom = {
        "asked_of_belgrade": "of Belgrade",
        "asked_of_pristina": "of Pristina",
        "asked_of_protesters": "of protesters",
    }
    return [f"{name}: {row[column]}" for column, name in whom.items() if row[column]]


def _statements() -> Set:
    rows = {row["id"]: row for row in data.load("seed_claims").to_dict("records")}
    groups: dict[str, list[str]] = {}
    for name, span in statements.GROUPS.items():
        for number in span:
            groups.setdefault(f"c{number:02}", []).append(name)
    cards = tuple(
        CutCard(rows[item]["statement"], f"{item[1:]} · group {' and '.join(names)}") for item, names in groups.items()
    )
    key = tuple(
        f"{row['kind']}. {statements.VERDICTS[row['check']]}: {row['statement']} {row['detail']}"
        for row in (rows[item] for item in groups)
    )
    task = "Pin each statement under fact, attribution, judgement or forecast; then hear the checks, and keep other reasons too."
    return Set(task, cards + _slips("fact", "attribution", "judgement", "forecast", each=1), key)


def _demands() -> Set:
    rows = data.load("demands_2023")
    cards = tuple(
        CutCard(demand, f"asked by {by}") for demand, by in zip(rows["demand"], rows["asked_by"], strict=True)
    )
    key = tuple(
        f"{demand}: {state}. {said}."
        for demand, state, said in zip(rows["demand"], rows["state"], rows["state_words"], strict=True)
    )
    task = "Ten demands. Sort them; then compare with the course's reading, which may be wrong."
    return Set(task, cards + _slips("met", "met late", "met in part", "not met", "not clear", each=1), key)


def _notes() -> Set:
    cards = []
    for claim in [*map(claims.get, _FOR_THE_DEBATE), *claims.of_lesson("11")]:
        who = ", ".join(
            part
            for part in (claim.status, claim.attributed_to, data.format_date(claim.as_of) if claim.as_of else "")
            if part
        )
        cards.append(CutCard(unlinked(claim.statement), who))
    task = "Each four chooses two slips for each side and pastes a page. Under each statement stands how sure it is, and whose it is."
    return Set(task, tuple(cards))


def _numbers(column: Iterable) -> list[str]:
    return [f"{int(number):,}" for number in column]


_SETS: dict[str, Callable[[], Set]] = {
    "00": _names, "01": _zvecan, "02": _road_to_war, "03": _strength, "04": _reasons, "05": _promises,
    "06": _voters, "07": _reports, "08": _requests, "09": _statements, "10": _demands, "11": _notes,
}  # fmt: skip
