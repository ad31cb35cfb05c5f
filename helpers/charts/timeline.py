"""Timelines in lanes: three longer stories, with labels that are placed so that none covers another."""

import textwrap

import pandas as pd

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style, words
from helpers.charts.style import Axes
from helpers.show.chart import Chart

STORIES = {
    "road-to-war": (
        "The road to war, {years}",
        {"law": "law and status", "people": "people", "violence": "armed force", "talks": "talks and the UN"},
    ),
    "dialogue": (
        "Promises and breaks, {years}",
        {"agreed": "agreed", "steps": "steps of one side", "violence": "violence and barricades"},
    ),
    "after-2023": (
        "After the summer of 2023",
        {
            "violence": "violence", "kfor": "KFOR", "talks": "talks and the EU", "rules": "rules and offices", "votes": "votes",
            "courts": "courts",
        },
    ),
}  # fmt: skip
# A story whose events crowd at its end is drawn in two windows, each with its own scale of time.
TURNS = {"road-to-war": pd.Timestamp("1998-01-01")}
_LETTERS_IN_A_LINE = 15
# Widths and heights of the label type, as parts of an inch.
_LETTER, _LINE, _MARK = 0.082, 0.165, 0.17


def events(name: str) -> pd.DataFrame:
    """Return the events of one story, oldest first.

    Raises
    ------
    CourseError
        For an unknown story.
    """
    if name not in STORIES:
        raise unknown("story", name, STORIES)
    rows = data.load("long_events")
    return rows[rows["story"] == name].sort_values("date_start", kind="stable").reset_index(drop=True)


def story(name: str) -> Chart:
    """Draw one story as a timeline in lanes.

    Parameters
    ----------
    name : str
        A key of ``STORIES``.

    Raises
    ------
    CourseError
        For an unknown story.
    """
    rows = events(name)
    if rows.empty:
        return words.nothing(f"events of the story {name!r}", "long_events")
    title, lanes = STORIES[name]
    title = title.format(years=data.format_period(rows["date"].iloc[0][:4], rows["date"].iloc[-1][:4]))
    panels = [_Panel(part, lanes) for part in _windows(rows, TURNS.get(name))]
    height = sum(panel.height for panel in panels) + 0.75
    with style.picture(height, f"{title}: {_point(rows)}") as figure:
        top = height - 0.7
        for panel in panels:
            top -= panel.height
            panel.draw(figure.add_axes((0.2, (top + 0.4) / height, 0.79, (panel.height - 0.45) / height)))
    table = pd.DataFrame(
        {"When": rows["date"].map(data.format_date), "Row": rows["lane"].map(lanes), "Event": rows["event"]}
    )
    caption = f"{len(rows)} selected events; others could be chosen. Sources: table long_events."
    return Chart(figure.svg, _words(rows, title, lanes), table, caption)


def _windows(rows: pd.DataFrame, turn: pd.Timestamp | None) -> list[pd.DataFrame]:
    if turn is None:
        return [rows]
    parts = [rows[rows["date_start"] < turn], rows[rows["date_start"] >= turn]]
    return [part for part in parts if len(part)]


class _Panel:
    """One window of a story: its lanes, the levels of its labels, and how high it must be in inches."""

    def __init__(self, rows: pd.DataFrame, lanes: dict[str, str]):
        self.rows = rows
        self.lanes = {lane: name for lane, name in lanes.items() if (rows["lane"] == lane).any()}
        self.scale = _Scale(rows["date_start"].min(), rows["date_start"].max(), style.WIDTH_INCHES * 0.79)
        self.levels = {lane: _levels(rows[rows["lane"] == lane], self.scale) for lane in self.lanes}
        self.heights = {lane: _MARK + 0.12 + max(found.values()) for lane, found in self.levels.items()}
        self.height = sum(self.heights.values()) + 0.16 + 0.45

    def draw(self, axes: Axes) -> None:
        """Draw the lanes from the lowest up, and the years below them."""
        floor, names, marks = 0.0, {}, []
        for lane in reversed(self.lanes):
            names[floor] = self.lanes[lane]
            for row in self.rows[self.rows["lane"] == lane].to_dict("records"):
                across = self.scale.place(row["date_start"])
                marks.append((across, floor))
                _draw_label(axes, row["label"], across, floor, self.levels[lane][row["id"]])
            floor += self.heights[lane]
        axes.hlines(list(names), 0, self.scale.width, color=style.PALE, zorder=0)
        # One collection for all marks: one for each would take a fifth of the picture's time.
        axes.scatter(*zip(*marks, strict=True), s=60, color=style.ACCENT, zorder=3)
        axes.set_ylim(-0.16, floor)
        axes.set_xlim(0, self.scale.width)
        style.name_rows(axes, names, size=12)
        style.name_columns(axes, self.scale.years())
        axes.spines["bottom"].set_visible(False)


def _draw_label(axes: Axes, label: str, across: float, floor: float, top: float) -> None:
    lines = _label(label)
    bottom = floor + _MARK * 0.6 + top - (lines.count("\n") + 1) * _LINE - 0.05
    if bottom > floor + _MARK:
        axes.plot([across, across], [floor, bottom], color=style.LIGHT, linewidth=0.8, zorder=1)
    look = {"fontsize": 10, "linespacing": 1.05, "bbox": style.label(0.6)}
    axes.text(across, bottom, lines, ha="center", va="bottom", zorder=2, **look)


class _Scale:
    """Where a moment stands across, in inches from the left edge."""

    def __init__(self, first: pd.Timestamp, last: pd.Timestamp, width: float):
        self.first, self.last, self.width = first, last, width
        self.margin = 0.55

    def place(self, moment: pd.Timestamp) -> float:
        """Return inches from the left edge of the axes."""
        share = (moment - self.first) / max(self.last - self.first, pd.Timedelta(days=1))
        return self.margin + share * (self.width - 2 * self.margin)

    def years(self) -> dict[float, str]:
        """Return the places of the years that are named below; of half years where the story is short."""
        if self.last - self.first < pd.Timedelta(days=1100):
            starts = pd.date_range(f"{self.first.year}-01-01", self.last, freq="6MS")
            names = {self.place(start): data.format_month(start) for start in starts}
        else:
            span = range(self.first.year, self.last.year + 2)
            every = -(-len(span) // 13)
            names = {self.place(pd.Timestamp(year, 1, 1)): str(year) for year in span[::every]}
        return {place: name for place, name in names.items() if 0.3 <= place <= self.width - 0.3}


def _label(text: str) -> str:
    return textwrap.fill(text, _LETTERS_IN_A_LINE)


def _levels(rows: pd.DataFrame, scale: _Scale) -> dict[str, float]:
    """Return for each event how high the top of its label stands above its lane, in inches, without collisions."""
    taken: list[tuple[float, float, float, float]] = []
    tops: dict[str, float] = {}
    for row in rows.to_dict("records"):
        lines = _label(row["label"]).split("\n")
        half = max(map(len, lines)) * _LETTER / 2 + 0.04
        middle, tall = scale.place(row["date_start"]), len(lines) * _LINE + 0.05
        bottom = 0.0
        while any(
            _overlap(middle - half, middle + half, left, right) and _overlap(bottom, bottom + tall, low, high)
            for left, right, low, high in taken
        ):
            bottom += 0.05
        taken.append((middle - half, middle + half, bottom, bottom + tall))
        tops[row["id"]] = bottom + tall
    return tops


def _overlap(low: float, high: float, other_low: float, other_high: float) -> bool:
    return low < other_high and other_low < high


def _point(rows: pd.DataFrame) -> str:
    yearly = rows["date"].str[:4].value_counts().sort_index(kind="stable")
    busiest = words.most(yearly)
    return f"{yearly.max()} of {len(rows)} events{words.each(busiest)} fall into {words.listed(busiest)}"


def _words(rows: pd.DataFrame, title: str, lanes: dict[str, str]) -> str:
    counts = ", ".join(f"{name} {int((rows['lane'] == lane).sum())}" for lane, name in lanes.items())
    first, last = rows.iloc[0], rows.iloc[-1]
    return (
        f"Timeline of {len(rows)} events in {len(lanes)} rows. {title}. In numbers of events: {counts}. {_point(rows)}. "
        f"First: {first['event']} ({data.format_date(first['date'])}). Last: {last['event']} ({data.format_date(last['date'])})."
    )
