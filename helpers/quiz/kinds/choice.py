"""Choose one option, or all that are right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from helpers.base.language import gettext as _
from helpers.quiz import exchange
from helpers.quiz.fields import Field, feedback
from helpers.quiz.kinds.base import (
    KindError,
    Question,
    Shuffle,
    begins_with_number_or_date,
    keys_in,
    names_a_line,
    opaque_key,
    refuse_doubles,
)
from helpers.quiz.marks import PARTLY, RIGHT, WRONG, AnswerError, Feedback, Mark

KEY = Field(
    "text",
    "A short name of the option, saved as the answer. It stays when only the wording changes; another meaning gets another key.",
    pattern="^[a-z0-9][a-z0-9-]*$",
)
OPTION = {
    "key": KEY,
    "text": Field("text", "What learners read. Options are of like form and length."),
    "correct": Field("yes or no", "true for a right option.", required=False),
    "feedback": feedback(
        "The verdict in words, what this answer would be right about, the deciding fact with its date and who says so."
    ),
}
FEWEST, MOST = 3, 6
_BANNED = ("all of the above", "none of the above")


@dataclass(frozen=True)
class Option:
    """One option; ``key`` is its stable name, which is saved as the answer."""

    key: str
    text: str
    correct: bool
    feedback: str


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """What choosing one and choosing several share."""

    FIELDS: ClassVar[Mapping[str, Field]] = {
        "option": Field(
            "blocks",
            "Options of like form and length. Numbers and dates in their order; others are shuffled.",
            least=FEWEST,
            most=MOST,
            fields=OPTION,
        )
    }
    several: ClassVar[bool] = False
    options: tuple[Option, ...]

    @classmethod
    def read_own(cls, raw: Mapping) -> dict[str, Any]:
        """Return the options; exactly one is right where only one can be chosen."""
        options = read_options(raw["option"])
        if not any(option.correct for option in options):
            raise KindError("no option is marked correct = true.")
        return {"options": options}

    @property
    def right_keys(self) -> set[str]:
        """The keys of the right options."""
        return {option.key for option in self.options if option.correct}

    @property
    def solution(self) -> str:
        """The texts of the right options."""
        return "; ".join(option.text for option in self.options if option.correct)

    @property
    def reason(self) -> str:
        """The feedback of the right options."""
        return " ".join(option.feedback for option in self.options if option.correct)

    @property
    def keeps_order(self) -> bool:
        """Whether the options must not be shuffled."""
        return keeps_order(self.options)

    def public(self, shuffle: Shuffle) -> dict[str, object]:
        """Return the options, shuffled unless they are numbers or dates."""
        return public_options(self.options, shuffle)

    def lines(self) -> list[str]:
        """Return the options' texts, in an order that does not tell the key's place in the file."""
        return stored_lines(self.id, self.options)

    def as_exchange(self) -> exchange.Options:
        """Return the options with their feedbacks."""
        return exchange_options(self.id, self.options, several=self.several)

    def own_texts(self) -> list[str]:
        """Return texts and feedbacks of the options."""
        return [text for option in self.options for text in (option.text, option.feedback)]

    def in_words(self, response: object) -> str:
        """Return the texts of the chosen options."""
        return "; ".join(self._text(key) for key in _as_list(response))

    def _text(self, key: object) -> str:
        return next((option.text for option in self.options if option.key == key), str(key))

    @property
    def own_key(self) -> list[object]:
        """The right options."""
        return [sorted(self.right_keys)]

    @property
    def choice_texts(self) -> dict[str, str]:
        """The options' texts by their keys."""
        return {option.key: option.text for option in self.options}


@dataclass(frozen=True, kw_only=True)
class Single(Choice):
    """Choose one; the response is an option's key."""

    kind: ClassVar[str] = "single"
    about: ClassVar[str] = "Choose one."
    control: ClassVar[str] = "single"

    @classmethod
    def read_own(cls, raw: Mapping) -> dict[str, Any]:
        """Return the options, of which one is right."""
        found = super().read_own(raw)
        right = sum(option.correct for option in found["options"])
        if right > 1:
            raise KindError(f'{right} options are marked correct; use kind = "multiple" or mark one.')
        return found

    def mark(self, response: object, earlier_tries: int) -> Mark:
        """Return the feedback of the chosen option; the right one too from the second try on."""
        by_key = {option.key: option for option in self.options}
        if not isinstance(response, str) or response not in by_key:
            raise AnswerError(_("Choose one answer first."))
        chosen = by_key[response]
        if chosen.correct:
            return Mark(RIGHT, (Feedback(chosen.feedback),))
        said = [Feedback(chosen.feedback)]
        if earlier_tries:
            right = [f"{option.text} {option.feedback}" for option in self.options if option.correct]
            said += [Feedback(answer, lead=_("The answer is:")) for answer in right]
        return Mark(WRONG, tuple(said))

    def wrong_choices(self, response: object) -> list[str]:
        """Return the text of the option that was chosen instead."""
        return [
            self._text(key) for key in _as_list(response) if key in self.choice_texts and key not in self.right_keys
        ]

    @property
    def right_response(self) -> object:
        """The key of the right option."""
        return next(iter(self.right_keys))

    @property
    def key_texts(self) -> list[str]:
        """The text of the right option."""
        return [option.text for option in self.options if option.correct]


@dataclass(frozen=True, kw_only=True)
class Multiple(Choice):
    """Tick all that are right; the response is a list of options' keys."""

    kind: ClassVar[str] = "multiple"
    about: ClassVar[str] = "Tick all that are right."
    control: ClassVar[str] = "multiple"
    several: ClassVar[bool] = True
    advice: ClassVar[str] = "several"

    def mark(self, response: object, earlier_tries: int) -> Mark:
        """Return the feedback of every chosen option, and what was missed from the second try on."""
        chosen = set(keys_in(response, set(self.choice_texts)) or ())
        if not chosen:
            raise AnswerError(_("Choose at least one answer first."))
        said = [Feedback(f"{option.text} {option.feedback}") for option in self.options if option.key in chosen]
        if chosen == self.right_keys:
            return Mark(RIGHT, tuple(said))
        missed = [option for option in self.options if option.correct and option.key not in chosen]
        if earlier_tries:
            said += [Feedback(f"{option.text} {option.feedback}", lead=_("Missed:")) for option in missed]
        elif missed:
            said.append(Feedback(lead=_("At least one more answer is right.")))
        return Mark(PARTLY if chosen & self.right_keys else WRONG, tuple(said))

    @property
    def right_response(self) -> object:
        """The keys of the right options."""
        return sorted(self.right_keys)

    def wrong_choices(self, response: object) -> list[str]:
        """Return the wrong options that were ticked and the right ones that were left out."""
        chosen = {key for key in _as_list(response) if key in self.choice_texts}
        left_out = _("left out: {option}")
        wrong = [option.text for option in self.options if option.key in chosen and not option.correct]
        missed = [option.text for option in self.options if option.correct and option.key not in chosen]
        return wrong + [left_out.format(option=text) for text in missed]


def read_options(blocks: list[Mapping]) -> tuple[Option, ...]:
    """Return the options of a question; a guess has neither right options nor feedbacks of its own.

    Raises
    ------
    KindError
        For two options of one key or text, and for one that names nothing.
    """
    options = tuple(
        Option(block["key"], block["text"], block.get("correct", False), block.get("feedback", "")) for block in blocks
    )
    keys = [option.key for option in options]
    refuse_doubles(keys, f"two options have the key {next((key for key in keys if keys.count(key) > 1), '')!r}.")
    refuse_doubles([option.text for option in options], "two options have the same text.")
    for option in options:
        if option.text.strip(" .").lower() in _BANNED:
            raise KindError(f"{option.text!r} is no option; name what is meant.")
    return options


def public_options(options: tuple[Option, ...], shuffle: Shuffle) -> dict[str, object]:
    """Return keys and texts of options in a learner's own order; numbers and dates keep theirs."""
    shown = list(options) if keeps_order(options) else shuffle(list(options))
    return {"options": [{"key": option.key, "text": option.text} for option in shown]}


def stored_lines(question: str, options: tuple[Option, ...]) -> list[str]:
    """Return the options' texts in an order fixed by the question's id, for pages that are the same for everybody."""
    return [option.text for option in _stored_order(question, options)]


def exchange_options(question: str, options: tuple[Option, ...], *, several: bool = False) -> exchange.Options:
    """Return options for papers and platforms, in the order of :func:`stored_lines`."""
    shown = tuple(
        exchange.Option(option.key, option.text, option.correct, option.feedback)
        for option in _stored_order(question, options)
    )
    return exchange.Options(shown, several, keeps_order(options))


def _stored_order(question: str, options: tuple[Option, ...]) -> list[Option]:
    if keeps_order(options):
        return list(options)
    return sorted(options, key=lambda option: opaque_key(question, option.key))


def keeps_order(options: tuple[Option, ...]) -> bool:
    """Say whether all options begin with a number or a date, or end with the letter of a line: these must not be shuffled."""
    return any(
        all(has_place(option.text) for option in options) for has_place in (begins_with_number_or_date, names_a_line)
    )


def _as_list(response: object) -> list:
    return response if isinstance(response, list) else [response]
