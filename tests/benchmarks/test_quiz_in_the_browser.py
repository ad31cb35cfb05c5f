"""What a quiz costs beside a bare anywidget of the same size, measured in JupyterLab, in turns, on this machine."""

import pytest
from browser_help import Lab
from notebook_page import NotebookPage, Taken, clock_ratio, cpu_ratio, open_notebook, seldom_disturbed, sentence
from playwright.sync_api import Page
from waiting import wait_until

pytestmark = pytest.mark.benchmark

ROUNDS, PRESSES, PRESSES_AT_ONCE = 13, 10, 10
MOST_TO_SHOW = 1.3
# Marking and saving are work that the bare widget does not do; its CPU is small, and so is the difference.
MOST_TO_ANSWER = 1.8
# What a learner could feel: twice as long as any widget needs. Frames of the screen and the disk make the clock coarse.
MOST_BY_THE_CLOCK = 2.0

# The least that shows ten questions with their options and a button, and answers a click; it marks and saves nothing.
SET_UP = '''
import functools, sys
import anywidget, traitlets
from helpers import quiz

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

def bare(item):
    texts = [option["text"] for option in item["options"]]
    return {
        "stem": item["stem"],
        "options": texts if item["form"] != "order" else [],
        "entries": texts if item["form"] == "order" else [],
        "prompts": item["prompts"],
        "matches": [match["text"] for match in item["matches"]],
    }

ITEMS = [bare(item) for item in quiz.practice("08").items]
assert len(ITEMS) == 10

def forget():
    """A learner's first run reads the questions from their file."""
    for name, module in list(sys.modules.items()):
        if name.startswith("helpers.quiz"):
            for kept in vars(module).values():
                if isinstance(kept, functools._lru_cache_wrapper):
                    kept.cache_clear()
'''
CELLS = [SET_UP, "forget()", "Bare(ITEMS)", 'quiz.practice("08")']
FORGET, BARE, OWN = 1, 2, 3
BUTTON = {BARE: ".bare-check", OWN: ".course-quiz-check"}
SAID = {BARE: ".bare-said", OWN: ".course-quiz-feedback"}


@pytest.fixture
def notebook(page: Page, lab: Lab) -> NotebookPage:
    return open_notebook(page, lab, "bench.ipynb", CELLS)


def seconds_to_visible(notebook: NotebookPage, cell: int) -> float:
    """Run a cell and return the time from the key press to the tenth button that is drawn."""
    notebook.page.evaluate(
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
        [cell, BUTTON[cell]],
    )
    notebook.run(cell)
    return notebook.page.evaluate("() => window.taken")


def test_a_quiz_of_ten_is_visible_nearly_as_soon_as_a_bare_widget(
    notebook: NotebookPage, capsys: pytest.CaptureFixture
):
    def series() -> tuple[Taken, Taken]:
        taken = {BARE: Taken(), OWN: Taken()}
        for _ in range(ROUNDS):
            for cell, times in taken.items():
                notebook.run(FORGET)
                times.add(notebook, lambda cell=cell: seconds_to_visible(notebook, cell))
        return taken[OWN], taken[BARE]

    own, bare = seldom_disturbed(series, MOST_TO_SHOW)
    with capsys.disabled():
        print(f"\nrun to visible: {sentence(own, bare)}")
    assert cpu_ratio(own, bare) <= MOST_TO_SHOW
    assert clock_ratio(own, bare) <= MOST_BY_THE_CLOCK


def seconds_to_feedback(notebook: NotebookPage, cell: int) -> float:
    """Press a button several times and return the mean time to the next change of what is said below it."""
    return notebook.page.evaluate(
        """async ([cell, button, said, presses]) => {
             const root = document.querySelectorAll('.jp-Cell')[cell];
             let taken = 0;
             for (let press = 0; press < presses; press += 1) {
               taken += await new Promise((done) => {
                 const start = performance.now();
                 new MutationObserver((_, self) => {
                   self.disconnect();
                   done((performance.now() - start) / 1000);
                 }).observe(root.querySelector(said), { childList: true, subtree: true, characterData: true });
                 root.querySelector(button).click();
               });
               await new Promise((done) => setTimeout(done, 50));
             }
             return taken / presses;
           }""",
        [cell, BUTTON[cell], SAID[cell], PRESSES_AT_ONCE],
    )


def test_a_saved_answer_is_told_nearly_as_soon_as_a_bare_reply(
    notebook: NotebookPage, lab: Lab, capsys: pytest.CaptureFixture
):
    page = notebook.page
    for cell, selector in BUTTON.items():
        notebook.run(cell)
        wait_until(lambda selector=selector: page.locator(selector).count() == 10, 20)
    question = page.locator(".course-quiz-question", has=page.locator("input[type=radio]")).first
    question.locator(".course-quiz-option input").first.check()
    question.locator(".course-quiz-certainty input").first.check()

    def series() -> tuple[Taken, Taken]:
        taken = {BARE: Taken(), OWN: Taken()}
        for _ in range(PRESSES):
            for cell, times in taken.items():
                times.add(notebook, lambda cell=cell: seconds_to_feedback(notebook, cell))
        return taken[OWN], taken[BARE]

    own, bare = seldom_disturbed(series, MOST_TO_ANSWER)
    assert "Saved." in question.locator(".course-quiz-feedback").text_content()
    assert lab.answers.exists(), "nothing was saved, so nothing was measured"
    with capsys.disabled():
        print(f"\n{PRESSES_AT_ONCE} clicks to saved answers with feedback: {sentence(own, bare)}")
    assert cpu_ratio(own, bare) <= MOST_TO_ANSWER
    assert clock_ratio(own, bare) <= MOST_BY_THE_CLOCK
