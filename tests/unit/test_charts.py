"""A picture must show what the table says, and say the same to somebody who cannot see it."""

import base64
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.text import Text

from helpers import charts, data, explore, maps
from helpers.authoring.gallery import PICTURES
from helpers.base import lessons
from helpers.base.errors import CourseError
from helpers.charts import force, reactions, style, unrest


@pytest.fixture(scope="module")
def drawn() -> dict[str, charts.Chart]:
    return {name: draw() for name, draw in PICTURES.items()}


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> list:
    """Every figure that is drawn, as matplotlib has it."""
    unrest._days.cache_clear()
    caught = []
    original = style.to_svg
    monkeypatch.setattr(style, "to_svg", lambda figure: (caught.append(figure), original(figure))[1])
    return caught


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_has_words_a_table_and_a_caption(drawn: dict, name: str):
    chart = drawn[name]
    assert 15 <= len(chart.words.split()) <= 120
    assert len(chart.table) > 0
    assert chart.caption
    html = chart.html()
    assert re.search(r'<img [^>]*alt="[^"]{40,}"', html)
    assert "<details>" in html
    assert 'scope="col"' in html


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_the_same_every_time(drawn: dict, name: str):
    unrest._days.cache_clear()
    assert PICTURES[name]().svg == drawn[name].svg


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_carries_its_letters_and_stays_small(drawn: dict, name: str):
    svg = drawn[name].svg
    assert b"@font-face" in svg
    assert len(svg) < 100_000
    assert not re.search(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d", svg), "a date of making would change the file"


def test_pictures_are_forty_kilobytes_on_average(drawn: dict):
    assert sum(len(chart.svg) for chart in drawn.values()) / len(drawn) < 48_000


def readable_texts(figure: Figure) -> list[Text]:
    """Return the texts that a reader sees: no tick beyond the axes' limits, no dot for an empty cell."""
    hidden = set()
    for axes in figure.axes:
        for axis, limits in ((axes.xaxis, sorted(axes.get_xlim())), (axes.yaxis, sorted(axes.get_ylim()))):
            for place, label in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False):
                if not limits[0] <= place <= limits[1] or not axis.get_visible() or not axes.axison:
                    hidden.add(label)
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip(" ·")]
    return [text for text in texts if text not in hidden]


@pytest.mark.parametrize("name", PICTURES)
def test_no_label_leaves_the_picture_or_covers_another(figures: list, name: str):
    PICTURES[name]()
    figure = figures[-1]
    canvas = FigureCanvasAgg(figure)
    with style.look():
        # Legends are laid out when they are drawn, for the renderer that draws them.
        canvas.draw()
    renderer = canvas.get_renderer()
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in readable_texts(figure)]
    ground = figure.bbox
    for words, box in boxes:
        assert box.x0 >= -2 and box.x1 <= ground.x1 + 2, f"{words!r} leaves the picture"
    for place, (words, box) in enumerate(boxes):
        for other_words, other in boxes[place + 1 :]:
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            down = min(box.y1, other.y1) - max(box.y0, other.y0)
            assert across < 3 or down < 3, f"{words!r} covers {other_words!r}"


@pytest.mark.parametrize("name", PICTURES)
def test_every_text_of_a_picture_has_enough_contrast_on_its_ground(figures: list, name: str):
    PICTURES[name]()
    figure = figures[-1]
    ground = to_hex(figure.get_facecolor())
    for text in readable_texts(figure):
        assert contrast(to_hex(text.get_color()), ground) >= 4.5, text.get_text()
        box = text.get_bbox_patch()
        if box is not None:
            assert contrast(to_hex(text.get_color()), to_hex(box.get_facecolor())) >= 4.5, text.get_text()


@pytest.mark.parametrize("name", PICTURES)
def test_every_mark_of_a_picture_has_enough_contrast_on_its_ground(figures: list, name: str):
    PICTURES[name]()
    ground = to_hex(figures[-1].get_facecolor())
    for axes in figures[-1].axes:
        for collection in axes.collections:
            if isinstance(collection, PathCollection):
                edges = {to_hex(edge) for edge in collection.get_edgecolor()} | {
                    to_hex(face) for face in collection.get_facecolor() if not len(collection.get_edgecolor())
                }
                assert all(contrast(edge, ground) >= 3 for edge in edges), edges


@pytest.mark.parametrize("colour", [style.INK, style.GREY, style.ACCENT, style.SECOND])
def test_text_colours_have_enough_contrast(colour: str):
    assert contrast(colour, style.GROUND) >= 4.5


@pytest.mark.parametrize("colour", [style.LIGHT, style.ACCENT, style.SECOND])
def test_lines_and_marks_have_enough_contrast(colour: str):
    assert contrast(colour, style.GROUND) >= 3


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def marks(figure) -> list[tuple[float, float]]:
    return [
        (float(across), float(up))
        for axes in figure.axes
        for collection in axes.collections
        if isinstance(collection, PathCollection)
        for across, up in collection.get_offsets()
    ]


def test_strength_shows_each_deployed_report_and_no_plan(figures: list):
    charts.strength()
    table = force.deployed()
    found = {(round(across), round(up)) for across, up in marks(figures[-1])}
    wanted = {
        (round(date2num(start)), int(troops))
        for start, troops in zip(table["date_start"], table["troops"], strict=True)
    }
    assert found == wanted
    planned = data.load("kfor_strength").query("measure == 'planned'")["troops"]
    assert 55000 in set(planned)
    assert all(up != 55000 for _, up in found)


def test_strength_beside_incidents_shows_each_late_report_at_its_number(figures: list):
    charts.strength_and_incidents()
    table = force.deployed()
    late = table[table["date_start"] >= force.FIRST_OF_LATE]
    assert sorted(up for _, up in marks(figures[-1])) == sorted(map(float, late["troops"]))


def test_strength_leaves_its_gaps_open(figures: list):
    charts.strength()
    for line in figures[-1].axes[0].lines:
        days = [date2num(value) for value in line.get_xdata()]
        if line.get_linestyle() == "-":
            assert all(later - earlier <= force.GAP_DAYS for earlier, later in zip(days, days[1:], strict=False))


def test_reports_stand_at_their_numbers_on_one_scale(figures: list):
    charts.reports()
    upper, lower = figures[-1].axes
    assert upper.get_ylim() == lower.get_ylim()
    heights = sorted(up for _, up in marks(figures[-1]))
    rows = unrest.shown_reports()
    assert heights == sorted(map(float, rows["value"]))


def test_reports_are_drawn_in_the_order_in_which_they_were_made():
    rows = unrest.report_table()
    assert list(rows["order"]) == sorted(rows["order"])
    days = [text[:10] for text in rows["reported_on"]]
    assert days == sorted(days)


def test_a_changed_number_changes_the_words(monkeypatch: pytest.MonkeyPatch):
    before = charts.reports().words
    original = data.load

    def changed(name: str):
        table = original(name)
        if name == "injury_reports":
            table.loc[table["id"] == "nato-july", "value"] = 97
        return table

    monkeypatch.setattr(unrest.data, "load", changed)
    after = charts.reports().words
    assert "97" in after
    assert after != before


def test_days_counts_what_it_shows():
    chart = charts.days(["pristina"], "2023-05-26", "2023-05-31")
    assert len(chart.table) == int(re.search(r"Timeline of (\d+) events", chart.words)[1])
    assert set(chart.table["Lane"]) == {unrest.LANES["pristina"]}


def test_days_without_events_says_so():
    chart = charts.days(["belgrade"], "2023-05-19", "2023-05-20")
    assert "no event" in chart.words
    assert len(chart.table) == 0


def test_an_unknown_lane_or_body_or_actor_is_refused():
    with pytest.raises(CourseError, match="Did you mean 'pristina'"):
        charts.days(["prishtina"])
    with pytest.raises(CourseError, match="body with a report"):
        charts.reports("Reuters")
    with pytest.raises(CourseError, match="Did you mean 'United States'"):
        charts.requests("United State")


def test_requests_count_each_statement_once_a_column():
    table = reactions.counts()
    statements = reactions.dated()
    for addressee in reactions.ADDRESSEES:
        asked = statements[statements[addressee] != ""]
        for period in reactions.PERIODS:
            assert table[(addressee, period)].sum() == (asked["period"] == period).sum()


def test_statements_without_a_day_are_in_no_period():
    undated = data.load("reactions")["date"].str.len() < 10
    assert undated.any()
    assert len(reactions.dated()) == (~undated).sum()


def test_a_measure_without_an_end_is_not_given_one():
    words = charts.measures().words
    open_ends = data.load("eu_measures").query("announced == '2023-06-28' and eased == ''")
    assert f"For {len(open_ends)} of them no date of easing was found" in words


def test_words_are_escaped_in_the_page():
    frame = pd.DataFrame({"a": ["<script>"]})
    chart = charts.Chart(b"<svg/>", 'A "quoted" <b>word</b> in words that are long enough', frame, "<i>caption</i>")
    html = chart.html()
    assert "<script>" not in html and "<b>" not in html and "<i>" not in html
    assert base64.b64encode(b"<svg/>").decode() in html


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="needs words"):
        charts.Chart(b"", "short", pd.DataFrame({"a": [1]}), "")


def test_maps_name_places_in_both_languages_and_say_whose_outlines_they_are():
    chart = maps.north()
    assert "Zveçan / Zvečan" in chart.words
    assert "Natural Earth" in chart.caption
    assert 'lang="sq"' in chart.html() and 'lang="sr-Latn"' in chart.html()


def test_charts_do_not_depend_on_today():
    assert str(datetime.now(UTC).date()) not in charts.strength().words


def test_the_letters_of_every_picture_are_stored_as_they_are_made(drawn: dict):
    stored = json.loads(style.FACES.read_text(encoding="ascii"))
    style.drawn_faces.clear()
    unrest._days.cache_clear()
    for draw in (*PICTURES.values(), *explore.EXPLORERS):
        draw()
    assert {f"{weight} {letters}" for weight, letters in style.drawn_faces} == set(stored), (
        "run python3 -m helpers refresh"
    )
    for weight, letters in list(style.drawn_faces)[:4]:
        assert stored[f"{weight} {letters}"] == style.subset(weight, letters)


@pytest.mark.parametrize("path", lessons.paths(), ids=lambda path: path.stem)
def test_no_lesson_loads_the_tools_for_fonts(path: Path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    asked = "\nimport sys; sys.exit('fontTools.subset' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code + asked], cwd=path.parent, check=False, capture_output=True)
    assert done.returncode == 0, "a picture needs letters that are not stored; that costs a third of a second"
