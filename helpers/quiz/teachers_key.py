"""The written checks for a teacher: extracts, questions and rubric, with what lifts each sample answer, all open."""

from collections.abc import Sequence

from helpers import claims
from helpers.base import lessons, written_checks
from helpers.base.language import gettext as _
from helpers.base.written_checks import Level, WrittenCheck
from helpers.quiz.texts import texts


class WrittenKey:
    """Written checks as Markdown, which notebooks show with its quotation blocks; as text elsewhere."""

    def __init__(self, checks: Sequence[WrittenCheck]):
        self._checks = checks

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        words = "\n\n".join(map(markdown, self._checks))
        return {"text/markdown": words, "text/plain": words}


def markdown(check: WrittenCheck) -> str:
    """Return one check as Markdown without headings and without links, which lead to notes of its lesson only."""
    goal = lessons.of(check.lesson).goals[check.goal - 1]
    head = _("Written check of lesson {lesson}, for goal {number}").format(lesson=check.lesson, number=check.goal)
    asked = [claims.LINK.sub(lambda link: link["text"], block) for block in written_checks.asked(check)]
    levels = [block for level in check.levels for block in _level(level)]
    return "\n\n".join([f"**{head}:** {goal}", *asked, *levels])


def _level(level: Level) -> list[str]:
    said = texts()
    blocks = [f"**{said['level'].format(level=level.level)}: {level.name}.** {level.criterion}", f"> {level.sample}"]
    return [*blocks, f"*{said['lift']}* {level.lift}"] if level.lift else blocks
