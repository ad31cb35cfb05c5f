"""The pictures of a class, which name nobody: the questions to talk about, certainty, and guesses."""

from functools import cached_property

import pandas as pd
from markupsafe import Markup

from helpers.base import language
from helpers.base.errors import CourseError
from helpers.base.language import gettext as _
from helpers.class_view import analysis
from helpers.quiz import bank
from helpers.quiz.kinds.guess import Guess
from helpers.show.chart import Chart

# Each picture takes a moment; what is not drawn of itself can be asked for.
MOST_GUESSES = 1


class ClassPictures:
    """The part of a class view that can be projected; drawn when it is first shown."""

    def __init__(self, answers: pd.DataFrame, items: pd.DataFrame):
        self._answers = answers
        self._items = items

    @cached_property
    def charts(self) -> list[Chart]:
        """The pictures in their order: questions to talk about, worst first; certainty; the guess that most made."""
        drawn = [self.of_question(item) for item in analysis.to_talk_about(self._items)["item"]]
        if len(self._items):
            # matplotlib is loaded when something is drawn: the lesson's first cell must not wait for it.
            from helpers.class_view import certainty_picture

            drawn.append(certainty_picture.picture(self._answers))
        return drawn + [self.of_question(item) for item in analysis.most_guessed(self._answers)[:MOST_GUESSES]]

    def of_question(self, item: str) -> Chart:
        """Draw one question or guess.

        Parameters
        ----------
        item : str
            Its id, as in the table of all questions, such as ``"07-was-30-final"``.

        Raises
        ------
        CourseError
            When nobody in the folder answered such a question in a form that can be read.
        """
        from helpers.class_view import guess_pictures, question_pictures

        questions = bank.all_questions()
        own = self._answers[self._answers["item"] == item]
        if item not in questions or own.empty:
            sentence = _(
                "Nobody in these hand-ins answered a question {item}. The table of all questions lists their names."
            )
            raise CourseError(sentence.format(item=item))
        question = questions[item]
        if isinstance(question, Guess):
            drawn = guess_pictures.picture(question, own)
        else:
            own = analysis.marked(own)
            drawn = question_pictures.picture(question, own) if len(own) else None
        if drawn is None:
            sentence = _("No picture of {item}: no answer to it in these hand-ins can be read.")
            raise CourseError(sentence.format(item=item))
        return drawn

    def html(self) -> Markup:
        """Return all pictures with their tables folded."""
        return Markup().join(
            Markup('<div style="margin:1.5em 0">{}</div>').format(chart.html()) for chart in self.charts
        )

    def words(self) -> list[str]:
        """Return each picture in words."""
        return [chart.words for chart in self.charts] or [_("No picture: no question was answered.")]

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        shown = self.html() or Markup("<p>{}</p>").format(self.words()[0])
        html = Markup('<div lang="{}">{}</div>').format(language.current(), shown)
        return {"text/html": html, "text/plain": "\n\n".join(self.words())}
