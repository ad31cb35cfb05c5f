"""The question bank: TOML files in ``data/quizzes``, validated when they are read."""

import re
import tomllib
from functools import cache
from hashlib import sha256
from pathlib import Path

from helpers import claims, data
from helpers.base.errors import CourseError, unknown
from helpers.quiz.question import Item, Option, Pair, Question

FOLDER = data.FOLDER / "quizzes"
PARTS = ("recall", "predict", "exit", "practice", "after", "exam")
KINDS = ("single", "multiple", "number", "order", "match", "text", "predict")
SKILLS = ("fact", "chronology", "sourcing", "data reading", "corroboration")
FEEDBACK_WORDS = 45

_FILE_KEYS = {"lesson", "goals", "question", *PARTS}
_COMMON_KEYS = {
    "id", "kind", "skill", "goal", "misconception", "stem", "claim", "rests_on", "hint", "reread"
}  # fmt: skip
_KIND_KEYS = {
    "single": {"option"},
    "multiple": {"option"},
    "number": {"answer", "tolerance", "unit", "near", "feedback_right", "feedback_near", "feedback_wrong"},
    "order": {"item", "feedback_right", "feedback_wrong"},
    "match": {"pair", "feedback_right", "feedback_wrong"},
    "text": {"accepted", "feedback_right", "feedback_wrong"},
    "predict": {"option", "unit", "feedback", "asks_certainty"},
}
_OPTION_KEYS = {"text", "correct", "feedback"}
_ITEM_KEYS = ("text", "claim")
_PAIR_KEYS = ("text", "match")
_QUESTION_HEAD = re.compile(r"\s*\[\[\s*question\s*\]\]")
_BANNED = ("all of the above", "none of the above")


def files(folder: Path = FOLDER) -> list[Path]:
    """Return the bank's files in the order of the lessons."""
    return sorted(folder.glob("*.toml"))


def all_questions(folder: Path = FOLDER) -> dict[str, Question]:
    """Return every question of the bank by its id.

    Raises
    ------
    CourseError
        For a file that breaks the format; the sentence names file and question.
    """
    questions: dict[str, Question] = {}
    for path in files(folder):
        for question in read(path):
            if question.id in questions:
                raise CourseError(
                    f"{path.name}, question {question.id}: another file has this id too. Ids must differ."
                )
            questions[question.id] = question
    return questions


def part(lesson: str, name: str, folder: Path = FOLDER) -> list[Question]:
    """Return the questions of one part of a lesson, one of ``PARTS``.

    Raises
    ------
    CourseError
        For an unknown lesson, part or question.
    """
    by_lesson = _by_lesson(folder)
    if lesson not in by_lesson:
        raise unknown("quiz for lesson", lesson, by_lesson)
    if name not in PARTS:
        raise unknown("quiz part", name, PARTS)
    wanted = _parse(by_lesson[lesson]).get(name, [])
    found = _of_their_lessons(wanted, folder)
    for item in wanted:
        if item not in found:
            own = found or {question.id for question in read(by_lesson[lesson])}
            raise unknown(f"question in {by_lesson[lesson].name}, part {name},", item, own)
    return [found[item] for item in wanted]


def known(items: list[str], folder: Path = FOLDER) -> list[Question]:
    """Return those of the items that are questions of the bank; others, such as exercises, are left out."""
    found = _of_their_lessons(items, folder)
    return [found[item] for item in items if item in found]


def _of_their_lessons(items: list[str], folder: Path) -> dict[str, Question]:
    # Only the files that the items stand in are read: a lesson should not wait for the whole bank.
    by_lesson = _by_lesson(folder)
    lessons = sorted({item[:2] for item in items} & set(by_lesson))
    return {question.id: question for lesson in lessons for question in read(by_lesson[lesson])}


def _by_lesson(folder: Path) -> dict[str, Path]:
    return {path.name[:2]: path for path in files(folder)}


@cache
def _parse(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{path.name} cannot be read ({error}).") from error
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path.name} is not valid TOML: {error}.") from error


@cache
def read(path: Path) -> tuple[Question, ...]:
    """Read and validate one file of the bank.

    Raises
    ------
    CourseError
        For the first fault; the sentence names the file, the line, the question and the way out.
    """
    questions, faults = examine(path)
    if faults:
        raise faults[0]
    return questions


def examine(path: Path) -> tuple[tuple[Question, ...], list[CourseError]]:
    """Return a file's good questions, and one fault for each of the others.

    Raises
    ------
    CourseError
        When the file as a whole cannot be read.
    """
    content = _parse(path)
    _refuse_unknown_keys(f"{path.name}, the file", "key", content, _FILE_KEYS)
    lesson = content.get("lesson", "")
    if lesson != path.name[:2]:
        raise CourseError(f'{path.name}: lesson must be "{path.name[:2]}", like the file\'s name.')
    questions: dict[str, Question] = {}
    faults = []
    for raw, line in zip(content.get("question", []), question_lines(path), strict=True):
        if not isinstance(raw, dict):
            faults.append(
                CourseError(f"{path.name}, line {line}: a question is a block that begins with [[question]].")
            )
            continue
        place = f"{path.name}, line {line}, question {raw.get('id', 'without id')}"
        try:
            question = _question(place, lesson, raw, len(content.get("goals", [])))
            if question.id in questions:
                raise CourseError(f"{place}: this id stands twice. Ids must differ.")
            questions[question.id] = question
        except CourseError as error:
            faults.append(error)
        except (TypeError, AttributeError, KeyError):
            faults.append(
                CourseError(f"{place}: a value is of the wrong type. Run python3 -m helpers check: it names the line.")
            )
    return tuple(questions.values()), faults


def question_lines(path: Path) -> list[int]:
    """Return the line of each question's head in a file, counted from 1."""
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, start=1) if _QUESTION_HEAD.match(line)]
    missing = len(_parse(path).get("question", [])) - len(found)
    # A file that writes its questions in another way of TOML has no heads to point at.
    return found if missing == 0 else [1] * len(_parse(path)["question"])


def _question(place: str, lesson: str, raw: dict, goals: int) -> Question:
    kind = raw.get("kind")
    if kind not in KINDS:
        raise CourseError(f"{place}: kind must be one of {', '.join(KINDS)}.")
    _refuse_unknown_keys(place, "key", raw, _COMMON_KEYS | _KIND_KEYS[kind])
    _refuse_missing_keys(place, raw, ("id", "stem", "claim", "goal", "skill", "reread"))
    if not raw["id"].startswith(f"{lesson}-"):
        raise CourseError(f"{place}: the id must begin with the lesson, as in {lesson}-first-figure.")
    if raw["skill"] not in SKILLS:
        raise CourseError(f"{place}: skill must be one of {', '.join(SKILLS)}.")
    if not 1 <= raw["goal"] <= goals:
        raise CourseError(f"{place}: goal must be the number of one of the lesson's {goals} goals.")
    _refuse_unknown_claims(place, raw["claim"])
    common = {
        "id": raw["id"],
        "lesson": lesson,
        "kind": kind,
        "skill": raw["skill"],
        "goal": raw["goal"],
        "stem": raw["stem"],
        "claims": tuple(raw["claim"]),
        "reread": raw["reread"],
        "misconception": raw.get("misconception", False),
        "rests_on": raw.get("rests_on", ""),
        "hint": raw.get("hint", ""),
    }
    readers = {"number": _number, "order": _order, "match": _match, "text": _text, "predict": _predict}
    question = Question(**common, **readers.get(kind, _choice)(place, raw))
    _refuse_bad_wording(place, question)
    return question


def _refuse_unknown_claims(place: str, ids: list[str]) -> None:
    for claim in ids:
        try:
            claims.get(claim)
        except CourseError as error:
            raise CourseError(f"{place}: {error}") from error


def _choice(place: str, raw: dict) -> dict:
    options = []
    for letter, option in zip("abcdefgh", raw.get("option", []), strict=False):
        _refuse_unknown_keys(place, "key in an option", option, _OPTION_KEYS)
        _refuse_missing_keys(f"{place}, option {letter}", option, ("text", "feedback"))
        options.append(Option(letter, option["text"], bool(option.get("correct", False)), option["feedback"]))
    right = sum(option.correct for option in options)
    if len(options) < 3 or len(options) > 6:
        raise CourseError(f"{place}: it has {len(options)} options; give three to six.")
    if right == 0:
        raise CourseError(f"{place}: no option is marked correct = true.")
    if raw["kind"] == "single" and right > 1:
        raise CourseError(f'{place}: {right} options are marked correct; use kind = "multiple" or mark one.')
    if len({option.text for option in options}) < len(options):
        raise CourseError(f"{place}: two options have the same text.")
    return {"options": tuple(options)}


def _predict(place: str, raw: dict) -> dict:
    _refuse_missing_keys(place, raw, ("feedback",))
    entries = _parts(place, raw, "option", ("text",)) if "option" in raw else []
    options = tuple(Option(letter, entry["text"], False, "") for letter, entry in zip("abcdef", entries, strict=False))
    return {
        "options": options,
        "unit": raw.get("unit", ""),
        "feedback": {"kept": raw["feedback"]},
        "asks_certainty": raw.get("asks_certainty", True),
    }


def _order(place: str, raw: dict) -> dict:
    items = tuple(
        Item(_mute_key(raw["id"], item["claim"]), item["text"], item["claim"])
        for item in _parts(place, raw, "item", _ITEM_KEYS)
    )
    _refuse_unknown_claims(place, [item.claim for item in items])
    if len({item.text for item in items}) < len(items):
        raise CourseError(f"{place}: two items have the same text.")
    return {"items": items, "feedback": _two_feedbacks(place, raw)}


def _match(place: str, raw: dict) -> dict:
    pairs = tuple(
        Pair(pair["text"], _mute_key(raw["id"], pair["match"]), pair["match"])
        for pair in _parts(place, raw, "pair", _PAIR_KEYS)
    )
    if len({pair.text for pair in pairs}) < len(pairs) or len({pair.match for pair in pairs}) < len(pairs):
        raise CourseError(f"{place}: two pairs share a text; each must have one partner only.")
    return {"pairs": pairs, "feedback": _two_feedbacks(place, raw)}


def _parts(place: str, raw: dict, name: str, keys: tuple[str, ...]) -> list[dict]:
    """Return the items, pairs or plain options of a question when they are whole and three to six."""
    parts = raw.get(name, [])
    for number, part_of in enumerate(parts, start=1):
        _refuse_unknown_keys(place, f"key in {'an' if name[0] in 'io' else 'a'} {name}", part_of, set(keys))
        _refuse_missing_keys(f"{place}, {name} {number}", part_of, keys)
    if len(parts) < 3 or len(parts) > 6:
        raise CourseError(f"{place}: it has {len(parts)} {name}s; give three to six.")
    return parts


def _two_feedbacks(place: str, raw: dict) -> dict[str, str]:
    _refuse_missing_keys(place, raw, ("feedback_right", "feedback_wrong"))
    return {name: raw[f"feedback_{name}"] for name in ("right", "wrong")}


def _text(place: str, raw: dict) -> dict:
    _refuse_missing_keys(place, raw, ("accepted",))
    accepted = raw["accepted"]
    if not isinstance(accepted, list) or not accepted or not all(isinstance(text, str) and text for text in accepted):
        raise CourseError(f'{place}: accepted must be a list of texts, such as ["Zvecan"].')
    return {"accepted": tuple(accepted), "feedback": _two_feedbacks(place, raw)}


def _mute_key(question: str, text: str) -> str:
    """Return a key that does not tell the place of a text in the file."""
    return sha256(f"{question} {text}".encode()).hexdigest()[:8]


def _refuse_missing_keys(place: str, raw: dict, needed: tuple[str, ...]) -> None:
    for key in needed:
        if key not in raw or raw[key] in ("", []):
            raise CourseError(f"{place}: {key} is missing.")


def _number(place: str, raw: dict) -> dict:
    _refuse_missing_keys(place, raw, ("answer", "rests_on", "feedback_right", "feedback_wrong"))
    if "near" in raw and not raw.get("feedback_near"):
        raise CourseError(f"{place}: near is given, but feedback_near is missing.")
    for key in ("answer", "tolerance", "near"):
        if key in raw and (isinstance(raw[key], bool) or not isinstance(raw[key], int | float)):
            raise CourseError(f"{place}: {key} must be a number.")
    feedback = {name: raw[f"feedback_{name}"] for name in ("right", "near", "wrong") if f"feedback_{name}" in raw}
    return {
        "answer": float(raw["answer"]),
        "tolerance": float(raw.get("tolerance", 0)),
        "near": float(raw["near"]) if "near" in raw else None,
        "unit": raw.get("unit", ""),
        "feedback": feedback,
    }


def _refuse_unknown_keys(place: str, name: str, raw: dict, known: set[str]) -> None:
    for key in raw:
        if key not in known:
            raise CourseError(f"{place}: {unknown(name, key, known).args[0]}")


def _refuse_bad_wording(place: str, question: Question) -> None:
    texts = [option.feedback for option in question.options] + list(question.feedback.values())
    for text in texts:
        if len(text.split()) > FEEDBACK_WORDS:
            raise CourseError(f"{place}: a feedback has {len(text.split())} words; at most {FEEDBACK_WORDS}.")
    for option in question.options:
        if option.text.strip(" .").lower() in _BANNED:
            raise CourseError(f"{place}: {option.text!r} is no option; name what is meant.")
