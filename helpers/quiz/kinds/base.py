"""What every kind of question shares. A kind is a subclass of :class:`Question` in a file of its own beside this one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, ClassVar, Self, TypeVar

from helpers.quiz import exchange
from helpers.quiz.fields import Field
from helpers.quiz.marks import Feedback, Mark

SKILLS = ("fact", "chronology", "sourcing", "data reading", "corroboration")
# What a question asks of a learner, the least first.
LEVELS = ("remember", "look up", "understand", "apply", "analyse")
# Whom a plain finding is about: institutions in Pristina and those who fought for independence; institutions in Belgrade and
# their forces; KFOR and NATO; anybody else.
ACTORS = ("pristina", "belgrade", "kfor", "other")
# The most lines of an extract.
MOST_LINES = 5
# What an author can write in a question of every kind; the schema of the bank's files shows the same.
COMMON_FIELDS: Mapping[str, Field] = {
    "id": Field(
        "text",
        "Begins with the lesson, as in 07-first-figure. It stays when only the wording changes; a changed key gets a new id.",
        pattern="^[0-9]{2}-[a-z0-9][a-z0-9-]*$",
    ),
    "kind": Field("text", "How it is asked."),
    "skill": Field("text", "What it exercises.", choices=SKILLS),
    "level": Field("text", "What it asks of a learner.", choices=LEVELS),
    "goal": Field("whole number", "The number of one of the lesson's goals.", least=1),
    "misconception": Field("yes or no", "true when the question meets a known mix-up.", required=False),
    "plain_finding": Field(
        "text",
        "Where the key is a bold and plain finding about one actor, such as a court's or a count's: that actor.",
        required=False,
        choices=ACTORS,
    ),
    "stem": Field("text", "The question. Never ask for a contested judgement: ask according to whom."),
    "extract": Field(
        "texts",
        "What is read before answering, a line each: words of a source with who said them and when, or rows of a table. "
        "What a learner is to weigh stands here and not in the stem, so that the question cannot be answered unread.",
        required=False,
        least=1,
        most=MOST_LINES,
    ),
    "claim": Field("texts", "Ids of claims.csv that the question rests on.", least=1, unique=True),
    "rests_on": Field(
        "text",
        "claim id/column where the key is a value of the ledger.",
        required=False,
        pattern="^[a-z][a-z0-9-]*/(value|as_of|attributed_to)$",
    ),
    "hint": Field("text", "A first step. It does not give the key away.", required=False),
    "reread": Field("text", "The heading where to read again."),
}

Entry = TypeVar("Entry")
# Puts entries into an order of each learner's own, which stays the same.
Shuffle = Callable[[list[Entry]], list[Entry]]


class KindError(Exception):
    """What is wrong with a question, in words; the bank adds file and line."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question; a kind adds what it needs and says how it is read, shown, marked and put into words.

    A kind sets ``kind`` (its name in the files), ``about`` (for authors), ``FIELDS`` (what the file holds beside the common
    keys), ``control`` (the entry of ``FORMS`` in ``quiz.js`` that asks it) and, where it needs one, ``advice`` (the name of
    a sentence in ``texts.py``).
    """

    kind: ClassVar[str]
    about: ClassVar[str]
    FIELDS: ClassVar[Mapping[str, Field]]
    control: ClassVar[str]
    advice: ClassVar[str] = ""
    # A guess has no key: it is kept and never marked.
    has_key: ClassVar[bool] = True
    # The name of the sentence for a press that another window has overtaken.
    elsewhere: ClassVar[str] = "elsewhere"

    id: str
    lesson: str
    skill: str
    level: str
    goal: int
    stem: str
    claims: tuple[str, ...]
    reread: str
    extract: tuple[str, ...] = ()
    misconception: bool = False
    plain_finding: str = ""
    rests_on: str = ""
    hint: str = ""
    asks_certainty: bool = True
    feedback: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, lesson: str, raw: Mapping) -> Self:
        """Build a question from what stands in the file, whose form was checked before.

        Raises
        ------
        KindError
            For a fault of sense, such as no right option.
        """
        common: dict[str, Any] = {name: raw[name] for name in ("id", "skill", "goal", "stem", "reread")}
        common["level"] = raw.get("level", "")
        common["extract"] = tuple(raw.get("extract", ()))
        common |= {name: raw[name] for name in ("misconception", "plain_finding", "rests_on", "hint") if name in raw}
        return cls(lesson=lesson, claims=tuple(raw["claim"]), **common, **cls.read_own(raw))

    @classmethod
    def read_own(cls, raw: Mapping) -> dict[str, Any]:
        """Return what the kind itself adds."""
        raise NotImplementedError

    def mark(self, response: object, earlier_tries: int) -> Mark:
        """Return verdict and feedback; raise AnswerError for what cannot be marked."""
        raise NotImplementedError

    def kept(self, response: object) -> object:
        """Return what is saved of a response that could be marked."""
        return response

    @property
    def form(self) -> str:
        """The control that asks it."""
        return self.control

    @property
    def solution(self) -> str:
        """The right answer as one line; empty for a guess, which has none."""
        raise NotImplementedError

    @property
    def reason(self) -> str:
        """Why the right answer is right."""
        return self.feedback["right"]

    def public(self, shuffle: Shuffle) -> dict[str, object]:
        """Return what the page may know beside the stem, without key and feedback."""
        raise NotImplementedError

    def lines(self) -> list[str]:
        """Return what stands under the stem where nothing can be pressed, in the same order for everybody."""
        raise NotImplementedError

    def as_exchange(self) -> exchange.Exchange | None:
        """Return what papers and school platforms are written from; None for a kind that only the course itself can ask."""
        return None

    def own_texts(self) -> list[str]:
        """Return the texts that the kind adds to stem, hint and feedback."""
        return []

    def wrong_choices(self, response: object) -> list[str]:
        """Return what is wrong in a wrong answer, each mistake in words, for a teacher."""
        return [str(response).strip()]

    def in_words(self, response: object) -> str:
        """Return an answer as a reader knows it: words in place of keys."""
        return str(response).strip()

    @property
    def right_response(self) -> object:
        """An answer that is marked right, in the form in which the page sends it; None for a guess."""
        raise NotImplementedError

    @property
    def own_key(self) -> list[object]:
        """What makes an answer right, as plain values: it must not change while the id stays."""
        raise NotImplementedError

    @property
    def choice_texts(self) -> dict[str, str]:
        """The texts that stand behind stable keys, by key: a key must not change its meaning while the id stays."""
        return {}

    @property
    def dating_claims(self) -> list[str]:
        """The claims that date the parts of a question, the earliest first."""
        return []

    @property
    def key_texts(self) -> list[str]:
        """What a learner must give or choose, as texts to be compared with the ledger."""
        return []

    @property
    def texts(self) -> list[str]:
        """Every text of the question that a reader can meet."""
        return [*self.extract, self.stem, self.hint, *self.feedback.values(), *self.own_texts()]

    @property
    def shown_texts(self) -> list[str]:
        """Extract, stem, prompts and options: every text that everybody sees before answering."""
        shown: Mapping[str, Any] = self.public(list)
        entries = [entry["text"] for name in ("options", "matches") for entry in shown.get(name, ())]
        return [*self.extract, self.stem, *shown.get("prompts", ()), *entries]

    @property
    def asked(self) -> str:
        """What is asked with what is read before it, as one text, for a place that holds no blocks."""
        return " ".join([*self.extract, self.stem])

    @property
    def version(self) -> str:
        """A short mark of the wording, stored with each answer."""
        return f"w{sha256(repr(self.texts).encode()).hexdigest()[:11]}"

    @property
    def key_fingerprint(self) -> str:
        """A short mark of the key, stored in ``keys.lock``."""
        return sha256(repr([self.kind, *self.own_key]).encode()).hexdigest()[:16]

    def solution_feedback(self, lead: str) -> Feedback:
        """Return the right answer with its reason, for a second try."""
        return Feedback(f"{self.solution}. {self.reason}", lead=lead)


def two_feedbacks(raw: Mapping) -> dict[str, str]:
    """Return the feedbacks for right and wrong answers of a kind without options."""
    return {name: raw[f"feedback_{name}"] for name in ("right", "wrong")}


def refuse_doubles(texts: Sequence[str], sentence: str) -> None:
    """Raise KindError with a sentence when a text stands twice."""
    if len(set(texts)) < len(texts):
        raise KindError(sentence)


def opaque_key(question: str, text: str) -> str:
    """Return a key that does not tell the place of a text in the file."""
    return sha256(f"{question} {text}".encode()).hexdigest()[:8]


def never_right(shown: list, right: Sequence) -> list:
    """Return what is shown, turned by one place where it would stand in the right order."""
    return shown if shown != list(right) else shown[1:] + shown[:1]


def keys_in(response: object, known: set[str]) -> list[str] | None:
    """Return a response that is a list of known keys, of a length that an honest page can send; None for any other."""
    if not isinstance(response, list) or len(response) > len(known):
        return None
    return response if all(isinstance(key, str) and key in known for key in response) else None


_NUMBER_OR_DATE = re.compile(
    r"\d|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_LEADING_WORDS = 3


def begins_with_number_or_date(text: str) -> bool:
    """Whether a number or a month stands among the first three words of an option."""
    return bool(_NUMBER_OR_DATE.search(" ".join(text.split()[:_LEADING_WORDS])))


_NAME_OF_A_LINE = re.compile(r"\w+ [A-E]")


def names_a_line(text: str) -> bool:
    """Whether an option is a noun and a letter, such as Line B: the letter of a line of the extract."""
    return bool(_NAME_OF_A_LINE.fullmatch(text))
