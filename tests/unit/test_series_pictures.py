"""The pictures of the whole series: what they mark, and what they say when a choice is empty, wrong or incomplete."""

import ast
import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb

from helpers import charts, data, maps
from helpers.authoring import gallery
from helpers.base.errors import CourseError
from helpers.charts import elections, people, reactions, states, style, timeline, unrest, war


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> list:
    """Every figure that is drawn, as matplotlib has it."""
    caught = []
    original = style.to_svg
    monkeypatch.setattr(style, "to_svg", lambda figure: (caught.append(figure), original(figure))[1])
    return caught


def heights(figure) -> list[float]:
    return sorted(
        float(up)
        for axes in figure.axes
        for collection in axes.collections
        if isinstance(collection, PathCollection)
        for _, up in collection.get_offsets()
    )


def bar_lengths(axes) -> list[float]:
    return [patch.get_width() for patch in axes.patches]


def changed(monkeypatch: pytest.MonkeyPatch, name: str, row: str, column: str, value: object) -> None:
    original = data.load

    def load(asked: str, *args: object) -> pd.DataFrame:
        table = original(asked, *args)
        if asked == name:
            assert row in set(table["id"]), row
            table.loc[table["id"] == row, column] = value
        return table

    monkeypatch.setattr(data, "load", load)


# A changed number in the table must reach the words: alt text that was typed by hand would stay as it is.
CHANGES = [
    ("population", "population_counts", "2011-total-census", "people", 1_111_111, "1,111,111"),
    ("north_estimates", "north_estimates", "zvecan-osce-2006-06", "number", 17_777, "17,777"),
    ("war_figures", "war_figures", "bombing-civilians-killed-human-rights-watch", "value", 555, "555"),
    ("missing", "war_figures", "missing-open-2026", "value", 1234, "1,234"),
    ("recognition_counts", "recognition_counts", "pristina-2025-12-19", "count", 127, "127"),
    ("votes", "votes_in_bodies", "council-of-europe-2024-04-16", "yes", 132, "132 to 29"),
    ("agreements", "agreements", "telecom-2016", "state", "partly", "2016 Telephones, not clear, partly"),
    ("turnout", "northern_votes", "2021-10-zvecan", "turnout", 99.9, "99.9"),
    ("voters", "northern_votes", "2023-04-leposavic", "cast", 241, "241 of 13,318"),
    ("wording", "news_reports", "b92", "word", "riot", "riot 4"),
    ("verdicts", "seed_claims", "c09", "check", "contested", "revised later: none"),
    ("requests_over_time", "reactions", None, None, None, None),
    ("municipalities", "municipalities", "pristina", "people_2024", 300_000, "300,000"),
    ("timeline_dialogue", "long_events", "council-of-europe-vote-2023", "event", "Something else", "Something else"),
    ("strength_and_incidents", "kfor_strength", "strength-2026-rksnews", "troops", 4999, "4,999"),
]


@pytest.mark.parametrize(("picture", "table", "row", "column", "value", "words"), CHANGES)
def test_words_follow_the_table(monkeypatch, picture, table, row, column, value, words):
    before = gallery.PICTURES[picture]().words
    if row is None:
        assert f"{len(reactions.by_week())} weeks" in before
        return
    changed(monkeypatch, table, row, column, value)
    after = gallery.PICTURES[picture]().words
    assert after != before
    assert words in after


def test_boycotted_counts_are_hatched_and_estimates_are_white(figures: list):
    charts.population()
    rows = people.totals()
    patches = figures[-1].axes[0].patches
    for row, patch in zip(rows.to_dict("records"), patches, strict=True):
        assert patch.get_width() == row["people"]
        assert bool(patch.get_hatch()) == (row["kind"] == "census" and row["boycotted_by"] != "no")


def test_estimates_of_the_north_stand_at_their_numbers_on_one_scale(figures: list):
    charts.north()
    wanted = sorted(float(n) for name in people.NORTH for n in people.north_estimates(name)["number"])
    assert heights(figures[-1]) == wanted
    assert len({axes.get_ylim() for axes in figures[-1].axes}) == 1
    with pytest.raises(CourseError, match="Did you mean 'Zvecan'"):
        people.north_estimates("Zvecen")


def test_war_figures_are_points_and_ranges_and_never_a_sum(figures: list):
    chart = charts.figures()
    wanted = sum(len(war.toll(subject)) for subject in war.SUBJECTS)
    assert len(chart.table) == wanted
    assert "1,200 to 2,500" in chart.words, "a range without a middle lost its ends"
    sums = {f"{int(war.toll(subject)['value'].sum()):,}" for subject in war.SUBJECTS}
    assert not any(total in chart.words for total in sums)
    with pytest.raises(CourseError, match="Known: albanians, all, bombing, driven"):
        war.toll("everything")


def test_both_sides_counts_are_on_one_axis(figures: list):
    charts.recognition_counts()
    assert len(figures[-1].axes) == 1
    assert heights(figures[-1]) == sorted(map(float, states.stated()["count"]))
    assert not states.stated()["what"].eq("withdrawals").any()


def test_recognitions_of_a_year_add_up_to_the_table(figures: list):
    charts.recognitions()
    listed = data.load("recognitions").query("listing == 'counted'")
    assert sum(patch.get_height() for patch in figures[-1].axes[0].patches) == len(listed)


def test_votes_show_every_side_and_name_those_that_failed():
    chart = charts.votes()
    failed = data.load("votes_in_bodies").query("result != 'adopted'")
    assert chart.words.count("Interpol General Assembly 2018") == 2
    assert len(failed) == 4
    assert "two thirds" in " ".join(chart.table["Result"])


def test_turnout_shows_only_votes_with_a_turnout(figures: list):
    charts.turnout()
    marks = [
        float(across)
        for collection in figures[-1].axes[0].collections
        if isinstance(collection, PathCollection)
        for across, _ in collection.get_offsets()
    ]
    assert sorted(marks) == sorted(map(float, elections.turnouts()["turnout"]))


def test_one_dot_is_one_voter(figures: list):
    charts.voters()
    rows = elections.april()
    dots = elections._DOT**2
    for axes, row in zip(figures[-1].axes, rows.to_dict("records"), strict=True):
        (image,) = axes.images
        pixels = image.get_array().reshape(-1, 3)
        dark, pale = (np.array(to_rgb(colour)) * 255 for colour in (style.ACCENT, "#b4b4b4"))
        assert (pixels == dark.round()).all(axis=1).sum() == row["cast"] * dots
        assert (pixels == pale.round()).all(axis=1).sum() == (row["registered"] - row["cast"]) * dots


def test_the_four_municipalities_add_up_to_the_published_total():
    votes = data.load("northern_votes").query("date == '2023-04'")
    whole = votes[votes["municipality"] == "all four"].iloc[0]
    assert elections.april()["registered"].sum() == whole["registered"]
    assert elections.april()["cast"].sum() == whole["cast"]


@pytest.mark.parametrize("name", timeline.STORIES)
def test_a_timeline_shows_each_event_once(figures: list, name: str):
    charts.story(name)
    count = sum(len(c.get_offsets()) for axes in figures[-1].axes for c in axes.collections)
    assert count == len(timeline.events(name))
    assert set(timeline.events(name)["lane"]) <= set(timeline.STORIES[name][1]), "an event has no lane"


def test_labels_of_one_day_are_stacked_and_never_cover_each_other():
    rows = timeline.events("dialogue").head(3).assign(date_start=pd.Timestamp("2011-07-02"))
    scale = timeline._Scale(pd.Timestamp("2011-01-01"), pd.Timestamp("2012-01-01"), 8)
    tops = sorted(timeline._levels(rows, scale).values())
    assert all(later - earlier >= timeline._LINE for earlier, later in zip(tops, tops[1:], strict=False))


def test_requests_by_week_add_up_to_the_matrix():
    by_week = reactions.by_week()
    matrix = reactions.counts().sum()
    for column in reactions.ADDRESSEES:
        assert by_week[column].sum() == matrix[column].sum()
    own = reactions.by_week("Italy")
    assert own.to_numpy().sum() == reactions.counts().loc["Italy"].sum()
    assert own.index.equals(by_week.index), "weeks without a request are left out"


def test_an_actor_body_or_count_that_does_not_exist_is_named():
    with pytest.raises(CourseError, match="no actor with a request 'Atlantis'"):
        charts.over_time("Atlantis")
    with pytest.raises(CourseError, match="no count of people '1812'"):
        maps.municipalities("1812")
    with pytest.raises(CourseError, match="Did you mean 'zvecan'"):
        maps.municipalities("2024", "zvecen")
    with pytest.raises(CourseError, match="no panel 'dogs'"):
        charts.reports(None, "dogs")
    with pytest.raises(CourseError, match="no report 'x'"):
        charts.compare("b92", "x")
    with pytest.raises(CourseError, match="no story"):
        charts.story("x")


def test_a_body_without_such_a_number_is_told_in_words():
    chart = charts.reports("KFOR", "people")
    assert "KFOR gave no such number" in chart.words
    assert set(chart.table["Counted"]).isdisjoint({unrest.SOLDIERS})


def test_places_without_a_figure_are_crosses_with_a_reason():
    chart = maps.municipalities("2011")
    assert "Zvecan unknown" in chart.words
    assert "marked with a cross" in chart.words
    row = chart.table.set_index("Municipality").loc["Zvecan"]
    assert pd.isna(row["People"]) and row["How it is known"] == "no census held"


def test_estimates_of_different_bodies_are_not_added_up():
    chart = maps.municipalities("estimate")
    north = data.load("municipalities").query("in_north")["estimate"]
    assert f"{north.sum():,}" not in chart.words + chart.svg.decode()


def test_what_was_not_seen_in_a_report_is_no_likeness():
    chart = charts.compare("b92", "rfe-rl-kosovo-service")
    assert "of 1 aspects seen in both, 0 alike" in chart.words
    assert charts.compare("b92", "b92").words.startswith("Two reports: of 1 aspects seen in both, 1 alike")


def test_the_page_shows_every_picture_with_its_words_three_times(tmp_path):
    page = tmp_path / "gallery.html"
    count = gallery.write_page(page)
    html = page.read_text(encoding="utf-8")
    assert count == len(gallery.PICTURES)
    assert len(re.findall("<img [^>]*alt=", html)) == 3 * count
    assert len(re.findall(r"<h2>", html)) == count
    for title in ("light", "dark", "print"):
        assert html.count(f"<h3>{title}</h3>") == count


def test_every_picture_of_the_package_is_in_the_gallery():
    drawn = set(charts._MODULES) - {"story", "compare"}
    source = (gallery.Path(gallery.__file__)).read_text(encoding="utf-8")
    assert all(f"charts.{name}(" in source for name in drawn)


def test_each_picture_is_one_function_of_at_most_forty_lines():
    folder = gallery.Path(charts.__file__).parent
    for path in [*folder.glob("*.py"), gallery.Path(maps.__file__)]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno - node.lineno < 40, f"{path.name}, {node.name}"
