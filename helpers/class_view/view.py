"""Show a class: pictures that name nobody, then tables for the teacher, and a table for a spreadsheet."""

from pathlib import Path

import pandas as pd
from markupsafe import Markup

from helpers.base import language
from helpers.base.errors import CourseError
from helpers.base.language import gettext as _
from helpers.base.language import ngettext
from helpers.class_view import analysis, sentences, spreadsheet
from helpers.class_view import texts as written
from helpers.class_view.pictures import ClassPictures
from helpers.class_view.reading import ClassFolder
from helpers.class_view.sentences import percent
from helpers.progress import Sentence
from helpers.quiz import bank
from helpers.quiz.texts import texts
from helpers.show import html_tables
from helpers.show.chart import Chart


class ClassView:
    """The class as pictures and tables; as HTML in a notebook, as words elsewhere."""

    def __init__(self, folder: ClassFolder):
        self.folder = folder
        self.items = analysis.items(folder.answers)
        self._pictures = ClassPictures(folder.answers, self.items)

    def to_project(self) -> ClassPictures:
        """Return the pictures alone, for a page that learners see: no nickname, no typed word, no file."""
        return self._pictures

    def picture(self, item: str) -> Chart | Sentence:
        """Draw one question or guess, such as one that is not among those to talk about.

        Parameters
        ----------
        item : str
            Its id, as in the table of all questions, such as ``"07-was-30-final"``.

        Returns
        -------
        Chart or Sentence
            The picture; a sentence when nobody in the folder answered such a question.
        """
        try:
            return self._pictures.of_question(item)
        except CourseError as error:
            return Sentence(error)

    def summary(self) -> str:
        """Return in one paragraph how many files were read and what is in them."""
        count = len(self.folder.learners)
        if not count:
            said = _("No hand-in could be read.")
        else:
            said = ngettext("{count} learner handed in.", "{count} learners handed in.", count).format(count=count)
            answered = len(analysis.marked(self.folder.answers))
            said += " " + _("{answers} first answers to {questions} questions were read.").format(
                answers=f"{answered:,}", questions=len(self.items)
            )
        skipped = len(self.folder.skipped)
        if skipped:
            said += " " + ngettext(
                "{count} file was skipped; the list at the end says why.",
                "{count} files were skipped; the list at the end says why.",
                skipped,
            ).format(count=skipped)
        return said

    def tables(self) -> list[tuple[str, pd.DataFrame, bool]]:
        """Return the tables in their order: caption, rows, whether it is folded at first."""
        found = [
            (_("To talk about tomorrow, worst first"), _for_talking(analysis.to_talk_about(self.items)), False),
            (_("How sure, and how often right at the first try"), _for_certainty(self.folder.answers), False),
            (_("Guesses before looking"), _for_guesses(self.folder.answers), True),
            (_("All questions"), _for_all(self.items), True),
            (_("Every wrong choice at the first try"), self._wrong_choices(), True),
            (_("Who handed in"), _for_learners(self.folder.learners), True),
            (_("Files that were skipped"), _for_skipped(self.folder.skipped), False),
        ]
        return [(caption, rows, folded) for caption, rows, folded in found if len(rows)]

    def _wrong_choices(self) -> pd.DataFrame:
        answers = analysis.marked(self.folder.answers)
        wrong, questions = answers[~answers["correct"]], bank.all_questions()
        rows = [
            (item, choice, count)
            for item, group in wrong.groupby("item")
            for choice, count in analysis.wrong_choices(questions[str(item)], group["response"].tolist())
        ]
        return pd.DataFrame(rows, columns=[_("Item"), _("Chosen"), _("Learners")])

    def to_spreadsheet(self, path: str | Path) -> Sentence:
        """Write the table of all questions as an Excel workbook.

        A CSV file is read by the settings of each computer: where commas stand in numbers it opens in one column, and
        1.33 becomes 133 or a day. A workbook says of each cell whether it is a number or a text, so that it opens in
        columns, with the numbers meant, in every spreadsheet and in every country.

        Parameters
        ----------
        path : str or Path
            The new file; one that exists is not overwritten. Its name ends in ``.xlsx`` in any case.

        Raises
        ------
        CourseError
            When the file exists or cannot be written.
        """
        path = spreadsheet.with_ending(Path(path))
        try:
            spreadsheet.write(path, _for_spreadsheet(self.items), as_percent=(_("Right at first"), _("Right at last")))
        except FileExistsError as error:
            raise CourseError(_("{file} exists already. Choose another name.").format(file=path.name)) from error
        except OSError as error:
            sentence = _("{file} cannot be written: {fault}.")
            raise CourseError(sentence.format(file=path.name, fault=error.strerror)) from error
        return Sentence(_("Written: {file}, {count} questions.").format(file=path.name, count=len(self.items)))

    # As lesson 90 of the first edition calls it.
    to_csv = to_spreadsheet

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        said = [self.summary()]
        if len(self.folder.learners):
            said += [sentences.talk_first(self.items), sentences.may_be_shown(len(self.folder.learners))]
        parts = [Markup("<p>{}</p>").format(sentence) for sentence in said]
        words = list(said)
        if self._pictures.charts:
            parts += [_heading(_("Pictures for the class")), self._pictures.html(), _heading(_("Tables for you alone"))]
            words += self._pictures.words()
        lesson_words = language.of_the_lessons(
            _("Question"), _("Chosen"), _("Chosen most often instead"), _("Lesson and heading")
        )
        for caption, rows, folded in self.tables():
            table = html_tables.as_html(rows, caption, lesson_words)
            head = f"{caption} ({len(rows)})"
            parts.append(Markup(html_tables.folded(head, table) if folded else table))
            words.append(html_tables.as_text(rows, caption))
        parts.append(written.as_html(self.folder.texts))
        words += written.as_text(self.folder.texts)
        html = Markup('<div lang="{}">{}</div>').format(language.current(), Markup().join(parts))
        return {"text/html": html, "text/plain": "\n\n".join(words)}


def _heading(said: str) -> Markup:
    return Markup("<h3>{}</h3>").format(said)


def _for_talking(table: pd.DataFrame) -> pd.DataFrame:
    questions = bank.all_questions()
    rows = [
        (
            row["question"],
            row["answered"],
            percent(row["right_at_first"]),
            row["sure_and_wrong"],
            f"{row['chosen_instead']} ({row['chosen_by']})",
            f"{row['lesson']}: {questions[row['item']].reread}",
        )
        for row in table.to_dict("records")
    ]
    heads = [
        _("Question"),
        _("Answered"),
        _("Right at first"),
        _("Sure and wrong"),
        _("Chosen most often instead"),
        _("Lesson and heading"),
    ]
    return pd.DataFrame(rows, columns=heads)


def _for_certainty(answers: pd.DataFrame) -> pd.DataFrame:
    rows = [
        (texts()[row["certainty"]], row["answers"], percent(row["right"] / row["answers"]) if row["answers"] else "")
        for row in analysis.certainty(answers).to_dict("records")
    ]
    frame = pd.DataFrame(rows, columns=[_("How sure"), _("First answers"), _("Right")])
    return frame if frame[_("First answers")].sum() else frame.iloc[:0]


def _for_guesses(answers: pd.DataFrame) -> pd.DataFrame:
    heads = [_("Question"), _("Guessed"), _("Lowest"), _("Middle"), _("Highest")]
    return analysis.guesses(answers).set_axis(heads, axis=1)


def _for_all(table: pd.DataFrame) -> pd.DataFrame:
    shown = table.drop(columns=["question", "chosen_instead", "chosen_by"])
    shown = shown.assign(
        right_at_first=shown["right_at_first"].map(percent), right_at_last=shown["right_at_last"].map(percent)
    )
    shown = shown[["item", "lesson", "answered", "right_at_first", "right_at_last", "sure_and_wrong", "discrimination"]]
    heads = [
        _("Item"), _("Lesson"), _("Answered"), _("Right at first"), _("Right at last"), _("Sure and wrong"),
        _("Discrimination"),
    ]  # fmt: skip
    return shown.set_axis(heads, axis=1)


def _for_spreadsheet(table: pd.DataFrame) -> pd.DataFrame:
    heads = {
        "lesson": _("Lesson"), "item": _("Item"), "question": _("Question"), "answered": _("Answered"),
        "right_at_first": _("Right at first"), "right_at_last": _("Right at last"),
        "sure_and_wrong": _("Sure and wrong"), "chosen_instead": _("Chosen most often instead"),
        "chosen_by": _("Learners"), "discrimination": _("Discrimination"),
    }  # fmt: skip
    return table[list(heads)].rename(columns=heads)


def _for_learners(learners: pd.DataFrame) -> pd.DataFrame:
    return learners.set_axis([_("Nickname"), _("Made at (UTC)"), _("Answered")], axis=1)


def _for_skipped(skipped: list[tuple[str, str]]) -> pd.DataFrame:
    return pd.DataFrame(skipped, columns=[_("File"), _("Fault")])
