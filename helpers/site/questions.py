"""What stands on a page where a lesson has a quiz: questions with their answers folded, until a script takes their place."""

from collections.abc import Sequence

from markupsafe import Markup

from helpers.base.written_checks import WrittenCheck
from helpers.exercises import Exercise, in_words
from helpers.quiz import bank, written
from helpers.quiz.kinds.base import Question
from helpers.quiz.static import extract_as_html
from helpers.quiz.texts import texts
from helpers.show import rubric

HEADINGS = {
    "recall": "Start and recall",
    "predict": "Your guess",
    "exit": "Exit check",
    "practice": "More questions",
    "after": "And now?",
    "exam": "Exam of the course",
    "review": "Due today",
}
_QUIZ = Markup('<div class="course-quiz" data-part="{}" data-lesson="{}">{}</div>')


def of_part(lesson: str, part: str) -> list[Question]:
    """Return the questions that a page shows without a script: those of the bank, for everybody the same."""
    if part == "review":
        return []
    return bank.part(lesson, part)


def quiz(lesson: str, part: str) -> Markup:
    """Return the place of a quiz, with its questions as plain HTML.

    Parameters
    ----------
    lesson : str
        Two digits.
    part : str
        One of ``HEADINGS``.

    Returns
    -------
    Markup
        An element of the class ``course-quiz``, which a script fills anew.
    """
    questions = of_part(lesson, part)
    if not questions:
        words = "The questions that are due for you are chosen in your browser, by a script; it does not run here."
        return _QUIZ.format(part, lesson, Markup("<p>{}</p>").format(words))
    return _QUIZ.format(part, lesson, static(HEADINGS[part], questions))


def static(heading: str, questions: Sequence[Question]) -> Markup:
    """Return questions as HTML, each with its answer folded under it; a guess has none."""
    head = Markup('<p class="static-heading"><strong>{}</strong></p>').format(heading)
    items = Markup("").join(Markup("<li>{}</li>").format(_question(question)) for question in questions)
    return head + Markup('<ol class="static-questions">{}</ol>').format(items)


def _question(question: Question) -> Markup:
    said = texts()
    lines = Markup("").join(Markup("<li>{}</li>").format(line) for line in question.lines())
    body = Markup("<ul>{}</ul>").format(lines) if lines else Markup("")
    stem = f"{question.stem} {said.get(question.advice, '')}".rstrip()
    answer = Markup("<p><strong>{}</strong></p><p>{}</p>").format(question.solution, question.reason)
    if not question.has_key:
        answer = Markup("<p>{}</p>").format("A guess before you look: nobody marks it.")
    return Markup("<p>{}</p>{}{}<details><summary>Answer</summary>{}</details>").format(
        stem, extract_as_html(question.extract), body, answer
    )


def written_check(check: WrittenCheck) -> Markup:
    """Return the place of a written check, with its rubric folded."""
    said = texts()
    samples = rubric.as_html(written.levels_of(check), said)
    words = Markup(
        "<p>Write your three sentences on paper, then compare.</p><details><summary>{}</summary>{}</details>"
    ).format(said["samples"], samples)
    return _QUIZ.format("written", check.lesson, words)


def exercise(one: Exercise) -> Markup:
    """Return the place of an exercise, with hints and solution folded one by one."""
    folds = [
        (f"Hint {number} of {len(one.hints)}", Markup("<p>{}</p>").format(hint))
        for number, hint in enumerate(one.hints, 1)
    ]
    solution = Markup("<p><strong>{}</strong> {}</p><pre>{}</pre>").format(
        in_words(one.answer), one.right, one.solution.strip()
    )
    folds.append(("Solution", solution))
    item = Markup("<details><summary>{}</summary>{}</details>")
    body = Markup("").join(item.format(*fold) for fold in folds)
    return Markup('<div class="course-exercise" data-exercise="{}" data-lesson="{}">{}</div>').format(
        one.id, one.lesson, body
    )
