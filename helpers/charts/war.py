"""Figures of the war of 1998 and 1999 and what followed: ranges by the body that gave them, and the missing over time."""

import pandas as pd
from matplotlib.axes import Axes

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style
from helpers.show.chart import Chart

SUBJECTS = {
    "all": "Killed or missing 1998 to 2000, by name (Humanitarian Law Center Kosovo)",
    "albanians": "Albanians killed, as estimated or stated",
    "bombing": "Civilians killed by NATO bombing in Yugoslavia, 1999",
    "driven": "Expelled, fled or displaced (another scale)",
}
_SCALE_TOP = {"driven": 1_000_000}
_USUAL_TOP = 20_000


def toll(subject: str) -> pd.DataFrame:
    """Return the figures on one subject, in the order of the table.

    Raises
    ------
    CourseError
        For a subject that is not in ``SUBJECTS``.
    """
    if subject not in SUBJECTS:
        raise unknown("subject of war figures", subject, SUBJECTS)
    figures = data.load("war_figures")
    return figures[figures["subject"] == subject].reset_index(drop=True)


def figures() -> Chart:
    """Draw the figures of the war as points and ranges, one row a body, in four groups that are not added up."""
    groups = {subject: toll(subject) for subject in SUBJECTS}
    heights = [len(rows) + 1.3 for rows in groups.values()]
    with style.drawing, style.look():
        figure = style.new_figure(0.37 * sum(heights) + 0.9)
        style.heading(figure, _figures_point(groups))
        panels = figure.subplots(len(groups), 1, gridspec_kw={"height_ratios": heights, "hspace": 0.36})
        figure.subplots_adjust(left=0.42, right=0.985, top=1 - 0.85 / figure.get_figheight(), bottom=0.03)
        for axes, (subject, rows) in zip(panels, groups.items(), strict=True):
            _draw_ranges(axes, subject, rows)
        svg = style.to_svg(figure)
    everything = pd.concat(groups.values(), ignore_index=True)
    table = pd.DataFrame(
        {
            "Who gives it": everything["by"],
            "What was counted": everything["measure"],
            "Place and time": everything["counted"],
            "Figure": [_figure_words(row) for row in everything.to_dict("records")],
        }
    )
    caption = (
        "Figures by the body that gave them. They count different people, places and times, and are never added up. "
        "A line is the range given for that row. Sources: table war_figures."
    )
    return Chart(svg, _figures_words(groups), table, caption)


def _draw_ranges(axes: Axes, subject: str, rows: pd.DataFrame) -> None:
    top = _SCALE_TOP.get(subject, _USUAL_TOP)
    for place, row in enumerate(rows.to_dict("records")):
        ends = [row[name] for name in ("low", "value", "high") if pd.notna(row[name])]
        axes.plot(
            [min(ends), max(ends)], [place, place], color=style.ACCENT, linewidth=5, alpha=0.45, solid_capstyle="butt"
        )
        if pd.notna(row["value"]):
            axes.scatter(row["value"], place, s=60, color=style.ACCENT, zorder=3)
        axes.text(max(ends) + top * 0.012, place, _figure_words(row), va="center", ha="left")
    style.name_rows(axes, {place: _row_name(row) for place, row in enumerate(rows.to_dict("records"))}, size=11)
    axes.set_ylim(len(rows) - 0.5, -0.6)
    axes.set_xlim(0, top * 1.36)
    axes.text(-0.72, 1.02, SUBJECTS[subject], transform=axes.transAxes, fontsize=12, fontweight="bold", va="bottom")
    style.hide_scale(axes)


def _row_name(row: dict) -> str:
    """Return who gives a figure; with what was counted where the rows of a group differ in it."""
    if row["subject"] == "all":
        return row["measure"]
    return row["by"] if row["subject"] == "bombing" else f"{row['by']}: {row['measure']}"


def _figure_words(row: dict) -> str:
    """Return a figure as it was given: one number, a range, or both."""
    span = f"{row['low']:,} to {row['high']:,}" if pd.notna(row["low"]) else ""
    if pd.isna(row["value"]):
        return span
    return f"{row['value']:,}" + (f" ({span})" if span else "")


def _figures_point(groups: dict[str, pd.DataFrame]) -> str:
    named = groups["all"].iloc[0]["value"]
    return f"{named:,} killed or missing are known by name; other figures depend on who counts whom"


def _figures_words(groups: dict[str, pd.DataFrame]) -> str:
    def listed(subject: str, name: str) -> str:
        return "; ".join(f"{row[name]} {_figure_words(row)}" for row in groups[subject].to_dict("records"))

    driven = groups["driven"]
    return (
        f"Four panels of points and ranges. {SUBJECTS['all']}: {listed('all', 'measure')}. {SUBJECTS['albanians']}: "
        f"{listed('albanians', 'by')}. {SUBJECTS['bombing']}: {listed('bombing', 'by')}. Expelled, fled or displaced: {len(driven)} "
        f"figures from {int(driven['value'].min()):,} (Serbs, Roma and others, summer 1999) to {int(driven['value'].max()):,} "
        "(Albanians, spring 1999)."
    )


def missing() -> Chart:
    """Draw how many of the missing were still open, report by report."""
    figures = data.load("war_figures")
    rows = figures[(figures["subject"] == "missing") & (figures["measure"] == "still missing")]
    rows = rows.sort_values("date_start", kind="stable").reset_index(drop=True)
    total = figures[(figures["subject"] == "missing") & (figures["measure"] != "still missing")]["value"].max()
    with style.drawing, style.look():
        figure = style.new_figure(5.2)
        style.heading(figure, _missing_point(rows, total))
        axes = figure.add_axes((0.07, 0.09, 0.92, 0.77))
        axes.vlines(rows["date_start"], 0, rows["value"].astype(int), color=style.PALE, zorder=0)
        axes.scatter(rows["date_start"], rows["value"].astype(int), s=60, color=style.ACCENT, zorder=3)
        for place in (0, len(rows) - 1):
            row = rows.iloc[place]
            axes.text(row["date_start"], row["value"] + 130, f"{row['value']:,}", ha="center", fontweight="bold")
        axes.set_ylim(0, 3500)
        axes.set_xlim(pd.Timestamp("1999-06-01"), pd.Timestamp("2027-06-01"))
        style.name_years(axes, range(2000, 2030, 5))
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axes.set_title("people still missing, as reported", loc="left", fontsize=12)
        svg = style.to_svg(figure)
    table = pd.DataFrame(
        {"When": rows["date"].map(data.format_date), "Who": rows["by"], "Still missing": rows["value"]}
    )
    caption = "People of all communities who are still missing after the war. Sources: table war_figures."
    return Chart(svg, _missing_words(rows, total), table, caption)


def _missing_point(rows: pd.DataFrame, total: int) -> str:
    last = rows.iloc[-1]
    return f"Of about {total:,} people reported missing, {last['value']:,} are still missing in {last['date'][:4]}"


def _missing_words(rows: pd.DataFrame, total: int) -> str:
    first, last = rows.iloc[0], rows.iloc[-1]
    return (
        f"Chart of {len(rows)} reports of people still missing from the war in Kosovo, {first['date'][:4]} to {last['date'][:4]}. "
        f"Up: from 0 to 3,500 people. First: {first['value']:,} ({first['by']}). Last: {last['value']:,} ({last['by']}). "
        f"In all about {total:,} were reported missing; they belong to all communities."
    )
