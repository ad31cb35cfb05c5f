"""A learner must see what a hand-in holds; a teacher must be able to open any file without harm."""

import errno
import json
import stat
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

from helpers import progress
from helpers.base import files
from helpers.base.errors import CourseError
from helpers.progress import Answer, hand_in_file
from helpers.progress.hand_in_form import HandInForm

pytestmark = pytest.mark.usefixtures("own_answers")
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def answer(item: str = "07-turnout", response: object = "3", correct: bool | None = False, second: int = 0) -> Answer:
    return Answer(item, item[:2], response, correct, "sure", f"2026-11-24T08:00:{second:02}.5+00:00", "abc", "exit 07")


def content() -> dict:
    answers = [answer(), answer(response="3.47", correct=True, second=9), answer("07-guess-totals", "5", None, 20)]
    return hand_in_file.build("grey heron", answers, now=NOW)


def test_it_holds_first_and_last_answer_counts_and_nothing_else():
    made = content()
    assert made["counts"] == {"answered": 2, "right_at_first": 0, "right_at_last": 1}
    turnout = made["answers"][0]
    assert (turnout["tries"], turnout["first"]["response"], turnout["last"]["response"]) == (2, "3", "3.47")
    assert set(made) == {
        "format", "version", "nickname", "made_at", "counts", "answers", "checksum_note", "checksum",
    }  # fmt: skip


def test_it_follows_the_published_schema_for_anybodys_tools():
    schema = json.loads(hand_in_file.SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(content(), schema)


def test_a_file_is_read_as_it_was_written(tmp_path: Path):
    path = hand_in_file.write(content(), tmp_path)
    assert path.name == "hand-in-grey-heron.json"
    assert hand_in_file.read(path) == content()


def test_a_second_file_never_overwrites_the_first(tmp_path: Path):
    first, second = hand_in_file.write(content(), tmp_path), hand_in_file.write(content(), tmp_path)
    assert (first.name, second.name) == ("hand-in-grey-heron.json", "hand-in-grey-heron-2.json")


NAMES = {
    "grey heron": "grey-heron",
    "Zorica \u017dari\u0107": "zorica-zaric",
    "Z\u030cana": "zana",
    "\u0110or\u0111e": "\u0111or\u0111e",
    "\u00cb\u00e7ja": "ecja",
    "O'Neil": "o-neil",
    "D\u2019Arc": "d-arc",
    "'t Hart": "t-hart",
    "Anne\u2011Marie \u2013 7": "anne-marie-7",
    "a.b_c": "a-b-c",
    "con": "con",
    "\u091c\u094d\u092f\u094b\u0924\u093f": "\u091c\u094d\u092f\u094b\u0924\u093f",
    "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f": "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f",
    "\u0645\u06cc\u200c\u0634\u0648\u062f": "\u0645\u06cc-\u0634\u0648\u062f",
    "\u05d3\u05f3\u05d5\u05e8\u05d3\u05df": "\u05d3-\u05d5\u05e8\u05d3\u05df",
    "\u6f22\u5b57": "\u6f22\u5b57",
    "\uff32\uff45\uff44 7": "red-7",
    "\u0416\u0430\u043d\u0430": "\u0436\u0430\u043d\u0430",
    "\u1e08\u0316\u0331": "c",
    "Nguy\u1ec5n": "nguyen",
    "Stra\u00dfe": "strasse",
}


@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_script_are_taken_and_safe_in_a_file_name(tmp_path: Path, name: str):
    for form in ("NFC", "NFD"):
        made = hand_in_file.build(unicodedata.normalize(form, name), [answer()], now=NOW)
        assert made["nickname"] == unicodedata.normalize("NFC", name)
        path = hand_in_file.write(made, tmp_path)
        assert (
            path.name.removesuffix("-2.json").removesuffix(".json")
            == f"hand-in-{unicodedata.normalize('NFC', NAMES[name])}"
        )
        assert hand_in_file.read(path)["nickname"] == made["nickname"]


def test_the_longest_name_still_fits_into_a_file_name(tmp_path: Path):
    for sign in ("\u091c\u094d", "\U00020000", "\u1ec5"):
        path = hand_in_file.write(hand_in_file.build(sign * 30, [answer()], now=NOW), tmp_path)
        assert len(path.name.encode()) < 143, "an encrypted home takes no longer names"


@pytest.mark.parametrize(
    "name",
    ["", " ", "<b>x</b>", "=1+1", "+1", "-1", "x" * 31, None, 7, "a\nb", "a\tb", "\u0301", "...", "a\u202eb", "\ud800",
     "../../etc/x", "a/b", "a\\b", "C:x", "\u200da", "a\u200d", "x" + "\u0301" * 60, "\ue000", "a\x00b"],
)  # fmt: skip
def test_a_nickname_that_cannot_be_used_is_refused_with_an_example(name: object):
    with pytest.raises(CourseError, match="blue heron"):
        hand_in_file.build(name, [answer()])


def test_spaces_around_and_inside_a_nickname_are_one_form():
    assert hand_in_file.build("  Red \u00a0 Fox ", [answer()], now=NOW)["nickname"] == "Red Fox"


def test_a_name_that_only_somebody_elses_program_can_have_written_is_refused(tmp_path: Path):
    for number, name in enumerate(("a\u202eb", "\u0301x", "a\u00a7b", "x" * 31)):
        path = tmp_path / f"{number}.json"
        path.write_bytes(broken(lambda made, name=name: made.update(nickname=name)))
        with pytest.raises(CourseError, match="nickname"):
            hand_in_file.read(path)


def test_an_empty_hand_in_is_refused_with_a_reason():
    assert "no answer is saved" in repr(progress.hand_in("grey heron"))
    progress.record("07-turnout", lesson="07", response="3", correct=False, certainty="sure")
    for lesson in ("03", "3", 3):
        assert "no answer of lesson 03" in repr(progress.hand_in("grey heron", lesson=lesson))
    assert progress.hand_in("grey heron", lesson=7).words()


def test_the_form_asks_for_the_nickname_so_that_nobody_types_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert "no answer is saved" in repr(progress.hand_in())
    progress.record("07-turnout", lesson="07", response="3", correct=False, certainty="sure")
    form = progress.hand_in()
    assert form.nickname.description and "nickname" in form.words()
    assert form.button.disabled, "nothing has been shown yet"
    form.nickname.value = "Blue Heron"
    form.shower.click()
    assert "of your own" in form._said.value and form.button.disabled
    form.nickname.value = " Jeanne D\u2019Arc "
    form.shower.click()
    assert "Jeanne D\u2019Arc" in form._preview.value and not form.button.disabled
    form.nickname.value = "somebody else"
    assert form.button.disabled, "another name would be written than was shown"
    form.shower.click()
    form.button.click()
    (written,) = tmp_path.glob("*.json")
    assert hand_in_file.read(written)["nickname"] == "somebody else"


def test_the_form_shows_everything_before_it_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    progress.record("07-town-of-clash", lesson="07", response="<i>Zvecan", correct=True, certainty="sure")
    form = progress.hand_in("grey heron")
    data, _ = form._repr_mimebundle_()
    assert "grey heron" in data["text/plain"] and "1 right at the first try" in data["text/plain"]
    assert "07-town-of-clash" in data["text/html"]
    assert "&lt;i&gt;Zvecan" in data["text/html"] and "<i>" not in data["text/html"]
    assert list(tmp_path.glob("*.json")) == []
    form.button.click()
    (written,) = tmp_path.glob("*.json")
    assert written.name in form._said.value
    assert form.button.disabled, "a second press would write the same file again"


def test_a_full_disk_is_told_and_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(CourseError, match="No space left on device. Your answers are still saved"):
        hand_in_file.write(content(), tmp_path)
    assert list(tmp_path.glob("*.json")) == []


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path):
    with pytest.raises(CourseError, match="could not be written into this folder"):
        hand_in_file.write(content(), tmp_path / "no-such-folder")


def broken(change) -> bytes:
    made = content()
    change(made)
    made["checksum"] = hand_in_file.checksum(made)
    return json.dumps(made).encode()


BROKEN = {
    "empty": (b"", "no JSON text"),
    "no JSON": (b"\x80\x04pickled", "no JSON text"),
    "deep": (b"[" * 200_000, "no JSON text"),
    "not a number": (b'{"a": NaN}', "no JSON text"),
    "a huge number": (b'{"a": ' + b"9" * 10_000 + b"}", "no JSON text"),
    "too large": (b" " * (hand_in_file.MOST_BYTES + 1), "larger than 1,000,000"),
    "another thing": (b"[1, 2]", "no hand-in of this course"),
    "nothing in it": (b"{}", "no hand-in of this course"),
    "a later version": (broken(lambda made: made.update(version=4)), "another version"),
    "no version": (broken(lambda made: made.update(version="2")), "another version"),
    "one more entry": (broken(lambda made: made.update(evil=1)), "no hand-in of this course"),
    "a program as nickname": (broken(lambda made: made.update(nickname="<script>")), "nickname"),
    "an object as answer": (broken(lambda made: made["answers"][0]["first"].update(response={"a": 1})), "response"),
    "a long answer": (broken(lambda made: made["answers"][0]["first"].update(response="x" * 201)), "response"),
    "a path as item": (broken(lambda made: made["answers"][0].update(item="../x")), "item"),
    "no answers": (broken(lambda made: made.update(answers=[])), "answers"),
    "a word as time": (broken(lambda made: made["answers"][0]["first"].update(at="yesterday")), "at"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_or_hostile_file_is_named_with_its_fault(tmp_path: Path, name: str):
    raw, words = BROKEN[name]
    path = tmp_path / "x.json"
    path.write_bytes(raw)
    with pytest.raises(CourseError) as raised:
        hand_in_file.read(path)
    assert words in str(raised.value)


def test_one_changed_digit_is_noticed(tmp_path: Path):
    path = hand_in_file.write(content(), tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("3.47", "3.48"), encoding="utf-8")
    with pytest.raises(CourseError, match="checksum differs"):
        hand_in_file.read(path)


def test_the_checksum_says_what_it_is_not():
    assert "no proof of honesty" in content()["checksum_note"]


def test_the_example_of_the_lesson_is_no_nickname():
    with pytest.raises(CourseError, match="of your own"):
        hand_in_file.build("Blue heron", [answer()])


def test_a_question_twice_or_half_a_sign_is_refused(tmp_path: Path):
    twice = broken(lambda made: made["answers"].append(made["answers"][0]))
    half = broken(lambda made: made["answers"][0]["first"].update(response="x\ud800"))
    for raw, words in ((twice, "one question twice"), (half, "no JSON text")):
        path = tmp_path / "x.json"
        path.write_bytes(raw)
        with pytest.raises(CourseError, match=words):
            hand_in_file.read(path)


def test_answers_that_no_file_can_hold_are_written_in_words(tmp_path: Path):
    odd = [answer("00.1", float("nan")), answer("07-town-of-clash", "x" * 500, second=3)]
    read = hand_in_file.read(hand_in_file.write(hand_in_file.build("grey heron", odd, now=NOW), tmp_path))
    assert read["answers"][0]["first"]["response"] == "nan"
    assert len(read["answers"][1]["first"]["response"]) == 200


def test_a_file_that_an_editor_saved_with_a_mark_is_read(tmp_path: Path):
    path = hand_in_file.write(content(), tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert hand_in_file.read(path) == content()


def test_on_a_hub_the_file_is_in_the_teachers_folder_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A teacher of thirty learners would otherwise collect thirty files by hand."""
    lesson, folder = tmp_path / "lesson", tmp_path / "teacher"
    lesson.mkdir()
    folder.mkdir()
    monkeypatch.chdir(lesson)
    monkeypatch.setenv(hand_in_file.SETTING, str(folder))
    form = HandInForm([answer()], "ana")
    form._write(form.button)
    assert [path.name for path in folder.iterdir()] == ["hand-in-ana.json"]
    assert hand_in_file.read(folder / "hand-in-ana.json") == hand_in_file.read(lesson / "hand-in-ana.json")
    assert stat.S_IMODE((folder / "hand-in-ana.json").stat().st_mode) == 0o640
    assert "teacher" in form._said.value and form.button.disabled


def test_a_teachers_folder_that_takes_nothing_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(hand_in_file.SETTING, str(tmp_path / "not-there"))
    form = HandInForm([answer()], "ana")
    form._write(form.button)
    assert (tmp_path / "hand-in-ana.json").is_file()
    assert "did not take it" in form._said.value
