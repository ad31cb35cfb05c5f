"""Each lesson is opened and run once as a learner would, and then looked at from all sides."""

from collections.abc import Iterator
from dataclasses import dataclass

import layout
import pytest
from axe import grave_faults, set_theme
from browser_help import (
    Lab,
    Watched,
    open_lesson,
    restart_kernel,
    run_all,
    run_all_with_quiz,
    wait_until_still,
    watch,
)
from playwright.sync_api import Browser, Locator, Page
from waiting import wait_until

from helpers import claims
from helpers.base import lessons
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question

pytestmark = pytest.mark.browser

BROKEN = """() => [...document.querySelectorAll('.jp-OutputArea-output')]
    .map(e => e.textContent).filter(t => /Error displaying widget|Traceback|model not found/.test(t))"""
STDERR = """() => [...document.querySelectorAll('[data-mime-type="application/vnd.jupyter.stderr"], '
    + '[data-mime-type="application/vnd.jupyter.error"]')].map(e => e.textContent)"""
# The review asks what is due; the teachers' notebook asks nothing.
WITHOUT_OWN_QUIZ = tuple(lesson.file for lesson in lessons.all() if lesson.shape != "lesson")
# These two may show no quiz, whose stylesheet underlines links; the colour of a link is JupyterLab's there.
WITHOUT_OUR_STYLE = WITHOUT_OWN_QUIZ
USUAL = {"width": 1280, "height": 1000}


@dataclass
class Lesson:
    """A lesson in a page, after Run all, with what was seen before it."""

    name: str
    page: Page
    watched: Watched
    broken_before: list[str]
    words_before: str
    pictures_before: list[str]

    @property
    def number(self) -> str:
        return self.name[:2]


@pytest.fixture(scope="module", params=[path.name for path in lessons.paths()])
def lesson(request: pytest.FixtureRequest, browser: Browser, lab: Lab) -> Iterator[Lesson]:
    page = browser.new_page(viewport=USUAL)
    watched = watch(page)
    open_lesson(page, lab, request.param)
    before = (
        page.evaluate(BROKEN),
        page.locator(".jp-Notebook").text_content(),
        page.evaluate(layout.PICTURES_WITHOUT_WORDS),
    )
    run_all(page)
    if request.param not in WITHOUT_OWN_QUIZ:
        page.wait_for_selector(".course-quiz .course-quiz-check", state="attached", timeout=30_000)
    yield Lesson(request.param, page, watched, *before)
    page.close()


def test_the_stored_lesson_reads_well_before_it_runs(lesson: Lesson):
    assert lesson.broken_before == []
    assert lesson.pictures_before == []
    if lesson.name in WITHOUT_OWN_QUIZ:
        return
    for question in bank.part(lesson.number, "exit"):
        assert " ".join(question.stem.split()) in " ".join(lesson.words_before.split()), question.id


def test_run_all_shows_no_error_no_broken_widget_and_sends_nothing_out(lesson: Lesson):
    assert lesson.page.evaluate(STDERR) == []
    assert lesson.page.evaluate(BROKEN) == []
    assert lesson.watched.console == []
    assert lesson.watched.outside == []


def test_pictures_are_whole_and_have_words(lesson: Lesson):
    assert lesson.page.evaluate(layout.PICTURES_WITHOUT_WORDS) == []


def test_headings_come_in_order(lesson: Lesson):
    levels = lesson.page.evaluate(layout.HEADINGS)
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(level <= before + 1 for before, level in zip(levels, levels[1:], strict=False)), levels


def test_claim_links_jump_to_their_notes(lesson: Lesson):
    links = lesson.page.locator(f".jp-RenderedMarkdown a[href*='#n{lesson.number}-']")
    if not links.count():
        assert lesson.name in WITHOUT_OWN_QUIZ, "a lesson has figures, and figures have notes"
        return
    ids = [address.split("#")[1] for address in links.evaluate_all("all => all.map(link => link.href)")]
    missing = lesson.page.evaluate("ids => ids.filter(id => !document.getElementById(id))", ids)
    assert missing == [], "links lead nowhere"
    for place in {0, links.count() // 2, links.count() - 1}:
        links.nth(place).click()
        wait_until(lambda place=place: in_view(lesson.page, ids[place]), 5)
        claim = claims.get(ids[place].removeprefix(f"n{lesson.number}-"))
        assert claim.statement in lesson.page.locator(f"[id='{ids[place]}']").inner_text()


def in_view(page: Page, name: str) -> bool:
    box = page.locator(f"[id='{name}']").bounding_box()
    return box is not None and 0 <= box["y"] < USUAL["height"]


def test_targets_are_large_enough_for_a_finger(lesson: Lesson):
    assert lesson.page.evaluate(layout.SMALL_TARGETS) == []


# 1280 pixels at 200 % zoom are 640 of CSS; the second is a phone, or a laptop at 320 %.
@pytest.mark.parametrize("width", [640, 400])
def test_nothing_is_lost_when_the_window_is_narrow(lesson: Lesson, width: int):
    lesson.page.set_viewport_size({"width": width, "height": 500})
    wait_until_still(lesson.page)
    try:
        assert lesson.page.evaluate(layout.LOST) == []
        assert lesson.page.evaluate(layout.TIGHT_FIELDS) == []
    finally:
        lesson.page.set_viewport_size(USUAL)
        wait_until_still(lesson.page)


def test_tab_reaches_every_control_and_is_caught_nowhere(lesson: Lesson):
    page = lesson.page
    count = page.evaluate(layout.NUMBER_CONTROLS)
    if not count:
        assert lesson.name in WITHOUT_OWN_QUIZ, "a lesson has controls"
        return
    to_the_top(page)
    reached: set[str] = set()
    for _press in range(2 * count + 400):
        page.keyboard.press("Tab")
        focused = page.evaluate("() => document.activeElement?.dataset?.walk ?? null")
        reached |= {focused} - {None}
        if len(reached) == count:
            break
    assert page.evaluate(layout.UNREACHED, sorted(reached)) == []
    last = page.evaluate("() => document.activeElement.dataset.walk")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("() => document.activeElement?.dataset?.walk") != last, "Shift and Tab do not lead back"


def to_the_top(page: Page) -> None:
    page.locator(".jp-Notebook .jp-Cell").first.click()
    page.keyboard.press("Escape")


def test_axe_finds_no_serious_fault_in_light_and_dark(lesson: Lesson):
    page = lesson.page
    page.set_viewport_size({"width": 1280, "height": 9000})
    set_theme(page, "JupyterLab Dark")
    dark = grave_faults(page)
    set_theme(page, "JupyterLab Light")
    found = [*dark, *grave_faults(page)]
    page.set_viewport_size(USUAL)
    if lesson.name in WITHOUT_OUR_STYLE:
        found = [fault for fault in found if not fault.startswith("link-in-text-block")]
    assert found == []


def test_an_answer_given_by_mouse_is_back_after_a_restart_and_a_reload(lesson: Lesson, lab: Lab):
    if lesson.name in WITHOUT_OWN_QUIZ:
        return
    page = lesson.page
    question = single_choice(lesson)
    group = group_of(page, question)
    option = question.options[-1].text
    group.locator("label", has_text=option).first.click()
    group.locator(".course-quiz-certainty label").first.click()
    group.get_by_role("button", name="Check").click()
    wait_until(lambda: "Saved." in feedback(group), 10)
    focused = "() => document.activeElement.classList.contains('course-quiz-check')"
    assert page.evaluate(focused), "Check lost the focus"

    restart_kernel(page)
    run_all_with_quiz(page)
    assert_is_back(page, question, option)

    open_lesson(page, lab, lesson.name)
    run_all_with_quiz(page)
    assert_is_back(page, question, option)


def assert_is_back(page: Page, question: Question, option: str) -> None:
    group = group_of(page, question)
    wait_until(lambda: "Your saved answer from before." in feedback(group), 10)
    checked = group.locator("label", has=page.locator("input:checked")).first.text_content()
    assert option in checked, "another answer is shown"


def single_choice(lesson: Lesson) -> Question:
    """Return the lesson's last single choice: none of the recall, which asks other things after each answer."""
    questions = [question for question in bank.all_questions().values() if question.lesson == lesson.number]
    shown = [question for question in questions if group_of(lesson.page, question).count()]
    return [question for question in shown if question.kind == "single"][-1]


def group_of(page: Page, question: Question) -> Locator:
    return page.locator("fieldset.course-quiz-question", has_text=question.stem).first


def feedback(group: Locator) -> str:
    return group.get_by_role("status").last.text_content()


def test_the_print_view_shows_everything_within_the_paper(lesson: Lesson, lab: Lab, browser: Browser):
    page = browser.new_page(viewport={"width": 718, "height": 1000})
    # The print page asks the network for a library that it does not need.
    page.route(lambda address: not address.startswith(lab.url), lambda route: route.abort())
    page.emulate_media(media="print")
    page.goto(f"{lab.url}/nbconvert/html/{lesson.name}?download=false&token={lab.token}")
    try:
        assert page.evaluate(layout.CUT_ON_PAPER) == []
        words = " ".join(page.locator("body").inner_text().split())
        assert page.locator("h1").first.text_content().startswith(lesson.number)
        if lesson.name not in WITHOUT_OWN_QUIZ:
            for question in bank.part(lesson.number, "exit"):
                assert " ".join(question.stem.split()) in words, question.id
        assert page.locator("img").evaluate_all("all => all.filter(one => !one.naturalWidth).length") == 0
    finally:
        page.close()
