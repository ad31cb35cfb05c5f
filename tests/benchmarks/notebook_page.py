"""A notebook in JupyterLab whose cells are run one by one, and what its kernel and its page spend on that."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

import nbformat
import psutil
from browser_help import Lab, open_lesson, runs
from playwright.sync_api import Locator, Page

MOST_SERIES = 3
TELL_PROCESS = "import os, pathlib\n_ = pathlib.Path('kernel.pid').write_text(str(os.getpid()))\n"


@dataclass
class NotebookPage:
    """An open notebook and the processes behind it."""

    page: Page
    kernel: psutil.Process

    def cell(self, number: int) -> Locator:
        return self.page.locator(".jp-Cell").nth(number)

    def run(self, number: int) -> None:
        with runs(self.page):
            self.cell(number).locator(".jp-InputPrompt").click()
            self.page.keyboard.press("Control+Enter")

    def cpu_seconds(self) -> float:
        """Return what the kernel and the page have spent so far; the server between them does the same for any widget."""
        times = self.kernel.cpu_times()
        browser = self.page.context.browser.new_browser_cdp_session()
        processes = browser.send("SystemInfo.getProcessInfo")["processInfo"]
        browser.detach()
        return times.user + times.system + sum(one["cpuTime"] for one in processes if one["type"] == "renderer")


def open_notebook(page: Page, lab: Lab, name: str, sources: list[str]) -> NotebookPage:
    """Write a notebook with these cells, open it and run its first cell."""
    cells = [nbformat.v4.new_code_cell(source) for source in [TELL_PROCESS + sources[0], *sources[1:]]]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.folder / name)
    open_lesson(page, lab, name)
    with runs(page):
        page.locator(".jp-Cell").first.locator(".jp-InputPrompt").click()
        page.keyboard.press("Control+Enter")
    return NotebookPage(page, psutil.Process(int((lab.folder / "kernel.pid").read_text())))


@dataclass
class Taken:
    """What one thing took in several rounds: CPU seconds and seconds by the clock."""

    cpu: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)

    def add(self, notebook: NotebookPage, do: Callable[[], float]) -> None:
        """Do it once; ``do`` returns how long a learner would have waited."""
        before = notebook.cpu_seconds()
        self.clock.append(do())
        self.cpu.append(notebook.cpu_seconds() - before)


def seldom_disturbed(series: Callable[[], tuple[Taken, Taken]], most: float) -> tuple[Taken, Taken]:
    """Return one thing beside its bare twin, measured again where it seems too dear.

    What else the machine does falls on one of the two more than on the other. It can make a cheap thing look dear for one
    series; it does not make a dear one look cheap three times.
    """
    for _ in range(MOST_SERIES - 1):
        own, bare = series()
        if cpu_ratio(own, bare) <= most and clock_ratio(own, bare) <= most:
            return own, bare
    return series()


def middle(values: list[float]) -> float:
    """Return the mean of the middle half: the system counts CPU in steps of 10 ms, between which a median jumps."""
    cut = len(values) // 4
    return statistics.fmean(sorted(values)[cut : len(values) - cut])


def cpu_ratio(own: Taken, bare: Taken) -> float:
    return middle(own.cpu) / middle(bare.cpu)


def clock_ratio(own: Taken, bare: Taken) -> float:
    return middle(own.clock) / middle(bare.clock)


def sentence(own: Taken, bare: Taken) -> str:
    return (
        f"{middle(own.cpu) * 1000:.0f} ms of CPU, bare {middle(bare.cpu) * 1000:.0f} ms, "
        f"ratio {cpu_ratio(own, bare):.2f}; by the clock {middle(own.clock) * 1000:.0f} ms, "
        f"bare {middle(bare.clock) * 1000:.0f} ms, ratio {clock_ratio(own, bare):.2f}"
    )
