"""The data package is valid for anybody's tools: checked by the library that readers of such packages use."""

import shutil
from pathlib import Path

import pytest

from helpers import data

pytestmark = pytest.mark.authors


@pytest.fixture(scope="module")
def frictionless():
    # Not at the top: where only learners' packages are installed, this file must be collected all the same.
    import frictionless

    return frictionless


def test_frictionless_accepts_the_package(frictionless):
    report = frictionless.validate(str(data.FOLDER / "datapackage.json"))
    assert report.valid, report.to_summary()


@pytest.mark.parametrize(
    ("table", "old", "new", "kind"),
    [
        ("injury_reports", ",25,about,", ",many,about,", "type-error"),
        ("recognitions", ",yes,yes,", ",yes,maybe,", "type-error"),
        ("election_april_2023", ",Ilir Peci,", ",Ilir Peqi,", "foreign-key"),
        ("north_estimates", ",Zvecan,", ",Zvečan,", "constraint-error"),
    ],
)
def test_frictionless_would_notice_a_wrong_cell(
    frictionless, tmp_path: Path, table: str, old: str, new: str, kind: str
):
    for path in [*data.FOLDER.glob("*.csv"), data.FOLDER / "datapackage.json"]:
        shutil.copy(path, tmp_path / path.name)
    text = (tmp_path / f"{table}.csv").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / f"{table}.csv").write_text(text.replace(old, new, 1), encoding="utf-8")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert [found for _, found in report.flatten(["name", "type"])] == [kind]
