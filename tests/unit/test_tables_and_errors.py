"""Small tables and plain errors."""

import pandas as pd
import pytest

from helpers import glossary, tables
from helpers.base import errors
from helpers.base.errors import CourseError
from helpers.show import html_tables


def test_tables_have_caption_heads_and_escaped_cells():
    shown = tables.show(pd.DataFrame({"Albanian": ["Zveçan"], "n": [45095]}), "Places <now>")._repr_mimebundle_()
    html = shown["text/html"]
    assert "<caption" in html and "Places &lt;now&gt;" in html
    assert '<th scope="row" lang="sq"' in html
    assert "45,095" in html
    assert shown["text/plain"].splitlines()[0] == "Places <now>"


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, ""), (pd.NA, ""), (float("nan"), ""), (True, "yes"), (1234, "1,234"), (3.47, "3.47"), ("a", "a")],
)
def test_cells_are_written_for_readers(value: object, words: str):
    assert html_tables.as_words(value) == words


def test_glossary_shows_a_few_words_a_lesson():
    for lesson in ("00", "03", "07", "08"):
        assert 1 <= len(glossary.show(lesson).frame) <= 7


def test_an_unknown_lesson_has_no_glossary():
    with pytest.raises(CourseError, match="Known: 00, 01, 0"):
        glossary.show("55")


def test_an_error_shows_its_sentence_and_no_traceback():
    assert CourseError("One sentence.")._render_traceback_() == ["One sentence."]


def test_long_lists_of_names_are_cut():
    message = str(errors.unknown("thing", "x", [f"name{number:03d}" for number in range(100)]))
    assert message.endswith(", ….")


def test_a_long_table_shows_fifteen_rows_and_folds_the_whole():
    frame = pd.DataFrame({"Place": [f"P{number:02}" for number in range(20)]})
    html = tables.show(frame, "Places")._repr_mimebundle_()["text/html"]
    first, folded = html.split("<details>")
    assert first.count("<tr>") == 16
    assert "All 20 rows" in folded and folded.count("<tr>") == 21
    short = tables.show(frame.head(15), "Places")._repr_mimebundle_()["text/html"]
    assert "<details>" not in short
