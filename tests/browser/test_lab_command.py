"""The first command of the README, run in a folder of its own as a newcomer would."""

import shutil
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from browser_help import ROOT
from waiting import free_port, is_listening, wait_until

pytestmark = pytest.mark.browser


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project under a name with a space and letters of both languages."""
    folder = tmp_path / "course ç č"
    shutil.copytree(
        ROOT,
        folder,
        ignore=shutil.ignore_patterns(".git", ".venv", "my", "node_modules", "__pycache__", ".pytest_cache"),
    )
    return folder


def test_lab_copies_the_lessons_and_serves_the_first_one(project: Path):
    port = free_port()
    log = project / "lab.log"
    command = [sys.executable, "-m", "helpers", "lab", "--no-browser", "--port", str(port)]
    with log.open("w") as out:
        process = subprocess.Popen(command, cwd=project, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_until(lambda: "is running at" in log.read_text() or process.poll() is not None, 60)
        wait_until(lambda: is_listening(port) or process.poll() is not None, 60)
        assert f"http://localhost:{port}/lab/tree/my/00_start_here.ipynb" in log.read_text()
        with urllib.request.urlopen(f"http://localhost:{port}/login", timeout=10) as answer:
            assert answer.status == 200
        token = log.read_text().partition("token=")[2].split()[0]
        # Source cards look like cards only if JupyterLab is given the style of the learner's desk.
        with urllib.request.urlopen(f"http://localhost:{port}/custom/custom.css?token={token}", timeout=10) as answer:
            assert "blockquote" in answer.read().decode("utf-8")
        with urllib.request.urlopen(f"http://localhost:{port}/lab?token={token}", timeout=10) as answer:
            assert "custom/custom.css" in answer.read().decode("utf-8")
        assert sorted(path.name for path in (project / "my").glob("*.ipynb")) == sorted(
            path.name for path in (ROOT / "notebooks").glob("*.ipynb")
        )
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)
