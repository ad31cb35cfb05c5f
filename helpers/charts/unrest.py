"""Pictures of May to July 2023: the days, and who said which number when."""

import textwrap
from functools import cache

import pandas as pd
from matplotlib.axes import Axes

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style
from helpers.show.chart import Chart

LANES = {
    "pristina": "institutions in Pristina",
    "belgrade": "institutions in Belgrade",
    "north": "in the north",
    "kfor": "KFOR and NATO",
    "abroad": "other states and bodies",
}
FIRST_DAY, MIDDLE_DAY, LAST_DAY = "2023-05-18", "2023-06-01", "2023-07-19"

# Where two labels of one lane would touch, one stands below its mark.
LABELS_BELOW = {"nato-700", "goods-14", "clash-26"}

SOLDIERS, TREATED = "KFOR soldiers", "treated in hospital"
SHOWN = (SOLDIERS, TREATED, "civilians, including journalists")
SCALE_TOP = 100


def days(lanes: list[str] | None = None, first: str = FIRST_DAY, last: str = LAST_DAY) -> Chart:
    """Draw the events of May to July 2023 day by day in lanes.

    Parameters
    ----------
    lanes : keys of ``LANES`` to show; all by default.
    first, last : ISO dates of the window, both included.

    Raises
    ------
    CourseError
        For an unknown lane.
    """
    chosen = tuple(LANES if lanes is None else lanes)
    for lane in chosen:
        if lane not in LANES:
            raise unknown("lane", lane, LANES)
    return _days(chosen, first, last)


@cache
def _days(chosen: tuple[str, ...], first: str, last: str) -> Chart:
    events = data.load("unrest_timeline")
    inside = events["date_start"].between(pd.Timestamp(first), pd.Timestamp(last))
    events = events[inside & events["lane"].isin(chosen)].reset_index(drop=True)
    windows = _windows(pd.Timestamp(first), pd.Timestamp(last))
    with style.drawing, style.look():
        figure = style.new_figure(0.9 + len(windows) * (0.82 * max(len(chosen), 1) + 0.75))
        style.heading(figure, _days_point(events))
        panels = figure.subplots(len(windows), 1, squeeze=False, gridspec_kw={"hspace": 0.35})[:, 0]
        figure.subplots_adjust(left=0.22, right=0.985, top=1 - 0.75 / figure.get_figheight(), bottom=0.06)
        for axes, (start, end) in zip(panels, windows, strict=True):
            _draw_days(axes, events, chosen, start, end)
        svg = style.to_svg(figure)
    table = pd.DataFrame(
        {
            "Day": events["date"].map(data.format_date),
            "Time": events["time_local"],
            "Lane": events["lane"].map(LANES),
            "Event": events["event"],
            "Accounts differ": events["versions"],
        }
    )
    caption = (
        f"{len(events)} selected events, {data.format_date(first)} to {data.format_date(last)}. "
        "A hollow mark means that accounts differ. Sources: table unrest_timeline."
    )
    return Chart(svg, _days_words(events, chosen, first, last), table, caption)


def _windows(first: pd.Timestamp, last: pd.Timestamp) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    middle = pd.Timestamp(MIDDLE_DAY)
    if first < middle <= last:
        return [(first, middle - pd.Timedelta(days=1)), (middle, last)]
    return [(first, last)]


def _days_point(events: pd.DataFrame) -> str:
    if events.empty:
        return "No event of this choice in this time"
    busiest = events["date"].value_counts().sort_index().idxmax()
    count = int((events["date"] == busiest).sum())
    return f"Most events of this choice fall on {data.format_date(busiest)}: {count} of {len(events)}"


def _draw_days(
    axes: Axes, events: pd.DataFrame, lanes: tuple[str, ...], start: pd.Timestamp, end: pd.Timestamp
) -> None:
    heights = {lane: len(lanes) - place for place, lane in enumerate(lanes)}
    shown = events[events["date_start"].between(start, end)]
    axes.hlines(list(heights.values()), 0, 1, transform=axes.get_yaxis_transform(), color=style.PALE, zorder=0)
    axes.scatter(
        shown["date_start"],
        shown["lane"].map(heights),
        s=70,
        facecolors=[style.GROUND if contested else style.ACCENT for contested in shown["contested"]],
        edgecolors=style.ACCENT,
        linewidths=1.8,
        zorder=3,
    )
    for _, event in shown[shown["label"] != ""].iterrows():
        below = event["id"] in LABELS_BELOW
        axes.text(
            event["date_start"],
            heights[event["lane"]] + (-0.13 if below else 0.13),
            textwrap.fill(event["label"], 16),
            ha="center",
            va="top" if below else "bottom",
            fontsize=11,
        )
    margin = pd.Timedelta(days=max(0.8, (end - start).days * 0.08))
    axes.set_xlim(start - margin, end + margin)
    axes.set_ylim(0.45, len(lanes) + 0.6)
    style.name_rows(axes, {height: LANES[lane] for lane, height in heights.items()})
    every = 1 if (end - start).days <= 15 else 7
    ticks = pd.date_range(start, end, freq=f"{every}D")
    names = [f"{tick.day} {tick:%b}" if every > 1 else str(tick.day) for tick in ticks]
    if every == 1:
        names[0] += f"\n{ticks[0]:%B}"
    style.name_columns(axes, dict(zip(ticks, names, strict=True)))


def _days_words(events: pd.DataFrame, lanes: tuple[str, ...], first: str, last: str) -> str:
    window = f"{data.format_date(first)} to {data.format_date(last)}"
    if events.empty:
        return f"Timeline from {window}: no event in the lanes {', '.join(LANES[lane] for lane in lanes) or 'chosen'}."
    counts = [f"{LANES[lane]} {int((events['lane'] == lane).sum())}" for lane in lanes]
    contested = int(events["contested"].sum())
    return (
        f"Timeline of {len(events)} events from {window}, by lane: {', '.join(counts)}. "
        f"{_days_point(events)}. Accounts differ on {contested} of them, drawn hollow. {_first_and_last(events)}"
    )


def _first_and_last(events: pd.DataFrame) -> str:
    first, last = events.iloc[0], events.iloc[-1]
    return (
        f"First: {first['event']} ({data.format_date(first['date'])}). "
        f"Last: {last['event']} ({data.format_date(last['date'])})."
    )


def report_table() -> pd.DataFrame:
    """Return all reports of injured people of 29 May 2023, in the order in which they were made."""
    reports = data.load("injury_reports")
    reports = reports[reports["event_date"] == "2023-05-29"]
    return reports.sort_values("order", kind="stable").reset_index(drop=True)


def shown_reports() -> pd.DataFrame:
    """Return the reports that the picture shows: all soldiers, people treated in hospital, civilians."""
    rows = report_table()
    return rows[rows["counted"].isin(SHOWN)]


PANELS = {
    "soldiers": "KFOR soldiers reported injured",
    "people": "people reported as treated in hospital, or civilians hurt",
}


def reports(body: str | None = None, counted: str | None = None) -> Chart:
    """Draw who said which number of injured people when, in two panels on one scale.

    Parameters
    ----------
    body : draw the reports of this body darker; None draws all alike.
    counted : a key of ``PANELS`` to draw one panel alone; None draws both.

    Raises
    ------
    CourseError
        For a body that made no report, and for an unknown panel.
    """
    rows = shown_reports()
    if body is not None and body not in set(rows["reported_by"]):
        raise unknown("body with a report", body, set(rows["reported_by"]))
    if counted is not None and counted not in PANELS:
        raise unknown("panel", counted, PANELS)
    chosen = [name for name in PANELS if counted in (None, name)]
    groups = {name: rows[(rows["counted"] == SOLDIERS) == (name == "soldiers")] for name in chosen}
    rows = rows[rows["id"].isin(pd.concat(groups.values())["id"])]
    svg = _draw_panels(rows, groups, body)
    caption = (
        "Reports of people hurt in Zvecan on 29 May 2023, in the order in which they were made; steps are not to scale. "
        "Reports are never added up. Sources: table injury_reports."
    )
    words = _reports_words(rows, body) if counted is None else _one_panel_words(rows, body, PANELS[counted])
    return Chart(svg, words, _reports_table(rows), caption)


def _draw_panels(rows: pd.DataFrame, groups: dict[str, pd.DataFrame], body: str | None) -> bytes:
    moments = list(dict.fromkeys(zip(rows["reported_on"], rows["reported_by"], strict=True)))
    with style.drawing, style.look():
        height = 2.0 + 2.8 * len(groups)
        figure = style.new_figure(height)
        style.heading(figure, _reports_point(rows))
        panels = figure.subplots(len(groups), 1, squeeze=False, sharex=True, sharey=True, gridspec_kw={"hspace": 0.28})
        figure.subplots_adjust(left=0.06, right=0.99, top=1 - 0.99 / height, bottom=1.33 / height)
        for axes, (name, group) in zip(panels[:, 0], groups.items(), strict=True):
            _draw_reports(axes, group, moments, body)
            axes.set_title(PANELS[name], loc="left", fontsize=12)
            axes.xaxis.set_visible(False)
        labels = [_moment_label(when, who) for when, who in moments]
        style.name_columns(panels[-1, 0], dict(enumerate(labels)), size=10)
        return style.to_svg(figure)


def _reports_table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "When": rows["reported_on"].map(data.format_date),
            "Who says so": rows["reported_by"],
            "Counted": rows["counted"],
            "Number": [
                _figure_words(kind, value) for kind, value in zip(rows["precision"], rows["value"], strict=True)
            ],
        }
    )


def _reports_point(rows: pd.DataFrame) -> str:
    soldiers = rows[rows["counted"] == SOLDIERS]
    if soldiers.empty:
        return (
            f"Treated in hospital or civilians hurt: {rows['value'].min()} to {rows['value'].max()}, report by report"
        )
    night = soldiers[soldiers["reported_on"].str.startswith("2023-05-29")]
    return f"Soldiers hurt: {night['value'].min()} to {night['value'].max()} on the first evening, {soldiers['value'].max()} from July on"


def _draw_reports(axes: Axes, rows: pd.DataFrame, moments: list[tuple[str, str]], body: str | None) -> None:
    places = [moments.index(moment) for moment in zip(rows["reported_on"], rows["reported_by"], strict=True)]
    values = [int(value) for value in rows["value"]]
    strong = [body is None or who == body for who in rows["reported_by"]]
    colours = [style.ACCENT if own else style.LIGHT for own in strong]
    grounds = [
        colour if kind == "exact" else style.GROUND for colour, kind in zip(colours, rows["precision"], strict=True)
    ]
    axes.vlines(places, 0, values, colors=colours, linewidths=[2 if own else 1 for own in strong], zorder=1)
    axes.scatter(places, values, s=80, zorder=3, linewidths=2, facecolors=grounds, edgecolors=colours)
    for place, value, kind, own in zip(places, values, rows["precision"], strong, strict=True):
        weight = "bold" if own and body else "normal"
        words = _figure_words(kind, value, short=True)
        axes.text(place, value + 6, words, ha="center", va="bottom", fontweight=weight)
    axes.set_ylim(0, SCALE_TOP + 15)
    axes.set_yticks([0, 25, 50, 75, 100])
    axes.set_xlim(-0.6, len(moments) - 0.4)
    axes.grid(axis="y", color=style.PALE, linewidth=0.8)
    axes.set_axisbelow(True)


def _figure_words(precision: str, value: int, short: bool = False) -> str:
    if precision == "at_least":
        return f"{value}+" if short else f"at least {value}"
    if precision == "about":
        return f"~{value}" if short else f"about {value}"
    return str(value)


def _moment_label(when: str, who: str) -> str:
    date, _, clock = when.partition("T")
    day = pd.Timestamp(date)
    year = "" if day.year == 2023 else f"\n{day.year}"
    short = SHORT_BODIES.get(who, who)
    return f"{short}\n{day.day} {day:%b}{year}" + (f"\n{clock}" if clock else "")


SHORT_BODIES = {
    "Hospital director in North Mitrovica": "hospital\nhead",
    "Hospital in North Mitrovica": "hospital",
    "Italian media": "Italian\nmedia",
    "Italian press, unnamed sources": "Italian\npress",
    "President of Serbia": "Serbia's\npresi-\ndent",
    "Italian ministry of defence": "Italian\nmini-\nstry",
    "UK minister in Parliament": "UK min-\nister",
    "NATO Secretary General": "NATO",
    "UN Special Representative": "UN\nenvoy",
    "Special Prosecution of Kosovo": "prose-\ncution",
}


def _reports_words(rows: pd.DataFrame, body: str | None) -> str:
    soldiers = rows[rows["counted"] == SOLDIERS]
    treated = rows[rows["counted"] != SOLDIERS]
    own = rows[rows["reported_by"] == body]
    highlighted = f" Drawn darker: {_listed(own)}." if body else ""
    return (
        f"Two panels on one scale from 0 to {SCALE_TOP}, {len(rows)} reports in time order. KFOR soldiers injured: "
        f"{len(soldiers)} reports from {soldiers['value'].min()} to {soldiers['value'].max()}; the first evening "
        f"{_listed(soldiers[soldiers['reported_on'].str.startswith('2023-05-29')])}; the highest, "
        f"{soldiers['value'].max()}, first from {soldiers.loc[soldiers['value'].idxmax(), 'reported_by']} "
        f"({data.format_date(soldiers.loc[soldiers['value'].idxmax(), 'reported_on'])}). Treated in hospital or civilians "
        f"hurt: {len(treated)} reports from {treated['value'].min()} to {treated['value'].max()}.{highlighted}"
    )


def _one_panel_words(rows: pd.DataFrame, body: str | None, name: str) -> str:
    own = rows[rows["reported_by"] == body]
    chosen = f" Drawn darker: {_listed(own) or f'{body} gave no such number'}." if body else ""
    return f"One panel, {name}, from 0 to {SCALE_TOP}, {len(rows)} reports in time order: {_listed(rows)}.{chosen}"


def _listed(rows: pd.DataFrame) -> str:
    return "; ".join(
        f"{row['reported_by']} {_figure_words(row['precision'], row['value'])}" for _, row in rows.iterrows()
    )
