"""The data package describes itself, and its keys hold together."""

import csv
import json

from helpers import data
from helpers.authoring import table_rules
from helpers.authoring.lesson_text import lessons


def test_every_table_has_title_description_and_described_fields():
    for resource in data.package()["resources"]:
        assert resource["title"] and resource["description"], resource["name"]
        for field in resource["schema"]["fields"]:
            assert field.get("description"), (resource["name"], field["name"])


def test_heads_of_one_table_differ():
    for resource in data.package()["resources"]:
        heads = [field.get("title", field["name"]) for field in resource["schema"]["fields"]]
        assert len(set(heads)) == len(heads), resource["name"]


def test_every_file_in_data_is_in_the_package():
    described = {resource["path"] for resource in data.package()["resources"]}
    assert described == {path.name for path in data.FOLDER.glob("*.csv")}


def test_every_source_is_used():
    used = set()
    for name in data.names():
        table = data.load(name)
        if "sources" in table.columns and name != "sources":
            used |= {source for row in table["sources"] for source in row}
    notes = " ".join(note for name in table_rules.tables_with("note") for note in data.load(name)["note"])
    assert [source for source in data.load("sources")["id"] if source not in used and source not in notes] == []


def test_addresses_are_addresses():
    for row in data.load("sources").to_dict("records"):
        if row["learner_link"]:
            assert row["url"].startswith("http"), row["id"]


def test_tables_are_utf8_with_unix_line_ends():
    for path in data.FOLDER.glob("*.csv"):
        raw = path.read_bytes()
        assert b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf"), path.name
        list(csv.reader(raw.decode("utf-8").splitlines()))


def test_outlines_are_geojson_without_other_properties():
    for path in (data.FOLDER / "geo").glob("*.geojson"):
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        assert features
        assert {key for feature in features for key in feature["properties"]} <= {"name", "name_sr"}


def test_nothing_recalled_is_left():
    for name in data.names():
        for column in data.load(name).columns:
            texts = data.load(name)[column].astype(str)
            assert not texts.str.contains(r"\(recalled\)|^recalled$", regex=True).any(), (name, column)


def test_every_table_is_used_by_a_lesson():
    code = "\n".join(cell.source for lesson in lessons() for cell in lesson.code())
    helpers = "\n".join(path.read_text(encoding="utf-8") for path in (data.FOLDER.parent / "helpers").rglob("*.py"))
    origins = "\n".join(data.load("claims")["from"])
    for name in data.names():
        assert f'"{name}"' in code + helpers or f"{name}/" in origins, name


def test_contested_questions_touch_four_actors_alike():
    questions = data.load("contested_questions")
    assert set(questions["judges"].value_counts()) == {2}
    assert set(questions[questions["place"] == "core"]["judges"].value_counts()) == {1}


def test_four_answers_to_each_matter_have_about_the_same_room():
    columns = data.load("north_positions")[["pristina", "belgrade", "north", "international"]]
    words = columns.apply(lambda column: column.str.split().str.len().sum())
    assert words.max() <= 1.25 * words.min(), words.to_dict()
