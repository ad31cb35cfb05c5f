"""A learner runs one cell and no other: the first of the day, after a restart, or with the set-up cell deleted."""

from pathlib import Path

import nbformat
import pytest
from browser_help import Lab, open_lesson, restart_kernel, runs
from playwright.sync_api import Locator, Page
from waiting import wait_until

from helpers.authoring import fill

pytestmark = pytest.mark.browser

FIRST = "00_start_here.ipynb"
ERRORS = ".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']"


def run_only(page: Page, cell: Locator) -> None:
    """Click into the grey box of a cell, folded or open, and press Shift and Enter."""
    cell.locator(".jp-Placeholder-content, .jp-InputArea-editor").locator("visible=true").first.click()
    with runs(page):
        page.keyboard.press("Shift+Enter")


def cell_of(page: Page, lab: Lab, name: str) -> Locator:
    """Return the cell with an id, found by its place in the file."""
    cells = nbformat.read(lab.folder / FIRST, as_version=4).cells
    return page.locator(".jp-Notebook .jp-Cell").nth([cell.id for cell in cells].index(name))


def answer(question: Locator, option: int) -> None:
    question.locator("input[type=radio]").nth(option).check()
    question.locator(".course-quiz-certainty input").first.check()
    question.locator(".course-quiz-check").click()


def said(question: Locator) -> str:
    return question.get_by_role("status").last.text_content()


def test_the_quiz_cell_alone_is_enough_on_every_day(page: Page, lab: Lab):
    open_lesson(page, lab, FIRST)
    warm_up = cell_of(page, lab, "recall-quiz")
    run_only(page, warm_up)
    question = warm_up.locator(".course-quiz-question").first
    question.wait_for(timeout=30_000)
    answer(question, 0)
    wait_until(lambda: "Saved." in said(question), 10)

    restart_kernel(page)
    answer(question, 1)
    wait_until(lambda: "Run this cell to go on" in said(question), 10)
    run_only(page, warm_up)
    wait_until(lambda: "Your saved answer from before." in said(question), 20)
    answer(question, 1)
    wait_until(lambda: "Saved." in said(question), 10)
    assert page.locator(ERRORS).count() == 0


def test_a_picture_and_an_exercise_need_no_other_cell(page: Page, lab: Lab):
    open_lesson(page, lab, FIRST)
    for name, shows in (("region-map", "img"), ("saved", "text=answer"), ("ex1-check", "text=not answered yet")):
        cell = cell_of(page, lab, name)
        run_only(page, cell)
        cell.locator(".jp-OutputArea").locator(shows).first.wait_for(timeout=30_000)
    assert page.locator(ERRORS).count() == 0


def test_jupyterlab_keeps_the_marks_of_shared_texts(page: Page, lab: Lab):
    open_lesson(page, lab, FIRST)
    path = lab.folder / FIRST
    before = marks(path)
    writing = cell_of(page, lab, "alone-write")
    writing.locator(".jp-RenderedMarkdown em").click()
    writing.locator(".jp-RenderedMarkdown em").dblclick()
    writing.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Readers would feel left out.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Control+s")
    wait_until(lambda: "Readers would feel left out." in path.read_text(encoding="utf-8"), 15)
    assert marks(path) == before
    assert {"head", "recall", "write", "exit-check", "notes"} <= set(before.values())


def marks(path: Path) -> dict[str, str | None]:
    return {cell.id: fill.shared_name(cell) for cell in nbformat.read(path, as_version=4).cells}
