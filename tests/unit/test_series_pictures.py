"""The pictures of the whole series: what they mark, and what they say when a choice is empty, wrong or incomplete."""

import re

import pandas as pd
import pytest
from matplotlib.collections import PathCollection
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch

from helpers import charts, data, explore, maps
from helpers.authoring import gallery
from helpers.base.errors import CourseError
from helpers.charts import elections, injured, news, people, reactions, states, style, timeline, unrest, war, words


@pytest.fixture(autouse=True)
def no_stored_days() -> None:
    unrest._days.cache_clear()


@pytest.fixture
def figures(monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """Every figure that is drawn, as matplotlib has it."""
    caught = []
    original = style.to_svg
    monkeypatch.setattr(style, "to_svg", lambda figure: (caught.append(figure), original(figure))[1])
    return caught


def heights(figure: Figure) -> list[float]:
    return sorted(
        float(up)
        for axes in figure.axes
        for collection in axes.collections
        if isinstance(collection, PathCollection)
        for _, up in collection.get_offsets()
    )


def edited(monkeypatch: pytest.MonkeyPatch, name: str, edit) -> None:
    """Let every picture find another table under a name until the test ends."""
    original = data.load

    def load(asked: str, *args: object) -> pd.DataFrame:
        table = original(asked, *args)
        return edit(table).reset_index(drop=True) if asked == name else table

    monkeypatch.setattr(data, "load", load)
    unrest._days.cache_clear()


def changed(monkeypatch: pytest.MonkeyPatch, name: str, row: str, **cells: object) -> None:
    def edit(table: pd.DataFrame) -> pd.DataFrame:
        assert row in set(table["id"]), row
        for column, value in cells.items():
            table.loc[table["id"] == row, column] = value
            if f"{column}_start" in table:
                table.loc[table["id"] == row, [f"{column}_start", f"{column}_end"]] = data.span(value)
        return table

    edited(monkeypatch, name, edit)


# What changes in the table must reach the words: alt text that was typed by hand would stay as it is.
# Picture, table, row, the new cells, and what the words (or the caption, or the heading) must say then.
CHANGES = [
    ("population", "population_counts", "2011-total-census", {"people": 1_111_111}, "1,111,111"),
    ("population", "population_counts", "1981-total-census", {"boycotted_by": "some"}, "4 of the 4 censuses"),
    ("north_estimates", "north_estimates", "zvecan-osce-2006-06", {"number": 17_777}, "17,777 (OSCE, 2006)"),
    ("north_estimates", "north_estimates", "zvecan-osce-2006-06", {"number": 7}, "lowest 7 (OSCE, 2006)"),
    ("north_estimates", "north_estimates", "zvecan-osce-2006-06", {"date": "1971-06"}, "the years 1971 to 2024"),
    ("north_estimates", "population_counts", "2024-total-census", {"boycotted_by": "nobody we know"}, "nobody we know"),
    ("war_figures", "war_figures", "bombing-civilians-killed-human-rights-watch", {"value": 555}, "555"),
    ("war_figures", "war_figures", "driven-refugees-abroad-15-june-1999-unhcr", {"value": 5}, "from 5 (displaced in the region"),
    (
        "war_figures", "war_figures", "driven-refugees-abroad-15-june-1999-unhcr", {"value": 2_000_000},
        "2,000,000 (displaced in the region",
    ),
    (
        "war_figures", "war_figures", "all-serbs-humanitarian-law-center-kosovo", {"by": "Somebody Else"},
        "(Humanitarian Law Center Kosovo and Somebody Else)",
    ),
    (
        "war_figures", "war_figures", "all-serbs-humanitarian-law-center-kosovo", {"counted": "Kosovo, 1996"},
        "Killed or missing 1996 to 2000",
    ),
    ("war_figures", "war_figures", "albanians-in-1999-british-government", {"value": pd.NA, "low": 9_000}, "at least 9,000"),
    ("missing", "war_figures", "missing-open-2026", {"value": 1234}, "1,234"),
    ("missing", "war_figures", "missing-total-2018", {"value": 7_777}, "7,777 were reported missing"),
    ("strength", "kfor_strength", "strength-2026-rksnews", {"troops": 4999}, "Latest: 4,999"),
    ("strength", "kfor_strength", "strength-2026-rksnews", {"precision": "at_most"}, "Latest: up to 4,767"),
    ("strength", "kfor_strength", "strength-2026-rksnews", {"troops": 60_000}, "has 60,000 soldiers in 2026"),
    ("strength", "kfor_strength", "strength-2020-08-22-nova", {"troops": 3_000}, "Lowest: about 3,000"),
    ("strength", "kfor_strength", "strength-2026-rksnews", {"troops": 20}, "The latest report is the lowest"),
    ("strength", "kfor_strength", "strength-2017-06-15-un", {"date": "2019-11-30"}, "February 2017 to 30 November 2019"),
    ("strength", "kfor_strength", "strength-2013-nato", {"troops": 1}, "2012 and 2013"),
    ("strength", "kfor_events", "riots-2004", {"date": "2005-03-17"}, "riots across Kosovo (March 2005)"),
    ("strength_and_incidents", "kfor_strength", "strength-2026-rksnews", {"troops": 4998}, "4,998"),
    ("strength_and_incidents", "kfor_strength", "strength-2022-11-21-nova", {"precision": "at_most"}, "KFOR had up to 3,800"),
    ("strength_and_incidents", "kfor_events", "banjska-2023", {"event": "Something else"}, "Something else"),
    ("contingents", "kfor_contributors_2022", "troops-2022-08-italy", {"troops": 1}, "the United States 635 and Hungary 469"),
    ("contingents", "kfor_contributors_2022", "troops-2022-08-italy", {"precision": "at_least"}, "Italy at least 638"),
    ("contingents", "kfor_contributors_2022", "troops-2022-08-hungary", {"date": "2022-09"}, "September 2022"),
    ("contingents", "kfor_contributors_2022", "troops-2022-08-poland", {"alliance": "partner"}, "Poland, Austria, Sweden"),
    ("contingents", "kfor_strength", "strength-2022-08-info", {"contributing_nations": 31}, "of 31 nations"),
    ("recognition_counts", "recognition_counts", "pristina-2025-12-19", {"count": 127}, "127"),
    ("recognition_counts", "recognition_counts", "others-2008-02-29", {"date": "2007-12-31"}, "Kosovo, 2007 to 2025"),
    ("recognitions", "recognitions", "cri", {"date": "2005-02-17"}, "1 of 117 recognitions came in 2005"),
    ("votes", "votes_in_bodies", "council-of-europe-2024-04-16", {"yes": 132}, "132 to 29"),
    ("votes", "votes_in_bodies", "uefa-congress-2016-05-03", {"needs": "two thirds"}, "the UEFA Congress and the Interpol"),
    ("votes", "votes_in_bodies", "unesco-general-conference-2015-11-09", {"needs": "three quarters"}, "three quarters were needed"),
    ("agreements", "agreements", "telecom-2016", {"state": "partly"}, "2016 Telephones, not clear, partly"),
    ("turnout", "northern_votes", "2021-10-zvecan", {"turnout": 99.9}, "99.9"),
    ("turnout", "northern_votes", "2023-04-all-four", {"turnout": 99.0}, "Turnout went from 65-83 % in 2021 to 99 %"),
    ("turnout", "northern_votes", "2012-02-all-four", {"kind": "regular"}, "nothing is drawn. Sources"),
    ("turnout", "northern_votes", "2013-11-zvecan", {"date": "2017-10"}, "none was found, nothing is drawn"),
    ("voters", "northern_votes", "2023-04-leposavic", {"cast": 241}, "241 of 13,318"),
    ("wording", "news_reports", "b92", {"word": "riot"}, "riot 4"),
    ("wording", "news_reports", "b92", {"published": "2023-06-02"}, "reports of 29 May to 2 June 2023"),
    ("verdicts", "seed_claims", "c09", {"check": "contested"}, "revised later: none"),
    ("two_reports", "news_reports", "piensa-prensa", {"word": "clash"}, "Both reports write of a clash"),
    ("requests", "reactions", "2023-05-18-quint-jointly", {"date": "2023-05-15"}, "from 15 May to"),
    ("requests", "reactions", "2023-05-18-quint-jointly", {"asked_of_pristina": ""}, "institutions in Pristina 47 before"),
    ("requests_over_time", "reactions", "2023-05-18-quint-jointly", {"date": "2023-05-11"}, "11 weeks from 11 May 2023"),
    ("measures", "eu_measures", "bilateral-visits", {"eased": "2024-01"}, "crisis in the north, January 2024"),
    ("measures", "eu_measures", "bilateral-visits", {"eased": "2024-01"}, "easing reported 7 months later"),
    ("measures", "eu_measures", "gradual-lifting", {"announced": "2025-04-22"}, "April 2025 is when the EU said that it had begun"),
    ("municipalities", "municipalities", "pristina", {"people_2024": 300_000}, "300,000"),
    ("municipalities", "municipalities", "zvecan", {"people_2024": 1_435}, "7,746 people counted in the north"),
    ("municipalities_estimate", "municipalities", "leposavic", {"estimate_by": "OSCE, 2003"}, "estimates of 2003 to 2018"),
    ("municipalities_2011", "municipalities", "zvecan", {"people_2011": 100}, "Zvecan 100"),
    ("region", "places", "prizren", {"name_en": "Another town"}, "in English Another town"),
    ("north", "places", "zvecan", {"kind": "village"}, "Zveçan / Zvečan, village"),
    ("north", "places", "zvecan", {"name_en": "Sweet town"}, "Leposavic, Sweet town and Zubin Potok are shaded"),
    ("days", "unrest_timeline", "atiq-oath", {"contested": True}, "Accounts differ on 7 of them"),
    ("days", "unrest_timeline", "atiq-oath", {"core": False}, "10 of 19 events fall into five days"),
    ("days_abroad", "unrest_timeline", "quint-18-may", {"event": "Something else"}, "First: Something else"),
    ("reports", "injury_reports", "nato-july", {"value": 97}, "97"),
    ("reports", "injury_reports", "nato-july", {"precision": "at_most"}, "the highest, up to 93"),
    ("reports", "injury_reports", "kfor-first", {"precision": "at_most"}, "Soldiers hurt: up to 25 to 41"),
    ("timeline_road-to-war", "long_events", "autonomy-1974", {"date": "1968"}, "The road to war, 1968 to 2000"),
    ("timeline_dialogue", "long_events", "council-of-europe-vote-2023", {"event": "Something else"}, "Something else"),
    ("timeline_after-2023", "long_events", "banjska-attack-2023", {"lane": "courts"}, "violence 1"),
]  # fmt: skip


def everything_said(chart: charts.Chart, figure: Figure) -> str:
    heading = figure.texts[0].get_text()
    return f"{chart.words} {chart.caption} {heading}"


@pytest.mark.parametrize(("picture", "table", "row", "cells", "said"), CHANGES)
def test_words_and_picture_follow_the_table(monkeypatch, figures, picture, table, row, cells, said):
    before = gallery.PICTURES[picture]()
    assert said not in everything_said(before, figures[-1]), "the words say so without the change"
    changed(monkeypatch, table, row, **cells)
    after = gallery.PICTURES[picture]()
    assert said in everything_said(after, figures[-1])
    assert (after.svg, after.words) != (before.svg, before.words) or after.caption != before.caption


def test_the_words_of_every_picture_are_shown_to_follow_its_table():
    assert {picture for picture, *_ in CHANGES} == set(gallery.PICTURES)


# A number that is larger than all others: the axis must hold it, and the words must name the same end.
LARGEST = [
    ("strength", "kfor_strength", "strength-2026-rksnews", {"troops": 88_000}),
    ("strength_and_incidents", "kfor_strength", "strength-2026-rksnews", {"troops": 8_800}),
    ("north_estimates", "north_estimates", "zvecan-osce-2006-06", {"number": 77_000}),
    ("missing", "war_figures", "missing-open-2026", {"value": 6_000}),
    ("recognition_counts", "recognition_counts", "pristina-2025-12-19", {"count": 240}),
    ("reports", "injury_reports", "nato-july", {"value": 170}),
]


@pytest.mark.parametrize(("picture", "table", "row", "cells"), LARGEST)
def test_axes_hold_the_largest_number_and_the_words_name_their_end(monkeypatch, figures, picture, table, row, cells):
    changed(monkeypatch, table, row, **cells)
    chart = gallery.PICTURES[picture]()
    end = figures[-1].axes[0].get_ylim()[1]
    if picture == "reports":
        # Its numbers run from left to right, and those beside its marks need room that is not part of the scale.
        end = figures[-1].axes[0].get_xticks()[-1]
    (value,) = cells.values()
    assert value <= end <= value * 1.5
    assert f"from 0 to {round(end):,}" in chart.words


def test_an_earlier_and_a_later_report_stay_inside_the_picture(monkeypatch, figures):
    """Axes of time were typed once; a new row beyond them would not be seen."""
    for picture, table, row, column in (
        ("strength", "kfor_strength", "strength-2026-rksnews", "date"),
        ("missing", "war_figures", "missing-open-2026", "date"),
        ("recognition_counts", "recognition_counts", "pristina-2025-12-19", "date"),
        ("north_estimates", "north_estimates", "zvecan-osce-2018", "date"),
        ("measures", "eu_measures", "ipa-2024", "eased"),
    ):
        with monkeypatch.context() as patched:
            changed(patched, table, row, **{column: "2031-06"})
            gallery.PICTURES[picture]()
        first, last = figures[-1].axes[-1].get_xlim()
        assert first < date2num(pd.Timestamp("2031-06-01")) < last, picture


# The tables that a picture draws; without a row it says so. Events beside reports may be missing alone.
TABLES = {
    "region": "places", "north": "places", "municipalities": "municipalities", "municipalities_2011": "municipalities",
    "municipalities_estimate": "municipalities", "population": "population_counts", "north_estimates": "north_estimates",
    "war_figures": "war_figures", "missing": "war_figures", "strength": "kfor_strength",
    "strength_and_incidents": "kfor_strength", "contingents": "kfor_contributors_2022",
    "recognition_counts": "recognition_counts", "recognitions": "recognitions", "votes": "votes_in_bodies",
    "agreements": "agreements", "turnout": "northern_votes", "voters": "northern_votes", "days": "unrest_timeline",
    "days_abroad": "unrest_timeline", "reports": "injury_reports", "requests": "reactions",
    "requests_over_time": "reactions", "measures": "eu_measures", "wording": "news_reports",
    "two_reports": "news_reports", "verdicts": "seed_claims",
} | {f"timeline_{story}": "long_events" for story in timeline.STORIES}  # fmt: skip


@pytest.mark.parametrize("picture", gallery.PICTURES)
def test_a_table_without_rows_is_told_and_drawn_as_nothing(monkeypatch, picture: str):
    edited(monkeypatch, TABLES[picture], lambda table: table.head(0))
    chart = gallery.PICTURES[picture]()
    assert re.search(r"\bno\b", chart.words)
    assert len(chart.table) == 0
    assert TABLES[picture] in chart.words + chart.caption
    assert chart.svg.startswith(b"<?xml") and "alt=" in chart.html()


# Which rows may be drawn alone; by default the first one of the table.
ALONE = {
    "region": "id == 'prizren'", "north": "id == 'zvecan'", "missing": "measure == 'still missing'",
    "strength": "measure == 'deployed'", "strength_and_incidents": "id == 'strength-2026-rksnews'",
    "voters": "id == '2023-04-zvecan'", "days": "id == 'atiq-oath'", "days_abroad": "id == 'quint-18-may'",
    "reports": "id == 'nato-july'", "measures": "id == 'bilateral-visits'", "recognitions": "listing == 'counted'",
    "population": "community == 'total'", "north_estimates": "municipality == 'Zvecan'",
    "timeline_road-to-war": "story == 'road-to-war'", "timeline_dialogue": "story == 'dialogue'",
    "timeline_after-2023": "story == 'after-2023'",
}  # fmt: skip
DRAW_ALONE = {"two_reports": lambda: charts.compare("portfolio-hu-mti", "portfolio-hu-mti")}


@pytest.mark.parametrize("picture", gallery.PICTURES)
def test_one_row_alone_is_drawn_and_said(monkeypatch, picture: str):
    query = ALONE.get(picture)
    edited(monkeypatch, TABLES[picture], lambda table: (table.query(query) if query else table).head(1))
    chart = DRAW_ALONE.get(picture, gallery.PICTURES[picture])()
    assert len(chart.table) >= 1
    assert not re.search(r"nothing|\bnan\b|<NA>|NaT|None", chart.words)
    assert chart.svg.startswith(b"<?xml")


@pytest.mark.parametrize("picture", ["strength", "strength_and_incidents"])
def test_reports_without_their_events_are_drawn_alone(monkeypatch, picture: str):
    edited(monkeypatch, "kfor_events", lambda table: table.head(0))
    chart = gallery.PICTURES[picture]()
    assert "Marked events: none" in chart.words or "Marked incidents: none" in chart.words


def level(rows: pd.DataFrame, ids: list[str], column: str, value: object) -> pd.DataFrame:
    rows.loc[rows["id"].isin(ids), column] = value
    return rows


# Which core events there are, and what the heading says then.
HEADINGS_OF_DAYS = {
    "none": ([], "No event of this choice in this time"),
    "one": (["atiq-oath"], "One event, on 19 May 2023"),
    "two of one day": (["clash-29", "galjak-29"], "All 2 events fall on 29 May 2023, in one of five columns"),
    "two far apart": (["atiq-oath", "goods-14"], "1 of 2 events falls on 19 May 2023, in one of five columns"),
    "in five days": (
        ["police-move-26", "nato-700", "goods-14"],
        "2 of 3 events fall into five days, 26 to 30 May 2023",
    ),
}


@pytest.mark.parametrize("case", HEADINGS_OF_DAYS)
def test_the_heading_of_the_days_reads_right_for_none_one_and_many(monkeypatch, case: str):
    ids, said = HEADINGS_OF_DAYS[case]
    edited(monkeypatch, "unrest_timeline", lambda table: table[table["id"].isin(ids)])
    assert charts.days().words.startswith(f"{said}")


def test_a_choice_of_columns_is_counted_in_words(monkeypatch):
    assert "in both columns. " in charts.days(["abroad", "kfor"]).words
    assert " column" not in charts.days(["north"]).words.partition(". ")[0]


def test_a_story_of_one_event_of_a_kind_is_told_in_the_singular(monkeypatch):
    edited(monkeypatch, "long_events", lambda table: table.groupby(["story", "lane"]).head(1))
    said = charts.story("dialogue").words
    assert said.startswith("Promises and breaks, 2011 to 2015: 1 agreement, 1 step of one side and 1 event of violence")


def test_weeks_that_share_the_most_requests_are_all_named(monkeypatch):
    edited(
        monkeypatch, "reactions",
        lambda table: table[table["id"].isin(["2023-05-18-quint-jointly", "2023-05-26-united-states"])],
    )  # fmt: skip
    assert "3 each of 6 requests came in the weeks from 18 May and 25 May" in charts.over_time().words


def test_actors_that_share_the_most_requests_are_all_named():
    assert re.search(r"Most statements to Pristina before 14 June: .*, .*, 7 each\.", charts.requests().words)


def test_bodies_that_share_the_highest_estimate_are_all_named(monkeypatch):
    changed(monkeypatch, "north_estimates", "zvecan-osce-2018", number=16_600)
    assert "highest 16,600 (OSCE, 2006; OSCE, 2018)" in charts.north().words


def test_those_who_share_the_lowest_figure_are_all_named(monkeypatch):
    changed(monkeypatch, "war_figures", "driven-refugees-abroad-15-june-1999-unhcr", value=164_000)
    assert (
        "from 164,000 (displaced in the region, 15 June 1999; Serbs, Roma, others, to August 1999)"
        in charts.figures().words
    )


def test_a_later_lower_report_ends_the_sentence_that_a_number_stayed(monkeypatch, figures):
    """The heading said "93 from July on" while a later report said at least 30."""
    charts.reports()
    assert figures[-1].texts[0].get_text().endswith("93 in July")
    edited(monkeypatch, "injury_reports", lambda table: table[~table["reported_on"].str.startswith("2025")])
    charts.reports()
    assert figures[-1].texts[0].get_text().endswith("93 from July on")


@pytest.mark.parametrize(
    ("names", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_read_as_sentences(names: list[str], said: str):
    assert words.listed(names) == said


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


def dots(patch: PathPatch) -> int:
    """Return how many dots a dashed path has: lines of its columns begin with one, and the next follow at a distance of 1."""
    lines = patch.get_path().vertices.reshape(-1, 2, 2)
    return sum(int(round(line[1][1] - line[0][1] - 0.2)) + 1 for line in lines)


def test_one_dot_is_ten_voters_and_large_enough_to_be_seen(figures: list):
    charts.voters()
    rows = elections.april()
    figure = figures[-1]
    for axes, row in zip(figure.axes, rows.to_dict("records"), strict=True):
        voted, stayed, _holes = axes.patches
        assert dots(voted) == round(row["cast"] / 10)
        assert dots(voted) + dots(stayed) == round(row["registered"] / 10)
        box = axes.get_position()
        across = box.width * figure.get_figwidth() * 100 / axes.get_xlim()[1]
        down = box.height * figure.get_figheight() * 100 / axes.get_ylim()[0]
        assert across == pytest.approx(down, rel=0.01), "the dots would not stand in a grid"
        # The picture is 1,100 pixels wide at most: 100 an inch.
        assert across >= 10
        dashes = voted.get_linestyle()[1]
        assert sum(dashes) * voted.get_linewidth() * 100 / 72 == pytest.approx(down, rel=0.01)


@pytest.mark.parametrize(("people", "seen"), [(0, 0), (1, 1), (14, 1), (16, 2), (837, 84)])
def test_nobody_who_voted_is_rounded_away(people: int, seen: int):
    assert elections._dots(people) == seen


def test_the_four_municipalities_add_up_to_the_published_total():
    votes = data.load("northern_votes").query("date == '2023-04'")
    whole = votes[votes["municipality"] == "all four"].iloc[0]
    assert elections.april()["registered"].sum() == whole["registered"]
    assert elections.april()["cast"].sum() == whole["cast"]


@pytest.mark.parametrize("name", timeline.STORIES)
def test_a_timeline_shows_each_event_once(figures: list, name: str):
    charts.story(name)
    assert len(heights(figures[-1])) == len(timeline.events(name))
    assert set(timeline.events(name)["lane"]) <= set(timeline.STORIES[name][1]), "an event has no lane"


def test_labels_of_one_day_are_stacked_and_never_cover_each_other():
    rows = timeline.events("dialogue").head(3).assign(date_start=pd.Timestamp("2011-07-02"))
    scale = timeline._Scale(pd.Timestamp("2011-01-01"), pd.Timestamp("2012-01-01"), 8)
    bottoms = sorted(timeline._bottoms(rows, scale).values())
    assert all(later - earlier >= style.LINE for earlier, later in zip(bottoms, bottoms[1:], strict=False))


@pytest.mark.parametrize("name", timeline.STORIES)
def test_no_line_to_a_label_goes_through_another_label(name: str):
    """A line through two labels would leave open which of them names the mark."""
    rows = timeline.events(name)
    scale = timeline._Scale(rows["date_start"].min(), rows["date_start"].max(), 8)
    for _, lane in rows.groupby("lane"):
        bottoms = timeline._bottoms(lane, scale)
        own = lane.to_dict("records")
        for place, event in enumerate(own):
            start, line_top = scale.place(event["date_start"]), bottoms[event["id"]]
            for other in own[:place]:
                left = scale.place(other["date_start"])
                end = left + max(map(len, timeline._label(other["label"]).split("\n"))) * style.LETTER
                assert not left < start < end or bottoms[other["id"]] >= line_top


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
    assert set(chart.table["Counted"]).isdisjoint({injured.SOLDIERS})


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
    assert "Of 1 aspect seen in both reports 0 are alike" in chart.words
    assert charts.compare("b92", "b92").words.startswith(
        "One report beside itself. Of 1 aspect seen in both reports 1 is"
    )


def test_two_reports_open_on_a_pair_that_shows_a_difference(monkeypatch):
    """The explorer opened on two reports of which one aspect was seen in both, and it was alike."""
    first, second = news.telling_pair()
    chart = explore.two_reports().chart
    assert chart.words == charts.compare(first, second).words == gallery.PICTURES["two_reports"]().words
    assert chart.words.startswith("One report writes")
    assert "Of 5 aspects seen in both reports" in chart.words
    changed(monkeypatch, "news_reports", first, mayors=news.NOT_SEEN)
    assert news.telling_pair() != (first, second)
    edited(monkeypatch, "news_reports", lambda table: table.assign(word="clash"))
    assert news.telling_pair() is None
    assert explore.two_reports().chart.words.startswith("Both reports write of a clash")


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
    drawn = {getattr(draw, "func", draw) for draw in gallery.PICTURES.values()}
    assert drawn >= {getattr(charts, name) for name in charts._MODULES}


def test_months_do_not_follow_a_locale():
    """A setting of matplotlib (axes.formatter.use_locale) makes Python's own names of months those of the system."""
    folder = gallery.Path(charts.__file__).parent
    for path in [*folder.glob("*.py"), gallery.Path(maps.__file__), gallery.Path(data.__file__)]:
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"strftime|%[aAbBpcxX]\b|calendar\.|month_name\(|day_name\(", code), path.name
    assert data.format_date("2023-05-09") == "9 May 2023"
