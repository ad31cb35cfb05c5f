"""The form with which a learner puts a briefing together; each change is kept at once."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import ipywidgets
from markupsafe import Markup

from helpers import claims
from helpers.base import language
from helpers.base.errors import CourseError
from helpers.base.language import gettext as _
from helpers.briefing import content, draft, page
from helpers.show.suppress_shortcuts import SuppressShortcuts
from helpers.show.widget_words import SCREEN_ONLY, WithWords

# The label stands above: beside it, a phone would leave the field no room.
_WIDE = ipywidgets.Layout(width="98%", max_width="60em", flex_flow="column", align_items="stretch")
_SHORT = ipywidgets.Layout(max_width="98%")
_STYLE = {"description_width": "fit-content"}
_SHOWN_CHARACTERS = 150
# Typed letters reach the kernel a moment late; the page is written when none has come for so long.
_PAUSE_SECONDS = 0.7


class BriefingForm(WithWords, ipywidgets.VBox):
    """Controls for each part of a briefing, the statements chosen so far, and a button that writes the page."""

    def __init__(self) -> None:
        self.briefing = draft.load()
        self._changed_at = 0.0
        self.writer: threading.Thread | None = None
        self._make_picker()
        self._make_texts()
        self.write = self._button(_("Write the page"), self._write_soon)
        self.said = ipywidgets.HTML()
        self._say("")
        self._chosen = ipywidgets.HTML(str(self._chosen_html()))
        picker = [self.lesson, self.statement, self.whole, ipywidgets.HBox(list(self.add.values()), layout=_WRAP)]
        removers = ipywidgets.HBox(list(self.take_away.values()), layout=_WRAP)
        rest = [self.texts["unknown"], self.texts["change"], self.sure, self.picture, self.write, self.said]
        super().__init__([self.texts["advice"], *picker, self._chosen, removers, *rest, SuppressShortcuts()])

    def _make_picker(self) -> None:
        numbers = claims.lessons()
        self.lesson = ipywidgets.Dropdown(
            options=[(_("Lesson {lesson}").format(lesson=number), number) for number in numbers],
            value=numbers[-1],
            description=_("Statements of"),
            layout=_SHORT,
            style=_STYLE,
        )
        self.statement = ipywidgets.Select(rows=8, description=_("Statement"), layout=_WIDE, style=_STYLE)
        self.whole = ipywidgets.HTML()
        for control in (self.lesson, self.statement, self.whole):
            # What is only looked at does not belong on paper.
            control.add_class(SCREEN_ONLY)
        self.statement.observe(lambda _change: self._show_whole(), names="value")
        self._fill_statements()
        self.lesson.observe(lambda _change: self._fill_statements(), names="value")
        add_words = {"first": _("Add to the first reading"), "second": _("Add to the second reading")}
        away_words = {
            "first": _("Take the last one from the first reading"),
            "second": _("Take the last one from the second reading"),
        }
        self.add = {
            name: self._button(words, lambda _b, reading=name: self._add(reading)) for name, words in add_words.items()
        }
        self.take_away = {
            name: self._button(words, lambda _b, reading=name: self._keep(self.briefing.without_last(reading)))
            for name, words in away_words.items()
        }

    def _make_texts(self) -> None:
        words = {
            "advice": _("My advice"),
            "unknown": _("What stays unknown"),
            "change": _("What would change my mind"),
        }
        self.texts = {
            name: ipywidgets.Textarea(
                value=getattr(self.briefing, name), description=label, rows=3, layout=_WIDE, style=_STYLE
            )
            for name, label in words.items()
        }
        for name, control in self.texts.items():
            control.observe(lambda change, field=name: self._keep_text(field, change["new"]), names="value")
        self.sure = ipywidgets.BoundedIntText(
            value=self.briefing.sure,
            min=0,
            max=10,
            description=_("How sure, from 0 to 10"),
            layout=_SHORT,
            style=_STYLE,
        )
        self.sure.observe(lambda change: self._keep(replace(self.briefing, sure=change["new"])), names="value")
        pictures = [(_("no picture"), ""), *((words, key) for key, words in page.picture_names().items())]
        held = self.briefing.picture if self.briefing.picture in page.PICTURES else ""
        self.picture = ipywidgets.Dropdown(
            options=pictures, value=held, description=_("Picture"), layout=_SHORT, style=_STYLE
        )
        self.picture.observe(lambda change: self._keep(replace(self.briefing, picture=change["new"])), names="value")

    @staticmethod
    def _button(words: str, action: object) -> ipywidgets.Button:
        button = ipywidgets.Button(description=words, layout=ipywidgets.Layout(width="auto", align_self="flex-start"))
        button.on_click(action)
        return button

    def _fill_statements(self) -> None:
        listed = claims.of_lesson(self.lesson.value)
        self.statement.options = [(_shortened(claim.statement), claim.id) for claim in listed]
        self.statement.value = listed[0].id

    def _show_whole(self) -> None:
        if self.statement.value is None:
            return
        # A list cuts long statements off; whoever chooses one must be able to read it, and who says so.
        claim = claims.get(self.statement.value)
        words = Markup('<p role="status" lang="en">{} <em>({})</em></p>')
        self.whole.value = str(words.format(claim.statement, claims.title(claim)))

    def _add(self, reading: str) -> None:
        grown = self.briefing.with_claim(reading, self.statement.value)
        if grown == self.briefing:
            self._say(_("It stands there already, or the reading is full: eight statements are the most."))
        else:
            self._keep(grown)

    def _keep_text(self, field: str, text: str) -> None:
        if len(text) > content.LONGEST_TEXT:
            self._say(_("Only the first {count} characters are kept.").format(count=content.LONGEST_TEXT))
        kept = replace(self.briefing, **{field: text[: content.LONGEST_TEXT]})
        self._keep(kept, quiet=len(text) > content.LONGEST_TEXT)

    def _keep(self, briefing: content.Briefing, quiet: bool = False) -> None:
        self.briefing = briefing
        self._changed_at = time.monotonic()
        self._chosen.value = str(self._chosen_html())
        if not draft.save(briefing):
            self._say(_("The draft cannot be stored on this computer. Write the page before you close the lesson."))
        elif not quiet:
            self._say("")

    def _write_soon(self, _button: ipywidgets.Button) -> None:
        if self.writer is None or not self.writer.is_alive():
            # Waiting in this thread would keep the letters from arriving.
            self.writer = threading.Thread(target=self._write_after_a_pause, daemon=True)
            self.writer.start()

    def _write_after_a_pause(self) -> None:
        time.sleep(_PAUSE_SECONDS)
        while time.monotonic() - self._changed_at < _PAUSE_SECONDS:
            time.sleep(_PAUSE_SECONDS / 4)
        self._write()

    def _write(self) -> None:
        lacking = content.faults(self.briefing)
        if lacking:
            self._say(" ".join([_("The page is not written yet."), *lacking]))
            return
        try:
            path = page.write(self.briefing, Path.cwd())
        except CourseError as error:
            self._say(str(error))
        else:
            words = _("Written: {file}, in the folder of this lesson. Open it, read it, print it.")
            self._say(words.format(file=path.name))

    def _say(self, words: str) -> None:
        self.said.value = str(Markup('<p role="status">{}</p>').format(words))

    def _chosen_html(self) -> Markup:
        readings = {"first": _("The first reading"), "second": _("The second reading")}
        item = Markup('<li lang="en">{}</li>')
        parts = []
        for reading, words in readings.items():
            items = Markup("").join(item.format(claims.get(one).statement) for one in getattr(self.briefing, reading))
            body = (
                Markup("<ol>{}</ol>").format(items) if items else Markup("<p>{}</p>").format(_("Nothing chosen yet."))
            )
            parts.append(Markup("<p><strong>{}</strong></p>{}").format(words, body))
        return Markup('<div lang="{}">{}</div>').format(language.current(), Markup("").join(parts))

    def words_as_html(self) -> str:
        """Return what to do, and what has been chosen so far."""
        return str(Markup("<p>{}</p>{}").format(self.words_as_text(), self._chosen_html()))

    def words_as_text(self) -> str:
        """Return what to do."""
        return _("A form to put a briefing together. Run this cell to use it.")


def _shortened(text: str) -> str:
    if len(text) <= _SHOWN_CHARACTERS:
        return text
    return text[:_SHOWN_CHARACTERS].rsplit(" ", 1)[0] + " …"


_WRAP = ipywidgets.Layout(flex_flow="row wrap")
