"""Quizzes: a bank of questions, marking, spaced repetition, a widget and a version that needs no kernel."""

import pandas as pd

from helpers import progress
from helpers.base import lessons, written_checks
from helpers.base.language import gettext as _
from helpers.base.language import ngettext
from helpers.progress import Sentence
from helpers.quiz import bank, selection
from helpers.quiz.goals import goals as goals
from helpers.quiz.teachers_key import WrittenKey
from helpers.quiz.widget import Quiz
from helpers.quiz.written import WrittenQuiz
from helpers.show import html_tables


def exit_check(lesson: str) -> Quiz:
    """Return the four questions at the end of a lesson (``"07"``)."""
    return _quiz(lesson, "exit", _("Exit check"))


def practice(lesson: str) -> Quiz:
    """Return the lesson's other questions."""
    return _quiz(lesson, "practice", _("More questions"))


def predict(lesson: str) -> Quiz:
    """Return the lesson's guess before looking: it is kept and never marked."""
    return _quiz(lesson, "predict", _("Your guess"))


def after(lesson: str) -> Quiz:
    """Return what a lesson asks once more at its end, to set beside the guess of its beginning."""
    return _quiz(lesson, "after", _("And now?"))


def written_check(lesson: str) -> WrittenQuiz:
    """Return the written check of a lesson: a box for a text, then three sample answers to compare it with."""
    return WrittenQuiz(written_checks.of(lesson))


def exam() -> Quiz:
    """Return the course's own exam, twenty questions of all lessons; they come without the answers given elsewhere."""
    lesson = lessons.of_shape("lesson")[-1].number
    place = selection.place("exam", lesson)
    restored = selection.todays(progress.history(), place)
    return Quiz(_("Exam of the course"), bank.part(lesson, "exam"), place, restored=restored)


def _quiz(lesson: str, part: str, heading: str) -> Quiz:
    return Quiz(heading, bank.part(lesson, part), selection.place(part, lesson))


def recall(lesson: str) -> Quiz:
    """Return three questions that are due from other lessons; in the first lesson, three to warm up.

    They are asked without the answer that was given to them elsewhere, and come back as they were on the same day.
    """
    answers = progress.history()
    place = selection.place("recall", lesson)
    questions = selection.for_recall(lesson, answers)
    own = all(question.lesson == lesson for question in questions)
    return Quiz(_("Start and recall"), questions, place, restored=None if own else selection.todays(answers, place))


def review() -> Quiz | Sentence:
    """Return at most ten questions of all lessons: those that are due, then those that are likeliest forgotten."""
    answers = progress.history()
    questions, due = selection.for_review(answers)
    if questions:
        place = selection.place_of_review()
        heading = ngettext("{count} question is due today", "{count} questions are due today", due).format(count=due)
        if not due:
            heading = _("Nothing is due today; these you are most likely to forget")
        return Quiz(heading, questions, place, restored=selection.todays(answers, place))
    if bank.known([answer.item for answer in answers if answer.correct is not None]):
        return Sentence(_("You answered everything today. Come back in a day or two, or start another lesson."))
    return Sentence(_("No question has been answered yet. Take a lesson first; its questions come back here."))


def answer_key(lesson: str) -> html_tables.Table:
    """Return the key of a lesson for the teacher: each question with its place in the lesson and the reason."""
    parts = {"recall": _("Start and recall"), "exit": _("Exit check"), "practice": _("More questions")}
    rows = [
        (question.asked, words, question.solution, question.reason)
        for part, words in parts.items()
        for question in bank.part(lesson, part)
    ]
    return html_tables.Table(
        pd.DataFrame(rows, columns=[_("Question"), _("Asked in"), _("Right"), _("Why")]),
        _("Key of lesson {lesson}").format(lesson=lesson),
        folds=False,
    )


def written_key(lesson: str = "") -> WrittenKey:
    """Return the written check of a lesson for the teacher, everything open; of all lessons by default."""
    return WrittenKey([written_checks.of(lesson)] if lesson else written_checks.all())
