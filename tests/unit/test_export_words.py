"""On paper a quiz and a form say what they said on the screen: what was asked, what was answered, what came back."""

import copy

import pytest
from bs4 import BeautifulSoup

from helpers.quiz.texts import texts
from helpers.show.export import forms, quizzes
from helpers.show.export.saved import SavedWidgets

OPTIONS = [{"key": "a", "text": "NATO"}, {"key": "b", "text": "the EU"}, {"key": "c", "text": "the UN"}]
PAIRS = {
    "prompts": ["KFOR", "EULEX"],
    "matches": [{"key": "m1", "text": "soldiers"}, {"key": "m2", "text": "police and courts"}],
}
FORMS = {
    "single": ({"options": OPTIONS}, "b", ["Your answer: the EU"]),
    "multiple": ({"options": OPTIONS}, ["a", "c"], ["Your answer: NATO", "Your answer: the UN"]),
    "order": ({"options": OPTIONS}, ["c", "a", "b"], ["Your answer:", "the UN", "NATO", "the EU"]),
    "match": (PAIRS, ["m2", "m1"], ["KFOR: Your answer: police and courts", "EULEX: Your answer: soldiers"]),
    "number": ({"unit": "soldiers"}, "1,567", ["Your number: 1,567 soldiers"]),
    "text": ({}, "Zvečan", ["Your answer: Zvečan"]),
}


def item(form: str, **more: object) -> dict:
    parts = copy.deepcopy(FORMS[form][0])
    return {"id": "q", "form": form, "stem": "Who leads it?", "hint": "", "asks_certainty": True, **parts, **more}


def result(response: object, **more: object) -> dict:
    feedback = [{"lead": "Reread:", "text": "Background."}, {"lead": "", "text": "Look at the name."}]
    return {
        "verdict": "wrong", "feedback": feedback, "response": response, "certainty": "sure", "note": "Saved.", **more,
    }  # fmt: skip


def shown(item: dict, result: dict | None = None, **more: object) -> BeautifulSoup:
    results = {} if result is None else {item["id"]: result}
    return BeautifulSoup(quizzes.as_html("Exit check", [item], results, texts(), **more), "html.parser")


def lines(page: BeautifulSoup) -> list[str]:
    return [" ".join(part.get_text().split()) for part in page.select("p, li, summary")]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_says_what_was_answered_and_what_came_back(form: str):
    page = lines(shown(item(form), result(FORMS[form][1])))
    assert page[:2] == ["Exit check", "Question 1 of 1. Who leads it?"]
    wanted = FORMS[form][2]
    found = [line for line in page if line in wanted]
    assert found == wanted
    at = page.index("How sure are you? sure")
    assert page[at + 1 :] == ["Not yet.", "Reread: Background.", "Look at the name.", "Saved."]


@pytest.mark.parametrize("form", ["single", "multiple"])
def test_what_was_not_chosen_stands_there_unmarked(form: str):
    page = lines(shown(item(form), result("b" if form == "single" else ["b"])))
    assert [line for line in page if "NATO" in line or "the UN" in line] == ["NATO", "the UN"]


@pytest.mark.parametrize("form", FORMS)
def test_a_question_without_answer_can_be_answered_with_a_pen(form: str):
    page = lines(shown(item(form)))
    assert not any(line.startswith("Your answer: ") and "____" not in line for line in page)
    assert "How sure are you? a guess / fairly sure / sure" in page
    blanks = {"number": "Your number: ____ soldiers", "text": "Your answer: ____"}
    partners = "KFOR: soldiers / police and courts"
    assert blanks.get(form, partners if form == "match" else "the EU") in page


@pytest.mark.parametrize("form", FORMS)
def test_an_extract_is_printed_between_question_and_answer(form: str):
    page = lines(shown(item(form, extract=["A: police", "B: a driver"]), result(FORMS[form][1])))
    assert page[1:4] == ["Question 1 of 1. Who leads it?", "A: police", "B: a driver"]


def test_a_guess_is_kept_and_not_marked():
    guess = item("number", unit="people", asks_certainty=False)
    page = lines(shown(guess, result("25", verdict="kept", certainty=None, feedback=[{"text": "Now look."}])))
    assert page[2:] == ["Your number: 25 people", "Kept.", "Now look.", "Saved."]


def test_a_hint_stays_folded():
    assert shown(item("single", hint="Look at who signed."), result("a")).select_one("details:not([open])")


def test_a_question_that_changed_since_its_answer_is_shown_without_one():
    assert lines(shown(item("single"), {})) == lines(shown(item("single")))


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{number.__class__}"])
@pytest.mark.parametrize("form", ["single", "match", "text"])
def test_words_that_mean_harm_are_shown_as_words(words: str, form: str):
    hostile = item(form, stem=words, extract=[words], hint=words, unit=words)
    for part in (*hostile.get("options", []), *hostile.get("matches", [])):
        part["text"] = words
    given = result(FORMS[form][1] if form != "text" else words, note=words, feedback=[{"lead": words, "text": words}])
    page = shown(hostile, given, notice=words, language=words)
    assert page.find(["script", "img"]) is None
    assert page.get_text().count(words) >= 6


def test_words_of_the_lesson_are_english_in_an_albanian_interface():
    page = shown(item("single"), result("b"), language="sq")
    assert page.div["lang"] == "sq"
    assert {part.get_text() for part in page.select("[lang=en]")} >= {"Who leads it?", "NATO", "the EU", "Background."}


def test_no_blank_line_ends_the_html_in_markdown():
    page = quizzes.as_html("Exit check", [item("text")], {"q": result("a\n\n    b", note="c\n\nd")}, texts())
    assert "\n" not in page


# Forms of stock controls, as JupyterLab saves them: what equals a default is left out.

BOX = {"model_module": "@jupyter-widgets/controls", "model_name": "VBoxModel"}


def box(**parts: tuple[str, dict]) -> SavedWidgets:
    models = {
        name: {"model_module": "@jupyter-widgets/controls", "model_name": kind, "state": state}
        for name, (kind, state) in parts.items()
    }
    models["box"] = {**BOX, "state": {"children": [f"IPY_MODEL_{name}" for name in parts]}}
    return SavedWidgets({"widgets": {"application/vnd.jupyter.widget-state+json": {"state": models}}})


CONTROLS = {
    "list": ("DropdownModel", {"description": "Who acts:", "_options_labels": ["everybody", "KFOR"], "index": 1}, "KFOR"),
    "none chosen": ("SelectModel", {"description": "Statement", "_options_labels": ["a"], "index": None}, "____"),
    "nothing to choose": ("SelectModel", {"description": "Statement"}, "____"),
    "text": ("TextareaModel", {"description": "My advice", "value": "Keep it.\n\n    As it is."}, "Keep it."),
    "empty text": ("TextareaModel", {"description": "My advice"}, "____"),
    "number": ("BoundedIntTextModel", {"description": "How sure", "value": 7}, "7"),
    "number at its default": ("BoundedIntTextModel", {"description": "How sure"}, "0"),
    "markup": ("TextModel", {"description": "<b>", "value": "<script>alert(1)</script>"}, "<script>alert(1)</script>"),
}  # fmt: skip


@pytest.mark.parametrize("name", CONTROLS)
def test_each_control_says_its_name_and_what_it_holds(name: str):
    kind, state, words = CONTROLS[name]
    saved = box(one=(kind, state))
    assert forms.is_form("box", saved)
    html = forms.from_state("box", saved)
    page = BeautifulSoup(html, "html.parser")
    assert page.get_text().startswith(f"{state['description']} {words}")
    assert page.find(["script", "b"]) is None
    assert "\n" not in html


def test_what_a_form_says_stands_as_it_is_and_buttons_are_left_out():
    saved = box(
        words=("HTMLModel", {"value": "<ol><li>one</li></ol>"}), write=("ButtonModel", {"description": "Write"})
    )
    assert forms.from_state("box", saved) == "<div><ol><li>one</li></ol></div>"


def test_what_only_serves_the_screen_is_left_out():
    picker = {"description": "Statements of", "_dom_classes": [forms.SCREEN_ONLY], "index": 0, "_options_labels": ["1"]}
    saved = box(one=("DropdownModel", picker), words=("HTMLModel", {"value": "Nothing chosen yet."}))
    assert forms.from_state("box", saved) == "<div>Nothing chosen yet.</div>"


def test_a_form_that_was_saved_by_half_is_not_taken_for_whole():
    saved = box(words=("HTMLModel", {"value": "one"}))
    saved.models["box"]["state"]["children"].append("IPY_MODEL_lost")
    assert forms.is_form("box", saved)
    with pytest.raises(KeyError):
        forms.from_state("box", saved)


def test_a_box_in_itself_is_found_out():
    saved = box(inner=("HBoxModel", {"children": ["IPY_MODEL_box"]}))
    with pytest.raises(KeyError):
        forms.is_form("box", saved)
