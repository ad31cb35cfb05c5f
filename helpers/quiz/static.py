"""The quiz for when there is no kernel: questions and options as plain HTML and as text, without the key."""

from collections.abc import Sequence

from markupsafe import Markup

from helpers.quiz.kinds.base import Question
from helpers.quiz.texts import texts


def as_html(heading: str, questions: Sequence[Question]) -> str:
    """Return questions and options as HTML that survives an untrusted notebook."""
    said = texts()
    head = Markup("<p><strong>{}.</strong> {}</p>").format(heading, said["run"])
    return head + Markup("").join(
        _question(number, len(questions), question, said) for number, question in enumerate(questions, start=1)
    )


def _question(number: int, total: int, question: Question, said: dict[str, str]) -> Markup:
    label = said["question"].format(number=number, total=total)
    lines = Markup("").join(Markup("<li>{}</li>").format(line) for line in question.lines())
    body = Markup("<ul>{}</ul>").format(lines) if lines else Markup("<p>{}</p>").format(_blank(question, said))
    stem = f"{question.stem} {said.get(question.advice, '')}".rstrip()
    return Markup("<p>{}. {}</p>{}{}").format(label, stem, extract_as_html(question.extract), body)


def extract_as_html(lines: Sequence[str]) -> Markup:
    """Return what is read before answering as a block of its own; nothing where a question has no extract."""
    paragraphs = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    return Markup("<blockquote>{}</blockquote>").format(paragraphs) if lines else Markup("")


def as_text(heading: str, questions: Sequence[Question]) -> str:
    """Return questions and options as lines of text."""
    said = texts()
    lines = [f"{heading}. {said['run']}"]
    for number, question in enumerate(questions, start=1):
        lines.append(f"{said['question'].format(number=number, total=len(questions))}. {question.stem}")
        lines += [f"  | {line}" for line in question.extract]
        lines += [f"  - {line}" for line in question.lines()] or [f"  {_blank(question, said)}"]
    return "\n".join(lines)


def _blank(question: Question, said: dict[str, str]) -> str:
    unit = str(question.public(list).get("unit", ""))
    return f"{said[question.form]}: ____ {unit}".rstrip()
