"""Read the lessons' notebooks as text: parts, prose, cards, code."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nbformat

from helpers import claims
from helpers.authoring import lesson_file
from helpers.base import lessons as manifest

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
# What stands before the first H2: title, opening and housekeeping.
BEFORE_PARTS = "title"
_FOLDED = re.compile(r"<details\b.*?</details>", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class LessonText:
    """One notebook as text; ``part_of`` gives for each cell the H2 part that it stands in, ``entry`` is the manifest's."""

    entry: manifest.Lesson
    path: Path
    cells: tuple[nbformat.NotebookNode, ...]
    part_of: tuple[str, ...]

    @property
    def number(self) -> str:
        """The two digits of the lesson."""
        return self.entry.number

    def prose(self) -> list[tuple[str, str, str]]:
        """Return the Markdown cells as ``(cell id, part, source)``."""
        return [
            (cell.id, part, cell.source)
            for cell, part in zip(self.cells, self.part_of, strict=True)
            if cell.cell_type == "markdown"
        ]

    def in_class(self) -> list[tuple[str, str, str]]:
        """Return what a class reads as ``(cell id, part, Markdown)``: title, opening and core, without what is folded."""
        return [
            (cell_id, part, unfolded(source))
            for cell_id, part, source in self.prose()
            if part in (BEFORE_PARTS, *CORE_PARTS)
        ]

    def cards(self) -> list[tuple[str, str]]:
        """Return the source cards as ``(voice id, source)``."""
        return [
            (cell.metadata.get("course", {}).get("voice", ""), cell.source)
            for cell in self.cells
            if "source-card" in cell.metadata.get("tags", [])
        ]

    def written_checks(self) -> list[tuple[str, str]]:
        """Return the cells with a written check as ``(id of the check, source)``."""
        marked = [(cell, cell.metadata.get("course")) for cell in self.cells]
        return [
            (course["written"], cell.source)
            for cell, course in marked
            if isinstance(course, dict) and "written" in course
        ]

    def code(self) -> list[nbformat.NotebookNode]:
        """Return the code cells."""
        return [cell for cell in self.cells if cell.cell_type == "code"]


def read(entry: manifest.Lesson, path: Path) -> LessonText:
    """Read one notebook.

    Raises
    ------
    CourseError
        When the file is damaged.
    """
    notebook = lesson_file.read(path)
    part, parts = BEFORE_PARTS, []
    for cell in notebook.cells:
        heading = re.search(r"^## (.+)$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        part = heading[1].strip() if heading else part
        parts.append(part)
    return LessonText(entry, path, tuple(notebook.cells), tuple(parts))


@cache
def everything() -> tuple[LessonText, ...]:
    """Return all notebooks, in order; each file is read once.

    Raises
    ------
    CourseError
        When the manifest or a notebook is damaged.
    """
    return tuple(read(entry, path) for entry, path in zip(manifest.all(), manifest.paths(), strict=True))


def lessons() -> tuple[LessonText, ...]:
    """Return the lessons that follow the template; the review and the teachers' notebook do not."""
    return tuple(lesson for lesson in everything() if lesson.entry.shape == "lesson")


def unfolded(markdown: str) -> str:
    """Return Markdown without what is folded in ``<details>``: a reader meets it only on request."""
    return _FOLDED.sub(" ", markdown)


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
