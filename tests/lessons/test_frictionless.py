"""The data package is valid for anybody's tools: checked by the library that readers of such packages use."""

import shutil

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


def test_frictionless_would_notice_a_wrong_type(frictionless, tmp_path):
    for path in [*data.FOLDER.glob("*.csv"), data.FOLDER / "datapackage.json"]:
        shutil.copy(path, tmp_path)
    table = tmp_path / "injury_reports.csv"
    broken = table.read_text(encoding="utf-8").replace(",25,about,", ",many,about,")
    table.write_text(broken, encoding="utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid
