"""Rules for claims and their links: a number cannot be right in the ledger and wrong in a lesson."""

import re
from functools import cache
from pathlib import Path

from helpers import claims, data
from helpers.authoring import shared_texts
from helpers.authoring.ledger_rules import canonical, in_words
from helpers.authoring.lesson_text import LessonText, lessons, plain
from helpers.base import toml_file
from helpers.base.errors import CourseError
from helpers.quiz import bank

EXCEPTIONS = Path(__file__).parent / "exceptions.toml"

_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|hundred|hundreds|thousand|thousands|dozen|dozens"
)
_COUNTED = (
    "people|persons|soldiers|mayors|officers|voters|votes|men|women|children|civilians|journalists|reporters|residents|"
    "Serbs|Albanians|Roma|Italians|Hungarians|signers|dead|injured|deputies|members"
)
_COUNT_IN_WORDS = re.compile(rf"\b({_NUMBER_WORDS})\b(?:[ -]\w+){{0,2}}[ -]({_COUNTED})\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")


def _all_claims() -> list[claims.Claim]:
    return [claims.get(claim_id) for claim_id in claims.ids()]


def disputed_names_both_sides() -> list[str]:
    """A disputed claim says who stands against whom; an attributed one says whose it is."""
    faults = []
    for claim in _all_claims():
        if claim.status in ("attributed", "disputed") and not claim.attributed_to:
            faults.append(f"claims.csv, claim {claim.id}: it is {claim.status}, but attributed_to is empty.")
        if claim.status == "disputed" and "against" not in claim.attributed_to:
            faults.append(f"claims.csv, claim {claim.id}: a disputed claim names its sides as 'A against B'.")
    return faults


def links_resolve() -> list[str]:
    """Every claim link carries its lesson's number, leads to a claim of that lesson, and has its title from the ledger."""
    faults = []
    for lesson in lessons():
        for cell_id, _, source in lesson.prose():
            for match in re.finditer(r"\]\(#([^)\s]*)", source):
                if not re.fullmatch(rf"n{lesson.number}-[a-z][a-z0-9-]*", match[1]):
                    faults.append(
                        f"{lesson.path.name}, cell {cell_id}: #{match[1]} is no claim link of lesson {lesson.number}."
                    )
            faults += _link_faults(lesson, cell_id, source)
    return faults


def _link_faults(lesson: LessonText, cell_id: str, source: str) -> list[str]:
    faults = []
    for match in claims.LINK.finditer(source):
        place = f"{lesson.path.name}, cell {cell_id}, link [{match['text']}]"
        try:
            claim = claims.get(match["id"])
        except CourseError as error:
            faults.append(f"{place}: {error}")
            continue
        if lesson.number not in claim.lessons:
            faults.append(f"{place}: claim {claim.id} belongs to lessons {', '.join(claim.lessons)}.")
        if match["title"] != claims.title(claim):
            faults.append(f"{place}: its title differs from the ledger; run python3 -m helpers refresh.")
        if not agrees(match["text"], claim):
            faults.append(f"{place}: the ledger has {claim.value} {claim.unit} for claim {claim.id}.")
    return faults


def agrees(text: str, claim: claims.Claim) -> bool:
    """Say whether the figures in a link's text, in digits or in words, are the claim's value or the date it holds for."""
    found = _DIGITS.findall(text)
    if not found:
        written = in_words(text)
        return not written or not claim.unit or canonical(claim.value) in written
    if ".." in claim.value:
        return [number.replace(",", "") for number in found] == claim.value.split("..")
    if re.fullmatch(r"\d{4}(-.*)?", claim.value) and not claim.unit:
        known = _DIGITS.findall(data.format_date(claim.value))
        known += _DIGITS.findall(claim.statement) if ":" in text else []
        return all(number in known for number in found)
    as_of = _DIGITS.findall(data.format_date(claim.as_of)) if claim.as_of else []
    left = [number for number in found if number not in as_of or canonical(number) == canonical(claim.value)]
    return all(canonical(number.replace(",", "")) == canonical(claim.value) for number in left)


def figures_are_linked() -> list[str]:
    """No figure, date or count of people stands in a lesson's prose without a claim link."""
    return [
        f"{lesson.path.name}, cell {cell_id}: {figure!r} has no claim link."
        for lesson in lessons()
        for cell_id, text in _texts_without_links(lesson)
        for figure in _figures(text, _exceptions_of(lesson.number))
    ]


def exceptions_are_needed() -> list[str]:
    """Every exception excuses a figure that stands in its lesson today."""
    needed = set()
    for lesson in lessons():
        excepted = _exceptions_of(lesson.number)
        for _, text in _texts_without_links(lesson):
            for sentence in (sentence for sentence in excepted if sentence in text):
                others = [other for other in excepted if other != sentence]
                if _figures(text, others) != _figures(text, excepted):
                    needed.add((lesson.number, sentence))
    return [
        f"{EXCEPTIONS.name}, lesson {exception['lesson']}: {exception['text']!r} excuses nothing; delete it."
        for exception in exceptions()
        if not any(exception["text"] == text and exception["lesson"] in ("*", number) for number, text in needed)
    ]


def exceptions() -> list[dict[str, str]]:
    """Return the places where a figure may stand without a link: ``lesson`` or ``*``, ``text`` and ``reason``.

    Raises
    ------
    CourseError
        When the file is damaged.
    """
    return _read_exceptions(EXCEPTIONS)


@cache
def _read_exceptions(path: Path) -> list[dict[str, str]]:
    found = toml_file.read(path).get("exception")
    if not isinstance(found, list):
        raise CourseError(f"{path.name}: it needs blocks that begin with [[exception]].")
    for place, entry in enumerate(found, start=1):
        is_whole = isinstance(entry, dict) and set(entry) == {"lesson", "text", "reason"}
        if not is_whole or not all(isinstance(value, str) and value for value in entry.values()):
            raise CourseError(f"{path.name}, exception {place}: it must have lesson, text and reason, each a text.")
    return found


def _exceptions_of(lesson: str) -> list[str]:
    return [exception["text"] for exception in exceptions() if exception["lesson"] in ("*", lesson)]


def _texts_without_links(lesson: LessonText) -> list[tuple[str, str]]:
    """Return for each Markdown cell its id and its running text without claim links and mentions of lessons."""
    about_itself = shared_texts.line_of_facts(lesson.entry)
    return [(cell_id, without_links(source.replace(about_itself, ""))) for cell_id, _, source in lesson.prose()]


def without_links(source: str) -> str:
    """Return Markdown as running text without claim links, places in a source, mentions of lessons and numbers of lists."""
    # Numbers that name a lesson, an exercise or a paragraph are no facts: "[02 The road to war](02_the_road_to_war.ipynb)",
    # "lesson 09", "RFE/RL, paragraph 2".
    text = re.sub(r"\[[^\]]*\]\(\d\d_[^)]*\)", " ", claims.LINK.sub(" ", source))
    text = re.sub(r"\b[Ll]essons? \d\d|\bExercise \d\d\.\d|\bparagraphs? \d+", " ", text)
    return re.sub(r"^\d\. ", "", plain(text), flags=re.MULTILINE)


def _figures(text: str, excepted: list[str]) -> list[str]:
    for sentence in excepted:
        text = text.replace(sentence, " ")
    return _DIGITS.findall(text) + [match[0] for match in _COUNT_IN_WORDS.finditer(text)]


def every_claim_is_used() -> list[str]:
    """Every claim is linked in each lesson that it names, or asked about there in a quiz."""
    faults = []
    asked: dict[str, set[str]] = {}
    for question in bank.all_questions().values():
        asked.setdefault(question.lesson, set()).update(question.claims)
    for lesson in lessons():
        used = {match["id"] for _, _, source in lesson.prose() for match in claims.LINK.finditer(source)}
        used |= asked.get(lesson.number, set())
        for claim in claims.of_lesson(lesson.number):
            if claim.id not in used:
                faults.append(
                    f"claims.csv, claim {claim.id}: lesson {lesson.number} neither links it nor asks about it."
                )
    return faults


def statements_are_taught() -> list[str]:
    """Every statement of the analysis that names a lesson is linked there and has a quiz item there."""
    faults = []
    questions = bank.all_questions()
    by_number = {lesson.number: lesson for lesson in lessons()}
    for row in data.load("seed_claims").to_dict("records"):
        if not row["lesson"]:
            # Its lesson is not written yet; then it has neither claims nor items.
            if row["claims"] or row["quiz_items"]:
                faults.append(f"seed_claims.csv, row {row['id']}: it has claims or items, but no lesson.")
            continue
        lesson = by_number.get(row["lesson"])
        if lesson is None:
            faults.append(f"seed_claims.csv, row {row['id']}: there is no lesson {row['lesson']}.")
            continue
        linked = {match["id"] for _, _, source in lesson.prose() for match in claims.LINK.finditer(source)}
        if not set(row["claims"]) & linked:
            faults.append(
                f"seed_claims.csv, row {row['id']}: lesson {row['lesson']} links none of {', '.join(row['claims'])}."
            )
        for item in row["quiz_items"]:
            if item not in questions or questions[item].lesson != row["lesson"]:
                faults.append(f"seed_claims.csv, row {row['id']}: lesson {row['lesson']} has no question {item}.")
    return faults


RULES = (
    disputed_names_both_sides,
    links_resolve,
    figures_are_linked,
    exceptions_are_needed,
    every_claim_is_used,
    statements_are_taught,
)
