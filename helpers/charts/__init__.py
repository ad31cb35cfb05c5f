"""The pictures of the course; each function takes nothing or a choice and returns a :class:`Chart`.

A picture's module is loaded when the picture is first asked for: a lesson pays for its own pictures only.
"""

from importlib import import_module

from helpers.show.chart import Chart

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
    "reports": "unrest",
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
__all__ = ["Chart", *_MODULES]


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
