"""What Python makes of answers of every sort, for the page's marker to agree with: questions, exercises, reading, spacing."""

import itertools
import random
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from helpers import exercises, review
from helpers.base import written, written_checks
from helpers.base.errors import CourseError
from helpers.exercises import Exercise
from helpers.progress import Answer, written_texts
from helpers.quiz import bank, marking, selection, spacing
from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.choice import Multiple, Single
from helpers.quiz.kinds.guess import Guess
from helpers.quiz.kinds.match import Match
from helpers.quiz.kinds.number import Number
from helpers.quiz.kinds.order import Order
from helpers.quiz.kinds.text import Text
from helpers.quiz.written import NearestLevel, WrittenText
from helpers.site import bank_json, page_texts

# What no honest page sends, whatever is asked.
MALFORMED: list[object] = [
    None, True, "", " ", "zzz", -1, 0, 2.5, 1e300, [], ["zzz"], [None], [1, 2], [["a"]], {}, {"a": 1},
    "x" * 5000, "<img src=x onerror=alert(1)>", "\u0000", "\ud83d", "\ud83d x", "\u202e12",
]  # fmt: skip
_DIGITS = {
    "arabic": "٠١٢٣٤٥٦٧٨٩", "persian": "۰۱۲۳۴۵۶۷۸۹", "devanagari": "०१२३४५६७८९", "wide": "０１２３４５６７８９",
    "bold": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
}  # fmt: skip
_CYRILLIC = str.maketrans("abvgdezijklmnoprstufhc", "абвгдезијклмнопрстуфхц")
_ORDERS = 40


def of_the_course() -> dict:
    """Return all vectors as plain values."""
    return {
        "texts": page_texts.texts(),
        "questions": {question.id: bank_json.question(question) for question in all_questions()},
        "marks": [case for question in all_questions() for case in marks(question)],
        "exercises": {name: bank_json.exercise(found) for name, found in exercises.all_exercises().items()},
        "exercise_marks": [case for found in exercises.all_exercises().values() for case in exercise_marks(found)],
        "numbers": [[text, _numbers(text)] for text in number_texts()],
        "folded": [[text, written.fold(text), written.names(text)] for text in name_texts()],
        "digits": [[value, f"{value:,.10g}"] for value in values()],
    }


def all_questions() -> list[Question]:
    """Return the questions of the bank and both parts of each written check."""
    checks = written_checks.all()
    return [
        *bank.all_questions().values(),
        *(WrittenText.of(check, check.id) for check in checks),
        *(NearestLevel.of(check, written_texts.level_item(check.id)) for check in checks),
    ]


def marks(question: Question) -> Iterator[dict]:
    """Yield responses to a question, each in its first and in a later try, with what Python says."""
    certainties = ["guess", "sure"] if question.asks_certainty else [None]
    given = [*responses(question), *MALFORMED]
    for response, tries in itertools.product(given, (0, 1)):
        for certainty in certainties:
            yield _mark(question, response, certainty, tries)
    for certainty in (None, "fairly sure", "certain", 1, ["sure"]):
        yield _mark(question, given[0], certainty, 0)


def _mark(question: Question, response: object, certainty: object, tries: int) -> dict:
    case = {"item": question.id, "response": response, "certainty": certainty, "tries": tries}
    try:
        mark = marking.mark(question, response, certainty, tries)
    except marking.AnswerError as error:
        return case | {"asks": str(error)}
    feedback = [{"lead": entry.lead, "text": bank_json.in_a_page(entry.text)} for entry in mark.feedback]
    said = {"verdict": mark.verdict, "feedback": feedback, "correct": mark.correct, "kept": question.kept(response)}
    return case | {"mark": said}


def responses(question: Question) -> list[object]:
    """Return right, wrong and partly right answers to a question, and odd ways to write them."""
    if isinstance(question, Single):
        return [*question.choice_texts, question.options[0].text]
    if isinstance(question, Multiple):
        keys = list(question.choice_texts)
        chosen = [list(some) for size in range(1, len(keys) + 1) for some in itertools.combinations(keys, size)]
        return [*chosen, keys[::-1], [keys[0], keys[0]], [*keys, keys[0]], keys[0]]
    if isinstance(question, Order):
        return _orders(question.id, question.right_order)
    if isinstance(question, Match):
        keys = [pair.key for pair in question.pairs]
        return [*_orders(question.id, keys), [keys[0]] * len(keys)]
    if isinstance(question, Number):
        return _numbers_about(question)
    if isinstance(question, Guess):
        return list(question.choice_texts) or _written_numbers(1234.5, question.unit)
    if isinstance(question, Text):
        return [spelling for text in question.accepted for spelling in spellings(text)]
    if isinstance(question, WrittenText):
        longest = written_texts.MOST_CHARACTERS
        return ["One.\r\nTwo.\rThree.", " \u0007 ", "a\u0000b\ttab", "é" * longest, "é" * (longest + 1), "😀" * longest]
    return list(written_texts.LEVELS)


def _orders(name: str, keys: list[str]) -> list[object]:
    """Return orders of keys: all of few, some of many, each swap of neighbours among them, and lists that are no order."""
    swaps = [keys[:place] + [keys[place + 1], keys[place]] + keys[place + 2 :] for place in range(len(keys) - 1)]
    every = list(map(list, itertools.permutations(keys)))
    some = random.Random(name).sample(every, min(_ORDERS, len(every)))
    return [keys, keys[::-1], *swaps, *some, keys[:-1], [*keys, keys[0]], keys[:1] * len(keys), keys[0]]


def _numbers_about(question: Number) -> list[object]:
    near = question.near or 0
    steps = {0.0, question.tolerance, near, question.tolerance + 1, near + 1, near + 0.001, 0.5}
    wanted = sorted({question.answer + sign * step for step in steps for sign in (1, -1)})
    texts = [text for value in wanted for text in _written_numbers(value, question.unit)]
    return [*texts, *wanted, int(question.answer)]


def _written_numbers(value: float, unit: str) -> list[object]:
    """Return a number as people of many habits write it."""
    plain, grouped = f"{value:.10g}", f"{value:,.10g}"
    swapped = grouped.translate(str.maketrans(",.", ".,"))
    forms = [
        plain,
        grouped,
        swapped,
        plain.replace(".", ","),
        grouped.replace(",", " "),
        grouped.replace(",", "\u202f"),
    ]
    forms += [grouped.replace(",", "'"), grouped.replace(",", "\u2019"), grouped.replace(",", "_"), f"\u2212{plain}"]
    forms += [plain.translate(str.maketrans("0123456789", digits)) for digits in _DIGITS.values()]
    forms += [
        plain.replace(".", "\u066b"),
        grouped.replace(",", "\u066c"),
        f"+{plain}",
        f"+ {plain}",
        f" {plain}\u00a0",
    ]
    forms += [
        f"{plain} %",
        f"{plain} per cent",
        f"{plain} për qind",
        f"{plain} odsto",
        f"{plain} procenata",
        f"{plain}..",
    ]
    units = [f"{plain} {unit}", f"{plain}{unit}", f"{plain} {unit.upper()}", f"{plain} {unit}s"] if unit else []
    return [*forms, *units, f"about {plain}", f"{plain} people", f"{plain}e0", f"0{plain}", f"{plain}-{plain}"]


def spellings(text: str) -> list[str]:
    """Return a word as people of many habits and scripts write it, near misses, and words beside it."""
    forms = [text, text.upper(), text.lower(), f" {text}\t", text.replace("e", "é"), f"{text}.", f'"{text}"']
    forms += [
        unicodedata.normalize(form, spelled)
        for form in ("NFC", "NFD", "NFKD")
        for spelled in (text, f"{text}č", "Žižć")
    ]
    forms += [text.lower().translate(_CYRILLIC), text.replace(" ", ""), text.replace(" ", "-"), text.replace("c", "č")]
    forms += [
        f"the town of {text}",
        f"In {text}",
        f"grad {text}",
        f"opština {text}",
        f"{text} / {text}",
        f"{text} (Kosovo)",
    ]
    forms += [
        f"{text} or {text}",
        f"{text} ili Pariz",
        f"{text}, Pariz",
        f"Pariz dhe {text}",
        "Pariz",
        f"{text} i {text}",
    ]
    misses = [text[:-1], text[1:], text + text[-1:], text[:1] + text, f"{text}x", f"{text}xx", f"{text}xxx"]
    misses += [
        text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :]
        for place in range(len(text))
    ]
    misses += [text[:place] + "q" + text[place + 1 :] for place in range(len(text))]
    return [
        *forms,
        *misses,
        text * 60,
        "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text),
    ]


def exercise_marks(exercise: Exercise) -> Iterator[dict]:
    """Yield answers to an exercise with what Python says."""
    for answer in _exercise_answers(exercise):
        case = {"exercise": exercise.id, "answer": list(answer.items()) if isinstance(answer, dict) else answer}
        try:
            result = exercises.mark(exercise, answer)
        except CourseError:
            yield case | {"asks": True}
            continue
        yield case | {
            "mark": {
                "verdict": result.verdict,
                "feedback": bank_json.in_a_page(result.feedback),
                "said": result.said,
                "response": result.response,
            }
        }


def _exercise_answers(exercise: Exercise) -> list[object]:
    answer = exercise.answer
    known = [exercise.start, *(mistake.gives for mistake in exercise.mistakes)]
    if isinstance(answer, dict):
        shifted = [{name: value + step for name, value in answer.items()} for step in (exercise.tolerance, 1, -1e-10)]
        spelled = {unicodedata.normalize("NFD", name.upper()): value for name, value in answer.items()}
        fewer = dict(list(answer.items())[1:])
        many = {f"row {number} {'long ' * 12}": number * 1234.5678 for number in range(12)}
        given = [answer, dict(reversed(answer.items())), spelled, fewer, answer | {"Other": 1.0}, many, *shifted]
        return [*given, *filter(None, known), 3, "3", None, True]
    if isinstance(answer, str):
        return [*spellings(answer), *filter(None, known), None, True, 7, "", "x" * 200, "x" * 201]
    steps = (0, exercise.tolerance, exercise.tolerance * 2, 1, -1, 0.5)
    texts = [text for step in steps for text in _written_numbers(answer + step, "")]
    return [
        *texts,
        *(answer + step for step in steps),
        *(one for one in known if one is not None),
        None,
        True,
        "",
        "x",
        "1" * 201,
    ]


def number_texts() -> list[str]:
    """Return texts that are numbers, nearly so, or not at all: made by hand, then at random from the signs that matter."""
    made = [
        "1,234,567", "1.234.567", "1,234.5", "1.234,5", "1,23,456", "0.123", "0,123", "01,234", "1,234,56", "1 234 567",
        "12 34", "1'234'567.89", ".5", "5.", "-5,", "--5", "+-5", "1e5", "0x10", "Ⅷ", "²", "½", "٣٫١٤", "१,२३४", "1\u202f234",
        "9" * 15, "9" * 16, "-0", "1·5", "५०%", "3 percent", "3 PER CENT", "3 procent", "3 procenti", "3 Për Qind", "%", "% 3",
        "1_000", "1__000", "1\u001c000", "\ufeff5", "5\u0085", "1\u00a0000\u00a0000", "៣", "𞥐", "𑁦", "1 000 00", "1 0000",
    ]  # fmt: skip
    signs = "0123456789" * 2 + ".,.,   '%+-\u2212\u2019\u00a0٣۴५_e"
    mixed = random.Random("numbers")
    return made + ["".join(mixed.choice(signs) for _ in range(mixed.randint(1, 9))) for _ in range(3000)]


def _numbers(text: object) -> list[float] | None:
    try:
        return list(written.numbers(text))
    except ValueError:
        return None


# Cherokee alone is folded to its capitals by Python, to its small letters by JavaScript: each agrees with itself.
_CHEROKEE = {*range(0x13A0, 0x1400), *range(0xAB70, 0xABC0)}
# Signs that are not in this Python's Unicode yet are not compared, nor are ideographs beyond the first plane and its neighbour.
_SIGNS = [
    chr(code)
    for code in range(1, 0x20000)
    if code not in _CHEROKEE and unicodedata.category(chr(code)) not in ("Cn", "Co", "Cs")
]


def name_texts() -> Iterable[str]:
    """Return each sign of Unicode, in pieces, then names as people write them."""
    pieces = ["".join(_SIGNS[start : start + 24]) for start in range(0, len(_SIGNS), 24)]
    names = [spelling for name in ("Zvečan", "Leposaviq", "Štrpce", "North Mitrovica") for spelling in spellings(name)]
    mixed = random.Random("names")
    parts = [
        "Zvečan",
        "Звечан",
        "Zveçan",
        " or ",
        " i ",
        "/",
        ", ",
        "in ",
        "The ",
        "\n",
        " (",
        ")",
        "Ǆ",
        "ß",
        "İ",
        "ı",
        "ς",
        "Љ",
    ]
    return [*pieces, *names, *("".join(mixed.choices(parts, k=mixed.randint(1, 6))) for _ in range(1000))]


def values() -> list[float]:
    """Return numbers as answers to exercises may be."""
    mixed = random.Random("values")
    made = [
        0,
        1,
        -1,
        0.1,
        1 / 3,
        1e9,
        9_999_999_999,
        99_999_999_995,
        1e10,
        1e14,
        1e-4,
        1e-5,
        123456.789,
        -1234.5,
        0.00012345678912,
    ]
    return made + [round(mixed.uniform(-1, 1) * 10 ** mixed.randint(-6, 12), mixed.randint(0, 6)) for _ in range(500)]


def of_spacing(zone_days: int = 120) -> list[dict]:
    """Return histories of learners, clocks that are wrong among them, with what Python makes of each.

    The days of a learner depend on the time zone of this process.
    """
    return [_history(random.Random(f"history {number}"), zone_days) for number in range(60)]


def _history(mixed: random.Random, days: int) -> dict:
    now = datetime(2026, 11, 27, mixed.randint(0, 23), mixed.randint(0, 59), tzinfo=UTC)
    asked = [question.id for question in mixed.sample(list(bank.all_questions().values()), 25)]
    answers = [_answer(mixed, mixed.choice(asked), moment) for moment in _moments(mixed, now, days)]
    memories = spacing.memories(answers, now)
    lesson = mixed.choice(["01", "03", "07", "11"])
    marked = [answer for answer in answers if answer.correct is not None]
    asked_again, due = selection.for_review(answers, now)
    return {
        "now": int(now.timestamp() * 1000),
        "lesson": lesson,
        "answers": [vars(answer) | {"id": f"answer-{place:06}"} for place, answer in enumerate(answers)],
        "believed": [int(one.moment.timestamp() * 1000) for one in spacing.in_believable_time(answers, now)],
        "memories": [[one.item, int(one.due.timestamp() * 1000), one.remembered] for one in memories],
        "due": spacing.due(answers, now),
        "recall": [question.id for question in selection.for_recall(lesson, answers, now)],
        "warm_up": [question.id for question in selection.for_recall("00", answers, now)],
        "review": [question.id for question in asked_again],
        "review_due": due,
        "known": review.by_lesson(marked).to_dict("split")["data"],
        "headings": review.headings(marked).to_dict("split")["data"],
        "todays": {item: one.response for item, one in selection.todays(answers, "review 12", now).items()},
    }


def _moments(mixed: random.Random, now: datetime, days: int) -> list[datetime]:
    count = mixed.choice([0, 1, 5, 40, 150])
    moments = sorted(now - timedelta(days=mixed.uniform(0, days) ** mixed.choice([1, 0.5])) for _ in range(count))
    if mixed.random() < 0.4:
        # A clock that runs wrong for a while: years behind, hours or months ahead.
        for place in mixed.sample(range(count), count // 5):
            moments[place] += mixed.choice([timedelta(days=-4000), timedelta(hours=5), timedelta(days=90)])
    # The page keeps milliseconds.
    return [moment.replace(microsecond=moment.microsecond // 1000 * 1000) for moment in moments]


def _answer(mixed: random.Random, item: str, moment: datetime) -> Answer:
    correct = None if bank.all_questions()[item].kind == "predict" else mixed.random() < 0.6
    certainty = mixed.choice(["guess", "fairly sure", "sure", None])
    place = mixed.choice([f"exit {item[:2]}", f"practice {item[:2]}", "recall 07", "recall 01", "review 12", "exam 11"])
    return Answer(item, item[:2], mixed.choice("abc"), correct, certainty, moment.isoformat(), "w1", place)
