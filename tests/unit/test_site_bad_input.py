"""What the web edition cannot hold stops its build, with lesson, cell and the way out."""

import base64
import json
from pathlib import Path

import pytest

from helpers.base import lessons as manifest
from helpers.base.errors import CourseError
from helpers.site import build, bundle, explorers, lesson_page, markup, notebook, pictures, wording

HARM = '<img src=x onerror="alert(1)"><script>alert(2)</script><a href="javascript:alert(3)">x</a>'


def code(outputs: list, source: str = "1") -> dict:
    return {"cell_type": "code", "id": "odd", "metadata": {}, "source": source, "outputs": outputs}


def result(data: dict) -> dict:
    return {"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1}


def written(tmp_path: Path, *cells: dict) -> Path:
    path = tmp_path / "07_the_unrest_of_2023.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("output", "fault"),
    [
        (result({"image/png": "AAAA", "text/plain": "<Figure>"}), "image/png"),
        (result({"application/json": {"a": 1}}), "application/json"),
        (result({}), "nothing"),
        ({"output_type": "stream", "name": "stdout", "text": "x"}, "stream"),
        ({"output_type": "error", "ename": "E", "evalue": "", "traceback": []}, "error"),
    ],
)
def test_an_output_that_no_page_can_hold_is_named_with_lesson_and_cell(tmp_path, output, fault) -> None:
    with pytest.raises(CourseError) as caught:
        notebook.read(written(tmp_path, code([output])))
    sentence = str(caught.value)
    assert "07_the_unrest_of_2023.ipynb, cell odd" in sentence and fault in sentence and sentence.endswith(".")


def test_two_outputs_and_broken_code_are_named(tmp_path) -> None:
    two = [result({"text/plain": "1"}), result({"text/plain": "2"})]
    with pytest.raises(CourseError, match="cell odd: it has 2 outputs"):
        notebook.read(written(tmp_path, code(two)))
    with pytest.raises(CourseError, match="cell odd: its code cannot be read"):
        notebook.read(written(tmp_path, code([], "charts.days(")))


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"cells": [1]}', '{"cells": [{"id": "a"}]}', "\ud83d".encode("utf-8", "surrogatepass")]
)
def test_a_damaged_notebook_is_one_sentence(tmp_path, content) -> None:
    path = tmp_path / "07_the_unrest_of_2023.ipynb"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CourseError, match="07_the_unrest_of_2023.ipynb cannot be read .* Restore it from the course."):
        notebook.read(path)


def svg(inside: str = "") -> str:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode()


@pytest.mark.parametrize("words", ["", "A chart.", " " * 50])
def test_a_picture_without_words_stops_the_build(words) -> None:
    html = f'<figure><img alt="{words}" src="{svg()}"><figcaption>x</figcaption></figure>'
    with pytest.raises(CourseError, match="lesson 07, cell days: its picture has no words"):
        pictures.from_output("lesson 07, cell days", html)


def test_a_picture_that_is_no_svg_or_damaged_stops_the_build() -> None:
    words = "x" * 60
    for source, fault in (
        ("data:image/png;base64,AAAA", "no SVG"),
        ("https://elsewhere/x.svg", "no SVG"),
        ("data:image/svg+xml;base64,////", "damaged"),
    ):
        with pytest.raises(CourseError, match=f"cell days: its picture is {fault}"):
            pictures.from_output("cell days", f'<img alt="{words}" src="{source}">')


def test_an_explorer_that_the_site_does_not_know_is_named() -> None:
    with pytest.raises(CourseError, match="lesson 09, cell x: There is no explorer 'dayz'. Did you mean 'days'"):
        explorers.refuse_unknown("lesson 09, cell x", "dayz")


def test_a_sentence_about_cells_stops_the_build_and_names_the_file_that_mends_it() -> None:
    cell = notebook.Cell("look", "notebooks/07.ipynb, cell look", "markdown", "Now run this cell.")
    with pytest.raises(CourseError, match=r"cell look: it speaks of JupyterLab \('run this cell'\).*wording.toml"):
        wording.load().of("07", cell)


def test_an_entry_of_the_wording_that_fits_nothing_is_named() -> None:
    words = wording.Wording({"gone": "x"}, {("07", "gone"): "y"}, [])
    assert [fault.split(": ")[1] for fault in words.faults()] == [
        "the entry gone fits no cell any more. Take it out or mend it.",
        "the entry 07 gone fits no cell any more. Take it out or mend it.",
    ]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "x",
        "[shared]\na = 1",
        "[[cell]]\nlesson = 1",
        '[shared]\n[[cell]]\nlesson="1"\ncell="a"\ntext="b"\n[[replace]]\nfind="("\nput=""',
    ],
)
def test_a_damaged_file_of_wording_is_one_sentence(tmp_path, content) -> None:
    path = tmp_path / "wording.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CourseError, match="wording.toml"):
        wording.load(path)


def test_what_means_harm_in_a_cell_does_not_act_on_a_page() -> None:
    for html in (markup.from_html(HARM), markup.from_markdown(f"# A\n\n{HARM}\n\n| a |\n|---|\n| {HARM} |\n")):
        assert "onerror" not in html and "<script" not in html and "javascript:" not in html


def test_words_that_mean_harm_stay_words_in_a_drawing() -> None:
    found = pictures.from_output(
        "cell x", f'<img alt="{"a" * 50}&quot; onload=&quot;x" src="{svg()}"><figcaption>&lt;b&gt;</figcaption>'
    )
    assert found is not None
    html = found.html("p")
    assert ' onload="' not in html and "<b>" not in html


def test_a_heading_that_stands_twice_gets_two_marks() -> None:
    page = lesson_page.Page(manifest.of("07"))
    html = lesson_page._with_headings(page, markup.from_markdown("## Look\n\ntext\n\n## Look\n"))
    assert 'id="part-07-look"' in html and 'id="part-07-look-2"' in html


def test_without_node_the_build_says_so_in_a_sentence(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(bundle.shutil, "which", lambda *_names, **_more: None)
    with pytest.raises(CourseError, match="needs Node 18 or newer with npm.*nodejs.org"):
        bundle.build(tmp_path / "course.js")


def test_a_site_with_a_kit_that_was_not_made_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="There is no kit in .* python3 -m helpers kit"):
        build.build(tmp_path / "site", kit=tmp_path / "kit")
    assert not (tmp_path / "site").exists()
