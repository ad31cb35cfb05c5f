"""What marking gives: a verdict with its feedback, or a request for another answer."""

from dataclasses import dataclass

from helpers.base.language import gettext as _

RIGHT, PARTLY, NEAR, WRONG, KEPT = "right", "partly", "near", "wrong", "kept"


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


def no_number() -> AnswerError:
    """Return the error for an answer that is no number."""
    return AnswerError(_("Type a number, such as 12 or 3.5."))
