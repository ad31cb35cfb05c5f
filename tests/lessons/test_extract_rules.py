"""A learner weighs the words of an extract: they must be the source's, and each line that can be chosen must be there."""

from dataclasses import replace

import pytest

from helpers.authoring import extract_rules
from helpers.quiz import bank

ITEM = "07-which-words-judge"


def with_extract(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    questions = bank.all_questions()
    changed = {ITEM: replace(questions[ITEM], extract=lines)}
    monkeypatch.setattr(bank, "all_questions", lambda: questions | changed)


def lines() -> list[str]:
    return list(bank.all_questions()[ITEM].extract)


@pytest.mark.parametrize(
    ("quoted", "said"),
    [
        ("occupied by heavily armed police", "no lesson quotes"),
        ("this was never said anywhere", "no lesson quotes"),
        ("one two three four five six seven eight nine ten eleven twelve thirteen", "quotes 13 words in one go"),
    ],
)
def test_words_that_no_source_card_carries_are_named(monkeypatch: pytest.MonkeyPatch, quoted: str, said: str):
    with_extract(monkeypatch, *lines(), f'D: "{quoted}" (KoSSev)')
    (fault,) = extract_rules.quotations_are_those_of_the_lessons()
    assert fault.startswith(f"question {ITEM}: ") and said in fault


def test_a_term_in_quotation_marks_is_no_quotation(monkeypatch: pytest.MonkeyPatch):
    with_extract(monkeypatch, *lines(), 'D: the text says "this week".')
    assert extract_rules.quotations_are_those_of_the_lessons() == []


@pytest.mark.parametrize("left", [0, 1, 2])
def test_an_option_that_names_a_line_which_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, left: int):
    rest = lines()
    del rest[left]
    with_extract(monkeypatch, *rest)
    (fault,) = extract_rules.lines_that_are_asked_about_are_there()
    name = f"Quotation {'ABC'[left]}"
    assert fault.startswith(f"question {ITEM}: {name!r} can be chosen, but no line")


def test_a_prompt_that_names_a_sentence_needs_it_too(monkeypatch: pytest.MonkeyPatch):
    questions = bank.all_questions()
    item = "06-three-tests"
    changed = {item: replace(questions[item], extract=questions[item].extract[:2])}
    monkeypatch.setattr(bank, "all_questions", lambda: questions | changed)
    (fault,) = extract_rules.lines_that_are_asked_about_are_there()
    assert fault.startswith(f"question {item}: 'Sentence 3' can be chosen")


def test_lines_that_are_chosen_by_their_letter_stand_in_the_order_of_letters():
    named = [
        [option["text"] for option in question.public(lambda entries: entries[::-1])["options"]]
        for question in bank.all_questions().values()
        if question.kind == "single" and question.options[0].text.endswith(" A")
    ]
    assert len(named) > 20
    assert all(texts == sorted(texts) for texts in named), "a learner would read B before A"
