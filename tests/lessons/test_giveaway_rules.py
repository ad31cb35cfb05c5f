"""A learner who knows nothing should not find the answer on the page, in a word or in a length."""

from dataclasses import replace

import pytest

from helpers.authoring import bank_figures, giveaway_rules
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.choice import Choice


def ask(monkeypatch: pytest.MonkeyPatch, lesson: str, **changed: Question) -> None:
    """Put other questions into the places of an exit check, by the ids of those that stand there."""
    part = bank.part
    names = {item.replace("_", "-"): question for item, question in changed.items()}

    def changed_part(number: str, name: str) -> list[Question]:
        found = part(number, name)
        return [names.get(f"q{question.id}", question) for question in found] if number == lesson else found

    monkeypatch.setattr(bank, "part", changed_part)


def with_right_option(question: Question, text: str) -> Question:
    assert isinstance(question, Choice)
    options = tuple(replace(option, text=text) if option.correct else option for option in question.options)
    return replace(question, options=options)


def ask_beside(monkeypatch: pytest.MonkeyPatch, answer: str, stem: str) -> None:
    """Let one exit question of lesson 07 have the answer, and a neighbour the stem."""
    hospital, final = (bank.all_questions()[item] for item in ("07-hospital-source", "07-was-30-final"))
    ask(
        monkeypatch,
        "07",
        q07_hospital_source=with_right_option(hospital, answer),
        q07_was_30_final=replace(with_right_option(final, "Another answer"), stem=stem),
    )


@pytest.mark.parametrize(
    ("answer", "stem"),
    [
        ("It rests on one hospital's list.", "What does it mean that a figure rests on one hospital's list?"),
        ("No; in July they gave 93.", "What changed when NATO spoke of 93 soldiers?"),
        ("It counted 93 soldiers.", "Why did others not count 93 soldiers?"),
    ],
    ids=["words in a row", "a number without unit", "a number with its unit"],
)
def test_an_answer_that_a_neighbour_prints_is_named(monkeypatch: pytest.MonkeyPatch, answer: str, stem: str):
    ask_beside(monkeypatch, answer, stem)
    assert any(
        "exit check of lesson 07: 07-was-30-final prints" in fault and "answers 07-hospital-source" in fault
        for fault in giveaway_rules.no_neighbour_prints_an_answer()
    )


@pytest.mark.parametrize(
    ("answer", "stem"),
    [
        ("On 29 May 2023", "What did police do on 29 May 2023?"),
        ("It counted 93 soldiers.", "Who paid 93 euros?"),
        ("The hospital's own list", "Who keeps the hospital's list?"),
    ],
    ids=["a day", "another unit", "three words"],
)
def test_a_day_another_unit_and_a_few_words_give_nothing_away(monkeypatch: pytest.MonkeyPatch, answer: str, stem: str):
    ask_beside(monkeypatch, answer, stem)
    assert giveaway_rules.no_neighbour_prints_an_answer() == []


def test_answers_of_every_kind_are_looked_for():
    """Numbers, texts, pairs and ticked options can be printed by a neighbour as well; an order cannot."""
    for question in bank.with_key().values():
        assert bool(giveaway_rules.answers(question)) == (question.kind != "order"), question.id


def in_place_of_the_bank(monkeypatch: pytest.MonkeyPatch, *questions: Question) -> None:
    monkeypatch.setattr(bank, "all_questions", lambda *_folder: {question.id: question for question in questions})


@pytest.mark.parametrize(("words", "what"), [("a much longer answer than each other", "longest"), ("no", "shortest")])
def test_right_options_that_stand_out_by_length_in_the_whole_bank_are_named(monkeypatch, words: str, what: str):
    assert giveaway_rules.length_is_no_cue() == []
    changed = [
        with_right_option(question, words * (3 if what == "longest" else 1))
        for question in bank_figures.single_choices()
    ]
    in_place_of_the_bank(monkeypatch, *changed)
    (fault,) = giveaway_rules.length_is_no_cue()
    assert f"the bank: in 100% of {len(changed)} single choices the right option is the {what}" in fault


def test_figures_of_the_bank_are_printed_by_lesson_and_as_a_whole(monkeypatch: pytest.MonkeyPatch):
    choice = next(question for question in bank_figures.single_choices() if question.lesson == "07")
    guess = bank.all_questions()["07-guess-totals"]
    in_place_of_the_bank(monkeypatch, replace(choice, level="analyse"), guess)
    report = bank_figures.report()
    everything = (
        "1 questions with a key: remember 0 (0%), look up 0 (0%), understand 0 (0%), apply 0 (0%), analyse 1 (100%)"
    )
    assert f"  07: {everything}" in report
    assert f"  All lessons: {everything}" in report
    assert "0 questions with a key" in report[0]
    assert report[-1].startswith("  Right option of 1 single choices: longest ")


def test_a_tie_in_length_is_no_cue():
    options = [("Three", True), ("Seven", False), ("No", False)]
    question = next(question for question in bank_figures.single_choices() if len(question.options) == 3)
    tied = replace(
        question,
        options=tuple(
            replace(option, text=text, correct=correct)
            for option, (text, correct) in zip(question.options, options, strict=True)
        ),
    )
    assert not bank_figures.is_longest(tied) and not bank_figures.is_shortest(tied)


def with_texts(question: Choice, *texts: str) -> Choice:
    return replace(
        question,
        options=tuple(replace(option, text=text) for option, text in zip(question.options, texts, strict=True)),
    )


def of_three_options_the_first_right() -> Choice:
    question = next(question for question in bank_figures.single_choices() if len(question.options) == 3)
    return replace(
        question,
        options=tuple(replace(option, correct=place == 0) for place, option in enumerate(question.options)),
    )


@pytest.mark.parametrize("word", ["All", "never", "nobody", "only", "certainly", "always", "Every", "none", "no one"])
def test_an_absolute_word_that_stands_in_a_wrong_option_alone_is_named(monkeypatch: pytest.MonkeyPatch, word: str):
    question = of_three_options_the_first_right()
    in_place_of_the_bank(monkeypatch, with_texts(question, "Some came", f"{word} of them came", "They went"))
    (fault,) = giveaway_rules.absolute_words_are_no_cue()
    assert fault.startswith(
        f"question {question.id}, option {question.options[1].key}: {word!r} stands in a wrong option"
    )


@pytest.mark.parametrize(
    "texts",
    [
        ("Only some came", "All of them came", "They went"),
        ("All came", "Some came", "They went"),
        ("Some came", "A few came", "They went"),
        ("Some came", "They were called", "They went overall"),
    ],
    ids=["in both", "in the right one alone", "in none", "inside another word"],
)
def test_an_absolute_word_that_gives_nothing_away_is_no_fault(monkeypatch: pytest.MonkeyPatch, texts: tuple[str, ...]):
    in_place_of_the_bank(monkeypatch, with_texts(of_three_options_the_first_right(), *texts))
    assert giveaway_rules.absolute_words_are_no_cue() == []
