"""Rules for quizzes and exercises."""

import contextlib
import re

from helpers import claims, data, exercises
from helpers.authoring import bank_files, key_lock
from helpers.authoring.bank_figures import is_longest
from helpers.authoring.lesson_text import lessons
from helpers.base import lessons as manifest
from helpers.base.errors import CourseError
from helpers.quiz import bank
from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.choice import Choice, Single
from helpers.quiz.kinds.number import Number

_VICTIMS = re.compile(r"\b(dead|died|deaths|killed|missing|raped|murdered|expelled|driven out)\b", re.IGNORECASE)
NEEDED_SKILLS = {"fact": 2, "chronology": 1, "sourcing": 1, "data reading": 1, "corroboration": 1}
MISCONCEPTIONS = 2
ITEMS = 8
EXAM = 20


def every_lesson_has_its_quiz() -> list[str]:
    """Each lesson has enough items of each skill, two misconceptions, four exit items and three to recall."""
    faults = []
    for lesson in lessons():
        try:
            sizes = {part: len(bank.part(lesson.number, part)) for part in bank.PARTS}
        except CourseError as error:
            faults.append(str(error))
            continue
        own = [question for question in bank.all_questions().values() if question.lesson == lesson.number]
        place = f"quiz of lesson {lesson.number}"
        if len(own) < ITEMS:
            faults.append(f"{place}: {len(own)} items; at least {ITEMS}.")
        if sizes["exit"] != 4 or sizes["recall"] != 3:
            faults.append(
                f"{place}: the exit check needs 4 items and recall 3; they have {sizes['exit']} and {sizes['recall']}."
            )
        for skill, least in NEEDED_SKILLS.items():
            count = sum(question.skill == skill for question in own)
            if count < least:
                faults.append(f"{place}: {count} items of {skill}; at least {least}.")
        if sum(question.misconception for question in own) < MISCONCEPTIONS:
            faults.append(f"{place}: mark at least {MISCONCEPTIONS} items as misconceptions.")
    return faults


def every_goal_has_an_exit_item() -> list[str]:
    """The exit check of a lesson asks about each of its goals."""
    return [
        f"quiz of lesson {lesson.number}: no exit item has goal {place} ({goal})."
        for lesson in manifest.of_shape("lesson")
        for place, goal in enumerate(lesson.goals, start=1)
        if place not in {question.goal for question in bank.part(lesson.number, "exit")}
    ]


def the_dead_are_no_guessing_game() -> list[str]:
    """Nobody guesses at a number of dead, missing, raped or expelled people, and no wrong number of them is called near."""
    faults = []
    for question in bank.all_questions().values():
        if not _VICTIMS.search(question.asked):
            continue
        if isinstance(question, Number) and question.near is not None:
            faults.append(
                f"question {question.id}: a wrong number of victims is never near; take out near and feedback_near."
            )
        if not question.has_key and not question.lines():
            faults.append(
                f"question {question.id}: nobody guesses at a number of victims; ask what was counted instead."
            )
    return faults


def every_question_is_asked() -> list[str]:
    """Every question stands in one of the parts predict, exit, practice, after and, in the first lesson, recall of its own lesson."""
    faults = []
    for lesson in lessons():
        parts = ("predict", "exit", "practice", "after", *(("recall",) if lesson.number == _first() else ()))
        shown = [question.id for part in parts for question in bank.part(lesson.number, part)]
        for question in bank.all_questions().values():
            times = shown.count(question.id)
            if question.lesson == lesson.number and times != 1:
                where = "nowhere" if times == 0 else f"{times} times"
                faults.append(f"quiz of lesson {lesson.number}: {question.id} is shown {where}.")
    return faults


def _first() -> str:
    return manifest.all()[0].number


def recall_looks_back() -> list[str]:
    """Recall draws on lessons that come before; only the first lesson warms up with its own items."""
    return [
        f"quiz of lesson {lesson.number}: recall asks {question.id}, which is no earlier lesson's."
        for lesson in lessons()
        if lesson.number != _first()
        for question in bank.part(lesson.number, "recall")
        if question.lesson >= lesson.number
    ]


def an_exam_asks_of_every_lesson() -> list[str]:
    """An exam has twenty questions that can be marked, at least one of each lesson."""
    faults = []
    for lesson in lessons():
        exam = bank.part(lesson.number, "exam")
        place = f"exam of lesson {lesson.number}"
        if exam and len(exam) != EXAM:
            faults.append(f"{place}: it has {len(exam)} questions; an exam has {EXAM}.")
        faults += [
            f"{place}: {question.id} is a guess and cannot be marked." for question in exam if not question.has_key
        ]
        missing = {other.number for other in lessons()} - {question.lesson for question in exam}
        faults += [f"{place}: it asks nothing of lesson {other}." for other in sorted(missing) if exam]
    return faults


def keys_rest_on_the_ledger() -> list[str]:
    """A number that is a key equals the claim that it rests on, and contested claims key no fact."""
    faults = []
    for question in bank.all_questions().values():
        if not question.has_key:
            continue
        keys = _key_texts(question)
        if not question.rests_on:
            if any(re.search(r"\d", key) for key in keys):
                faults.append(
                    f'question {question.id}: a key with a figure or date needs rests_on, such as "{question.claims[0]}/value".'
                )
            continue
        held = _ledger_texts(question.rests_on)
        if not any(f" {text} " in f" {key} " for text in held for key in keys):
            faults.append(
                f"question {question.id}: its key is {' or '.join(keys)}, but {question.rests_on} is {held[0]!r}."
            )
    return faults


def guesses_rest_on_numbers() -> list[str]:
    """What a guess of a number is set beside is a number of the ledger, and one of the question's own claims."""
    faults = []
    for question in bank.all_questions().values():
        if question.has_key or not question.rests_on:
            continue
        claim_id, _, column = question.rests_on.partition("/")
        held = str(getattr(claims.get(claim_id), column))
        if claim_id not in question.claims or not re.fullmatch(r"-?\d+(\.\d+)?", held):
            faults.append(
                f"question {question.id}: rests_on of a guess names one of its claims whose value is a number; "
                f"{question.rests_on} is {held!r}."
            )
    return faults


def _key_texts(question: Question) -> list[str]:
    """Return what a learner must give or choose, as texts without marks; orders and pairs have rules of their own."""
    return [re.sub(r"[.,;:](?= |$)", "", text) for text in question.key_texts]


def _ledger_texts(address: str) -> list[str]:
    """Return a value of the ledger in the forms in which a text may write it: as it is, as a date, as a number."""
    claim_id, _, column = address.partition("/")
    held = str(getattr(claims.get(claim_id), column))
    day = data.format_date(held)
    forms = [held, day, day.rsplit(" ", 1)[0], data.format_date(held[: len("2023-05")])]
    with contextlib.suppress(ValueError):
        forms += [f"{float(held):g}", f"{float(held):,g}"]
    return [form for form in forms if form]


def orders_follow_the_ledger() -> list[str]:
    """The items of an order are dated by their claims, each on a later day than the one before."""
    faults = []
    for question in bank.all_questions().values():
        days = [claims.get(claim).as_of for claim in question.dating_claims]
        if any(len(day) < len("2023-05") for day in days) or any(a >= b for a, b in zip(days, days[1:], strict=False)):
            faults.append(
                f"question {question.id}: by the ledger its items are of {', '.join(days)}; each must be later."
            )
    return faults


def exercises_have_true_answers() -> list[str]:
    """Each exercise's solution, run on the tables, gives the answer that is checked; each has hints."""
    faults = []
    for exercise in exercises.all_exercises().values():
        names: dict[str, object] = {"data": data}
        exec(exercise.solution, names)  # noqa: S102 - the course's own file, run by authors only.
        found = names.get("answer")
        right = exercises.agree(exercises.plain(found, exercise.answer), exercise.answer, exercise.tolerance)
        if not right:
            faults.append(f"exercise {exercise.id}: the solution gives {found}, the key says {exercise.answer}.")
        if len(exercise.hints) < 2 or not exercise.right or not exercise.wrong:
            faults.append(f"exercise {exercise.id}: it needs two hints and a sentence for right and for wrong answers.")
        if exercise.rests_on and float(data.cell(exercise.rests_on)) != exercise.answer:
            faults.append(f"exercise {exercise.id}: {exercise.rests_on} holds {data.cell(exercise.rests_on)}.")
    return faults


def feedback_keeps_the_key() -> list[str]:
    """Feedback to a wrong answer does not print the right one; it comes before the second try."""
    faults = []
    for question in bank.all_questions().values():
        if isinstance(question, Choice):
            right = [option.text.strip(" .").lower() for option in question.options if option.correct]
            faults += [
                f"question {question.id}, option {option.key}: its feedback gives the right option away."
                for option in question.options
                if not option.correct and any(len(text) > 12 and text in option.feedback.lower() for text in right)
            ]
        if isinstance(question, Number):
            for name in ("near", "wrong"):
                plain = question.feedback.get(name, "").replace(",", "")
                if re.search(rf"(?<![\d.]){question.answer:.10g}(?![\d.]*\d)", plain):
                    faults.append(f"question {question.id}: the feedback for a {name} number prints the key.")
    return faults


def right_options_are_not_the_longest() -> list[str]:
    """In at most half of a lesson's single choices is the right option the longest: form must not give it away."""
    faults = []
    for lesson in lessons():
        own = [question for question in bank.all_questions().values() if question.lesson == lesson.number]
        choices = [question for question in own if isinstance(question, Single)]
        longest = sum(map(is_longest, choices))
        if longest > len(choices) / 2:
            faults.append(
                f"quiz of lesson {lesson.number}: in {longest} of {len(choices)} choices the right option is the longest."
            )
    return faults


RULES = (
    bank_files.files_keep_the_format,
    bank_files.schema_is_up_to_date,
    key_lock.keys_stay,
    right_options_are_not_the_longest,
    every_lesson_has_its_quiz,
    every_goal_has_an_exit_item,
    the_dead_are_no_guessing_game,
    every_question_is_asked,
    recall_looks_back,
    an_exam_asks_of_every_lesson,
    keys_rest_on_the_ledger,
    guesses_rest_on_numbers,
    orders_follow_the_ledger,
    exercises_have_true_answers,
    feedback_keeps_the_key,
)
