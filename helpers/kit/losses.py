"""What a form of the kit cannot hold, so that nothing is dropped silently."""

from collections.abc import Iterable
from dataclasses import dataclass

CERTAINTY = "How sure somebody is, is not asked: there is no field for it. Ask aloud before you show the feedback."


@dataclass(frozen=True)
class Loss:
    """One thing that a form leaves out or asks in another way: ``what`` is a question's id, or a sentence's subject."""

    what: str
    words: str

    def __str__(self) -> str:
        return f"{self.what}: {self.words}"


def as_text(by_form: Iterable[tuple[str, Iterable[Loss]]]) -> str:
    """Return all losses as a text file: each form with its own under it."""
    blocks = []
    for form, losses in by_form:
        lines = [f"- {loss}" for loss in losses] or ["- nothing"]
        blocks.append("\n".join([form, *lines]))
    head = "What the forms of the kit leave out, or ask in another way than the lessons"
    return "\n\n".join([head, *blocks]) + "\n"
