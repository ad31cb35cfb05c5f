"""The quiz as one widget: it shows questions, sends answers to be marked, and saves each answer."""

import json
import threading
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import anywidget
import traitlets

from helpers import progress
from helpers.base import language
from helpers.quiz import marking, static
from helpers.quiz.kinds.base import Question
from helpers.quiz.public_form import public_form
from helpers.quiz.texts import texts
from helpers.show.widget_words import WithWords

_HERE = Path(__file__).parent


def _script() -> str:
    """Return the page's code with its style in it.

    A style sheet of anywidget's own is put in anew by each quiz, and JupyterLab then works out the look of the whole page again.
    """
    style = json.dumps((_HERE / "quiz.css").read_text(encoding="utf-8"))
    return f"const STYLE = {style};\n" + (_HERE / "quiz.js").read_text(encoding="utf-8")


class Quiz(WithWords, anywidget.AnyWidget):
    """A group of questions; marking and saving happen in Python, so the key is not in the page.

    The page sends ``{type: "check", item, response, certainty, nonce, seen}``: ``nonce`` is one for each try, however often it is sent,
    and ``seen`` is the number of tries whose result the page shows. A result goes to every view by the trait ``results``;
    the reply ``{type: "reply", item, nonce, note}`` only says that the try was answered, with a note where there is no result.
    """

    _esm = _script()

    heading = traitlets.Unicode().tag(sync=True)
    items: traitlets.List = traitlets.List().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)
    results = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)

    def __init__(
        self,
        heading: str,
        questions: Sequence[Question],
        asked_in: str,
        restored: dict[str, progress.Answer] | None = None,
    ):
        """Show questions, each with the answer that was given to it in this place.

        Parameters
        ----------
        heading : str
            What stands above the questions.
        questions : sequence of Question
            The questions in their order.
        asked_in : str
            The part and the lesson, such as ``"exit 07"``; it is stored with each answer.
        restored : dict, optional
            The answers to show again, by question; by default the last ones that were given in this place.
        """
        self._questions = {question.id: question for question in questions}
        self._asked_in = asked_in
        # Messages of one widget may be handled in several threads (kernel subshells).
        self._lock = threading.Lock()
        self._answered: dict[str, tuple[object, dict]] = {}
        saved = _given_in(asked_in, self._questions) if restored is None else restored
        self._texts = texts()
        super().__init__(
            heading=heading,
            language=language.current(),
            texts=self._texts,
            items=[public_form(question, partial(progress.shuffled, name=question.id)) for question in questions],
            results={item: self._restored(answer) for item, answer in saved.items() if item in self._questions},
            notice=" ".join(progress.notices()),
        )
        self.on_msg(self._on_message)

    def _restored(self, answer: progress.Answer) -> dict:
        question = self._questions[answer.item]
        try:
            mark = marking.mark(question, answer.response, answer.certainty, 0)
        except marking.AnswerError:
            # The question has changed since; the stored answer stays in the file.
            return {}
        reworded = answer.bank_version.startswith("w") and answer.bank_version != question.version
        note = self._texts["restored_reworded" if reworded else "restored"]
        return _result(mark, answer.response, answer.certainty, note, tries=1)

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        if not isinstance(content, dict) or content.get("type") != "check":
            return
        item, nonce = content.get("item"), content.get("nonce")
        try:
            with self._lock:
                reply = self._reply(item, nonce, content)
        except Exception:  # noqa: BLE001 - an error here would reach nobody: the learner must be told.
            reply = {"note": self._texts["failed"]}
        self.send({"type": "reply", "item": item, "nonce": nonce, **reply})

    def _reply(self, item: object, nonce: object, content: dict) -> dict:
        """Return the reply to a press; one that was answered before, or from a view without the last result, is no new try."""
        if not isinstance(item, str) or item not in self._questions:
            return {"note": self._texts["failed"]}
        last_nonce, last_reply = self._answered.get(item, (None, {}))
        if nonce == last_nonce and nonce is not None:
            return last_reply
        tries = self.results.get(item, {}).get("tries", 0)
        if content.get("seen", tries) != tries:
            return {"note": self._texts[self._questions[item].elsewhere]}
        reply = self._answer(self._questions[item], content.get("response"), content.get("certainty"), tries)
        self._answered[item] = (nonce, reply)
        return reply

    def _answer(self, question: Question, response: object, certainty: object, tries: int) -> dict:
        try:
            mark = marking.mark(question, response, certainty, tries)
        except marking.AnswerError as error:
            return {"note": str(error)}
        response = question.kept(response)
        certainty = certainty if isinstance(certainty, str) else None
        fault = progress.record(
            question.id,
            lesson=question.lesson,
            response=response,
            correct=mark.correct,
            certainty=certainty,
            bank_version=question.version,
            asked_in=self._asked_in,
        )
        result = _result(mark, response, certainty, fault or self._texts["saved"], tries + 1)
        self.results = {**self.results, question.id: result}
        return {}

    def words_as_html(self) -> str:
        """Return the questions for a page without a kernel."""
        return static.as_html(self.heading, list(self._questions.values()))

    def words_as_text(self) -> str:
        """Return the same as lines of text."""
        return static.as_text(self.heading, list(self._questions.values()))


def _result(mark: marking.Mark, response: object, certainty: str | None, note: str, tries: int) -> dict:
    return {
        "verdict": mark.verdict,
        "feedback": [{"lead": entry.lead, "text": entry.text} for entry in mark.feedback],
        "response": response,
        "certainty": certainty,
        "note": note,
        "tries": tries,
    }


def _given_in(asked_in: str, items: Iterable[str]) -> dict[str, progress.Answer]:
    # Files of version 1 do not say where a question was asked.
    places = (asked_in, "")
    return {answer.item: answer for answer in progress.history() if answer.item in items and answer.asked_in in places}
