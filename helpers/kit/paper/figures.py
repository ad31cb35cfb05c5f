"""Pictures and tables on paper."""

from markupsafe import Markup

from helpers.kit.losses import Loss
from helpers.site.pictures import Picture

MOST_ROWS = 24
"""A longer table fills more than a page; the data of the kit hold it whole."""
SMALLEST_LETTERS = 6.5
# The letters of every picture, and the width of what is printed on A4 and Letter, in points.
_LETTERS, _SHEET = 13.5, 504.0


def figure(picture: Picture, name: str) -> tuple[Markup, list[Loss]]:
    """Return a picture with its line, and what is lost where it is too wide to be read well."""
    shown = Markup("<figure>{}<figcaption>{}</figcaption></figure>").format(picture.image(f"k{name}"), picture.caption)
    points = _LETTERS * min(1.0, _SHEET / picture.size[0])
    if points >= SMALLEST_LETTERS:
        return shown, []
    return shown, [Loss(f"picture {name}", f"it is wide: on paper its letters are {points:.1f} points high.")]


def rows(table: Markup, name: str, kind: str = "") -> tuple[Markup, list[Loss]]:
    """Return a table for one page, or a line that says where a longer one stands.

    Parameters
    ----------
    table : Markup
        The table as the lesson shows it.
    name : str
        What it is, for the list of what is left out.
    kind : str
        A class beside ``whole``.
    """
    count = table.count("<tr") - 1
    if count <= MOST_ROWS:
        return Markup('<div class="{}">{}</div>').format(f"whole {kind}".strip(), table), []
    left_out = Loss(name, f"its {count} rows are left out on paper; the data of the kit and the lesson hold them.")
    where = Markup('<p class="line">The lesson has this as a table of {} rows too.</p>')
    return where.format(count), [left_out]
