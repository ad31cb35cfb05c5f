"""On the pages as they are built: every question and exercise of the course is marked, kept and found again, from disk."""

import keyboard
import pytest
from playwright.sync_api import Locator, Page
from site_help import LESSON, Opened, Visitor
from waiting import wait_until

from helpers import exercises
from helpers.base import lessons
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.site import bank_json

pytestmark = pytest.mark.browser
SAVED_BEFORE = "Your saved answer from before."
# Golden vectors hold the mark of every question of every lesson; here pages are tried that together have all kinds, and one part each.
TRIED = ("00", "05", "07", "11")
PAGES = [lesson.file.replace(".ipynb", ".html") for lesson in lessons.of_shape("lesson") if lesson.number in TRIED]
OPEN_ALL = "document.querySelectorAll('details').forEach(one => { one.open = true; })"


def questions_on(page: Page) -> list[tuple[Locator, Question]]:
    """Return each question of a page with its group; two of one stem are told apart by their options."""
    groups = page.locator(".course-quiz[data-part]:not([data-part=written]) fieldset.course-quiz-question").all()
    return [(group, _question_of(group)) for group in groups]


def _question_of(group: Locator) -> Question:
    stem = group.locator("legend span[lang=en]").first.text_content()
    shown = group.text_content() or ""
    found = [question for question in bank.all_questions().values() if question.stem == stem]
    return max(found, key=lambda question: sum(line in shown for line in question.lines()))


def answer_rightly(group: Locator, question: Question) -> None:
    right = question.right_response
    if question.form == "single":
        chosen = f"[value='{right}']" if right else ""
        group.locator(f".course-quiz-options:not(.course-quiz-certainty *) input{chosen}").first.check()
    elif question.form == "multiple":
        for key in right:
            group.locator(f"input[value='{key}']").check()
    elif question.form == "order":
        for place, key in enumerate(right):
            while group.locator("li").evaluate_all("all => all.map(one => one.dataset.key)").index(key) > place:
                group.locator(f"li[data-key='{key}'] button").first.click()
    elif question.form == "match":
        for place, key in enumerate(right):
            group.locator("select").nth(place).select_option(key)
    else:
        group.locator("input[type=text]").fill(str(right or 4))
    if question.asks_certainty:
        group.locator(".course-quiz-certainty input").nth(1).check()
    group.locator(".course-quiz-check").click()


def answer_exercise(place: Locator, name: str) -> None:
    answer = exercises.all_exercises()[name].answer
    if isinstance(answer, dict):
        for field, row in zip(
            place.locator("input").all(), bank_json.exercise(exercises.all_exercises()[name])["rows"], strict=True
        ):
            field.fill(str(answer.get(row, "")))
    else:
        place.locator("input").fill(str(answer))
    place.locator(".course-quiz-check").click()


def said(group: Locator) -> str:
    return group.get_by_role("status").last.text_content() or ""


def open_lesson(visitor: Visitor, name: str) -> Opened:
    opened = visitor.open(name)
    opened.page.locator("[data-part=recall] fieldset.course-quiz-question").first.wait_for(state="attached")
    opened.page.evaluate(OPEN_ALL)
    return opened


@pytest.mark.parametrize("name", PAGES)
def test_every_question_and_exercise_of_a_lesson_is_marked_and_comes_back(visitor: Visitor, name: str):
    opened = open_lesson(visitor, name)
    page = opened.page
    asked = questions_on(page)
    for group, question in asked:
        answer_rightly(group, question)
        assert said(group).startswith("Right." if question.has_key else "Kept."), (question.id, said(group))
    for place in page.locator("[data-exercise]").all():
        item = place.get_attribute("data-exercise") or ""
        answer_exercise(place, item)
        assert said(place).startswith("Right."), (item, said(place))
    lesson = name[:2]
    own = sum(question.lesson == lesson for _group, question in asked)
    wanted = {question.id for question in bank.all_questions().values() if question.lesson == lesson}
    parts = {one.id for part in ("predict", "exit", "practice", "after") for one in bank.part(lesson, part)}
    assert own >= len(wanted & parts), "a question of the lesson is not on its page"
    again = visitor.go(page.context, name)
    again.page.locator("[data-part=recall] fieldset.course-quiz-question").first.wait_for(state="attached")
    for group, question in questions_on(again.page):
        assert SAVED_BEFORE in said(group), question.id
    assert (opened.console, opened.outside, again.console) == ([], [], [])


def test_a_lesson_is_answered_by_keyboard_alone(visitor: Visitor):
    opened = open_lesson(visitor, LESSON)
    page = opened.page
    for question in [*bank.part("07", "predict"), *bank.part("07", "exit")]:
        group = keyboard.into_question(page, question.stem)
        keyboard.answer_rightly(page, group, question, str(question.right_response or 4))
        keyboard.check(page, group, "sure", "Right." if question.has_key else "Kept.")
    assert (opened.console, opened.outside) == ([], [])


def test_review_brings_back_what_was_wrong_days_ago(visitor: Visitor):
    opened = open_lesson(visitor, LESSON)
    page = opened.page
    question = next(one for one in bank.part("07", "exit") if one.kind == "single")
    group = page.locator("[data-part=exit] fieldset.course-quiz-question", has_text=question.stem)
    wrong = next(option for option in question.options if not option.correct)
    group.locator(f"input[value='{wrong.key}']").check()
    group.locator(".course-quiz-certainty input").nth(1).check()
    group.locator(".course-quiz-check").click()
    wait_until(lambda: "Not yet." in said(group), 5)
    page.evaluate(
        """() => { for (const name of Object.keys(localStorage)) {
          if (!name.includes('/answer/')) continue;
          const row = JSON.parse(localStorage.getItem(name));
          row.answered_at = new Date(Date.now() - 3 * 24 * 3600 * 1000).toISOString();
          localStorage.setItem(name, JSON.stringify(row)); } }"""
    )
    review = visitor.go(page.context, "12_review.html")
    review.page.locator("[data-part=review] fieldset.course-quiz-question").first.wait_for()
    assert question.stem in review.page.locator("[data-part=review]").text_content()
    assert question.reread in review.page.locator(".course-reread").text_content()
    assert review.console == []
