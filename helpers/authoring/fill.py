"""What ``refresh`` fills: shared texts, source cards, written checks and claim titles in the lessons, the table of lessons in README.md."""

import nbformat

from helpers import claims
from helpers.authoring import clock, paces, shared_texts
from helpers.base import cards, lessons, written_checks
from helpers.base.errors import CourseError
from helpers.base.lessons import Lesson

README = lessons.ROOT / "README.md"
# Texts that are computed from the lessons; a cell takes one as it takes a shared text.
COMPUTED = {"clocks": clock.table, "paces": paces.table}
TABLE_START, TABLE_END = "<!-- lessons -->", "<!-- /lessons -->"


def shared_name(cell: nbformat.NotebookNode) -> str | None:
    """Return which shared text a cell takes; None for a cell of the lesson's own."""
    return _mark(cell, "shared")


def voice(cell: nbformat.NotebookNode) -> str | None:
    """Return whose source card a cell is; None for any other cell."""
    return _mark(cell, "voice")


def written_check(cell: nbformat.NotebookNode) -> str | None:
    """Return which written check a cell holds; None for any other cell."""
    return _mark(cell, "written")


def _mark(cell: nbformat.NotebookNode, name: str) -> str | None:
    course = cell.metadata.get("course")
    return course.get(name) if isinstance(course, dict) else None


def is_filled(cell: nbformat.NotebookNode) -> bool:
    """Say whether the words of a cell have their home outside the lesson."""
    return any(home(cell) is not None for home in (shared_name, voice, written_check))


def source(cell: nbformat.NotebookNode, lesson: Lesson) -> str:
    """Return what a Markdown cell must hold: its shared text, card or written check, or its own words, with the ledger's titles.

    Raises
    ------
    CourseError
        When the shared text, the card, the written check or a claim does not exist; the sentence names the lesson and the cell.
    """
    try:
        return claims.fill_titles(_words(cell, lesson))
    except CourseError as error:
        raise CourseError(f"{lesson.file}, cell {cell.id}: {error}") from error


def _words(cell: nbformat.NotebookNode, lesson: Lesson) -> str:
    name, card, check = shared_name(cell), voice(cell), written_check(cell)
    if name in COMPUTED:
        return COMPUTED[name]()
    if name is not None:
        return shared_texts.text(name, lesson)
    if check is not None:
        return written_checks.markdown(written_checks.with_id(check))
    return cell.source if card is None else cards.markdown(cards.of(card))


def fill(notebook: nbformat.NotebookNode, lesson: Lesson) -> list[str]:
    """Fill a lesson's Markdown cells, and return the ids of those whose shared text, card or written check was another before.

    Raises
    ------
    CourseError
        As for ``source``.
    """
    changed = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            wanted = source(cell, lesson)
            if is_filled(cell) and wanted != cell.source:
                changed.append(cell.id)
            cell.source = wanted
    return changed


def table() -> str:
    """Return the table of lessons as Markdown, each with a link, its question and its minutes."""
    rows = [
        f"| [{lesson.number} {lesson.title}](notebooks/{lesson.file}) | {lesson.question} | {lesson.minutes or ''} |"
        for lesson in lessons.all()
    ]
    return "\n".join(["| Lesson | Question | Minutes |", "|---|---|---|", *rows])


def readme() -> str:
    """Return README.md with the table of lessons between its two marks.

    Raises
    ------
    CourseError
        When the file cannot be read, or a mark is missing or stands twice.
    """
    try:
        text = README.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{README.name} cannot be read ({error}). Restore it from the course.") from error
    before, start, rest = text.partition(TABLE_START)
    _old, end, after = rest.partition(TABLE_END)
    if not start or not end or any(mark in before + after for mark in (TABLE_START, TABLE_END)):
        raise CourseError(
            f"{README.name}: the table of lessons must stand between one {TABLE_START} and one {TABLE_END}. Put them back."
        )
    return f"{before}{start}\n\n{table()}\n\n{end}{after}"
