"""Mark an answer; pure functions without storage or display."""

import difflib
import re
import unicodedata
from dataclasses import dataclass

from helpers.quiz.bank import Question

RIGHT, PARTLY, NEAR, WRONG = "right", "partly", "near", "wrong"
CERTAINTIES = ("guess", "fairly sure", "sure")

LONGEST_TEXT = 200
ALIKE = 0.8

SURE_AND_WRONG = "You were sure: reread that part before you try again, and note what misled you."


@dataclass(frozen=True)
class Mark:
    """The result of one try: a verdict and the sentences that explain it."""

    verdict: str
    sentences: tuple[str, ...]

    @property
    def correct(self) -> bool:
        """Whether the answer was right."""
        return self.verdict == RIGHT


class AnswerError(Exception):
    """An answer that cannot be marked; the text asks the learner for another."""


def mark(question: Question, response: object, certainty: str | None, earlier_tries: int) -> Mark:
    """Mark one answer.

    Parameters
    ----------
    question : the question.
    response : an option's letter for ``single``, a list of letters for ``multiple``, text or a number for ``number``, text for ``text``,
        a list of all keys, the earliest first, for ``order``, a list of one key for each pair for ``match``.
    certainty : one of ``CERTAINTIES``; it never changes the verdict.
    earlier_tries : how often the question was answered before; the right option is named from the second try on.

    Returns
    -------
    Mark
        The verdict with feedback for what was chosen.

    Raises
    ------
    AnswerError
        For an answer of the wrong type; its text says what to give instead.
    """
    if certainty not in CERTAINTIES:
        raise AnswerError("Say how sure you are: guess, fairly sure or sure.")
    markers = {
        "single": _mark_single,
        "multiple": _mark_multiple,
        "number": _mark_number,
        "order": _mark_order,
        "match": _mark_match,
        "text": _mark_text,
    }
    result = markers[question.kind](question, response, earlier_tries)
    sentences = list(result.sentences)
    if not result.correct:
        if certainty == "sure":
            sentences.append(SURE_AND_WRONG)
        sentences.append(f"Reread: {question.reread}.")
    return Mark(result.verdict, tuple(sentences))


def _mark_single(question: Question, response: object, earlier_tries: int) -> Mark:
    by_key = {option.key: option for option in question.options}
    if not isinstance(response, str) or response not in by_key:
        raise AnswerError("Choose one answer first.")
    chosen = by_key[response]
    if chosen.correct:
        return Mark(RIGHT, (chosen.feedback,))
    sentences = [chosen.feedback]
    if earlier_tries:
        sentences += [
            f"The answer is: {option.text} {option.feedback}" for option in question.options if option.correct
        ]
    return Mark(WRONG, tuple(sentences))


def _mark_multiple(question: Question, response: object, earlier_tries: int) -> Mark:
    known = {option.key for option in question.options}
    if not isinstance(response, list) or not response or not set(response) <= known:
        raise AnswerError("Choose at least one answer first.")
    chosen = set(response)
    sentences = [f"{option.text} {option.feedback}" for option in question.options if option.key in chosen]
    if chosen == question.right_keys:
        return Mark(RIGHT, tuple(sentences))
    missed = [option for option in question.options if option.correct and option.key not in chosen]
    if earlier_tries:
        sentences += [f"Missed: {option.text} {option.feedback}" for option in missed]
    elif missed:
        sentences.append("At least one more answer is right.")
    return Mark(PARTLY if chosen & question.right_keys else WRONG, tuple(sentences))


def _mark_number(question: Question, response: object, earlier_tries: int) -> Mark:
    value = read_number(response)
    distance = abs(value - question.answer)
    slack = 1e-9 * max(1.0, abs(question.answer))
    if distance <= question.tolerance + slack:
        return Mark(RIGHT, (question.feedback["right"],))
    near = question.near is not None and distance <= question.near + slack
    verdict = NEAR if near else WRONG
    sentences = [question.feedback["near" if near else "wrong"]]
    if earlier_tries:
        unit = f" {question.unit}" if question.unit else ""
        sentences.append(f"The answer is {question.answer:g}{unit}. {question.feedback['right']}")
    return Mark(verdict, tuple(sentences))


def _mark_order(question: Question, response: object, earlier_tries: int) -> Mark:
    right = question.right_order
    complete = isinstance(response, list) and all(isinstance(key, str) for key in response)
    if not complete or sorted(response) != sorted(right):
        raise AnswerError("Put all of them in order first.")
    if response == right:
        return Mark(RIGHT, (question.feedback["right"],))
    in_place = sum(given == wanted for given, wanted in zip(response, right, strict=True))
    sentences = [f"{in_place} of {len(right)} stand in their place.", question.feedback["wrong"]]
    if earlier_tries:
        texts = "; ".join(item.text for item in question.items)
        sentences.append(f"The order is: {texts}. {question.feedback['right']}")
    return Mark(NEAR if _one_swap_of_neighbours(response, right) else WRONG, tuple(sentences))


def _one_swap_of_neighbours(given: list[str], right: list[str]) -> bool:
    wrong = [place for place, key in enumerate(right) if given[place] != key]
    return len(wrong) == 2 and wrong[1] - wrong[0] == 1


def _mark_match(question: Question, response: object, earlier_tries: int) -> Mark:
    known = {pair.key for pair in question.pairs}
    complete = isinstance(response, list) and len(response) == len(question.pairs)
    if not complete or not all(isinstance(key, str) and key in known for key in response):
        raise AnswerError("Choose a partner for each first.")
    right = sum(key == pair.key for key, pair in zip(response, question.pairs, strict=True))
    if right == len(question.pairs):
        return Mark(RIGHT, (question.feedback["right"],))
    sentences = [f"{right} of {len(question.pairs)} are right.", question.feedback["wrong"]]
    if earlier_tries:
        texts = "; ".join(f"{pair.text}: {pair.match}" for pair in question.pairs)
        sentences.append(f"The pairs are: {texts}. {question.feedback['right']}")
    return Mark(PARTLY if right else WRONG, tuple(sentences))


def _mark_text(question: Question, response: object, earlier_tries: int) -> Mark:
    given = fold(response) if isinstance(response, str) and len(response) <= LONGEST_TEXT else ""
    if not given:
        raise AnswerError("Type a short answer first.")
    accepted = [fold(text) for text in question.accepted]
    if given in accepted:
        return Mark(RIGHT, (question.feedback["right"],))
    if difflib.get_close_matches(given, accepted, n=1, cutoff=ALIKE):
        raise AnswerError("Very close: look at the spelling and check again. This did not count as a try.")
    sentences = [question.feedback["wrong"]]
    if earlier_tries:
        sentences.append(f"The answer is: {question.accepted[0]}. {question.feedback['right']}")
    return Mark(WRONG, tuple(sentences))


def fold(text: str) -> str:
    """Return a text without case, accents, spaces and punctuation: Zvečan and Zveçan are both ``zvecan``."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in plain if sign.isalnum())


def read_number(response: object) -> float:
    """Read a number as people write it: ``3.47``, ``3,47``, ``45 095``, ``3.47 %``.

    Raises
    ------
    AnswerError
        When the text is not a number.
    """
    if isinstance(response, bool) or not isinstance(response, int | float | str):
        raise AnswerError("Type a number, such as 12 or 3.5.")
    text = re.sub(r"[\s\u00a0\u202f]|%|per\s?cent", "", str(response))
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    text = text.replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{0,15})?", text):
        raise AnswerError("Type a number, such as 12 or 3.5.")
    return float(text)
