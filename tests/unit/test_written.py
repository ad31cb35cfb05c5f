"""People of every script and habit write the same number and the same name in their own way; none of them is wrong by that."""

import pytest

from helpers import exercises
from helpers.base import written
from helpers.base.errors import CourseError
from helpers.quiz import bank, marking
from helpers.quiz.kinds.guess import Guess
from helpers.quiz.kinds.number import Number
from helpers.quiz.kinds.text import Text

FOUR_THOUSAND = [
    "4500", "4,500", "4.500", "4 500", "4\u00a0500", "4\u202f500", "4'500", "4’500", "4_500", "4,500.0", "4.500,0", "+4500",
    "٤٥٠٠", "٤٬٥٠٠", "४५००", "４５００", " 4500 ", "4500 soldiers", "4500 Soldiers",
]  # fmt: skip


def number(answer: float, unit: str = "") -> Number:
    feedback = {"right": "Yes.", "wrong": "No."}
    return Number(
        id="07-x", lesson="07", skill="fact", level="remember", goal=1, stem="?", claims=("a",), reread="R", answer=answer, unit=unit,
        feedback=feedback,
    )  # fmt: skip


def guess(*, whole: bool) -> Guess:
    return Guess(
        id="07-x", lesson="07", skill="fact", level="remember", goal=1, stem="?", claims=("a",), reread="R", unit="soldiers", whole=whole,
        feedback={"kept": "Look."},
    )  # fmt: skip


@pytest.mark.parametrize("text", FOUR_THOUSAND)
def test_a_question_reads_thousands_as_people_write_them(text: str):
    assert marking.mark(number(4500, "soldiers"), text, "sure", 0).correct


@pytest.mark.parametrize("text", FOUR_THOUSAND)
def test_a_guess_reads_the_same_texts_as_the_same_number(text: str):
    assert guess(whole=True).number(text) == 4500


@pytest.mark.parametrize(
    ("text", "value"),
    [("3.47", 3.47), ("3,47", 3.47), ("3,47 %", 3.47), ("3,47 për qind", 3.47), ("3.47 odsto", 3.47), ("٣٫٤٧", 3.47)]
    + [
        ("−2", -2),
        ("– 2", -2),
        ("-2", -2),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("1.567,5", 1567.5),
        ("1,567.5", 1567.5),
    ],
)
def test_decimals_signs_and_per_cent(text: str, value: float):
    assert marking.read_number(text) == pytest.approx(value)
    assert marking.mark(number(value), text, "sure", 0).correct


def test_a_text_with_two_readings_is_read_in_the_learners_favour():
    assert marking.mark(number(3.125), "3,125", "sure", 0).correct
    assert marking.mark(number(3125), "3.125", "sure", 0).correct
    assert not marking.mark(number(3126), "3.125", "sure", 0).correct


def test_a_guess_of_a_share_is_not_taken_for_thousands():
    assert guess(whole=False).number("3.125") == 3.125


@pytest.mark.parametrize(
    "text", ["", " ", "many", "12 or 13", "1.2.3", "12,34,567", "1e5", "--2", "0x10", "9" * 40, "½"]
)
def test_what_is_no_number_is_asked_again(text: str):
    with pytest.raises(marking.AnswerError, match="Type a number"):
        marking.mark(number(12), text, "sure", 0)
    with pytest.raises(ValueError):
        written.numbers(text)


@pytest.mark.parametrize("answer", [3400, "3400", "3,400", "3.400", "3 400", (3, 400), 3400.0])
def test_an_exercise_reads_numbers_with_the_same_care(answer: object, own_answers: object):
    assert repr(exercises.check("03.1", answer)).startswith("Right.")


def test_a_decimal_comma_in_python_is_a_number_too(own_answers: object):
    assert repr(exercises.check("03.2", (17, 1))).startswith("Right.")
    with pytest.raises(CourseError, match="needs a number"):
        exercises.check("03.1", (3, "400"))


NAMES = [
    "Zvecan", "Zvečan", "Zveçan", "ZVEČAN", "Zvec\u030can", "Звечан", "Zvečan / Zveçan", "Zveçan (Zvečan)", "Zveçan, Zvečan",
    "Zvečan i Zveçan", "Zveçan or Zvečan", "in Zvecan", "the town of Zvecan", "u Zvečanu"[:-1], "Ｚｖｅｃａｎ", "Zvecan.", "„Zvečan“",
]  # fmt: skip


@pytest.mark.parametrize("given", NAMES)
def test_one_name_in_every_script_and_both_names_of_a_town_are_right(given: str):
    question = bank.all_questions()["07-town-of-clash"]
    assert isinstance(question, Text)
    assert marking.mark(question, given, "sure", 0).correct


@pytest.mark.parametrize("given", ["Zvecan / Leposavic", "Zvecan, Leposavic and Zubin Potok"])
def test_the_right_name_among_others_is_asked_again_and_does_not_count(given: str):
    with pytest.raises(marking.AnswerError, match="one answer only"):
        marking.mark(bank.all_questions()["07-town-of-clash"], given, "sure", 0)


@pytest.mark.parametrize("given", ["Leposaviq / Leposavić", "Лепосавић", "Prishtina"])
def test_another_town_is_wrong_in_every_writing(given: str):
    assert marking.mark(bank.all_questions()["07-town-of-clash"], given, "sure", 0).correct is False


@pytest.mark.parametrize(
    "given", ["Zubin Potok", "zubin potok", "Зубин Поток", "Zubin Potok / Zubin Potok", "Zubin-Potok"]
)
def test_an_exercise_reads_names_with_the_same_care(given: str, own_answers: object):
    (exercise,) = [found for found in exercises.all_exercises().values() if found.answer == "Zubin Potok"]
    assert repr(exercises.check(exercise.id, given)).startswith("Right.")
