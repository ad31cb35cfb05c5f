"""Benchmarks in the browser use the same server and Chromium as the browser tests."""

try:
    from browser_help import browser, lab, page  # noqa: F401
except ImportError:
    # Without Playwright (requirements-dev.txt) this file cannot be collected; it is not selected by default.
    collect_ignore_glob = ["test_*_in_the_browser.py"]
