"""Fixtures of the browser tests."""

try:
    from browser_help import lab, page, watched  # noqa: F401
    from site_help import site, visitor  # noqa: F401
except ImportError:
    # Without Playwright (requirements-dev.txt) these tests cannot be collected; they are not selected by default.
    collect_ignore_glob = ["test_*.py"]
