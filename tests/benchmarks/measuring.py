"""Two things measured in turns, so that a slow moment of the machine touches both."""

import time
from collections.abc import Callable


def least_cpu_seconds(own: Callable[[], object], bare: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """Return the fewest CPU seconds of this process that each of the two took; disturbance only ever adds."""
    return _least(own, bare, rounds, time.process_time)


def least_seconds(own: Callable[[], object], bare: Callable[[], object], *, rounds: int) -> tuple[float, float]:
    """Return the fewest seconds by the clock that each of the two took, for what waits and does not count."""
    return _least(own, bare, rounds, time.perf_counter)


def _least(
    own: Callable[[], object], bare: Callable[[], object], rounds: int, clock: Callable[[], float]
) -> tuple[float, float]:
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for do, times in zip((own, bare), taken, strict=True):
            start = clock()
            do()
            times.append(clock() - start)
    return min(taken[0]), min(taken[1])
