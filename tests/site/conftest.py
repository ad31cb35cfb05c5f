"""Fixtures of the tests of the web edition."""

from importlib.util import find_spec

if find_spec("playwright") is None:
    # Without Playwright (requirements-dev.txt) these tests cannot be collected; they are not selected by default.
    collect_ignore_glob = ["test_*_in_the_browser.py"]
