"""One picture with its words and its data."""

import base64
from dataclasses import dataclass
from html import escape

import pandas as pd

from helpers import tables
from helpers.language import ngettext


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
        image = base64.b64encode(self.svg).decode("ascii")
        count = len(self.table)
        summary = ngettext("The same as a table ({count} row)", "The same as a table ({count} rows)", count)
        return (
            '<figure style="margin:0">'
            f'<img alt="{escape(self.words)}" src="data:image/svg+xml;base64,{image}" '
            'style="width:100%;max-width:1100px;background:#ffffff">'
            f"<figcaption>{escape(self.caption)}</figcaption></figure>"
            f"<details><summary>{escape(summary.format(count=count))}</summary>"
            f"{tables.as_html(self.table, self.caption)}</details>"
        )

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.words}
