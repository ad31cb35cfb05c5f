"""What other programs read of the site: search engines, link previews, catalogues of learning material."""

import io
import json
from collections.abc import Iterable

from markupsafe import Markup, escape
from matplotlib.backends.backend_agg import FigureCanvasAgg

from helpers.base.lessons import Lesson
from helpers.charts import style

_WIDE, _HIGH, _DOTS = 1200, 630, 100
_GROUND, _MARK = "#fcfbf8", "#46366f"


def learning_resource(name: str, title: str, description: str, address: str, lesson: Lesson | None = None) -> Markup:
    """Return schema.org's description of a page, as JSON for its head.

    Parameters
    ----------
    name : str
        The name of the page's file.
    title, description : str
        As the page has them.
    address : str
        Where the site stands on the web; empty where nobody knows yet.
    lesson : Lesson, optional
        The lesson that the page holds.
    """
    content: dict = {
        "@context": "https://schema.org",
        "@type": "LearningResource" if lesson else ("Course" if name == "index.html" else "WebPage"),
        "name": title,
        "description": description,
        "inLanguage": "en",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
    }
    if lesson and lesson.minutes:
        content |= {
            "learningResourceType": "lesson",
            "timeRequired": f"PT{lesson.minutes}M",
            "typicalAgeRange": "16-",
            "teaches": list(lesson.goals),
            "interactivityType": "mixed",
        }
    if name == "index.html":
        content |= {"provider": {"@type": "Organization", "name": title}, "typicalAgeRange": "16-"}
    if address:
        content["url"] = page_address(address, name)
    return Markup(json.dumps(content, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c"))


def page_address(address: str, name: str) -> str:
    """Return where a page stands on the web; the home page is the address itself."""
    return address if name == "index.html" else f"{address}{name}"


def sitemap(address: str, names: Iterable[str]) -> str:
    """Return the list of all pages for search engines."""
    entries = "".join(f"<url><loc>{escape(page_address(address, name))}</loc></url>\n" for name in names)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{entries}</urlset>\n"


def icon() -> str:
    """Return the sign of the course: a line of text with one figure underlined, as figures are in the lessons."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#46366f"/>'
        '<path d="M7 10h18M7 16h7" stroke="#fff" stroke-width="3" stroke-linecap="round" opacity=".75"/>'
        '<path d="M18 16h7" stroke="#fff" stroke-width="3" stroke-linecap="round"/>'
        '<path d="M17 22h9" stroke="#fff" stroke-width="2.4" stroke-dasharray="2.6 1.6"/></svg>\n'
    )


def preview() -> bytes:
    """Return the picture that link previews show, as PNG: the title, the question of the course, a figure with its line."""
    with style.house_style():
        figure = style.Figure(figsize=(_WIDE / _DOTS, _HIGH / _DOTS), dpi=_DOTS, facecolor=_GROUND)
        figure.text(0.07, 0.74, "Kosovo, KFOR and\nthe unrest of 2023", fontsize=44, fontweight="bold", va="center")
        figure.text(0.07, 0.45, "Who says what, on what evidence,\nand what nobody knows?", fontsize=27, va="center")
        figure.text(0.07, 0.2, "Thirteen lessons that take no side", fontsize=20, color=style.GREY, va="center")
        figure.add_artist(style.Patch(visible=False))
        line = figure.add_axes((0, 0, 1, 0.035))
        line.set_facecolor(_MARK)
        line.set_xticks([])
        line.set_yticks([])
        content = io.BytesIO()
        # No program and no date in the file: the same picture gives the same bytes.
        FigureCanvasAgg(figure).print_png(content, metadata={"Software": None})
    return content.getvalue()
