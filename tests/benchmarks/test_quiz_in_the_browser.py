"""What a quiz costs beside a bare anywidget of the same size, measured in JupyterLab, in turns, on this machine."""

import statistics

import nbformat
import pytest
from browser_help import Lab, open_lesson, wait_for_idle
from playwright.sync_api import Page
from waiting import wait_until

pytestmark = pytest.mark.benchmark

MOST = 1.3
ROUNDS = 17
CLICKS = 15

# The least that shows ten questions with their options and a button, and answers a click; it marks and saves nothing.
SET_UP = '''
import anywidget, traitlets
from helpers import quiz
from helpers.quiz import bank

BARE = """
function render({ model, el }) {
  for (const item of model.get("items")) {
    const box = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = item.stem;
    box.append(legend);
    for (const text of item.entries) {
      const entry = document.createElement("li");
      entry.append(text);
      for (const name of ["earlier", "later"]) {
        const move = document.createElement("button");
        move.textContent = name;
        entry.append(move);
      }
      box.append(entry);
    }
    for (const text of item.prompts) {
      const label = document.createElement("label");
      const select = document.createElement("select");
      for (const match of item.matches) select.append(new Option(match));
      label.append(text, select);
      box.append(label);
    }
    for (const text of [...item.options, "a guess", "fairly sure", "sure"]) {
      const label = document.createElement("label");
      const input = document.createElement("input");
      input.type = "radio";
      input.name = item.stem + (item.options.includes(text) ? "" : "sure");
      label.append(input, text);
      box.append(label);
    }
    const button = document.createElement("button");
    button.className = "bare-check";
    button.textContent = "Check";
    const said = document.createElement("div");
    said.className = "bare-said";
    button.addEventListener("click", () => model.send({ item: item.stem }));
    model.on("msg:custom", (message) => { if (message.item === item.stem) said.textContent = message.said; });
    box.append(button, said);
    el.append(box);
  }
}
export default { render };
"""

class Bare(anywidget.AnyWidget):
    _esm = BARE
    items = traitlets.List().tag(sync=True)

    def __init__(self, items):
        super().__init__(items=items)
        self.on_msg(lambda widget, content, buffers: self.send({"item": content["item"], "said": f"{len(content)}"}))

ITEMS = [
    {
        "stem": question.stem,
        "options": [option.text for option in getattr(question, "options", ())],
        "entries": [item.text for item in getattr(question, "items", ())],
        "prompts": [pair.text for pair in getattr(question, "pairs", ())],
        "matches": [pair.match for pair in getattr(question, "partners", ())],
    }
    for question in bank.part("08", "practice")
]
assert len(ITEMS) == 10
'''
# A learner's first run reads the questions from their file.
FORGET = "bank.read.cache_clear(); bank.parse.cache_clear()"
CELLS = [SET_UP, FORGET, "Bare(ITEMS)", 'quiz.practice("08")']
SELECTOR = {2: ".bare-check", 3: ".course-quiz-check"}


@pytest.fixture
def notebook(page: Page, lab: Lab) -> Page:
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.folder / "bench.ipynb")
    open_lesson(page, lab, "bench.ipynb")
    run(page, 0)
    return page


def run(page: Page, cell: int) -> None:
    page.locator(".jp-Cell").nth(cell).locator(".jp-InputPrompt").click()
    page.keyboard.press("Control+Enter")
    wait_for_idle(page)


def seconds_to_visible(page: Page, cell: int) -> float:
    """Run a cell and return the time from the key press to the tenth button that is drawn."""
    page.locator(".jp-Cell").nth(cell).locator(".jp-InputPrompt").click()
    page.evaluate(
        """([cell, selector]) => {
             const root = document.querySelectorAll('.jp-Cell')[cell];
             window.taken = new Promise((done) => {
               document.addEventListener('keydown', function pressed(event) {
                 if (event.key !== 'Enter') return;
                 document.removeEventListener('keydown', pressed, true);
                 const start = performance.now();
                 const old = new Set(root.querySelectorAll(selector));
                 // Not by frames: one frame more or less would be half of what is measured.
                 const look = () => {
                   const drawn = [...root.querySelectorAll(selector)].filter((one) => !old.has(one) && one.offsetHeight);
                   if (drawn.length !== 10) return;
                   observer.disconnect();
                   done((performance.now() - start) / 1000);
                 };
                 const observer = new MutationObserver(look);
                 observer.observe(root, { childList: true, subtree: true });
               }, true);
             });
           }""",
        [cell, SELECTOR[cell]],
    )
    page.keyboard.press("Control+Enter")
    taken = page.evaluate("() => window.taken")
    wait_for_idle(page)
    return taken


def test_a_quiz_of_ten_is_visible_nearly_as_soon_as_a_bare_widget(notebook: Page, capsys: pytest.CaptureFixture):
    taken: dict[int, list[float]] = {2: [], 3: []}
    for _ in range(ROUNDS):
        for cell in taken:
            run(notebook, 1)
            taken[cell].append(seconds_to_visible(notebook, cell))
    report("run to visible", taken, capsys)


def seconds_to_feedback(page: Page, cell: int, button: str, said: str) -> float:
    """Press a button and return the time to the next change of what is said below it."""
    return page.evaluate(
        """([cell, button, said]) => new Promise((done) => {
             const root = document.querySelectorAll('.jp-Cell')[cell];
             const start = performance.now();
             new MutationObserver((_, self) => {
               self.disconnect();
               done((performance.now() - start) / 1000);
             }).observe(root.querySelector(said), { childList: true, subtree: true, characterData: true });
             root.querySelector(button).click();
           })""",
        [cell, button, said],
    )


def test_a_saved_answer_is_told_nearly_as_soon_as_a_bare_reply(notebook: Page, lab: Lab, capsys: pytest.CaptureFixture):
    for cell in SELECTOR:
        run(notebook, cell)
        wait_until(lambda cell=cell: notebook.locator(SELECTOR[cell]).count() == 10, 20)
    question = notebook.locator(".course-quiz-question", has=notebook.locator("input[type=radio]")).first
    question.locator(".course-quiz-option input").first.check()
    question.locator(".course-quiz-certainty input").first.check()
    taken: dict[int, list[float]] = {2: [], 3: []}
    for _ in range(CLICKS):
        taken[2].append(seconds_to_feedback(notebook, 2, ".bare-check", ".bare-said"))
        taken[3].append(seconds_to_feedback(notebook, 3, ".course-quiz-check", ".course-quiz-feedback"))
    assert "Saved." in question.locator(".course-quiz-feedback").text_content()
    assert lab.answers.exists(), "nothing was saved, so nothing was measured"
    report("click to saved answer with feedback", taken, capsys)


def middle(times: list[float]) -> float:
    """Return the mean without the two fastest and the two slowest.

    Times fall into two groups, as a frame of the screen comes in between or not; a median jumps from one to the other.
    """
    return statistics.fmean(sorted(times)[2:-2])


def report(name: str, taken: dict[int, list[float]], capsys: pytest.CaptureFixture) -> None:
    bare, own = (middle(taken[cell]) for cell in (2, 3))
    with capsys.disabled():
        print(f"\n{name}: {own * 1000:.0f} ms, bare {bare * 1000:.0f} ms, ratio {own / bare:.2f}")
    assert own <= MOST * bare


EXPLORERS = [
    "explore.days()",
    "explore.reports()",
    "explore.requests()",
    "explore.municipalities()",
    "explore.two_reports()",
]
MOST_SECONDS_TO_PICTURE = 0.15


def seconds_to_picture(page: Page, cell: int, choice: int) -> float:
    """Choose an entry of the first list of an explorer and return the time until its picture has changed."""
    return page.evaluate(
        """([cell, choice]) => new Promise((done, fail) => {
             const root = document.querySelectorAll('.jp-Cell')[cell];
             const select = root.querySelector('select');
             const before = root.querySelector('img').src;
             const start = performance.now();
             setTimeout(() => fail(new Error('no new picture within ten seconds')), 10000);
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


def test_a_choice_changes_the_picture_within_150_ms(page: Page, lab: Lab, capsys: pytest.CaptureFixture):
    cells = [nbformat.v4.new_code_cell(source) for source in ["from helpers import explore", *EXPLORERS]]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), lab.folder / "explorers.ipynb")
    open_lesson(page, lab, "explorers.ipynb")
    for cell, source in enumerate(["", *EXPLORERS]):
        run(page, cell)
        if not source:
            continue
        page.locator(".jp-Cell").nth(cell).locator("select").first.wait_for(timeout=20_000)
        page.wait_for_timeout(300)
        options = page.locator(".jp-Cell").nth(cell).locator("select").first.locator("option").count()
        taken = [seconds_to_picture(page, cell, 1 + turn % (options - 1)) for turn in range(2 * (options - 1))][:8]
        median = statistics.median(taken)
        with capsys.disabled():
            print(f"\n{source}: choice to picture {median * 1000:.0f} ms")
        assert median <= MOST_SECONDS_TO_PICTURE, source
