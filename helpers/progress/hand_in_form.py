"""The form that shows a learner what a hand-in holds before it is written."""

from html import escape
from pathlib import Path

import ipywidgets
import pandas as pd

from helpers.base import language
from helpers.base.errors import CourseError
from helpers.base.language import gettext as _
from helpers.base.language import ngettext
from helpers.progress import hand_in_file
from helpers.show import html_tables
from helpers.show.suppress_shortcuts import SuppressShortcuts


class HandInForm(ipywidgets.VBox):
    """The content in words and as a table, and one button that writes it."""

    def __init__(self, content: dict):
        self._content = content
        self.button = ipywidgets.Button(description=_("Write this file"), layout=ipywidgets.Layout(width="auto"))
        self.button.on_click(self._write)
        self._said = ipywidgets.HTML('<p role="status"></p>')
        super().__init__([ipywidgets.HTML(self._shown()), self.button, self._said, SuppressShortcuts()])

    def words(self) -> str:
        """Return what the file holds, in sentences."""
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
        return f"{held}: {right}. {rest}"

    def _shown(self) -> str:
        frame = _as_table(self._content)
        summary = _("Everything that it holds ({count} rows)").format(count=len(frame))
        return (
            f'<div lang="{language.current()}"><p>{escape(self.words())}</p>'
            f"{html_tables.folded(summary, html_tables.as_html(frame, summary))}</div>"
        )

    def _write(self, _button: ipywidgets.Button) -> None:
        try:
            path = hand_in_file.write(self._content, Path.cwd())
        except CourseError as error:
            said = str(error)
        else:
            said = _("Written: {file}, in the folder of this lesson. Give it to your teacher.").format(file=path.name)
            self.button.disabled = True
        self._said.value = f'<p role="status">{escape(said)}</p>'

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict, dict]:
        bundle = super()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        return {**data, "text/html": self._shown(), "text/plain": self.words()}, metadata


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
