"""The goals of all lessons in one table, with the questions that ask for each."""

from collections.abc import Iterator, Sequence

import pandas as pd

from helpers.base import lessons
from helpers.base.language import gettext as _
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.show.html_tables import Table

OTHER_PARTS = ("practice", "exam")


def goals() -> Table:
    """Return a table with a row for each goal: how many questions of the exit check and how many others ask for it."""
    heads = [_("Lesson"), _("After it learners can"), _("Exit check"), _("Other questions")]
    return Table(pd.DataFrame(list(_rows()), columns=heads), _("Goals of all lessons"), folds=False)


def _rows() -> Iterator[tuple[str, str, int, int]]:
    for lesson in lessons.of_shape("lesson"):
        exit_check = bank.part(lesson.number, "exit")
        others = [question for part in OTHER_PARTS for question in bank.part(lesson.number, part)]
        for number, goal in enumerate(lesson.goals, start=1):
            yield (
                f"{lesson.number} {lesson.title}",
                f"{number}. {goal}",
                _asking(exit_check, number),
                _asking(others, number),
            )


def _asking(questions: Sequence[Question], goal: int) -> int:
    return sum(question.goal == goal for question in questions)
