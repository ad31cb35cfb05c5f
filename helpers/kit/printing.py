"""Print pages of HTML as tagged PDF by the Chromium of this computer."""

import os
import re
import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Browser, Error, Page, Playwright, sync_playwright

from helpers.base.errors import CourseError

PAPERS = ("A4", "Letter")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
_ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
# Nothing that is printed asks the network for anything, and neither does the browser that prints it.
_FLAGS = (
    "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-gpu",
)  # fmt: skip
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
# Two prints of one page differ in the hour, and in the numbers that the browser has given to the elements of its pages.
_HOUR = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
_NO_HOUR = rb"\g<1>19800101000000"
_ELEMENT = re.compile(rb"\(node(\d{8})\)")


def chromium() -> str:
    """Return the path of a Chromium, Chrome or Edge; empty where there is none."""
    found = next((path for path in map(shutil.which, NAMES) if path), "")
    return found or next((path for path in _ELSEWHERE if Path(path).is_file()), "")


class Printer:
    """One browser that prints many pages; use it in a ``with`` block."""

    def __init__(self, program: str) -> None:
        """Take the path of the browser's program."""
        self._program = program
        self._driver: Playwright
        self._browser: Browser
        self._page: Page

    def __enter__(self) -> Self:
        """Start the browser.

        Raises
        ------
        CourseError
            When it does not start.
        """
        as_root = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
        self._driver = sync_playwright().start()
        try:
            self._browser = self._driver.chromium.launch(executable_path=self._program, args=[*_FLAGS, *as_root])
        except Error as error:
            self._driver.stop()
            raise CourseError(
                f"{self._program} does not start ({str(error).splitlines()[0]}). Install Chromium anew, or make the kit without PDF: "
                "python3 -m helpers kit --no-pdf"
            ) from error
        self._page = self._browser.new_page()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the browser."""
        self._browser.close()
        self._driver.stop()

    def pdf(self, html: str, paper: str) -> bytes:
        """Return a page of HTML as a tagged PDF with an outline, the same bytes each time.

        Parameters
        ----------
        html : str
            The page; it stands alone.
        paper : str
            One of ``PAPERS``.
        """
        self._page.set_content(html, wait_until="load")
        printed = self._page.pdf(format=paper, tagged=True, outline=True, print_background=True)
        return _numbered_anew(_HOUR.sub(_NO_HOUR, printed))


def _numbered_anew(pdf: bytes) -> bytes:
    """Return a PDF whose elements are numbered from 1 on, in their old order, which the tree of names needs."""
    numbers = {old: new for new, old in enumerate(sorted(set(_ELEMENT.findall(pdf))), start=1)}
    return _ELEMENT.sub(lambda found: b"(node%08d)" % numbers[found[1]], pdf)


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF of :class:`Printer` has."""
    return len(_PAGE.findall(pdf))
