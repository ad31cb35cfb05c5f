"""Fill, run and store what is made from other files of the course; ``python3 -m helpers refresh``."""

import os
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from helpers.authoring import bank_files, catalogue, fill, key_lock, lesson_file, letters
from helpers.base import lessons
from helpers.base.errors import CourseError
from helpers.base.lessons import Lesson

SECONDS_PER_CELL = 120


def run(numbers: Collection[str] = ()) -> Iterator[str]:
    """Bring everything that is made from other files up to date; yield what was done, in sentences.

    Parameters
    ----------
    numbers : Collection of str
        Two digits of each lesson to run; all when empty.

    Yields
    ------
    str
        One sentence for each file that was looked at.

    Raises
    ------
    CourseError
        When a lesson is unknown, a file is damaged or cannot be written, or a cell fails or warns.
    """
    chosen = [lessons.of(number) for number in numbers] or lessons.all()
    paths = {path.name: path for path in lessons.paths()}
    # A damaged lesson is told before the first one runs.
    notebooks = {lesson.file: lesson_file.read(paths[lesson.file]) for lesson in chosen}
    for stray in lessons.strays():
        yield f"{stray.name}: passed over, because data/lessons.toml does not name it"
    yield _said(fill.README.name, lesson_file.write_text(fill.README, fill.readme()))
    bank_files.write_schema()
    key_lock.add_new()
    catalogue.update()
    letters.store()
    for lesson in chosen:
        yield from _refresh(lesson, paths[lesson.file], notebooks[lesson.file])


def _said(name: str, changed: bool) -> str:
    return f"{name}: {'stored anew' if changed else 'unchanged'}"


def _refresh(lesson: Lesson, path: Path, notebook: nbformat.NotebookNode) -> Iterator[str]:
    filled = fill.fill(notebook, lesson)
    _execute(notebook, path)
    _clean(notebook, path)
    yield _said(path.name, lesson_file.write(path, notebook))
    if filled:
        yield f"  filled from shared texts and the manifest: {', '.join(filled)}"


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
        except CellTimeoutError as error:
            raise CourseError(f"{path.name}: a cell takes more than {SECONDS_PER_CELL} seconds.") from error
        except DeadKernelError as error:
            raise CourseError(f"{path.name}: its kernel died while it ran. Is there memory left?") from error


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
            output.get("data", {}).pop(lesson_file.WIDGET_VIEW, None)
