"""Those who use a screen reader, a dark theme or large letters meet no serious fault in what a lesson shows."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser_help import Lab, open_lesson, run_all
from playwright.sync_api import Page

from helpers import notebooks

pytestmark = pytest.mark.browser

LESSONS = [path.name for path in notebooks.paths()]
# Our own words and outputs; JupyterLab's frame around them is not ours to mend.
OURS = [".jp-RenderedMarkdown", ".jp-RenderedHTMLCommon", ".jp-OutputArea-output"]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
# These two may show no quiz, whose stylesheet underlines links; the colour of a link is JupyterLab's there.
WITHOUT_OUR_STYLE = ("12_review.ipynb", "90_for_teachers.ipynb")
GRAVE = ("serious", "critical")


def grave_faults(page: Page) -> list[str]:
    """Return what axe-core finds serious or critical in a lesson's own content."""
    # JupyterLab's body has no height of its own; axe-core would take all that overflows it for hidden.
    page.evaluate("document.body.style.height = `${window.innerHeight}px`")
    shown = [selector for selector in OURS if page.locator(selector).count()]
    found = Axe().run(page, {"include": [[selector] for selector in shown]}, RULES).response
    return [
        f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for fault in found["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def set_theme(page: Page, name: str) -> None:
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator(".lm-Menu-itemLabel", has_text="Theme").first.click()
    page.locator(".lm-Menu-itemLabel", has_text=name).first.click()
    light = "false" if "Dark" in name else "true"
    page.wait_for_function(f"document.body.dataset.jpThemeLight === '{light}'", timeout=20_000)
    page.wait_for_timeout(800)


@pytest.mark.parametrize("name", LESSONS)
def test_no_serious_fault_in_light_and_dark(page: Page, lab: Lab, name: str):
    page.set_viewport_size({"width": 1280, "height": 9000})
    open_lesson(page, lab, name)
    run_all(page)
    set_theme(page, "JupyterLab Dark")
    dark = grave_faults(page)
    set_theme(page, "JupyterLab Light")
    found = [*dark, *grave_faults(page)]
    if name in WITHOUT_OUR_STYLE:
        found = [fault for fault in found if not fault.startswith("link-in-text-block")]
    assert found == []


def test_a_picture_without_words_and_pale_letters_would_be_found(page: Page, lab: Lab):
    page.set_viewport_size({"width": 1280, "height": 9000})
    open_lesson(page, lab, "00_start_here.ipynb")
    assert page.locator(".jp-RenderedMarkdown").count() > 20, "cells out of sight would not be looked at"
    page.evaluate(
        "document.querySelector('.jp-RenderedMarkdown').insertAdjacentHTML('beforeend', "
        '\'<img src="data:,"><p style="color:#bbb;background:#fff">pale</p>\')'
    )
    faults = " ".join(grave_faults(page))
    assert "image-alt" in faults
    assert "color-contrast" in faults
