"""A lesson that was run in JupyterLab is exported and printed with its answers, and the page needs no network."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import layout
import pytest
from axe import grave_faults
from browser_help import ROOT, Lab, open_lesson, run_all_with_quiz
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Locator, Page
from waiting import wait_until

pytestmark = pytest.mark.browser
SETTINGS = ROOT / "helpers" / "start" / "settings" / "jupyter"
UNREST, ADVICE = "07_the_unrest_of_2023.ipynb", "11_what_would_you_advise.ipynb"
# The room between the margins of a page of A4, in pixels of CSS.
A4 = {"width": 698, "height": 1027}
HOW = ("menu", "html", "slides", "print")


@dataclass
class Exported:
    """The exports of a lesson, and what stood in the lesson when it was saved."""

    pages: dict[str, Path]
    answered: list[str]
    said: list[str]
    pictures: int
    tables: int


@pytest.fixture(scope="module", autouse=True)
def settings() -> Iterator[None]:
    """Let Jupyter find the course's settings also before the course is installed anew."""
    with pytest.MonkeyPatch.context() as patch:
        if not (Path(sys.prefix) / "etc" / "jupyter" / "jupyter_config.py").exists():
            patch.setenv("JUPYTER_CONFIG_PATH", str(SETTINGS))
            patch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
        yield


@pytest.fixture(scope="module", params=[UNREST, ADVICE])
def exported(
    request: pytest.FixtureRequest, browser: Browser, lab: Lab, tmp_path_factory: pytest.TempPathFactory
) -> Exported:
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    open_lesson(page, lab, request.param)
    run_all_with_quiz(page)
    answered = [answer(group) for group in one_question_of_each_form(page)]
    said = [words(group.locator(".course-quiz-feedback")) for group in answered_groups(page)]
    said += write_a_briefing(page) if request.param == ADVICE else choose_in_an_explorer(page)
    menu(page, "docmanager:save")
    outputs = page.locator(".jp-OutputArea-output")
    pictures, tables = outputs.locator("img").count(), outputs.locator("table").count()
    pages = export_all_ways(page, lab, request.param, tmp_path_factory.mktemp("exports"))
    page.close()
    return Exported(pages, answered, said, pictures, tables)


def one_question_of_each_form(page: Page) -> list[Locator]:
    """Return the first question of each form, by the kind of its fields; a form is known by how it is answered."""
    found: dict[str, Locator] = {}
    groups = page.locator("fieldset.course-quiz-question")
    for number in range(groups.count()):
        group = groups.nth(number)
        # Which sample comes nearest is asked only after a text was saved.
        if group.evaluate("e => e.offsetHeight === 0"):
            continue
        form = group.evaluate(
            """e => { const field = e.querySelector('.course-quiz-order, select, textarea, input'); return field.tagName === 'INPUT'
              ? field.type + field.inputMode : field.tagName }"""
        )
        found.setdefault(form, group)
    return list(found.values())


def answer(group: Locator) -> str:
    """Answer a question with whatever comes first, and return what a reader must find of it in the export."""
    option = group.locator(".course-quiz-options").first.locator("label").first
    if group.locator("input[type=text]").count():
        group.locator("input[type=text]").fill("4711")
        given = ": 4711"
    elif group.locator("textarea").count():
        group.locator("textarea").fill("One count, & <no> total.")
        given = "Your sentences: One count, & <no> total."
    elif group.locator("select").count():
        for select in group.locator("select").all():
            select.select_option(index=1)
        given = "Your answer: " + group.locator("select").last.evaluate("e => e.selectedOptions[0].textContent")
    elif group.locator("ol li").count():
        given = "Your answer: " + words(group.locator("ol li span").first)
    else:
        option.locator("input").check()
        given = f"Your answer: {words(option)}"
    if group.locator(".course-quiz-certainty").count():
        group.locator(".course-quiz-certainty input").nth(1).check()
    group.locator(".course-quiz-check").click()
    wait_until(lambda: "Saved." in words(group.locator(".course-quiz-feedback")), 10)
    return given


def answered_groups(page: Page) -> list[Locator]:
    groups = page.locator("fieldset.course-quiz-question", has=page.locator(".course-quiz-verdict"))
    return [groups.nth(number) for number in range(groups.count())]


def choose_in_an_explorer(page: Page) -> list[str]:
    """Choose another picture, and return what is said of it."""
    explorer = page.locator(".jp-OutputArea-output", has=page.locator("img")).filter(
        has=page.locator(".widget-dropdown")
    )
    before = words(explorer.first.get_by_role("status"))
    explorer.first.locator("select").first.select_option(index=2)
    wait_until(lambda: words(explorer.first.get_by_role("status")) != before, 10)
    return [words(explorer.first.get_by_role("status"))]


def write_a_briefing(page: Page) -> list[str]:
    """Write a line and choose a statement, and return what a reader must find of both."""
    page.get_by_label("My advice", exact=True).fill("Keep it, & <ask> again.")
    page.get_by_role("button", name="Add to the first reading", exact=True).click()
    chosen = page.locator(".jp-OutputArea-output ol li[lang=en]")
    wait_until(lambda: chosen.count() == 1, 10)
    return ["My advice Keep it, & <ask> again.", words(chosen)]


def export_all_ways(page: Page, lab: Lab, name: str, folder: Path) -> dict[str, Path]:
    pages = {how: folder / f"{how}.html" for how in HOW}
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.locator(".lm-Menu-itemLabel", has_text="Save and Export Notebook As").click()
    page.locator(".lm-Menu-itemLabel", has_text="HTML").last.click()
    with page.expect_download(timeout=60_000) as download:
        # The dialog asks whether to sanitize, and the box is ticked.
        page.locator(".jp-Dialog .jp-mod-accept").click()
    download.value.save_as(pages["menu"])
    for how in ("html", "slides"):
        reply = page.request.get(f"{lab.url}/nbconvert/{how}/{name}?token={lab.token}")
        pages[how].write_bytes(reply.body())
    pages["print"].write_bytes(printed(page))
    return pages


def printed(page: Page) -> bytes:
    """Return the page that JupyterLab's Print hands to the browser."""
    with page.expect_response(lambda reply: "/nbconvert/html/" in reply.url, timeout=60_000) as reply:
        menu(page, "apputils:print")
    return reply.value.body()


def menu(page: Page, command: str) -> None:
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.locator(f".lm-Menu-item[data-command='{command}']").click()
    page.wait_for_timeout(1500)


def words(part: Locator) -> str:
    """Return a text without its spaces: those between two paragraphs are not in it, and cells out of sight have no other."""
    return without_spaces(part.text_content())


def without_spaces(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(params=HOW)
def opened(request: pytest.FixtureRequest, exported: Exported, browser: Browser) -> Iterator[Page]:
    """An export in a browser without network."""
    context = browser.new_context(offline=True, viewport=A4)
    page = context.new_page()
    page.asked, page.faults = [], []
    page.on("request", lambda one: page.asked.append(one.url) if not one.url.startswith(("file:", "data:")) else None)
    page.on("console", lambda message: page.faults.append(message.text) if message.type == "error" else None)
    page.goto(exported.pages[request.param].as_uri())
    page.wait_for_timeout(500)
    yield page
    context.close()


def test_everything_stands_there_without_network(opened: Page, exported: Exported):
    text = words(opened.locator("main"))
    for wanted in [*exported.answered, *exported.said]:
        assert without_spaces(wanted) in text
    assert opened.locator("main img").count() == exported.pictures
    assert opened.locator("img").evaluate_all("all => all.filter(one => !one.naturalWidth).length") == 0
    assert opened.locator("main .jp-OutputArea-output table").count() == exported.tables
    assert opened.asked == [] and opened.faults == []


@pytest.mark.parametrize("opened", ["menu", "slides"], indirect=True)
def test_nothing_is_cut_on_a4(opened: Page):
    opened.emulate_media(media="print")
    assert opened.evaluate(layout.CUT_ON_PAPER) == []


@pytest.mark.parametrize("opened", ["menu", "slides"], indirect=True)
def test_axe_finds_no_serious_fault_in_an_export(opened: Page):
    opened.set_viewport_size({"width": 1280, "height": 1000})
    assert grave_faults(opened) == []


def test_an_answer_given_after_the_last_save_is_printed(page: Page, lab: Lab):
    open_lesson(page, lab, "03_kfor_and_the_un.ipynb")
    run_all_with_quiz(page)
    menu(page, "docmanager:save")
    given = answer(page.locator("fieldset.course-quiz-question:has(> .course-quiz-options input[type=radio])").last)
    assert given.startswith("Your answer: ")
    text = BeautifulSoup(printed(page).decode(), "html.parser").get_text()
    assert without_spaces(given) in without_spaces(text)
