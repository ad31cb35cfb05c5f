"""A learner who has a keyboard and nothing else: every step here is a key press."""

from browser_help import runs
from playwright.sync_api import Locator, Page
from waiting import wait_until

from helpers.quiz.kinds.base import Question

MOST_TABS = 600


def run_all(page: Page) -> None:
    """Run the lesson from the command palette and go back to its top."""
    page.keyboard.press("Control+Shift+C")
    page.wait_for_selector(".lm-CommandPalette-input:focus", timeout=10_000)
    page.keyboard.type("Run All Cells")
    page.wait_for_selector(".lm-CommandPalette-item.lm-mod-active[data-command='notebook:run-all-cells']")
    with runs(page):
        page.keyboard.press("Enter")
    page.wait_for_selector(".course-quiz .course-quiz-check", state="attached", timeout=30_000)
    page.keyboard.press("Escape")
    first = "document.querySelector('.jp-Notebook .jp-Cell').classList.contains('jp-mod-active')"
    for _ in range(200):
        if page.evaluate(f"() => {first}"):
            return
        page.keyboard.press("ArrowUp")
    raise AssertionError("the arrow keys did not lead back to the top of the lesson")


def tab_to(page: Page, condition: str) -> None:
    """Press Tab until JavaScript's ``condition`` holds for the focused element ``a``."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {{ const a = document.activeElement; return Boolean({condition}); }}"):
            return
    raise AssertionError(f"Tab did not reach {condition}")


def into_question(page: Page, stem: str) -> Locator:
    """Press Tab until the focus is in the question with this stem, and return its group."""
    wanted = f"a.closest('.course-quiz-question')?.querySelector('legend').textContent.endsWith({stem!r})"
    tab_to(page, wanted)
    return page.locator("fieldset.course-quiz-question", has_text=stem).first


def focused_text(page: Page) -> str:
    """Return the words of the option that has the focus."""
    return page.evaluate("() => document.activeElement.closest('label, li')?.querySelector('span').textContent")


def choose(page: Page, text: str) -> None:
    """From a radio button of a group: choose the option with this text."""
    page.keyboard.press("Space")
    for _ in range(8):
        if focused_text(page) == text:
            assert page.evaluate("() => document.activeElement.checked"), "the arrow key moved, but did not choose"
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrow keys did not reach {text}")


def tick(page: Page, texts: list[str]) -> None:
    """From the first tick box of a question: tick those with these texts, one by one."""
    for _ in range(8):
        if focused_text(page) in texts:
            page.keyboard.press("Space")
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.type !== 'checkbox'"):
            page.keyboard.press("Shift+Tab")
            return
    raise AssertionError("Tab did not leave the tick boxes")


def put_in_order(page: Page, group: Locator, wanted: list[str]) -> None:
    """From the first button of an order: bring every entry to its place, beginning with the earliest."""
    for place, text in enumerate(wanted):
        tab_to_button(page, text)
        while (before := entries(group).index(text)) > place:
            page.keyboard.press("ArrowUp" if place % 2 else "Enter")
            assert entries(group).index(text) == before - 1, "the key did not move the entry"
            said = group.locator(".course-quiz-moved").text_content()
            assert said == f"{text}: now {before} of {len(wanted)}.", "the move was not announced"
            assert focused_text(page) == text, "the moved button lost the focus"


def tab_to_button(page: Page, text: str) -> None:
    """Press Tab, or Shift and Tab, until the first button of an entry has the focus."""
    wanted = f"a.getAttribute('aria-label') === {f'{text}: Earlier'!r}"
    for key in ["Tab"] * 8 + ["Shift+Tab"] * 16:
        if page.evaluate(f"() => {{ const a = document.activeElement; return Boolean({wanted}); }}"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"no key reached {text}")


def entries(group: Locator) -> list[str]:
    """Return the texts of an order from top to bottom."""
    return group.locator(".course-quiz-order li span").all_text_contents()


def partner(page: Page, texts: list[str]) -> None:
    """From the first list of a match: choose these partners by their first letters, one list after the other."""
    for place, text in enumerate(texts):
        if place:
            page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.tagName") == "SELECT"
        page.keyboard.type(text)
        chosen = page.evaluate("() => document.activeElement.selectedOptions[0].textContent")
        assert chosen == text


def check(page: Page, group: Locator, certainty: str, verdict: str) -> None:
    """From inside a question: say how sure, press Check, and wait for the announced verdict."""
    tab_to(page, "a.name && a.name.endsWith('-certainty')")
    choose(page, certainty)
    tab_to(page, "a.classList.contains('course-quiz-check')")
    page.keyboard.press("Enter")
    wait_until(lambda: verdict in group.get_by_role("status").last.text_content(), 10)
    assert page.evaluate("() => document.activeElement.classList.contains('course-quiz-check')"), "Check lost the focus"


def answer_rightly(page: Page, group: Locator, question: Question, typed: str) -> None:
    """Give the right answer to a question from inside its group; `typed` is what goes into a field for numbers or words."""
    if question.kind == "single":
        choose(page, question.solution)
    elif question.kind == "multiple":
        tick(page, [option.text for option in question.options if option.correct])
    elif question.kind == "order":
        put_in_order(page, group, [item.text for item in question.items])
    elif question.kind == "match":
        partner(page, [pair.match for pair in question.pairs])
    else:
        page.keyboard.type(typed)
