"""A class that never was: hand-ins of made learners, for tests and to try the class view with.

Run ``python tests/made_class.py FOLDER`` to write 32 of them.
"""

import random
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from helpers.base import written_checks
from helpers.progress import Answer, hand_in_file
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.choice import Choice

LEARNERS = 32
LESSONS = ("00", "01", "03", "07", "08")
START = datetime(2026, 10, 5, 8, tzinfo=UTC)
# Everybody who gets this one wrong is sure of a wrong answer: the view must put it first.
MISLEADING = "07-was-30-final"


def write_class(folder: Path, learners: int = LEARNERS, seed: int = 1) -> list[Path]:
    """Write the hand-ins of a made class into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    return [hand_in_file.write(_hand_in(number, chance), folder) for number in range(1, learners + 1)]


def _hand_in(number: int, chance: random.Random) -> dict:
    ability = chance.uniform(0.25, 0.95)
    moment = START + timedelta(hours=number)
    answers = []
    for question in bank.all_questions().values():
        if question.lesson in LESSONS and chance.random() < 0.9:
            moment += timedelta(seconds=chance.randint(20, 90))
            answers += _answers(question, ability, moment, chance)
    answers += _texts(moment, random.Random(number))
    return hand_in_file.build(f"heron {number:03}", answers, now=moment, with_texts=True)


def _texts(moment: datetime, chance: random.Random) -> list[Answer]:
    """Return what most learners wrote: one of the sample answers."""
    found = []
    for check in written_checks.all():
        if check.lesson in LESSONS and chance.random() < 0.8:
            text, at = chance.choice(check.levels).sample, moment.isoformat(timespec="microseconds")
            found.append(Answer(check.id, check.lesson, text, None, None, at, "w", f"written {check.lesson}"))
    return found


def _answers(question: Question, ability: float, moment: datetime, chance: random.Random) -> list[Answer]:
    right = chance.random() < (ability / 2 if question.id == MISLEADING else ability)
    certainty = chance.choice(["fairly sure", "sure"] if right else ["guess", "fairly sure"])
    if question.id == MISLEADING and not right:
        certainty = "sure"
    first = _answer(question, right, certainty, moment, chance)
    if right or not question.has_key or chance.random() < 0.3:
        return [first]
    return [first, _answer(question, True, "fairly sure", moment + timedelta(seconds=15), chance)]


def _answer(question: Question, right: bool, certainty: str, moment: datetime, chance: random.Random) -> Answer:
    response = (question.right_response or "5") if right else _wrong_response(question, chance)
    correct = right if question.has_key else None
    at = moment.isoformat(timespec="microseconds")
    return Answer(question.id, question.lesson, response, correct, certainty, at, question.version, "exit")


def _wrong_response(question: Question, chance: random.Random) -> object:
    if not question.has_key:
        return str(chance.randint(1, 30))
    right = question.right_response
    if isinstance(question, Choice):
        wrong = chance.choice([option.key for option in question.options if not option.correct])
        return [wrong] if isinstance(right, list) else wrong
    if isinstance(right, list):
        return right[::-1]
    return "somewhere else" if question.form == "text" else "1"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say where to write the hand-ins: python tests/made_class.py FOLDER")
    print(f"{len(write_class(Path(sys.argv[1])))} hand-ins written into {sys.argv[1]}.")
