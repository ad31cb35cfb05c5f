"""A course of one short lesson that keeps every rule, so that a test can break one thing at a time."""

from dataclasses import replace
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from helpers import claims, data
from helpers.authoring import claim_rules, fill, lesson_file, lesson_text, shared_texts
from helpers.base import cards, lessons, written_checks
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.text import Text

MANIFEST = """
[[lesson]]
number = "07"
slug = "a_storm"
title = "A storm"
question = "What did the storm of 2020 do?"
minutes = 45
slower = "the third card"
early = "exercise 07.1"
homework = "the written check"
goals = ["say what fell", "say who counted"]
facts_as_of = "May 2021"
needs = "nothing"

[[lesson]]
number = "12"
slug = "look_back"
title = "Look back"
question = "What stayed?"
shape = "review"
minutes = 15
goals = ["tell it again"]
needs = "lesson 07"
"""
SHARED = """
[recall]
in_each_lesson = true
text = '''
## Start and recall

Ask {title} again.'''

[exit]
in_each_lesson = true
text = "## Exit check\\n\\nFour questions."

[next]
text = "Next: {next}."
"""
EXCEPTIONS = """
[[exception]]
lesson = "07"
text = "the storm of 2020"
reason = "the question of the lesson"
"""
CLAIMS = {
    "trees": {"status": "attributed", "attributed_to": "Forester", "value": "30", "origin": "storms/first/trees"},
    "roofs": {"status": "disputed", "attributed_to": "Mayor against Builder", "value": "12"},
    "day": {"value": "2020-05-03", "as_of": "2020-05-03"},
    "voice-a": {"value": "2020-05-04", "origin": "voices/a/date"},
    "voice-b": {"value": "2020-05-04", "origin": "voices/b/date"},
    "voice-c": {"value": "2020-05-04", "origin": "voices/c/date"},
    "asked": {"value": ""},
}
SIDES = ("institutions_pristina", "institutions_belgrade", "northern_albanian_resident")


WRITTEN = """
[[check]]
lesson = "07"
id = "07-written"
goal = 2
questions = ["Who counted?", "What may you print?"]
[[check.extract]]
heading = "Forester"
text = "The forester counted [30](#n07-trees) trees."
place = "his list"
[[check.extract]]
heading = "Mayor"
text = "The mayor said: \\"it took the roofs of the whole street\\"."
place = "her letter"
[[check.level]]
level = 1
name = "names a source"
criterion = "It names one."
sample = "The forester counted trees."
lift = "Say what he counted."
[[check.level]]
level = 2
name = "says what was counted"
criterion = "It says so."
sample = "The forester counted trees and no roofs."
lift = "Say what stays open."
[[check.level]]
level = 3
name = "says what stays open"
criterion = "It says so too."
sample = "The forester counted trees; nobody counted the roofs."
"""


def tables() -> dict[str, pd.DataFrame]:
    """Return the tables of the course: a storm counted twice, three voices, two statements, one term."""
    return {
        "storms": pd.DataFrame({"id": ["first", "second"], "trees": ["30", "41"]}),
        "voices": pd.DataFrame(
            {"id": ["a", "b", "c"], "lesson": "07", "perspective": SIDES, "date": "2020-05-04"},
        ),
        "seed_claims": pd.DataFrame(
            {
                "id": ["c01", "c02"],
                "lesson": ["07", ""],
                "statement": ["Trees fell.", "Boats sank."],
                "claims": [["trees"], []],
                "quiz_items": [["07-trees"], []],
            }
        ),
        "glossary": pd.DataFrame(
            {"id": ["storm"], "term": ["storm"], "definition": ["Very strong wind."], "lesson": ["07"]}
        ),
    }


def ledger() -> dict[str, claims.Claim]:
    """Return the claims of the lesson by their ids."""
    empty = {"statement": "It happened.", "status": "established", "attributed_to": "", "as_of": "", "value": ""}
    common = {"unit": "", "origin": "", "sources": ("a-page",), "lessons": ("07",)}
    return {name: claims.Claim(id=name, **empty | common | given) for name, given in CLAIMS.items()}


def cards_file(*, quoting: bool = True) -> str:
    """Return the file of three source cards of about sixty words each, by default with words of the source in them."""
    told = ("I saw the street from my window that day. " * (6 if quoting else 7)).strip()
    said = ""
    if quoting:
        told = '\\"I saw the street from\\" his words, \\"my window that day\\" and told. ' + told
        said = "".join(
            f'[[card.quotation]]\nwords = "{words}"\nplace = "line 1"\nlanguage = "en"\n'
            for words in ("I saw the street from", "my window that day")
        )
    return "\n".join(
        f'''
[[card]]
id = "{letter}"
heading = "{letter}"
line = "Resident · [4 May 2020](#n07-voice-{letter})"
text = "{told}"
could_not_know = "more."
{said}'''
        for letter in "abc"
    )


def card(letter: str) -> nbformat.NotebookNode:
    return own(f"card-{letter}", "", course={"voice": letter}, tags=["source-card"])


def own(name: str, source: str, **metadata: object) -> nbformat.NotebookNode:
    return new_markdown_cell(source, id=name, metadata=metadata)


def shared(name: str, text: str) -> nbformat.NotebookNode:
    return own(name, "", course={"shared": text})


def code(name: str, source: str, *, folded: bool = True) -> nbformat.NotebookNode:
    return new_code_cell(source, id=name, metadata={"jupyter": {"source_hidden": True}} if folded else {})


def lesson_cells() -> list[nbformat.NotebookNode]:
    """Return the cells of a lesson that keeps every rule."""
    readings = "- *One:* wind did it, and nobody could help.\n- *Two:* rot did it, and somebody could help."
    reasons = "They fell because, says the mayor, they were old; because, says the builder, nobody looked after them."
    answer = "<details><summary>One possible answer</summary>\n\nAsk who counted, and where.\n\n</details>"
    return [
        shared("title", "head"),
        own("opening", "An old oak fell at night. In the morning a boy counted it, and so did his sister."),
        code("setup", "# Set up: run this cell first\nfrom helpers import charts, claims, quiz"),
        shared("recall", "recall"),
        code("recall-quiz", '# Recall: run this cell\nfrom helpers import quiz\nquiz.recall("07")'),
        own(
            "background",
            f"## Background\n\nOn [3 May](#n07-day) a storm came. It took [12](#n07-roofs) roofs. {reasons}",
        ),
        own("voices", "## Three voices"),
        *(card(letter) for letter in "abc"),
        own("predict", "## Predict and look\n\nHow many trees fell? Now look."),
        code("picture", "from helpers import charts\ncharts.days()", folded=False),
        own(
            "talk",
            f"## Talk or write\n\nWho is right? The forester counted [30](#n07-trees).\n\n{readings}\n\n{answer}",
        ),
        own("written", "", course={"written": "07-written"}),
        code("written-box", '# The written check: run this cell\nfrom helpers import quiz\nquiz.written_check("07")'),
        shared("exit", "exit"),
        code("exit-quiz", '# Exit check: run this cell\nfrom helpers import quiz\nquiz.exit_check("07")'),
        own("save", "## Save and go on"),
        shared("next", "next"),
        own("extra", "## Extra\n\nMore of it."),
        own("left-out", "## What we left out\n\nThe birds."),
        own("notes", "## Notes\n\nEach note says who."),
        code("notes-list", '# Notes: run this cell\nfrom helpers import claims\nclaims.notes("07")'),
    ]


def question() -> Question:
    """Return the one question of the quiz."""
    return Text(
        id="07-trees", lesson="07", skill="fact", level="remember", goal=1, claims=("asked",), stem="How many?", reread="Background",
        accepted=("thirty",),
    )  # fmt: skip


class SmallCourse:
    """The folder of a small course; rules and fillers look at it instead of at the real one."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch):
        self.folder = folder
        self.tables, self.claims = tables(), ledger()
        self.questions = {"07-trees": question()} | {"07-roofs": replace(question(), id="07-roofs", goal=2)}
        # What each part of the quiz asks, by ids.
        self.parts = {"exit": ["07-trees", "07-roofs"]}
        for place in ("data", "notebooks"):
            (folder / place).mkdir()
        self.manifest = self._file("data/lessons.toml", MANIFEST)
        self.shared = self._file("data/shared_texts.toml", SHARED)
        self.cards = self._file("data/cards.toml", cards_file())
        self.written = self._file("data/written_checks.toml", WRITTEN)
        self.exceptions = self._file("exceptions.toml", EXCEPTIONS)
        self.readme = self._file("README.md", f"# Course\n\n{fill.TABLE_START}\n{fill.TABLE_END}\n\nMore.\n")
        self._point_at_it(monkeypatch)
        self.lesson = folder / "notebooks" / "07_a_storm.ipynb"
        self.write(self.lesson, lesson_cells())
        self.write(folder / "notebooks" / "12_look_back.ipynb", [shared("title", "head")])
        self.readme.write_text(fill.readme(), encoding="utf-8")

    def _file(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def _point_at_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        monkeypatch.setattr(lessons, "FOLDER", self.folder / "notebooks")
        monkeypatch.setattr(lessons, "MANIFEST", self.manifest)
        monkeypatch.setattr(shared_texts, "FILE", self.shared)
        monkeypatch.setattr(cards, "FILE", self.cards)
        monkeypatch.setattr(written_checks, "FILE", self.written)
        monkeypatch.setattr(claim_rules, "EXCEPTIONS", self.exceptions)
        monkeypatch.setattr(fill, "README", self.readme)
        monkeypatch.setattr(data, "load", lambda name, *_folder: self.tables[name])
        monkeypatch.setattr(data, "names", lambda *_folder: list(self.tables))
        monkeypatch.setattr(claims, "ids", lambda: list(self.claims))
        monkeypatch.setattr(claims, "get", lambda name: self.claims[name])
        monkeypatch.setattr(claims, "of_lesson", lambda _lesson: list(self.claims.values()))
        monkeypatch.setattr(bank, "all_questions", lambda *_folder: self.questions)
        monkeypatch.setattr(bank, "part", lambda _lesson, name, *_folder: self._part(name))
        monkeypatch.setattr(bank, "files", lambda *_folder: [])

    def _part(self, name: str) -> list[Question]:
        return [self.questions[item] for item in self.parts.get(name, [])]

    def use(self, module: object, name: str, text: str | bytes) -> Path:
        """Put another content in the place of one of the course's files, under a path of its own, and return it."""
        old = getattr(module, name)
        path = self.folder / f"{len(list(self.folder.iterdir()))}" / old.parent.name / old.name
        path.parent.mkdir(parents=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        self._monkeypatch.setattr(module, name, path)
        lesson_text.everything.cache_clear()
        return path

    def write(self, path: Path, cells: list[nbformat.NotebookNode]) -> None:
        """Write a notebook as ``refresh`` would leave it, and forget what was read before."""
        notebook = nbformat.v4.new_notebook(cells=cells)
        for count, cell in enumerate((cell for cell in cells if cell.cell_type == "code"), start=1):
            cell.execution_count = count
        fill.fill(notebook, lessons.of(path.name[:2]))
        nbformat.write(notebook, path)
        lesson_text.everything.cache_clear()

    def cells(self) -> list[nbformat.NotebookNode]:
        """Return the lesson's cells as they are stored."""
        return list(lesson_file.read(self.lesson).cells)

    def change(self, change) -> None:
        """Let a function change the lesson's cells, given by their ids, and store it as it is then."""
        notebook = lesson_file.read(self.lesson)
        cells = {cell.id: cell for cell in notebook.cells}
        change(cells)
        notebook.cells = [cell for cell in notebook.cells if cell.id in cells]
        nbformat.write(notebook, self.lesson)
        lesson_text.everything.cache_clear()

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace words of one cell."""

        def put(cells: dict) -> None:
            assert old in cells[name].source
            cells[name].source = cells[name].source.replace(old, new, 1)

        self.change(put)
