"""Pictures of KFOR itself: how many soldiers, from which countries."""

import textwrap

import pandas as pd

from helpers import data
from helpers.charts import style, words
from helpers.charts.style import Axes
from helpers.show.chart import Chart

GAP_DAYS = 550
# A year counts as one of a steep fall when its reports lie on average so far below those of the year before.
STEEP_FALL = 0.2
SCOPE_WORDS = {
    "in_kosovo": "in Kosovo",
    "including_neighbours": "with neighbouring countries",
    "unknown": "scope not stated",
}
SCOPE_MARKS = {"in_kosovo": ("o", style.ACCENT), "including_neighbours": ("s", "none"), "unknown": ("D", style.LIGHT)}
# Short words for an event, how high its line goes as a part of the axis, and on which side the words stand.
EVENTS = {
    "riots-2004": ("riots across Kosovo", 0.6, "left"),
    "deterrent-presence": ("NATO decides to shrink it", 0.44, "right"),
    "crossings-2011": ("clashes at crossings", 0.3, "left"),
    "zvecan-2023": ("clash in Zvecan", 0.46, "center"),
    "banjska-2023": ("attack at Banjska", 0.2, "left"),
}
_BOUNDS = "A small arrow up means at least, down at most."


def deployed() -> pd.DataFrame:
    """Return the reports of soldiers deployed (not planned), oldest first."""
    reports = data.load("kfor_strength")
    return reports[reports["measure"] == "deployed"].sort_values("date_start", kind="stable").reset_index(drop=True)


def strength() -> Chart:
    """Draw KFOR's strength since 1999, one mark a report, with the events around it."""
    reports = deployed()
    if reports.empty:
        return words.nothing("reports of soldiers deployed", "kfor_strength")
    events = _events(EVENTS)
    top = style.axis_end(reports["troops"].max())
    with style.picture(6.4, _strength_point(reports)) as figure:
        axes = figure.add_axes(figure.inside(left=0.9, right=0.1, top=0.45, bottom=0.5))
        _draw_strength_line(axes, reports)
        _draw_strength_marks(axes, reports)
        _draw_events(axes, events, top)
        last = reports.iloc[-1]
        axes.text(last["date_start"], last["troops"] + top * 0.03, _given(last), ha="center", fontweight="bold")
        axes.set_ylim(0, top)
        years = style.time_axis(axes, pd.concat([reports["date_start"], events["date_start"]]), 0.02, 0.08)
        style.name_years(axes, style.some_years(years))
        _name_the_scale(axes)
    table = pd.DataFrame(
        {
            "Date": reports["date"].map(data.format_date),
            "Soldiers": _soldiers(reports),
            "Scope": reports["scope"].map(SCOPE_WORDS),
        }
    )
    caption = (
        f"Soldiers reported as deployed, {len(reports)} reports of several bodies, as of {reports['date'].iloc[-1][:4]}. "
        f"Planned figures are left out. {_BOUNDS} Sources: table kfor_strength."
    )
    return Chart(figure.svg, _strength_words(reports, events, top), table, caption)


def _events(ids: dict) -> pd.DataFrame:
    events = data.load("kfor_events")
    return events[events["id"].isin(ids)].sort_values("date_start", kind="stable").reset_index(drop=True)


def _name_the_scale(axes: Axes) -> None:
    style.thousands(axes)
    style.name_scale(axes, "soldiers reported as deployed")


def _soldiers(reports: pd.DataFrame) -> list[str]:
    """Return the numbers of reports in the words in which they were given, such as ``about 3,800``."""
    return [data.figure_words(kind, count) for kind, count in zip(reports["precision"], reports["troops"], strict=True)]


def _given(report: pd.Series) -> str:
    return data.figure_words(report["precision"], report["troops"])


def _strength_point(reports: pd.DataFrame) -> str:
    inside = reports[reports["scope"] == "in_kosovo"]
    inside = reports if inside.empty else inside
    peak, last = inside.loc[inside["troops"].idxmax()], reports.iloc[-1]
    if peak["troops"] <= last["troops"]:
        return f"KFOR has {_given(last)} soldiers in {last['date'][:4]}, as many as ever reported here"
    stayed = ", but did not leave" if last["troops"] > 0 else ""
    return f"KFOR shrank from {_given(peak)} soldiers in {peak['date'][:4]} to {_given(last)} in {last['date'][:4]}{stayed}"


def _draw_strength_line(axes: Axes, reports: pd.DataFrame) -> None:
    line = reports[reports["scope"] != "including_neighbours"]
    gaps = line["date_start"].diff().dt.days > GAP_DAYS
    for _, stretch in line.groupby(gaps.cumsum()):
        axes.plot(stretch["date_start"], stretch["troops"].astype(int), color=style.LIGHT, linewidth=1.5, zorder=1)


def _draw_strength_marks(axes: Axes, reports: pd.DataFrame) -> None:
    for scope, (marker, fill) in SCOPE_MARKS.items():
        shown = reports[reports["scope"] == scope]
        edge = style.GREY if scope == "unknown" else style.ACCENT
        look = {"facecolors": fill, "edgecolors": edge, "linewidths": 1.5, "label": SCOPE_WORDS[scope]}
        axes.scatter(shown["date_start"], shown["troops"].astype(int), s=46, marker=marker, zorder=3, **look)
    style.mark_bounds(axes, reports["date_start"], reports["troops"].astype(int), reports["precision"])
    axes.legend(loc="upper right", bbox_to_anchor=(1, 1.04), frameon=False, title="each mark is one report")


def _draw_events(axes: Axes, events: pd.DataFrame, top: int) -> None:
    for event in events.to_dict("records"):
        name, share, side = EVENTS[event["id"]]
        when, height = event["date_start"], share * top
        axes.plot([when, when], [0, height], color=style.SECOND, linewidth=1, linestyle=style.DASHES, zorder=0)
        lines = f"{textwrap.fill(name, 13)}\n{data.format_month(when)}"
        axes.text(when, height, lines, ha=side, va="bottom", bbox=style.label(1.5), zorder=2)


def _strength_words(reports: pd.DataFrame, events: pd.DataFrame, top: int) -> str:
    low, high, last = (
        reports.loc[reports["troops"].idxmin()],
        reports.loc[reports["troops"].idxmax()],
        reports.iloc[-1],
    )
    above = last["troops"] - low["troops"]
    ends = f"the latest report is {above:,} above the lowest" if above else "the latest report is the lowest"
    marked = ", ".join(
        f"{EVENTS[row['id']][0]} ({data.format_date(row['date'][:7])})" for row in events.to_dict("records")
    )
    return (
        f"{_strength_point(reports)}. Chart of {words.counted(len(reports), 'report')}, {reports['date'].iloc[0][:4]} to "
        f"{last['date'][:4]}. Up: soldiers deployed, from 0 to {top:,}. Highest: {_given(high)} "
        f"({data.format_date(high['date'])}, {SCOPE_WORDS[high['scope']]}). Lowest: {_given(low)} "
        f"({data.format_date(low['date'])}). Latest: {_given(last)} ({data.format_date(last['date'])}). "
        f"{_fall_words(reports)}{words.begun(ends)}. {_gap_words(reports)}Marked events: {marked or 'none'}."
    )


def _fall_words(reports: pd.DataFrame) -> str:
    """Say in which years the line falls steeply."""
    line = reports[reports["scope"] != "including_neighbours"]
    yearly = line.groupby(line["date_start"].dt.year)["troops"].mean().astype(float)
    fall = 1 - yearly / yearly.shift()
    years = [str(year) for year in fall.index[fall > STEEP_FALL]]
    return f"The line falls steeply in {words.listed(years)}. " if years else ""


def _gap_words(reports: pd.DataFrame) -> str:
    line = reports[reports["scope"] != "including_neighbours"].reset_index(drop=True)
    days = line["date_start"].diff().dt.days
    if not (days > GAP_DAYS).any():
        return ""
    after = int(days.idxmax())
    before, later = (data.format_date(line.loc[place, "date"]) for place in (after - 1, after))
    return f"Longest time without a report, where the line is open: {before} to {later}. "


def contingents(top: int = 17) -> Chart:
    """Draw how many soldiers each country had in KFOR by the last full list seen before May 2023.

    Parameters
    ----------
    top : int
        How many countries to show, largest first.
    """
    everybody = data.load("kfor_contributors_2022").sort_values("troops", ascending=False, kind="stable")
    if everybody.empty:
        return words.nothing("countries with soldiers in KFOR", "kfor_contributors_2022")
    troops = everybody.head(top)
    counts, when = troops["troops"].astype(int), everybody["date"].max()
    outside = f" (not in NATO in {when[:4]})"
    with style.picture(0.36 * len(troops) + 0.5, _contingents_point(troops, when)) as figure:
        axes = figure.add_axes(figure.inside(left=1.75, top=0.35))
        partner = troops["alliance"] == "partner"
        hatches = ["//" if own else "" for own in partner]
        bars = axes.barh(range(len(troops)), counts, color=style.PALE, edgecolor=style.ACCENT, hatch=hatches)
        labels = [given + (outside if own else "") for given, own in zip(_soldiers(troops), partner, strict=True)]
        axes.bar_label(bars, labels=labels, padding=4)
        style.name_rows(axes, dict(enumerate(troops["country"])))
        style.name_scale(axes, "soldiers")
        axes.set_ylim(len(troops) - 0.4, -0.6)
        axes.set_xlim(0, counts.max() * 1.1)
        style.hide_x(axes)
    table = troops[["country", "troops", "alliance"]].set_axis(["Country", "Soldiers", "NATO or partner"], axis=1)
    table["Soldiers"] = _soldiers(troops)
    return Chart(figure.svg, _contingents_words(troops, when), table, _contingents_caption(everybody, when))


def _contingents_point(troops: pd.DataFrame, when: str) -> str:
    first = [f"{words.with_article(row['country'])} {_given(row)}" for row in troops.head(2).to_dict("records")]
    contingents = "contingents" if len(first) > 1 else "contingent"
    return f"The largest {contingents} on this list of {data.format_date(when)}: {words.listed(first)}"


def _contingents_caption(everybody: pd.DataFrame, when: str) -> str:
    reports = data.load("kfor_strength")
    whole = reports[(reports["date"] == when) & reports["contributing_nations"].notna()]
    if whole.empty:
        share = f"The list names {len(everybody)} nations and {everybody['troops'].sum():,} soldiers."
    else:
        total = whole.iloc[0]
        share = (
            f"The list names {len(everybody)} of {total['contributing_nations']} nations and "
            f"{everybody['troops'].sum():,} of {total['troops']:,} soldiers."
        )
    return f"Soldiers in KFOR by country, {data.format_date(when)}, after RFE/RL from NATO's table. {share}"


def _contingents_words(troops: pd.DataFrame, when: str) -> str:
    first = ", ".join(f"{row['country']} {_given(row)}" for _, row in troops.head(3).iterrows())
    last = troops.iloc[-1]
    least = f"; the last is {last['country']} with {_given(last)}" if len(troops) > 3 else ""
    partners = list(troops.loc[troops["alliance"] == "partner", "country"])
    outside = f" Hatched, not in NATO at that time: {', '.join(partners)}." if partners else ""
    countries = "1 country" if len(troops) == 1 else f"{len(troops)} countries"
    what = f"Bar chart of {countries} with soldiers in KFOR in {data.format_date(when)}, largest first."
    return f"{_contingents_point(troops, when)}. {what} {first}{least}.{outside}"


FIRST_OF_LATE = pd.Timestamp("2021-01-01")
# Short words for an incident, how high its line goes as a part of the axis, and on which side the words stand.
INCIDENTS = {
    "roadblocks-2022": ("roadblocks", 0.84, "right"),
    "zvecan-2023": ("the clash in Zvecan", 0.94, "left"),
    "banjska-2023": ("the attack at Banjska", 0.84, "left"),
}
# The heading compares the time before this incident with the latest report.
_CLASH = "zvecan-2023"


def strength_and_incidents() -> Chart:
    """Draw KFOR's strength since 2021 above the incidents of these years, on one scale of time."""
    reports = deployed()
    reports = reports[reports["date_start"] >= FIRST_OF_LATE].reset_index(drop=True)
    if reports.empty:
        return words.nothing(f"reports of soldiers deployed since {FIRST_OF_LATE.year}", "kfor_strength")
    incidents = _events(INCIDENTS)
    top = style.axis_end(reports["troops"].max(), room=1.25)
    with style.picture(5.8, _late_point(reports, incidents)) as figure:
        axes = figure.add_axes(figure.inside(left=0.8, right=0.1, top=0.45, bottom=0.5))
        _draw_late_reports(axes, reports)
        for incident in incidents.to_dict("records"):
            name, share, side = INCIDENTS[incident["id"]]
            when, height = incident["date_start"], share * top
            axes.plot([when, when], [0, height], color=style.SECOND, linewidth=1.2, linestyle=style.DASHES, zorder=1)
            axes.text(when, height, f"{name}, {data.format_month(when)}", ha=side, va="bottom")
        axes.set_ylim(0, top)
        years = style.time_axis(axes, pd.concat([reports["date_start"], incidents["date_start"]]), 0.05, 0.1)
        style.name_years(axes, [FIRST_OF_LATE.year, *(year for year in years if year > FIRST_OF_LATE.year)])
        _name_the_scale(axes)
    table = pd.DataFrame({"Date": reports["date"].map(data.format_date), "Soldiers": _soldiers(reports)})
    caption = (
        f"Reports of soldiers deployed since {FIRST_OF_LATE.year}; hollow marks are rounded or partial figures. {_BOUNDS} That soldiers "
        "came after an incident does not show what they prevented. Sources: tables kfor_strength and kfor_events."
    )
    return Chart(figure.svg, _late_words(reports, incidents, top), table, caption)


def _draw_late_reports(axes: Axes, reports: pd.DataFrame) -> None:
    troops = reports["troops"].astype(int)
    axes.vlines(reports["date_start"], 0, troops, color=style.PALE, zorder=0)
    grounds = [style.ACCENT if kind == "exact" else style.GROUND for kind in reports["precision"]]
    axes.scatter(
        reports["date_start"], troops, s=55, edgecolors=style.ACCENT, facecolors=grounds, linewidths=1.6, zorder=3
    )
    style.mark_bounds(axes, reports["date_start"], troops, reports["precision"])


def _late_point(reports: pd.DataFrame, incidents: pd.DataFrame) -> str:
    last = reports.iloc[-1]
    latest = f"{_given(last)} in {last['date'][:4]}"
    clash = incidents[incidents["id"] == _CLASH]
    earlier = reports.iloc[:0] if clash.empty else reports[reports["date_start"] < clash["date_start"].min()]
    if earlier.empty:
        return f"KFOR had {latest}"
    return (
        f"KFOR had {_given(earlier.iloc[-1])} soldiers in the last report before {INCIDENTS[_CLASH][0]}, and {latest}"
    )


def _late_words(reports: pd.DataFrame, incidents: pd.DataFrame, top: int) -> str:
    listed = "; ".join(f"{row['event']} ({data.format_date(row['date'])})" for row in incidents.to_dict("records"))
    first, last = reports.iloc[0], reports.iloc[-1]
    return (
        f"{_late_point(reports, incidents)}. Chart of {words.counted(len(reports), 'report')} of KFOR's strength since "
        f"{FIRST_OF_LATE.year}, from 0 to {top:,} soldiers. "
        f"First: {_given(first)} ({data.format_date(first['date'])}). Last: {_given(last)} ({data.format_date(last['date'])}). "
        f"Marked incidents: {listed or 'none'}."
    )
