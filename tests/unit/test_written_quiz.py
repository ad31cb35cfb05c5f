"""What a learner writes is kept as it was written, comes back, and is marked by nobody but the learner."""

import json
import uuid
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from ipywidgets.embed import dependency_state

from helpers import progress, quiz
from helpers.base import written_checks
from helpers.base.errors import CourseError
from helpers.progress import written_texts
from helpers.quiz import bank
from helpers.quiz.kinds import KINDS
from helpers.quiz.widget import Quiz
from helpers.show.export import WordsForWidgets
from helpers.show.export.saved import STATE, VIEW

TEXT = "KFOR counted its soldiers.\nNobody counted <b>all</b> people."
LEVEL = written_texts.level_item("07-written")


@pytest.fixture(autouse=True)
def answers(own_answers: Path) -> Path:
    return own_answers


def send(widget: Quiz, item: str, response: object, **more: object) -> list[dict]:
    """Press the button of an item as a page does, and return what the widget sends back."""
    sent: list[dict] = []
    widget.send = lambda content, buffers=None: sent.append(content)
    seen = widget.results.get(item, {}).get("tries", 0)
    message = {"type": "check", "item": item, "response": response, "certainty": None, "seen": seen}
    widget._on_message(widget, {"nonce": uuid.uuid4().hex, **message, **more}, None)
    return sent


def texts_saved() -> list[object]:
    return [answer.response for answer in progress.history() if answer.item == "07-written"]


def test_a_text_is_saved_line_by_line_and_comes_back_in_a_new_kernel():
    widget = quiz.written_check("07")
    send(widget, "07-written", f"  {TEXT}\n")
    (saved,) = progress.history()
    assert (saved.response, saved.correct, saved.asked_in) == (TEXT, None, "written 07")
    assert widget.results["07-written"]["verdict"] == "kept"
    again = quiz.written_check("07").results["07-written"]
    assert again["response"] == TEXT and "saved answer" in again["note"]


def test_the_level_is_the_learners_own_choice_and_no_mark():
    widget = quiz.written_check("07")
    send(widget, "07-written", TEXT)
    first, second, _third = written_checks.of("07").levels
    for level, said in (("0", first.criterion), ("1", first.lift), ("2", second.lift), ("3", "")):
        send(widget, LEVEL, level)
        assert said in str(widget.results[LEVEL]["feedback"])
    assert quiz.written_check("07").results[LEVEL]["response"] == "3"
    assert {answer.correct for answer in progress.history()} == {None}


@pytest.mark.parametrize("nothing", ["", " \n\t", "\x00\x07", None, 7, ["a"], {"a": 1}])
def test_nothing_takes_the_place_of_a_text(nothing: object):
    widget = quiz.written_check("07")
    send(widget, "07-written", TEXT)
    (reply,) = send(widget, "07-written", nothing)
    assert "nothing was saved" in reply["note"]
    assert texts_saved() == [TEXT]
    assert widget.results["07-written"]["response"] == TEXT


def test_a_text_that_is_too_long_is_told_its_length_and_is_not_cut():
    widget = quiz.written_check("07")
    (reply,) = send(widget, "07-written", "ž" * 1501)
    assert "1501 characters; 1500 is the most" in reply["note"]
    send(widget, "07-written", "ž" * 1500)
    assert texts_saved() == ["ž" * 1500]


def test_signs_that_no_file_can_hold_are_left_out():
    widget = quiz.written_check("07")
    send(widget, "07-written", "half \ud800 a sign,\r\na bell\x07")
    assert texts_saved() == ["half  a sign,\na bell"]
    json.dumps(widget.get_state(), default=str, ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize("level", ["4", 2, None, "", ["1"]])
def test_a_level_that_the_rubric_lacks_is_refused(level: object):
    (reply,) = send(quiz.written_check("07"), LEVEL, level)
    assert reply["note"] and progress.history() == []


def test_two_windows_never_lose_a_text_to_each_other():
    widget = quiz.written_check("07")
    send(widget, "07-written", "From one window.", seen=0)
    (reply,) = send(widget, "07-written", "From the other.", seen=0)
    assert "Press again to save this one too" in reply["note"]
    send(widget, "07-written", "From the other.")
    assert texts_saved() == ["From one window.", "From the other."], "what was saved once stays in the file"


def test_the_stored_lesson_has_the_rubric_folded_and_nothing_of_a_learner():
    before, _ = quiz.written_check("07")._repr_mimebundle_()
    send(quiz.written_check("07"), "07-written", TEXT)
    after, _ = quiz.written_check("07")._repr_mimebundle_()
    assert {kind: after[kind] for kind in ("text/html", "text/plain")} == {
        kind: before[kind] for kind in ("text/html", "text/plain")
    }
    folded = BeautifulSoup(after["text/html"], "html.parser").select_one("details")
    assert "open" not in folded.attrs
    for level in written_checks.of("07").levels:
        for words in (level.name, level.criterion, level.sample, level.lift):
            assert words in folded.get_text()
            assert words in after["text/plain"]


@pytest.mark.parametrize("saved", [True, False])
def test_print_and_export_show_the_text_and_the_rubric(saved: bool):
    widget = quiz.written_check("07")
    if saved:
        send(widget, "07-written", TEXT)
        send(widget, LEVEL, "2")
    state = json.loads(json.dumps(dependency_state([widget], drop_defaults=False)))
    output = nbformat.v4.new_output(
        "execute_result", {VIEW: {"model_id": widget.model_id}, "text/html": "Words beside."}, execution_count=1
    )
    cell = nbformat.v4.new_code_cell("from helpers import quiz", outputs=[output])
    metadata = {"widgets": {STATE: {"version_major": 2, "version_minor": 0, "state": state}}}
    notebook, _ = WordsForWidgets().preprocess(nbformat.v4.new_notebook(cells=[cell], metadata=metadata), {})
    html = notebook.cells[0].outputs[0].data["text/html"]
    page = BeautifulSoup(html, "html.parser")
    assert all(level.sample in page.get_text() for level in written_checks.of("07").levels)
    assert ("Nobody counted <b>all</b> people." in page.get_text()) is saved
    assert ("Your answer: Level 2" in page.get_text()) is saved
    assert "<b>" not in html and "\n\n" not in html


def test_it_is_no_kind_for_files_of_the_bank():
    quiz.written_check("07")
    assert not {"written", "levels"} & {kind.control for kind in KINDS.values()}
    assert "07-written" not in bank.all_questions()


def test_a_lesson_without_one_is_a_sentence():
    with pytest.raises(CourseError, match="There is no written check of lesson '90'"):
        quiz.written_check("90")


def test_the_teachers_key_has_everything_open_and_no_link_that_leads_nowhere():
    check = written_checks.of("07")
    words = quiz.written_key("07")._repr_mimebundle_()["text/markdown"]
    for level in check.levels:
        assert level.sample in words and level.lift in words
    assert all(question in words for question in check.questions)
    assert "](#" not in words and "about 25 injured soldiers" in words
    assert words in quiz.written_key()._repr_mimebundle_()["text/plain"]
