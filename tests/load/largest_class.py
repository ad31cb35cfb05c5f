"""How many learners one machine carries at once: python tests/load/largest_class.py [most learners].

Each step starts a hub, lets all learners log in, start their servers, run lesson 07 and answer its exit check at once. It ends where
answering a press takes longer than five seconds for one in twenty, or where anything fails. Beside each step as many bare servers
start, JupyterHub's own without the course, each with a kernel that does three imports.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import hub as hubs
from hub import Hub, Learner

# Learners of one bell come in within five minutes; hub and proxy take half a gigabyte; a fifth is kept free.
SCHOOLS = (30, 100, 1_000, 10_000)
BELL_SECONDS, HUB_MEGABYTES, SPARE = 300, 512, 1.2
STEPS = (5, 10, 15, 20, 25, 30)
LONGEST_PRESS = 5.0
MEGABYTE = 1024
IMPORTS = "import pandas, matplotlib.pyplot, ipywidgets"


@dataclass(frozen=True)
class Measured:
    """What a class of one size took: seconds by what was done, memory and processor by learner, answers that went astray."""

    seconds: dict[str, list[float]]
    megabytes: float
    core_seconds: float
    busy: float
    lost: int
    elsewhere: int

    def line(self, name: str) -> str:
        """Return the row of the table."""
        took = [_middle_and_late(self.seconds.get(what, [])) for what in ("server", "cells", "press")]
        return (
            f"{name:>10}  {took[0]:>15}  {took[1]:>15}  {took[2]:>15}  {self.megabytes:12.0f}  {self.busy:6.0%}  "
            f"{self.lost:4}  {self.elsewhere:9}"
        )


def main() -> int:
    """Print two lines for each size of class, and what a school would need; return 1 where a size failed."""
    if lacking := hubs.missing():
        print(lacking, file=sys.stderr)
        return 1
    most = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS[-1]
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    print(f"{os.cpu_count()} cores, {memory:.0f} GiB")
    print("  learners  server p50/p95 s  cells p50/p95 s  press p50/p95 s  MB a learner    busy  lost  elsewhere")
    for size in (step for step in STEPS if step <= most):
        measured = measure(size, _a_lesson)
        print(measured.line(str(size)), flush=True)
        if measured.lost or measured.elsewhere or _late(measured.seconds["press"]) > LONGEST_PRESS:
            return 1
        bare = measure(size, _an_empty_notebook, "--Spawner.cmd=jupyterhub-singleuser", *_as_root())
        print(bare.line(f"{size} bare"), flush=True)
    _print_schools(measured)
    return 0


def measure(size: int, do: Callable[[Learner], None], *options: str) -> Measured:
    """Let a class do something at once on a hub of its own.

    Parameters
    ----------
    size : int
        How many learners.
    do : callable
        What each of them does.
    options : str
        Further options of the hub.
    """
    begun, busy_before = time.monotonic(), _busy_seconds()
    with tempfile.TemporaryDirectory() as name, hubs.running(Path(name), *options) as hub:
        learners = [Learner(hub, f"class-{number}") for number in range(size)]
        with ThreadPoolExecutor(size) as pool:
            list(pool.map(do, learners))
        whole = (time.monotonic() - begun) * (os.cpu_count() or 1)
        used = _busy_seconds() - busy_before
        return Measured(
            {
                what: [took for one in learners for took in one.seconds.get(what, [])]
                for what in ("server", "cells", "press")
            },
            _megabytes_of(hub) / size,
            used / size,
            used / whole,
            sum(hub.answers_of(one.name) != one.acknowledged for one in learners),
            sum(len(hub.answers_of(one.name)) > len(one.acknowledged) for one in learners),
        )


def _a_lesson(learner: Learner) -> None:
    learner.log_in()
    learner.start_server()
    learner.answer_exit_check()


def _an_empty_notebook(learner: Learner) -> None:
    learner.log_in()
    learner.start_server()
    begun = time.monotonic()
    learner.start_kernel()
    learner.execute(IMPORTS)
    learner.seconds["cells"] = [time.monotonic() - begun]


def _as_root() -> list[str]:
    return ["--Spawner.args=--allow-root"] if os.geteuid() == 0 else []


def _print_schools(measured: Measured) -> None:
    megabytes, core_seconds = measured.megabytes, measured.core_seconds
    limit = "the processors" if measured.busy > 0.8 else "not the processors alone"
    print(
        f"\nA learner takes {megabytes:.0f} MB and {core_seconds:.0f} seconds of a core; what limits a start is {limit}."
    )
    for school in SCHOOLS:
        gigabytes = (school * megabytes + HUB_MEGABYTES) * SPARE / MEGABYTE
        print(f"{school:6}  {gigabytes:6.0f} GB  {max(2, school * core_seconds / BELL_SECONDS):5.0f} cores")


def _late(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def _middle_and_late(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} / {_late(seconds):.2f}" if seconds else "-"


def _busy_seconds() -> float:
    """Return the seconds that all processors have worked since the machine started, as Linux counts them."""
    user, nice, system, _idle, _waiting, interrupts, soft = map(int, Path("/proc/stat").read_text().split()[1:8])
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")


def _megabytes_of(hub: Hub) -> float:
    """Return the proportional memory of all processes whose home lies under the hub's homes."""
    mark = f"HOME={hub.homes}/".encode()
    return sum(_megabytes(process) for process in Path("/proc").glob("[0-9]*") if mark in _environment(process))


def _environment(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""


def _megabytes(process: Path) -> float:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / MEGABYTE


if __name__ == "__main__":
    sys.exit(main())
