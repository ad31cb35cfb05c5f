"""How many minutes in class a lesson takes, computed from what a class reads, answers, looks at and writes."""

import re
from dataclasses import dataclass, fields
from html import unescape
from statistics import mean

from helpers.authoring.lesson_text import BEFORE_PARTS, LessonText, lessons, unfolded, words
from helpers.base import cards
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.choice import Choice

WORDS_A_MINUTE = 110
MINUTES_A_QUESTION = 25 / 60
MINUTES_A_PICTURE = 2
MINUTES_A_LINE = 2.5
# In class one of the two, the text (6) or the talk (4); the longer one counts, so that either fits.
MINUTES_FOR_TEXT_OR_TALK = 6
MINUTES_FOR_CHANGING_OVER = 4

# The steps of a class: title and opening belong to the first, saving to the last.
STEPS = ("Start and recall", "Background", "Three voices", "Predict and look", "Talk or write", "Exit check")
_TALK = "Talk or write"
# The parts of a quiz that are answered in each step; practice and exam stand under Extra.
QUIZ_PARTS = dict(zip(STEPS, (("recall",), (), (), ("predict",), (), ("exit", "after")), strict=True))
LINE = "*Write here"
_QUIZ = re.compile(r"\bquiz\.")
_PICTURE = re.compile(r"<(img|svg)\b")
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)


@dataclass(frozen=True)
class Clock:
    """What a class does in a lesson, and the minutes that this takes.

    Attributes
    ----------
    words : int
        All that is read: prose, cards, visible tables, questions with their options, and the feedback to one answer each.
    questions, pictures, lines : int
        How many questions are answered, pictures looked at, single lines written.
    """

    words: int
    questions: int
    pictures: int
    lines: int

    @property
    def busy_minutes(self) -> float:
        """The minutes for reading, answering, looking and writing lines."""
        return (
            self.words / WORDS_A_MINUTE
            + self.questions * MINUTES_A_QUESTION
            + self.pictures * MINUTES_A_PICTURE
            + self.lines * MINUTES_A_LINE
        )

    @property
    def minutes(self) -> float:
        """The minutes, with one text or talk and the changing over between parts."""
        return self.busy_minutes + MINUTES_FOR_TEXT_OR_TALK + MINUTES_FOR_CHANGING_OVER

    def __str__(self) -> str:
        return f"{self.words} words, {self.questions} questions, {self.pictures} pictures, {self.lines} lines"


def of(lesson: LessonText) -> Clock:
    """Return the clock of a lesson; what is folded, noted or extra takes no time.

    Parameters
    ----------
    lesson : LessonText
        A lesson of the template, with its stored outputs.

    Raises
    ------
    CourseError
        When the lesson has no quiz, or its file is damaged.
    """
    return _sum([_of_step(lesson, step) for step in STEPS])


def minutes_of_steps(lesson: LessonText) -> dict[str, float]:
    """Return the minutes of each step of a lesson, in order; together they are the lesson's minutes.

    Parameters
    ----------
    lesson : LessonText
        As for ``of``.

    Raises
    ------
    CourseError
        As for ``of``.
    """
    shared = MINUTES_FOR_CHANGING_OVER / len(STEPS)
    return {
        step: _of_step(lesson, step).busy_minutes + shared + (MINUTES_FOR_TEXT_OR_TALK if step == _TALK else 0)
        for step in STEPS
    }


def table() -> str:
    """Return the minutes of each lesson step by step as Markdown, for teachers.

    Raises
    ------
    CourseError
        As for ``of``.
    """
    rows = ["| Lesson | " + " | ".join(STEPS) + " | Together | Class |", "|---" * (len(STEPS) + 3) + "|"]
    for lesson in lessons():
        steps = minutes_of_steps(lesson).values()
        cells = [lesson.number, *(f"{minutes:.0f}" for minutes in (*steps, sum(steps))), str(lesson.entry.minutes)]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _of_step(lesson: LessonText, step: str) -> Clock:
    asked = [question for part in QUIZ_PARTS[step] for question in bank.part(lesson.number, part)]
    shown = _outputs(lesson, step)
    prose = [text for _, part, text in lesson.in_class() if _step_of(part) == step]
    read = sum(words(_in_english(text)) + _words_of_tables(text) for text in prose)
    read += sum(_words_of_html(table) for html in shown for table in _TABLE.findall(html))
    read += round(sum(words_of_question(question) + words_of_feedback(question) for question in asked))
    return Clock(
        words=read,
        questions=len(asked),
        pictures=sum(bool(_PICTURE.search(html)) for html in shown),
        # The lines under Talk or write are those of the text.
        lines=sum(text.count(LINE) for text in prose) if step != _TALK else 0,
    )


def _step_of(part: str) -> str:
    return {BEFORE_PARTS: STEPS[0], "Save and go on": STEPS[-1]}.get(part, part)


def _sum(clocks: list[Clock]) -> Clock:
    return Clock(*(sum(getattr(clock, field.name) for clock in clocks) for field in fields(Clock)))


def _in_english(markdown: str) -> str:
    """Return Markdown without the originals of translated quotations: they are there for those who read the language."""
    return "\n".join(line for line in markdown.splitlines() if not line.lstrip("> ").startswith(cards.TRANSLATED))


def _words_of_tables(markdown: str) -> int:
    rows = [line.strip(" |") for line in markdown.splitlines() if line.lstrip().startswith("|")]
    return sum(words(row.replace("|", " ")) for row in rows)


def _outputs(lesson: LessonText, step: str) -> list[str]:
    """Return the visible HTML of each cell of a step but quizzes, whose words the bank holds."""
    return [
        unfolded("".join(output.get("data", {}).get("text/html", "") for output in cell.outputs))
        for cell, part in zip(lesson.cells, lesson.part_of, strict=True)
        if _step_of(part) == step and cell.cell_type == "code" and not _QUIZ.search(cell.source)
    ]


def _words_of_html(html: str) -> int:
    return words(" ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()))


def words_of_question(question: Question) -> int:
    """Return how many words a learner reads before answering a question."""
    return sum(map(words, question.shown_texts))


def words_of_feedback(question: Question) -> float:
    """Return how many words of feedback one answer to a question gives on average."""
    if isinstance(question, Choice):
        return len(question.right_keys) * mean(words(option.feedback) for option in question.options)
    return mean(map(words, question.feedback.values())) if question.feedback else 0.0


def lessons_fit_their_clock() -> list[str]:
    """No lesson takes longer in class than the minutes that data/lessons.toml gives it."""
    return [
        f"{lesson.path.name}: it takes {clock.minutes:.1f} minutes in class; at most {lesson.entry.minutes}. "
        f"It has {clock}."
        for lesson in lessons()
        if (clock := of(lesson)).minutes > lesson.entry.minutes
    ]


RULES = (lessons_fit_their_clock,)
