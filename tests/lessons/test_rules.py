"""Every rule for authors holds for every lesson, quiz, claim and table."""

import pytest

from helpers.authoring import balance, bank_rules, catalogue, cell_rules, claim_rules, faults, prose_rules

MODULES = (claim_rules, bank_rules, cell_rules, prose_rules, balance, catalogue)
RULES = [rule for module in MODULES for rule in module.RULES]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_rule_holds(rule):
    assert rule() == []


def test_check_finds_nothing_to_mend():
    assert faults() == []
