"""The look of a lesson's page beside nbconvert's own, above all on paper."""

from collections.abc import Callable
from pathlib import Path

from markupsafe import Markup

_STYLE = Path(__file__).with_suffix(".css")


def add_style(resources: dict) -> None:
    """Let nbconvert's templates put the style of lessons behind the first style sheet that they include.

    Parameters
    ----------
    resources : dict
        What nbconvert's templates are given; changed in place where the page is HTML.
    """
    include: Callable[[str], Markup] | None = resources.get("include_css")
    if include is None:
        return
    waiting = [Markup("<style>{}</style>").format(Markup(_STYLE.read_text(encoding="utf-8")))]
    resources["include_css"] = lambda name: include(name) + (waiting.pop() if waiting else Markup())
