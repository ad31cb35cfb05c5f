"""Read a workbook as a spreadsheet does: which cell is a text, which a number, and how a number is shown."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

_SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def rows(path: Path) -> list[list[str | float | None]]:
    """Return the cells of the first sheet, row by row; a formula is a fault."""
    with zipfile.ZipFile(path) as file:
        texts = [
            "".join(item.itertext())
            for item in ElementTree.fromstring(file.read("xl/sharedStrings.xml")).findall("x:si", _SPACE)
        ]
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    assert sheet.find(".//x:f", _SPACE) is None, "the workbook runs a formula"
    found = []
    for row in sheet.findall(".//x:row", _SPACE):
        cells: dict[int, str | float] = {}
        for cell in row.findall("x:c", _SPACE):
            value = cell.findtext("x:v", namespaces=_SPACE)
            if value is not None:
                column = ord(cell.get("r").rstrip("0123456789")) - ord("A")
                cells[column] = texts[int(value)] if cell.get("t") == "s" else float(value)
        found.append([cells.get(column) for column in range(max(cells) + 1)])
    return found


def styles(path: Path) -> str:
    """Return how numbers are shown, as XML."""
    with zipfile.ZipFile(path) as file:
        return file.read("xl/styles.xml").decode()
