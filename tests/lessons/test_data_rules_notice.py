"""A rule for the tables and the ledger that cannot fail protects nobody: each is shown a fault and must name it."""

import copy
import re
from collections.abc import Callable

import pandas as pd
import pytest

from helpers import claims, data
from helpers.authoring import description_rules, ledger_rules, lesson_rules, table_rules
from helpers.authoring.computed_claims import COMPUTED


@pytest.fixture
def change(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that changes one cell as rules see it."""
    changes: list[tuple[str, str, str, object]] = []
    original = data.load

    def load(asked: str, *args: object) -> pd.DataFrame:
        table = original(asked, *args)
        for name, row, column, value in changes:
            if asked == name:
                place = table.index[table["id"] == row][0]
                table.at[place, column] = value
        return table

    monkeypatch.setattr(data, "load", load)
    return lambda *cell: changes.append(cell)


@pytest.fixture
def ledger(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that changes one claim as rules see it."""
    entries = dict(claims._ledger())
    monkeypatch.setattr(claims, "_ledger", lambda: entries)

    def put(claim_id: str, **changes: object) -> None:
        entries[claim_id] = claims.Claim(**(vars(entries[claim_id]) | changes))

    return put


@pytest.fixture
def descriptor(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], dict]:
    """Return a function that gives a table's entry in a copy of the descriptor, to be changed."""
    package = copy.deepcopy(data.package())
    monkeypatch.setattr(data, "package", lambda *_args: package)
    return lambda name: next(resource for resource in package["resources"] if resource["name"] == name)


def field(table: dict, name: str) -> dict:
    return next(field for field in table["schema"]["fields"] if field["name"] == name)


@pytest.mark.parametrize(
    ("row", "column", "value", "claim"),
    [
        ("injury_reports/kfor-second", "value", 31, "kfor-second"),
        ("population_counts/1981-total-census", "people", 1584441, "census-1981"),
        ("voices/language-commissioner", "date", "2024-03-16", "voice-commissioner"),
        ("long_events/tariff-2018", "date", "2018-12-21", "tariff-2018"),
        ("long_events/racak-1999", "event", "44 Kosovo Albanians are killed in and near a village", "racak-dead"),
        ("unrest_timeline/arrests-29", "event", "Kosovo Police report six arrests", "arrests-29"),
        ("background_events/flight-after-june-1999", "note", "hardly investigated", "flight-after-june-1999"),
        ("sources/ap-2000-03-22-stuck", "published", "2000-03-23", "ap-2000"),
    ],
)
def test_a_changed_cell_is_noticed_by_the_ledger(change, row: str, column: str, value: object, claim: str):
    assert ledger_rules.ledger_equals_tables() == []
    change(*row.split("/"), column, value)
    assert [fault for fault in ledger_rules.ledger_equals_tables() if f"claim {claim}:" in fault]


@pytest.mark.parametrize(
    ("there", "value", "held"),
    [
        (1584440, "1584440", True),
        (1584440, "1584441", False),
        (15, "15..20", False),
        (pd.NA, "15", False),
        ("about 15 to 20 people", "15..20", True),
        ("about 15 to 25 people", "15..20", False),
        ("20 people, 15 of them hurt", "15..20", False),
        ("about 4,500 Albanians", "4500", True),
        ("about 4,500 Albanians", "500", False),
        ("in all 14500", "4500", False),
        ("five arrests", "5", True),
        ("the fifth arrest", "5", False),
        ("turnout was 3.5 per cent", "3.5", True),
        ("see hrw-2001-report", "2001", False),
        ("after June 1999", "1999-06", True),
        ("after July 1999", "1999-06", False),
        ("on 11 June 1999", "1999-06-01", False),
    ],
)
def test_a_cell_holds_a_value_or_not(there: object, value: str, held: bool):
    assert ledger_rules.holds(there, value) is held


@pytest.mark.parametrize(
    ("there", "value", "held"),
    [
        ("2018-11-21", "2018-11-21", True),
        ("2018-11-21", "2018-11", True),
        ("2018-11", "2018-11-21", False),
        ("2018-11-21", "2018-1", False),
        ("2018-11-21", "2018-12", False),
        ("2018-11-21T10:28", "2018-11-21", True),
    ],
)
def test_a_date_of_the_ledger_is_as_exact_as_the_table_or_less(there: str, value: str, held: bool):
    assert ledger_rules.holds(there, value, dated=True) is held


def test_an_address_that_leads_nowhere_is_named(ledger):
    ledger("kfor-second", origin="injury_reports/kfor-secnd/value")
    assert any("Did you mean 'kfor-second'" in fault for fault in ledger_rules.ledger_equals_tables())


@pytest.mark.parametrize(
    ("claim", "column", "value", "words"),
    [
        ("kfor-second", "from", "", "neither an address"),
        ("cafes-2000", "why_no_cell", "", "neither an address"),
        ("kfor-second", "why_no_cell", "sources_only", "but from names a cell"),
        ("cafes-2000", "value", "", "it has no value"),
    ],
)
def test_a_value_without_cell_and_reason_is_named(change, claim: str, column: str, value: str, words: str):
    change("claims", claim, column, value)
    assert any(f"claim {claim}:" in fault and words in fault for fault in ledger_rules.values_name_their_cell())


@pytest.mark.parametrize("claim", COMPUTED)
def test_a_computed_value_that_is_wrong_is_named(change, claim: str):
    change("claims", claim, "value", str(COMPUTED[claim]() + 1))
    assert any(f"claim {claim}: its value is" in fault for fault in ledger_rules.computed_values_agree())


@pytest.mark.parametrize(
    ("cell", "value", "claim"),
    [
        ("agreements/stamps-2011/state", "partly", "four-done"),
        ("news_reports/afp-eagle-news/word", "riot", "clash-reports"),
        ("election_april_2023/zvecan/party", "another", "mayors-pdk"),
        ("recognitions/aut/eu_member", False, "eu-22"),
    ],
)
def test_a_row_that_changes_a_computed_value_is_noticed(change, cell: str, value: object, claim: str):
    before = COMPUTED[claim]()
    change(*cell.split("/"), value)
    assert COMPUTED[claim]() != before
    assert any(f"claim {claim}:" in fault for fault in ledger_rules.computed_values_agree())


def test_a_computed_value_without_its_computation_is_named(change):
    change("claims", "cafes-2000", "why_no_cell", "computed")
    change("claims", "four-done", "why_no_cell", "sources_only")
    found = " ".join(ledger_rules.computed_values_agree())
    assert "claim cafes-2000: helpers/authoring/computed_claims.py does not compute it" in found
    assert "four-done is no computed claim" in found


def moved(value: str) -> str:
    """Return another value of the same form: a later year, a greater number, a range with greater ends."""
    return re.sub(r"^\d+|(?<=\.\.)\d+", lambda number: str(int(number[0]) + 77), value)


def test_every_value_of_the_ledger_is_compared_with_something(change, ledger):
    """Whoever changes a figure, or mistypes it, hears of it: no value stands there for its own sake."""
    valued = [claim for claim in map(claims.get, claims.ids()) if claim.value]
    for claim in valued:
        ledger(claim.id, value=moved(claim.value))
        change("claims", claim.id, "value", moved(claim.value))
    rules = (
        ledger_rules.ledger_equals_tables, ledger_rules.statements_say_what_only_sources_hold,
        ledger_rules.computed_values_agree,
    )  # fmt: skip
    found = " ".join(fault for rule in rules for fault in rule())
    assert len(valued) > 300
    assert [claim.id for claim in valued if f"claim {claim.id}:" not in found] == []


@pytest.mark.parametrize(
    ("claim", "statement"),
    [("cafes-2000", "Grenades hurt some Serbs."), ("dialogue-starts", "Talks began on 9 March 2011.")],
)
def test_a_value_that_only_sources_hold_stands_in_its_statement(ledger, claim: str, statement: str):
    assert ledger_rules.statements_say_what_only_sources_hold() == []
    ledger(claim, statement=statement)
    assert [fault for fault in ledger_rules.statements_say_what_only_sources_hold() if f"claim {claim}:" in fault]


@pytest.mark.parametrize("group", table_rules.SAME_DAYS, ids=lambda group: group[0])
def test_an_event_with_two_days_in_two_tables_is_named(change, group: tuple[str, ...]):
    assert table_rules.one_event_has_one_day() == []
    last = group[-1]
    table, row, column = last.split("/")
    change(table, row, column, "1990-01-01")
    assert any(fault.startswith(f"{last} holds 1990-01-01") for fault in table_rules.one_event_has_one_day())


def test_a_day_within_the_month_that_another_table_names_is_no_fault(change):
    change("unrest_timeline", "nato-700", "date", "2023-05")
    assert table_rules.one_event_has_one_day() == []
    change("unrest_timeline", "nato-700", "date", "2023-0")
    assert len(table_rules.one_event_has_one_day()) == 1


def test_a_newest_source_that_is_no_longer_the_newest_is_named(change):
    """A reader of lesson 10 should know how far its news reaches."""
    assert lesson_rules.newest_sources_are_true() == []
    change("sources", data.cell("claims/assembly-2026/sources")[0], "published", "2026-08-02")
    (fault,) = lesson_rules.newest_sources_are_true()
    assert fault == 'data/lessons.toml, lesson 10: newest_source must be "August 2026".'


def test_a_number_that_a_table_holds_after_all_is_named(change):
    change("claims", "kfor-second", "why_no_cell", "sources_only")
    found = ledger_rules.no_table_holds_what_only_sources_hold()
    assert any("claim kfor-second" in fault and "injury_reports/kfor-second/value" in fault for fault in found)


def test_a_claim_that_rests_on_other_sources_than_its_row_is_named(ledger):
    ledger("riots-2004", sources=("kossev-2023-05-quint",))
    ledger("census-1981", sources=("fact-index-population",))
    found = ledger_rules.claims_rest_on_their_rows()
    assert any("claim riots-2004" in fault and "no source in common" in fault for fault in found)
    assert any("claim census-1981" in fault and "gjiganti-minorities" in fault for fault in found)


@pytest.mark.parametrize(
    ("claim", "sources", "words"),
    [
        ("kfor-enters", ("esi-2008-kfor",), "rests on one publisher"),
        ("kfor-enters", ("esi-2008-kfor", "nato-topic-48818-2023-11-20"), "put its official or academic source first"),
    ],
)
def test_a_status_too_strong_for_its_sources_is_named(ledger, claim: str, sources: tuple[str, ...], words: str):
    """One portal, or a reprint, does not establish anything."""
    assert ledger_rules.established_rests_on_enough() == []
    ledger(claim, sources=sources)
    (fault,) = ledger_rules.established_rests_on_enough()
    assert f"claim {claim}:" in fault and words in fault


def test_no_exception_for_fewer_sources_is_left_over(monkeypatch: pytest.MonkeyPatch):
    excepted = set(ledger_rules.WITH_FEWER_SOURCES)
    monkeypatch.setattr(ledger_rules, "WITH_FEWER_SOURCES", {})
    named = " ".join(ledger_rules.claims_rest_on_their_rows())
    assert all(f"claim {claim}:" in named for claim in excepted)


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("injury_reports/hospital-dpa/status", "corroborated", "but sources names 1"),
        ("injury_reports/kfor-second/status", "single_source", "but sources names 5"),
        ("recognition_counts/others-2020-09-04/status", "corroborated", "all its sources are by"),
    ],
)
def test_a_status_that_its_sources_do_not_bear_is_named(change, cell: str, value: str, words: str):
    table, row, column = cell.split("/")
    if "all its" in words:
        change("sources", "wiki-pl-uznanie", "publisher", data.cell("sources/wiki-en-2020-09/publisher"))
    change(table, row, column, value)
    found = [fault for fault in table_rules.status_follows_the_sources() if row in fault]
    assert found and words in found[0]


@pytest.mark.parametrize(
    ("table", "name", "changes", "words"),
    [
        ("places", "status", {"description": "verified: one source"}, "differs from that of the first"),
        ("places", "sources", {"delimiter": ","}, "differs from that of the first"),
        ("places", "id", {"constraints": {}}, "differs from that of the first"),
        ("voices", "date", {"constraints": {"pattern": r"\d+"}}, "not that of the other dates"),
        ("voices", "date", {"description": "Date of the report"}, "EDTF"),
        ("recognitions", "eu_member", {"trueValues": ["true"]}, "trueValues yes"),
        ("recognitions", "eu_member", {"constraints": {}}, "is required"),
    ],
)
def test_a_column_that_is_described_otherwise_is_named(descriptor, table: str, name: str, changes: dict, words: str):
    assert table_rules.same_columns_are_described_alike() == []
    field(descriptor(table), name).update(changes)
    found = table_rules.same_columns_are_described_alike()
    assert len(found) == 1 and f"table {table}, field {name}" in found[0] and words in found[0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("election_april_2023/zvecan/votes_cast", 205),
        ("northern_votes/2023-04-all-four/turnout", 3.5),
        ("background_figures/expelled-icty/value", 750_000),
    ],
)
def test_a_figure_changed_in_one_of_two_tables_is_named(change, cell: str, value: object):
    assert table_rules.same_figures_agree() == []
    change(*cell.split("/"), value)
    row = cell.rpartition("/")[0]
    assert any(row in fault for fault in table_rules.same_figures_agree())


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("kfor_strength/strength-2026-rksnews/date", "2027", "1999 to 2027"),
        ("reactions/2023-05-30-nato-and-kfor/date", "2023-08-01", "18 May to August 2023"),
        ("kfor_strength/strength-2022-08-info/contributing_nations", 28, "names 16 of 28 nations"),
        ("sources/bdnews24-2023-06-05/published", "2026-07", "newest source found is of July 2026"),
    ],
)
def test_a_description_that_goes_stale_is_named(change, cell: str, value: object, words: str):
    assert description_rules.descriptions_follow_the_rows() == []
    change(*cell.split("/"), value)
    assert any(words in fault for fault in description_rules.descriptions_follow_the_rows())


@pytest.mark.parametrize(
    ("table", "description", "count"),
    [
        ("north_positions", "Four answers to five matters", "five"),
        ("demands_2023", "10 demands of 2023", "10"),
        ("daily_life", "Reports, 1991 to 2024", "1991"),
    ],
)
def test_a_count_typed_in_a_description_is_named(descriptor, table: str, description: str, count: str):
    assert description_rules.descriptions_count_nothing_else() == []
    descriptor(table)["description"] = description
    assert any(f"{count!r} is typed" in fault for fault in description_rules.descriptions_count_nothing_else())


def test_a_note_that_names_a_page_nobody_can_find_is_named(change):
    change("kfor_events", "kfor-enters", "note", "see esi-2008-kfor and esi-2008-nowhere")
    found = table_rules.notes_name_known_sources()
    assert len(found) == 1 and "esi-2008-nowhere" in found[0]
