"""A learner writes, saves, comes back and compares with the keyboard alone; what was written is there after a restart."""

import json
import sqlite3
from pathlib import Path

import keyboard
import nbformat
import pytest
from axe import grave_faults, set_theme
from browser_help import Lab, open_lesson, restart_kernel, run_all_with_quiz, wait_until_still
from playwright.sync_api import Locator, Page
from waiting import wait_until

from helpers.base import written_checks

pytestmark = pytest.mark.browser
LESSON = "written.ipynb"
FIRST, SECOND = "KFOR counted its own soldiers, one hospital whoever came.", "Zvečan, Zveçan: nobody counted all."
BOTH = f"{FIRST}\n{SECOND}"


@pytest.fixture
def lesson(lab: Lab) -> Path:
    """A lesson that holds the written check of lesson 07 and nothing else."""
    words = nbformat.v4.new_markdown_cell(
        "# A lesson\n\n## Talk or write\n\n" + written_checks.markdown(written_checks.of("07"))
    )
    box = nbformat.v4.new_code_cell('from helpers import quiz\nquiz.written_check("07")')
    path = lab.folder / LESSON
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=[words, box], metadata=kernel), path)
    return path


def text_of(page: Page) -> Locator:
    return page.locator("fieldset.course-quiz-question", has=page.locator("textarea"))


def level_of(page: Page) -> Locator:
    return page.locator("details.course-quiz-later fieldset.course-quiz-question")


def said(group: Locator) -> str:
    return group.get_by_role("status").last.text_content()


def press(page: Page, words: str, group: Locator, answer: str) -> None:
    """Press Tab until the button with these words has the focus, then Enter, and wait for what is announced."""
    keyboard.tab_to(page, f"a.tagName === 'BUTTON' && a.textContent === {words!r}")
    page.keyboard.press("Enter")
    wait_until(lambda: answer in said(group), 10)


def test_it_is_written_saved_compared_and_found_again_by_keyboard(page: Page, lab: Lab, lesson: Path):
    open_lesson(page, lab, LESSON)
    keyboard.run_all(page)
    assert level_of(page).is_hidden(), "the samples stand there before anything was written"
    write_and_save(page, lab)
    compare(page)
    assert saved(lab, "07-written-level") == ["2"]

    restart_kernel(page)
    open_lesson(page, lab, LESSON)
    run_all_with_quiz(page)
    wait_until(lambda: "Your saved answer from before." in said(text_of(page)), 10)
    assert page.get_by_label("Your sentences").input_value() == BOTH
    assert page.locator("input[type=radio][value='2']").is_checked()

    page.get_by_label("Your sentences").focus()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    press(page, "Save my text", text_of(page), "The box is empty, so nothing was saved.")
    assert saved(lab, "07-written")[-1] == BOTH


def write_and_save(page: Page, lab: Lab) -> None:
    runs = page.evaluate("window.seen.runs")
    keyboard.tab_to(page, "a.tagName === 'TEXTAREA'")
    assert page.get_by_label("Your sentences").evaluate("box => box === document.activeElement")
    page.keyboard.type(FIRST)
    page.keyboard.press("Enter")
    page.keyboard.type(SECOND)
    press(page, "Save my text", text_of(page), "Saved.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+Enter")
    wait_until(lambda: saved(lab, "07-written") == [BOTH, BOTH], 30)
    assert page.evaluate("window.seen.runs") == runs, "a key meant for the box ran the cell"


def compare(page: Page) -> None:
    keyboard.tab_to(page, "a.tagName === 'SUMMARY' && a.textContent === 'Compare with three sample answers'")
    page.keyboard.press("Enter")
    assert level_of(page).is_visible()
    levels = written_checks.of("07").levels
    samples = page.locator("details.course-quiz-later").text_content()
    assert all(level.sample in samples for level in levels)
    for theme in ("JupyterLab Dark", "JupyterLab Light"):
        set_theme(page, theme)
        assert grave_faults(page) == [], theme
    page.get_by_text("Compare with three sample answers").focus()
    keyboard.tab_to(page, "a.type === 'radio'")
    keyboard.choose(page, f"Level 2: {levels[1].name}")
    press(page, "Save my choice", level_of(page), "Saved.")


def test_what_is_typed_in_a_second_view_of_the_lesson_is_not_overwritten(page: Page, lab: Lab, lesson: Path):
    open_lesson(page, lab, LESSON)
    run_all_with_quiz(page)
    output = page.locator(".jp-Cell", has=page.locator("textarea"))
    output.locator(".jp-OutputArea-output").click(button="right")
    page.get_by_role("menuitem", name="Create New View for Cell Output").click()
    boxes = page.get_by_label("Your sentences")
    wait_until(lambda: boxes.count() == 2, 20)
    wait_until_still(page)
    boxes.nth(0).fill("Words of one view.")
    boxes.nth(1).fill("Words of the other.")
    page.get_by_role("button", name="Save my text").nth(1).click()
    wait_until(lambda: saved(lab, "07-written")[-1:] == ["Words of the other."], 10)
    wait_until(lambda: "not saved yet" in said(text_of(page).nth(0)), 10)
    assert boxes.nth(0).input_value() == "Words of one view."


def saved(lab: Lab, item: str) -> list[object]:
    with sqlite3.connect(lab.answers) as answers:
        rows = answers.execute("SELECT response FROM answer WHERE item = ? ORDER BY number", (item,)).fetchall()
    return [json.loads(response) for (response,) in rows]
