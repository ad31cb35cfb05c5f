"""The picture of the days of May to July 2023: one row a day, one column a group of actors."""

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
FIRST_DAY, LAST_DAY = "2023-05-18", "2023-07-19"
# The heading says how many events fall into the fullest days of this number in a row.
_DAYS_IN_A_ROW = 5
# How many events whose accounts differ the words name.
_NAMED = 4

# Inches: the column of days, a mark with its room, the room around a row, and how high the rows may be with words in them.
_DAY, _MARK, _AROUND, _TALLEST = 1.0, 0.28, 0.09, 11.0


def days(lanes: list[str] | None = None, first: str = FIRST_DAY, last: str = LAST_DAY) -> Chart:
    """Draw the events of May to July 2023 day by day, in a column for each group of actors.

    Parameters
    ----------
    lanes : list of str or None
        Keys of ``LANES`` whose events are shown, all of them. None shows the core events of everybody, with short words.
    first, last : str
        ISO dates of the window, both included.

    Raises
    ------
    CourseError
        For an unknown lane.
    """
    for lane in lanes or ():
        if lane not in LANES:
            raise unknown("lane", lane, LANES)
    return _days(None if lanes is None else tuple(lanes), first, last)


@cache
def _days(lanes: tuple[str, ...] | None, first: str, last: str) -> Chart:
    chosen = tuple(LANES) if lanes is None else lanes
    events = data.load("unrest_timeline")
    inside = events["date_start"].between(pd.Timestamp(first), pd.Timestamp(last)) & events["lane"].isin(chosen)
    events = events[inside & (events["core"] | (lanes is not None))]
    events = events.sort_values("date_start", kind="stable").reset_index(drop=True)
    point = _point(events, chosen)
    grid = _Grid(events, chosen, "label" if lanes is None else "event")
    with style.picture(grid.height, point) as figure:
        grid.draw(figure.add_axes(figure.inside(left=0, right=0, bottom=0)))
    table = pd.DataFrame(
        {
            "Day": events["date"].map(data.format_date),
            "Time": events["time_local"],
            "Lane": events["lane"].map(LANES),
            "Event": events["event"],
            "Accounts differ": events["versions"],
        }
    )
    selected = "core" if lanes is None else "selected"
    caption = (
        f"{len(events)} {selected} event{'' if len(events) == 1 else 's'}, {data.format_date(first)} to {data.format_date(last)}. "
        "A hollow mark means that accounts differ. Sources: table unrest_timeline."
    )
    return Chart(figure.svg, f"{point}. {_words(events, chosen, first, last)}", table, caption)


class _Grid:
    """Rows of days and columns of actors, in inches; each event is a mark, with words where they have room."""

    def __init__(self, events: pd.DataFrame, lanes: tuple[str, ...], column: str):
        self.events, self.lanes = events, lanes
        self.width = (style.WIDTH_INCHES - _DAY) / max(len(lanes), 1)
        self.heads = [style.wrapped(LANES[lane], self.width) for lane in lanes]
        self.head = max(map(style.high, self.heads), default=0) + 0.12
        self.texts = [style.wrapped(text, self.width - _MARK - 0.12) for text in events[column]]
        self.rows = self._rows()
        if column == "event" and sum(self.rows.values()) > _TALLEST:
            self.texts = [""] * len(events)
            self.rows = self._rows()
        self.foot = 0.42 if events["contested"].any() else 0.05
        self.height = self.head + sum(self.rows.values()) + self.foot

    def _rows(self) -> dict[str, float]:
        """Return how high the row of each day is: as high as its fullest cell."""
        highs = pd.Series([style.high(text) + _AROUND if text else 0.0 for text in self.texts], dtype=float)
        cells = highs.groupby([self.events["date"], self.events["lane"]], sort=False).sum()
        return {day: max(high, style.LINE) + _AROUND for day, high in cells.groupby(level=0).max().items()}

    def draw(self, axes: Axes) -> None:
        """Draw days, columns, marks and words."""
        axes.set_xlim(0, style.WIDTH_INCHES)
        axes.set_ylim(self.height, 0)
        axes.set_axis_off()
        for place, name in enumerate(self.heads):
            left = _DAY + place * self.width + 0.05
            axes.text(left, self.head - 0.08, name, va="bottom", fontweight="bold")
        top, marks = self.head, []
        for day, high in self.rows.items():
            axes.text(0.11, top + _AROUND, data.format_day(pd.Timestamp(day), short=True), va="top", fontweight="bold")
            for lane in self.lanes:
                own = (self.events["date"] == day) & (self.events["lane"] == lane)
                marks += self._draw_cell(axes, list(self.events.index[own]), lane, top + _AROUND)
            top += high
        edges = [self.head, *(self.head + sum(list(self.rows.values())[: row + 1]) for row in range(len(self.rows)))]
        axes.hlines(edges, 0.11, style.WIDTH_INCHES - 0.11, color=style.PALE, zorder=0)
        sides = [_DAY + place * self.width - 0.05 for place in range(len(self.lanes))]
        axes.vlines(sides, self.head, top, color=style.PALE, zorder=0)
        self._draw_marks(axes, marks)
        if self.events["contested"].any():
            axes.text(0.11, self.height - 0.1, "hollow mark: accounts differ", va="bottom")

    def _draw_cell(self, axes: Axes, places: list[int], lane: str, top: float) -> list[tuple[float, float, bool]]:
        """Write the words of one day and group; return where its marks stand, and which accounts differ."""
        left, marks = _DAY + self.lanes.index(lane) * self.width + 0.13, []
        for count, place in enumerate(places):
            contested = bool(self.events["contested"][place])
            if text := self.texts[place]:
                axes.text(left + _MARK - 0.1, top, text, va="top")
                marks.append((left, top + style.LINE / 2 - 0.01, contested))
                top += style.high(text) + _AROUND
            else:
                marks.append((left + count * 0.21, top + style.LINE / 2 - 0.01, contested))
        return marks

    def _draw_marks(self, axes: Axes, marks: list[tuple[float, float, bool]]) -> None:
        if not marks:
            return
        across, down, contested = zip(*marks, strict=True)
        grounds = [style.GROUND if differ else style.ACCENT for differ in contested]
        look = {"s": 75, "facecolors": grounds, "edgecolors": style.ACCENT, "linewidths": 2, "zorder": 3}
        axes.scatter(across, down, **look)


def _point(events: pd.DataFrame, lanes: tuple[str, ...]) -> str:
    """Say into which days in a row most events fall, and in how many columns."""
    if events.empty:
        return "No event of this choice in this time"
    fullest = max((_days_from(events, start) for start in events["date_start"].unique()), key=len)
    first, last = fullest["date"].iloc[0], fullest["date"].iloc[-1]
    number = (pd.Timestamp(last) - pd.Timestamp(first)).days + 1
    on = f"on {data.format_date(first)}"
    if number > 1:
        on = f"into {words.number(number)} days, {data.format_period(first, last)}"
    if len(events) == 1:
        return f"One event, {on}"
    share = f"All {len(events)} events" if len(fullest) == len(events) else f"{len(fullest)} of {len(events)} events"
    fall = "fall" if len(fullest) > 1 else "falls"
    return f"{share} {fall} {on}{_columns(fullest, lanes)}"


def _days_from(events: pd.DataFrame, start: pd.Timestamp) -> pd.DataFrame:
    return events[events["date_start"].between(start, start + pd.Timedelta(days=_DAYS_IN_A_ROW - 1))]


def _columns(events: pd.DataFrame, lanes: tuple[str, ...]) -> str:
    if len(lanes) < 2:
        return ""
    found = events["lane"].nunique()
    if found == len(lanes):
        return ", in both columns" if found == 2 else f", in all {words.number(found)} columns"
    return f", in {words.number(found)} of {words.number(len(lanes))} columns"


def _words(events: pd.DataFrame, lanes: tuple[str, ...], first: str, last: str) -> str:
    window = f"{data.format_date(first)} to {data.format_date(last)}"
    if events.empty:
        return f"Timeline from {window}: no event in the columns {words.listed(LANES[lane] for lane in lanes) or 'chosen'}."
    counts = [f"{LANES[lane]} {int((events['lane'] == lane).sum())}" for lane in lanes]
    return (
        f"Timeline of {words.counted(len(events), 'event')}, a row for each day, by column: {', '.join(counts)}. "
        f"{_differ(events)}{_first_and_last(events)}"
    )


def _differ(events: pd.DataFrame) -> str:
    contested = events[events["contested"]]
    if contested.empty:
        return ""
    named = contested["label"].where(contested["label"] != "", contested["event"]).head(_NAMED)
    more = ", among them" if len(contested) > len(named) else ""
    return f"Accounts differ on {len(contested)} of them, drawn hollow{more}: {'; '.join(named)}. "


def _first_and_last(events: pd.DataFrame) -> str:
    first, last = events.iloc[0], events.iloc[-1]
    if len(events) == 1:
        return f"It is: {first['event']}."
    return (
        f"First: {first['event']} ({data.format_date(first['date'])}). "
        f"Last: {last['event']} ({data.format_date(last['date'])})."
    )
