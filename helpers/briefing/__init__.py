"""A one-page briefing: a learner collects claims of all lessons for two readings and writes a page to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from helpers.briefing.form import BriefingForm


def write() -> BriefingForm:
    """Return the form with which a briefing is put together; what stood in it last time comes back."""
    # Loaded when somebody writes one: its controls would cost every lesson time.
    from helpers.briefing.form import BriefingForm

    return BriefingForm()
