"""Rules for what the bank asks of a learner: more than recall."""

from helpers.authoring.bank_figures import ANALYSED, RECALLED, levels, share
from helpers.authoring.lesson_text import lessons

MOST_RECALLED = 0.35
MOST_RECALLED_IN_A_LESSON = 0.5
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


def each_quiz_asks_more_than_recall() -> list[str]:
    """In each lesson at most half of the questions with a key are recalled or looked up."""
    faults = []
    for lesson in lessons():
        counts = levels(lesson.number)
        recalled = sum(counts[level] for level in RECALLED)
        if share(recalled, counts.total()) > MOST_RECALLED_IN_A_LESSON:
            faults.append(
                f"quiz of lesson {lesson.number}: {recalled} of {counts.total()} questions are of level "
                f"{' or '.join(RECALLED)}; at most half."
            )
    return faults


RULES = (the_bank_asks_more_than_recall, each_quiz_asks_more_than_recall)
