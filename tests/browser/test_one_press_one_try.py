"""One press is one try, whatever the kernel, the file or a second window does; every window shows what was saved."""

import contextlib
import sqlite3

import pytest
from browser_help import Lab, open_lesson, quizzes, run_all_with_quiz, wait_until_still
from playwright.sync_api import Browser, Locator, Page
from waiting import wait_until

from helpers.quiz import bank
from helpers.quiz.kinds.choice import Choice

pytestmark = pytest.mark.browser

LESSON = "07_the_unrest_of_2023.ipynb"
SINGLE = "07-was-30-final"
TOWN = "07-town-of-clash"


def group_of(page: Page, item: str, view: int = 0) -> Locator:
    stem = bank.all_questions()[item].stem
    return page.locator(".course-quiz-question").filter(has_text=stem).nth(view)


def choose_wrong(group: Locator, item: str) -> None:
    question = bank.all_questions()[item]
    assert isinstance(question, Choice)
    wrong = next(option.text for option in question.options if not option.correct)
    group.locator("label", has_text=wrong).first.click()
    group.get_by_role("radio", name="fairly sure").check()


def said(group: Locator) -> str:
    return group.locator(".course-quiz-feedback").text_content() or ""


def saved(lab: Lab, item: str) -> int:
    """Count the tries that are kept, in the usual file or in the one beside it that takes answers while it is busy."""
    kept: set[str] = set()
    for path in lab.answers.parent.glob("*.sqlite"):
        with contextlib.closing(sqlite3.connect(path)) as connection:
            kept |= {row[0] for row in connection.execute("SELECT id FROM answer WHERE item = ?", (item,))}
    return len(kept)


def test_every_window_and_view_follows_the_saved_result(page: Page, lab: Lab, browser: Browser):
    open_lesson(page, lab, LESSON)
    run_all_with_quiz(page)
    page.keyboard.press("Control+s")
    wait_until(lambda: "widget-state+json" in (lab.folder / LESSON).read_text(encoding="utf-8"), 20)
    quizzes(page).nth(2).locator(".course-quiz-heading").click(button="right")
    page.get_by_role("menuitem", name="Create New View for Cell Output").click()
    wait_until(lambda: group_of(page, SINGLE, 1).count() == 1, 20)
    second = browser.new_page()
    second.goto(lab.lesson(LESSON))
    wait_until(lambda: group_of(second, SINGLE).count() == 1, 60)

    other = group_of(second, SINGLE)
    choose_wrong(other, SINGLE)
    other.locator(".course-quiz-check").click()
    wait_until(lambda: "Not yet." in said(other), 20)
    for view in (0, 1):
        wait_until(lambda view=view: "Not yet." in said(group_of(page, SINGLE, view)), 20)
    assert saved(lab, SINGLE) == 1
    assert not any("The answer is" in said(group) for group in (other, group_of(page, SINGLE)))

    group_of(page, SINGLE, 1).locator(".course-quiz-check").click()
    wait_until(lambda: "The answer is" in said(other), 20)
    assert saved(lab, SINGLE) == 2, "a press in another view, after its result was shown, is the second try"
    second.close()


def test_an_impatient_second_press_while_the_file_is_busy_is_no_second_try(page: Page, lab: Lab):
    item = "07-hospital-source"
    open_lesson(page, lab, LESSON)
    run_all_with_quiz(page)
    before = saved(lab, item)
    group = group_of(page, item)
    choose_wrong(group, item)
    other_program = sqlite3.connect(lab.answers, isolation_level=None)
    other_program.execute("BEGIN IMMEDIATE")
    # At once: after a moment the answer is kept in another file, its result is shown, and a press is a new try.
    group.locator(".course-quiz-check").evaluate(
        "button => { for (let press = 0; press < 3; press += 1) button.click(); }"
    )
    wait_until(lambda: said(group) != "", 20)
    other_program.execute("ROLLBACK")
    other_program.close()
    wait_until(lambda: "Not yet." in said(group), 40)
    assert "The answer is" not in said(group)
    assert saved(lab, item) == before + 1


def test_enter_that_ends_a_composition_does_not_send_half_an_answer(page: Page, lab: Lab):
    open_lesson(page, lab, LESSON)
    run_all_with_quiz(page)
    before = saved(lab, TOWN)
    group = group_of(page, TOWN)
    group.get_by_role("radio", name="fairly sure").check()
    group.locator("input[type=text]").focus()
    client = page.context.new_cdp_session(page)
    for text in ("Zveč", "Zubin"):
        client.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        client.send(
            "Input.dispatchKeyEvent",
            {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229},
        )
        client.send("Input.insertText", {"text": text})
        wait_until_still(page)
        assert said(group) == ""
    assert saved(lab, TOWN) == before
    group.locator("input[type=text]").fill("Zvečan / Zveçan")
    page.keyboard.press("Enter")
    wait_until(lambda: "Right." in said(group), 20)
    assert saved(lab, TOWN) == before + 1
