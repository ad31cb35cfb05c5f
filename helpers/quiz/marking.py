"""Mark an answer; pure functions without storage or display."""

import difflib
import re
import unicodedata
from dataclasses import dataclass

from helpers.base.language import gettext as _
from helpers.base.language import ngettext
from helpers.quiz.question import Question

RIGHT, PARTLY, NEAR, WRONG, KEPT = "right", "partly", "near", "wrong", "kept"
CERTAINTIES = ("guess", "fairly sure", "sure")

LONGEST_TEXT = 200
ALIKE = 0.8


@dataclass(frozen=True)
class Feedback:
    """One sentence: ``lead`` is in the language of the interface, ``text`` is the lesson's own and in English."""

    text: str = ""
    lead: str = ""

    def __str__(self) -> str:
        return f"{self.lead} {self.text}".strip()


@dataclass(frozen=True)
class Mark:
    """The result of one try: a verdict and the feedback that explains it."""

    verdict: str
    feedback: tuple[Feedback, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The feedback as plain sentences."""
        return tuple(map(str, self.feedback))

    @property
    def correct(self) -> bool | None:
        """Whether the answer was right; None for a guess, which has no key."""
        return None if self.verdict == KEPT else self.verdict == RIGHT


class AnswerError(Exception):
    """An answer that cannot be marked; the text asks the learner for another."""


def mark(question: Question, response: object, certainty: str | None, earlier_tries: int) -> Mark:
    """Mark one answer.

    Parameters
    ----------
    question : the question.
    response : an option's letter for ``single``, a list of letters for ``multiple``, text or a number for ``number``, text for ``text``,
        a list of all keys, the earliest first, for ``order``, a list of one key for each pair for ``match``,
        a letter or a number for ``predict``.
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
    if question.asks_certainty and certainty not in CERTAINTIES:
        raise AnswerError(_("Say how sure you are: guess, fairly sure or sure."))
    markers = {
        "single": _mark_single,
        "multiple": _mark_multiple,
        "number": _mark_number,
        "order": _mark_order,
        "match": _mark_match,
        "text": _mark_text,
        "predict": _keep_guess,
    }
    result = markers[question.kind](question, response, earlier_tries)
    feedback = list(result.feedback)
    if result.correct is False:
        if certainty == "sure":
            lead = _("You were sure: reread that part before you try again, and note what misled you.")
            feedback.append(Feedback(lead=lead))
        feedback.append(Feedback(f"{question.reread}.", lead=_("Reread:")))
    return Mark(result.verdict, tuple(feedback))


def _mark_single(question: Question, response: object, earlier_tries: int) -> Mark:
    by_key = {option.key: option for option in question.options}
    if not isinstance(response, str) or response not in by_key:
        raise AnswerError(_("Choose one answer first."))
    chosen = by_key[response]
    if chosen.correct:
        return Mark(RIGHT, (Feedback(chosen.feedback),))
    feedback = [Feedback(chosen.feedback)]
    if earlier_tries:
        right = [f"{option.text} {option.feedback}" for option in question.options if option.correct]
        feedback += [Feedback(answer, lead=_("The answer is:")) for answer in right]
    return Mark(WRONG, tuple(feedback))


def _mark_multiple(question: Question, response: object, earlier_tries: int) -> Mark:
    known = {option.key for option in question.options}
    if not isinstance(response, list) or not response or not _are_keys(response, known):
        raise AnswerError(_("Choose at least one answer first."))
    chosen = set(response)
    feedback = [Feedback(f"{option.text} {option.feedback}") for option in question.options if option.key in chosen]
    if chosen == question.right_keys:
        return Mark(RIGHT, tuple(feedback))
    missed = [option for option in question.options if option.correct and option.key not in chosen]
    if earlier_tries:
        feedback += [Feedback(f"{option.text} {option.feedback}", lead=_("Missed:")) for option in missed]
    elif missed:
        feedback.append(Feedback(lead=_("At least one more answer is right.")))
    return Mark(PARTLY if chosen & question.right_keys else WRONG, tuple(feedback))


def _are_keys(response: list, known: set[str]) -> bool:
    return len(response) <= len(known) and all(isinstance(key, str) and key in known for key in response)


def _mark_number(question: Question, response: object, earlier_tries: int) -> Mark:
    value = read_number(_without_thousands_points(response) if question.answer >= 1000 else response)  # noqa: PLR2004
    distance = abs(value - question.answer)
    slack = 1e-9 * max(1.0, abs(question.answer))
    if distance <= question.tolerance + slack:
        return Mark(RIGHT, (Feedback(question.feedback["right"]),))
    near = question.near is not None and distance <= question.near + slack
    verdict = NEAR if near else WRONG
    feedback = [Feedback(question.feedback["near" if near else "wrong"])]
    if earlier_tries:
        feedback.append(_solution(question, _("The answer is:")))
    return Mark(verdict, tuple(feedback))


def _mark_order(question: Question, response: object, earlier_tries: int) -> Mark:
    right = question.right_order
    complete = isinstance(response, list) and _are_keys(response, set(right))
    if not complete or sorted(response) != sorted(right):
        raise AnswerError(_("Put all of them in order first."))
    if response == right:
        return Mark(RIGHT, (Feedback(question.feedback["right"]),))
    in_place = sum(given == wanted for given, wanted in zip(response, right, strict=True))
    count = ngettext("{right} of {total} stands in its place.", "{right} of {total} stand in their place.", in_place)
    feedback = [Feedback(lead=count.format(right=in_place, total=len(right))), Feedback(question.feedback["wrong"])]
    if earlier_tries:
        feedback.append(_solution(question, _("The order is:")))
    return Mark(NEAR if _one_swap_of_neighbours(response, right) else WRONG, tuple(feedback))


def _one_swap_of_neighbours(given: list[str], right: list[str]) -> bool:
    wrong = [place for place, key in enumerate(right) if given[place] != key]
    return len(wrong) == 2 and wrong[1] - wrong[0] == 1


def _mark_match(question: Question, response: object, earlier_tries: int) -> Mark:
    known = {pair.key for pair in question.pairs}
    complete = isinstance(response, list) and len(response) == len(question.pairs)
    if not complete or not _are_keys(response, known):
        raise AnswerError(_("Choose a partner for each first."))
    right = sum(key == pair.key for key, pair in zip(response, question.pairs, strict=True))
    if right == len(question.pairs):
        return Mark(RIGHT, (Feedback(question.feedback["right"]),))
    count = ngettext("{right} of {total} is right.", "{right} of {total} are right.", right)
    found = count.format(right=right, total=len(question.pairs))
    feedback = [Feedback(lead=found), Feedback(question.feedback["wrong"])]
    if earlier_tries:
        feedback.append(_solution(question, _("The pairs are:")))
    return Mark(PARTLY if right else WRONG, tuple(feedback))


def _mark_text(question: Question, response: object, earlier_tries: int) -> Mark:
    given = fold(response) if isinstance(response, str) and len(response) <= LONGEST_TEXT else ""
    if not given:
        raise AnswerError(_("Type a short answer first."))
    accepted = [fold(text) for text in question.accepted]
    if given in accepted:
        return Mark(RIGHT, (Feedback(question.feedback["right"]),))
    if difflib.get_close_matches(given, accepted, n=1, cutoff=ALIKE):
        raise AnswerError(_("Very close: look at the spelling and check again. This did not count as a try."))
    feedback = [Feedback(question.feedback["wrong"])]
    if earlier_tries:
        feedback.append(_solution(question, _("The answer is:")))
    return Mark(WRONG, tuple(feedback))


def _keep_guess(question: Question, response: object, _earlier_tries: int) -> Mark:
    if question.options:
        if response not in [option.key for option in question.options]:
            raise AnswerError(_("Choose one answer first."))
    else:
        read_number(response)
    return Mark(KEPT, (Feedback(question.feedback["kept"]),))


def _solution(question: Question, lead: str) -> Feedback:
    return Feedback(f"{question.solution}. {question.feedback['right']}", lead=lead)


def fold(text: str) -> str:
    """Return a text without case, accents, spaces and punctuation: Zvečan and Zveçan are both ``zvecan``."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(sign for sign in plain if sign.isalnum())


def _without_thousands_points(response: object) -> object:
    """Return ``45.095`` as ``45095``: Albanian, Serbian and German write thousands so."""
    if isinstance(response, str) and re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", response.strip()):
        return response.replace(".", "")
    return response


def read_number(response: object) -> float:
    """Read a number as people write it: ``3.47``, ``3,47``, ``45 095``, ``3.47 %``.

    Raises
    ------
    AnswerError
        When the text is not a number.
    """
    if isinstance(response, bool) or not isinstance(response, int | float | str) or _is_endless(response):
        raise AnswerError(_("Type a number, such as 12 or 3.5."))
    text = re.sub(r"[\s\u00a0\u202f]|%|per\s?cent", "", str(response))
    if re.fullmatch(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", text):
        text = text.replace(",", "")
    text = text.replace(",", ".")
    if not re.fullmatch(r"[+-]?\d{1,15}(\.\d{0,15})?", text):
        raise AnswerError(_("Type a number, such as 12 or 3.5."))
    return float(text)


def _is_endless(response: int | float | str) -> bool:
    if isinstance(response, str):
        return len(response) > LONGEST_TEXT
    return not abs(response) < 1e15  # noqa: PLR2004 - also refuses NaN.
