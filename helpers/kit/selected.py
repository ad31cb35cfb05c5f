"""The questions and lessons that the kit is made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpers.base import lessons
from helpers.base.errors import unknown
from helpers.base.lessons import Lesson
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.quiz.texts import texts

COURSE = "Kosovo, KFOR and the unrest of 2023"
# Where a lesson asks its own questions, in this order; the exam asks some of them once more.
PARTS = ("recall", "predict", "exit", "practice", "after")
_ADVICE = {"order": "Put them in order, the earliest first."}


@dataclass(frozen=True)
class Asked:
    """A question with the part of the lesson that asks it."""

    question: Question
    part: str

    @property
    def tags(self) -> list[str]:
        """What a platform can sort by."""
        question = self.question
        found = [f"lesson-{question.lesson}", f"goal-{question.goal}", f"part-{self.part}"]
        return found + ([f"level-{question.level.replace(' ', '-')}"] if question.level else [])


def lessons_of(numbers: Sequence[str]) -> list[Lesson]:
    """Return the lessons with these numbers, all that are taught by default, in their order.

    Raises
    ------
    CourseError
        For a number that no taught lesson has.
    """
    known = {lesson.number: lesson for lesson in lessons.of_shape("lesson")}
    for number in numbers:
        if number not in known:
            raise unknown("lesson with a kit", number, known)
    return [lesson for number, lesson in known.items() if not numbers or number in numbers]


def questions_of(lesson: str) -> Iterator[Asked]:
    """Yield the questions of the bank that belong to a lesson, each once, in the order in which the lesson asks them."""
    seen: set[str] = set()
    for part in PARTS:
        for question in bank.part(lesson, part):
            if question.lesson == lesson and question.id not in seen:
                seen.add(question.id)
                yield Asked(question, part)


# Said where a platform holds the questions and nothing else.
WITH_THE_LESSON = "Have the lesson or its worksheet at hand: some questions ask about its pictures and tables."


def stem(question: Question) -> str:
    """Return the question, with how to answer, for a form without buttons; its extract stands in a block of its own."""
    return f"{question.stem} {_advice(question)}".rstrip()


def asked(question: Question) -> str:
    """Return extract, question and how to answer as one text, for a form that has no blocks."""
    return f"{question.asked} {_advice(question)}".rstrip()


def _advice(question: Question) -> str:
    return _ADVICE.get(question.advice) or texts().get(question.advice, "")


def reason(question: Question) -> str:
    """Return why the right answer is right, or after a guess what to look at, for a form without cells to run."""
    return question.reason.replace("run the next cell", "look at what follows in the lesson")
