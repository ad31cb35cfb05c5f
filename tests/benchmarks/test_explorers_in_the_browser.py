"""What a choice in an explorer costs beside a bare widget that shows the same pictures, drawn before."""

import pytest
from browser_help import Lab
from notebook_page import NotebookPage, Taken, cpu_ratio, open_notebook, seldom_disturbed, sentence
from playwright.sync_api import Page

pytestmark = pytest.mark.benchmark

# Drawing is work that the bare widget does not do; CPU seconds are compared, since the clock also counts other programs.
MOST = 6.0
CHOICES = 8

# The pictures of the first list of an explorer stand ready; a choice only shows another.
SET_UP = """
import ipywidgets
from helpers import explore

class Bare(ipywidgets.VBox):
    def __init__(self, explorer):
        choice = next(part for part in explorer.children if isinstance(part, ipywidgets.Dropdown))
        pictures = {}
        for _, value in choice.options:
            choice.value = value
            pictures[value] = explorer.chart.html()
        choice.value = choice.options[0][1]
        own = ipywidgets.Dropdown(options=choice.options)
        picture = ipywidgets.HTML(pictures[own.value])
        own.observe(lambda change: picture.set_trait("value", pictures[change["new"]]), names="value")
        super().__init__([own, picture])
"""
EXPLORERS = ["days", "reports", "requests", "municipalities", "two_reports"]


def seconds_to_picture(notebook: NotebookPage, cell: int, choice: int) -> float:
    """Choose an entry of the first list of an explorer and return the time until its picture has changed."""
    return notebook.page.evaluate(
        """([cell, choice]) => new Promise((done, fail) => {
             const root = document.querySelectorAll('.jp-Cell')[cell];
             const select = root.querySelector('select');
             const before = root.querySelector('img').src;
             const start = performance.now();
             setTimeout(() => fail(new Error('no new picture within a minute')), 60000);
             new MutationObserver((_, self) => {
               const image = root.querySelector('img');
               if (!image || image.src === before) return;
               self.disconnect();
               image.decode().then(() => done((performance.now() - start) / 1000));
             }).observe(root, { childList: true, subtree: true });
             select.selectedIndex = choice;
             select.dispatchEvent(new Event('change', { bubbles: true }));
           })""",
        [cell, choice],
    )


@pytest.fixture(scope="module")
def explorers(browser, lab: Lab):
    """A notebook with each explorer and, below it, its bare twin."""
    page: Page = browser.new_page(viewport={"width": 1280, "height": 1000})
    cells = [SET_UP]
    for name in EXPLORERS:
        cells += [f"explore.{name}()", f"Bare(explore.{name}())"]
    notebook = open_notebook(page, lab, "explorers.ipynb", cells)
    for cell in range(1, len(cells)):
        notebook.run(cell)
        notebook.cell(cell).locator("img").wait_for(timeout=60_000)
    yield notebook
    page.close()


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_choice_costs_little_more_than_showing_a_picture_that_is_drawn(
    explorers: NotebookPage, name: str, capsys: pytest.CaptureFixture
):
    own_cell = 1 + 2 * EXPLORERS.index(name)
    options = explorers.cell(own_cell).locator("select").first.locator("option").count()

    def series() -> tuple[Taken, Taken]:
        taken = {own_cell: Taken(), own_cell + 1: Taken()}
        for turn in range(CHOICES):
            for cell, times in taken.items():
                choice = (1 + turn) % options
                times.add(explorers, lambda cell=cell, choice=choice: seconds_to_picture(explorers, cell, choice))
        return taken[own_cell], taken[own_cell + 1]

    own, bare = seldom_disturbed(series, MOST)
    with capsys.disabled():
        print(f"\n{name}: choice to picture {sentence(own, bare)}")
    assert cpu_ratio(own, bare) <= MOST
