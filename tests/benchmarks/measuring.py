"""Two things measured in turns, so that a slow moment of the machine touches both."""

import statistics
import time
from collections.abc import Callable

# A disturbed machine gets more turns, but not without end; a new least counts from one per cent on.
_MOST_TURNS, _FEWER = 40, 0.99


def least_cpu_seconds(own: Callable[[], object], bare: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """Return the fewest CPU seconds of this process that each of the two took; disturbance only ever adds.

    The two take turns until ``rounds`` of them have brought no new least of either.
    """
    least = [float("inf"), float("inf")]
    quiet = 0
    for _turn in range(_MOST_TURNS):
        quiet += 1
        for place, do in enumerate((own, bare)):
            taken = _seconds(do, time.process_time)
            if taken < least[place] * _FEWER:
                quiet = 0
            least[place] = min(least[place], taken)
        if quiet >= rounds:
            break
    return least[0], least[1]


def median_seconds(own: Callable[[], object], bare: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """Return the middle of the seconds by the clock that each of the two took, for what waits for a disk.

    The fastest write tells little: now and then a disk says at once that it is done.
    """
    taken: tuple[list[float], list[float]] = ([], [])
    for _turn in range(rounds):
        for do, times in zip((own, bare), taken, strict=True):
            times.append(_seconds(do, time.perf_counter))
    return statistics.median(taken[0]), statistics.median(taken[1])


def _seconds(do: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    do()
    return clock() - start
