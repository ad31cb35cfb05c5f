"""What a page holds of a question must be enough to show and mark it, and must speak of nothing that a page has not."""

import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser

import pytest

from helpers.base import lessons
from helpers.base.errors import CourseError
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.site import bank_json, bundle, data_scripts, page_texts

OF_JUPYTERLAB = re.compile(
    r"\b[Rr]un (?:the|this|its|next) (?:next )?(?:cell|line)\b|\bcells?\b|\bkernel\b|exercises\.hint|progress\."
)


def texts_in(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for one in inside for text in texts_in(one)]


def test_no_page_speaks_of_running_cells():
    found = [bank_json.lesson(lesson.number) for lesson in lessons.all()] + [bank_json.bank()]
    # The code of a solution may; so may a table that has cells of its own.
    said = {text for text in texts_in(found) if OF_JUPYTERLAB.search(text) and "answer = " not in text}
    about_tables = ("empty cell", "Split each cell at its spaces")
    assert [text for text in said if not any(known in text for known in about_tables)] == []


def test_the_rule_about_cells_is_not_blind():
    assert OF_JUPYTERLAB.search("Now run the next cell and compare.")
    assert OF_JUPYTERLAB.search("For a hint, run exercises.hint('07.1', 1).")


def test_each_question_of_each_part_has_its_key_beside_it():
    for lesson in lessons.of_shape("lesson"):
        page = bank_json.lesson(lesson.number)
        for part in [*page["parts"].values(), page["written"]]:
            assert {item["id"] for item in part["items"]} == set(part["keys"])
            assert all(key["kind"] and key["version"] for key in part["keys"].values())


def names_in(value: object) -> set[str]:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return {*(value if isinstance(value, dict) else ()), *(name for one in inside for name in names_in(one))}


def test_what_is_shown_names_no_key():
    for question in bank.all_questions().values():
        shown = bank_json.question(question)["public"]
        assert not {"correct", "feedback", "answer", "right", "accepted", "kept"} & names_in(shown), question.id


def test_the_bank_holds_what_recall_and_exam_ask():
    whole = bank_json.bank()
    for items in [*whole["recall"].values(), whole["exam"]["items"]]:
        assert set(items) <= set(whole["questions"])


def test_a_kind_that_the_page_cannot_mark_stops_the_build_with_its_name():
    @dataclass(frozen=True, kw_only=True)
    class Drawn(Question):
        control = "single"

    drawn = Drawn(id="07-drawn", lesson="07", skill="", level="", goal=1, stem="?", claims=(), reread="")
    with pytest.raises(CourseError, match=r"07-drawn.*Drawn.*marking\.js"):
        bank_json.question(drawn)


class Scripts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@pytest.mark.parametrize("harm", ["</script><img src=x onerror=alert(1)>", "<!--<script>", "\u2028</SCRIPT "])
def test_no_text_can_end_the_script_that_holds_it(harm: str):
    reader = Scripts()
    reader.feed(f"<script>{data_scripts.as_json({'text': harm})}</script>")
    reader.close()
    assert reader.tags == ["script"]
    assert json.loads("".join(reader.found)) == {"text": harm}


def test_each_sentence_that_the_page_asks_for_is_there():
    asked = {
        name
        for path in (bundle.FOLDER / "page").glob("*.js")
        for name in re.findall(r"\btexts\.(?!map\b|length\b)([a-z_]+)", path.read_text(encoding="utf-8"))
    }
    raised = {
        name
        for path in (bundle.FOLDER / "page").glob("*.js")
        for name in re.findall(r'new HandInError\("([a-z_]+)"\)', path.read_text(encoding="utf-8"))
    }
    assert asked | raised <= set(page_texts.texts())
    assert len(raised) > 8 and len(asked) > 60
