"""Recall must bring back what is about to be forgotten, stay the same while one answers, and hide the old answer."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpers import progress, quiz
from helpers.progress import Answer, store
from helpers.progress.migrations import Row
from helpers.quiz import bank, selection, spacing

START = datetime(2026, 9, 1, 10, tzinfo=UTC)


def answer(
    item: str, *, days: float = 0, correct: bool | None = True, certainty: str = "fairly sure", asked_in: str = ""
) -> Answer:
    moment = (START + timedelta(days=days)).isoformat(timespec="microseconds")
    return Answer(item, item[:2], "a", correct, certainty, moment, "1", asked_in)


def due_day(*answers: Answer, now: datetime = START + timedelta(days=90)) -> int:
    (memory,) = spacing.memories(answers, now)
    return (memory.due - START).days


def test_wrong_comes_back_first_and_sure_last():
    again, guess, fairly, sure = (
        due_day(answer("07-a", correct=correct, certainty=certainty))
        for correct, certainty in ((False, "sure"), (True, "guess"), (True, "fairly sure"), (True, "sure"))
    )
    assert again <= guess < fairly < sure
    assert again >= 1, "a question would be due again in the same lesson"


def test_each_right_answer_makes_the_gap_longer():
    first = due_day(answer("07-a"))
    second = due_day(answer("07-a"), answer("07-a", days=first))
    assert second - first > first


def test_a_second_try_on_the_same_day_does_not_count():
    now = START + timedelta(days=1)
    once = spacing.memories([answer("07-a", correct=False)], now)
    twice = spacing.memories([answer("07-a", correct=False), answer("07-a", days=0.01, correct=True)], now)
    assert once == twice


def test_guesses_without_a_key_are_never_due():
    assert spacing.memories([answer("07-guess-totals", correct=None)], START + timedelta(days=99)) == []


def test_the_least_remembered_question_comes_first():
    answers = [answer("07-a"), answer("07-b", correct=False), answer("07-c", days=20)]
    found = spacing.due(answers, START + timedelta(days=30))
    assert found[0] == "07-b"
    assert spacing.due(answers, START + timedelta(hours=1)) == []


def test_recall_asks_what_is_due_from_other_lessons_and_fills_up():
    now = START + timedelta(days=40)
    answers = [answer("07-turnout"), answer("03-stands-in-1244", correct=False), answer("00-read-status")]
    found = [question.id for question in selection.for_recall("07", answers, now)]
    assert found[0] == "03-stands-in-1244"
    assert set(found[:2]) == {"03-stands-in-1244", "00-read-status"}, (
        "a question of the lesson itself was asked, or one was left"
    )
    assert found[2] in [question.id for question in bank.part("07", "recall")]
    assert len(set(found)) == 3


def test_without_answers_recall_is_the_banks_own_choice():
    assert selection.for_recall("07", []) == bank.part("07", "recall")


def test_the_choice_stays_while_one_answers_it():
    now = START + timedelta(days=40)
    answers = [answer("03-stands-in-1244", correct=False), answer("00-read-status")]
    before = selection.for_recall("07", answers, now)
    given = [answer(question.id, days=40, asked_in="recall 07") for question in before]
    assert selection.for_recall("07", answers + given, now) == before
    assert set(selection.todays(answers + given, "recall 07", now)) == {question.id for question in before}
    tomorrow = now + timedelta(days=1)
    assert selection.for_recall("07", answers + given, tomorrow) != before


def test_answers_to_questions_that_are_gone_do_no_harm():
    answers = [answer("03-no-longer-there", correct=False), answer("99-x"), answer("07.1", correct=False)]
    assert selection.for_recall("08", answers, START + timedelta(days=9)) == bank.part("08", "recall")


@pytest.fixture
def answers(own_answers: Path) -> Path:
    return own_answers


def store_answer(item: str, *, days_ago: float, correct: bool, asked_in: str) -> None:
    moment = (datetime.now(UTC) - timedelta(days=days_ago)).isoformat(timespec="microseconds")
    row = Row(f"{item} {days_ago}", item, item[:2], '"a"', int(correct), "sure", moment, "1", asked_in)
    assert store.save(row) is None


def test_recall_does_not_show_the_answer_that_was_given_in_the_lesson(answers: Path):
    store_answer("00-which-writer", days_ago=30, correct=False, asked_in="exit 00")
    widget = quiz.recall("03")
    assert widget.items[0]["id"] == "00-which-writer"
    assert widget.results == {}
    assert "00-which-writer" in quiz.exit_check("00").results


def test_an_answer_in_recall_comes_back_on_the_same_day(answers: Path):
    store_answer("00-which-writer", days_ago=30, correct=False, asked_in="exit 00")
    store_answer("00-which-writer", days_ago=0, correct=False, asked_in="recall 03")
    widget = quiz.recall("03")
    assert widget.items[0]["id"] == "00-which-writer"
    assert "00-which-writer" in widget.results


def test_review_says_when_nothing_is_answered_or_due(answers: Path):
    assert "No question has been answered yet" in repr(quiz.review())
    store_answer("00-which-writer", days_ago=0, correct=True, asked_in="exit 00")
    assert "You answered everything today" in repr(quiz.review())


def test_review_says_how_many_are_due_and_fills_up_with_what_is_likeliest_forgotten(answers: Path):
    store_answer("00-which-writer", days_ago=30, correct=False, asked_in="exit 00")
    store_answer("03-stands-in-1244", days_ago=2, correct=True, asked_in="exit 03")
    store_answer("07-turnout", days_ago=0, correct=False, asked_in="exit 07")
    widget = quiz.review()
    assert widget.heading == "1 question is due today"
    assert [item["id"] for item in widget.items] == ["00-which-writer", "03-stands-in-1244"]


def test_review_draws_at_most_ten_due_questions_of_all_lessons(answers: Path):
    for number, question in enumerate(question for question in bank.all_questions().values() if question.choice_texts):
        store_answer(question.id, days_ago=20 + number / 100, correct=False, asked_in="exit")
    widget = quiz.review()
    assert len(widget.items) == 10
    assert progress.history()


def test_a_question_answered_in_recall_and_review_on_one_day_breaks_neither(answers: Path):
    store_answer("03-mandate-body", days_ago=30, correct=False, asked_in="exit 03")
    assert "03-mandate-body" in [item["id"] for item in quiz.review().items]
    store_answer("03-mandate-body", days_ago=0.001, correct=True, asked_in="review 12")
    store_answer("03-mandate-body", days_ago=0, correct=True, asked_in="recall 07")
    assert "03-mandate-body" in quiz.review().results
    assert "03-mandate-body" in quiz.recall("07").results


def test_what_was_answered_in_recall_stays_when_more_becomes_due():
    now = START + timedelta(days=40)
    usual = bank.part("07", "recall")
    given = [answer(question.id, days=40, asked_in="recall 07") for question in usual]
    more = [answer("03-stands-in-1244", correct=False), answer("00-read-status", correct=False)]
    assert selection.for_recall("07", more + given, now) == usual


def test_due_goes_by_the_day_so_that_a_weekly_class_does_not_fall_short():
    monday = [answer("07-a", correct=False)]
    (memory,) = spacing.memories(monday, START)
    assert spacing.due(monday, memory.due - timedelta(minutes=30)) == ["07-a"]


def test_the_warm_up_of_the_first_lesson_comes_back_on_later_days(answers: Path):
    store_answer("00-what-a-link-shows", days_ago=3, correct=False, asked_in="recall 00")
    assert "00-what-a-link-shows" in quiz.recall("00").results


def test_the_heading_says_when_nothing_is_due(answers: Path):
    store_answer("03-stands-in-1244", days_ago=1, correct=True, asked_in="exit 03")
    assert quiz.review().heading.startswith("Nothing is due today")


def test_an_exercise_alone_is_no_question_answered(answers: Path):
    store_answer("07.1", days_ago=30, correct=True, asked_in="exercise")
    assert "No question has been answered yet" in repr(quiz.review())


def moments(*days: float, now: float = 30) -> list[float]:
    """Return on which days, after START, answers count that a clock dated to these days, in the order of saving."""
    given = [answer(f"07-{number}", days=day) for number, day in enumerate(days)]
    told = spacing.in_believable_time(given, START + timedelta(days=now))
    assert [one.item for one in told] == [one.item for one in given]
    return [(one.moment - START) / timedelta(days=1) for one in told]


YEAR_2009 = -17 * 365
CLOCKS = {
    "right": ([0, 1, 1, 7], [0, 1, 1, 7]),
    "fell back to its maker's date and was set right": ([3, YEAR_2009, YEAR_2009 + 1, 4], [3, 3, 3, 4]),
    "fell back and was never set right": ([3, YEAR_2009], [3, 3]),
    "was at its maker's date from the start": ([YEAR_2009, YEAR_2009, 4], [4, 4, 4]),
    "was a year ahead for one answer": ([3, 368, 4], [3, 3, 4]),
    "was a year ahead from the start": ([365, 366, 4], [4, 4, 4]),
    "was ten days ahead, and that day has passed": ([1, 12, 3, 4, 5], [1, 1, 3, 4, 5]),
    "was ten days behind for one answer": ([11, 12, 2, 13], [11, 12, 12, 13]),
    "was a year ahead for all answers": ([365, 366], [29, 29]),
    "is some minutes ahead": ([29, 30.01], [29, 30]),
    "is at the end of all calendars": ([1, 365 * 7972], [1, 1]),
    "is at their beginning": ([1, -365 * 2025], [1, 1]),
}


@pytest.mark.parametrize("clock", CLOCKS)
def test_answers_count_on_days_on_which_they_can_have_been_given(clock: str):
    given, counted = CLOCKS[clock]
    assert moments(*given) == pytest.approx(counted)
    assert moments(*counted) == pytest.approx(counted), "believable moments would be changed once more"


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Anchorage"])
def test_a_clock_that_is_wrong_now_trusts_itself(zone: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", zone)
    getattr(time, "tzset", lambda: None)()
    try:
        assert moments(YEAR_2009, YEAR_2009 + 1, now=YEAR_2009 + 3) == [YEAR_2009, YEAR_2009 + 1]
        assert moments(3, YEAR_2009, now=YEAR_2009 + 3) == [YEAR_2009, YEAR_2009]
    finally:
        monkeypatch.undo()
        getattr(time, "tzset", lambda: None)()


@pytest.mark.parametrize("later", [1, 3, 30, 200])
def test_a_time_in_the_future_never_postpones_a_question(later: int):
    ahead = [answer("07-turnout", days=365, correct=False)]
    now = START + timedelta(days=later)
    assert spacing.due(ahead, now) == ["07-turnout"]
    assert selection.for_review(ahead, now)[1] == 1
    assert selection.for_recall("08", ahead, now)[0].id == "07-turnout"
    known = [answer("03-stands-in-1244"), *ahead, answer("00-read-status", days=0.01)]
    assert "07-turnout" in spacing.due(known, now)


def test_a_time_of_long_ago_gives_no_question_a_rest_of_years():
    fell_back = [answer("07-a"), answer("07-a", days=YEAR_2009), answer("07-a", days=3)]
    right_clock = [answer("07-a"), answer("07-a", days=0.01), answer("07-a", days=3)]
    assert due_day(*fell_back, now=START + timedelta(days=4)) == due_day(*right_clock, now=START + timedelta(days=4))


def test_a_clock_that_falls_back_does_not_ask_again_what_was_answered_today():
    now = START + timedelta(days=40)
    before = [answer("03-stands-in-1244", correct=False), answer("00-read-status")]
    questions = selection.for_recall("07", before, now)
    given = [answer(questions[0].id, days=40, asked_in="recall 07")]
    given += [answer(questions[1].id, days=YEAR_2009, asked_in="recall 07")]
    assert selection.for_recall("07", before + given, now) == questions
    assert set(selection.todays(before + given, "recall 07", now)) == {questions[0].id, questions[1].id}


def test_an_answer_dated_to_today_long_before_is_not_todays():
    ahead = [answer("07-turnout", days=40, asked_in="recall 08")]
    since = [answer(f"03-{number}", days=number) for number in range(3)]
    assert selection.todays(ahead + since, "recall 08", START + timedelta(days=40)) == {}
