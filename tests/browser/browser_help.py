"""A JupyterLab of its own and a Chromium for each test module."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from waiting import free_port, wait_until

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
    ]  # fmt: skip
    log = folder / "lab.log"
    with log.open("w") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_until(lambda: re.search(r"is running at", log.read_text()) or process.poll() is not None, 60)
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


def open_lesson(page: Page, lab: Lab, name: str) -> None:
    page.goto(lab.lesson(name))
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.wait_for_function(
        "document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'", timeout=60_000
    )
    wait_until(lambda: _kernel_is_met(page, lab, name), 60)
    page.wait_for_timeout(1000)


def _kernel_is_met(page: Page, lab: Lab, name: str) -> bool:
    # JupyterLab shows "idle" a moment before it has met the kernel, and drops a run that comes in between.
    sessions = page.request.get(f"{lab.url}/api/sessions", headers={"Authorization": f"token {lab.token}"}).json()
    kernels = [session["kernel"] for session in sessions if session["path"].endswith(name)]
    return any(kernel["execution_state"] == "idle" and kernel["connections"] for kernel in kernels)


def run_all(page: Page) -> None:
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    wait_for_idle(page)


def run_all_with_quiz(page: Page) -> None:
    """Run a lesson and wait until its quizzes are drawn, which comes a moment after the cell has ended."""
    run_all(page)
    page.wait_for_selector(".course-quiz .course-quiz-check", state="attached", timeout=30_000)


def wait_for_idle(page: Page) -> None:
    page.wait_for_timeout(500)
    # A cell that waits or runs shows [*]; a folded cell shows no number at all.
    page.wait_for_function(
        "[...document.querySelectorAll('.jp-InputPrompt')].every(prompt => !prompt.textContent.includes('*'))",
        timeout=120_000,
    )
    page.wait_for_function(
        "document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'", timeout=60_000
    )
    page.wait_for_timeout(300)


def restart_kernel(page: Page) -> None:
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.locator("li[data-command='kernelmenu:restart']").click()
    page.locator(".jp-Dialog .jp-mod-accept").click()
    page.wait_for_timeout(1000)
    page.wait_for_function(
        "document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'", timeout=60_000
    )
