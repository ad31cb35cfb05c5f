"""One question of the bank, with its options, items or pairs."""

import re
from dataclasses import dataclass, field
from hashlib import sha256

_NUMBER_OR_DATE = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_LEADING_WORDS = 3


@dataclass(frozen=True)
class Option:
    """One option of a choice; ``key`` is its letter in the order of the file."""

    key: str
    text: str
    correct: bool
    feedback: str


@dataclass(frozen=True)
class Item:
    """One event to be put in order; ``key`` says nothing of its place, ``claim`` dates it."""

    key: str
    text: str
    claim: str


@dataclass(frozen=True)
class Pair:
    """Two texts that belong together; ``key`` says nothing of the first."""

    text: str
    key: str
    match: str


@dataclass(frozen=True)
class Question:
    """One question; which of the optional fields are used depends on ``kind``."""

    id: str
    lesson: str
    kind: str
    skill: str
    goal: int
    stem: str
    claims: tuple[str, ...]
    reread: str
    misconception: bool = False
    asks_certainty: bool = True
    rests_on: str = ""
    hint: str = ""
    options: tuple[Option, ...] = ()
    items: tuple[Item, ...] = ()
    pairs: tuple[Pair, ...] = ()
    accepted: tuple[str, ...] = ()
    answer: float | None = None
    tolerance: float = 0.0
    near: float | None = None
    unit: str = ""
    feedback: dict[str, str] = field(default_factory=dict)

    @property
    def form(self) -> str:
        """The kind of control that asks it: a guess is typed as a number or chosen from options."""
        if self.kind == "predict":
            return "single" if self.options else "number"
        return self.kind

    @property
    def keeps_order(self) -> bool:
        """Whether all options begin with a number or a date, which must not be shuffled."""
        starts = [" ".join(option.text.split()[:_LEADING_WORDS]) for option in self.options]
        return all(_NUMBER_OR_DATE.search(start) for start in starts)

    @property
    def right_keys(self) -> set[str]:
        """The letters of the right options."""
        return {option.key for option in self.options if option.correct}

    @property
    def right_order(self) -> list[str]:
        """The keys of the items, the earliest first."""
        return [item.key for item in self.items]

    @property
    def solution(self) -> str:
        """The right answer as one line; empty for a guess, which has none."""
        if self.answer is not None:
            return f"{self.answer:,.10g} {self.unit}".strip()
        if self.items:
            return "; then ".join(item.text for item in self.items)
        if self.pairs:
            return "; ".join(f"{pair.text}: {pair.match}" for pair in self.pairs)
        if self.accepted:
            return self.accepted[0]
        return "; ".join(option.text for option in self.options if option.correct)

    @property
    def first_order(self) -> list[Item]:
        """The items as they are shown at first: the same each time, and never the right order."""
        return _mixed(self.items)

    @property
    def matches(self) -> list[Pair]:
        """The pairs in the order in which their partners are offered, never that of the file."""
        return _mixed(self.pairs)

    @property
    def version(self) -> str:
        """A short mark of the wording, stored with each answer."""
        return sha256(repr(self).encode()).hexdigest()[:12]

    @property
    def key(self) -> str:
        """What makes an answer right, as one line: it must not change while the id stays."""
        parts: list[object] = [self.kind, len(self.options), sorted(self.right_keys)]
        parts += [self.answer, self.tolerance, list(self.accepted)]
        parts += [[item.claim for item in self.items], [(pair.text, pair.match) for pair in self.pairs]]
        return repr(parts)

    @property
    def key_fingerprint(self) -> str:
        """A short mark of the key, stored in ``keys.lock``."""
        return sha256(self.key.encode()).hexdigest()[:16]


def never_right(shown: list, right: tuple) -> list:
    """Return what is shown, turned by one place where it would stand in the right order."""
    return shown if shown != list(right) else shown[1:] + shown[:1]


def _mixed(entries: tuple) -> list:
    return never_right(sorted(entries, key=lambda entry: entry.key), entries)
