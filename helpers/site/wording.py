"""What other editions say in place of sentences that speak of JupyterLab; those of the web edition stand in ``wording.toml``."""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from helpers.base import toml_file
from helpers.base.errors import CourseError
from helpers.site.notebook import Cell

FILE = Path(__file__).with_suffix(".toml")
_OF_JUPYTERLAB = re.compile(
    r"\b[Rr]un (?:the |its |this |all |these |next )*(?:cells?|line)\b|Shift and Enter|\b[Dd]ouble-click|grey box|`(?:exercises|progress)\."
)


@dataclass
class Wording:
    """The sentences of the web edition; it remembers which of them fitted."""

    shared: dict[str, str]
    cells: dict[tuple[str, str], str]
    replaced: list[tuple[re.Pattern[str], str]]
    used: set[object] = field(default_factory=set)
    file: str = f"helpers/site/{FILE.name}"

    def of(self, lesson: str, cell: Cell) -> str:
        """Return the Markdown of a cell for the web edition; empty where the cell is left out.

        Parameters
        ----------
        lesson : str
            Two digits.
        cell : Cell
            A Markdown cell of that lesson.

        Raises
        ------
        CourseError
            When it still speaks of running cells; the sentence names lesson and cell.
        """
        name = cell.course.get("shared", "")
        own = self.own(lesson, cell)
        if own is not None:
            return own
        if name in self.shared:
            self.used.add(name)
            return self.shared[name]
        text = self.with_replaced(cell.source)
        left = _OF_JUPYTERLAB.search(text)
        if left:
            raise CourseError(
                f"{cell.place}: it speaks of JupyterLab ({left[0]!r}), and the web edition has no cells to run. "
                f"Add what the web edition says to {self.file}."
            )
        return text

    def with_replaced(self, text: str) -> str:
        """Return a text with each sentence that has another in its place replaced."""
        for number, (pattern, put) in enumerate(self.replaced):
            text, count = pattern.subn(put, text)
            if count:
                self.used.add(number)
        return text

    def own(self, lesson: str, cell: Cell) -> str | None:
        """Return what the web edition says in place of this one cell; None where it says what the cell says."""
        if (lesson, cell.id) not in self.cells:
            return None
        self.used.add((lesson, cell.id))
        return self.cells[lesson, cell.id]

    def faults(self) -> list[str]:
        """Name each entry that fitted no cell; ask after all lessons were read."""
        names = [*self.shared, *self.cells, *range(len(self.replaced))]
        return [
            f"{self.file}: the entry {_name(self, name)} fits no cell any more. Take it out or mend it."
            for name in names
            if name not in self.used
        ]


def _name(wording: Wording, name: object) -> str:
    if isinstance(name, int):
        return repr(wording.replaced[name][0].pattern)
    return " ".join(name) if isinstance(name, tuple) else str(name)


def load(path: Path = FILE) -> Wording:
    """Return the sentences of the web edition.

    Raises
    ------
    CourseError
        When the file is damaged.
    """
    shared, cells, replaced = _read(path)
    return Wording(dict(shared), dict(cells), list(replaced), file=_named(path))


def _named(path: Path) -> str:
    """Return a file's name with the room that it stands in."""
    return f"helpers/{path.parent.name}/{path.name}"


@cache
def _read(path: Path) -> tuple[dict, dict, list]:
    content = toml_file.read(path)
    try:
        shared = {name: text.strip() for name, text in content["shared"].items()}
        cells = {(entry["lesson"], entry["cell"]): entry["text"].strip() for entry in content["cell"]}
        replaced = [(re.compile(entry["find"], re.MULTILINE), entry["put"]) for entry in content["replace"]]
    except (KeyError, TypeError, AttributeError, re.error) as error:
        raise CourseError(f"{_named(path)} is damaged ({error}). Restore it from the course.") from error
    return shared, cells, replaced
