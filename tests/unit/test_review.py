"""A learner's own picture must count right, read alone without it, and say what to do next."""

import pytest

from helpers import progress, review
from helpers.charts import Chart
from helpers.quiz import bank

pytestmark = pytest.mark.usefixtures("own_answers")


def save(item: str, correct: bool, certainty: str = "sure") -> None:
    progress.record(item, lesson=item[:2], response="a", correct=correct, certainty=certainty)


def test_without_answers_it_says_how_to_begin():
    assert "Take a lesson first" in repr(review.chart())
    assert "Take a lesson first" in repr(review.reread())


def test_each_question_is_counted_once_by_its_first_and_last_answer():
    save("07-turnout", True)
    save("07-was-30-final", False)
    save("07-was-30-final", True)
    save("07-who-had-gunshot-wounds", True)
    save("07-who-had-gunshot-wounds", False)
    save("07-guess-totals", None)
    (row,) = review.by_lesson(progress.history()).to_dict("records")
    total = sum(question.kind != "predict" for question in bank.all_questions().values() if question.lesson == "07")
    assert row == {"lesson": "07", "right_at_first": 1, "right_later": 1, "not_yet": 1, "open": total - 3}


def test_the_words_change_with_the_answers_and_name_what_sure_was_worth():
    save("07-turnout", True)
    before = review.chart()
    assert isinstance(before, Chart)
    assert "1 of 1 questions" in before.words
    assert "Of 1 first answers that you were sure of, 1 were right" in before.caption
    save("00-read-status", False)
    after = review.chart()
    assert "1 of 2 questions" in after.words
    assert "Lesson 00: 1 not right yet" in after.words
    assert after.table["Lesson"].tolist() == ["00", "07"]


def test_headings_to_reread_come_with_most_missed_first_and_go_when_mended():
    save("07-who-had-gunshot-wounds", False)
    save("07-supported-twice", False)
    save("00-read-status", False)
    table = review.reread().frame
    assert table["Heading"].iloc[0] == bank.all_questions()["07-who-had-gunshot-wounds"].reread
    assert table["Questions not right yet"].tolist() == [2, 1]
    for item in ("07-who-had-gunshot-wounds", "07-supported-twice", "00-read-status"):
        save(item, True)
    assert "Nothing to reread" in repr(review.reread())
