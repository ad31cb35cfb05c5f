"""Settings for every test and for every notebook that pytest runs."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

# Kernels inherit this: a test must neither read nor write anybody's answers.
os.environ["COURSE_PROGRESS"] = str(Path(tempfile.mkdtemp(prefix="course-")) / "progress.sqlite")

PICTURES = "[regex1]\nregex: data:image/svg\\+xml;base64,[A-Za-z0-9+/=]+\nreplace: PICTURE\n"


def pytest_configure(config: pytest.Config) -> None:
    """Compare pictures byte for byte on Linux only; elsewhere compare their words and tables."""
    if sys.platform != "linux" and hasattr(config.option, "nbval_sanitize_with"):
        rules = Path(tempfile.mkdtemp(prefix="course-")) / "pictures.cfg"
        rules.write_text(PICTURES, encoding="utf-8")
        config.option.nbval_sanitize_with = str(rules)


@pytest.fixture
def picture_rules() -> str:
    """Return the rules with which nbval replaces pictures before it compares."""
    return PICTURES
