"""What a learner sees: lessons run, nothing is broken, nothing leaves the machine, answers come back."""

import sqlite3

import pytest
from browser_help import Lab, Watched, open_lesson, restart_kernel, run_all, run_all_with_quiz, wait_until
from playwright.sync_api import Locator, Page

from helpers.quiz import bank

pytestmark = pytest.mark.browser

LESSONS = [
    "00_start_here.ipynb",
    "03_kfor_and_the_un.ipynb",
    "07_the_unrest_of_2023.ipynb",
    "08_international_reactions.ipynb",
    "90_for_teachers.ipynb",
]
BROKEN = """() => [...document.querySelectorAll('.jp-OutputArea-output')]
    .map(e => e.textContent).filter(t => /Error displaying widget|Traceback|model not found/.test(t))"""
STDERR = """() => [...document.querySelectorAll('[data-mime-type="application/vnd.jupyter.stderr"], '
    + '[data-mime-type="application/vnd.jupyter.error"]')].map(e => e.textContent)"""


@pytest.mark.parametrize("name", LESSONS)
def test_run_all_shows_no_error_no_broken_widget_and_sends_nothing_out(
    page: Page, lab: Lab, watched: Watched, name: str
):
    open_lesson(page, lab, name)
    assert page.evaluate(BROKEN) == [], "the stored lesson is broken before it runs"
    run_all(page)
    assert page.evaluate(STDERR) == []
    assert page.evaluate(BROKEN) == []
    assert watched.console == []
    assert watched.outside == []


def tab_to(page: Page, condition: str, most: int = 40) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {{ const a = document.activeElement; return Boolean({condition}); }}"):
            return
    raise AssertionError(f"Tab did not reach {condition}")


def answer_by_keys(page: Page, downs: int) -> None:
    """From the first option of a question: choose, say how sure, press Check."""
    page.keyboard.press("Space")
    for _ in range(downs):
        page.keyboard.press("ArrowDown")
    check_by_keys(page)


def check_by_keys(page: Page) -> None:
    """From inside a question: say "fairly sure", press Check."""
    tab_to(page, "a.name && a.name.endsWith('-certainty')")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    tab_to(page, "a.classList.contains('course-quiz-check')")
    page.keyboard.press("Enter")


def check_first_option(question: Locator) -> None:
    question.locator("input[type=radio]").first.check()
    question.locator(".course-quiz-certainty input").first.check()
    question.locator(".course-quiz-check").click()


def feedback(page: Page, question: int) -> str:
    return page.locator(".course-quiz").first.locator(".course-quiz-feedback").nth(question).text_content()


def test_quiz_works_by_keyboard_alone_and_answers_survive_a_kernel_restart(page: Page, lab: Lab):
    open_lesson(page, lab, "00_start_here.ipynb")
    run_all_with_quiz(page)
    cells = page.locator(".jp-Cell").count()
    page.evaluate(
        """() => { const cell = document.querySelector('.course-quiz').closest('.jp-Cell');
                   cell.tabIndex = 0; cell.focus(); }"""
    )
    tab_to(page, "a.type === 'radio'")
    page.keyboard.press("x")
    page.keyboard.press("b")
    assert page.locator(".jp-Cell").count() == cells, "a key meant for the quiz reached the notebook"
    answer_by_keys(page, downs=1)
    wait_until(lambda: "Not yet." in feedback(page, 0), 10)
    assert page.evaluate("() => document.activeElement.classList.contains('course-quiz-check')"), "Check lost the focus"
    tab_to(page, "a.type === 'radio' && !a.name.endsWith('-certainty')")
    answer_by_keys(page, downs=1)
    wait_until(lambda: "Right." in feedback(page, 1), 10)

    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.classList.contains('jp-Cell')"), "Escape did not leave the quiz"

    with sqlite3.connect(lab.answers) as answers:
        saved = answers.execute("SELECT item, correct, certainty FROM answer ORDER BY answered_at").fetchall()
    assert saved == [("00-what-is-a-claim", 0, "fairly sure"), ("00-two-names-one-place", 1, "fairly sure")]

    restart_kernel(page)
    run_all_with_quiz(page)
    wait_until(lambda: "Your saved answer from before." in feedback(page, 0), 10)
    assert "Not yet." in feedback(page, 0)
    assert "Right." in feedback(page, 1)
    radios = page.locator(".course-quiz").first.locator(".course-quiz-question").nth(0).locator("input[type=radio]")
    assert radios.nth(1).is_checked(), "the learner's own choice is not shown again"


def test_a_quiz_without_its_kernel_says_so(page: Page, lab: Lab):
    open_lesson(page, lab, "03_kfor_and_the_un.ipynb")
    run_all_with_quiz(page)
    restart_kernel(page)
    question = page.locator(".course-quiz").first.locator(".course-quiz-question").first
    check_first_option(question)
    wait_until(lambda: "Run this cell to go on" in question.locator(".course-quiz-feedback").text_content(), 10)


def test_number_text_and_several_answers_are_marked(page: Page, lab: Lab):
    open_lesson(page, lab, "07_the_unrest_of_2023.ipynb")
    run_all_with_quiz(page)
    exit_check = page.locator(".course-quiz").nth(1)
    several = exit_check.locator(".course-quiz-question").nth(3)
    several.locator("input[type=checkbox]").nth(0).check()
    several.locator(".course-quiz-check").click()
    wait_until(lambda: "how sure" in several.locator(".course-quiz-feedback").text_content(), 5)
    several.locator(".course-quiz-certainty input").nth(2).check()
    several.locator(".course-quiz-check").click()
    wait_until(lambda: "Partly right." in several.locator(".course-quiz-feedback").text_content(), 10)

    number = page.locator(".course-quiz").nth(2).locator(".course-quiz-question").nth(1)
    number.locator("input[type=text]").fill("a few")
    number.locator(".course-quiz-certainty input").nth(0).check()
    number.locator(".course-quiz-check").click()
    wait_until(lambda: "Type a number" in number.locator(".course-quiz-feedback").text_content(), 10)
    number.locator("input[type=text]").fill("25")
    number.locator("input[type=text]").press("Enter")
    wait_until(lambda: "Right." in number.locator(".course-quiz-feedback").text_content(), 10)

    town = page.locator("fieldset.course-quiz-question", has_text="In which town did KFOR soldiers").first
    town.locator(".course-quiz-certainty input").nth(1).check()
    town.locator("input[type=text]").fill("Zvecam")
    town.locator("input[type=text]").press("Enter")
    wait_until(lambda: "did not count as a try" in town.locator(".course-quiz-feedback").text_content(), 10)
    town.locator("input[type=text]").fill("Zveçan")
    town.locator("input[type=text]").press("Enter")
    wait_until(lambda: "Right." in town.locator(".course-quiz-feedback").text_content(), 10)


def test_an_order_is_put_right_by_keyboard_alone_and_each_move_is_announced(page: Page, lab: Lab):
    open_lesson(page, lab, "07_the_unrest_of_2023.ipynb")
    run_all_with_quiz(page)
    question = page.locator(".course-quiz").nth(1).locator(".course-quiz-question").first
    wanted = [item.text for item in bank.all_questions()["07-order-of-days"].items]
    assert texts_of(question) != wanted, "the order is right before anybody has touched it"
    for place, text in enumerate(wanted):
        button = question.get_by_role("button", name=f"{text}: Earlier")
        button.focus()
        while texts_of(question).index(text) > place:
            page.keyboard.press("ArrowUp" if place % 2 else "Enter")
            assert button.evaluate("button => button === document.activeElement"), "the moved button lost the focus"
            now = texts_of(question).index(text) + 1
            assert question.locator(".course-quiz-moved").text_content() == f"{text}: now {now} of {len(wanted)}."
    assert texts_of(question) == wanted
    check_by_keys(page)
    wait_until(lambda: "Right." in question.locator(".course-quiz-feedback").text_content(), 10)

    restart_kernel(page)
    run_all_with_quiz(page)
    question = page.locator(".course-quiz").nth(1).locator(".course-quiz-question").first
    wait_until(lambda: "Your saved answer" in question.locator(".course-quiz-feedback").text_content(), 10)
    assert texts_of(question) == wanted, "the learner's own order is not shown again"


def test_a_match_is_answered_by_keyboard_alone_and_comes_back(page: Page, lab: Lab):
    open_lesson(page, lab, "00_start_here.ipynb")
    run_all_with_quiz(page)
    question = bank.all_questions()["00-line-words"]
    group = page.locator("fieldset.course-quiz-question", has_text=question.stem).first
    group.locator("select").first.focus()
    for place, pair in enumerate(question.pairs):
        if place:
            page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.tagName") == "SELECT"
        # Typing the first letters chooses in a native select.
        page.keyboard.type(pair.match)
    check_by_keys(page)
    wait_until(lambda: "Right." in group.locator(".course-quiz-feedback").text_content(), 10)

    restart_kernel(page)
    run_all_with_quiz(page)
    group = page.locator("fieldset.course-quiz-question", has_text=question.stem).first
    wait_until(lambda: "Your saved answer" in group.locator(".course-quiz-feedback").text_content(), 10)
    shown = group.locator("select").evaluate_all("all => all.map(one => one.selectedOptions[0].textContent)")
    assert shown == [pair.match for pair in question.pairs], "the learner's own choice is not shown again"


def texts_of(question: Locator) -> list[str]:
    return question.locator(".course-quiz-order li span").all_text_contents()


def test_explorer_redraws_by_keyboard_and_claim_links_jump(page: Page, lab: Lab):
    open_lesson(page, lab, "07_the_unrest_of_2023.ipynb")
    run_all_with_quiz(page)
    select = page.locator(".jp-OutputArea-output select").first
    picture = select.locator("xpath=ancestor::div[contains(@class,'jp-OutputArea-output')][1]").locator("img")
    before = picture.get_attribute("alt")
    wait_until(lambda: select.get_attribute("data-lm-suppress-shortcuts") == "true", 5)
    select.focus()
    page.keyboard.press("ArrowDown")
    wait_until(lambda: picture.get_attribute("alt") != before, 10)
    assert "Drawn darker" in picture.get_attribute("alt")

    link = page.locator("a[href$='#n07-kfor-first']").first
    assert "KFOR" in link.get_attribute("title")
    link.click()
    page.wait_for_timeout(1000)
    note = page.locator("[id='n07-kfor-first']")
    assert note.is_visible(), "the link does not lead to its note"


def test_a_saved_copy_reopened_without_its_kernel_shows_the_quiz_and_no_broken_widget(page: Page, lab: Lab):
    open_lesson(page, lab, "08_international_reactions.ipynb")
    run_all_with_quiz(page)
    page.keyboard.press("Control+s")
    saved = lab.folder / "08_international_reactions.ipynb"
    wait_until(lambda: "widget-state+json" in saved.read_text(encoding="utf-8"), 15)
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator("li[data-command='kernelmenu:shutdown']").click()
    page.wait_for_timeout(1500)

    open_lesson(page, lab, "08_international_reactions.ipynb")
    page.wait_for_timeout(3000)
    assert page.evaluate(BROKEN) == []
    question = page.locator(".course-quiz").first.locator(".course-quiz-question").first
    assert question.locator("input[type=radio]").count() >= 3
    check_first_option(question)
    wait_until(lambda: "Run this cell to go on" in question.locator(".course-quiz-feedback").text_content(), 10)


def test_the_picture_of_a_guess_stays_folded_until_its_cell_runs(page: Page, lab: Lab):
    open_lesson(page, lab, "03_kfor_and_the_un.ipynb")
    cell = page.locator(".jp-CodeCell", has_text="charts.strength()")
    assert cell.locator("img").count() == 0 or not cell.locator("img").first.is_visible()
    run_all(page)
    wait_until(lambda: cell.locator("img").first.is_visible(), 20)
