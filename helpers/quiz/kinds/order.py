"""Put events in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from helpers.base.language import gettext as _
from helpers.base.language import ngettext
from helpers.quiz import exchange
from helpers.quiz.fields import Field, feedback
from helpers.quiz.kinds.base import Question, Shuffle, keys_in, never_right, opaque_key, refuse_doubles, two_feedbacks
from helpers.quiz.marks import NEAR, RIGHT, WRONG, AnswerError, Feedback, Mark


@dataclass(frozen=True)
class Item:
    """One event to be put in order; ``key`` says nothing of its place, ``claim`` dates it."""

    key: str
    text: str
    claim: str


@dataclass(frozen=True, kw_only=True)
class Order(Question):
    """Move items into their order; the response is a list of all keys, the earliest first."""

    kind: ClassVar[str] = "order"
    about: ClassVar[str] = "Move items with buttons or arrow keys."
    control: ClassVar[str] = "order"
    advice: ClassVar[str] = "order"
    FIELDS: ClassVar[Mapping[str, Field]] = {
        "item": Field(
            "blocks",
            "The events, the earliest first; claim dates each.",
            least=3,
            most=6,
            fields={
                "text": Field("text", "The event, without its date."),
                "claim": Field("text", "The claim of the ledger that dates it."),
            },
        ),
        "feedback_right": feedback("For the right order: why, and what it does not show."),
        "feedback_wrong": feedback("For a wrong order: the deciding fact."),
    }
    items: tuple[Item, ...]

    @classmethod
    def read_own(cls, raw: Mapping) -> dict[str, Any]:
        """Return the items with their keys, and the feedbacks."""
        refuse_doubles([item["text"] for item in raw["item"]], "two items have the same text.")
        items = tuple(Item(opaque_key(raw["id"], item["claim"]), item["text"], item["claim"]) for item in raw["item"])
        return {"items": items, "feedback": two_feedbacks(raw)}

    def mark(self, response: object, earlier_tries: int) -> Mark:
        """Count what stands in its place; one swap of neighbours is near."""
        right = self.right_order
        given = keys_in(response, set(right))
        if given is None or sorted(given) != sorted(right):
            raise AnswerError(_("Put all of them in order first."))
        if given == right:
            return Mark(RIGHT, (Feedback(self.feedback["right"]),))
        in_place = sum(one == wanted for one, wanted in zip(given, right, strict=True))
        count = ngettext(
            "{right} of {total} stands in its place.", "{right} of {total} stand in their place.", in_place
        )
        said = [Feedback(lead=count.format(right=in_place, total=len(right))), Feedback(self.feedback["wrong"])]
        if earlier_tries:
            said.append(self.solution_feedback(_("The order is:")))
        return Mark(NEAR if _one_swap_of_neighbours(given, right) else WRONG, tuple(said))

    @property
    def right_order(self) -> list[str]:
        """The keys of the items, the earliest first."""
        return [item.key for item in self.items]

    @property
    def first_order(self) -> list[Item]:
        """The items as they are shown where nothing can be moved: the same each time, and never the right order."""
        return never_right(sorted(self.items, key=lambda item: item.key), self.items)

    @property
    def solution(self) -> str:
        """The items in their order."""
        return "; then ".join(item.text for item in self.items)

    def public(self, shuffle: Shuffle) -> dict[str, object]:
        """Return the items in an order that is never the right one."""
        shown = never_right(shuffle(self.first_order), self.items)
        return {"options": [{"key": item.key, "text": item.text} for item in shown]}

    def lines(self) -> list[str]:
        """Return the items' texts in another order than the right one."""
        return [item.text for item in self.first_order]

    def as_exchange(self) -> exchange.Sequence:
        """Return the items in their order and in another."""
        return exchange.Sequence(tuple(item.text for item in self.items), tuple(item.text for item in self.first_order))

    def own_texts(self) -> list[str]:
        """Return the items' texts."""
        return [item.text for item in self.items]

    def in_words(self, response: object) -> str:
        """Return the items in the order that was given."""
        by_key = {item.key: item.text for item in self.items}
        given = response if isinstance(response, list) else [response]
        return "; then ".join(by_key.get(str(key), "?") for key in given)

    def wrong_choices(self, response: object) -> list[str]:
        """Return the whole order that was given."""
        return [self.in_words(response)]

    @property
    def right_response(self) -> object:
        """The keys in their order."""
        return self.right_order

    @property
    def own_key(self) -> list[object]:
        """The claims in their order."""
        return [self.dating_claims]

    @property
    def dating_claims(self) -> list[str]:
        """The claims that date the items."""
        return [item.claim for item in self.items]


def _one_swap_of_neighbours(given: list[str], right: list[str]) -> bool:
    wrong = [place for place, key in enumerate(right) if given[place] != key]
    return len(wrong) == 2 and wrong[1] - wrong[0] == 1
