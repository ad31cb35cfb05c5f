"""A learner meets a word and its meaning in the same lesson, and no list of words that nothing needs."""

import pandas as pd
import pytest
from small_course import SmallCourse

from helpers.authoring import term_rules


def explain(course: SmallCourse, **terms: str) -> None:
    course.tables["glossary"] = pd.DataFrame(
        {
            "id": list(terms),
            "term": [name.replace("_", " ") for name in terms],
            "definition": "",
            "lesson": list(terms.values()),
        }
    )


def test_a_term_that_its_lesson_does_not_use_is_named(course: SmallCourse):
    assert term_rules.terms_are_used_where_they_are_explained() == []
    explain(course, storm="07", flood="07")
    assert term_rules.terms_are_used_where_they_are_explained() == [
        "glossary.csv, term 'flood': the core of lesson 07, which explains it, does not use it."
    ]


@pytest.mark.parametrize("cell", ["opening", "background", "card-a"])
def test_a_term_is_used_in_the_opening_in_the_parts_and_on_cards(course: SmallCourse, cell: str):
    explain(course, flood="07")
    course.change(lambda cells: cells[cell].update(source=f"{cells[cell].source} Then a flood came."))
    assert term_rules.terms_are_used_where_they_are_explained() == []


@pytest.mark.parametrize("cell", ["title", "extra", "notes"])
def test_a_term_that_stands_in_the_goals_or_after_the_core_is_not_used(course: SmallCourse, cell: str):
    explain(course, flood="07")
    course.change(lambda cells: cells[cell].update(source=f"{cells[cell].source} Then a flood came."))
    assert len(term_rules.terms_are_used_where_they_are_explained()) == 1


def test_only_the_first_lesson_that_explains_a_term_must_use_it(course: SmallCourse):
    course.tables["glossary"] = pd.DataFrame(
        {"id": ["a", "b"], "term": "flood", "definition": "", "lesson": ["07", "06"]}
    )
    assert term_rules.terms_are_used_where_they_are_explained() == []


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("The Storm came.", "storm", True),
        ("Two storms came.", "storm", True),
        ("It was a brainstorm.", "storm", False),
        ("Old communities", "community", True),
        ("Displaced people came.", "displaced person", True),
        ("A displaced\nperson", "displaced person", True),
        ("the Association", "Association or Community", True),
        ("a community of neighbours", "Association or Community", False),
        ("De-escalation", "de-escalation", True),
    ],
)
def test_a_term_is_found_as_a_whole_word_in_singular_and_plural(text: str, term: str, found: bool):
    assert term_rules.uses(text, term) is found


def test_a_term_that_comes_before_its_lesson_is_named_with_the_cell(course: SmallCourse):
    assert term_rules.no_term_comes_before_its_lesson() == []
    explain(course, storm="08", roof="06")
    faults = term_rules.no_term_comes_before_its_lesson()
    assert "07_a_storm.ipynb, cell background: it uses 'storm', which lesson 08 explains first." in faults
    assert not any("'roof'" in fault for fault in faults)


def test_the_title_of_another_lesson_and_what_is_extra_need_no_explanation(course: SmallCourse):
    explain(course, flood="08")
    more = {"next": "[08 The flood](08_the_flood.ipynb)", "extra": "## Extra\n\nA flood."}
    course.change(lambda cells: [cells[name].update(source=text) for name, text in more.items()])
    assert term_rules.no_term_comes_before_its_lesson() == []
