"""A rule that cannot fail protects nobody: each is shown a fault and must name it."""

import copy
from dataclasses import replace
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from helpers import claims, data, exercises
from helpers.authoring import balance, bank_rules, cell_rules, claim_rules, ledger_rules, lesson_text, prose_rules
from helpers.quiz import bank
from helpers.quiz.kinds.choice import Choice

LESSON = "07_the_unrest_of_2023.ipynb"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch):
    """Return a function that shows every rule one lesson, changed by the caller."""

    def show(change) -> None:
        notebook = copy.deepcopy(nbformat.read(lesson_text.paths()[0].parent / LESSON, as_version=4))
        change({cell.id: cell for cell in notebook.cells}, notebook)
        path = Path(monkeypatch_folder) / LESSON
        nbformat.write(notebook, path)
        lesson = lesson_text.read(path)
        for module in (claim_rules, bank_rules, cell_rules, prose_rules):
            for name in ("lessons", "everything"):
                if hasattr(module, name):
                    monkeypatch.setattr(module, name, lambda: (lesson,))

    return show


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> None:
    global monkeypatch_folder  # noqa: PLW0603 - the only way to hand a folder to the fixture above.
    monkeypatch_folder = tmp_path


def replace_in(cell_id: str, old: str, new: str):
    def change(cells: dict, _notebook: object) -> None:
        assert old in cells[cell_id].source
        cells[cell_id].source = cells[cell_id].source.replace(old, new, 1)

    return change


PROSE_FAULTS = [
    ("made-this-number", "[30](", "[31](", claim_rules.links_resolve, "the ledger has 30"),
    ("made-this-number", "#n07-kfor-second", "#n07-kfor-secnd", claim_rules.links_resolve, "Did you mean"),
    (
        "made-this-number",
        "#n07-kfor-second",
        "#n08-kfor-second",
        claim_rules.links_resolve,
        "is no claim link of lesson 07",
    ),
    ("made-this-number", "attributed; KFOR", "established; KFOR", claim_rules.links_resolve, "differs from the ledger"),
    ("made-this-number", "No source", "In 2024 no source", claim_rules.figures_are_linked, "'2024'"),
    ("talk", "Many people", "Two hundred people", claim_rules.figures_are_linked, "people"),
    ("talk", "Many people who protested", "Thugs who protested", prose_rules.words_are_fair, "'Thugs'"),
    ("background", "## Background", "#### Background", cell_rules.headings_in_order, "H2"),
    ("card-kossev-live", "*Could not know", "*Could know", prose_rules.cards_are_whole, "could not know"),
    ("card-kossev-live", "KoSSev lists", "KoSSev " + "word " * 60 + "lists", prose_rules.cards_are_whole, "words"),
    ("card-kossev-live", "#n07-voice-kossev", "#n07-clash-29", prose_rules.cards_are_whole, "date is not linked"),
    ("talk", "Sentence starters:", "word " * 1300, prose_rules.core_is_short, "the core has"),
    (
        "known-intro",
        "Four questions",
        '"' + "word " * 13 + '" Four questions',
        prose_rules.quotations_are_short,
        "at most 12",
    ),
]


@pytest.mark.parametrize(
    ("cell", "old", "new", "rule", "words"), PROSE_FAULTS, ids=lambda value: getattr(value, "__name__", None)
)
def test_a_fault_in_prose_is_named(broken, cell: str, old: str, new: str, rule, words: str):
    broken(replace_in(cell, old, new))
    found = rule()
    assert any(words in fault for fault in found), found


CELL_FAULTS = {
    "a missing run": (lambda cell: cell.update(execution_count=99), cell_rules.outputs_are_clean, "run as number 99"),
    "an error": (
        lambda cell: cell.update(outputs=[nbformat.v4.new_output("error", ename="E", evalue="v", traceback=[])]),
        cell_rules.outputs_are_clean,
        "stores an error",
    ),
    "a warning": (
        lambda cell: cell.update(outputs=[nbformat.v4.new_output("stream", name="stderr", text="w")]),
        cell_rules.outputs_are_clean,
        "stores a warning",
    ),
    "a picture without words": (
        lambda cell: cell.update(outputs=[nbformat.v4.new_output("display_data", data={"text/html": '<img src="x">'})]),
        cell_rules.outputs_are_clean,
        "picture with no words",
    ),
    "a widget view": (
        lambda cell: cell.update(outputs=[nbformat.v4.new_output("display_data", data={cell_rules.WIDGET_VIEW: {}})]),
        cell_rules.outputs_are_clean,
        "widget view",
    ),
    "a path": (
        lambda cell: cell.update(source="x = '/home/somebody'"),
        cell_rules.outputs_are_clean,
        "path of a machine",
    ),
    "a long cell": (lambda cell: cell.update(source="x = 1\n" * 16), cell_rules.code_is_short, "16 lines"),
    "a function": (
        lambda cell: cell.update(source="def f():\n    pass"),
        cell_rules.code_is_short,
        "defines a function",
    ),
    "an open quiz cell": (
        lambda cell: cell.update(source="quiz.exit_check('07')", metadata={}),
        cell_rules.quiz_cells_are_hidden,
        "fold its source",
    ),
}


@pytest.mark.parametrize("name", CELL_FAULTS)
def test_a_fault_in_a_cell_is_named(broken, name: str):
    change, rule, words = CELL_FAULTS[name]
    broken(lambda cells, notebook: change(cells["days-chart"]))
    found = rule()
    assert any(words in fault for fault in found), found


def test_code_without_a_sentence_before_it_is_named(broken):
    def drop(cells: dict, notebook: nbformat.NotebookNode) -> None:
        notebook.cells.remove(cells["days-intro"])

    broken(drop)
    assert any("no sentence stands before" in fault for fault in cell_rules.code_is_short())


def changed_table(monkeypatch: pytest.MonkeyPatch, name: str, row: str, column: str, value: object) -> None:
    original = data.load

    def load(asked: str, *args: object):
        table = original(asked, *args)
        if asked == name:
            table.loc[table["id"] == row, column] = value
        return table

    monkeypatch.setattr(data, "load", load)


def test_a_number_changed_in_a_table_is_noticed_by_the_ledger(monkeypatch: pytest.MonkeyPatch):
    changed_table(monkeypatch, "injury_reports", "kfor-second", "value", 31)
    assert any("kfor-second" in fault and "31" in fault for fault in ledger_rules.ledger_equals_tables())


def changed_ledger(monkeypatch: pytest.MonkeyPatch, claim_id: str, **changes: object) -> None:
    ledger = dict(claims._ledger())
    ledger[claim_id] = claims.Claim(**(vars(ledger[claim_id]) | changes))
    monkeypatch.setattr(claims, "_ledger", lambda: ledger)


def test_a_value_changed_in_the_ledger_is_noticed_in_prose_and_quiz(monkeypatch: pytest.MonkeyPatch):
    changed_ledger(monkeypatch, "kfor-first", value="26")
    assert any("the ledger has 26" in fault for fault in claim_rules.links_resolve())
    assert any("07-first-kfor-figure" in fault for fault in bank_rules.keys_rest_on_the_ledger())


def test_a_disputed_claim_without_two_sides_is_named(monkeypatch: pytest.MonkeyPatch):
    changed_ledger(monkeypatch, "who-fired", attributed_to="Kosovo Police")
    assert any("A against B" in fault for fault in claim_rules.disputed_names_both_sides())
    changed_ledger(monkeypatch, "kfor-first", attributed_to="")
    assert any("attributed_to is empty" in fault for fault in claim_rules.disputed_names_both_sides())


def test_a_claim_that_nobody_uses_is_named(monkeypatch: pytest.MonkeyPatch):
    changed_ledger(monkeypatch, "strength-2022", lessons=("03", "07"))
    assert any("strength-2022: lesson 07" in fault for fault in claim_rules.every_claim_is_used())


def test_a_statement_without_its_lesson_or_item_is_named(monkeypatch: pytest.MonkeyPatch):
    changed_table(monkeypatch, "seed_claims", "c06", "lesson", "03")
    found = claim_rules.statements_are_taught()
    assert any("links none of" in fault for fault in found)
    assert any("has no question" in fault for fault in found)


def changed_question(monkeypatch: pytest.MonkeyPatch, item: str, **changes: object) -> None:
    questions = dict(bank.all_questions())
    questions[item] = replace(questions[item], **changes)
    monkeypatch.setattr(bank, "all_questions", lambda: questions)


def test_a_changed_number_key_is_noticed(monkeypatch: pytest.MonkeyPatch):
    changed_question(monkeypatch, "07-first-kfor-figure", answer=30.0)
    assert any("07-first-kfor-figure" in fault for fault in bank_rules.keys_rest_on_the_ledger())


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


def test_an_order_against_the_ledger_is_named(monkeypatch: pytest.MonkeyPatch):
    question = bank.all_questions()["07-order-of-days"]
    changed_question(monkeypatch, question.id, items=question.items[::-1])
    assert any("07-order-of-days" in fault for fault in bank_rules.orders_follow_the_ledger())


def test_recall_of_a_later_lesson_is_named(monkeypatch: pytest.MonkeyPatch):
    later = bank.all_questions()["08-order"]
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


def test_a_voice_without_a_card_is_named(broken):
    def drop(cells: dict, notebook: nbformat.NotebookNode) -> None:
        notebook.cells.remove(cells["card-kossev-live"])

    broken(drop)
    assert any("kossev-live" in fault for fault in prose_rules.voices_are_shown())


def test_long_sentences_are_measured():
    assert prose_rules.sentence_length("One two three four. Five six seven eight nine ten.") == 5


def test_a_hard_text_has_a_higher_level_than_an_easy_one():
    easy = "The dog ran to the gate. It saw a cat. They sat in the sun."
    hard = "Notwithstanding constitutional considerations, intergovernmental negotiations necessitated unprecedented concessions."
    assert balance.reading_level(easy) < 3 < balance.HARDEST < balance.reading_level(hard)


def test_readings_of_unlike_length_are_named(monkeypatch: pytest.MonkeyPatch):
    lengths = {"07": [(20, 1), (60, 1)], "08": [(40, 0), (40, 5)], "09": [(40, 0)]}
    monkeypatch.setattr(balance, "readings", lambda lesson: lengths.get(lesson.number, [(40, 1), (40, 1)]))
    faults = balance.readings_have_like_room()
    assert [fault[:2] for fault in faults] == ["07", "08", "09"]


def test_a_side_with_more_source_cards_is_named(monkeypatch: pytest.MonkeyPatch):
    voices = data.load("voices")
    more = pd.concat([voices, voices[voices["perspective"] == "northern_serb_resident"]])
    monkeypatch.setattr(data, "load", lambda _name: more)
    assert any("residents of the north" in fault for fault in balance.sides_have_like_cards())


def test_an_exam_that_leaves_a_lesson_out_or_asks_a_guess_is_named(monkeypatch: pytest.MonkeyPatch):
    original = bank.part
    few = [question for question in original("11", "exam") if question.lesson != "06"]
    guess = original("07", "predict")
    monkeypatch.setattr(bank, "part", lambda lesson, part: few + guess if part == "exam" else original(lesson, part))
    faults = " ".join(bank_rules.an_exam_asks_of_every_lesson())
    assert "an exam has 20" in faults
    assert "nothing of lesson 06" in faults
    assert f"{guess[0].id} is a guess" in faults
