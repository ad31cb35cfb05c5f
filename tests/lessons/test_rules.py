"""Every rule for authors holds for every lesson, quiz, claim and table."""

import pytest

from helpers.authoring import MODULES, faults

RULES = [rule for module in MODULES for rule in module.RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_holds(rule):
    assert rule() == []


def test_check_finds_nothing_to_mend():
    assert faults() == []
