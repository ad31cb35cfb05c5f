"""Run the lessons and store clean outputs; used by ``python3 -m helpers refresh``."""

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from helpers import claims
from helpers.base.errors import CourseError

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
SECONDS_PER_CELL = 120


def refresh(path: Path) -> bool:
    """Fill claim titles, run a notebook from top to bottom, and store clean outputs.

    Parameters
    ----------
    path : the notebook; it is written only when its content changes.

    Returns
    -------
    bool
        Whether the file changed.

    Raises
    ------
    CourseError
        When a cell fails or warns; the sentence names the notebook and shows the cell.
    """
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = claims.fill_titles(cell.source)
    _execute(notebook, path)
    _clean(notebook, path)
    after = nbformat.writes(notebook) + "\n"
    if after == before:
        return False
    path.write_text(after, encoding="utf-8", newline="\n")
    return True


def _execute(notebook: nbformat.NotebookNode, path: Path) -> None:
    client = NotebookClient(
        notebook,
        timeout=SECONDS_PER_CELL,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        store_widget_state=False,
    )
    with tempfile.TemporaryDirectory() as folder:
        # A lesson's stored outputs must not depend on anybody's answers.
        environment = {**os.environ, "COURSE_PROGRESS": str(Path(folder) / "progress.sqlite")}
        try:
            client.execute(env=environment)
        except CellExecutionError as error:
            raise CourseError(f"{path.name}: a cell fails.\n{error}") from error


def _clean(notebook: nbformat.NotebookNode, path: Path) -> None:
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.metadata.pop("execution", None)
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                raise CourseError(f"{path.name}, cell {cell.id}: it writes a warning: {output.text[:300]}")
            # Without a kernel this view would show as "Error displaying widget"; the words beside it stay.
            output.get("data", {}).pop(WIDGET_VIEW, None)
