"""The authors' rules, each a function that returns faults in plain words; the tests and ``check`` call the same ones."""

from helpers.authoring import (
    background_rules,
    balance,
    bank_figures,
    bank_rules,
    catalogue,
    cell_rules,
    claim_rules,
    clock,
    description_rules,
    exercise_rules,
    extract_rules,
    finding_rules,
    giveaway_rules,
    ledger_rules,
    lesson_rules,
    level_rules,
    opening_rules,
    prose_rules,
    reason_rules,
    table_rules,
    task_rules,
    teachers_rules,
    term_rules,
    written_rules,
)
from helpers.base.errors import CourseError

MODULES = (
    lesson_rules,
    opening_rules,
    ledger_rules,
    table_rules,
    description_rules,
    claim_rules,
    bank_rules,
    level_rules,
    finding_rules,
    giveaway_rules,
    extract_rules,
    exercise_rules,
    cell_rules,
    prose_rules,
    task_rules,
    background_rules,
    reason_rules,
    term_rules,
    teachers_rules,
    written_rules,
    balance,
    clock,
    catalogue,
)
RULES = tuple(rule for module in MODULES for rule in module.RULES)


def faults() -> list[str]:
    """Return every fault of every rule, in the order of the rules; an empty list when there is nothing to mend."""
    found: list[str] = []
    for rule in RULES:
        try:
            found += rule()
        except CourseError as error:
            found.append(str(error))
    # A damaged file stops many rules; one sentence about it is enough.
    return list(dict.fromkeys(found))


def report() -> list[str]:
    """Return what the authors should look at now and then although nothing is wrong: reading level, minutes, balance, bank."""
    try:
        return balance.report() + bank_figures.report()
    except CourseError:
        return ["  Not known while a file is damaged."]
