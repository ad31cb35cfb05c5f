"""Rules for findings: some keys are bold and plain, and those about one side are as many as those about the other."""

from helpers.authoring.lesson_text import lessons
from helpers.quiz import bank

SIDES = ("pristina", "belgrade")
SIDES_APART = 1


def plain_findings_are_asked() -> list[str]:
    """Of two lessons in a row at least one has an exit question whose key is a plain finding about one actor."""
    marked = [(lesson.number, bool(_findings(lesson.number))) for lesson in lessons()]
    return [
        f"quizzes of lessons {first} and {second}: no exit question has plain_finding; mark one whose key is a bold and "
        "plain finding about one actor, or add one."
        for (first, has), (second, has_too) in zip(marked, marked[1:], strict=False)
        if not has and not has_too
    ]


def plain_findings_are_even() -> list[str]:
    """Over the series plain findings about Pristina and about Belgrade differ by one at most."""
    found = [side for lesson in lessons() for side in _findings(lesson.number)]
    counts = {side: found.count(side) for side in SIDES}
    if max(counts.values()) - min(counts.values()) > SIDES_APART:
        said = " and ".join(f"{count} about {side}" for side, count in counts.items())
        return [f"the bank: its exit questions have {said} as plain_finding; they may differ by {SIDES_APART}."]
    return []


def _findings(lesson: str) -> list[str]:
    return [question.plain_finding for question in bank.part(lesson, "exit") if question.plain_finding]


RULES = (plain_findings_are_asked, plain_findings_are_even)
