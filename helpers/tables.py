"""Small tables for readers, as lessons show them."""

import pandas as pd

from helpers.show.html_tables import Table


def show(frame: pd.DataFrame, caption: str, languages: dict[str, str] | None = None) -> Table:
    """Show a data frame as a table with a caption; ``languages`` as for :func:`helpers.show.html_tables.as_html`."""
    return Table(frame, caption, languages)
