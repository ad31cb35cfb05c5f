"""A JupyterLab of its own and a Chromium for each test module."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from waiting import free_port, is_listening, wait_until

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass
class Lab:
    """A running server: its address, the learner's folder and the file of answers."""

    url: str
    token: str
    folder: Path
    answers: Path

    def lesson(self, name: str) -> str:
        return f"{self.url}/lab/tree/{name}?token={self.token}&reset"


@dataclass
class Watched:
    """What a page said on its console and where it sent requests."""

    console: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder = tmp_path_factory.mktemp("lab")
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        shutil.copy(path, folder / path.name)
    answers = folder / "answers" / "progress.sqlite"
    port = free_port()
    environment = {
        **os.environ,
        "COURSE_PROGRESS": str(answers),
        "JUPYTERLAB_SETTINGS_DIR": str(folder / ".settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / ".workspaces"),
    }
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", f"--ServerApp.port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={folder}", "--ServerApp.allow_root=True", "--IdentityProvider.token=test",
        # Gives the page `jupyterapp`, so that tests can ask JupyterLab what it is doing and need not guess.
        "--LabApp.expose_app_in_browser=True",
    ]  # fmt: skip
    log = folder / "lab.log"
    with log.open("w") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_until(lambda: re.search(r"is running at", log.read_text()) or process.poll() is not None, 60)
        wait_until(lambda: is_listening(port) or process.poll() is not None, 60)
        assert process.poll() is None, log.read_text()
        yield Lab(f"http://localhost:{port}", "test", folder, answers)
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert chromium, "Browser tests need Chromium; .ci/run installs it."
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser, lab: Lab) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 1000})
    yield opened
    opened.close()


@pytest.fixture
def watched(page: Page) -> Watched:
    return watch(page)


def watch(page: Page) -> Watched:
    """Begin to note what a page says on its console and where it sends requests."""
    seen = Watched()
    page.on("console", lambda message: seen.console.append(message.text) if message.type == "error" else None)
    page.on("request", lambda request: seen.outside.append(request.url) if _leaves(request.url) else None)
    return seen


def _leaves(url: str) -> bool:
    return url.startswith(("http", "ws")) and not re.match(r"(https?|wss?)://(localhost|127\.0\.0\.1)[:/]", url)


# What the kernel of the shown notebook has told this page so far.
WITNESS = """() => {
  const session = jupyterapp.shell.currentWidget.sessionContext;
  window.seen = { runs: 0, restarts: 0 };
  session.iopubMessage.connect((_, message) => {
    if (message.header.msg_type === 'execute_input') window.seen.runs += 1;
  });
  session.statusChanged.connect((_, status) => {
    if (status === 'restarting' || status === 'autorestarting') window.seen.restarts += 1;
  });
}"""

# JupyterLab shows "idle" a moment before it has met the kernel, and drops a run that comes in between.
IDLE = """() => {
  const panel = jupyterapp.shell.currentWidget;
  const kernel = panel?.sessionContext?.session?.kernel;
  return panel?.content?.widgets?.length && panel.sessionContext.isReady
    && kernel?.connectionStatus === 'connected' && kernel.status === 'idle'
    && panel.content.widgets.every(cell => cell.model.executionState !== 'running');
}"""

# Nothing moves or grows for ten frames, and no widget is still to be drawn.
STILL = """() => new Promise((done, fail) => {
  const look = () => {
    const notebook = document.querySelector('.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook') ?? document.body;
    const places = [notebook, ...notebook.querySelectorAll('.jp-Cell')].map(part => part.getBoundingClientRect());
    const moving = document.getAnimations().filter(one => one.effect?.getComputedTiming().endTime < Infinity);
    const widgets = [...notebook.querySelectorAll('[data-mime-type="application/vnd.jupyter.widget-view+json"]')];
    if (moving.length || widgets.some(widget => widget.textContent === 'Loading widget...')) return null;
    return JSON.stringify([places, notebook.scrollHeight]);
  };
  let before = null, same = 0, frames = 0;
  const step = () => {
    const now = look();
    same = now !== null && now === before ? same + 1 : 0;
    before = now;
    frames += 1;
    if (same >= 10) done();
    else if (frames > 1200) fail(new Error('the page does not come to rest'));
    else requestAnimationFrame(step);
  };
  step();
})"""


def open_lesson(page: Page, lab: Lab, name: str) -> None:
    page.goto(lab.lesson(name))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_function(IDLE, timeout=60_000)
    page.evaluate(WITNESS)
    wait_until_still(page)


def wait_until_still(page: Page) -> None:
    """Wait until what is shown has stopped to move and to grow."""
    page.evaluate(STILL)


@contextmanager
def runs(page: Page) -> Iterator[None]:
    """Wait, after the steps inside that run cells, until these have begun, ended and been drawn."""
    before = page.evaluate("window.seen.runs")
    yield
    page.wait_for_function("before => window.seen.runs > before", arg=before, timeout=60_000)
    page.wait_for_function(IDLE, timeout=120_000)
    wait_until_still(page)


def run_all(page: Page) -> None:
    with runs(page):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def run_all_with_quiz(page: Page) -> None:
    """Run a lesson and wait until its quizzes are drawn, which comes a moment after the cell has ended."""
    run_all(page)
    page.wait_for_selector(".course-quiz .course-quiz-check", state="attached", timeout=30_000)


def quizzes(page: Page) -> Locator:
    """Return the quizzes of a lesson in their order; a written check, which asks nobody how sure, is none of them."""
    return page.locator(".course-quiz", has=page.locator(".course-quiz-certainty"))


def restart_kernel(page: Page) -> None:
    before = page.evaluate("window.seen.restarts")
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator("li[data-command='kernelmenu:restart']").click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.wait_for_function("before => window.seen.restarts > before", arg=before, timeout=60_000)
    page.wait_for_function(IDLE, timeout=60_000)


def shut_kernel_down(page: Page, lab: Lab, name: str) -> None:
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator("li[data-command='kernelmenu:shutdown']").click()
    wait_until(lambda: not any(session["path"].endswith(name) for session in sessions(page, lab)), 30)


def sessions(page: Page, lab: Lab) -> list[dict]:
    """Return the kernels that the server runs, as it tells them."""
    return page.request.get(f"{lab.url}/api/sessions", headers={"Authorization": f"token {lab.token}"}).json()
