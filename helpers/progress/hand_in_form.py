"""The form that asks for a nickname and shows what a hand-in holds before it is written."""

from pathlib import Path

import ipywidgets
import pandas as pd
from markupsafe import Markup

from helpers.base import language
from helpers.base.errors import CourseError
from helpers.base.language import gettext as _
from helpers.base.language import ngettext
from helpers.progress import hand_in_file, nickname, written_texts
from helpers.progress.answers import Answer
from helpers.show import html_tables, rubric
from helpers.show.suppress_shortcuts import SuppressShortcuts
from helpers.show.widget_words import WithWords


class HandInForm(WithWords, ipywidgets.VBox):
    """A field for the nickname, what the file would hold in words and as a table, and a button that writes it."""

    def __init__(self, answers: list[Answer], name: str = ""):
        """Show the form.

        Parameters
        ----------
        answers : list of Answer
            The answers to hand in, in the order of saving.
        name : str, optional
            The nickname, with which the content is shown at once.

        Raises
        ------
        CourseError
            For a nickname that cannot be used.
        """
        self._answers = answers
        self._has_texts = bool(written_texts.newest(answers))
        self._content: dict | None = None
        as_wide_as_its_words = ipywidgets.Layout(width="auto")
        self.nickname = ipywidgets.Text(
            value=hand_in_file.own_name(name) if name else "",
            description=_("Nickname"),
            placeholder=nickname.EXAMPLE,
            style={"description_width": "initial"},
        )
        self.with_texts = ipywidgets.Checkbox(
            description=_("Hand in my written texts too"), indent=False, layout=as_wide_as_its_words
        )
        self.shower = ipywidgets.Button(description=_("Show what the file would hold"), layout=as_wide_as_its_words)
        self.button = ipywidgets.Button(description=_("Write this file"), layout=as_wide_as_its_words)
        for control in (self.nickname, self.with_texts):
            control.observe(self._forget_what_was_shown, "value")
        self.shower.on_click(self._show)
        self.button.on_click(self._write)
        self._preview = ipywidgets.HTML()
        self._said = ipywidgets.HTML()
        self._tell("")
        asked = ipywidgets.HBox([self.nickname, self.shower], layout=ipywidgets.Layout(flex_flow="row wrap"))
        consent = [self.with_texts, _about_consent()] if self._has_texts else []
        super().__init__([asked, *consent, self._preview, self.button, self._said, SuppressShortcuts()])
        if name:
            self._show()
        self._refresh()

    def words(self) -> str:
        """Return what the file holds, in sentences; before that, what to do."""
        if self._content is None:
            return _("Type a nickname that your teacher knows; not your real name. Nothing is written or sent yet.")
        counts = self._content["counts"]
        held = ngettext(
            "The file would hold the nickname {nickname} and {count} answered question or exercise",
            "The file would hold the nickname {nickname} and {count} answered questions and exercises",
            counts["answered"],
        ).format(nickname=self._content["nickname"], count=counts["answered"])
        right = _("{first} right at the first try, {last} right at the last").format(
            first=counts["right_at_first"], last=counts["right_at_last"]
        )
        rest = _(
            "For each it holds the first and the last answer, how sure you were, and the time. It holds nothing else "
            "about you or this computer. Its checksum shows accidental damage; it is no proof of honesty."
        )
        return " ".join([f"{held}: {right}. {rest}", *self._about_texts()])

    def _about_texts(self) -> list[str]:
        """Return what becomes of written texts, in one sentence; nothing where none is saved."""
        texts = self._content.get("texts", []) if self._content else []
        if texts:
            said = ngettext(
                "Besides, it would hold {count} written text, which your teacher will read.",
                "Besides, it would hold {count} written texts, which your teacher will read.",
                len(texts),
            )
            return [said.format(count=len(texts))]
        return [_("What you wrote in written checks stays on this computer.")] if self._has_texts else []

    def _shown(self) -> Markup:
        table = Markup()
        if self._content:
            frame = _as_table(self._content)
            summary = _("Everything that it holds ({count} rows)").format(count=len(frame))
            if len(frame):
                table = Markup(html_tables.folded(summary, html_tables.as_html(frame, summary)))
            table += _texts_as_html(self._content.get("texts", []))
        return Markup('<div lang="{}"><p>{}</p>{}</div>').format(language.current(), self.words(), table)

    def _refresh(self) -> None:
        self._preview.value = self._shown()
        self.button.disabled = self._content is None

    def _tell(self, sentence: str) -> None:
        self._said.value = Markup('<p role="status">{}</p>').format(sentence)

    def _forget_what_was_shown(self, _change: dict) -> None:
        """Take the content away while nickname or consent changes: what is written must be what was shown."""
        if self._content:
            self._content = None
            self._refresh()

    def _show(self, _button: ipywidgets.Button | None = None) -> None:
        try:
            self._build()
            self._tell("")
        except CourseError as error:
            self._content = None
            self._tell(str(error))
        self._refresh()

    def _build(self) -> None:
        agreed = self._has_texts and self.with_texts.value
        self._content = hand_in_file.build(self.nickname.value, self._answers, with_texts=agreed)

    def _write(self, _button: ipywidgets.Button) -> None:
        if self._content is None:
            return
        try:
            path = hand_in_file.write(self._content, Path.cwd())
        except CourseError as error:
            self._tell(str(error))
        else:
            self._tell(_handed_over(self._content, path.name))
            self.button.disabled = True

    def words_as_html(self) -> str:
        """Return what the file would hold, as a page shows it without a kernel."""
        return self._shown()

    def words_as_text(self) -> str:
        """Return the same in sentences."""
        return self.words()


def _handed_over(content: dict, file: str) -> str:
    """Put a hand-in where a hub collects them, and return where its file is now."""
    folder = hand_in_file.teachers_folder()
    if folder is None:
        return _("Written: {file}, in the folder of this lesson. Give it to your teacher.").format(file=file)
    try:
        hand_in_file.hand_over(content, folder)
    except CourseError:
        said = _(
            "Written: {file}, in the folder of this lesson. Your teacher's folder did not take it: give it to your teacher."
        )
    else:
        said = _("Written: {file}, in the folder of this lesson, and put into your teacher's folder.")
    return said.format(file=file)


def _about_consent() -> ipywidgets.HTML:
    words = _("Your teacher will read them. No name stands beside them but your nickname.")
    return ipywidgets.HTML(Markup('<p lang="{}">{}</p>').format(language.current(), words))


def _texts_as_html(texts: list[dict]) -> Markup:
    """Return the written texts as they would be handed in, each under its lesson."""
    head = _("Your written text of lesson {lesson}")
    return Markup().join(
        Markup("<p><strong>{}</strong></p>{}").format(head.format(lesson=text["lesson"]), rubric.typed(text["text"]))
        for text in texts
    )


def _as_table(content: dict) -> pd.DataFrame:
    yes_or_no = {True: _("right"), False: _("not right"), None: ""}
    how_sure = {"guess": _("a guess"), "fairly sure": _("fairly sure"), "sure": _("sure"), None: ""}

    def cells(given: dict) -> list[str]:
        return [str(given["response"]), yes_or_no[given["correct"]], how_sure[given["certainty"]], given["at"]]

    rows = [
        [entry["item"], entry["tries"], *cells(entry["first"]), *cells(entry["last"])] for entry in content["answers"]
    ]
    first = [_("First answer"), _("First result"), _("First: how sure"), _("First: time")]
    last = [_("Last answer"), _("Last result"), _("Last: how sure"), _("Last: time")]
    return pd.DataFrame(rows, columns=[_("Question"), _("Tries"), *first, *last])
