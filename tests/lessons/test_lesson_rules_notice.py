"""A rule that cannot fail protects nobody: a small lesson is shown one fault at a time, and its rule must name it."""

import nbformat
import pandas as pd
import pytest
from small_course import SmallCourse, cards_file

from helpers.authoring import (
    balance,
    cell_rules,
    claim_rules,
    ledger_rules,
    lesson_file,
    lesson_rules,
    prose_rules,
    written_rules,
)
from helpers.base import cards

MODULES = (lesson_rules, claim_rules, cell_rules, prose_rules, written_rules, balance)


@pytest.mark.parametrize("rule", [rule for module in MODULES for rule in module.RULES], ids=lambda rule: rule.__name__)
def test_the_small_lesson_keeps_every_rule(course: SmallCourse, rule):
    assert rule() == []


def assert_named(rule, words: str) -> None:
    found = rule()
    assert any(words in fault for fault in found), found


PROSE_FAULTS = [
    ("talk", "[30](", "[31](", claim_rules.links_resolve, "the ledger has 30"),
    ("talk", "#n07-trees", "#n08-trees", claim_rules.links_resolve, "is no claim link of lesson 07"),
    ("talk", "attributed; Forester", "established; Forester", claim_rules.links_resolve, "differs from the ledger"),
    ("talk", "The forester", "In 2024 the forester", claim_rules.figures_are_linked, "'2024'"),
    ("talk", "The forester", "Two hundred people said", claim_rules.figures_are_linked, "people"),
    ("talk", "The forester", "Thugs", prose_rules.words_are_fair, "'Thugs'"),
    ("talk", "Who is right?", "word " * 1300, prose_rules.core_is_short, "the core has"),
    ("talk", "Who is right?", '"' + "word " * 13 + '"', prose_rules.quotations_are_short, "at most 12"),
    ("talk", "Who is right?", "word " * 2000 + "end.", prose_rules.sentences_are_short, "sentences have"),
    ("talk", "and somebody could help", "", balance.readings_have_like_room, "make them alike"),
    ("talk", "- *Two:*", "*Two:*", balance.readings_have_like_room, "has 1 readings"),
    ("talk", "somebody could", "[30](#n07-trees) [30](#n07-trees) [30](#n07-trees) could", balance.readings_have_like_room, "links"),
    ("talk", "Who is right?", "Notwithstanding intergovernmental considerations " * 40, balance.lessons_can_be_read, "level"),
    ("background", "## Background", "#### Background", cell_rules.headings_in_order, "H2"),
    ("background", "## Background", "## Background\n\n#### Deep", cell_rules.headings_in_order, "skips a level"),
    ("background", "## Background", "# Background", cell_rules.headings_in_order, "one H1"),
    ("background", "[12](#n07-roofs", "[twelve](#n07-trees", claim_rules.every_claim_is_used, "claim roofs"),
    ("card-a", "*Could not know", "*Could know", prose_rules.cards_are_whole, "could not know"),
    ("card-a", "I saw", "word " * 60 + "I saw", prose_rules.cards_are_whole, "words"),
    ("card-a", "#n07-voice-a", "#n07-day", prose_rules.cards_are_whole, "date is not linked"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "old", "new", "rule", "words"), PROSE_FAULTS)
def test_a_fault_in_prose_is_named(course: SmallCourse, cell: str, old: str, new: str, rule, words: str):
    course.replace(cell, old, new)
    assert_named(rule, words)


def test_a_folded_answer_is_no_reading_and_no_words_of_the_core(course: SmallCourse):
    folded = f"<details><summary>One possible answer</summary>\n\n- *Both:* {'word ' * 1400}\n\n</details>"
    course.change(lambda cells: cells["talk"].update(source=f"{cells['talk'].source}\n\n{folded}"))
    assert prose_rules.core_is_short() == balance.readings_have_like_room() == []


def output(kind: str, **content: object) -> dict:
    return {"outputs": [nbformat.v4.new_output(kind, **content)]}


CELL_FAULTS = {
    "a missing run": ({"execution_count": 99}, cell_rules.outputs_are_clean, "run as number 99"),
    "an error": (
        output("error", ename="E", evalue="v", traceback=[]),
        cell_rules.outputs_are_clean,
        "stores an error",
    ),
    "a warning": (output("stream", name="stderr", text="w"), cell_rules.outputs_are_clean, "stores a warning"),
    "a picture without words": (
        output("display_data", data={"text/html": '<img src="x">'}),
        cell_rules.outputs_are_clean,
        "picture with no words",
    ),
    "a plain picture": (
        output("display_data", data={"image/png": "eA=="}),
        cell_rules.outputs_are_clean,
        "picture without words",
    ),
    "a widget view": (
        output("display_data", data={lesson_file.WIDGET_VIEW: {}}),
        cell_rules.outputs_are_clean,
        "widget view",
    ),
    "a path": ({"source": "x = '/home/somebody'"}, cell_rules.outputs_are_clean, "path of a machine"),
    "a long cell": ({"source": "x = 1\n" * 16}, cell_rules.code_is_short, "16 lines"),
    "a function": ({"source": "def f():\n    pass"}, cell_rules.code_is_short, "defines a function"),
    "an open quiz cell": (
        {"source": "from helpers import quiz\nquiz.exit_check('07')", "metadata": {}},
        cell_rules.quiz_cells_are_hidden,
        "fold its source",
    ),
    "an open set-up cell": (
        {"source": "# Set up\nfrom helpers import quiz", "metadata": {}},
        cell_rules.quiz_cells_are_hidden,
        "fold its source",
    ),
    "a folded cell without words": (
        {"source": "from helpers import charts\ncharts.days()", "metadata": {"jupyter": {"source_hidden": True}}},
        cell_rules.quiz_cells_are_hidden,
        "begins with a line that says",
    ),
    "a name of another cell": ({"source": "charts.days()"}, cell_rules.cells_run_alone, "'charts' comes from another"),
    "an import too many": (
        {"source": "from helpers import charts, maps\ncharts.days()"},
        cell_rules.cells_run_alone,
        "imports 'maps' and does not use it",
    ),
    "no Python": ({"source": "from helpers import\ncharts.days("}, cell_rules.cells_run_alone, "it is no Python"),
}


@pytest.mark.parametrize("name", CELL_FAULTS)
def test_a_fault_in_a_cell_is_named(course: SmallCourse, name: str):
    change, rule, words = CELL_FAULTS[name]
    course.change(lambda cells: cells["picture"].update({"metadata": {}} | change))
    assert_named(rule, words)


def test_a_visible_cell_may_bring_what_it_uses(course: SmallCourse):
    course.change(
        lambda cells: cells["picture"].update(source="from helpers import charts\ncharts.days()", metadata={})
    )
    assert cell_rules.quiz_cells_are_hidden() == cell_rules.cells_run_alone() == []


def test_code_without_a_sentence_before_it_is_named(course: SmallCourse):
    course.change(lambda cells: cells.pop("recall"))
    assert_named(cell_rules.code_is_short, "no sentence stands before")


def test_a_voice_without_a_card_is_named(course: SmallCourse):
    course.change(lambda cells: cells.pop("card-b"))
    assert_named(prose_rules.voices_are_shown, "row b")
    assert_named(prose_rules.cards_are_whole, "2 source cards")


def test_a_card_without_its_voice_is_named_and_stops_nothing(course: SmallCourse):
    course.change(lambda cells: cells["card-b"].metadata.pop("course"))
    assert_named(prose_rules.cards_are_whole, "no such row")


def test_a_number_changed_in_a_table_is_noticed_by_the_ledger(course: SmallCourse):
    course.tables["storms"].loc[0, "trees"] = "31"
    assert_named(ledger_rules.ledger_equals_tables, "claim trees: its value is 30, but storms/first/trees holds 31")


def change_claim(course: SmallCourse, name: str, **changes: object) -> None:
    course.claims[name] = type(course.claims[name])(**vars(course.claims[name]) | changes)


def test_a_value_changed_in_the_ledger_is_noticed_in_prose(course: SmallCourse):
    change_claim(course, "roofs", value="13")
    assert_named(claim_rules.links_resolve, "the ledger has 13")


def test_a_disputed_claim_without_two_sides_is_named(course: SmallCourse):
    change_claim(course, "roofs", attributed_to="Mayor")
    assert_named(claim_rules.disputed_names_both_sides, "A against B")
    change_claim(course, "roofs", attributed_to="")
    assert_named(claim_rules.disputed_names_both_sides, "attributed_to is empty")


def test_a_claim_that_only_a_question_asks_about_is_used(course: SmallCourse):
    course.questions.clear()
    assert_named(claim_rules.every_claim_is_used, "claim asked: lesson 07 neither links it nor asks about it")


def test_a_statement_without_its_lesson_or_item_is_named(course: SmallCourse):
    statements = course.tables["seed_claims"]
    statements.at[0, "claims"] = ["asked"]
    statements.at[0, "quiz_items"] = ["07-lost"]
    assert_named(claim_rules.statements_are_taught, "links none of")
    assert_named(claim_rules.statements_are_taught, "has no question 07-lost")
    statements.at[0, "lesson"] = "08"
    assert_named(claim_rules.statements_are_taught, "there is no lesson 08")
    statements.at[0, "lesson"] = ""
    assert_named(claim_rules.statements_are_taught, "but no lesson")


def test_a_side_with_more_source_cards_is_named(course: SmallCourse):
    voices = course.tables["voices"]
    more = voices.assign(perspective="northern_serb_resident", id=["d", "e", "f"])
    course.tables["voices"] = pd.concat([voices[:2], more])
    assert_named(balance.sides_have_like_cards, "residents of the north")


@pytest.mark.parametrize(
    "text", ["the storm of 1999", "a storm", "What did"], ids=["not there", "no figure in it", "nothing to excuse"]
)
def test_an_exception_that_excuses_nothing_is_named(course: SmallCourse, text: str):
    old = course.exceptions.read_text(encoding="utf-8")
    more = f'\n[[exception]]\nlesson = "*"\ntext = "{text}"\nreason = "none"\n'
    course.use(claim_rules, "EXCEPTIONS", old + more)
    assert claim_rules.exceptions_are_needed() == [
        f"{course.exceptions.name}, lesson *: {text!r} excuses nothing; delete it."
    ]


def test_a_figure_is_excused_in_its_own_lesson_only(course: SmallCourse):
    other = course.exceptions.read_text(encoding="utf-8").replace('"07"', '"08"')
    course.use(claim_rules, "EXCEPTIONS", other)
    assert_named(claim_rules.figures_are_linked, "'2020' has no claim link")


def test_the_line_of_facts_needs_no_exception_and_no_link(course: SmallCourse):
    (title,) = [cell for cell in lesson_file.read(course.lesson).cells if cell.id == "title"]
    assert "Facts as of May 2021 · 45 minutes" in title.source
    assert claim_rules.figures_are_linked() == []


def test_long_sentences_are_measured():
    assert prose_rules.sentence_length("One two three four. Five six seven eight nine ten.") == 5


def test_a_hard_text_has_a_higher_level_than_an_easy_one():
    easy = "The dog ran to the gate. It saw a cat. They sat in the sun."
    hard = "Notwithstanding constitutional considerations, intergovernmental negotiations necessitated unprecedented concessions."
    assert balance.reading_level(easy) < 3 < balance.HARDEST < balance.reading_level(hard)


QUOTED_CARD = """
[[card.quotation]]
words = "saw the street from"
place = "line 1"
language = "en"
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "", "card c: its text does not quote 'saw the street from'"),
        ("I saw the street from my window", "I 'saw the street from' my window", "does not quote"),
    ],
)
def test_words_that_a_card_lists_and_does_not_quote_are_named(course: SmallCourse, old: str, new: str, words: str):
    course.use(cards, "FILE", cards_file(quoting=False).replace(old, new) + QUOTED_CARD)
    (fault,) = prose_rules.cards_quote_what_they_list()
    assert words in fault


def test_a_card_that_lets_its_source_say_little_is_named(course: SmallCourse):
    """A learner weighs a voice by its own words; our summary of it is not enough."""
    course.use(cards, "FILE", cards_file(quoting=False) + QUOTED_CARD)
    faults = prose_rules.cards_let_their_sources_speak()
    assert "data/cards.toml, card c: it quotes its source 1 times; at least 2." in faults
    assert any("words are the sources' own; at least one in eight" in fault for fault in faults)


def test_words_in_quotation_marks_that_no_source_is_named_for_are_named(course: SmallCourse):
    """A learner takes words in quotation marks for the source's own."""
    told = cards_file(quoting=False).replace(
        'text = "I saw the street from my window', 'text = "I \\"saw the street from\\" my \\"own old window\\"'
    )
    course.use(cards, "FILE", told + QUOTED_CARD)
    (fault,) = prose_rules.cards_quote_what_they_list()
    assert "card c: 'own old window' stands in quotation marks, but no [[card.quotation]] holds it" in fault
