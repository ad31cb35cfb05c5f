"""The command that builds the web edition: whole, the same bytes each time, one sentence where something is missing."""

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from browser_help import ROOT
from site_help import Site

from helpers.site import build, bundle

pytestmark = pytest.mark.browser


def digests(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_second_build_gives_the_same_bytes_and_leaves_nothing_of_the_first(site: Site, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old.html").write_text("gone")
    program = f"from pathlib import Path; from helpers.site import build; build.build(Path({str(tmp_path / 'site')!r}))"
    other = {**os.environ, "PYTHONHASHSEED": "3", "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, env=other)
    assert digests(tmp_path) == digests(site.folder.parent)


def test_the_script_is_one_classic_file_without_addresses_of_the_build(site: Site) -> None:
    script = (site.folder / "course.js").read_text(encoding="utf-8")
    assert not re.search(r"^\s*(?:import|export)\b", script)
    assert "sourceMappingURL" not in script and str(ROOT) not in script
    assert not re.search(r"""["'`]https?://""", script.replace("http://www.w3.org", ""))


def test_no_file_of_the_site_names_this_computer(site: Site) -> None:
    for path in site.folder.rglob("*"):
        if path.is_file() and path.suffix != ".png":
            assert str(ROOT) not in path.read_text(encoding="utf-8"), path.name


def test_the_zip_holds_the_site(site: Site) -> None:
    with zipfile.ZipFile(site.folder.parent / build.ARCHIVE) as packed:
        names = {name.partition("/")[2] for name in packed.namelist()}
        assert packed.testzip() is None
    assert names == set(digests(site.folder))


def test_the_lock_file_names_no_mirror() -> None:
    lock = json.loads((bundle.FOLDER / "package-lock.json").read_text(encoding="utf-8"))
    places = {package.get("resolved", "") for package in lock["packages"].values()}
    assert all(place == "" or place.startswith("https://registry.npmjs.org/") for place in places)
