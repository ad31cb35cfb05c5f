"""Read the lessons' notebooks as text: parts, prose, cards, code."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat

from helpers import claims
from helpers.base.lessons import paths

PARTS = (
    "Start and recall",
    "Background",
    "Three voices",
    "Predict and look",
    "Talk or write",
    "Exit check",
    "Save and go on",
    "Extra",
    "What we left out",
    "Notes",
)
CORE_PARTS = PARTS[:7]
OWN_SHAPE = ("12", "90")


@dataclass(frozen=True)
class Lesson:
    """One notebook as text; ``part_of`` gives for each cell the H2 part that it stands in."""

    path: Path
    cells: tuple[nbformat.NotebookNode, ...]
    part_of: tuple[str, ...]

    @property
    def number(self) -> str:
        """The two digits of the file's name."""
        return self.path.name[:2]

    def prose(self) -> list[tuple[str, str, str]]:
        """Return the Markdown cells as ``(cell id, part, source)``."""
        return [
            (cell.id, part, cell.source)
            for cell, part in zip(self.cells, self.part_of, strict=True)
            if cell.cell_type == "markdown"
        ]

    def cards(self) -> list[tuple[str, str]]:
        """Return the source cards as ``(voice id, source)``."""
        return [
            (cell.metadata["course"]["voice"], cell.source)
            for cell in self.cells
            if "source-card" in cell.metadata.get("tags", [])
        ]

    def code(self) -> list[nbformat.NotebookNode]:
        """Return the code cells."""
        return [cell for cell in self.cells if cell.cell_type == "code"]


def read(path: Path) -> Lesson:
    """Read one notebook."""
    notebook = nbformat.read(path, as_version=4)
    part, parts = "title", []
    for cell in notebook.cells:
        heading = re.search(r"^## (.+)$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        part = heading[1].strip() if heading else part
        parts.append(part)
    return Lesson(path, tuple(notebook.cells), tuple(parts))


@cache
def lessons() -> tuple[Lesson, ...]:
    """Return the lessons that follow the template, in order; the review and the teachers' notebook do not."""
    return tuple(read(path) for path in paths() if not path.name.startswith(OWN_SHAPE))


def everything() -> tuple[Lesson, ...]:
    """Return all notebooks."""
    return tuple(read(path) for path in paths())


def plain(markdown: str) -> str:
    """Return Markdown as running text: links as their words, no code, no marks, no tables."""
    text = re.sub(r"```.*?```|`[^`]*`", " ", markdown, flags=re.DOTALL)
    text = claims.LINK.sub(lambda match: match["text"], text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<[^>]+>", "", text)
    text = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(("|", "#")))
    return re.sub(r"[*_>\\]", "", text)


def words(markdown: str) -> int:
    """Return how many words a reader meets in a Markdown text."""
    return len(re.findall(r"[\w'’.,-]*\w", plain(markdown)))
