"""Fixtures of the tests of lessons."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_course import SmallCourse

from helpers.authoring import lesson_text


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallCourse]:
    """A course of one short lesson that keeps every rule."""
    (tmp_path / "course").mkdir()
    yield SmallCourse(tmp_path / "course", monkeypatch)
    lesson_text.everything.cache_clear()
