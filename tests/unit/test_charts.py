"""A picture must show what the table says, and say the same to somebody who cannot see it."""

import ast
import base64
import html
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.text import Text

from helpers import charts, data, explore, maps
from helpers.authoring import letters
from helpers.authoring.gallery import PICTURES
from helpers.base.errors import CourseError
from helpers.charts import force, injured, reactions, style, unrest


@pytest.fixture(scope="module")
def drawn() -> dict[str, tuple[charts.Chart, Figure]]:
    """Every picture with the figure that matplotlib drew, each drawn once."""
    caught: list[Figure] = []
    original = style.to_svg
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(style, "to_svg", lambda figure: (caught.append(figure), original(figure))[1])
        unrest._days.cache_clear()
        pictures = {}
        for name, draw in PICTURES.items():
            chart = draw()
            pictures[name] = (chart, caught[-1])
    return pictures


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_has_words_a_table_and_a_caption(drawn: dict, name: str):
    chart, _figure = drawn[name]
    assert 15 <= len(chart.words.split()) <= 120
    assert len(chart.table) > 0
    assert chart.caption
    shown = chart.html()
    assert re.search(r'<img [^>]*alt="[^"]{40,}"', shown)
    assert "<details>" in shown
    assert 'scope="col"' in shown


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_the_same_every_time(drawn: dict, name: str):
    unrest._days.cache_clear()
    assert PICTURES[name]().svg == drawn[name][0].svg


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_carries_its_letters_and_stays_small(drawn: dict, name: str):
    svg = drawn[name][0].svg
    assert svg.count(b"@font-face") == 2
    assert len(svg) < 100_000
    assert not re.search(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d", svg), "a date of making would change the file"


def test_pictures_are_small_on_average(drawn: dict):
    assert sum(len(chart.svg) for chart, _figure in drawn.values()) / len(drawn) <= 40_000


@pytest.mark.parametrize("name", PICTURES)
def test_every_text_can_be_read_from_the_back_of_a_room(drawn: dict, name: str):
    """At the full width of a lesson, 1,100 pixels, no text is smaller than 14 points; smaller ones could not be projected."""
    chart, figure = drawn[name]
    (width,) = re.findall(r"max-width:(\d+)px;background", chart.html())
    enlarged = int(width) / (figure.get_figwidth() * 96)
    for text in readable_texts(figure):
        assert text.get_fontsize() * enlarged >= 14, text.get_text()


@pytest.mark.parametrize("name", PICTURES)
def test_the_words_say_first_what_the_heading_says(drawn: dict, name: str):
    """Somebody who listens must get the point before the numbers."""
    chart, figure = drawn[name]
    said = figure.texts[0].get_text().replace("\n", " ")
    assert chart.words.startswith(said.partition(";")[0]), said


def letters_of(svg: bytes) -> set[str]:
    """Return the letters that a picture shows."""
    return set(html.unescape("".join(re.findall(r"<text [^>]*>([^<]*)</text>", svg.decode("utf-8")))))


@pytest.mark.parametrize("name", PICTURES)
def test_every_letter_of_a_picture_is_in_the_fonts(drawn: dict, name: str):
    shown = letters_of(drawn[name][0].svg)
    assert len(shown) > 15, "the letters were not found in the file"
    assert shown <= set(letters.LETTERS)


@pytest.mark.parametrize("make", explore.EXPLORERS)
def test_every_letter_of_every_choice_is_in_the_fonts(make):
    explorer = make()
    for control in explorer.controls:
        for _, value in control.options:
            control.value = value
            assert letters_of(explorer.chart.svg) <= set(letters.LETTERS)


@pytest.mark.parametrize("weight", style.FONTS)
def test_the_fonts_hold_the_letters_that_the_course_means_to_use(weight: str):
    assert letters.held(weight) == set(letters.LETTERS), "run python3 -m helpers refresh"
    assert set("ëËçÇčČćĆđĐšŠžŽ") <= set(letters.LETTERS), "Albanian and Serbian names could not be written"


def test_storing_the_letters_again_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    stored = {weight: path.read_bytes() for weight, path in style.FONTS.items()}
    letters.store()
    assert {weight: path.read_bytes() for weight, path in style.FONTS.items()} == stored
    own = {weight: tmp_path / "fonts" / path.name for weight, path in style.FONTS.items()}
    monkeypatch.setattr(style, "FONTS", own)
    letters.store()
    assert all(letters.held(weight) == set(letters.LETTERS) for weight in own)


def test_the_fonts_lie_beside_their_licence():
    """The fonts may be given on only together with their notices."""
    notice = style.FONTS["bold"].with_name("LICENSE_DEJAVU").read_text(encoding="utf-8")
    assert "Bitstream Vera Fonts Copyright" in notice and "Permission is hereby granted" in notice


def test_pictures_do_not_load_the_tools_for_fonts():
    """Loading them takes a third of a second; only authors write fonts."""
    for path in Path(charts.__file__).parent.glob("*.py"):
        assert "fontTools" not in path.read_text(encoding="utf-8"), path.name


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


def overlaps(figure: Figure) -> list[str]:
    """Say which texts of a figure leave it or cover each other."""
    canvas = FigureCanvasAgg(figure)
    with style.house_style():
        # Legends are laid out when they are drawn, for the renderer that draws them.
        canvas.draw()
    renderer = canvas.get_renderer()
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in readable_texts(figure)]
    found = [f"{words!r} leaves the picture" for words, box in boxes if box.x0 < -2 or box.x1 > figure.bbox.x1 + 2]
    for place, (words, box) in enumerate(boxes):
        for other_words, other in boxes[place + 1 :]:
            across = min(box.x1, other.x1) - max(box.x0, other.x0)
            down = min(box.y1, other.y1) - max(box.y0, other.y0)
            if across >= 3 and down >= 3:
                found.append(f"{words!r} covers {other_words!r}")
    return found


@pytest.mark.parametrize("name", PICTURES)
def test_no_label_leaves_the_picture_or_covers_another(drawn: dict, name: str):
    assert overlaps(drawn[name][1]) == []


# Their numbers stand in their marks.
NUMBERS_IN_MARKS = {"requests"}


@pytest.mark.parametrize("name", [name for name in PICTURES if name not in NUMBERS_IN_MARKS])
def test_no_label_stands_on_a_mark(drawn: dict, name: str):
    figure = drawn[name][1]
    canvas = FigureCanvasAgg(figure)
    with style.house_style():
        canvas.draw()
    renderer = canvas.get_renderer()
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in readable_texts(figure)]
    for across, up, radius in drawn_marks(figure):
        for words, box in boxes:
            away = max(box.x0 - across, across - box.x1, box.y0 - up, up - box.y1)
            assert away >= radius * 0.6, f"{words!r} stands on a mark"


def drawn_marks(figure: Figure) -> list[tuple[float, float, float]]:
    """Return where each mark stands in pixels, and its radius."""
    found = []
    for axes in figure.axes:
        for collection in axes.collections:
            if isinstance(collection, PathCollection) and len(collection.get_offsets()):
                places = axes.transData.transform(collection.get_offsets())
                sizes = np.broadcast_to(collection.get_sizes(), len(places))
                radii = np.sqrt(sizes) / 2 * figure.dpi / 72
                found += [(*place, radius) for place, radius in zip(places, radii, strict=True)]
    return found


@pytest.mark.parametrize("name", PICTURES)
def test_every_text_of_a_picture_has_enough_contrast_on_its_ground(drawn: dict, name: str):
    figure = drawn[name][1]
    ground = to_hex(figure.get_facecolor())
    for text in readable_texts(figure):
        assert contrast(to_hex(text.get_color()), ground) >= 4.5, text.get_text()
        box = text.get_bbox_patch()
        if box is not None:
            assert contrast(to_hex(text.get_color()), to_hex(box.get_facecolor())) >= 4.5, text.get_text()


@pytest.mark.parametrize("name", PICTURES)
def test_every_mark_of_a_picture_has_enough_contrast_on_its_ground(drawn: dict, name: str):
    figure = drawn[name][1]
    ground = to_hex(figure.get_facecolor())
    for axes in figure.axes:
        for collection in axes.collections:
            if isinstance(collection, PathCollection):
                edges = {to_hex(edge) for edge in collection.get_edgecolor()} | {
                    to_hex(face) for face in collection.get_facecolor() if not len(collection.get_edgecolor())
                }
                assert all(contrast(edge, ground) >= 3 for edge in edges), edges


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def marks(figure: Figure) -> list[tuple[float, float]]:
    return [
        (float(across), float(up))
        for axes in figure.axes
        for collection in axes.collections
        if isinstance(collection, PathCollection)
        for across, up in collection.get_offsets()
    ]


def arrows(figure: Figure) -> list[tuple[float, int]]:
    """Return height and shape of the arrows that say which way a figure is open."""
    lines = [line for axes in figure.axes for line in axes.lines]
    return [
        (float(up), line.get_marker())
        for line in lines
        if line.get_marker() in (style.CARETUPBASE, style.CARETDOWNBASE)
        for up in line.get_ydata()
    ]


def test_strength_shows_each_deployed_report_and_no_plan(drawn: dict):
    table = force.deployed()
    found = {(round(across), round(up)) for across, up in marks(drawn["strength"][1])}
    wanted = {
        (round(date2num(start)), int(troops))
        for start, troops in zip(table["date_start"], table["troops"], strict=True)
    }
    assert found == wanted
    planned = data.load("kfor_strength").query("measure == 'planned'")["troops"]
    assert 55000 in set(planned)
    assert all(up != 55000 for _, up in found)


def test_strength_beside_incidents_shows_each_late_report_at_its_number(drawn: dict):
    table = force.deployed()
    late = table[table["date_start"] >= force.FIRST_OF_LATE]
    assert sorted(up for _, up in marks(drawn["strength_and_incidents"][1])) == sorted(map(float, late["troops"]))


@pytest.mark.parametrize("name", ["strength", "strength_and_incidents"])
def test_a_floor_and_a_ceiling_are_drawn_as_such(drawn: dict, name: str):
    table = force.deployed()
    if name != "strength":
        table = table[table["date_start"] >= force.FIRST_OF_LATE]
    shapes = {"at_least": style.CARETUPBASE, "at_most": style.CARETDOWNBASE}
    wanted = [
        (float(troops), shapes[kind])
        for kind, troops in zip(table["precision"], table["troops"], strict=True)
        if kind in shapes
    ]
    assert sorted(arrows(drawn[name][1])) == sorted(wanted)
    assert {shape for _, shape in wanted} == set(shapes.values()), "nothing of one kind is tried here"
    given = [data.figure_words(kind, troops) for kind, troops in zip(table["precision"], table["troops"], strict=True)]
    assert list(drawn[name][0].table["Soldiers"]) == given


def test_strength_leaves_its_gaps_open(drawn: dict):
    for line in drawn["strength"][1].axes[0].lines:
        days = [date2num(value) for value in line.get_xdata()]
        if line.get_linestyle() == "-":
            assert all(later - earlier <= force.GAP_DAYS for earlier, later in zip(days, days[1:], strict=False))


def test_reports_stand_at_their_numbers_on_one_scale(drawn: dict):
    figure = drawn["reports"][1]
    soldiers, people = figure.axes
    assert soldiers.get_xlim() == people.get_xlim()
    assert sorted(across for across, _ in marks(figure)) == sorted(map(float, injured.shown_reports()["value"]))


def test_only_exact_numbers_of_injured_are_filled(drawn: dict):
    grounds = [
        to_hex(face)
        for axes in drawn["reports"][1].axes
        for collection in axes.collections
        if isinstance(collection, PathCollection)
        for face in collection.get_facecolor()
    ]
    rows = injured.shown_reports()
    soldiers = rows["counted"] == injured.SOLDIERS
    kinds = [*rows.loc[soldiers, "precision"], *rows.loc[~soldiers, "precision"]]
    assert [ground == style.ACCENT for ground in grounds] == [kind == "exact" for kind in kinds]


def test_reports_are_drawn_in_the_order_in_which_they_were_made():
    rows = injured.report_table()
    assert list(rows["order"]) == sorted(rows["order"])
    days = [text[:10] for text in rows["reported_on"]]
    assert days == sorted(days)


def test_the_days_show_the_core_events_and_the_explorer_all(drawn: dict):
    """Fourteen events of one day stood on five marks, so that most of them could not be seen."""
    core = data.load("unrest_timeline").query("core")
    chart, figure = drawn["days"]
    assert len(set(marks(figure))) == len(core) == len(chart.table)
    shown = " ".join(text.get_text().replace("\n", " ") for text in readable_texts(figure))
    assert all(label in shown for label in core["label"])
    assert len(explore.days().chart.table) > len(core)


def test_every_event_of_every_choice_has_a_mark_of_its_own(monkeypatch: pytest.MonkeyPatch):
    caught: list[Figure] = []
    original = style.to_svg
    monkeypatch.setattr(style, "to_svg", lambda figure: (caught.append(figure), original(figure))[1])
    unrest._days.cache_clear()
    for lanes in ([*unrest.LANES], *([lane] for lane in unrest.LANES)):
        chart = charts.days(lanes)
        assert len(set(marks(caught[-1]))) == len(chart.table) > 0
        assert overlaps(caught[-1]) == []
    unrest._days.cache_clear()


def test_core_events_hold_acts_of_everybody_and_harm_of_every_kind():
    """A picture that left one of them out would take a side."""
    events = data.load("unrest_timeline")
    core = events[events["core"]]
    assert set(core["lane"]) == set(unrest.LANES)
    assert core["contested"].any() and (core["label"] != "").all()
    assert (events.loc[~events["core"], "label"] == "").all(), "a label that nothing shows"
    said = " ".join(core["event"])
    for harm in (
        "protester is shot",
        "injured soldiers",
        "officer is hurt",
        "cameraman is beaten",
        "prisoner",
    ):
        assert harm in said, harm
    acts = core["lane"].value_counts()
    assert acts["pristina"] == acts["belgrade"], "one government would seem to act more"


def test_days_counts_what_it_shows():
    chart = charts.days(["pristina"], "2023-05-26", "2023-05-31")
    assert len(chart.table) == int(re.search(r"Timeline of (\d+) events?", chart.words)[1])
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


def test_the_matrix_of_requests_has_a_mark_for_each_number(drawn: dict):
    numbers = reactions.counts().to_numpy()
    *circles, dots = [
        collection for collection in drawn["requests"][1].axes[0].collections if isinstance(collection, PathCollection)
    ]
    assert sum(len(collection.get_offsets()) for collection in circles) == (numbers > 0).sum()
    places = {
        (round(float(across), 2), round(float(down)))
        for collection in circles
        for across, down in collection.get_offsets()
    }
    assert places == {
        (round(reactions._place(column), 2), row)
        for row, values in enumerate(numbers)
        for column, value in enumerate(values)
        if value
    }
    assert len(dots.get_offsets()) == (numbers == 0).sum() + (numbers.sum(axis=0) == 0).sum()


def test_statements_without_a_day_are_in_no_period():
    undated = data.load("reactions")["date"].str.len() < 10
    assert undated.any()
    assert len(reactions.dated()) == (~undated).sum()


def test_a_measure_without_an_end_is_not_given_one():
    words = charts.measures().words
    open_ends = data.load("eu_measures").query(f"announced == '{reactions.IN_FORCE}' and eased == ''")
    assert f"For {len(open_ends)} of them no date of easing was found" in words


def test_words_are_escaped_in_the_page():
    frame = pd.DataFrame({"a": ["<script>"]})
    chart = charts.Chart(b"<svg/>", 'A "quoted" <b>word</b> in words that are long enough', frame, "<i>caption</i>")
    shown = chart.html()
    assert "<script>" not in shown and "<b>" not in shown and "<i>" not in shown
    assert base64.b64encode(b"<svg/>").decode() in shown


def test_a_picture_without_words_is_refused():
    with pytest.raises(ValueError, match="needs words"):
        charts.Chart(b"", "short", pd.DataFrame({"a": [1]}), "")


def test_maps_name_places_in_both_languages_and_say_whose_outlines_they_are():
    chart = maps.north()
    assert "Zveçan / Zvečan" in chart.words
    assert "Natural Earth" in chart.caption
    assert 'lang="sq"' in chart.html() and 'lang="sr-Latn"' in chart.html()


@pytest.mark.parametrize("largest", [0, 1, 7, 19, 20, 93, 193, 2919, 18300, 29460, 49000, 850_000, 999_999])
def test_an_axis_ends_a_little_above_what_it_shows(largest: int):
    end = style.axis_end(largest)
    assert largest * 1.05 <= end <= max(largest, 1) * 1.25 + 1
    assert len(str(end).rstrip("0")) <= 3, "a reader could not say this number"


def test_charts_that_editors_see_are_those_that_are_loaded():
    """Names under TYPE_CHECKING are never run; wrong ones would show editors pictures that do not exist."""
    tree = ast.parse(Path(charts.__file__).read_text(encoding="utf-8"))
    seen = {
        name.name: node.module.rsplit(".", 1)[1]
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        for name in node.names
    }
    assert seen == charts._MODULES
    assert set(charts.__all__) == {"Chart", *charts._MODULES} == set(dir(charts))
    assert all(callable(getattr(charts, name)) for name in charts._MODULES)


@pytest.mark.parametrize("later", ["bombed-civilians-1999", "expulsion-1999"])
def test_what_came_with_the_bombing_does_not_stand_before_it(later: str):
    """A month that is drawn before its first day would tell another order, and so another cause."""
    begun = data.load("long_events").set_index("id")["date_start"]
    assert begun[later] > begun["bombing-1999"]
