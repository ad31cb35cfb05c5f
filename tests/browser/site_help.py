"""The web edition, built once for all browser tests, opened from disk; and what to ask of each of its pages."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from helpers.site import build

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1366, "height": 900}
LESSON = "07_the_unrest_of_2023.html"


@dataclass(frozen=True)
class Site:
    """A built site: its folder and the one file beside it."""

    folder: Path

    @property
    def one_file(self) -> Path:
        return self.folder.parent / build.ONE_FILE

    def address(self, name: str) -> str:
        return (self.folder / name.partition("#")[0]).as_uri() + (f"#{name.partition('#')[2]}" if "#" in name else "")

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("*.html"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("web-edition") / "site"
    build.build(folder, say=lambda _sentence: None)
    return Site(folder)


@dataclass
class Opened:
    """A page of the site, what its console said, and which addresses it asked for beside its own files."""

    page: Page
    console: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


class Visitor:
    """Opens pages in contexts of their own, with every address but files refused."""

    def __init__(self, browser: Browser, site: Site):
        self._browser = browser
        self._site = site
        self._contexts: list[BrowserContext] = []

    def open(self, name: str, **settings: object) -> Opened:
        settings = {"viewport": DESK, "reduced_motion": "reduce", **settings}
        context = self._browser.new_context(**settings)
        self._contexts.append(context)
        return self.go(context, name)

    def go(self, context: BrowserContext, name: str) -> Opened:
        """Open a page in a context that is there: another tab of the same reader."""
        opened = Opened(context.new_page())

        def refuse(route: Route) -> None:
            opened.outside.append(route.request.url)
            route.abort()

        opened.page.route(lambda url: not url.startswith(("file:", "blob:", "data:")), refuse)
        opened.page.on("console", lambda said: opened.console.append(said.text) if said.type == "error" else None)
        opened.page.on("pageerror", lambda error: opened.console.append(str(error)))
        opened.page.goto(self._site.address(name) if not name.startswith("file:") else name)
        opened.page.wait_for_function("document.documentElement.classList.contains('has-script')")
        return opened

    def address(self, name: str) -> str:
        """Return where a page lies."""
        return self._site.address(name)

    def leave(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    found = Visitor(browser, site)
    yield found
    found.leave()
