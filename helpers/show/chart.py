"""One picture with its words and its data."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd
from markupsafe import Markup

from helpers.base.language import ngettext
from helpers.show import html_tables


@dataclass(frozen=True)
class Chart:
    """A picture as SVG, the same in words, and the same as a table.

    Attributes
    ----------
    svg : bytes
        The picture.
    words : str
        Its text alternative, computed from the data: kind, axes, range, main point.
    table : pandas.DataFrame
        The data that it shows, ready for readers.
    caption : str
        The line under it: what was counted, by whom, as of when.
    languages : mapping of str
        Language tags of the table's columns whose cells are in another language than the page around it.
    """

    svg: bytes
    words: str
    table: pd.DataFrame
    caption: str
    languages: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.words) < 40:
            raise ValueError("A picture needs words that say what it shows.")

    def html(self) -> Markup:
        """Return picture, caption and folded table as HTML that survives an untrusted notebook."""
        count = len(self.table)
        summary = ngettext("The same as a table ({count} row)", "The same as a table ({count} rows)", count)
        figure = Markup('<figure style="margin:0">{}<figcaption>{}</figcaption></figure>')
        shown = figure.format(html_tables.scrollable(self._image()), self.caption)
        table = html_tables.as_html(self.table, self.caption, dict(self.languages))
        return shown + html_tables.folded(summary.format(count=count), table)

    def _image(self) -> Markup:
        content = base64.b64encode(self.svg).decode("ascii")
        # On a narrow screen letters stay large enough to read, and the picture is scrolled.
        look = "width:100%;min-width:560px;max-width:1100px;background:#ffffff"
        image = Markup('<img style="{}" alt="{}" src="data:image/svg+xml;base64,{}">')
        return image.format(look, self.words, content)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": str(self.html()), "text/plain": self.words}
