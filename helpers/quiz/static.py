"""The quiz for when there is no kernel: questions and options as plain HTML and as text, without the key."""

from html import escape

from helpers.quiz.question import Question
from helpers.quiz.texts import texts


def as_html(heading: str, questions: list[Question]) -> str:
    """Return questions and options as HTML that survives an untrusted notebook."""
    return "".join(
        [f"<p><strong>{escape(heading)}.</strong> {texts()['run']}</p>"]
        + [_question_html(number, len(questions), question) for number, question in enumerate(questions, start=1)]
    )


def _question_html(number: int, total: int, question: Question) -> str:
    label = texts()["question"].format(number=number, total=total)
    options = "".join(f"<li>{escape(line)}</li>" for line in _lines(question))
    body = f"<ul>{options}</ul>" if options else f"<p>{escape(_blank(question))}</p>"
    return f"<p>{label}. {escape(question.stem)}{_advice(question)}</p>{body}"


def as_text(heading: str, questions: list[Question]) -> str:
    """Return questions and options as lines of text."""
    lines = [f"{heading}. {texts()['run']}"]
    for number, question in enumerate(questions, start=1):
        lines.append(f"{texts()['question'].format(number=number, total=len(questions))}. {question.stem}")
        lines += [f"  - {line}" for line in _lines(question)]
        if question.form in ("number", "text"):
            lines.append(f"  {_blank(question)}")
    return "\n".join(lines)


def _blank(question: Question) -> str:
    return f"{texts()[question.form]}: ____ {question.unit}".rstrip()


def _advice(question: Question) -> str:
    key = {"multiple": "several", "order": "order", "match": "match"}.get(question.form)
    return f" {texts()[key]}" if key else ""


def _lines(question: Question) -> list[str]:
    partners = " / ".join(pair.match for pair in question.matches)
    return [entry.text for entry in (*question.options, *question.first_order)] + [
        f"{pair.text}: {partners}" for pair in question.pairs
    ]
