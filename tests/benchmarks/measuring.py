"""Two things measured in turns, so that a slow moment of the machine touches both."""

import statistics
import time
from collections.abc import Callable


def least_cpu_seconds(own: Callable[[], object], bare: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """Return the fewest CPU seconds of this process that each of the two took; disturbance only ever adds."""
    taken = _in_turns(own, bare, rounds, time.process_time)
    return min(taken[0]), min(taken[1])


def median_seconds(own: Callable[[], object], bare: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """Return the middle of the seconds by the clock that each of the two took, for what waits for a disk.

    The fastest write tells little: now and then a disk says at once that it is done.
    """
    taken = _in_turns(own, bare, rounds, time.perf_counter)
    return statistics.median(taken[0]), statistics.median(taken[1])


def _in_turns(
    own: Callable[[], object], bare: Callable[[], object], rounds: int, clock: Callable[[], float]
) -> tuple[list[float], list[float]]:
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for do, times in zip((own, bare), taken, strict=True):
            start = clock()
            do()
            times.append(clock() - start)
    return taken
