"""Commit to a guess before looking."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from helpers.base import written
from helpers.base.language import gettext as _
from helpers.quiz import exchange
from helpers.quiz.fields import Field, feedback
from helpers.quiz.kinds.base import COMMON_FIELDS, Question, Shuffle
from helpers.quiz.kinds.choice import (
    FEWEST,
    KEY,
    MOST,
    Option,
    exchange_options,
    public_options,
    read_options,
    stored_lines,
)
from helpers.quiz.kinds.number import UNIT, without_unit
from helpers.quiz.marks import KEPT, AnswerError, Feedback, Mark, no_number


@dataclass(frozen=True, kw_only=True)
class Guess(Question):
    """Guess a number or one of several options; the response is kept and never marked."""

    kind: ClassVar[str] = "predict"
    about: ClassVar[str] = "Commit to a guess; it is stored and never marked."
    has_key: ClassVar[bool] = False
    control: ClassVar[str] = "number"
    FIELDS: ClassVar[Mapping[str, Field]] = {
        "option": Field(
            "blocks",
            "Leave out for a typed number.",
            required=False,
            least=FEWEST,
            most=MOST,
            fields={"key": KEY, "text": Field("text", "What learners read.")},
        ),
        "rests_on": Field(
            "text",
            "claim id/value where the ledger holds the number that was found; the class view sets the guesses beside it.",
            required=False,
            pattern=COMMON_FIELDS["rests_on"].pattern,
        ),
        "level": replace(COMMON_FIELDS["level"], required=False),
        "unit": UNIT,
        "whole": Field(
            "yes or no", "true where only whole numbers make sense: then 4.500 is read as 4,500.", required=False
        ),
        "asks_certainty": Field(
            "yes or no", "false when a guess is itself about how sure somebody is.", required=False
        ),
        "feedback": feedback("What to look at next."),
    }
    options: tuple[Option, ...] = ()
    unit: str = ""
    whole: bool = False

    @classmethod
    def read_own(cls, raw: Mapping) -> dict[str, Any]:
        """Return options or unit, and what to look at next."""
        found = {name: raw[name] for name in ("unit", "whole", "asks_certainty") if name in raw}
        return found | {"options": read_options(raw.get("option", [])), "feedback": {"kept": raw["feedback"]}}

    @property
    def form(self) -> str:
        """The control: options are chosen, a number is typed."""
        return "single" if self.options else self.control

    def mark(self, response: object, earlier_tries: int) -> Mark:
        """Keep the guess."""
        if not self.options:
            self.number(response)
        elif response not in [option.key for option in self.options]:
            raise AnswerError(_("Choose one answer first."))
        return Mark(KEPT, (Feedback(self.feedback["kept"]),))

    def number(self, response: object) -> float:
        """Return a typed guess as a number.

        Raises
        ------
        AnswerError
            When it is none.
        """
        try:
            return written.number(without_unit(response, self.unit), whole=self.whole)
        except ValueError as error:
            raise no_number() from error

    @property
    def solution(self) -> str:
        """Nothing: a guess has no key."""
        return ""

    @property
    def reason(self) -> str:
        """What to look at next."""
        return self.feedback["kept"]

    def public(self, shuffle: Shuffle) -> dict[str, object]:
        """Return the options, or the unit."""
        return public_options(self.options, shuffle) | {"unit": self.unit}

    def lines(self) -> list[str]:
        """Return the options' texts."""
        return stored_lines(self.id, self.options)

    def as_exchange(self) -> exchange.Options | exchange.Figure:
        """Return the options, none of them right, or a number without a key."""
        return exchange_options(self.id, self.options) if self.options else exchange.Figure(None, unit=self.unit)

    def own_texts(self) -> list[str]:
        """Return the options' texts."""
        return self.lines()

    def in_words(self, response: object) -> str:
        """Return the text of a chosen option, or the number as it was typed."""
        return self.choice_texts.get(str(response), str(response).strip())

    @property
    def right_response(self) -> object:
        """None: a guess has no key."""
        return None

    @property
    def own_key(self) -> list[object]:
        """Nothing that could be marked."""
        return []

    @property
    def choice_texts(self) -> dict[str, str]:
        """The options' texts by their keys."""
        return {option.key: option.text for option in self.options}
