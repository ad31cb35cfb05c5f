"""The web edition from a static host: what works from disk works there too, and nothing else is asked."""

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from site_help import DESK, LESSON, Site

from helpers.quiz import bank

pytestmark = pytest.mark.browser


class _Silent(http.server.SimpleHTTPRequestHandler):
    """Says nothing on the console of the tests."""

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host(site: Site) -> Iterator[str]:
    """Serve the site as any static host would, and return its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(site.folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def hosted(browser: Browser, host: str) -> Iterator[tuple[Page, list[str]]]:
    context = browser.new_context(viewport=DESK, reduced_motion="reduce")
    page = context.new_page()
    seen: list[str] = []

    def refuse(route: Route) -> None:
        seen.append(route.request.url)
        route.abort()

    context.route(lambda url: not url.startswith((host, "blob:", "data:")), refuse)
    page.on("console", lambda said: seen.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    yield page, seen
    context.close()


def opened(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_function("document.documentElement.classList.contains('has-script')")


def test_every_page_opens_quietly_and_asks_nobody_else(hosted: tuple[Page, list[str]], host: str, site: Site) -> None:
    page, seen = hosted
    for name in site.names():
        opened(page, host + name)
        assert seen == [], name


def test_an_answer_is_kept_over_a_reload_and_seen_in_another_tab(hosted: tuple[Page, list[str]], host: str) -> None:
    page, seen = hosted
    question = next(one for one in bank.part("07", "exit") if one.kind == "single")
    opened(page, host + LESSON)
    other = page.context.new_page()
    opened(other, host + LESSON)
    group = page.locator("fieldset.course-quiz-question", has_text=question.stem).first
    right = next(option.text for option in question.options if option.correct)
    group.get_by_label(right, exact=True).check()
    group.locator(".course-quiz-certainty label").last.click()
    group.get_by_role("button", name="Check").click()
    expect(group).to_contain_text(question.reason)
    expect(other.locator("fieldset.course-quiz-question", has_text=question.stem).first).to_contain_text(
        question.reason
    )
    opened(page, host + LESSON)
    expect(page.locator("fieldset.course-quiz-question", has_text=question.stem).first).to_contain_text(question.reason)
    assert seen == []


def test_search_choices_and_who_says_so_work(hosted: tuple[Page, list[str]], host: str) -> None:
    page, seen = hosted
    opened(page, host + LESSON)
    page.locator("a.claim").first.click()
    expect(page.locator("dialog.claim-panel")).to_be_visible()
    page.keyboard.press("Escape")
    for fold in page.locator("main details.look").all():
        fold.evaluate("fold => { fold.open = true; }")
    place = page.locator('[data-explorer="reports"]')
    place.scroll_into_view_if_needed()
    expect(place.locator("select")).to_have_count(2)
    before = place.locator("svg").get_attribute("aria-label")
    place.locator("select").first.select_option(label="KFOR")
    expect(place.locator("svg")).not_to_have_attribute("aria-label", before or "")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("turnout")
    expect(page.locator(".found li").first).to_be_visible()
    assert seen == []
