"""The bank as GIFT, the plain text that Moodle and other platforms read, https://docs.moodle.org/en/GIFT_format."""

import re
from collections.abc import Callable, Sequence

from helpers.base.lessons import Lesson
from helpers.kit import selected
from helpers.kit.losses import CERTAINTY, Loss
from helpers.kit.selected import COURSE, Asked
from helpers.quiz import exchange
from helpers.quiz.kinds.base import Question

NAME = "GIFT"
_RESERVED = re.compile(r"([\\~=#{}:])")
_ARROW = "->"


def build(taught: Sequence[Lesson]) -> tuple[str, list[Loss]]:
    """Return the questions of lessons as GIFT, and what is lost.

    Parameters
    ----------
    taught : sequence of Lesson
        The lessons whose questions are written.
    """
    losses = [
        Loss("Every question", CERTAINTY),
        Loss("Every question", "hints, goals and levels are left out: the format has no place for them."),
        Loss("Every question", selected.WITH_THE_LESSON),
        Loss("Matches, orders, numbers and words", "there is one feedback for right and wrong answers."),
    ]
    blocks = [f"// {loss}" for loss in losses]
    for lesson in taught:
        blocks.append(f"$CATEGORY: {COURSE}/{lesson.number} {lesson.title.replace('/', '//')}")
        for asked in selected.questions_of(lesson.number):
            written, lost = _question(asked)
            losses += lost
            blocks += [f"// {loss}" for loss in lost] + ([written] if written else [])
    return "\n\n".join(blocks) + "\n", losses


def _question(asked: Asked) -> tuple[str, list[Loss]]:
    question = asked.question
    form = question.as_exchange()
    if form is None:
        return "", [Loss(question.id, f"a question of the kind {question.kind} has no form in GIFT.")]
    if not question.has_key:
        words = f"::{escaped(question.id)}::{escaped(_with_options(question, form))} {{####{escaped(selected.reason(question))}}}"
        return words, [Loss(question.id, "a guess is asked as a free text: nobody marks it.")]
    if any(_ARROW in text for text in _matched(form)):
        return "", [Loss(question.id, f"left out: {_ARROW} in a text of a match would be read as a sign of GIFT.")]
    answers, lost = _ANSWERS[type(form)](question, form)
    unit = f" ({form.unit})" if isinstance(form, exchange.Figure) and form.unit else ""
    head = f"::{escaped(question.id)}::{escaped(selected.asked(question) + unit)}"
    return f"{head} {{{answers}}}", [Loss(question.id, words) for words in lost]


def escaped(text: str) -> str:
    """Return a text with the signs of GIFT marked as plain characters, on one line."""
    return _RESERVED.sub(r"\\\1", " ".join(text.split()))


def _with_options(question: Question, form: exchange.Exchange) -> str:
    texts = [option.text for option in form.options] if isinstance(form, exchange.Options) else []
    return f"{selected.asked(question)} {' / '.join(texts)}".rstrip()


def _matched(form: exchange.Exchange) -> list[str]:
    if isinstance(form, exchange.Pairs):
        return [text for pair in form.pairs for text in pair]
    return list(form.right) if isinstance(form, exchange.Sequence) else []


def _options(_question: Question, form: exchange.Options) -> tuple[str, list[str]]:
    right = sum(option.is_right for option in form.options)
    lines = []
    for option in form.options:
        if form.several:
            share = 100 / right if option.is_right else -100 / (len(form.options) - right)
            sign = f"~%{share:.5f}".rstrip("0").rstrip(".") + "%"
        else:
            sign = "=" if option.is_right else "~"
        lines.append(f"{sign}{escaped(option.text)}#{escaped(option.feedback)}")
    return _lines(lines), []


def _pairs(question: Question, form: exchange.Pairs) -> tuple[str, list[str]]:
    lines = [f"={escaped(text)} {_ARROW} {escaped(partner)}" for text, partner in form.pairs]
    return _lines([*lines, _general(question)]), []


def _sequence(question: Question, form: exchange.Sequence) -> tuple[str, list[str]]:
    place = {text: number for number, text in enumerate(form.right, start=1)}
    lines = [f"={escaped(text)} {_ARROW} {place[text]}" for text in form.offered]
    lost = ["an order is asked as a match of texts with places, the earliest is 1."]
    return _lines([*lines, _general(question)]), lost


def _figure(question: Question, form: exchange.Figure) -> tuple[str, list[str]]:
    value = f"{form.answer:.10g}"
    lines = [f"={value}:{form.tolerance:.10g}#{escaped(question.feedback['right'])}"]
    if form.near is not None:
        lines.append(f"=%0%{value}:{form.near:.10g}#{escaped(question.feedback['near'])}")
    # Moodle also knows feedback for every other number; other readers of GIFT refuse it.
    return "#" + _lines([*lines, _general(question)]), []


def _word(question: Question, form: exchange.Word) -> tuple[str, list[str]]:
    lines = [f"={escaped(text)}#{escaped(question.feedback['right'])}" for text in form.accepted]
    return _lines([*lines, _general(question)]), [
        "a spelling that is nearly right counts as wrong; the lesson asks again."
    ]


def _general(question: Question) -> str:
    return f"####{escaped(selected.reason(question))}"


def _lines(parts: Sequence[str]) -> str:
    return "\n" + "\n".join(f"  {part}" for part in parts) + "\n"


_ANSWERS: dict[type, Callable[..., tuple[str, list[str]]]] = {
    exchange.Options: _options,
    exchange.Pairs: _pairs,
    exchange.Sequence: _sequence,
    exchange.Figure: _figure,
    exchange.Word: _word,
}
