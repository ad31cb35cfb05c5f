"""Addresses of the web that nbconvert's templates load scripts from, and what a lesson gets in their place."""

import re

from nbformat import NotebookNode

from helpers.show.export.saved import VIEW

_OF_THE_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_NO_SCRIPT = "data:text/javascript,"
# The page of slides calls this to load reveal.js; without it the slides stand below one another.
_REQUIRE_NOTHING = "data:text/javascript,function require(){}"
_NO_DIAGRAMS = "data:text/javascript,export default {initialize(){}, registerLayoutLoaders(){}}"
_NO_STYLE = "data:text/css,"
_MATHS = re.compile(r"\$[^$]+\$|\\\\\(|\\\\\[|\\begin\{")
_CODE = re.compile(r"(`+).*?\1", re.DOTALL)


def ask_nothing_of_the_web(nb: NotebookNode, resources: dict) -> None:
    """Take out of a lesson's page the scripts from the web that nothing in it needs.

    What a reader added to a lesson (a formula, a diagram, a widget of another package) keeps its script,
    and so does a copy of a script that somebody set up on this computer.

    Parameters
    ----------
    nb : NotebookNode
        The lesson, without the widgets of the course.
    resources : dict
        What nbconvert's templates are given; changed in place.
    """
    outputs = [output.get("data", {}) for cell in nb.cells for output in cell.get("outputs", [])]
    words = [cell.source for cell in nb.cells if cell.cell_type == "markdown"]
    html = [str(data.get("text/html", "")) for data in outputs]
    if not (any("text/latex" in data for data in outputs) or any(_MATHS.search(_CODE.sub("", text)) for text in words)):
        _set_aside(resources, "mathjax_url", _NO_SCRIPT)
    if not (any("text/vnd.mermaid" in data for data in outputs) or any("mermaid" in text for text in words)):
        _set_aside(resources, "mermaid_js_url", _NO_DIAGRAMS)
        _set_aside(resources, "mermaid_layout_elk_js_url", _NO_DIAGRAMS)
    slides = resources.get("reveal") or {}
    _set_aside(slides, "url_prefix", _NO_STYLE)
    scripted = any({VIEW, "application/javascript"} & set(data) for data in outputs) or "<script" in "".join(html)
    if not scripted and slides.get("url_prefix", _NO_STYLE) == _NO_STYLE:
        _set_aside(resources, "require_js_url", _REQUIRE_NOTHING)
        _set_aside(resources, "jquery_url", _NO_SCRIPT)


def _set_aside(held: dict, name: str, instead: str) -> None:
    if _OF_THE_WEB.match(str(held.get(name, ""))):
        held[name] = instead
