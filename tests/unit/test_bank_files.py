"""A teacher who adds a question must learn of every fault, with its line, and no key may change unseen."""

import json
import tomllib
from pathlib import Path

import jsonschema
import pytest
from test_bank import GOOD, MATCH, ORDER, TEXT

from helpers.authoring import bank_files, bank_rules, key_lock
from helpers.base.errors import CourseError
from helpers.quiz import bank

PREDICT = """
lesson = "07"
goals = ["one"]
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
GOOD_FILES = {"choice and number": GOOD, "order": ORDER, "match": MATCH, "text": TEXT, "predict": PREDICT}


def whole(text: str) -> str:
    """Return a file with the parts that the schema wants and the small examples leave empty."""
    four, three = '["07-1", "07-2", "07-3", "07-4"]', '["00-1", "00-2", "00-3"]'
    lines = {"exit": f"exit = {four}", "recall": f"recall = {three}"}
    return (
        "\n".join(
            lines.get(line.split(" = ")[0], line) if line.startswith(("exit", "recall")) else line
            for line in text.splitlines()
        )
        + "\n"
    )


def faults(folder: Path, text: str) -> list[str]:
    path = folder / "07_test.toml"
    path.write_text(text, encoding="utf-8")
    return bank_files.faults(path)


def line(text: str, wanted: str) -> int:
    return next(number for number, found in enumerate(text.splitlines(), start=1) if wanted in found)


@pytest.mark.parametrize("name", GOOD_FILES)
def test_the_schema_and_the_reader_accept_the_same_good_file(tmp_path: Path, name: str):
    assert faults(tmp_path, whole(GOOD_FILES[name])) == []


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(json.loads(bank_files.SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("old", "new", "at", "words"),
    [
        ('stem = "Who?"\n', "", "[[question]]", "question 07-a: stem is missing"),
        ('stem = "Who?"', "stem = 7", "stem = 7", "stem must be a text in quotation marks"),
        ('stem = "Who?"', 'stem = "Who?"\nhnit = "h"', "[[question]]", "Did you mean 'hint'"),
        ("goal = 1", 'goal = "1"', 'goal = "1"', "goal must be a whole number"),
        ('kind = "number"', 'kind = "essay"', 'kind = "essay"', "kind must be one of single"),
        ('text = "EULEX"\nfeedback', 'text = "EULEX"\nfedback', 'text = "EULEX"', "feedback is missing"),
        ('text = "UNMIK"', "text = true", "text = true", "text must be a text"),
        ("answer = 25", 'answer = "25"', 'answer = "25"', "answer must be a number"),
        ("answer = 25", "answer = 25\nnear = 5", 'id = "07-n"', "feedback_near is missing"),
        ('claim = ["kfor-first"]', "claim = []", "claim = []", "claim: it has 0; at least 1"),
        ('\ngoals = ["one"]', "", "", "line 1: goals is missing"),
        ('rests_on = "kfor-first/value"', 'rests_on = "kfor-first"', 'rests_on = "kfor', "rests_on"),
        # Faults of sense, which no schema knows:
        ("correct = true\n", "", "[[question]]", "no option is marked correct"),
        ('claim = ["kfor-first"]', 'claim = ["kfor-frist"]', "[[question]]", "Did you mean 'kfor-first'"),
        ('text = "UNMIK"', 'text = "EULEX"', "[[question]]", "two options have the same text"),
    ],
)
def test_a_fault_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, at: str, words: str):
    good = whole(GOOD)
    assert old in good
    text = good.replace(old, new, 1)
    found = faults(tmp_path, text)
    assert len(found) >= 1
    expected = line(text, at) - (1 if at.startswith('id = "07-n"') or at == 'text = "EULEX"' else 0)
    named = [fault for fault in found if words in fault]
    assert named, found
    assert named[0].startswith(f"07_test.toml, line {expected}"), found


def test_every_fault_is_listed_not_only_the_first(tmp_path: Path):
    text = whole(GOOD).replace('stem = "Who?"', "stem = 7").replace("answer = 25", 'answer = "25"')
    assert len(faults(tmp_path, text)) == 2
    sense = whole(GOOD).replace("correct = true\n", "").replace('goal = 1\nstem = "How', 'goal = 9\nstem = "How')
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
    good = whole(GOOD_FILES[name])
    first = next(found for found in good.splitlines() if found.startswith(f"{key} = "))
    for text in (good.replace(f"{first}\n", "", 1), good.replace(first, f"x{first}", 1)):
        assert list(bank_files._validator().iter_errors(tomllib.loads(text))), "the schema accepts it"
        path = tmp_path / "07_test.toml"
        path.write_text(text, encoding="utf-8")
        bank.read.cache_clear()
        bank._parse.cache_clear()
        with pytest.raises(CourseError):
            bank.read(path)


def test_a_value_of_the_wrong_type_gives_a_sentence_in_a_lesson_too(tmp_path: Path):
    path = tmp_path / "07_test.toml"
    path.write_text(GOOD.replace("goal = 1", 'goal = "1"'), encoding="utf-8")
    with pytest.raises(CourseError, match="line 8, question 07-a: a value is of the wrong type"):
        bank.read(path)


def changed(monkeypatch: pytest.MonkeyPatch, item: str, **changes: object) -> list[str]:
    questions = dict(bank.all_questions())
    questions[item] = bank.Question(**(vars(questions[item]) | changes))
    monkeypatch.setattr(bank, "all_questions", lambda: questions)
    return bank_rules.keys_stay()


def test_another_right_option_under_an_old_id_is_noticed(monkeypatch: pytest.MonkeyPatch):
    options = bank.all_questions()["07-was-30-final"].options
    turned = tuple(bank.Option(old.key, new.text, new.correct, new.feedback) for old, new in
                   zip(options, options[1:] + options[:1], strict=True))  # fmt: skip
    assert any("07-was-30-final" in fault for fault in changed(monkeypatch, "07-was-30-final", options=turned))


def test_another_number_order_pair_or_word_under_an_old_id_is_noticed(monkeypatch: pytest.MonkeyPatch):
    questions = bank.all_questions()
    assert changed(monkeypatch, "07-first-kfor-figure", answer=26.0)
    assert changed(monkeypatch, "07-order-of-days", items=questions["07-order-of-days"].items[::-1])
    assert changed(monkeypatch, "00-line-words", pairs=questions["00-line-words"].pairs[::-1])
    assert changed(monkeypatch, "07-town-of-clash", accepted=("Leposavic",))


def test_a_better_wording_keeps_the_key(monkeypatch: pytest.MonkeyPatch):
    options = bank.all_questions()["07-was-30-final"].options
    reworded = tuple(bank.Option(old.key, f"{old.text} Indeed.", old.correct, "New.") for old in options)
    assert changed(monkeypatch, "07-was-30-final", options=reworded, stem="Reworded?") == []


def test_a_question_that_is_not_locked_yet_is_named(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(key_lock, "read", dict)
    assert any("keys.lock does not know it" in fault for fault in bank_rules.keys_stay())


def test_locking_adds_new_questions_and_changes_no_line(tmp_path: Path):
    path = tmp_path / "keys.lock"
    path.write_text("# head\n07-gone aaaa\n07-turnout bbbb\n", encoding="utf-8")
    key_lock.add_new(path)
    found = key_lock.read(path)
    assert (found["07-gone"], found["07-turnout"]) == ("aaaa", "bbbb")
    assert set(bank.all_questions()) <= set(found)
