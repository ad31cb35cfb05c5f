"""One picture with its words and its data."""

import base64
from dataclasses import dataclass
from html import escape

import pandas as pd

from helpers.base.language import ngettext
from helpers.show import html_tables


@dataclass(frozen=True)
class Chart:
    """A picture as SVG, the same in words, and the same as a table.

    Attributes
    ----------
    svg : the picture.
    words : its text alternative, computed from the data: kind, axes, range, main point.
    table : the data that it shows, ready for readers.
    caption : the line under it: what was counted, by whom, as of when.
    """

    svg: bytes
    words: str
    table: pd.DataFrame
    caption: str

    def __post_init__(self) -> None:
        if len(self.words) < 40:
            raise ValueError("A picture needs words that say what it shows.")

    def html(self) -> str:
        """Return picture, caption and folded table as HTML that survives an untrusted notebook."""
        count = len(self.table)
        summary = ngettext("The same as a table ({count} row)", "The same as a table ({count} rows)", count)
        return (
            f'<figure style="margin:0">{html_tables.scrollable(self._image())}'
            f"<figcaption>{escape(self.caption)}</figcaption></figure>"
            f"{html_tables.folded(summary.format(count=count), html_tables.as_html(self.table, self.caption))}"
        )

    def _image(self) -> str:
        content = base64.b64encode(self.svg).decode("ascii")
        # On a narrow screen letters stay large enough to read, and the picture is scrolled.
        look = "width:100%;min-width:560px;max-width:1100px;background:#ffffff"
        return f'<img style="{look}" alt="{escape(self.words)}" src="data:image/svg+xml;base64,{content}">'

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.words}
