"""The tables of the course as one archive: the data package with its descriptor, and a page on each table."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from markupsafe import Markup

from helpers import data
from helpers.kit.paper import sheet
from helpers.kit.paper.sheet import heading
from helpers.kit.selected import COURSE
from helpers.site import archive, build, pictures

NAME = "kosovo-kfor-data"


def packed() -> bytes:
    """Return the archive, the same bytes from the same tables."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        build.copy_data(folder)
        (folder / "tables").mkdir()
        for resource in data.package()["resources"]:
            page = _page(resource)
            (folder / "tables" / f"{resource['name']}.html").write_text(page, encoding="utf-8", newline="\n")
        return archive.packed(folder, NAME)


def _page(resource: dict) -> str:
    fields = resource["schema"]["fields"]
    columns = pd.DataFrame(
        [(one["name"], one["type"], one.get("description", "")) for one in fields],
        columns=["Column", "Type", "What it holds"],
    )
    about = Markup("<p>{}</p><p>{} rows in {}. Missing values are empty. Licence: CC BY 4.0, {}.</p>").format(
        resource.get("description", ""), f"{len(data.load(resource['name'])):,}", resource["path"], COURSE
    )
    body = heading(1, resource["title"]) + about + pictures.bare_table(columns, f"Columns of {resource['title']}")
    return sheet.document(f"{resource['title']}: about the table", body, kind="about-table")
