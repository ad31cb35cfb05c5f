"""The widget must keep the key to itself, save every answer, and never fail in silence."""

import json
from pathlib import Path

import pytest

from helpers import progress, quiz
from helpers.quiz import bank, marking, static
from helpers.quiz.widget import Quiz


@pytest.fixture(autouse=True)
def answers(own_answers: Path) -> Path:
    return own_answers


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> tuple[Quiz, list[dict]]:
    """The exit check of lesson 07 and the messages that it sends."""
    widget = quiz.exit_check("07")
    sent: list[dict] = []
    monkeypatch.setattr(widget, "send", lambda content, buffers=None: sent.append(content))
    return widget, sent


def check(widget: Quiz, item: object, response: object, certainty: object = "sure", nonce: str = "1") -> None:
    widget._on_message(
        widget, {"type": "check", "item": item, "response": response, "certainty": certainty, "nonce": nonce}, None
    )


def right_key(item: str) -> str:
    return next(iter(bank.all_questions()[item].right_keys))


def wrong_key(item: str) -> str:
    return next(option.key for option in bank.all_questions()[item].options if not option.correct)


def test_the_page_does_not_get_the_key():
    widget = quiz.practice("08")
    page = json.dumps(quiz.exit_check("07").get_state(), default=str) + json.dumps(widget.get_state(), default=str)
    for question in bank.part("07", "exit") + bank.part("08", "practice"):
        for text in [option.feedback for option in question.options] + list(question.feedback.values()):
            assert text not in page
    assert '"correct"' not in page


def test_an_answer_is_marked_saved_and_answered_with_its_nonce(shown):
    widget, sent = shown
    check(widget, "07-was-30-final", right_key("07-was-30-final"), nonce="abc")
    assert sent[0]["nonce"] == "abc"
    assert sent[0]["result"]["verdict"] == marking.RIGHT
    assert progress.history()[-1].correct


def test_the_second_try_names_the_right_option(shown):
    widget, sent = shown
    wrong = wrong_key("07-was-30-final")
    check(widget, "07-was-30-final", wrong)
    check(widget, "07-was-30-final", wrong)
    first, second = (str(message["result"]["feedback"]) for message in sent)
    assert "The answer is" not in first
    assert "The answer is" in second


def test_answers_come_back_in_a_new_widget(shown):
    widget, _ = shown
    check(widget, "07-was-30-final", wrong_key("07-was-30-final"))
    again = quiz.exit_check("07")
    result = again.results["07-was-30-final"]
    assert result["response"] == wrong_key("07-was-30-final")
    assert result["verdict"] == marking.WRONG
    assert "saved answer" in result["note"]


@pytest.mark.parametrize(
    ("item", "response", "certainty"),
    [
        ("07-was-30-final", None, "sure"),
        ("07-was-30-final", "z", "sure"),
        ("07-was-30-final", "a", None),
        ("07-was-30-final", {"a": 1}, "sure"),
        ("no-such-item", "a", "sure"),
        (["list"], "a", "sure"),
        (None, "a", "sure"),
    ],
)
def test_a_broken_message_is_answered_with_a_sentence_and_saves_nothing(shown, item, response, certainty):
    widget, sent = shown
    check(widget, item, response, certainty)
    assert len(sent) == 1
    assert sent[0]["note"]
    assert "result" not in sent[0]
    assert progress.history() == []


def test_a_failing_store_is_told_to_the_learner(shown, monkeypatch: pytest.MonkeyPatch):
    widget, sent = shown
    monkeypatch.setattr(
        progress, "record", lambda *args, **kwargs: "Your answer was marked but not saved: the disk is full."
    )
    check(widget, "07-was-30-final", "a")
    assert "the disk is full" in sent[0]["result"]["note"]


def test_an_unforeseen_error_is_told_to_the_learner(shown, monkeypatch: pytest.MonkeyPatch):
    widget, sent = shown

    def fail(*args: object) -> None:
        raise RuntimeError("unforeseen")

    monkeypatch.setattr(marking, "mark", fail)
    check(widget, "07-was-30-final", "a")
    assert "could not be marked" in sent[0]["note"]


def test_an_old_answer_to_a_changed_question_is_kept_and_not_shown():
    progress.record("07-was-30-final", lesson="07", response="h", correct=False, certainty="sure")
    assert quiz.exit_check("07").results["07-was-30-final"] == {}
    assert len(progress.history()) == 1


def test_without_a_kernel_questions_and_options_stand_in_html_and_text():
    widget = quiz.exit_check("07")
    data, _ = widget._repr_mimebundle_()
    for question in bank.part("07", "exit"):
        for option in question.options:
            assert static.escape(option.text) in data["text/html"]
            assert option.text in data["text/plain"]
    assert "Run this cell" in data["text/plain"]
    assert "0x" not in data["text/plain"]


def test_text_of_a_question_is_escaped():
    question = bank.Question(
        id="07-x", lesson="07", kind="single", skill="fact", goal=1, stem="<script>alert(1)</script>", claims=("a",),
        reread="R", options=(bank.Option("a", "<b>", True, "f"),),
    )  # fmt: skip
    assert "<script>" not in static.as_html("Quiz", [question])


def test_damage_to_the_file_of_answers_is_told_in_the_quiz(answers: Path):
    answers.parent.mkdir()
    answers.write_bytes(b"no database" * 1000)
    assert "damaged" in quiz.exit_check("07").notice


def test_the_teachers_key_names_every_right_answer():
    key = quiz.answer_key("07").frame
    asked = [len(bank.part("07", part)) for part in ("recall", "exit", "practice")]
    assert key["Asked in"].value_counts(sort=False).tolist() == asked
    assert (key["Right"] != "").all()


def test_options_are_shuffled_for_a_learner_but_not_numbers_or_dates():
    shown = {item["id"]: [option["key"] for option in item["options"]] for item in quiz.practice("03").items}
    again = {item["id"]: [option["key"] for option in item["options"]] for item in quiz.practice("03").items}
    assert shown == again, "a learner's order changed from run to run"
    assert shown["03-entry"] == ["a", "b", "c"]
    single = [question for question in bank.part("03", "practice") if question.kind == "single"]
    assert any(shown[question.id] != [option.key for option in question.options] for question in single)


def test_a_guess_is_saved_without_a_verdict(monkeypatch: pytest.MonkeyPatch):
    widget = quiz.predict("07")
    sent: list[dict] = []
    monkeypatch.setattr(widget, "send", lambda content, buffers=None: sent.append(content))
    check(widget, "07-guess-totals", "4", "guess")
    assert sent[0]["result"]["verdict"] == marking.KEPT
    saved = progress.history()[-1]
    assert (saved.response, saved.correct, saved.asked_in) == ("4", None, "predict 07")


def test_the_exam_asks_twenty_questions_afresh():
    question = bank.part("11", "exam")[0]
    check(quiz.exit_check(question.lesson), question.id, right_key(question.id))
    exam = quiz.exam()
    assert len(exam.items) == 20
    assert exam.results == {}
    check(exam, question.id, right_key(question.id))
    assert set(quiz.exam().results) == {question.id}


def test_a_number_asked_again_at_the_end_is_kept_apart_from_the_first():
    check(quiz.predict("11"), "11-sure-before", "8", None)
    after = quiz.after("11")
    assert after.results == {}
    assert [item["asks_certainty"] for item in after.items] == [False]
