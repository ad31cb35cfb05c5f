"""What JupyterLab's "Sanitize HTML output" leaves in a lesson: everything that lessons show, and nothing that acts.

nbconvert's own list is so short that headings, pictures and the heads of tables are lost.
"""

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert import filters

_MARK = "shows_a_lesson"
_TAGS = [
    "a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "kbd", "li", "ol", "p", "pre",
    "s", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
]  # fmt: skip
_EVERYWHERE = ("class", "dir", "id", "lang", "role", "style", "title", "aria-label")
_SOME = {
    "a": ("href", "name"),
    "details": ("open",),
    "img": ("src", "alt", "width", "height"),
    "ol": ("start",),
    "td": ("colspan", "rowspan"),
    "th": ("colspan", "rowspan", "scope"),
}
_STYLES = [
    "background", "background-color", "border", "border-collapse", "border-left", "border-radius", "break-inside",
    "color", "display", "font-size", "font-style", "font-weight", "height", "margin", "margin-left", "margin-top",
    "max-width", "min-width", "overflow-x", "padding", "padding-left", "text-align", "vertical-align",
    "white-space", "width",
]  # fmt: skip
_PICTURES = "data:image/"


def allow_what_lessons_show(resources: dict) -> None:
    """Let :func:`clean_html` know that the page is a lesson."""
    resources[_MARK] = True


@pass_context
def clean_html(context: Context, html: object) -> str:
    """Return HTML without scripts, forms and addresses that load something; outside lessons as nbconvert cleans it.

    Parameters
    ----------
    context : jinja2.runtime.Context
        What the template knows.
    html : object
        What stands in a cell or in an output.
    """
    if not context.get("resources", {}).get(_MARK):
        return filters.clean_html(html)
    text = html.decode() if isinstance(html, bytes) else str(html)
    return bleach.clean(
        text,
        tags=_TAGS,
        attributes=_is_allowed,
        protocols=[*bleach.ALLOWED_PROTOCOLS, "data"],
        css_sanitizer=CSSSanitizer(allowed_css_properties=_STYLES),
    )


def _is_allowed(tag: str, name: str, value: str) -> bool:
    if name == "style":
        # A function such as url() may load something, and so may one that is written with escapes.
        return not set("(\\") & set(value)
    if name in ("src", "href"):
        pictured = value.strip().lower().startswith(_PICTURES)
        return name in _SOME.get(tag, ()) and (
            pictured if tag == "img" else not value.strip().lower().startswith("data:")
        )
    return name in _EVERYWHERE or name in _SOME.get(tag, ())
