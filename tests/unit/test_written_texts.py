"""A written text leaves the computer only when its writer says so, and a teacher reads it without a name."""

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from bs4 import BeautifulSoup

from helpers import class_view, progress
from helpers.base.errors import CourseError
from helpers.class_view import reading, texts
from helpers.progress import Answer, hand_in_file, written_texts

pytestmark = pytest.mark.usefixtures("own_answers")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
TEXT = "KFOR counted its soldiers."


def answer(item: str, response: object, asked_in: str, second: int = 0) -> Answer:
    return Answer(item, item[:2], response, None, None, f"2026-11-24T08:00:{second:02}.5+00:00", "abc", asked_in)


def written(text: str = TEXT, level: str | None = None) -> list[Answer]:
    found = [answer("07-written", text, "written 07")]
    return [*found, answer("07-written-level", level, "written 07", 9)] if level else found


GUESS = answer("07-guess-totals", "5", "predict 07")


def test_without_consent_nothing_of_a_text_is_in_the_file():
    made = hand_in_file.build("grey heron", [GUESS, *written(level="2")], now=NOW)
    assert "texts" not in made and "KFOR" not in json.dumps(made)
    assert [entry["item"] for entry in made["answers"]] == ["07-guess-totals"]
    assert made["counts"]["answered"] == 1


def test_with_consent_the_last_text_is_there_with_the_level_chosen_for_it(tmp_path: Path):
    answers = [*written("An older text.", level="1"), GUESS, *written(level="2")]
    made = hand_in_file.build("grey heron", answers, now=NOW, with_texts=True)
    at = "2026-11-24T08:00:00+00:00"
    assert made["texts"] == [{"item": "07-written", "lesson": "07", "text": TEXT, "nearest_level": 2, "at": at}]
    jsonschema.validate(made, json.loads(hand_in_file.SCHEMA.read_text(encoding="utf-8")))
    assert hand_in_file.read(hand_in_file.write(made, tmp_path)) == made


def test_a_level_chosen_for_an_older_text_is_not_said_of_a_newer_one():
    (newest,) = written_texts.newest([*written("An older text.", level="3"), *written()])
    assert newest["nearest_level"] is None


def test_a_text_alone_can_be_handed_in_and_is_not_without_consent(tmp_path: Path):
    with pytest.raises(CourseError, match="Tick the box"):
        hand_in_file.build("grey heron", written(), now=NOW)
    made = hand_in_file.build("grey heron", written(), now=NOW, with_texts=True)
    write(tmp_path, made)
    assert reading.read_folder(tmp_path).texts["text"].tolist() == [TEXT]


def test_the_form_asks_first_and_shows_the_text_before_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    progress.record("07-guess-totals", lesson="07", response="5", correct=None, asked_in="predict 07")
    without = progress.hand_in("grey heron")
    assert without.with_texts not in without.children, "nobody is asked about what is not there"
    progress.record("07-written", lesson="07", response="a <b>\nc", correct=None, asked_in="written 07")
    form = progress.hand_in("grey heron")
    assert form.with_texts in form.children and form.with_texts.value is False
    assert "stays on this computer" in form.words() and "&lt;b&gt;" not in form._preview.value
    form.with_texts.value = True
    assert form.button.disabled, "a file would be written that was not shown"
    form.shower.click()
    assert "1 written text, which your teacher will read" in form.words()
    assert "a &lt;b&gt;<br>c" in form._preview.value and "<b>" not in form._preview.value
    form.button.click()
    (path,) = tmp_path.glob("*.json")
    assert hand_in_file.read(path)["texts"][0]["text"] == "a <b>\nc"


def test_the_form_stands_also_where_only_a_text_is_saved():
    progress.record("07-written", lesson="07", response=TEXT, correct=None, asked_in="written 07")
    form = progress.hand_in("grey heron")
    assert "Tick the box" in form._said.value and form.button.disabled
    form.with_texts.value = True
    form.shower.click()
    assert not form.button.disabled


def made(nickname: str = "grey heron", text: str | None = TEXT, **changes: object) -> dict:
    answers = [GUESS, *(written(text) if text is not None else [])]
    return hand_in_file.build(nickname, answers, now=NOW, with_texts=True) | changes


def write(folder: Path, *contents: dict) -> None:
    for content in contents:
        hand_in_file.write(content | {"checksum": hand_in_file.checksum(content)}, folder)


def with_text(**changes: object) -> dict:
    content = made()
    return content | {"texts": [content["texts"][0] | changes]}


BROKEN = {
    "too long": (with_text(text="x" * 1501), "text"),
    "empty": (with_text(text=""), "text"),
    "no text": (with_text(text=["x"]), "text"),
    "another level": (with_text(nearest_level=4), "nearest_level"),
    "yes as level": (with_text(nearest_level=True), "nearest_level"),
    "a name beside it": (with_text(name="Ana"), "texts"),
    "a path as item": (with_text(item="../x"), "item"),
    "twice": (made() | {"texts": made()["texts"] * 2}, "one written text twice"),
    "no list": (made() | {"texts": TEXT}, "texts"),
    "an empty list": (made() | {"texts": []}, "texts"),
    "nothing at all": (made(text=None) | {"answers": []}, "no answers"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_text_of_another_length_or_type_is_refused(tmp_path: Path, name: str):
    content, words = BROKEN[name]
    write(tmp_path, content)
    ((_file, fault),) = reading.read_folder(tmp_path).skipped
    assert words in fault


def test_a_hand_in_of_the_edition_before_is_read(tmp_path: Path):
    write(tmp_path, made(text=None) | {"version": 2})
    found = reading.read_folder(tmp_path)
    assert (len(found.learners), len(found.texts), found.skipped) == (1, 0, [])


def test_texts_come_without_names_in_an_order_that_names_and_letters_do_not_give_and_that_stays(tmp_path: Path):
    names = [f"heron {number:03}" for number in range(12)]
    contents = [made(name, f"{letter} text") for name, letter in zip(names, "abcdefghijkl", strict=True)]
    for folder, files in (("one", contents), ("two", contents[::-1])):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, *files)
    found = reading.read_folder(tmp_path / "one").texts
    assert list(found.columns) == ["item", "text", "nearest_level"]
    html = texts.as_html(found)
    assert html == texts.as_html(reading.read_folder(tmp_path / "two").texts)
    assert "heron" not in html
    shown = [entry.get_text() for entry in BeautifulSoup(html, "html.parser").select("ol li")]
    assert sorted(shown) == sorted(content["texts"][0]["text"] for content in contents)
    assert shown not in (sorted(shown), sorted(shown, reverse=True))


def test_the_class_view_shows_texts_beside_the_samples_escaped_whole_and_without_empty_ones(tmp_path: Path):
    long = "w" * 1500
    given = ["<script>alert(1)</script>\n\nmore", long, " \n ", "the same", "the same"]
    for number, text in enumerate(given):
        write(tmp_path, with_text(text=text) | {"nickname": f"heron {number}"})
    bundle = class_view.show(tmp_path)._repr_mimebundle_()
    page = BeautifulSoup(bundle["text/html"], "html.parser")
    (section,) = [one for one in page.select("details") if "Lesson 07: 4 written texts" in one.summary.get_text()]
    shown = [entry.get_text() for entry in section.select("ol li")]
    assert len(shown) == 4 and shown.count("the same") == 2
    assert long in shown and "<script>alert(1)</script>more" in shown
    assert page.select("script") == []
    assert all(level in section.get_text() for level in ("Level 1", "Level 2", "Level 3"))
    assert "Lesson 07: 4 written texts" in bundle["text/plain"]


def test_the_level_that_a_writer_found_nearest_stands_under_the_text(tmp_path: Path):
    write(tmp_path, with_text(nearest_level=2), with_text(nearest_level=None) | {"nickname": "red fox"})
    html = texts.as_html(reading.read_folder(tmp_path).texts)
    assert html.count("The writer finds level 2 nearest.") == 1
    assert html.count("The writer finds") == 1


def test_a_text_to_a_check_that_the_course_does_not_have_is_not_shown(tmp_path: Path):
    write(tmp_path, with_text(item="77-written", lesson="77"))
    found = reading.read_folder(tmp_path).texts
    assert texts.as_html(found) == "" and texts.as_text(found) == []


LATER = "2026-12-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        (made(text=None), made(made_at=LATER), [TEXT]),
        (made(), made(text=None, made_at=LATER), []),
        (made(), made(text="A newer text.", made_at=LATER), ["A newer text."]),
    ],
    ids=["given later", "taken back", "written anew"],
)
def test_the_last_file_of_a_learner_says_whether_a_text_is_handed_in(
    tmp_path: Path, first: dict, second: dict, shown: list
):
    for folder, files in (("one", (first, second)), ("two", (second, first))):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, *files)
        assert reading.read_folder(tmp_path / folder).texts["text"].tolist() == shown


def test_a_small_file_with_a_text_adds_it_to_a_large_one_without(tmp_path: Path):
    more = [answer(f"{lesson}-guess", "5", f"predict {lesson}") for lesson in ("03", "08")]
    large = hand_in_file.build("grey heron", [GUESS, *more], now=NOW)
    write(tmp_path, large, made(made_at=LATER))
    found = reading.read_folder(tmp_path)
    assert found.texts["text"].tolist() == [TEXT]
    assert found.skipped == []
    assert len(found.learners) == 1
