"""Timelines in lanes: three longer stories, with labels like flags on their marks, so that none covers another."""

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
# What the heading counts: the lane, one event of it, and what is said around their number.
KINDS = {
    "dialogue": {
        "agreed": ("agreement", "{}"), "steps": ("step", "{} of one side"), "violence": ("event", "{} of violence or barricades"),
    },
    "after-2023": {
        "violence": ("event", "{} of violence"), "votes": ("vote", "{}"), "rules": ("step", "{} on rules and offices"),
    },
}  # fmt: skip
# A story whose events crowd at its end is drawn in two windows, each with its own scale of time.
TURNS = {"road-to-war": pd.Timestamp("1998-01-01")}
# Inches: how wide a label is, the room of a mark below labels, between labels, and of the names of lanes.
_LABEL, _MARK, _BETWEEN, _LANES = 1.65, 0.14, 0.06, 2.0


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
    height = sum(panel.height for panel in panels)
    with style.picture(height, f"{title}: {_point(name, rows)}") as figure:
        top = 0.0
        for panel in panels:
            below = height - top - panel.height + 0.5
            panel.draw(figure.add_axes(figure.inside(left=_LANES + 0.1, right=0.05, top=top, bottom=below)))
            top += panel.height
    table = pd.DataFrame(
        {"When": rows["date"].map(data.format_date), "Row": rows["lane"].map(lanes), "Event": rows["event"]}
    )
    caption = f"{len(rows)} selected events; others could be chosen. Sources: table long_events."
    return Chart(figure.svg, _words(rows, f"{title}: {_point(name, rows)}", lanes), table, caption)


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
        self.scale = _Scale(rows["date_start"].min(), rows["date_start"].max(), style.WIDTH_INCHES - _LANES - 0.15)
        self.bottoms = {lane: _bottoms(rows[rows["lane"] == lane], self.scale) for lane in self.lanes}
        self.heights = {lane: self._high(lane) for lane in self.lanes}
        self.height = sum(self.heights.values()) + 0.16 + 0.5

    def _high(self, lane: str) -> float:
        labels = self.rows[self.rows["lane"] == lane].set_index("id")["label"]
        tops = [bottom + style.high(_label(labels[name])) for name, bottom in self.bottoms[lane].items()]
        return _MARK + max(tops) + 0.22

    def draw(self, axes: Axes) -> None:
        """Draw the lanes from the lowest up, and the years below them."""
        floor, names, marks = 0.0, {}, []
        for lane in reversed(self.lanes):
            names[floor] = style.wrapped(self.lanes[lane], _LANES)
            for row in self.rows[self.rows["lane"] == lane].to_dict("records"):
                across = self.scale.place(row["date_start"])
                marks.append((across, floor))
                _draw_label(axes, row["label"], across, floor, self.bottoms[lane][row["id"]])
            floor += self.heights[lane]
        axes.hlines(list(names), 0, self.scale.width, color=style.PALE, zorder=0)
        # One collection for all marks: one for each would take a fifth of the picture's time.
        axes.scatter(*zip(*marks, strict=True), s=60, color=style.ACCENT, zorder=3)
        axes.set_ylim(-0.16, floor)
        axes.set_xlim(0, self.scale.width)
        style.name_rows(axes, names)
        style.name_columns(axes, self.scale.years())
        axes.spines["bottom"].set_visible(False)


def _draw_label(axes: Axes, label: str, across: float, floor: float, bottom: float) -> None:
    low = floor + _MARK + bottom
    if bottom:
        top = low + style.high(_label(label)) - 0.05
        axes.plot([across, across], [floor, top], color=style.LIGHT, linewidth=1, zorder=1)
    axes.text(across + (0.05 if bottom else -0.07), low, _label(label), ha="left", va="bottom", linespacing=1.1)


class _Scale:
    """Where a moment stands across, in inches from the left edge."""

    def __init__(self, first: pd.Timestamp, last: pd.Timestamp, width: float):
        self.first, self.last, self.width = first, last, width
        # At the right end a label needs room beside its mark.
        self.left, self.right = 0.3, _LABEL

    def place(self, moment: pd.Timestamp) -> float:
        """Return inches from the left edge of the axes."""
        share = (moment - self.first) / max(self.last - self.first, pd.Timedelta(days=1))
        return self.left + share * (self.width - self.left - self.right)

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
    return style.wrapped(text, _LABEL - 0.05)


def _bottoms(rows: pd.DataFrame, scale: _Scale) -> dict[str, float]:
    """Return for each event how high the bottom of its label stands above the marks of its lane, in inches.

    Labels stand at the right of their marks, from the last event to the first; where one would reach over a later label, it
    stands above that. So no line from a mark to its label goes through another label.
    """
    placed: list[tuple[float, float]] = []
    bottoms: dict[str, float] = {}
    for row in rows.iloc[::-1].to_dict("records"):
        lines = _label(row["label"]).split("\n")
        start = scale.place(row["date_start"])
        end = start + max(map(len, lines)) * style.LETTER + 0.15
        bottom = max((top + _BETWEEN for left, top in placed if left < end), default=0.0)
        placed.append((start - 0.1, bottom + len(lines) * style.LINE))
        bottoms[row["id"]] = bottom
    return bottoms


def _point(name: str, rows: pd.DataFrame) -> str:
    """Say how many events of each kind a story has; of a story in two windows, how they crowd in the second."""
    if name in TURNS:
        parts = _windows(rows, TURNS[name])
        spans = [f"{words.counted(len(part), 'event')} in {_years(part)}" for part in parts]
        return ", then ".join(spans)
    return words.listed(
        kind.format(words.counted(count, one))
        for lane, (one, kind) in KINDS[name].items()
        if (count := int((rows["lane"] == lane).sum()))
    )


def _years(rows: pd.DataFrame) -> str:
    first, last = int(rows["date"].iloc[0][:4]), int(rows["date"].iloc[-1][:4])
    return words.counted(last - first + 1, "year")


def _words(rows: pd.DataFrame, point: str, lanes: dict[str, str]) -> str:
    counts = ", ".join(f"{name} {int((rows['lane'] == lane).sum())}" for lane, name in lanes.items())
    first, last = rows.iloc[0], rows.iloc[-1]
    return (
        f"{point}. Timeline of {words.counted(len(rows), 'event')} in {len(lanes)} rows. In numbers of events: {counts}. "
        f"First: {first['event']} ({data.format_date(first['date'])}). Last: {last['event']} ({data.format_date(last['date'])})."
    )
