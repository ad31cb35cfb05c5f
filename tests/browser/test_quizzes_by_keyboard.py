"""Each kind of question is answered from start to end by keyboard alone, and says to a screen reader what it is."""

import sqlite3

import keyboard
import pytest
from browser_help import Lab, open_lesson, quizzes, restart_kernel, run_all_with_quiz
from playwright.sync_api import Locator, Page
from waiting import wait_until

from helpers.quiz import bank
from helpers.quiz.kinds.base import Question

pytestmark = pytest.mark.browser
LESSON = "07_the_unrest_of_2023.ipynb"


def question(item: str) -> Question:
    return bank.all_questions()[item]


def right_texts(item: str) -> list[str]:
    return [option.text for option in question(item).options if option.correct]


def fill_single(page: Page, group: Locator) -> str:
    keyboard.choose(page, right_texts("07-was-30-final")[0])
    return "Right."


def fill_multiple(page: Page, group: Locator) -> str:
    keyboard.tick(page, right_texts("07-supported-twice"))
    return "Right."


def fill_number(page: Page, group: Locator) -> str:
    page.keyboard.type("25")
    return "Right."


def fill_order(page: Page, group: Locator) -> str:
    keyboard.put_in_order(page, group, [item.text for item in question("07-order-of-days").items])
    return "Right."


def fill_text(page: Page, group: Locator) -> str:
    page.keyboard.type("Zveçan")
    return "Right."


def fill_guess(page: Page, group: Locator) -> str:
    page.keyboard.type("4")
    return "Kept."


def fill_match(page: Page, group: Locator) -> str:
    keyboard.partner(page, [pair.match for pair in question("00-line-words").pairs])
    return "Right."


# In the order in which Tab meets them.
IN_LESSON_07 = {
    "07-guess-totals": fill_guess,
    "07-order-of-days": fill_order,
    "07-was-30-final": fill_single,
    "07-supported-twice": fill_multiple,
    "07-first-kfor-figure": fill_number,
    "07-town-of-clash": fill_text,
}


def test_every_kind_but_match_is_answered_by_keyboard_alone_and_comes_back(page: Page, lab: Lab):
    open_lesson(page, lab, LESSON)
    keyboard.run_all(page)
    cells = page.locator(".jp-Cell").count()
    for item, fill in IN_LESSON_07.items():
        group = keyboard.into_question(page, question(item).stem)
        keyboard.check(page, group, "fairly sure", fill(page, group))
    assert page.locator(".jp-Cell").count() == cells, "a key meant for the quiz reached the notebook"
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.classList.contains('jp-Cell')"), "Escape did not leave the quiz"
    with sqlite3.connect(lab.answers) as answers:
        saved = dict(answers.execute("SELECT item, correct FROM answer"))
    assert saved == dict.fromkeys(IN_LESSON_07, 1) | {"07-guess-totals": None}

    restart_kernel(page)
    run_all_with_quiz(page)
    for item in IN_LESSON_07:
        group = page.locator("fieldset.course-quiz-question", has_text=question(item).stem).first
        wait_until(lambda group=group: "Your saved answer from before." in status(group), 10)
    order = page.locator("fieldset.course-quiz-question", has_text=question("07-order-of-days").stem).first
    assert keyboard.entries(order) == [entry.text for entry in question("07-order-of-days").items]


def test_a_match_is_answered_by_keyboard_alone_and_comes_back(page: Page, lab: Lab):
    open_lesson(page, lab, "00_start_here.ipynb")
    keyboard.run_all(page)
    match = question("00-line-words")
    group = keyboard.into_question(page, match.stem)
    keyboard.check(page, group, "sure", fill_match(page, group))

    restart_kernel(page)
    run_all_with_quiz(page)
    group = page.locator("fieldset.course-quiz-question", has_text=match.stem).first
    wait_until(lambda: "Your saved answer from before." in status(group), 10)
    shown = group.locator("select").evaluate_all("all => all.map(one => one.selectedOptions[0].textContent)")
    assert shown == [pair.match for pair in match.pairs], "the learner's own choice is not shown again"


def status(group: Locator) -> str:
    return group.get_by_role("status").last.text_content()


def tree(page: Page, item: str) -> str:
    return page.locator("fieldset.course-quiz-question", has_text=question(item).stem).first.aria_snapshot()


@pytest.mark.parametrize(
    ("lesson", "asked"),
    [
        (
            "08_international_reactions.ipynb",
            {
                "08-left-out-of-the-heading": ['radio "'],
                "08-order-of-steps": [': Earlier"', ': Later"', "list:", "listitem:"],
                "08-guess-belgrade": ['textbox "Your number'],
            },
        ),
        ("04_independence_and_recognition.ipynb", {"04-acts-of-four": ['combobox "', 'option "choose" [selected]']}),
    ],
)
def test_the_accessibility_tree_names_groups_and_controls(
    page: Page, lab: Lab, lesson: str, asked: dict[str, list[str]]
):
    open_lesson(page, lab, lesson)
    run_all_with_quiz(page)
    for item, controls in asked.items():
        shown = tree(page, item)
        assert f"{question(item).stem}" in shown.splitlines()[0], f"{item}: the group does not carry its question"
        assert shown.startswith('- group "Question '), shown
        assert 'group "How sure are you?"' in shown
        assert 'button "Check"' in shown
        assert shown.count("- status") >= 1, f"{item}: nothing would announce the feedback"
        for control in controls:
            assert control in shown, (item, control, shown)
        assert "[checked]" not in shown, f"{item}: something is chosen before anybody has chosen it"


def test_the_accessibility_tree_names_states_and_feedback(page: Page, lab: Lab):
    open_lesson(page, lab, "08_international_reactions.ipynb")
    run_all_with_quiz(page)
    item = "08-left-out-of-the-heading"
    group = page.locator("fieldset.course-quiz-question", has_text=question(item).stem).first
    right = right_texts(item)[0]
    group.get_by_role("radio", name=right).check()
    group.get_by_role("radio", name="fairly sure").check()
    group.get_by_role("button", name="Check").click()
    wait_until(lambda: "Right." in status(group), 10)
    shown = tree(page, item)
    assert f'radio "{right}" [checked]' in shown
    assert 'radio "fairly sure" [checked]' in shown
    announced = shown[shown.index("- status") :]
    assert "Right." in announced and "Saved." in announced, "the verdict is not in the part that is announced"

    group.get_by_role("button", name="Hint").click()
    assert question(item).hint in group.locator(".course-quiz-hinted").text_content()
    assert "Right." in status(group), "the hint wiped the feedback"


def test_several_answers_are_tick_boxes_with_states(page: Page, lab: Lab):
    open_lesson(page, lab, LESSON)
    run_all_with_quiz(page)
    group = page.locator("fieldset.course-quiz-question", has_text=question("07-supported-twice").stem).first
    text = question("07-supported-twice").options[0].text
    box = group.get_by_role("checkbox", name=text)
    box.uncheck()
    assert f'checkbox "{text}"' in tree(page, "07-supported-twice")
    assert f'checkbox "{text}" [checked]' not in tree(page, "07-supported-twice")
    box.check()
    assert f'checkbox "{text}" [checked]' in tree(page, "07-supported-twice")


def test_an_answer_in_one_quiz_leaves_the_others_alone(page: Page, lab: Lab):
    open_lesson(page, lab, "03_kfor_and_the_un.ipynb")
    run_all_with_quiz(page)
    shown = quizzes(page)
    chosen = [shown.nth(number).locator(".course-quiz-certainty input").first for number in range(shown.count())]
    for radio in chosen:
        radio.check()
    assert len(chosen) > 2
    assert all(radio.is_checked() for radio in chosen), "radio buttons of two quizzes share a name"
