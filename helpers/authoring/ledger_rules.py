"""Rules for the ledger and the tables: a value of the ledger stands in a table, or the ledger says why in none."""

import re
from collections.abc import Iterator

from helpers import claims, data
from helpers.authoring.computed_claims import COMPUTED
from helpers.base.errors import CourseError

DATE = r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?"  # As the descriptor writes it for every column of dates.
_TO_NINETEEN = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_NUMBERS = {word: number for number, word in enumerate(_TO_NINETEEN, start=1)}
_NUMBERS |= {word: 10 * number for number, word in enumerate(_TENS, start=2)}
_NUMBERS |= {f"{tens}-{ones}": _NUMBERS[tens] + _NUMBERS[ones] for tens in _TENS for ones in _TO_NINETEEN[:9]}
_NUMBERS |= {"dozen": 12, "hundred": 100, "thousand": 1000}

WEIGHTY = frozenset({"official", "academic"})
COURSE = "course"

# Claims with a number that name fewer sources than the row of their number, each with its reason.
WITH_FEWER_SOURCES = {
    "vote-1244": "the record of the meeting shows the vote; the row names three more sources for the resolution itself"
}


def ledger_equals_tables() -> list[str]:
    """Every claim with an address has the value that stands there."""
    faults = []
    for claim in map(claims.get, claims.ids()):
        if not claim.origin:
            continue
        try:
            there = data.cell(claim.origin)
        except CourseError as error:
            faults.append(f"claims.csv, claim {claim.id}: {error}")
            continue
        if not holds(there, claim.value, _is_dated(claim.origin)):
            faults.append(
                f"claims.csv, claim {claim.id}: its value is {claim.value}, but {claim.origin} holds {there}."
            )
    return faults


def holds(there: object, value: str, dated: bool = False) -> bool:
    """Say whether a cell of a table holds a value of the ledger.

    Parameters
    ----------
    there : object
        What the cell holds, as :func:`helpers.data.cell` gives it.
    value : str
        A number, a range ``low..high`` or a date.
    dated : bool
        Whether the cell stands in a column of dates. Such a cell holds the same date or a more exact one (a claim of
        ``2018-11`` rests on ``2018-11-21``), a number holds the same number. Any other text names the value: the
        number in digits or as a word, both ends of a range one after the other, the date in words.
    """
    if not isinstance(there, str):
        return canonical(there) == canonical(value)
    if dated:
        return re.match(rf"{re.escape(value)}(?=$|[-T])", there) is not None
    if re.fullmatch(r"\d{4}-.*", value):
        return re.search(rf"(?<!\d){re.escape(data.format_date(value))}(?!\d)", there) is not None
    return _names(there, value.split(".."))


def _names(text: str, ends: list[str]) -> bool:
    words = re.findall(r"(?<![\w.-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-])|[a-z]+(?:-[a-z]+)?", text.lower())
    figures = [canonical(_NUMBERS.get(word, word.replace(",", ""))) for word in words]
    figures = [figure for figure in figures if figure[:1].isdigit()]
    wanted = [canonical(end) for end in ends]
    return any(figures[start : start + len(wanted)] == wanted for start in range(len(figures)))


def in_words(text: str) -> list[str]:
    """Return the numbers that a text writes as words, ``"five"`` as ``"5"``; "one" is left out, for it counts seldom."""
    words = re.findall(r"[a-z]+(?:-[a-z]+)?", text.lower())
    return [canonical(_NUMBERS[word]) for word in words if word in _NUMBERS and word != "one"]


def _is_dated(address: str) -> bool:
    table, _, column = address.split("/")
    return any(
        field["name"] == column and field.get("constraints", {}).get("pattern") == DATE
        for resource in data.package()["resources"]
        for field in resource["schema"]["fields"]
        if resource["name"] == table
    )


def canonical(value: object) -> str:
    """Return a number in one form, ``3.470`` as ``3.47``; any other value as it stands."""
    try:
        return f"{float(str(value)):.10g}"
    except ValueError:
        return str(value)


def statements_say_what_only_sources_hold() -> list[str]:
    """A value that no table holds stands in its claim's statement, so that a slip in either is seen."""
    return [
        f"claims.csv, claim {claim.id}: its value is {claim.value}, but its statement does not say so."
        for claim in map(claims.get, claims.ids())
        if claim.value and not claim.origin and not holds(claim.statement, claim.value)
    ]


def values_name_their_cell() -> list[str]:
    """Every claim with a value says in which cell it stands, or why in none; no other claim says either."""
    faults = []
    for row in data.load("claims").to_dict("records"):
        address, reason = row["from"], row["why_no_cell"]
        if row["value"] and not address and not reason:
            faults.append(f"claims.csv, claim {row['id']}: its value has neither an address in from nor a why_no_cell.")
        if address and reason:
            faults.append(f"claims.csv, claim {row['id']}: why_no_cell is {reason}, but from names a cell.")
        if not row["value"] and (address or reason):
            faults.append(f"claims.csv, claim {row['id']}: it has no value, so from and why_no_cell must be empty.")
    return faults


def computed_values_agree() -> list[str]:
    """Every value that the ledger calls computed comes out again when it is computed from the tables."""
    faults = []
    computed = data.load("claims").query("why_no_cell == 'computed'").set_index("id")["value"]
    for claim_id, value in computed.items():
        if claim_id not in COMPUTED:
            faults.append(f"claims.csv, claim {claim_id}: helpers/authoring/computed_claims.py does not compute it.")
        elif canonical(COMPUTED[claim_id]()) != canonical(value):
            faults.append(
                f"claims.csv, claim {claim_id}: its value is {value}, but the tables give {COMPUTED[claim_id]()}."
            )
    for claim_id in COMPUTED:
        if claim_id not in computed.index:
            faults.append(f"helpers/authoring/computed_claims.py: {claim_id} is no computed claim of claims.csv.")
    return faults


def no_table_holds_what_only_sources_hold() -> list[str]:
    """No number of which the ledger says that only sources hold it stands in a row that rests on one of them."""
    alone = data.load("claims").query("why_no_cell == 'sources_only' and unit != ''").to_dict("records")
    return [
        f"claims.csv, claim {claim['id']}: why_no_cell is sources_only, but {address} holds {number}. Name it in from."
        for address, number, sources in _numbers_with_sources()
        for claim in alone
        if canonical(number) == canonical(claim["value"]) and sources & set(claim["sources"])
    ]


def _numbers_with_sources() -> Iterator[tuple[str, object, set[str]]]:
    """Yield the address of every counted or measured number of the tables, the number, and its row's sources."""
    for resource in data.package()["resources"]:
        fields = resource["schema"]["fields"]
        columns = [field["name"] for field in fields if "unit" in field]
        if columns and any(field["name"] == "sources" for field in fields):
            for row in data.load(resource["name"]).to_dict("records"):
                for column in columns:
                    yield f"{resource['name']}/{row['id']}/{column}", row[column], set(row["sources"])


def claims_rest_on_their_rows() -> list[str]:
    """A claim shares a source with the row that holds its value, and names all of them where the cell is a number."""
    faults = []
    for claim in map(claims.get, claims.ids()):
        try:
            there = set(_sources_of_row(claim.origin)) if claim.origin else set()
        except CourseError:
            continue  # ledger_equals_tables names an address that leads nowhere.
        missing = sorted(there - set(claim.sources))
        place = f"claims.csv, claim {claim.id}: its value comes from {claim.origin}"
        if there and len(missing) == len(there):
            faults.append(f"{place}, but they have no source in common.")
        elif missing and not isinstance(data.cell(claim.origin), str) and claim.id not in WITH_FEWER_SOURCES:
            faults.append(f"{place}, but it does not name that row's {', '.join(missing)}.")
    return faults


def _sources_of_row(address: str) -> list[str]:
    table, row, _ = address.split("/")
    return [row] if table == "sources" else data.cell(f"{table}/{row}/sources")


def established_rests_on_enough() -> list[str]:
    """An established claim names an official or academic source, the first of all, or sources of two publishers."""
    by_id = data.load("sources").set_index("id")
    faults = []
    for claim in map(claims.get, claims.ids()):
        kinds = list(by_id["kind"][list(claim.sources)])
        place = f"claims.csv, claim {claim.id}: it is established"
        if claim.status != "established" or COURSE in kinds:
            continue
        if not WEIGHTY & set(kinds):
            if by_id["publisher"][list(claim.sources)].nunique() < 2:
                faults.append(f"{place}, but rests on one publisher. Add another source, or call it attributed.")
        elif kinds[0] not in WEIGHTY:
            faults.append(f"{place}; put its official or academic source first.")
    return faults


RULES = (
    established_rests_on_enough,
    ledger_equals_tables,
    statements_say_what_only_sources_hold,
    values_name_their_cell,
    computed_values_agree,
    no_table_holds_what_only_sources_hold,
    claims_rest_on_their_rows,
)
