"""Groups of statements, their checks, and links to the notes that carry them."""

import nbformat
import pytest

from helpers import data, statements
from helpers.base import lessons
from helpers.base.errors import CourseError


def test_four_groups_of_ten_hold_every_statement_once_or_twice():
    shown = [list(statements.group(name).frame["No."]) for name in statements.GROUPS]
    assert [len(group) for group in shown] == [10] * 4
    assert set().union(*shown) == set(data.load("seed_claims")["id"])


def test_a_group_to_sort_does_not_tell_the_check():
    assert list(statements.group("B").frame.columns) == ["No.", "Statement"]


def test_a_checked_group_says_kind_check_and_reason():
    frame = statements.checked("A").frame.set_index("No.")
    assert frame.loc["c09", ["Kind", "Check"]].to_list() == ["fact", "revised later"]
    assert (frame["What other sources say"].str.len() > 20).all()


def test_an_unknown_group_names_the_four():
    with pytest.raises(CourseError, match="Known: A, B, C, D"):
        statements.group("E")


def test_every_link_leads_to_a_note_that_stands():
    files = {path.name: path for path in lessons.paths()}
    for link in statements.where_taught().frame["Taught in"]:
        name, anchor = link.address.split("#")
        cells = nbformat.read(files[name], as_version=4).cells
        outputs = [str(output) for cell in cells if cell.cell_type == "code" for output in cell.outputs]
        assert any(f'id="{anchor}"' in text for text in outputs), link.address


def test_links_are_shown_as_links_and_as_words():
    table = statements.where_taught()._repr_mimebundle_()
    assert '<a href="03_kfor_and_the_un.ipynb#n03-' in table["text/html"]
    assert "lesson 03, note " in table["text/plain"]
