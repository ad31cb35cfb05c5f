"""Every rule for authors holds for every lesson, quiz, claim and table."""

import pytest

from helpers import authoring
from helpers.base.errors import CourseError


@pytest.mark.parametrize("rule", authoring.RULES, ids=lambda rule: rule.__name__)
def test_rule_holds(rule):
    assert rule() == []


def test_check_hears_every_rule_and_says_what_stops_several_of_them_once(monkeypatch: pytest.MonkeyPatch):
    def stopped() -> list[str]:
        raise CourseError("A file is damaged.")

    monkeypatch.setattr(authoring, "RULES", (stopped, lambda: ["One.", "Two."], stopped, lambda: ["Three."]))
    assert authoring.faults() == ["A file is damaged.", "One.", "Two.", "Three."]
