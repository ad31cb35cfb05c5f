"""Read a lesson's notebook as the cells that the web edition shows. Standard library only."""

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from helpers.base.errors import CourseError

HELD = ("text/html", "text/markdown", "text/plain")
"""The types of output that a page can hold, the best first."""


@dataclass(frozen=True)
class Call:
    """What the last line of a code cell calls: ``charts.story("dialogue")`` is ``charts.story`` with ``("dialogue",)``."""

    name: str
    arguments: tuple[object, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One cell; ``html``, ``markdown`` and ``plain`` are its stored output, empty where there is none.

    ``place`` names lesson and cell for sentences about faults.
    """

    id: str
    place: str
    kind: str
    source: str
    course: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    is_folded: bool = False
    html: str = ""
    markdown: str = ""
    plain: str = ""
    call: Call | None = None


def read(path: Path) -> list[Cell]:
    """Return the cells of a notebook in their order.

    Parameters
    ----------
    path : Path
        The notebook of a lesson, run, with its outputs.

    Returns
    -------
    list of Cell
        Markdown and code cells; raw cells are for other programs and left out.

    Raises
    ------
    CourseError
        When the file cannot be read, and for an output that no page can hold; the sentence names lesson and cell.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cells = [(cell["id"], cell["cell_type"], cell) for cell in content["cells"]]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise CourseError(f"{name} cannot be read ({error}). Restore it from the course.") from error
    return [_cell(f"{name}, cell {cell_id}", cell_id, kind, raw) for cell_id, kind, raw in cells if kind != "raw"]


def _cell(place: str, cell_id: str, kind: str, raw: Mapping) -> Cell:
    metadata = raw.get("metadata", {})
    source = _text(raw.get("source", ""))
    outputs = raw.get("outputs", [])
    if len(outputs) > 1:
        raise CourseError(f"{place}: it has {len(outputs)} outputs; a page shows one. Split the cell.")
    data = _data(place, outputs[0]) if outputs else {}
    return Cell(
        id=cell_id,
        place=place,
        kind=kind,
        source=source,
        course=metadata.get("course", {}),
        tags=tuple(metadata.get("tags", ())),
        is_folded=bool(metadata.get("jupyter", {}).get("outputs_hidden")),
        html=data.get("text/html", ""),
        markdown=data.get("text/markdown", ""),
        plain=data.get("text/plain", ""),
        call=_last_call(place, source) if kind == "code" else None,
    )


def _data(place: str, output: Mapping) -> dict[str, str]:
    kind = output.get("output_type")
    if kind not in ("execute_result", "display_data"):
        raise CourseError(
            f"{place}: a page cannot hold an output of the type {kind}. Change the cell and run it again."
        )
    found = {name: _text(content) for name, content in output.get("data", {}).items() if name in HELD}
    if not found or list(found) == ["text/plain"] and len(output["data"]) > 1:
        types = ", ".join(output.get("data", {})) or "nothing"
        raise CourseError(
            f"{place}: a page cannot hold an output of the type {types}; it holds {', '.join(HELD)}. "
            "Let the cell show HTML or text."
        )
    return found


def _text(content: object) -> str:
    return "".join(content) if isinstance(content, list) else str(content)


def _last_call(place: str, source: str) -> Call | None:
    try:
        body = ast.parse(source).body
    except SyntaxError as error:
        raise CourseError(f"{place}: its code cannot be read ({error.msg}). Mend the cell and run it again.") from error
    last = body[-1] if body else None
    if not isinstance(last, ast.Expr) or not isinstance(last.value, ast.Call):
        return None
    arguments = tuple(argument.value for argument in last.value.args if isinstance(argument, ast.Constant))
    return Call(ast.unparse(last.value.func), arguments)
