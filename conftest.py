"""Settings for every test and for every notebook that pytest runs."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from helpers.start import copies

# Kernels inherit this: a test must neither read nor write anybody's answers.
os.environ["COURSE_PROGRESS"] = str(Path(tempfile.mkdtemp(prefix="course-")) / "progress.sqlite")

LESSONS = Path(__file__).parent / "notebooks"
PICTURES = "[regex1]\nregex: data:image/svg\\+xml;base64,[A-Za-z0-9+/=]+\nreplace: PICTURE\n"


def pytest_configure(config: pytest.Config) -> None:
    """Compare pictures byte for byte on Linux only; elsewhere compare their words and tables."""
    if sys.platform != "linux" and hasattr(config.option, "nbval_sanitize_with"):
        rules = Path(tempfile.mkdtemp(prefix="course-")) / "pictures.cfg"
        rules.write_text(PICTURES, encoding="utf-8")
        config.option.nbval_sanitize_with = str(rules)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Pass over what other systems and programs leave beside lessons: files that begin with a dot, copies."""
    if collection_path.suffix != ".ipynb":
        return None
    stray = collection_path.parent == LESSONS and not copies.is_lesson(collection_path)
    return True if stray or collection_path.name.startswith(".") else None


@pytest.fixture
def picture_rules() -> str:
    """Return the rules with which nbval replaces pictures before it compares."""
    return PICTURES
