"""Pictures of KFOR itself: how many soldiers, from which countries."""

import pandas as pd
from matplotlib.axes import Axes

from helpers import data
from helpers.charts import style
from helpers.show.chart import Chart

GAP_DAYS = 550
SCOPE_WORDS = {
    "in_kosovo": "in Kosovo",
    "including_neighbours": "with neighbouring countries",
    "unknown": "scope not stated",
}
SCOPE_MARKS = {"in_kosovo": ("o", style.ACCENT), "including_neighbours": ("s", "none"), "unknown": ("D", style.LIGHT)}
PRECISION_WORDS = {"exact": "", "about": "about ", "upper": "up to ", "lower": "at least "}


def deployed() -> pd.DataFrame:
    """Return the reports of soldiers deployed (not planned), oldest first."""
    reports = data.load("kfor_strength")
    return reports[reports["measure"] == "deployed"].sort_values("date_start", kind="stable").reset_index(drop=True)


def strength() -> Chart:
    """Draw KFOR's strength since 1999, one mark a report, with the events around it."""
    reports = deployed()
    with style.drawing, style.look():
        figure = style.new_figure(6.4)
        axes = figure.add_axes((0.075, 0.1, 0.91, 0.76))
        style.heading(figure, _strength_point(reports))
        _draw_strength_line(axes, reports)
        _draw_strength_marks(axes, reports)
        _draw_events(axes)
        axes.set_ylim(0, 52000)
        axes.set_xlim(pd.Timestamp("1999-01-01"), pd.Timestamp("2028-06-01"))
        style.name_years(axes, range(2000, 2030, 5))
        _name_the_scale(axes)
        svg = style.to_svg(figure)
    table = pd.DataFrame(
        {
            "Date": reports["date"].map(data.format_date),
            "Soldiers": _soldiers(reports),
            "Scope": reports["scope"].map(SCOPE_WORDS),
        }
    )
    return Chart(svg, _strength_words(reports), table, _strength_caption(reports))


def _name_the_scale(axes: Axes) -> None:
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_title("soldiers reported as deployed", loc="left", fontsize=12)


def _soldiers(reports: pd.DataFrame) -> list[str]:
    """Return the numbers of reports in the words in which they were given, such as ``about 3,800``."""
    counts = zip(reports["precision"], reports["troops"], strict=True)
    return [f"{PRECISION_WORDS[kind]}{count:,}" for kind, count in counts]


def _strength_point(reports: pd.DataFrame) -> str:
    inside = reports[reports["scope"] == "in_kosovo"]
    most = inside.loc[inside["troops"].idxmax()]
    last = reports.iloc[-1]
    return (
        f"KFOR shrank from about {most['troops']:,} soldiers in {data.format_date(most['date'])[-4:]} "
        f"to {PRECISION_WORDS[last['precision']]}{last['troops']:,} in {last['date'][:4]}, but did not leave"
    )


def _draw_strength_line(axes: Axes, reports: pd.DataFrame) -> None:
    line = reports[reports["scope"] != "including_neighbours"]
    gaps = line["date_start"].diff().dt.days > GAP_DAYS
    for _, stretch in line.groupby(gaps.cumsum()):
        axes.plot(stretch["date_start"], stretch["troops"].astype(int), color=style.LIGHT, linewidth=1.5, zorder=1)


def _draw_strength_marks(axes: Axes, reports: pd.DataFrame) -> None:
    for scope, (marker, fill) in SCOPE_MARKS.items():
        shown = reports[reports["scope"] == scope]
        axes.scatter(
            shown["date_start"],
            shown["troops"].astype(int),
            s=46,
            marker=marker,
            facecolors=fill,
            edgecolors=style.ACCENT if scope != "unknown" else style.GREY,
            linewidths=1.5,
            zorder=3,
            label=SCOPE_WORDS[scope],
        )
    axes.legend(loc="upper right", bbox_to_anchor=(1, 1.04), frameon=False, title="each mark is one report")


def _draw_events(axes: Axes) -> None:
    events = data.load("kfor_events").set_index("id")
    labels = [
        ("riots-2004", "riots across\nKosovo", 30000, "center"),
        ("deterrent-presence", "NATO decides\nto shrink it", 36000, "center"),
        ("crossings-2011", "clashes at\ncrossings", 22000, "center"),
        ("zvecan-2023", "clash in\nZvecan", 26000, "center"),
        ("banjska-2023", "attack at\nBanjska", 13000, "left"),
    ]
    for event, label, height, side in labels:
        when = events.loc[event, "date_start"]
        axes.plot([when, when], [0, height], color=style.SECOND, linewidth=1, linestyle=(0, (4, 3)), zorder=0)
        axes.text(when, height, f"{label}\n{data.format_date(events.loc[event, 'date'][:7])}", ha=side, va="bottom")


def _strength_words(reports: pd.DataFrame) -> str:
    line = reports[reports["scope"] != "including_neighbours"]
    gap = line["date_start"].diff().dt.days
    after = line.loc[gap.idxmax()]
    before = line.loc[line.index[list(line.index).index(gap.idxmax()) - 1]]
    low, high = reports.loc[reports["troops"].idxmin()], reports.loc[reports["troops"].idxmax()]
    last = reports.iloc[-1]
    return (
        f"Chart of {len(reports)} reports of KFOR's strength. Across: the years {reports['date'].iloc[0][:4]} to "
        f"{last['date'][:4]}. Up: soldiers deployed, from 0 to 52,000. Highest report: {high['troops']:,} "
        f"({data.format_date(high['date'])}, {SCOPE_WORDS[high['scope']]}). Lowest: {low['troops']:,} "
        f"({data.format_date(low['date'])}). Latest: {last['troops']:,} ({data.format_date(last['date'])}). "
        f"The line falls steeply until 2004 and again in 2010 and 2011; the latest report is {last['troops'] - low['troops']:,} "
        f"above the lowest. Longest time without a report: "
        f"{data.format_date(before['date'])} to {data.format_date(after['date'])}; the line is open there. "
        "Five events are marked: riots in 2004, NATO's decision of 2009, clashes in 2011, Zvecan and Banjska in 2023."
    )


def _strength_caption(reports: pd.DataFrame) -> str:
    return (
        f"Soldiers reported as deployed, {len(reports)} reports of several bodies, as of {reports['date'].iloc[-1][:4]}. "
        "Planned figures are left out. Sources: table kfor_strength."
    )


def contingents(top: int = 17) -> Chart:
    """Draw how many soldiers each country had in KFOR by the last full list seen before May 2023.

    Parameters
    ----------
    top : how many countries to show, largest first.
    """
    troops = data.load("kfor_contributors_2022").sort_values("troops", ascending=False, kind="stable").head(top)
    counts = troops["troops"].astype(int)
    with style.drawing, style.look():
        figure = style.new_figure(0.36 * len(troops) + 1.2)
        axes = figure.add_axes((0.16, 0.03, 0.82, 0.86))
        largest = troops.iloc[0]
        style.heading(
            figure, f"{largest['country']} and {troops.iloc[1]['country']} had the largest contingents on this list"
        )
        hatches = ["//" if kind == "partner" else "" for kind in troops["alliance"]]
        bars = axes.barh(troops["country"], counts, color=style.PALE, edgecolor=style.ACCENT, hatch=hatches)
        axes.bar_label(bars, labels=[f"{count:,}" for count in counts], padding=4)
        axes.invert_yaxis()
        axes.set_xlim(0, counts.max() * 1.1)
        style.hide_scale(axes)
        axes.text(0.98, 0.1, "hatched: not in NATO in 2022", transform=axes.transAxes, ha="right")
        svg = style.to_svg(figure)
    table = troops[["country", "troops", "alliance"]].set_axis(["Country", "Soldiers", "NATO or partner"], axis=1)
    total = data.cell("kfor_strength/strength-2022-08-info/troops")
    nations = data.cell("kfor_strength/strength-2022-08-info/contributing_nations")
    caption = (
        f"Soldiers in KFOR by country, August 2022, after RFE/RL from NATO's table. The list names {len(troops)} of "
        f"{nations} nations and {counts.sum():,} of {total:,} soldiers."
    )
    return Chart(svg, _contingents_words(troops), table, caption)


def _contingents_words(troops: pd.DataFrame) -> str:
    first, second, third = (troops.iloc[place] for place in range(3))
    partners = list(troops.loc[troops["alliance"] == "partner", "country"])
    return (
        f"Bar chart of {len(troops)} countries with soldiers in KFOR in August 2022, largest first. "
        f"{first['country']} {first['troops']:,}, {second['country']} {second['troops']:,}, "
        f"{third['country']} {third['troops']:,}; the last is {troops.iloc[-1]['country']} with "
        f"{troops.iloc[-1]['troops']:,}. Hatched, not in NATO at that time: {', '.join(partners)}."
    )


FIRST_OF_LATE = pd.Timestamp("2021-01-01")
INCIDENTS = {"roadblocks-2022": "roadblocks", "zvecan-2023": "Zvecan", "banjska-2023": "Banjska"}
_SIDES = {"roadblocks-2022": "right", "zvecan-2023": "center", "banjska-2023": "left"}


def strength_and_incidents() -> Chart:
    """Draw KFOR's strength since 2021 above the incidents of these years, on one scale of time."""
    reports = deployed()
    reports = reports[reports["date_start"] >= FIRST_OF_LATE].reset_index(drop=True)
    events = data.load("kfor_events")
    incidents = events[events["id"].isin(INCIDENTS)].reset_index(drop=True)
    with style.drawing, style.look():
        figure = style.new_figure(5.8)
        style.heading(figure, _late_point(reports, incidents))
        axes = figure.add_axes((0.075, 0.09, 0.9, 0.78))
        axes.vlines(reports["date_start"], 0, reports["troops"].astype(int), color=style.PALE, zorder=0)
        hollow = reports["precision"] != "exact"
        axes.scatter(
            reports["date_start"], reports["troops"].astype(int), s=55, edgecolors=style.ACCENT, linewidths=1.6, zorder=3,
            facecolors=[style.GROUND if rounded else style.ACCENT for rounded in hollow],
        )  # fmt: skip
        for incident in incidents.to_dict("records"):
            when = incident["date_start"]
            axes.plot([when, when], [0, 5600], color=style.SECOND, linewidth=1.2, linestyle=(0, (4, 3)), zorder=1)
            words = f"{INCIDENTS[incident['id']]}\n{incident['date_start']:%b %Y}"
            axes.text(when, 5650, words, ha=_SIDES[incident["id"]], va="bottom")
        axes.set_ylim(0, 6500)
        axes.set_xlim(pd.Timestamp("2020-10-01"), pd.Timestamp("2026-12-31"))
        style.name_years(axes, range(2021, 2027))
        _name_the_scale(axes)
        svg = style.to_svg(figure)
    table = pd.DataFrame(
        {
            "Date": reports["date"].map(data.format_date),
            "Soldiers": _soldiers(reports),
        }
    )
    caption = (
        "Reports of soldiers deployed since 2021; hollow marks are rounded or partial figures. That soldiers came after an incident does "
        "not show what they prevented. Sources: tables kfor_strength and kfor_events."
    )
    return Chart(svg, _late_words(reports, incidents), table, caption)


def _late_point(reports: pd.DataFrame, incidents: pd.DataFrame) -> str:
    turn = incidents["date_start"].max()
    before, after = reports[reports["date_start"] < turn].iloc[-1], reports.iloc[-1]
    return f"From {before['troops']:,} soldiers before {INCIDENTS[incidents.iloc[-1]['id']]} to {after['troops']:,} in {after['date'][:4]}"


def _late_words(reports: pd.DataFrame, incidents: pd.DataFrame) -> str:
    listed = "; ".join(f"{row['event']} ({data.format_date(row['date'])})" for row in incidents.to_dict("records"))
    first, last = reports.iloc[0], reports.iloc[-1]
    return (
        f"Chart of {len(reports)} reports of KFOR's strength since 2021, from 0 to 6,500 soldiers. First: {first['troops']:,} "
        f"({data.format_date(first['date'])}). Last: {last['troops']:,} ({data.format_date(last['date'])}). "
        f"{_late_point(reports, incidents)}. Marked incidents: {listed}."
    )
