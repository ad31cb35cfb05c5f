"""How many learners one machine carries at once: python tests/load/largest_class.py [most learners].

Each step starts a hub, lets all learners log in, start their servers, run lesson 07 and answer its exit check at once. It ends where
answering a press takes longer than five seconds for one in twenty, or where anything fails.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hub as hubs
from hub import Hub, Learner

from helpers.quiz import bank

SCHOOLS = (30, 100, 1_000, 10_000)
# Learners of one bell come in within five minutes; hub and proxy take half a gigabyte; a fifth is kept free.
BELL_SECONDS, HUB_MEGABYTES, SPARE = 300, 512, 1.2
STEPS = (5, 10, 15, 20, 25, 30)
LONGEST_PRESS = 5.0
MEGABYTE = 1024
IMPORTS = "import pandas, matplotlib.pyplot, ipywidgets"


def main() -> int:
    """Print a line for each size of class; return how many sizes failed."""
    if lacking := hubs.missing():
        print(lacking, file=sys.stderr)
        return 1
    most = int(sys.argv[1]) if len(sys.argv) > 1 else STEPS[-1]
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    print(
        f"{os.cpu_count()} cores, {memory:.0f} GiB; bare JupyterLab with one kernel and three imports: {bare_megabytes():.0f} MB"
    )
    print("learners  server p50/p95 s  cells p50/p95 s  press p50/p95 s  MB a learner  lost  elsewhere")
    for size in (step for step in STEPS if step <= most):
        megabytes, core_seconds = _step(size)
        if not megabytes:
            return 1
    print(f"\nComputed from that: {megabytes:.0f} MB and at most {core_seconds:.0f} seconds of a core a learner")
    for school in SCHOOLS:
        gigabytes = (school * megabytes + HUB_MEGABYTES) * SPARE / MEGABYTE
        print(f"{school:6}  {gigabytes:6.0f} GB  {max(2, school * core_seconds / BELL_SECONDS):5.0f} cores")
    return 0


def _step(size: int) -> tuple[float, float]:
    """Print a line for one size; return megabytes and seconds of a core a learner, zeros where something failed."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as name, hubs.running(Path(name)) as hub:
        learners = [Learner(hub, f"class-{number}") for number in range(size)]
        with ThreadPoolExecutor(size) as pool:
            list(pool.map(_a_lesson, learners))
        core_seconds = (time.monotonic() - begun) * (os.cpu_count() or 1) / size
        megabytes = _megabytes_of(hub) / size
        lost = sum(hub.answers_of(one.name) != one.acknowledged for one in learners)
        elsewhere = sum(len(hub.answers_of(one.name)) > len(one.acknowledged) for one in learners)
        columns = [
            _middle_and_late([seconds for one in learners for seconds in one.seconds[what]])
            for what in ("server", "cells", "press")
        ]
        print(
            f"{size:8}  {columns[0]:>16}  {columns[1]:>15}  {columns[2]:>15}  {megabytes:12.0f}  {lost:4}  {elsewhere:9}",
            flush=True,
        )
        presses = [seconds for one in learners for seconds in one.seconds["press"]]
        is_well = not lost and not elsewhere and _late(presses) < LONGEST_PRESS
        return (megabytes, core_seconds) if is_well else (0.0, 0.0)


def _a_lesson(learner: Learner) -> None:
    learner.log_in()
    learner.start_server()
    asked = learner.run_lesson()
    for question in bank.part("07", "exit"):
        learner.answer(question.id, asked[question.id][0], question.right_response)


def _late(seconds: list[float]) -> float:
    return statistics.quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]


def _middle_and_late(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} / {_late(seconds):.2f}"


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


def bare_megabytes() -> float:
    """Return the proportional memory of a JupyterLab without the course, and one kernel that has done three imports."""
    with tempfile.TemporaryDirectory() as home:
        own = {**os.environ, "HOME": home}
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", "--no-browser", "--ServerApp.allow_root=True", f"--ServerApp.root_dir={home}"],
            cwd=home, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        kernel = subprocess.Popen(
            [sys.executable, "-c", f"{IMPORTS}; import ipykernel.kernelapp, time; time.sleep(600)"], cwd=home, env=own
        )
        time.sleep(15)
        try:
            return sum(_megabytes(Path(f"/proc/{one.pid}")) for one in (server, kernel))
        finally:
            server.terminate()
            kernel.terminate()
            server.wait()
            kernel.wait()


if __name__ == "__main__":
    sys.exit(main())
