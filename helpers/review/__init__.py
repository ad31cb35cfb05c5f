"""A learner's own progress: what is known, as a picture with words, and what to reread."""

from collections import Counter

import pandas as pd

from helpers import progress, tables
from helpers.base import language
from helpers.base.language import gettext as _
from helpers.progress import Answer, Sentence
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.review import learning
from helpers.show.chart import Chart
from helpers.show.html_tables import Table

MOST_ROWS = 15


def chart() -> Chart | Sentence:
    """Return the learner's progress as a picture; a sentence while there is none."""
    answers = _to_questions(progress.history())
    return learning.lessons(by_lesson(answers), sure(answers)) if answers else _nothing_yet()


def reread() -> Table | Sentence:
    """Return which headings to read again, those with most questions that are not right yet first."""
    answers = _to_questions(progress.history())
    if not answers:
        return _nothing_yet()
    table = headings(answers)
    if table.empty:
        return Sentence(_("Nothing to reread: the last answer to every question that you have tried is right."))
    return tables.show(table, _("What to reread"), language.of_the_lessons(_("Heading")))


def _nothing_yet() -> Sentence:
    return Sentence(_("No question has been answered yet. Take a lesson first; then this cell has something to show."))


def _to_questions(answers: list[Answer]) -> list[Answer]:
    with_key = bank.with_key()
    return [answer for answer in answers if answer.item in with_key and answer.correct is not None]


def by_lesson(answers: list[Answer]) -> pd.DataFrame:
    """Return how many questions of each lesson are known.

    Parameters
    ----------
    answers : list of Answer
        Answers to questions of the bank, oldest first.

    Returns
    -------
    pandas.DataFrame
        One row a lesson with an answer: lesson, right_at_first, right_later, not_yet, open (numbers of questions).
    """
    first = {answer.item: answer.correct for answer in reversed(answers)}
    last = {answer.item: answer.correct for answer in answers}
    states: dict[str, Counter[str]] = {}
    for question in bank.with_key().values():
        states.setdefault(question.lesson, Counter())[_state(question, first, last)] += 1
    rows = [
        {"lesson": lesson, **{state: count[state] for state in learning.STATES}}
        for lesson, count in states.items()
        if count["open"] < count.total()
    ]
    return pd.DataFrame(rows, columns=["lesson", *learning.STATES])


def _state(question: Question, first: dict[str, bool], last: dict[str, bool]) -> str:
    if question.id not in last:
        return "open"
    if not last[question.id]:
        return "not_yet"
    return "right_at_first" if first[question.id] else "right_later"


def sure(answers: list[Answer]) -> tuple[int, int]:
    """Return how many first answers were given as sure, and how many of these were right."""
    first = {answer.item: answer for answer in reversed(answers)}
    given = [answer.correct for answer in first.values() if answer.certainty == "sure"]
    return len(given), sum(map(bool, given))


def headings(answers: list[Answer]) -> pd.DataFrame:
    """Return the headings with questions whose last answer is not right, most such questions first."""
    last = {answer.item: answer.correct for answer in answers}
    questions = bank.all_questions()
    missed = Counter((questions[item].lesson, questions[item].reread) for item, right in last.items() if not right)
    rows = [(lesson, heading, count) for (lesson, heading), count in missed.items()]
    rows.sort(key=lambda row: (-row[2], row[0], row[1]))
    return pd.DataFrame(rows[:MOST_ROWS], columns=[_("Lesson"), _("Heading"), _("Questions not right yet")])
