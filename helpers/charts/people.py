"""Pictures of who lives where, and who counted: counts for all of Kosovo, and estimates of the north."""

import pandas as pd
from matplotlib.axes import Axes

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style
from helpers.show.chart import Chart

NORTH = ("Leposavic", "North Mitrovica", "Zubin Potok", "Zvecan")
SHORT_BODIES = {
    "Yugoslav census": "census",
    "Kosovo Agency of Statistics": "statistics agency",
    "UNMIK, printed by OSCE": "UN mission",
    "OSCE and UNHCR": "OSCE, UNHCR",
}


def totals() -> pd.DataFrame:
    """Return the counts and estimates of all people in Kosovo since 1981, oldest first."""
    counts = data.load("population_counts")
    whole = counts[(counts["community"] == "total") & counts["people"].notna()]
    return whole.sort_values(["year", "kind"], kind="stable").reset_index(drop=True)


def population() -> Chart:
    """Draw the counts of all people since 1981; a hatched bar is a count that many stayed away from."""
    rows = totals()
    boycotted = (rows["kind"] == "census") & (rows["boycotted_by"] != "no")
    with style.drawing, style.look():
        figure = style.new_figure(0.55 * len(rows) + 1.3)
        style.heading(figure, _counts_point(rows))
        axes = figure.add_axes((0.14, 0.03, 0.84, 1 - 0.95 / figure.get_figheight()))
        names = [f"{year}, {kind}" for year, kind in zip(rows["year"], rows["kind"], strict=True)]
        bars = axes.barh(
            names,
            rows["people"].astype(int),
            color=[style.PALE if kind == "census" else style.GROUND for kind in rows["kind"]],
            edgecolor=style.ACCENT,
            hatch=["//" if missed else "" for missed in boycotted],
        )
        axes.bar_label(bars, labels=[f"{people:,}" for people in rows["people"]], padding=4)
        axes.set_xlim(0, rows["people"].max() * 1.16)
        axes.invert_yaxis()
        style.leave_only_names(axes)
        svg = style.to_svg(figure)
    table = pd.DataFrame(
        {
            "Year": rows["year"].astype(str),
            "Kind": rows["kind"],
            "People": rows["people"],
            "Who stayed away": rows["boycotted_by"]
            .where(boycotted, "no report of it")
            .where(rows["kind"] == "census", ""),
        }
    )
    caption = (
        "People in Kosovo by census and estimate. Hatched: a census that many stayed away from, or that was not held in the "
        "north; white: an estimate. Older censuses are left out: not all their figures were found. Sources: table population_counts."
    )
    return Chart(svg, _counts_words(rows), table, caption)


def _counts_point(rows: pd.DataFrame) -> str:
    censuses = rows[rows["kind"] == "census"]
    missed = censuses[censuses["boycotted_by"] != "no"]
    return f"{len(missed)} of the {len(censuses)} censuses here did not reach everybody"


def _counts_words(rows: pd.DataFrame) -> str:
    listed = "; ".join(
        f"{row['year']} {row['kind']} {row['people']:,}"
        + (f", stayed away: {row['boycotted_by']}" if row["kind"] == "census" and row["boycotted_by"] != "no" else "")
        for row in rows.to_dict("records")
    )
    return f"Bar chart of {len(rows)} counts and estimates of all people in Kosovo, oldest first. {listed}."


def north_estimates(municipality: str) -> pd.DataFrame:
    """Return the counts and estimates of people in one northern municipality, oldest first.

    Raises
    ------
    CourseError
        For a municipality that is not one of the four.
    """
    if municipality not in NORTH:
        raise unknown("northern municipality", municipality, NORTH)
    rows = data.load("north_estimates")
    rows = rows[(rows["municipality"] == municipality) & (rows["counted"] == "people")]
    return rows.sort_values("date_start", kind="stable").reset_index(drop=True)


def north() -> Chart:
    """Draw the disagreeing counts and estimates of people in the four northern municipalities."""
    groups = {name: north_estimates(name) for name in NORTH}
    with style.drawing, style.look():
        figure = style.new_figure(7.8)
        style.heading(figure, _north_point(groups))
        panels = figure.subplots(2, 2, sharex=True, sharey=True, gridspec_kw={"hspace": 0.22, "wspace": 0.06})
        figure.subplots_adjust(left=0.075, right=0.99, top=0.86, bottom=0.06)
        for axes, (name, rows) in zip(panels.flat, groups.items(), strict=True):
            _draw_north(axes, name, rows)
        for axes in panels.flat:
            axes.xaxis.set_visible(False)
        for axes in panels[-1]:
            style.name_years(axes, range(1990, 2030, 10))
        svg = style.to_svg(figure)
    everything = pd.concat(groups.values(), ignore_index=True)
    table = pd.DataFrame(
        {
            "Municipality": everything["municipality"],
            "When": everything["date"].map(data.format_date),
            "Who": everything["body"],
            "Kind": everything["kind"],
            "People": everything["number"],
        }
    )
    caption = (
        "People in the four northern municipalities. Filled: counted in a census; hollow: estimated. Most Serbs stayed away from the "
        "census of 2024; its second figure adds an estimate of those who were not counted. Sources: table north_estimates."
    )
    return Chart(svg, _north_words(groups), table, caption)


def _draw_north(axes: Axes, name: str, rows: pd.DataFrame) -> None:
    census = rows["kind"] == "census"
    axes.vlines(rows["date_start"], 0, rows["number"].astype(int), color=style.PALE, zorder=0)
    axes.scatter(
        rows["date_start"], rows["number"].astype(int), s=55, zorder=3, linewidths=1.8, edgecolors=style.ACCENT,
        facecolors=[style.ACCENT if counted else style.GROUND for counted in census],
    )  # fmt: skip
    most, least = rows["number"].idxmax(), rows["number"].idxmin()
    for place, side, up in ((most, "center", 1500), (least, "right", 0)):
        row = rows.loc[place]
        shift = pd.Timedelta(days=-260 if side == "right" else 0)
        axes.text(
            row["date_start"] + shift, int(row["number"]) + up, _number_and_body(row), ha=side,
            va="bottom" if up else "center", fontweight="bold", zorder=4,
            bbox={"facecolor": style.GROUND, "edgecolor": "none", "pad": 1},
        )  # fmt: skip
    axes.set_title(name, loc="left", fontsize=13, fontweight="bold")
    axes.set_ylim(0, 35000)
    axes.set_xlim(pd.Timestamp("1989-01-01"), pd.Timestamp("2027-01-01"))
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")


def _number_and_body(row: pd.Series) -> str:
    who = "census" if row["kind"] == "census" else SHORT_BODIES.get(row["body"], row["body"])
    return f"{row['number']:,} {who}"


def _north_point(groups: dict[str, pd.DataFrame]) -> str:
    recent = {name: rows[rows["date"] >= "2005"] for name, rows in groups.items()}
    widest = max(recent, key=lambda name: recent[name]["number"].max() / recent[name]["number"].min())
    most, least = recent[widest]["number"].max(), recent[widest]["number"].min()
    return f"{widest}: from {least:,} to {most:,} people since 2005, depending on who counts, how and when"


def _north_words(groups: dict[str, pd.DataFrame]) -> str:
    parts = []
    for name, rows in groups.items():
        most, least = rows.loc[rows["number"].idxmax()], rows.loc[rows["number"].idxmin()]
        parts.append(
            f"{name}, {len(rows)} figures: highest {most['number']:,} ({SHORT_BODIES.get(most['body'], most['body'])}, "
            f"{most['date'][:4]}), lowest {least['number']:,} ({SHORT_BODIES.get(least['body'], least['body'])}, {least['date'][:4]})"
        )
    return (
        "Four panels on one scale from 0 to 35,000 people, across the years 1989 to 2027; filled marks are censuses, hollow "
        f"ones estimates. {'. '.join(parts)}. The lowest of each are first figures of the census of 2024, which most Serbs boycotted."
    )
