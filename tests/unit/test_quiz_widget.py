"""The widget must keep the key to itself, save every answer, and never fail in silence."""

import json
import threading
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from markupsafe import escape

from helpers import progress, quiz
from helpers.quiz import bank, marking, static
from helpers.quiz.kinds.choice import Choice, Option, Single
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


def check(widget: Quiz, item: object, response: object, certainty: object = "sure", **more: object) -> None:
    """Press Check as a page does that shows the last result; each press has a nonce of its own."""
    seen = widget.results.get(item, {}).get("tries", 0) if isinstance(item, str) else 0
    message = {"type": "check", "item": item, "response": response, "certainty": certainty, "seen": seen}
    widget._on_message(widget, {"nonce": uuid.uuid4().hex, **message, **more}, None)


def right_key(item: str) -> str:
    return next(iter(bank.all_questions()[item].right_keys))


def wrong_key(item: str) -> str:
    return next(option.key for option in bank.all_questions()[item].options if not option.correct)


def test_the_page_does_not_get_the_key():
    widget = quiz.practice("08")
    page = json.dumps(quiz.exit_check("07").get_state(), default=str) + json.dumps(widget.get_state(), default=str)
    for question in bank.part("07", "exit") + bank.part("08", "practice"):
        told = [option.feedback for option in question.options] if isinstance(question, Choice) else []
        for text in told + list(question.feedback.values()):
            assert text not in page
    assert '"correct"' not in page


def test_an_answer_is_marked_saved_and_answered_with_its_nonce(shown):
    widget, sent = shown
    check(widget, "07-was-30-final", right_key("07-was-30-final"), nonce="abc")
    assert sent == [{"type": "reply", "item": "07-was-30-final", "nonce": "abc"}]
    assert widget.results["07-was-30-final"]["verdict"] == marking.RIGHT
    assert [answer.correct for answer in progress.history()] == [True]


def test_the_second_try_names_the_right_option(shown):
    widget, _ = shown
    wrong = wrong_key("07-was-30-final")
    told = []
    for _try in range(2):
        check(widget, "07-was-30-final", wrong)
        told.append(str(widget.results["07-was-30-final"]["feedback"]))
    first, second = told
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
    assert widget.results == {}
    assert progress.history() == []


def test_a_failing_store_is_told_to_the_learner(shown, monkeypatch: pytest.MonkeyPatch):
    widget, _ = shown
    monkeypatch.setattr(
        progress, "record", lambda *args, **kwargs: "Your answer was marked but not saved: the disk is full."
    )
    check(widget, "07-was-30-final", wrong_key("07-was-30-final"))
    assert "the disk is full" in widget.results["07-was-30-final"]["note"]


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
        for line in question.lines():
            assert escape(line) in data["text/html"]
            assert line in data["text/plain"]
    assert "Run this cell" in data["text/plain"]
    assert "0x" not in data["text/plain"]


def test_text_of_a_question_is_escaped():
    question = Single(
        id="07-x", lesson="07", skill="fact", level="remember", goal=1, stem="<script>alert(1)</script>", claims=("a",),
        reread="R", options=(Option("a", "<b>", True, "f"),),
    )  # fmt: skip
    assert "<script>" not in static.as_html("Quiz", [question])


def test_an_extract_is_shown_without_a_kernel_and_harms_nobody():
    question = replace(
        bank.all_questions()["07-which-words-judge"], extract=("A: <script>alert(1)</script>", "B: a driver")
    )
    shown, text = static.as_html("Quiz", [question]), static.as_text("Quiz", [question])
    assert "<blockquote><p>A: &lt;script&gt;" in shown and "<p>B: a driver</p>" in shown
    assert "  | B: a driver" in text.splitlines()


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
    assert shown["03-entry"] == [option.key for option in bank.all_questions()["03-entry"].options]
    single = [question for question in bank.part("03", "practice") if isinstance(question, Single)]
    assert any(shown[question.id] != [option.key for option in question.options] for question in single)


def test_a_guess_is_saved_without_a_verdict():
    widget = quiz.predict("07")
    check(widget, "07-guess-totals", "4", "guess")
    assert widget.results["07-guess-totals"]["verdict"] == marking.KEPT
    (saved,) = progress.history()
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


@pytest.mark.parametrize("presses", [2, 5])
def test_one_press_that_arrives_several_times_is_one_try(shown, presses: int):
    widget, sent = shown
    for _press in range(presses):
        check(widget, "07-was-30-final", wrong_key("07-was-30-final"), nonce="the same", seen=0)
    assert len(progress.history()) == 1
    assert len(sent) == presses
    assert "The answer is" not in str(widget.results)


def test_a_press_from_a_view_that_has_not_seen_the_result_is_no_second_try(shown):
    widget, sent = shown
    wrong = wrong_key("07-was-30-final")
    check(widget, "07-was-30-final", wrong, seen=0)
    check(widget, "07-was-30-final", right_key("07-was-30-final"), seen=0)
    assert len(progress.history()) == 1
    assert widget.results["07-was-30-final"]["response"] == wrong
    assert "another window" in sent[1]["note"]
    check(widget, "07-was-30-final", wrong, seen=1)
    assert "The answer is" in str(widget.results["07-was-30-final"]["feedback"])


def test_presses_of_two_views_at_once_are_one_try(shown):
    widget, _ = shown
    wrong = wrong_key("07-was-30-final")
    threads = [
        threading.Thread(target=check, args=(widget, "07-was-30-final", wrong), kwargs={"seen": 0})
        for _view in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(progress.history()) == 1
    assert widget.results["07-was-30-final"]["tries"] == 1


def test_an_answer_that_cannot_be_marked_is_no_try_and_may_be_given_again(shown):
    widget, sent = shown
    check(widget, "07-was-30-final", "no such option")
    check(widget, "07-was-30-final", wrong_key("07-was-30-final"))
    assert "note" in sent[0]
    assert widget.results["07-was-30-final"]["tries"] == 1


def test_an_answer_to_another_wording_comes_back_and_says_so():
    item = bank.all_questions()["07-was-30-final"]
    for version, said in ((item.version, False), ("w00000000000", True), ("1", False)):
        progress.record(
            item.id,
            lesson="07",
            response=right_key(item.id),
            correct=True,
            certainty="sure",
            bank_version=version,
            asked_in="exit 07",
        )
        assert ("reworded" in quiz.exit_check("07").results[item.id]["note"]) is said
