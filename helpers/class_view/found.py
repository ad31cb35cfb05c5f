"""What was found: the number beside which the guesses of a class are set."""

import contextlib
from collections.abc import Callable

from helpers import claims, data
from helpers.charts import people, reactions
from helpers.quiz.kinds.guess import Guess


def number(question: Guess) -> float | None:
    """Return the number that was found, from the ledger or reckoned from the tables.

    Parameters
    ----------
    question : Guess
        A guess. Where the ledger holds what was found, its ``rests_on`` says in which claim.

    Returns
    -------
    float or None
        None where no single number was found, such as for one's own certainty.
    """
    if question.id in _RECKONED:
        return _RECKONED[question.id]()
    if question.rests_on:
        claim, _, column = question.rests_on.partition("/")
        with contextlib.suppress(ValueError):
            return float(getattr(claims.get(claim), column))
    return None


def _places_of_one_name() -> float:
    places = data.load("places")
    return float((places["name_sq"] == places["name_sr"]).sum())


def _highest_by_lowest_of_zvecan() -> float:
    figures = people.north_estimates("Zvecan")["number"]
    return float(figures.max() / figures.min())


def _late_requests_to_belgrade() -> float:
    statements = reactions.dated()
    late = statements["period"] == reactions.PERIODS[1]
    return float((late & (statements["asked_of_belgrade"] != "")).sum())


# The lessons reckon these before the eyes of the learner; no claim of the ledger holds them.
_RECKONED: dict[str, Callable[[], float]] = {
    "00-guess-same-names": _places_of_one_name,
    "01-guess-zvecan": _highest_by_lowest_of_zvecan,
    "08-guess-belgrade": _late_requests_to_belgrade,
}
