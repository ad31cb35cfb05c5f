"""A teacher who adds a question must learn of every fault, with its line, and no key may change unseen."""

import tomllib
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from test_bank import GOOD, MATCH, ORDER, TEXT

from helpers.authoring import bank_files, key_lock
from helpers.base.errors import CourseError
from helpers.quiz import bank
from helpers.quiz.kinds.choice import Choice, Option

PREDICT = """
lesson = "07"
recall = []
exit = []
practice = []
predict = ["07-p"]

[[question]]
id = "07-p"
kind = "predict"
skill = "data reading"
goal = 1
stem = "How many?"
claim = ["kfor-first"]
reread = "Predict and look"
feedback = "Now look."
"""
GOOD_FILES = {"choice and number": GOOD, "order": ORDER, "match": MATCH, "text": f"{TEXT}\n", "predict": PREDICT}


def faults(folder: Path, text: str) -> list[str]:
    path = folder / "07_test.toml"
    path.write_text(text, encoding="utf-8")
    return bank_files.faults(path)


def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(bank_files.schema())


def line(text: str, wanted: str) -> int:
    return next(number for number, found in enumerate(text.splitlines(), start=1) if wanted in found)


@pytest.mark.parametrize("name", GOOD_FILES)
def test_the_schema_and_the_reader_accept_the_same_good_file(tmp_path: Path, name: str):
    assert faults(tmp_path, GOOD_FILES[name]) == []
    assert list(validator().iter_errors(tomllib.loads(GOOD_FILES[name]))) == []


def test_the_schema_is_one_and_stored_as_the_kinds_define_it(tmp_path: Path):
    jsonschema.Draft202012Validator.check_schema(bank_files.schema())
    bank_files.write_schema(tmp_path / "schema.json")
    assert (tmp_path / "schema.json").read_bytes() == bank_files.SCHEMA.read_bytes()
    assert set(bank_files.schema()["properties"]["question"]["items"]["properties"]["kind"]["enum"]) == set(bank.KINDS)


def test_every_file_of_the_bank_follows_the_stored_schema():
    for path in bank.files():
        assert list(validator().iter_errors(tomllib.loads(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ('stem = "Who?"\n', "", "[[question]]", "question 07-a: stem is missing"),
        ('stem = "Who?"', "stem = 7", "stem = 7", "stem must be a text in quotation marks"),
        ('stem = "Who?"', 'stem = "Who?"\nhnit = "h"', "[[question]]", "Did you mean 'hint'"),
        ("goal = 1", 'goal = "1"', 'goal = "1"', "goal must be a whole number"),
        ('kind = "number"', 'kind = "essay"', 'kind = "essay"', "kind must be one of single"),
        ('text = "EULEX"\nfeedback', 'text = "EULEX"\nfedback', 'key = "eulex"', "feedback is missing"),
        ('text = "UNMIK"', "text = true", "text = true", "text must be a text"),
        ("answer = 25", 'answer = "25"', 'answer = "25"', "answer must be a number"),
        ("answer = 25", "answer = 25\nnear = 5", 'id = "07-n"', "feedback_near is missing"),
        ('claim = ["kfor-first"]', "claim = []", "claim = []", "claim: it has 0; at least 1"),
        ("\nrecall = []", "", "", "line 1: recall is missing"),
        ('rests_on = "kfor-first/value"', 'rests_on = "kfor-first"', 'rests_on = "kfor', "rests_on"),
        # Faults of sense, which no schema knows:
        ("correct = true\n", "", "[[question]]", "no option is marked correct"),
        ('claim = ["kfor-first"]', 'claim = ["kfor-frist"]', "[[question]]", "Did you mean 'kfor-first'"),
        ('text = "UNMIK"', 'text = "EULEX"', "[[question]]", "two options have the same text"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, at: str, words: str):
    good = GOOD
    assert old in good
    text = good.replace(old, new, 1)
    found = faults(tmp_path, text)
    assert len(found) >= 1
    expected = line(text, at) - (1 if at in ('id = "07-n"', 'key = "eulex"') else 0)
    named = [fault for fault in found if words in fault]
    assert named, found
    assert named[0].startswith(f"07_test.toml, line {expected}"), found


def test_every_fault_is_listed_not_only_the_first(tmp_path: Path):
    text = GOOD.replace('stem = "Who?"', "stem = 7").replace("answer = 25", 'answer = "25"')
    assert len(faults(tmp_path, text)) == 2
    sense = GOOD.replace("correct = true\n", "").replace('goal = 1\nstem = "How', 'goal = 9\nstem = "How')
    assert len(faults(tmp_path, sense)) == 2


def test_broken_toml_is_named_with_its_line(tmp_path: Path):
    (fault,) = faults(tmp_path, GOOD.replace('stem = "Who?"', 'stem = "Who?'))
    assert "07_test.toml" in fault and "line 13" in fault


def required_keys(text: str) -> list[str]:
    """Return the keys of a file's questions that stand alone on a line."""
    names = {line.split(" = ")[0] for line in text.splitlines() if " = " in line}
    return sorted(names - {"lesson", "goals", "recall", "exit", "practice", "predict", "correct", "kind", "claim"})


@pytest.mark.parametrize(
    ("name", "key"), [(name, key) for name, text in GOOD_FILES.items() for key in required_keys(text)]
)
def test_schema_and_reader_refuse_the_same_missing_or_misspelled_key(tmp_path: Path, name: str, key: str):
    good = GOOD_FILES[name]
    first = next(found for found in good.splitlines() if found.startswith(f"{key} = "))
    for text in (good.replace(f"{first}\n", "", 1), good.replace(first, f"x{first}", 1)):
        assert list(validator().iter_errors(tomllib.loads(text))), "the schema accepts it"
        path = tmp_path / "07_test.toml"
        path.write_text(text, encoding="utf-8")
        bank.read.cache_clear()
        bank.parse.cache_clear()
        with pytest.raises(CourseError):
            bank.read(path)


def test_a_value_of_the_wrong_type_gives_a_sentence_in_a_lesson_too(tmp_path: Path):
    path = tmp_path / "07_test.toml"
    path.write_text(GOOD.replace("goal = 1", 'goal = "1"'), encoding="utf-8")
    with pytest.raises(CourseError, match="line 7, question 07-a: goal must be a whole number"):
        bank.read(path)


def changed(monkeypatch: pytest.MonkeyPatch, item: str, **changes: object) -> list[str]:
    """Return what the lock says when one question of the bank is another."""
    questions = dict(bank.all_questions())
    questions[item] = replace(questions[item], **changes)
    monkeypatch.setattr(bank, "all_questions", lambda: questions)
    return key_lock.keys_stay()


def options_of(item: str) -> tuple[Option, ...]:
    question = bank.all_questions()[item]
    assert isinstance(question, Choice)
    return question.options


CHOICES = [
    item
    for item, question in bank.all_questions().items()
    if isinstance(question, Choice) and len({option.correct for option in question.options[:2]}) == 1
]


@pytest.mark.parametrize("item", CHOICES[::6])
def test_two_wrong_options_that_change_places_under_their_keys_are_noticed(monkeypatch: pytest.MonkeyPatch, item: str):
    first, second, *rest = options_of(item)
    swapped = (replace(first, text=second.text), replace(second, text=first.text), *rest)
    found = changed(monkeypatch, item, options=swapped)
    assert len(found) == 2
    assert all(item in fault and "Move the key with its text" in fault for fault in found)


@pytest.mark.parametrize("item", CHOICES[::6])
def test_options_in_another_order_are_the_same_options(monkeypatch: pytest.MonkeyPatch, item: str):
    assert changed(monkeypatch, item, options=options_of(item)[::-1]) == []


@pytest.mark.parametrize(
    "text", ["A text about something else altogether.", "No; from July 2023 they gave 94.", "Yes; in 1999.", "?"]
)
def test_a_text_that_was_replaced_as_a_whole_or_in_its_figures_is_noticed(monkeypatch: pytest.MonkeyPatch, text: str):
    *rest, last = options_of("07-was-30-final")
    found = changed(monkeypatch, "07-was-30-final", options=(*rest, replace(last, text=text)))
    assert [fault for fault in found if "replaced as a whole" in fault and last.key in fault]


def test_a_lost_option_and_a_new_one_are_named(monkeypatch: pytest.MonkeyPatch):
    first, *rest = options_of("07-was-30-final")
    (gone,) = changed(monkeypatch, "07-was-30-final", options=tuple(rest))
    assert f"option {first.key} is gone" in gone
    new = Option("a-new-one", "Nobody knows.", False, "f")
    (unknown,) = changed(monkeypatch, "07-was-30-final", options=(first, *rest, new))
    assert "does not know its option a-new-one" in unknown


def test_another_key_under_an_old_id_is_noticed(monkeypatch: pytest.MonkeyPatch):
    questions = bank.all_questions()
    turned = tuple(replace(option, correct=not option.correct) for option in options_of("07-was-30-final"))
    assert changed(monkeypatch, "07-was-30-final", options=turned)
    assert changed(monkeypatch, "07-first-kfor-figure", answer=26.0)
    assert changed(monkeypatch, "07-order-of-days", items=questions["07-order-of-days"].items[::-1])
    assert changed(monkeypatch, "00-line-words", pairs=questions["00-line-words"].pairs[::-1])
    assert changed(monkeypatch, "07-town-of-clash", accepted=("Leposavic",))


def test_a_better_wording_keeps_the_key(monkeypatch: pytest.MonkeyPatch):
    reworded = tuple(replace(old, text=f"{old.text} Indeed.", feedback="New.") for old in options_of("07-was-30-final"))
    assert changed(monkeypatch, "07-was-30-final", options=reworded, stem="Reworded?") == []


def test_a_question_that_is_not_locked_yet_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(key_lock, "read", dict)
    assert any("keys.lock does not know it" in fault for fault in key_lock.keys_stay())


def test_locking_adds_new_questions_and_options_and_changes_no_entry(tmp_path: Path):
    path = tmp_path / "keys.lock"
    path.write_text(
        '[07-gone]\nfingerprint = "aaaa"\n[07-was-30-final]\nfingerprint = "bbbb"\noptions.x = "An \\"old\\" one"\n',
        encoding="utf-8",
    )
    key_lock.add_new(path)
    found = key_lock.read(path)
    assert found["07-gone"].fingerprint == "aaaa"
    assert found["07-was-30-final"].fingerprint == "bbbb"
    assert found["07-was-30-final"].texts["x"] == 'An "old" one'
    assert set(found["07-was-30-final"].texts) > {option.key for option in options_of("07-was-30-final")}
    assert set(bank.all_questions()) <= set(found)
    before = path.read_bytes()
    key_lock.add_new(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["[07-x]\n", "<<<<<<< HEAD\n", 'x = "y"\n', "\0"])
def test_a_damaged_lock_is_one_sentence(tmp_path: Path, text: str):
    path = tmp_path / "keys.lock"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"keys.lock cannot be read .* Restore it"):
        key_lock.read(path)


@pytest.mark.parametrize(
    "name",
    [
        "._07_test.toml",
        ".#07_test.toml",
        "07_test (conflicted copy).toml",
        "07_test - Copy.toml",
        "Copy of 07_test.toml",
    ],
)
def test_what_other_systems_leave_beside_a_quiz_does_no_harm_and_copies_are_named(tmp_path: Path, name: str):
    (tmp_path / "07_test.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / name).write_bytes(b"\x00\x05\xb0" if name.startswith("._") else GOOD.encode())
    assert list(bank.all_questions(tmp_path)) == ["07-a", "07-n"]
    found = bank_files.files_keep_the_format(tmp_path)
    assert [name in fault for fault in found] == ([] if name.startswith(".") else [True])


@pytest.mark.parametrize("opening", ["[", "{a="])
def test_brackets_without_end_are_one_sentence(tmp_path: Path, opening: str):
    path = tmp_path / "07_test.toml"
    path.write_text("a = " + opening * 100_000, encoding="utf-8")
    with pytest.raises(CourseError, match="07_test.toml is not valid TOML"):
        bank.read(path)
