"""The pictures of the course; each function takes nothing or a choice and returns a :class:`Chart`.

A picture's module is loaded when the picture is first asked for: a lesson pays for its own pictures only.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from helpers.show.chart import Chart

if TYPE_CHECKING:
    # For editors and type checkers, which cannot follow the names below.
    from helpers.charts.dialogue import agreements
    from helpers.charts.elections import turnout, voters
    from helpers.charts.force import contingents, strength, strength_and_incidents
    from helpers.charts.injured import reports
    from helpers.charts.news import compare, verdicts, wording
    from helpers.charts.people import north, population
    from helpers.charts.reactions import measures, over_time, requests
    from helpers.charts.states import recognition_counts, recognitions, votes
    from helpers.charts.timeline import story
    from helpers.charts.unrest import days
    from helpers.charts.war import figures, missing

_MODULES = {
    "agreements": "dialogue",
    "compare": "news",
    "contingents": "force",
    "days": "unrest",
    "figures": "war",
    "measures": "reactions",
    "missing": "war",
    "north": "people",
    "over_time": "reactions",
    "population": "people",
    "recognition_counts": "states",
    "recognitions": "states",
    "reports": "injured",
    "requests": "reactions",
    "story": "timeline",
    "strength": "force",
    "strength_and_incidents": "force",
    "turnout": "elections",
    "verdicts": "news",
    "voters": "elections",
    "votes": "states",
    "wording": "news",
}
__all__ = [
    "Chart", "agreements", "compare", "contingents", "days", "figures", "measures", "missing", "north", "over_time",
    "population", "recognition_counts", "recognitions", "reports", "requests", "story", "strength",
    "strength_and_incidents", "turnout", "verdicts", "voters", "votes", "wording",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
