"""The one file for a stick or a messenger, the zip, and the same bytes from the same input."""

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup
from site_pages import lessons, texts

from helpers.site import archive, build, data_scripts, explorers

ROOT = Path(__file__).resolve().parents[2]
LOADED = {"courseBank": {"a": "</script><!--"}, "courseSearch": [], "courseExplorers/days": {"states": {}}}


@cache
def one_file() -> str:
    return build._one_file(lessons(), texts(), LOADED, "/* page */ '</script>';")


@cache
def tree() -> BeautifulSoup:
    return BeautifulSoup(one_file(), "html.parser")


def test_every_page_is_in_the_file_and_every_link_stays_in_it() -> None:
    assert len(tree().find_all("section", class_="page")) == len(texts())
    known = {tag["id"] for tag in tree().find_all(id=True)}
    for link in tree().find_all("a", href=True):
        address = str(link["href"])
        if not address.startswith("http"):
            assert address.startswith("#") and address[1:] in known, address


def test_no_mark_stands_twice_in_the_file() -> None:
    marks = [tag["id"] for tag in tree().find_all(id=True)]
    assert sorted({mark for mark in marks if marks.count(mark) > 1}) == []


def test_the_file_needs_nothing_beside_it() -> None:
    assert not tree().find_all(["link", "img", "iframe"]) and not tree().find_all("script", src=True)
    assert "@font-face" in tree().find("style").get_text()


def test_data_in_the_file_end_no_element_and_are_whole() -> None:
    assert len(tree().find_all("script")) == len(LOADED) + 2
    for name, content in LOADED.items():
        found = tree().find("script", attrs={"data-for": name})
        if name != "courseSearch":
            assert json.loads(found.string) == content
    search = json.loads(tree().find("script", attrs={"data-for": "courseSearch"}).string)
    known = {tag["id"] for tag in tree().find_all(id=True)}
    assert search and all(address[0] == "#" and address[1:] in known for _, address, *_ in search)
    data = json.loads(tree().find("script", id="course-data").string)
    assert set(data) == {"texts", "language", "lessons"} and "texts" not in data["lessons"]["07"]
    assert data["lessons"]["07"]["parts"]["exit"]["items"]


def test_data_as_a_script_set_what_the_page_reads() -> None:
    assert data_scripts.script("courseBank", {"a": "<"}) == 'globalThis.courseBank={"a":"\\u003c"};\n'
    assert data_scripts.script("courseExplorers/days", 1) == "(globalThis.courseExplorers??={}).days=1;\n"


def test_the_zip_is_the_same_whenever_it_is_packed(tmp_path) -> None:
    (tmp_path / "data").mkdir()
    for name in ("index.html", "data/a.csv"):
        (tmp_path / name).write_text(name)
    first = archive.packed(tmp_path, "course")
    os.utime(tmp_path / "index.html", (1, 1))
    assert archive.packed(tmp_path, "course") == first
    (tmp_path / "course.zip").write_bytes(first)
    with zipfile.ZipFile(tmp_path / "course.zip") as packed:
        assert packed.namelist() == ["course/data/a.csv", "course/index.html"]
        assert packed.read("course/index.html") == b"index.html"


def test_pages_are_the_same_bytes_in_another_process_with_other_settings() -> None:
    program = (
        "import hashlib, site_pages; texts = site_pages.texts();"
        "print(hashlib.sha256(''.join(name + texts[name] for name in sorted(texts)).encode()).hexdigest())"
    )
    settings = {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests' / 'unit'}",
    }
    found = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **settings}, capture_output=True, text=True, check=True
    )
    whole = "".join(name + texts()[name] for name in sorted(texts()))
    assert found.stdout.strip() == hashlib.sha256(whole.encode()).hexdigest()


def test_states_of_an_explorer_come_back_whole_from_the_lines_they_share() -> None:
    names = [("everybody", "all"), ("everybody", "june")]
    states = [
        explorers.State(
            name, f"<svg>\n<a/>\n{place}\n</svg>", "words", "caption", f"<table><tr>{place}</tr></table>", "title"
        )
        for place, name in enumerate(names)
    ]
    plain = explorers._as_plain("days", states)
    for state in states:
        kept = plain["states"]["|".join(state.chosen)]
        for part, wanted in (("svg", state.svg), ("table", state.table.replace("<tr", "\n<tr"))):
            runs = kept[part]
            pairs = zip(runs[::2], runs[1::2], strict=True)
            assert "\n".join(line for at, count in pairs for line in plain["lines"][at : at + count]) == wanted
    assert len(plain["lines"]) == len(set(plain["lines"]))


def test_every_choice_of_two_reports_has_its_row() -> None:
    compared = explorers._compared()
    values = {value for control in compared["controls"] for value, _ in control["options"]}
    assert values == set(compared["reports"]) and len(values) > 20
    assert all(len(row) == len(compared["aspects"]) + 1 for row in compared["reports"].values())
    assert re.search(r"not seen", compared["notSeen"])
