"""axe-core on what a lesson shows, and what it finds in JupyterLab around it."""

from axe_playwright_python.sync_playwright import Axe
from browser_help import wait_until_still
from playwright.sync_api import Page

# Our own words and outputs; JupyterLab's frame around them is not ours to mend.
OURS = [".jp-RenderedMarkdown", ".jp-RenderedHTMLCommon", ".jp-OutputArea-output"]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
GRAVE = ("serious", "critical")


def grave_faults(page: Page) -> list[str]:
    """Return what axe-core finds serious or critical in a lesson's own content."""
    shown = [selector for selector in OURS if page.locator(selector).count()]
    return [
        f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for fault in _violations(page, {"include": [[selector] for selector in shown]})
        for node in fault["nodes"]
    ]


def grave_faults_of_the_frame(page: Page) -> dict[str, int]:
    """Return how often each serious or critical fault stands in JupyterLab's own frame, by axe-core's name for it."""
    found = _violations(page, {"exclude": [[selector] for selector in OURS]})
    return {fault["id"]: len(fault["nodes"]) for fault in found}


def _violations(page: Page, where: dict) -> list[dict]:
    # JupyterLab's body has no height of its own; axe-core would take all that overflows it for hidden.
    page.evaluate("document.body.style.height = `${window.innerHeight}px`")
    found = Axe().run(page, where, RULES).response
    return [fault for fault in found["violations"] if fault["impact"] in GRAVE]


def set_theme(page: Page, name: str) -> None:
    """Choose JupyterLab's theme from its menu and wait until it is drawn."""
    page.get_by_role("menuitem", name="Settings", exact=True).click()
    page.locator(".lm-Menu-itemLabel", has_text="Theme").first.click()
    page.locator(".lm-Menu-itemLabel", has_text=name).first.click()
    light = "false" if "Dark" in name else "true"
    page.wait_for_function(f"document.body.dataset.jpThemeLight === '{light}'", timeout=20_000)
    wait_until_still(page)
