"""Settings for every test and for every notebook that pytest runs."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

# Kernels inherit this: a test must neither read nor write anybody's answers.
os.environ["COURSE_PROGRESS"] = str(Path(tempfile.mkdtemp(prefix="course-")) / "progress.sqlite")

ROOT = Path(__file__).parent
PICTURES = "[regex1]\nregex: data:image/svg\\+xml;base64,[A-Za-z0-9+/=]+\nreplace: PICTURE\n"


def pytest_configure(config: pytest.Config) -> None:
    """Compare pictures byte for byte on Linux only; elsewhere compare their words and tables."""
    if sys.platform != "linux" and hasattr(config.option, "nbval_sanitize_with"):
        rules = Path(tempfile.mkdtemp(prefix="course-")) / "pictures.cfg"
        rules.write_text(PICTURES, encoding="utf-8")
        config.option.nbval_sanitize_with = str(rules)


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Pass over what other systems leave beside the lessons: hidden files and copies, which are no lessons."""
    if collection_path.suffix != ".ipynb" or collection_path.parent != ROOT / "notebooks":
        return None
    # Not at the top: the settings above must stand before anything of the course is loaded.
    from helpers.base import lessons
    from helpers.base.errors import CourseError

    try:
        return collection_path.name not in {lesson.file for lesson in lessons.all()} or None
    except CourseError:
        # A test of its own says what is wrong with the manifest.
        return None


@pytest.fixture
def picture_rules() -> str:
    """Return the rules with which nbval replaces pictures before it compares."""
    return PICTURES
