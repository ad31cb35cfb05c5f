"""Each kind of question, and an explorer, are worked with the mouse; native lists are chosen from as the browser does."""

from collections.abc import Callable

import pytest
from browser_help import Lab, open_lesson, run_all_with_quiz
from playwright.sync_api import Locator, Page
from waiting import wait_until

from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.choice import Choice
from helpers.quiz.kinds.match import Match
from helpers.quiz.kinds.number import Number
from helpers.quiz.kinds.order import Order
from helpers.quiz.kinds.text import Text

pytestmark = pytest.mark.browser


def right_texts(question: Choice) -> list[str]:
    return [option.text for option in question.options if option.correct]


def click_options(group: Locator, question: Choice) -> None:
    for text in right_texts(question):
        group.locator("label", has_text=text).first.click()


def type_number(group: Locator, question: Number) -> None:
    field = group.locator("input[type=text]")
    field.click()
    field.press_sequentially(f"{question.answer:g}")


def type_guess(group: Locator, question: Question) -> None:
    field = group.locator("input[type=text]")
    field.click()
    field.press_sequentially("4")


def type_text(group: Locator, question: Text) -> None:
    field = group.locator("input[type=text]")
    field.click()
    field.press_sequentially(question.accepted[0])


def click_into_order(group: Locator, question: Order) -> None:
    wanted = [item.text for item in question.items]
    for place, text in enumerate(wanted):
        while (entries := group.locator(".course-quiz-order li span").all_text_contents()).index(text) > place:
            before = entries.index(text)
            group.get_by_role("button", name=f"{text}: Earlier").click()
            assert group.locator(".course-quiz-order li span").all_text_contents().index(text) == before - 1


def choose_partners(group: Locator, question: Match) -> None:
    lists = group.locator("select")
    for place, pair in enumerate(question.pairs):
        lists.nth(place).select_option(label=pair.match)


KINDS: dict[str, tuple[str, Callable[[Locator, Question], None], str]] = {
    "07-was-30-final": ("07_the_unrest_of_2023.ipynb", click_options, "Right."),
    "07-supported-twice": ("07_the_unrest_of_2023.ipynb", click_options, "Right."),
    "07-first-kfor-figure": ("07_the_unrest_of_2023.ipynb", type_number, "Right."),
    "07-guess-totals": ("07_the_unrest_of_2023.ipynb", type_guess, "Kept."),
    "07-town-of-clash": ("07_the_unrest_of_2023.ipynb", type_text, "Right."),
    "07-order-of-days": ("07_the_unrest_of_2023.ipynb", click_into_order, "Right."),
    "00-line-words": ("00_start_here.ipynb", choose_partners, "Right."),
}


def test_these_are_all_kinds_of_questions():
    questions = bank.all_questions()
    assert {questions[item].kind for item in KINDS} == {question.kind for question in questions.values()}


@pytest.mark.parametrize("name", sorted({lesson for lesson, _, _ in KINDS.values()}))
def test_every_kind_is_answered_by_mouse(page: Page, lab: Lab, name: str):
    open_lesson(page, lab, name)
    run_all_with_quiz(page)
    for item, (lesson, fill, verdict) in KINDS.items():
        if lesson != name:
            continue
        question = bank.all_questions()[item]
        group = page.locator("fieldset.course-quiz-question", has_text=question.stem).first
        fill(group, question)
        group.locator(".course-quiz-certainty label", has_text="fairly sure").click()
        group.get_by_role("button", name="Check").click()
        status = group.get_by_role("status").last
        wait_until(lambda status=status, verdict=verdict: verdict in status.text_content(), 10)
        assert "Saved." in status.text_content(), item


def test_a_question_is_answered_by_touch(browser, lab: Lab):
    context = browser.new_context(viewport={"width": 820, "height": 1000}, has_touch=True)
    page = context.new_page()
    open_lesson(page, lab, "08_international_reactions.ipynb")
    run_all_with_quiz(page)
    question = bank.all_questions()["08-left-out-of-the-heading"]
    group = page.locator("fieldset.course-quiz-question", has_text=question.stem).first
    group.locator("label", has_text=right_texts(question)[0]).first.tap()
    group.locator(".course-quiz-certainty label", has_text="fairly sure").tap()
    group.get_by_role("button", name="Check").tap()
    wait_until(lambda: "Right." in group.get_by_role("status").last.text_content(), 10)
    context.close()


def test_an_explorer_is_moved_by_mouse(page: Page, lab: Lab):
    open_lesson(page, lab, "07_the_unrest_of_2023.ipynb")
    run_all_with_quiz(page)
    select = page.locator(".jp-OutputArea-output select").first
    output = select.locator("xpath=ancestor::div[contains(@class,'jp-OutputArea-output')][1]")
    before, said = output.locator("img").get_attribute("alt"), output.get_by_role("status").text_content()
    select.click()
    page.keyboard.press("Escape")
    select.select_option(index=1)
    wait_until(lambda: output.locator("img").get_attribute("alt") != before, 10)
    assert output.get_by_role("status").text_content() != said
