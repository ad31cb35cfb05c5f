"""The picture of one question: a bar for each choice, the key marked, and who was sure and wrong told apart."""

import pandas as pd

from helpers.base import language
from helpers.base.language import gettext as _
from helpers.class_view import layout
from helpers.class_view.tally import SURE, Bar, Tally, tally
from helpers.quiz.kinds.base import Question
from helpers.show.chart import Chart

# Stands before the text of the key, which is bold too.
KEY = "▸ "


def picture(question: Question, answers: pd.DataFrame) -> Chart:
    """Draw what learners chose at the first try.

    Parameters
    ----------
    question : Question
        A question that has a key.
    answers : pandas.DataFrame
        The first answers to it, at least one: ``response``, ``correct``, ``certainty``.
    """
    counted = tally(question, answers)
    rows = [_row(bar, counted) for bar in counted.bars]
    point = _point(answers)
    asked = [question.stem, *question.extract]
    with layout.page(point, asked, layout.height_of(rows) + layout.LEGEND) as page:
        layout.draw_rows(page, rows)
        layout.draw_legend(page)
    # Each sentence says a thing of its own; which are needed depends on the question.
    notes = [counted.note, _left_out(counted), _where(question)]
    caption = " ".join(note for note in notes if note)
    words = " ".join([point, *asked, _bars_in_words(rows), counted.note]).strip()
    return Chart(page.figure.svg, words, _table(counted), caption, language.of_the_lessons(*_lesson_columns()))


def _point(answers: pd.DataFrame) -> str:
    right = answers["correct"].eq(True)
    sure = int((~right & answers["certainty"].eq(SURE)).sum())
    sentence = _("Right at the first try: {right} of {answered}. Wrong and sure of it: {sure}.")
    return sentence.format(right=int(right.sum()), answered=len(answers), sure=sure)


def _row(bar: Bar, counted: Tally) -> layout.Row:
    share = 1 / counted.answered
    is_bold = bar.is_key and not counted.of_parts
    return layout.Row(
        KEY + bar.text if is_bold else bar.text,
        _said_of_part(bar) if counted.of_parts else _said_of_choice(bar, counted.answered),
        bar.right * share,
        bar.sure * share,
        bar.unsure * share,
        is_bold=is_bold,
    )


def _said_of_choice(bar: Bar, answered: int) -> str:
    """Return the words beside the bar of a choice."""
    fields = {"count": bar.learners, "answered": answered, "sure": bar.sure}
    if bar.is_key:
        sentence = _("{count} of {answered}, right answer") if bar.learners else _("nobody, right answer")
    elif not bar.learners:
        sentence = _("nobody")
    elif bar.learners == 1:
        sentence = _("1 of {answered}, sure of it") if bar.sure else _("1 of {answered}, not sure")
    else:
        sentence = _("{count} of {answered}, {sure} sure of it") if bar.sure else _("{count} of {answered}, none sure")
    return sentence.format(**fields)


def _said_of_part(bar: Bar) -> str:
    """Return the words beside the bar of a part: everybody is in it."""
    wrong = bar.sure + bar.unsure
    fields = {"right": bar.right, "wrong": wrong, "sure": bar.sure}
    if not wrong:
        sentence = _("{right} right, nobody wrong")
    else:
        sentence = _("{right} right, {wrong} wrong: {sure} sure") if bar.sure else _("{right} right, {wrong} wrong")
    return sentence.format(**fields)


def _bars_in_words(rows: list[layout.Row]) -> str:
    return "; ".join(f"{row.text.removeprefix(KEY)} ({row.said})" for row in rows) + "."


def _left_out(counted: Tally) -> str:
    if not counted.left_out:
        return ""
    return _("Answers that fit no bar: {count}.").format(count=counted.left_out)


def _where(question: Question) -> str:
    return _("First answers, one a learner. Lesson {lesson}, to reread: {heading}.").format(
        lesson=question.lesson, heading=question.reread.rstrip(".?")
    )


def _lesson_columns() -> tuple[str, str]:
    return _("Answer"), _("Most often instead")


def _table(counted: Tally) -> pd.DataFrame:
    answer, instead = _lesson_columns()
    rows = [
        {
            answer: bar.text,
            _("Right answer"): _("yes") if bar.is_key else _("no"),
            _("Learners"): bar.learners,
            _("Right"): bar.right,
            _("Wrong and sure"): bar.sure,
            _("Wrong, less sure"): bar.unsure,
            instead: bar.instead,
        }
        for bar in counted.bars
    ]
    # What says the same in each row says nothing.
    unneeded = [_("Right answer"), _("Learners")] if counted.of_parts else [instead, _("Right")]
    return pd.DataFrame(rows).drop(columns=unneeded)
