"""Fixtures of the tests of the web edition."""

try:
    from browser_help import browser  # noqa: F401
except ImportError:
    # Without Playwright (requirements-dev.txt) these tests cannot be collected; they are not selected by default.
    collect_ignore_glob = ["test_*_in_the_browser.py"]
