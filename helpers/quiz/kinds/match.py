"""Find the partner of each text."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from helpers.base.language import gettext as _
from helpers.base.language import ngettext
from helpers.quiz import exchange
from helpers.quiz.fields import Field, feedback
from helpers.quiz.kinds.base import Question, Shuffle, keys_in, never_right, opaque_key, refuse_doubles, two_feedbacks
from helpers.quiz.marks import PARTLY, RIGHT, WRONG, AnswerError, Feedback, Mark


@dataclass(frozen=True)
class Pair:
    """Two texts that belong together; ``key`` says nothing of the first."""

    text: str
    key: str
    match: str


@dataclass(frozen=True, kw_only=True)
class Match(Question):
    """Choose a partner for each text; the response is a list of one key for each pair, in the order of the file."""

    kind: ClassVar[str] = "match"
    about: ClassVar[str] = "Choose partners from lists."
    control: ClassVar[str] = "match"
    advice: ClassVar[str] = "match"
    FIELDS: ClassVar[Mapping[str, Field]] = {
        "pair": Field(
            "blocks",
            "Each partner belongs to one text only.",
            least=3,
            most=6,
            fields={
                "text": Field("text", "What stands at the left."),
                "match": Field("text", "Its partner."),
            },
        ),
        "feedback_right": feedback("For right pairs: why, and what they do not show."),
        "feedback_wrong": feedback("For wrong pairs: the deciding fact."),
    }
    pairs: tuple[Pair, ...]

    @classmethod
    def read_own(cls, raw: Mapping) -> dict[str, Any]:
        """Return the pairs with the keys of the partners, and the feedbacks."""
        for side in ("text", "match"):
            refuse_doubles(
                [pair[side] for pair in raw["pair"]], "two pairs share a text; each must have one partner only."
            )
        pairs = tuple(Pair(pair["text"], opaque_key(raw["id"], pair["match"]), pair["match"]) for pair in raw["pair"])
        return {"pairs": pairs, "feedback": two_feedbacks(raw)}

    def mark(self, response: object, earlier_tries: int) -> Mark:
        """Count the right pairs."""
        given = keys_in(response, {pair.key for pair in self.pairs})
        if given is None or len(given) != len(self.pairs):
            raise AnswerError(_("Choose a partner for each first."))
        right = sum(key == pair.key for key, pair in zip(given, self.pairs, strict=True))
        if right == len(self.pairs):
            return Mark(RIGHT, (Feedback(self.feedback["right"]),))
        count = ngettext("{right} of {total} is right.", "{right} of {total} are right.", right)
        said = [Feedback(lead=count.format(right=right, total=len(self.pairs))), Feedback(self.feedback["wrong"])]
        if earlier_tries:
            said.append(self.solution_feedback(_("The pairs are:")))
        return Mark(PARTLY if right else WRONG, tuple(said))

    @property
    def partners(self) -> list[Pair]:
        """The pairs in the order in which their partners are offered, never that of the file."""
        return never_right(sorted(self.pairs, key=lambda pair: pair.key), self.pairs)

    @property
    def solution(self) -> str:
        """The pairs."""
        return "; ".join(f"{pair.text}: {pair.match}" for pair in self.pairs)

    def public(self, shuffle: Shuffle) -> dict[str, object]:
        """Return the texts, and the partners in an order that is never that of the texts."""
        shown = never_right(shuffle(self.partners), self.pairs)
        return {
            "prompts": [pair.text for pair in self.pairs],
            "matches": [{"key": pair.key, "text": pair.match} for pair in shown],
        }

    def lines(self) -> list[str]:
        """Return each text with all partners."""
        partners = " / ".join(pair.match for pair in self.partners)
        return [f"{pair.text}: {partners}" for pair in self.pairs]

    def as_exchange(self) -> exchange.Pairs:
        """Return the pairs, and the partners in another order."""
        pairs = tuple((pair.text, pair.match) for pair in self.pairs)
        return exchange.Pairs(pairs, tuple(pair.match for pair in self.partners))

    def own_texts(self) -> list[str]:
        """Return both sides of the pairs."""
        return [text for pair in self.pairs for text in (pair.text, pair.match)]

    def in_words(self, response: object) -> str:
        """Return the pairs that were made."""
        return "; ".join(f"{text}: {partner}" for text, partner, _is_right in self._made(response))

    def wrong_choices(self, response: object) -> list[str]:
        """Return the wrong pairs that were made."""
        return [f"{text}: {partner}" for text, partner, is_right in self._made(response) if not is_right]

    def _made(self, response: object) -> list[tuple[str, str, bool]]:
        partners = {pair.key: pair.match for pair in self.pairs}
        given = response if isinstance(response, list) else [response]
        return [
            (pair.text, partners.get(str(key), "?"), key == pair.key)
            for pair, key in zip(self.pairs, given, strict=False)
        ]

    @property
    def right_response(self) -> object:
        """The key of each partner."""
        return [pair.key for pair in self.pairs]

    @property
    def own_key(self) -> list[object]:
        """The pairs."""
        return [[(pair.text, pair.match) for pair in self.pairs]]
