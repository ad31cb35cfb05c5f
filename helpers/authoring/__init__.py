"""The authors' rules, each a function that returns faults in plain words; the tests and ``check`` call the same ones."""

from helpers.authoring import (
    balance,
    bank_rules,
    catalogue,
    cell_rules,
    claim_rules,
    description_rules,
    ledger_rules,
    prose_rules,
    table_rules,
)
from helpers.base.errors import CourseError

MODULES = (
    ledger_rules,
    table_rules,
    description_rules,
    claim_rules,
    bank_rules,
    cell_rules,
    prose_rules,
    balance,
    catalogue,
)


def faults() -> list[str]:
    """Return every fault of every rule, in the order of the rules; an empty list when there is nothing to mend."""
    found: list[str] = []
    for rules in MODULES:
        for rule in rules.RULES:
            try:
                found += rule()
            except CourseError as error:
                found.append(str(error))
    return found


def report() -> list[str]:
    """Return what the authors should look at now and then although nothing is wrong: reading level and balance."""
    return balance.report()
