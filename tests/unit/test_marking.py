"""Marking decides what a learner is told; it must be right for every kind of answer."""

import pytest

from helpers.quiz import bank, marking
from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.choice import Multiple, Option, Single
from helpers.quiz.kinds.guess import Guess
from helpers.quiz.kinds.match import Match, Pair
from helpers.quiz.kinds.number import Number
from helpers.quiz.kinds.order import Item, Order
from helpers.quiz.kinds.text import Text

COMMON = {
    "id": "07-x",
    "lesson": "07",
    "skill": "fact",
    "level": "remember",
    "goal": 1,
    "stem": "?",
    "claims": ("a",),
    "reread": "Background",
}


def single() -> Single:
    options = (
        Option("a", "KFOR", False, "It did not."),
        Option("b", "Police", True, "It did."),
        Option("c", "EULEX", False, "No."),
    )
    return Single(options=options, **COMMON)


def several() -> Question:
    options = (Option("a", "A", True, "Yes A."), Option("b", "B", True, "Yes B."), Option("c", "C", False, "Not C."))
    return Multiple(options=options, **COMMON)


def number() -> Question:
    feedback = {"right": "KFOR said so.", "near": "Close.", "wrong": "Look again."}
    return Number(answer=25.0, tolerance=0.0, near=5.0, unit="soldiers", feedback=feedback, **COMMON)


def order() -> Question:
    items = tuple(Item(key, text, "a") for key, text in zip("wxyz", ("Vote", "Oath", "Police", "Clash"), strict=True))
    return Order(items=items, feedback={"right": "By date.", "wrong": "Look at the days."}, **COMMON)


def test_a_right_answer_gets_its_reason_too():
    mark = marking.mark(single(), "b", "guess", 0)
    assert mark.correct
    assert mark.sentences == ("It did.",)


def test_a_first_wrong_try_does_not_name_the_right_option():
    mark = marking.mark(single(), "a", "fairly sure", 0)
    assert mark.verdict == marking.WRONG
    assert not any("Police" in sentence for sentence in mark.sentences)
    assert "Reread: Background." in mark.sentences


def test_a_second_wrong_try_names_it():
    mark = marking.mark(single(), "a", "guess", 1)
    assert any("The answer is: Police" in sentence for sentence in mark.sentences)


def test_sure_and_wrong_gets_one_more_sentence_and_no_other_verdict():
    sure, unsure = marking.mark(single(), "a", "sure", 0), marking.mark(single(), "a", "guess", 0)
    assert sure.verdict == unsure.verdict
    assert len(sure.sentences) == len(unsure.sentences) + 1


def test_several_all_right():
    assert marking.mark(several(), ["b", "a"], "sure", 0).correct


def test_several_in_part_right_says_that_one_is_missing_then_which():
    first = marking.mark(several(), ["a"], "guess", 0)
    assert first.verdict == marking.PARTLY
    assert any("At least one more" in sentence for sentence in first.sentences)
    assert not any("Yes B." in sentence for sentence in first.sentences)
    assert any("Yes B." in sentence for sentence in marking.mark(several(), ["a"], "guess", 1).sentences)


def test_several_with_one_wrong_is_not_right():
    assert not marking.mark(several(), ["a", "b", "c"], "guess", 0).correct


@pytest.mark.parametrize("text", ["25", " 25 ", "25.0", "25,0", 25, 25.0, "+25"])
def test_numbers_are_read_as_people_write_them(text: object):
    assert marking.mark(number(), text, "sure", 0).correct


@pytest.mark.parametrize(
    ("text", "value"), [("45,095", 45095), ("45 095", 45095), ("3,47", 3.47), ("3.47 %", 3.47), ("-2", -2)]
)
def test_thousands_signs_decimal_commas_and_per_cent(text: str, value: float):
    assert marking.read_number(text) == pytest.approx(value)


def test_a_near_number_is_told_so_and_a_far_one_is_not():
    assert marking.mark(number(), "30", "guess", 0).verdict == marking.NEAR
    assert marking.mark(number(), "93", "guess", 0).verdict == marking.WRONG


def test_a_number_is_named_only_from_the_second_try_on():
    assert not any("25" in sentence for sentence in marking.mark(number(), "93", "guess", 0).sentences)
    assert any(
        "The answer is: 25 soldiers." in sentence for sentence in marking.mark(number(), "93", "guess", 1).sentences
    )


@pytest.mark.parametrize(
    ("question", "response"),
    [
        (single(), None), (single(), "z"), (single(), ["a"]), (single(), 1), (several(), []), (several(), "a"), (several(), ["z"]),
        (number(), "a few"), (number(), None), (number(), True), (number(), "1e400"), (number(), "9" * 40), (number(), {}),
    ],
)  # fmt: skip
def test_an_answer_of_the_wrong_type_asks_for_another(question: Question, response: object):
    with pytest.raises(marking.AnswerError):
        marking.mark(question, response, "sure", 0)


@pytest.mark.parametrize("certainty", [None, "", "certain", 3])
def test_certainty_must_be_one_of_three(certainty: object):
    with pytest.raises(marking.AnswerError, match="how sure"):
        marking.mark(single(), "a", certainty, 0)


@pytest.mark.parametrize(
    ("given", "verdict", "words"),
    [
        ("wxyz", marking.RIGHT, "By date."),
        ("xwyz", marking.NEAR, "2 of 4 stand in their place."),
        ("zxyw", marking.WRONG, "2 of 4 stand in their place."),
        ("zyxw", marking.WRONG, "0 of 4 stand in their place."),
    ],
)
def test_an_order_is_marked_by_its_places(given: str, verdict: str, words: str):
    mark = marking.mark(order(), list(given), "guess", 0)
    assert mark.verdict == verdict
    assert mark.sentences[0] == words
    assert not any("Vote; Oath" in sentence for sentence in mark.sentences)


def test_a_second_wrong_order_names_the_right_one():
    mark = marking.mark(order(), list("zyxw"), "guess", 1)
    assert any(
        "The order is: Vote; then Oath; then Police; then Clash. By date." in sentence for sentence in mark.sentences
    )


@pytest.mark.parametrize("given", [None, "wxyz", [], ["w"], ["w", "x", "y", "y"], ["w", "x", "y", "?"], [1, 2, 3, 4]])
def test_an_incomplete_or_foreign_order_is_asked_again(given: object):
    with pytest.raises(marking.AnswerError, match="Put all of them in order"):
        marking.mark(order(), given, "guess", 0)


def match() -> Question:
    pairs = (Pair("KFOR", "k", "NATO"), Pair("UNMIK", "u", "UN"), Pair("EULEX", "e", "EU"))
    return Match(pairs=pairs, feedback={"right": "So it is.", "wrong": "Read the names."}, **COMMON)


@pytest.mark.parametrize(
    ("given", "verdict", "words"),
    [
        ("kue", marking.RIGHT, "So it is."),
        ("keu", marking.PARTLY, "1 of 3 is right."),
        ("uek", marking.WRONG, "0 of 3"),
    ],
)
def test_a_match_is_marked_pair_by_pair(given: str, verdict: str, words: str):
    mark = marking.mark(match(), list(given), "guess", 0)
    assert mark.verdict == verdict
    assert mark.sentences[0].startswith(words)
    assert not any("KFOR: NATO" in sentence for sentence in mark.sentences)


def test_a_second_wrong_match_names_the_pairs():
    mark = marking.mark(match(), list("uek"), "guess", 1)
    assert any("KFOR: NATO; UNMIK: UN; EULEX: EU. So it is." in sentence for sentence in mark.sentences)


@pytest.mark.parametrize("given", [None, "kue", [], ["k", "u"], ["k", "u", ""], ["k", "u", "?"], [1, 2, 3]])
def test_an_incomplete_or_foreign_match_is_asked_again(given: object):
    with pytest.raises(marking.AnswerError, match="Choose a partner for each"):
        marking.mark(match(), given, "guess", 0)


def text() -> Question:
    return Text(accepted=("Zvecan", "Звечан"), feedback={"right": "There.", "wrong": "Look again."}, **COMMON)


@pytest.mark.parametrize("given", ["Zvecan", "Zvečan", "Zveçan", "  ZVEČAN. ", "Звечан", "ЗВЕЧАН"])
def test_case_accents_and_spaces_do_not_count(given: str):
    assert marking.mark(text(), given, "guess", 0).correct


def test_a_near_miss_is_asked_again_and_another_town_is_wrong():
    with pytest.raises(marking.AnswerError, match="did not count as a try"):
        marking.mark(text(), "Zvecam", "guess", 0)
    first, second = (marking.mark(text(), "Leposavic", "guess", tries) for tries in (0, 1))
    assert (first.verdict, second.verdict) == (marking.WRONG, marking.WRONG)
    assert not any("Zvecan" in sentence for sentence in first.sentences)
    assert any("The answer is: Zvecan. There." in sentence for sentence in second.sentences)


@pytest.mark.parametrize("given", [None, "", " . ", 7, ["Zvecan"], "Z" * 201])
def test_no_text_is_asked_again(given: object):
    with pytest.raises(marking.AnswerError, match="Type a short answer"):
        marking.mark(text(), given, "guess", 0)


def predict(options: tuple[Option, ...] = ()) -> Guess:
    return Guess(options=options, feedback={"kept": "Now look."}, **COMMON)


def test_a_guess_is_kept_and_never_marked():
    mark = marking.mark(predict(), "12,5", "guess", 0)
    assert (mark.verdict, mark.correct, mark.sentences) == (marking.KEPT, None, ("Now look.",))
    with pytest.raises(marking.AnswerError, match="Type a number"):
        marking.mark(predict(), "many", "guess", 0)


def test_a_guess_among_options_needs_one_of_them():
    question = predict(tuple(Option(key, key.upper(), False, "") for key in "abc"))
    assert question.form == "single"
    assert marking.mark(question, "b", "sure", 3).correct is None
    with pytest.raises(marking.AnswerError, match="Choose one answer"):
        marking.mark(question, "z", "sure", 0)


@pytest.mark.parametrize(
    ("texts", "kept"),
    [
        (("On 24 March 1999", "On 10 June 1999", "On 12 June 1999"), True),
        (("about 25", "30", "more than 41"), True),
        (("Kosovo Police", "KFOR", "EULEX"), False),
        (("No; from July 2023 they gave 93.", "Yes; NATO gave no other.", "No; KFOR lowered it."), False),
    ],
)
def test_numbers_and_dates_keep_their_order_and_other_options_do_not(texts: tuple[str, ...], kept: bool):
    options = tuple(Option(key, text, False, "f") for key, text in zip("abc", texts, strict=True))
    assert Single(options=options, **COMMON).keeps_order is kept


def test_how_sure_one_is_of_being_sure_is_not_asked():
    question = bank.all_questions()["11-sure-before"]
    assert marking.mark(question, "6", None, 0).verdict == "kept"
    with pytest.raises(marking.AnswerError):
        marking.mark(bank.all_questions()["11-guess-mark"], "2", None, 0)
