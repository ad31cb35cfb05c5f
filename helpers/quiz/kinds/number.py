"""Type a number."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from helpers.base import written
from helpers.base.language import gettext as _
from helpers.quiz import exchange
from helpers.quiz.fields import Field, feedback
from helpers.quiz.kinds.base import COMMON_FIELDS, KindError, Question, Shuffle, two_feedbacks
from helpers.quiz.marks import NEAR, RIGHT, WRONG, Feedback, Mark, no_number

UNIT = Field("text", "What is counted; it stands after the field.", required=False)


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """Type a number; the response is a text or a number, read as people write it."""

    kind: ClassVar[str] = "number"
    about: ClassVar[str] = "Type a number; 3.47, 3,47 and 3.47 % are one."
    control: ClassVar[str] = "number"
    FIELDS: ClassVar[Mapping[str, Field]] = {
        "rests_on": replace(COMMON_FIELDS["rests_on"], required=True),
        "answer": Field("number", "The key; it equals the claim that rests_on names."),
        "tolerance": Field("number", "The distance that still counts as right.", required=False, least=0),
        "near": Field("number", "The distance that is told to be close.", required=False, above=0),
        "unit": UNIT,
        "feedback_right": feedback("For a right number: why, and what it does not show."),
        "feedback_wrong": feedback("For a wrong number: the deciding fact, without the key."),
        "feedback_near": feedback("For a near number.", required=False),
    }
    answer: float
    tolerance: float = 0.0
    near: float | None = None
    unit: str = ""

    @classmethod
    def read_own(cls, raw: Mapping) -> dict[str, Any]:
        """Return key, distances, unit and feedbacks."""
        if "near" in raw and not raw.get("feedback_near"):
            raise KindError("near is given, but feedback_near is missing.")
        said = two_feedbacks(raw)
        if "feedback_near" in raw:
            said["near"] = raw["feedback_near"]
        return {
            "answer": float(raw["answer"]),
            "tolerance": float(raw.get("tolerance", 0)),
            "near": float(raw["near"]) if "near" in raw else None,
            "unit": raw.get("unit", ""),
            "feedback": said,
        }

    def mark(self, response: object, earlier_tries: int) -> Mark:
        """Compare with the key; a text with two readings is read in the learner's favour."""
        try:
            value = written.number_nearest_to(without_unit(response, self.unit), self.answer)
        except ValueError as error:
            raise no_number() from error
        distance = abs(value - self.answer)
        slack = 1e-9 * max(1.0, abs(self.answer))
        if distance <= self.tolerance + slack:
            return Mark(RIGHT, (Feedback(self.feedback["right"]),))
        is_near = self.near is not None and distance <= self.near + slack
        said = [Feedback(self.feedback["near" if is_near else "wrong"])]
        if earlier_tries:
            said.append(self.solution_feedback(_("The answer is:")))
        return Mark(NEAR if is_near else WRONG, tuple(said))

    @property
    def solution(self) -> str:
        """The key with its unit."""
        return f"{self.answer:,.10g} {self.unit}".strip()

    def public(self, shuffle: Shuffle) -> dict[str, object]:
        """Return the unit."""
        return {"unit": self.unit}

    def as_exchange(self) -> exchange.Figure:
        """Return key, distances and unit."""
        return exchange.Figure(self.answer, self.tolerance, self.near, self.unit)

    def lines(self) -> list[str]:
        """Return nothing: there is a field to fill."""
        return []

    @property
    def right_response(self) -> object:
        """The key as text."""
        return f"{self.answer:.10g}"

    @property
    def own_key(self) -> list[object]:
        """Key and tolerance."""
        return [self.answer, self.tolerance]

    @property
    def key_texts(self) -> list[str]:
        """The key as the ledger writes it."""
        return [f"{self.answer:g}"]


def without_unit(response: object, unit: str) -> object:
    """Return a typed number without the unit that a learner may have typed after it."""
    if not isinstance(response, str) or not unit:
        return response
    text = response.strip()
    return text[: -len(unit)] if text.casefold().endswith(unit.casefold()) else text
