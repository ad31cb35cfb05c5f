"""Type a word."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from helpers.base import written
from helpers.base.language import gettext as _
from helpers.quiz import exchange
from helpers.quiz.fields import Field, feedback
from helpers.quiz.kinds.base import Question, Shuffle, two_feedbacks
from helpers.quiz.marks import RIGHT, WRONG, AnswerError, Feedback, Mark

ALIKE = 0.8


@dataclass(frozen=True, kw_only=True)
class Text(Question):
    """Type a word; the response is a text, compared without case, accents, spaces and script."""

    kind: ClassVar[str] = "text"
    about: ClassVar[str] = (
        "Type a word; case, accents, spaces and script do not count (Zvecan, Zvečan, Zveçan and Звечан are one), "
        "both names of a town are one answer, a near miss is asked again."
    )
    control: ClassVar[str] = "text"
    FIELDS: ClassVar[Mapping[str, Field]] = {
        "accepted": Field("texts", "The first is shown as the answer.", least=1),
        "feedback_right": feedback("For a right word: why, and what it does not show."),
        "feedback_wrong": feedback("For a wrong word: the deciding fact, without the key."),
    }
    accepted: tuple[str, ...]

    @classmethod
    def read_own(cls, raw: Mapping) -> dict[str, Any]:
        """Return the accepted texts and the feedbacks."""
        return {"accepted": tuple(raw["accepted"]), "feedback": two_feedbacks(raw)}

    def mark(self, response: object, earlier_tries: int) -> Mark:
        """Compare with the accepted texts; what is nearly right, or right and something else, is asked again."""
        given = self._given(response)
        accepted = [written.fold(text) for text in self.accepted]
        right = [name for name in given if name in accepted]
        if len(right) == len(given) or written.fold(str(response)) in accepted:
            return Mark(RIGHT, (Feedback(self.feedback["right"]),))
        if right:
            raise AnswerError(_("Give one answer only, and check again. This did not count as a try."))
        if any(difflib.get_close_matches(name, accepted, n=1, cutoff=ALIKE) for name in given):
            raise AnswerError(_("Very close: look at the spelling and check again. This did not count as a try."))
        said = [Feedback(self.feedback["wrong"])]
        if earlier_tries:
            said.append(self.solution_feedback(_("The answer is:")))
        return Mark(WRONG, tuple(said))

    @staticmethod
    def _given(response: object) -> list[str]:
        names = written.names(response) if isinstance(response, str) and len(response) <= written.LONGEST else []
        if not names:
            raise AnswerError(_("Type a short answer first."))
        return names

    @property
    def solution(self) -> str:
        """The first of the accepted texts."""
        return self.accepted[0]

    def public(self, shuffle: Shuffle) -> dict[str, object]:
        """Return nothing: there is a field to fill."""
        return {}

    def as_exchange(self) -> exchange.Word:
        """Return the accepted texts."""
        return exchange.Word(self.accepted)

    def lines(self) -> list[str]:
        """Return nothing: there is a field to fill."""
        return []

    @property
    def right_response(self) -> object:
        """The first of the accepted texts."""
        return self.accepted[0]

    @property
    def own_key(self) -> list[object]:
        """The accepted texts."""
        return [list(self.accepted)]

    @property
    def key_texts(self) -> list[str]:
        """The accepted texts."""
        return list(self.accepted)
