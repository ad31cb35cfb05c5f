"""A new kind of question is one file: bank, page, marking, class view, schema and lock take it as it is."""

import textwrap
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pandas as pd
import pytest

from helpers import progress
from helpers.authoring import bank_files, key_lock
from helpers.class_view import analysis
from helpers.quiz import bank, kinds, static, widget
from helpers.quiz.kinds.base import Question

FILE = '''
"""Say yes or no; a kind that only this test knows."""

from dataclasses import dataclass
from typing import ClassVar

from helpers.quiz.fields import Field, feedback
from helpers.quiz.kinds.base import Question, two_feedbacks
from helpers.quiz.marks import RIGHT, WRONG, AnswerError, Feedback, Mark


@dataclass(frozen=True, kw_only=True)
class YesOrNo(Question):
    kind: ClassVar[str] = "yes-or-no"
    about: ClassVar[str] = "Say yes or no."
    control: ClassVar[str] = "single"
    FIELDS: ClassVar = {
        "is_so": Field("yes or no"), "feedback_right": feedback("For right."), "feedback_wrong": feedback("For wrong.")
    }
    is_so: bool

    @classmethod
    def read_own(cls, raw):
        return {"is_so": raw["is_so"], "feedback": two_feedbacks(raw)}

    def mark(self, response, earlier_tries):
        if response not in ("yes", "no"):
            raise AnswerError("Choose one answer first.")
        right = (response == "yes") == self.is_so
        return Mark(RIGHT if right else WRONG, (Feedback(self.feedback["right" if right else "wrong"]),))

    solution = right_response = property(lambda self: "yes" if self.is_so else "no")
    own_key = property(lambda self: [self.is_so])

    def public(self, shuffle):
        return {"options": [{"key": key, "text": key} for key in ("yes", "no")]}

    def lines(self):
        return ["yes", "no"]
'''
QUIZ = """
lesson = "07"
recall = []
exit = ["07-y"]
practice = []
[[question]]
id = "07-y"
kind = "yes-or-no"
skill = "fact"
level = "remember"
goal = 1
stem = "Did KFOR give a first figure?"
claim = ["kfor-first"]
reread = "Background"
is_so = true
feedback_right = "It did."
feedback_wrong = "Look again."
"""


@pytest.fixture
def question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Question]:
    """The question of a bank whose kind lies in one new file beside the others."""
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "yes_or_no.py").write_text(textwrap.dedent(FILE), encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(tmp_path / "kinds")])
    module = import_module("helpers.quiz.kinds.yes_or_no")
    monkeypatch.setitem(kinds.KINDS, "yes-or-no", module.YesOrNo)
    (tmp_path / "07_test.toml").write_text(QUIZ, encoding="utf-8")
    (read,) = bank.read(tmp_path / "07_test.toml")
    yield read


def test_it_is_read_asked_marked_and_saved(question: Question, own_answers: Path):
    shown = widget.Quiz("Quiz", [question], "exit 07")
    for response, verdict in (("no", "wrong"), ("yes", "right")):
        message = {"type": "check", "item": "07-y", "response": response, "certainty": "sure", "nonce": response}
        shown._on_message(shown, message, None)
        assert shown.results["07-y"]["verdict"] == verdict
    assert [answer.correct for answer in progress.history()] == [False, True]
    assert shown.items[0]["options"][0] == {"key": "yes", "text": "yes"}
    assert "<li>yes</li>" in static.as_html("Quiz", [question])


def test_the_class_view_the_schema_and_the_lock_know_it(
    question: Question, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    assert analysis.commonest_wrong(question, ["no", "no"]) == ("no", 2)
    marked = pd.DataFrame({"item": ["07-y"], "correct": [True]})
    monkeypatch.setattr(bank, "all_questions", lambda *_: {"07-y": question})
    assert len(analysis.marked(marked)) == 1
    assert "yes-or-no" in str(bank_files.schema())
    assert bank_files.faults(tmp_path / "07_test.toml") == []
    lock = tmp_path / "keys.lock"
    key_lock.add_new(lock)
    assert key_lock.read(lock)["07-y"].fingerprint == question.key_fingerprint
