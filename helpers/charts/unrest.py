"""Pictures of May to July 2023: the days, and who said which number when."""

import textwrap
from functools import cache

import pandas as pd

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style, words
from helpers.charts.style import Axes
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


def days(lanes: list[str] | None = None, first: str = FIRST_DAY, last: str = LAST_DAY) -> Chart:
    """Draw the events of May to July 2023 day by day in lanes.

    Parameters
    ----------
    lanes : list of str or None
        Keys of ``LANES`` to show; all by default.
    first, last : str
        ISO dates of the window, both included.

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
    events = (
        events[inside & events["lane"].isin(chosen)].sort_values("date_start", kind="stable").reset_index(drop=True)
    )
    windows = _windows(pd.Timestamp(first), pd.Timestamp(last))
    with style.picture(0.9 + len(windows) * (0.82 * max(len(chosen), 1) + 0.75), _days_point(events)) as figure:
        panels = figure.subplots(len(windows), 1, squeeze=False, gridspec_kw={"hspace": 0.35})[:, 0]
        figure.subplots_adjust(left=0.22, right=0.985, top=1 - 0.75 / figure.get_figheight(), bottom=0.06)
        for axes, (start, end) in zip(panels, windows, strict=True):
            _draw_days(axes, events, chosen, start, end)
            _name_days(axes, start, end)
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
    return Chart(figure.svg, _days_words(events, chosen, first, last), table, caption)


def _windows(first: pd.Timestamp, last: pd.Timestamp) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    middle = pd.Timestamp(MIDDLE_DAY)
    if first < middle <= last:
        return [(first, middle - pd.Timedelta(days=1)), (middle, last)]
    return [(first, last)]


def _days_point(events: pd.DataFrame) -> str:
    if events.empty:
        return "No event of this choice in this time"
    daily = events["date"].value_counts().sort_index()
    busiest = words.most(daily)
    dates = words.listed(data.format_date(day) for day in busiest)
    return f"Most events of this choice fall on {dates}: {daily.max()}{words.each(busiest)} of {len(events)}"


def _draw_days(
    axes: Axes, events: pd.DataFrame, lanes: tuple[str, ...], start: pd.Timestamp, end: pd.Timestamp
) -> None:
    heights = {lane: len(lanes) - place for place, lane in enumerate(lanes)}
    shown = events[events["date_start"].between(start, end)]
    axes.hlines(list(heights.values()), 0, 1, transform=axes.get_yaxis_transform(), color=style.PALE, zorder=0)
    grounds = [style.GROUND if contested else style.ACCENT for contested in shown["contested"]]
    look = {"s": 70, "facecolors": grounds, "edgecolors": style.ACCENT, "linewidths": 1.8, "zorder": 3}
    axes.scatter(shown["date_start"], shown["lane"].map(heights), **look)
    for event in shown[shown["label"] != ""].to_dict("records"):
        below = event["id"] in LABELS_BELOW
        height = heights[event["lane"]] + (-0.13 if below else 0.13)
        label = textwrap.fill(event["label"], 16)
        axes.text(event["date_start"], height, label, ha="center", va="top" if below else "bottom", fontsize=11)
    margin = pd.Timedelta(days=max(0.8, (end - start).days * 0.08))
    axes.set_xlim(start - margin, end + margin)
    axes.set_ylim(0.45, len(lanes) + 0.6)
    style.name_rows(axes, {height: LANES[lane] for lane, height in heights.items()})


def _name_days(axes: Axes, start: pd.Timestamp, end: pd.Timestamp) -> None:
    every = 1 if (end - start).days <= 15 else 7
    ticks = pd.date_range(start, end, freq=f"{every}D")
    names = [data.format_day(tick, short=True) if every > 1 else str(tick.day) for tick in ticks]
    if every == 1:
        names[0] += f"\n{data.MONTHS[start.month - 1]}"
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
