"""The quiz as one widget: it shows questions, sends answers to be marked, and saves each answer."""

import json
import threading
from collections.abc import Iterable
from pathlib import Path

import anywidget
import traitlets

from helpers import progress
from helpers.base import language
from helpers.quiz import marking, static
from helpers.quiz.question import Question, never_right
from helpers.quiz.texts import texts

_HERE = Path(__file__).parent


def _script() -> str:
    """Return the page's code with its style in it.

    A style sheet of anywidget's own is put in anew by each quiz, and JupyterLab then works out the look of the whole page again.
    """
    style = json.dumps((_HERE / "quiz.css").read_text(encoding="utf-8"))
    return f"const STYLE = {style};\n" + (_HERE / "quiz.js").read_text(encoding="utf-8")


class Quiz(anywidget.AnyWidget):
    """A group of questions; marking and saving happen in Python, so the key is not in the page."""

    _esm = _script()

    heading = traitlets.Unicode().tag(sync=True)
    items = traitlets.List().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    language = traitlets.Unicode().tag(sync=True)
    results = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)

    def __init__(
        self, heading: str, questions: list[Question], asked_in: str, restored: dict[str, progress.Answer] | None = None
    ):
        """Show questions, each with the answer that was given to it in this place.

        Parameters
        ----------
        heading : what stands above the questions.
        questions : the questions in their order.
        asked_in : the part and the lesson, such as ``"exit 07"``; it is stored with each answer.
        restored : the answers to show again, by question; by default the last ones that were given in this place.
        """
        self._questions = {question.id: question for question in questions}
        self._asked_in = asked_in
        # Messages of one widget may be handled in several threads (kernel subshells).
        self._lock = threading.Lock()
        saved = _given_in(asked_in, self._questions) if restored is None else restored
        self._tries = dict.fromkeys(saved, 1)
        self._texts = texts()
        super().__init__(
            heading=heading,
            language=language.current(),
            texts=self._texts,
            items=[_public(question) for question in questions],
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
        return self._result(mark, answer.response, answer.certainty, note=self._texts["restored"])

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        if not isinstance(content, dict) or content.get("type") != "check":
            return
        item = content.get("item")
        try:
            with self._lock:
                reply = self._answer(item, content.get("response"), content.get("certainty"))
        except Exception:  # noqa: BLE001 - an error here would reach nobody: the learner must be told.
            reply = {"note": self._texts["failed"]}
        self.send({"type": "reply", "item": item, "nonce": content.get("nonce"), **reply})

    def _answer(self, item: object, response: object, certainty: object) -> dict:
        if item not in self._questions:
            return {"note": self._texts["failed"]}
        question = self._questions[item]
        try:
            mark = marking.mark(question, response, certainty, self._tries.get(item, 0))
        except marking.AnswerError as error:
            return {"note": str(error)}
        fault = progress.record(
            item,
            lesson=question.lesson,
            response=response,
            correct=mark.correct,
            certainty=certainty,
            bank_version=question.version,
            asked_in=self._asked_in,
        )
        self._tries[item] = self._tries.get(item, 0) + 1
        result = self._result(mark, response, certainty, note=fault or self._texts["saved"])
        self.results = {**self.results, item: result}
        return {"result": result}

    @staticmethod
    def _result(mark: marking.Mark, response: object, certainty: str | None, note: str) -> dict:
        return {
            "verdict": mark.verdict,
            "feedback": [{"lead": entry.lead, "text": entry.text} for entry in mark.feedback],
            "response": response,
            "certainty": certainty,
            "note": note,
        }

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict, dict]:
        data, metadata = super()._repr_mimebundle_(**kwargs)
        questions = list(self._questions.values())
        words = {
            "text/html": static.as_html(self.heading, questions),
            "text/plain": static.as_text(self.heading, questions),
        }
        return {**data, **words}, metadata


def _given_in(asked_in: str, items: Iterable[str]) -> dict[str, progress.Answer]:
    # Files of version 1 do not say where a question was asked.
    places = (asked_in, "")
    return {answer.item: answer for answer in progress.history() if answer.item in items and answer.asked_in in places}


def _public(question: Question) -> dict:
    """Return what the page may know of a question: no key and no feedback; its options in this learner's order."""
    options, partners = list(question.options), question.matches
    if not question.keeps_order:
        options = progress.shuffled(options, question.id)
    if question.items:
        options = never_right(progress.shuffled(question.first_order, question.id), question.items)
    if question.pairs:
        partners = never_right(progress.shuffled(question.matches, question.id), question.pairs)
    return {
        "id": question.id,
        "form": question.form,
        "stem": question.stem,
        "hint": question.hint,
        "asks_certainty": question.asks_certainty,
        "unit": question.unit,
        "options": [{"key": entry.key, "text": entry.text} for entry in options],
        "prompts": [pair.text for pair in question.pairs],
        "matches": [{"key": pair.key, "text": pair.match} for pair in partners],
    }
