"""A rule that cannot fail protects nobody: each is shown a fault and must name it."""

from dataclasses import replace

import pytest

from helpers import claims, exercises
from helpers.authoring import bank_rules, claim_rules, lesson_text
from helpers.quiz import bank
from helpers.quiz.kinds.choice import Choice


def changed_ledger(monkeypatch: pytest.MonkeyPatch, claim_id: str, **changes: object) -> None:
    ledger = dict(claims._ledger())
    ledger[claim_id] = claims.Claim(**(vars(ledger[claim_id]) | changes))
    monkeypatch.setattr(claims, "_ledger", lambda: ledger)


def test_a_value_changed_in_the_ledger_is_noticed_in_prose_and_quiz(monkeypatch: pytest.MonkeyPatch):
    changed_ledger(monkeypatch, "kfor-first", value="26")
    assert any("the ledger has 26" in fault for fault in claim_rules.links_resolve())
    assert any("07-first-kfor-figure" in fault for fault in bank_rules.keys_rest_on_the_ledger())


def changed_question(monkeypatch: pytest.MonkeyPatch, item: str, **changes: object) -> None:
    questions = dict(bank.all_questions())
    questions[item] = replace(questions[item], **changes)
    monkeypatch.setattr(bank, "all_questions", lambda: questions)


def test_a_changed_number_key_is_noticed(monkeypatch: pytest.MonkeyPatch):
    changed_question(monkeypatch, "07-first-kfor-figure", answer=30.0)
    assert any("07-first-kfor-figure" in fault for fault in bank_rules.keys_rest_on_the_ledger())


@pytest.mark.parametrize("address", ["officers-14/value", "strength-2026/as_of", "kfor-first/value"])
def test_a_guess_beside_something_else_than_a_number_of_its_own_is_named(monkeypatch: pytest.MonkeyPatch, address: str):
    """The class view would set the guesses of a class beside a date, or beside the number of another question."""
    assert bank_rules.guesses_rest_on_numbers() == []
    changed_question(monkeypatch, "03-guess-newest", rests_on=address)
    assert any("03-guess-newest" in fault for fault in bank_rules.guesses_rest_on_numbers())


def test_feedback_that_gives_the_key_away_is_named(monkeypatch: pytest.MonkeyPatch):
    question = bank.all_questions()["07-who-brought-mayors"]
    assert isinstance(question, Choice)
    options = tuple(
        option if option.correct else replace(option, feedback="It was Kosovo Police then.")
        for option in question.options
    )
    changed_question(monkeypatch, question.id, options=options)
    assert any("gives the right option away" in fault for fault in bank_rules.feedback_keeps_the_key())


def test_a_question_that_is_shown_nowhere_is_named(monkeypatch: pytest.MonkeyPatch):
    question = bank.all_questions()["07-turnout"]
    questions = dict(bank.all_questions()) | {"07-lost": replace(question, id="07-lost")}
    monkeypatch.setattr(bank, "all_questions", lambda: questions)
    assert any("07-lost is shown nowhere" in fault for fault in bank_rules.every_question_is_asked())


def test_a_goal_without_an_exit_item_is_named(monkeypatch: pytest.MonkeyPatch):
    """A learner who ends a lesson should know of each of its goals whether it was reached."""
    assert bank_rules.every_goal_has_an_exit_item() == []
    part = bank.part
    monkeypatch.setattr(
        bank, "part", lambda lesson, name: [question for question in part(lesson, name) if question.goal != 1]
    )
    faults = bank_rules.every_goal_has_an_exit_item()
    assert "quiz of lesson 06: no exit item has goal 1 (work turnout out" in " ".join(faults)
    assert len(faults) == 12


def test_a_wrong_number_of_dead_that_is_called_near_is_named(monkeypatch: pytest.MonkeyPatch):
    """A pupil who lost somebody reads "Close." under a wrong number of dead."""
    assert bank_rules.the_dead_are_no_guessing_game() == []
    changed_question(monkeypatch, "02-first-mark", near=3.0)
    (fault,) = bank_rules.the_dead_are_no_guessing_game()
    assert "02-first-mark: a wrong number of victims is never near" in fault


def test_a_guess_at_a_number_of_missing_people_is_named(monkeypatch: pytest.MonkeyPatch):
    changed_question(monkeypatch, "07-guess-totals", stem="How many people were still missing?")
    (fault,) = bank_rules.the_dead_are_no_guessing_game()
    assert "07-guess-totals: nobody guesses at a number of victims" in fault


def test_an_order_against_the_ledger_is_named(monkeypatch: pytest.MonkeyPatch):
    question = bank.all_questions()["07-order-of-days"]
    changed_question(monkeypatch, question.id, items=question.items[::-1])
    assert any("07-order-of-days" in fault for fault in bank_rules.orders_follow_the_ledger())


def test_recall_of_a_later_lesson_is_named(monkeypatch: pytest.MonkeyPatch):
    later = bank.all_questions()["08-order-of-steps"]
    original = bank.part
    monkeypatch.setattr(bank, "part", lambda lesson, part: [later] * 3 if part == "recall" else original(lesson, part))
    assert any("no earlier lesson" in fault for fault in bank_rules.recall_looks_back())


def test_right_options_that_stand_out_by_length_are_named(monkeypatch: pytest.MonkeyPatch):
    questions = dict(bank.all_questions())
    for item, question in questions.items():
        if isinstance(question, Choice):
            longer = tuple(replace(one, text=one.text * 5) if one.correct else one for one in question.options)
            questions[item] = replace(question, options=longer)
    monkeypatch.setattr(bank, "all_questions", lambda: questions)
    assert len(bank_rules.right_options_are_not_the_longest()) == len(lesson_text.lessons())


def test_a_wrong_exercise_key_is_noticed(monkeypatch: pytest.MonkeyPatch):
    wrong = dict(exercises.all_exercises())
    wrong["07.1"] = exercises.Exercise(**(vars(wrong["07.1"]) | {"answer": 52}))
    monkeypatch.setattr(exercises, "all_exercises", lambda: wrong)
    assert any("exercise 07.1" in fault for fault in bank_rules.exercises_have_true_answers())


def test_an_exam_that_leaves_a_lesson_out_or_asks_a_guess_is_named(monkeypatch: pytest.MonkeyPatch):
    original = bank.part
    few = [question for question in original("11", "exam") if question.lesson != "06"]
    guess = original("07", "predict")
    monkeypatch.setattr(bank, "part", lambda lesson, part: few + guess if part == "exam" else original(lesson, part))
    faults = " ".join(bank_rules.an_exam_asks_of_every_lesson())
    assert "an exam has 20" in faults
    assert "nothing of lesson 06" in faults
    assert f"{guess[0].id} is a guess" in faults
