"""The quiz for when there is no kernel: questions and options as plain HTML and as text, without the key."""

from html import escape

from helpers.quiz.question import Question
from helpers.quiz.texts import texts


def as_html(heading: str, questions: list[Question]) -> str:
    """Return questions and options as HTML that survives an untrusted notebook."""
    said = texts()
    parts = [f"<p><strong>{escape(heading)}.</strong> {said['run']}</p>"]
    for number, question in enumerate(questions, start=1):
        label = said["question"].format(number=number, total=len(questions))
        options = "".join(f"<li>{escape(line)}</li>" for line in _lines(question))
        body = f"<ul>{options}</ul>" if options else f"<p>{escape(_blank(question, said))}</p>"
        parts.append(f"<p>{label}. {escape(question.stem)}{_advice(question, said)}</p>{body}")
    return "".join(parts)


def as_text(heading: str, questions: list[Question]) -> str:
    """Return questions and options as lines of text."""
    said = texts()
    lines = [f"{heading}. {said['run']}"]
    for number, question in enumerate(questions, start=1):
        lines.append(f"{said['question'].format(number=number, total=len(questions))}. {question.stem}")
        lines += [f"  - {line}" for line in _lines(question)]
        if question.form in ("number", "text"):
            lines.append(f"  {_blank(question, said)}")
    return "\n".join(lines)


def _blank(question: Question, said: dict[str, str]) -> str:
    return f"{said[question.form]}: ____ {question.unit}".rstrip()


def _advice(question: Question, said: dict[str, str]) -> str:
    key = {"multiple": "several", "order": "order", "match": "match"}.get(question.form)
    return f" {said[key]}" if key else ""


def _lines(question: Question) -> list[str]:
    partners = " / ".join(pair.match for pair in question.matches)
    return [entry.text for entry in (*question.options, *question.first_order)] + [
        f"{pair.text}: {partners}" for pair in question.pairs
    ]
