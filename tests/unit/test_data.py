"""A learner loses trust when a table is wrong; an author loses an hour when the error does not say where."""

import doctest
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers import data
from helpers.base.errors import CourseError


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A package of two tables that a test may break."""
    fields = [
        {"name": "id", "type": "string", "constraints": {"required": True}},
        {"name": "troops", "type": "integer"},
        {"name": "share", "type": "number"},
        {
            "name": "date",
            "type": "string",
            "mixedPrecision": True,
            "constraints": {"pattern": r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?"},
        },
        {"name": "sources", "type": "list", "delimiter": ";"},
        {"name": "seen", "type": "boolean"},
    ]
    source_fields = [{"name": "id", "type": "string"}]
    resources = [
        {"name": "small", "path": "small.csv", "schema": {"fields": fields, "primaryKey": "id"}},
        {"name": "sources", "path": "sources.csv", "schema": {"fields": source_fields, "primaryKey": "id"}},
    ]
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    (tmp_path / "sources.csv").write_text("id\nap\nbirn\n", encoding="utf-8")
    write(tmp_path, "a,3760,17.1,2023-05-30,ap;birn,yes")
    return tmp_path


def write(folder: Path, *rows: str) -> None:
    (folder / "small.csv").write_text("\n".join(["id,troops,share,date,sources,seen", *rows]) + "\n", encoding="utf-8")


def test_types_follow_the_descriptor(small: Path):
    table = data.load("small", small)
    assert table["troops"].iloc[0] == 3760
    assert table["share"].iloc[0] == pytest.approx(17.1)
    assert table["sources"].iloc[0] == ["ap", "birn"]
    assert table["date_start"].iloc[0] == pd.Timestamp("2023-05-30")
    assert table["seen"].tolist() == [True]


def test_missing_numbers_stay_missing(small: Path):
    write(small, "a,,,2023,ap,no")
    table = data.load("small", small)
    assert table["troops"].isna().all()
    assert table["share"].isna().all()


def test_a_loaded_table_may_be_changed_without_harm(small: Path):
    changed = data.load("small", small)
    changed["troops"] = 0
    assert data.load("small", small)["troops"].iloc[0] == 3760


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a,many,17.1,2023-05-30,ap,yes", ["small.csv", "row 2", "column troops", "'many'", "whole number"]),
        ('a,3760,"17,1",2023-05-30,ap,yes', ["row 2", "column share", "not a number"]),
        ("a,3760,17.1,May 2023,ap,yes", ["column date", "form"]),
        ("a,3760,17.1,2023-02-30,ap,yes", ["row 2", "column date", "'2023-02-30'", "calendar"]),
        ("a,3760,17.1,0000,ap,yes", ["row 2", "column date", "calendar"]),
        ("a,3760,17.1,2023-05-30,ap;reuterz,yes", ["row 2", "column sources", "'reuterz'"]),
        ("a,3760,17.1,2023-05-30,ap;;birn,yes", ["column sources", "empty place"]),
        (",3760,17.1,2023-05-30,ap,yes", ["column id", "empty"]),
        ("a,3760,17.1,2023-05-30,ap,maybe", ["row 2", "column seen", "'maybe'", "neither yes nor no"]),
        ("a,3760,17.1,2023-05-30", ["row 2", "cells"]),
    ],
)
def test_a_bad_row_is_named_with_file_row_and_column(small: Path, row: str, words: list[str]):
    write(small, row)
    with pytest.raises(CourseError) as raised:
        data.load("small", small)
    for word in words:
        assert word in str(raised.value)


def test_a_duplicate_id_names_both_rows(small: Path):
    write(small, "a,1,1,2023,ap,yes", "b,1,1,2023,ap,yes", "a,2,2,2023,ap,yes")
    with pytest.raises(CourseError, match=r"row 4, column id: 'a' stands in row 2 too"):
        data.load("small", small)


@pytest.fixture
def own_tables(tmp_path: Path) -> Path:
    """A copy of the course's own tables."""
    for path in [data.FOLDER / "datapackage.json", *data.FOLDER.glob("*.csv")]:
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("seen", "words"),
    [
        ("", "column accessed: '' is empty, but this column needs a value"),
        ("2026", "column accessed: '2026' does not have the form"),
        ("lately", "column accessed: 'lately' does not have the form"),
    ],
)
def test_a_source_without_a_date_of_access_is_named(own_tables: Path, seen: str, words: str):
    """Whoever follows a dead address wants to know when it was alive."""
    lines = (own_tables / "sources.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = lines[1].replace(",2026-11", f",{seen}")
    (own_tables / "sources.csv").write_text("".join(lines), encoding="utf-8")
    with pytest.raises(CourseError, match=r"data/sources.csv, row 2, ") as refused:
        data.load("sources", own_tables)
    assert words in str(refused.value)


def test_two_claims_with_one_id_are_named(own_tables: Path):
    lines = (own_tables / "claims.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (own_tables / "claims.csv").write_text("".join([*lines, lines[1]]), encoding="utf-8")
    with pytest.raises(CourseError, match=rf"data/claims.csv, row {len(lines) + 1}"):
        data.load("claims", own_tables)


def test_a_renamed_column_says_which_were_expected(small: Path):
    (small / "small.csv").write_text("id,soldiers\na,1\n", encoding="utf-8")
    with pytest.raises(CourseError, match="must name the columns id, troops"):
        data.load("small", small)


def test_a_missing_file_is_one_sentence(small: Path):
    (small / "small.csv").unlink()
    with pytest.raises(CourseError, match="small.csv cannot be read"):
        data.load("small", small)


def test_a_table_saved_by_a_spreadsheet_still_loads(small: Path):
    text = (small / "small.csv").read_text(encoding="utf-8")
    (small / "small.csv").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert len(data.load("small", small)) == 1


def test_an_unknown_table_suggests_the_nearest():
    with pytest.raises(CourseError, match="Did you mean 'kfor_strength'"):
        data.load("kfor_strenght")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01 00:00", "2023-12-31 23:59"),
        ("2023-02", "2023-02-01 00:00", "2023-02-28 23:59"),
        ("2023-05-29", "2023-05-29 00:00", "2023-05-29 23:59"),
        ("2023-05-29T19:04", "2023-05-29 19:04", "2023-05-29 19:04"),
    ],
)
def test_dates_of_mixed_precision_say_what_they_can_mean(text: str, first: str, last: str):
    assert data.span(text) == (pd.Timestamp(first), pd.Timestamp(last))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023", "2023"),
        ("2023-05", "May 2023"),
        ("2023-05-09", "9 May 2023"),
        ("2023-05-29T19:04", "29 May 2023, 19:04"),
    ],
)
def test_dates_are_written_for_readers(text: str, words: str):
    assert data.format_date(text) == words


def test_a_cell_is_found_by_its_address():
    assert data.cell("election_april_2023/all-four/turnout_percent") == pytest.approx(3.47)


@pytest.mark.parametrize(
    "address", ["kfor_strength", "nowhere/a/b", "kfor_strength/no-row/troops", "kfor_strength/strength-2025-rksnews/x"]
)
def test_a_wrong_address_is_refused(address: str):
    with pytest.raises(CourseError):
        data.cell(address)


def test_every_table_of_the_course_loads():
    for name in data.names():
        assert len(data.load(name)) > 0, name


def test_a_damaged_descriptor_is_one_sentence(tmp_path: Path):
    shutil.copytree(data.FOLDER, tmp_path / "data")
    (tmp_path / "data" / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(CourseError, match="datapackage.json cannot be read"):
        data.load("claims", tmp_path / "data")


def test_the_examples_in_the_docstrings_are_true():
    tried = doctest.testmod(data)
    assert tried.attempted >= 5
    assert tried.failed == 0


@pytest.mark.parametrize(
    ("precision", "words", "mark"),
    [
        ("exact", "4,500", "4,500"),
        ("about", "about 4,500", "~4,500"),
        ("at_least", "at least 4,500", "4,500+"),
        ("at_most", "up to 4,500", "≤4,500"),
    ],
)
def test_a_floor_or_a_ceiling_is_never_written_as_a_count(precision: str, words: str, mark: str):
    assert data.figure_words(precision, 4500) == words
    assert data.figure_words(precision, 4500, short=True) == mark


def test_every_table_says_precision_in_the_same_words():
    fields = [
        field
        for resource in data.package()["resources"]
        for field in resource["schema"]["fields"]
        if field["name"] == "precision"
    ]
    assert len(fields) == 5
    assert all(set(field["constraints"]["enum"]) == set(data.PRECISIONS) for field in fields)


@pytest.mark.parametrize("precision", ["lower", "upper", "", "nearly"])
def test_a_precision_that_no_table_has_is_refused(precision: str):
    with pytest.raises(CourseError, match="Known: about, at_least, at_most, exact"):
        data.figure_words(precision, 1)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2023-05-29", "2023-05-31", "29 to 31 May 2023"),
        ("2023-05-18", "2023-07-19", "18 May to 19 July 2023"),
        ("2023-05-18", "2023-07", "18 May to July 2023"),
        ("2022-12-30", "2023-01-02", "30 December 2022 to 2 January 2023"),
        ("2008", "2025", "2008 to 2025"),
        ("2023-05-29", "2023-05-29", "29 May 2023"),
    ],
)
def test_times_are_written_without_saying_a_month_twice(first: str, last: str, words: str):
    assert data.format_period(first, last) == words
