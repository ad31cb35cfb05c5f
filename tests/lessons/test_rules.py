"""Every rule for authors holds for every lesson, quiz, claim and table."""

import pytest

from helpers.authoring import bank_rules, catalogue, cell_rules, claim_rules, faults, prose_rules

RULES = [rule for module in (claim_rules, bank_rules, cell_rules, prose_rules, catalogue) for rule in module.RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_holds(rule):
    assert rule() == []


def test_check_finds_nothing_to_mend():
    assert faults() == []
