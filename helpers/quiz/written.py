"""The written check: a text that is kept, then three sample answers, and which of them comes nearest. No mark is given."""

from dataclasses import asdict, dataclass
from typing import ClassVar, Self

from markupsafe import Markup

from helpers.base.language import gettext as _
from helpers.base.written_checks import WrittenCheck
from helpers.progress import written_texts
from helpers.quiz import selection
from helpers.quiz.kinds.base import Question, Shuffle
from helpers.quiz.marks import KEPT, AnswerError, Feedback, Mark
from helpers.quiz.texts import texts
from helpers.quiz.widget import Quiz
from helpers.show import html_tables, rubric


@dataclass(frozen=True, kw_only=True)
class _OfACheck(Question):
    """What text and level share. They are no kinds of the bank: their words stand in ``data/written_checks.toml``."""

    has_key: ClassVar[bool] = False
    asks_certainty: bool = False
    check: WrittenCheck

    @classmethod
    def of(cls, check: WrittenCheck, item: str) -> Self:
        """Build it from a check of the data."""
        return cls(
            id=item,
            lesson=check.lesson,
            goal=check.goal,
            stem=" ".join(check.questions),
            check=check,
            skill="",
            level="",
            claims=(),
            reread="",
        )

    @property
    def solution(self) -> str:
        """Nothing: there is no key."""
        return ""

    @property
    def right_response(self) -> object:
        """None: there is no key."""
        return None

    @property
    def own_key(self) -> list[object]:
        """Nothing that could be marked."""
        return []

    def lines(self) -> list[str]:
        """Return nothing: there is a field to fill."""
        return []


@dataclass(frozen=True, kw_only=True)
class WrittenText(_OfACheck):
    """Write some sentences; the response is a text, kept as plain text."""

    control: ClassVar[str] = "written"
    elsewhere: ClassVar[str] = "elsewhere_text"

    def mark(self, response: object, earlier_tries: int) -> Mark:
        """Keep the text; an empty one takes the place of nothing."""
        text = self.kept(response)
        if not text:
            raise AnswerError(texts()["empty_text"])
        if len(text) > written_texts.MOST_CHARACTERS:
            sentence = _("Your text has {count} characters; {most} is the most. It was not saved: make it shorter.")
            raise AnswerError(sentence.format(count=len(text), most=written_texts.MOST_CHARACTERS))
        return Mark(KEPT, (Feedback(lead=_("Now open the sample answers and compare.")),))

    def kept(self, response: object) -> str:
        """Return the text without signs that cannot be shown."""
        return written_texts.clean(response) if isinstance(response, str) else ""

    def public(self, shuffle: Shuffle) -> dict[str, object]:
        """Return what stands around the box."""
        return {
            "stem": "",
            "task": "write",
            "buttons": ["save_text", "save_text"],
            "most": written_texts.MOST_CHARACTERS,
        }

    def own_texts(self) -> list[str]:
        """Return the extracts."""
        return [text for extract in self.check.extracts for text in (extract.heading, extract.text, extract.place)]


@dataclass(frozen=True, kw_only=True)
class NearestLevel(_OfACheck):
    """Say which sample answer comes nearest; the response is ``"0"`` to ``"3"``."""

    control: ClassVar[str] = "levels"

    def mark(self, response: object, earlier_tries: int) -> Mark:
        """Keep the choice, and say once more what lifts an answer of this level."""
        if response not in written_texts.LEVELS:
            raise AnswerError(_("Choose one answer first."))
        if response == written_texts.LEVELS[0]:
            return Mark(KEPT, (Feedback(self.check.levels[0].criterion, lead=_("Begin with level 1:")),))
        lift = self.check.levels[int(str(response)) - 1].lift
        return Mark(KEPT, (Feedback(lift, lead=texts()["lift"]),) if lift else ())

    def public(self, shuffle: Shuffle) -> dict[str, object]:
        """Return the rubric; it is opened after a text was saved."""
        return {
            "stem": "",
            "task": "nearest",
            "buttons": ["save_level", "save_level"],
            "after": self.check.id,
            "levels": levels_of(self.check),
        }

    def own_texts(self) -> list[str]:
        """Return the levels' texts."""
        return [text for level in self.check.levels for text in (level.name, level.criterion, level.sample, level.lift)]


def levels_of(check: WrittenCheck) -> list[dict]:
    """Return the rubric as plain values."""
    return [asdict(level) for level in check.levels]


class WrittenQuiz(Quiz):
    """A box for a text and, once something is saved, the rubric; without a kernel the rubric is folded."""

    def __init__(self, check: WrittenCheck):
        """Show the check of a lesson with what was saved for it."""
        self._check = check
        level = written_texts.level_item(check.id)
        questions = [WrittenText.of(check, check.id), NearestLevel.of(check, level)]
        place = selection.place(written_texts.PART, check.lesson)
        super().__init__(texts()["written_check"], questions, place)

    def words_as_html(self) -> str:
        """Return what to do, and the rubric with its sample answers, folded."""
        head = Markup("<p><strong>{}.</strong> {}</p>").format(self.heading, self._texts["run_to_write"])
        return head + html_tables.folded(self._texts["samples"], rubric.as_html(levels_of(self._check), self._texts))

    def words_as_text(self) -> str:
        """Return the same as lines of text."""
        head = f"{self.heading}. {self._texts['run_to_write']}"
        return "\n".join([head, f"{self._texts['samples']}:", rubric.as_text(levels_of(self._check), self._texts)])
