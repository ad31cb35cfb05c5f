"""What several groups of tests share."""

import contextlib
from pathlib import Path

import pytest

from helpers.progress import messages, place

# One Chromium for all tests of one run: Playwright allows no second one beside it. Without it (requirements-dev.txt) there is none.
with contextlib.suppress(ImportError):
    from browser_help import browser as browser


@pytest.fixture
def own_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of an empty file of answers that belongs to one test."""
    path = tmp_path / "home" / "progress.sqlite"
    monkeypatch.setenv("COURSE_PROGRESS", str(path))
    monkeypatch.setattr(messages, "_kept", [])
    monkeypatch.setattr(place.tempfile, "gettempdir", lambda: str(tmp_path))
    return path
