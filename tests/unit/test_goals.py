"""The teacher's table of goals: what is left out of it is not taught."""

from helpers import quiz
from helpers.base import lessons
from helpers.quiz import bank


def test_each_goal_of_each_lesson_is_a_row_with_its_questions():
    rows = quiz.goals().frame
    taught = [f"{place}. {goal}" for lesson in lessons.of_shape("lesson") for place, goal in enumerate(lesson.goals, 1)]
    assert list(rows.iloc[:, 1]) == taught
    asked = sum(len(bank.part(lesson.number, "exit")) for lesson in lessons.of_shape("lesson"))
    assert rows.iloc[:, 2].sum() == asked
    assert (rows.iloc[:, 2] > 0).all()


def test_a_key_stands_on_the_page_once():
    """A teacher who prints the page gets each question of a lesson once, not the first fifteen and then all again."""
    lesson = max(
        (lesson.number for lesson in lessons.of_shape("lesson")), key=lambda number: len(quiz.answer_key(number).frame)
    )
    key = quiz.answer_key(lesson)
    assert len(key.frame) > 15
    html = key._repr_mimebundle_()["text/html"]
    assert html.count("<tr>") == len(key.frame) + 1
    assert "<details" not in html
