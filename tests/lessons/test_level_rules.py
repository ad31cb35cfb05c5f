"""Whoever only recalls learns a text by heart; a learner is also asked to weigh, apply and compare."""

from dataclasses import replace

import pytest

from helpers.authoring import level_rules
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question

WHOLE_BANK = bank.all_questions()


def ask(monkeypatch: pytest.MonkeyPatch, lesson: str, **levels: int) -> None:
    """Put as many questions on each level of one lesson into the place of the bank, and one guess, which has no level."""
    question, guess = (WHOLE_BANK[item] for item in ("07-hospital-source", "07-guess-totals"))
    asked: dict[str, Question] = {guess.id: guess}
    for level, count in levels.items():
        for number in range(count):
            name = f"{lesson}-{level}-{number}"
            asked[name] = replace(question, id=name, lesson=lesson, level=level.replace("_", " "))
    monkeypatch.setattr(bank, "all_questions", lambda *_folder: asked)


def test_a_bank_with_little_recall_and_enough_to_analyse_keeps_the_rule(monkeypatch: pytest.MonkeyPatch):
    ask(monkeypatch, "07", remember=6, look_up=1, apply=7, analyse=6)
    assert level_rules.the_bank_asks_more_than_recall() == []


def test_a_bank_with_much_recall_or_little_to_analyse_is_named(monkeypatch: pytest.MonkeyPatch):
    ask(monkeypatch, "07", remember=6, look_up=2, apply=7, analyse=5)
    assert level_rules.the_bank_asks_more_than_recall() == [
        "the bank: 40% of its questions are of level remember or look up; at most 35%.",
        "the bank: 25% of its questions are of level analyse; at least 30%.",
    ]


def test_a_lesson_with_more_than_half_recall_is_named(monkeypatch: pytest.MonkeyPatch):
    ask(monkeypatch, "07", remember=3, look_up=2, analyse=5)
    assert level_rules.each_quiz_asks_more_than_recall() == []
    ask(monkeypatch, "07", remember=4, look_up=2, analyse=5)
    assert level_rules.each_quiz_asks_more_than_recall() == [
        "quiz of lesson 07: 6 of 11 questions are of level remember or look up; at most half."
    ]
