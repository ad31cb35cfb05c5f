"""What JupyterLab's "Sanitize HTML output" leaves in a lesson: everything that lessons show, and nothing that acts.

nbconvert's own list is so short that headings, pictures and the heads of tables are lost.
"""

import re

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert import filters

_MARK = "shows_a_lesson"
TAGS = [
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
# These would be shown as text; pandas puts a style sheet into each of its tables.
WITHOUT_WORDS = re.compile(r"<(style|script)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
# A link leads to the web or to a place in the course; a picture is in the page itself; a style calls no function.
_FORMS = {
    "href": re.compile(r"(?:https?://|mailto:).*|[\w./%~-]*(?:[#?].*)?", re.IGNORECASE),
    "src": re.compile(r"data:image/[\w.+-]+;base64,[A-Za-z0-9+/=\s]*"),
    "style": re.compile(r"[^(\\]*"),
}


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
        WITHOUT_WORDS.sub("", text),
        tags=TAGS,
        attributes=is_allowed,
        protocols=[*bleach.ALLOWED_PROTOCOLS, "data"],
        css_sanitizer=CSSSanitizer(allowed_css_properties=_STYLES),
    )


def is_allowed(tag: str, name: str, value: str) -> bool:
    """Whether an attribute with this value may stand in a lesson's HTML."""
    if name not in (*_EVERYWHERE, *_SOME.get(tag, ())):
        return False
    form = _FORMS.get(name)
    return form is None or form.fullmatch(value.strip()) is not None
