"""Rules for what the bank asks of a learner: more than recall."""

from helpers.authoring.bank_figures import ANALYSED, RECALLED, levels, share

MOST_RECALLED = 0.35
LEAST_ANALYSED = 0.3


def the_bank_asks_more_than_recall() -> list[str]:
    """Of all questions with a key at most 35 per cent are recalled or looked up, and at least 30 per cent analyse."""
    counts = levels()
    recalled = share(sum(counts[level] for level in RECALLED), counts.total())
    analysed = share(counts[ANALYSED], counts.total())
    faults = []
    if recalled > MOST_RECALLED:
        faults.append(
            f"the bank: {recalled:.0%} of its questions are of level {' or '.join(RECALLED)}; at most {MOST_RECALLED:.0%}."
        )
    if analysed < LEAST_ANALYSED:
        faults.append(
            f"the bank: {analysed:.0%} of its questions are of level {ANALYSED}; at least {LEAST_ANALYSED:.0%}."
        )
    return faults


RULES = (the_bank_asks_more_than_recall,)
