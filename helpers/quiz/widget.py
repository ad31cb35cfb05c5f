"""The quiz as one widget: it shows questions, sends answers to be marked, and saves each answer."""

import threading
from pathlib import Path

import anywidget
import traitlets

from helpers import progress
from helpers.quiz import marking, static
from helpers.quiz.bank import Question
from helpers.quiz.texts import TEXTS

_HERE = Path(__file__).parent


class Quiz(anywidget.AnyWidget):
    """A group of questions; marking and saving happen in Python, so the key is not in the page."""

    _esm = _HERE / "quiz.js"
    _css = _HERE / "quiz.css"

    heading = traitlets.Unicode().tag(sync=True)
    items = traitlets.List().tag(sync=True)
    texts = traitlets.Dict(TEXTS).tag(sync=True)
    results = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)

    def __init__(self, heading: str, questions: list[Question]):
        self._questions = {question.id: question for question in questions}
        # Messages of one widget may be handled in several threads (kernel subshells).
        self._lock = threading.Lock()
        saved = progress.latest(list(self._questions))
        self._tries = dict.fromkeys(saved, 1)
        super().__init__(
            heading=heading,
            items=[_public(question) for question in questions],
            results={item: self._restored(answer) for item, answer in saved.items()},
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
        return self._result(mark, answer.response, answer.certainty, note=TEXTS["restored"])

    def _on_message(self, _widget: object, content: object, _buffers: object) -> None:
        if not isinstance(content, dict) or content.get("type") != "check":
            return
        item = content.get("item")
        try:
            with self._lock:
                reply = self._answer(item, content.get("response"), content.get("certainty"))
        except Exception:  # noqa: BLE001 - an error here would reach nobody: the learner must be told.
            reply = {"note": TEXTS["failed"]}
        self.send({"type": "reply", "item": item, "nonce": content.get("nonce"), **reply})

    def _answer(self, item: object, response: object, certainty: object) -> dict:
        if item not in self._questions:
            return {"note": TEXTS["failed"]}
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
        )
        self._tries[item] = self._tries.get(item, 0) + 1
        result = self._result(mark, response, certainty, note=fault or TEXTS["saved"])
        self.results = {**self.results, item: result}
        return {"result": result}

    @staticmethod
    def _result(mark: marking.Mark, response: object, certainty: str | None, note: str) -> dict:
        return {
            "verdict": mark.verdict,
            "sentences": list(mark.sentences),
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


def _public(question: Question) -> dict:
    """Return what the page may know of a question: no key and no feedback."""
    return {
        "id": question.id,
        "kind": question.kind,
        "stem": question.stem,
        "hint": question.hint,
        "unit": question.unit,
        "options": [{"key": entry.key, "text": entry.text} for entry in (*question.options, *question.first_order)],
        "prompts": [pair.text for pair in question.pairs],
        "matches": [{"key": pair.key, "text": pair.match} for pair in question.matches],
    }
