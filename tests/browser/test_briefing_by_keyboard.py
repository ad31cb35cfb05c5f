"""A learner puts a briefing together with the keyboard, gets a page, and finds the draft again."""

import pytest
from browser_help import Lab, open_lesson, restart_kernel, run_all
from playwright.sync_api import Page
from waiting import wait_until

pytestmark = pytest.mark.browser
LESSON = "11_what_would_you_advise.ipynb"
TEXTS = ("My advice", "What stays unknown", "What would change my mind")


def press(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Space")


def test_a_briefing_is_written_by_keyboard_and_its_draft_comes_back(page: Page, lab: Lab):
    open_lesson(page, lab, LESSON)
    run_all(page)
    statement = page.get_by_label("Statement", exact=True)
    for reading in ("first", "second"):
        for _round in range(2):
            statement.focus()
            page.keyboard.press("ArrowDown")
            press(page, f"Add to the {reading} reading")
    for label in TEXTS:
        page.get_by_label(label, exact=True).focus()
        page.keyboard.type(f"Words on: {label}")
    press(page, "Write the page")
    written = lab.folder / "briefing.html"
    wait_until(written.exists, 15)
    wait_until(lambda: page.get_by_text("Written: briefing.html").count() == 1, 10)
    made = written.read_text(encoding="utf-8")
    assert made.count("<li>") == 4
    assert all(f"Words on: {label}" in made for label in TEXTS)

    restart_kernel(page)
    run_all(page)
    wait_until(lambda: page.get_by_label(TEXTS[0], exact=True).input_value() == f"Words on: {TEXTS[0]}", 20)
