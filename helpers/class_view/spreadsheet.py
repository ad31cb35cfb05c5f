"""Write a table as an Excel workbook, in which nothing that somebody typed is ever run."""

import contextlib
import io
import re
from pathlib import Path

import pandas as pd

_ENDING = ".xlsx"
_OTHER_ENDINGS = (".csv", ".tsv", ".txt", ".xls", ".ods", ".xlsx")
# A spreadsheet runs a cell that begins so as a formula (OWASP, CSV injection). A workbook marks such a cell as text;
# the sign keeps it harmless when somebody saves the workbook as CSV.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_CELL_INSIDE = re.compile(r"([;,|]\s*)(?=[=+@-])")
_WIDEST_COLUMN = 60


def with_ending(path: Path) -> Path:
    """Return ``class.xlsx`` for ``class``, ``class.csv`` and ``class.xlsx``."""
    return path.with_suffix(_ENDING) if path.suffix.lower() in _OTHER_ENDINGS else path.with_name(path.name + _ENDING)


def write(path: Path, table: pd.DataFrame, as_percent: tuple[str, ...] = ()) -> None:
    """Write a table as a workbook with one sheet.

    Parameters
    ----------
    path : Path
        The new file.
    table : pandas.DataFrame
        Texts and numbers; a missing value is an empty cell.
    as_percent : tuple of str
        The columns whose numbers from 0 to 1 are shown as percentages.

    Raises
    ------
    FileExistsError
        When the file is there already.
    OSError
        When it cannot be written; nothing of it is left.
    """
    content = _workbook(table, as_percent)
    # "x" overwrites nothing.
    with path.open("xb") as file:
        try:
            file.write(content)
            file.flush()
        except OSError:
            file.close()
            with contextlib.suppress(OSError):
                path.unlink()
            raise


def _workbook(table: pd.DataFrame, as_percent: tuple[str, ...]) -> bytes:
    # Loaded here, because the class view is shown far more often than it is written.
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0%"})
        for column, name in enumerate(table.columns):
            sheet.write_string(0, column, name, bold)
            for row, value in enumerate(table[name], start=1):
                if isinstance(value, str):
                    sheet.write_string(row, column, without_formula(value))
                elif pd.notna(value):
                    sheet.write_number(row, column, value, percent if name in as_percent else None)
        sheet.freeze_panes(1, 0)
        # Lesson 07 is a name and no number, which Excel would mark as a mistake.
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.autofit(_WIDEST_COLUMN * 7)
    return buffer.getvalue()


def without_formula(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, whatever sign separates its cells."""
    safe = _CELL_INSIDE.sub(r"\1'", " ".join(text.split()))
    return f"'{safe}" if text.startswith(_FORMULA_STARTS) else safe
