"""Pictures of votes in the north: turnout over the years, and the vote of April 2023 in dots of ten voters."""

import numpy as np
import pandas as pd

from helpers import data
from helpers.charts import style, words
from helpers.charts.style import Axes
from helpers.show.chart import Chart

ALL = "all four"
PLACES = {"Leposavic": "o", "North Mitrovica": "s", "Zubin Potok": "^", "Zvecan": "D", ALL: "X"}
NOTES = {"2012-02": "advisory vote", "2023-04": "boycotted", "2024-04": "recall, boycotted"}
VOTE_DAY = "2023-04-23"
# The vote before the boycott, the boycotted one, and the one to which voters came back.
BEFORE, BOYCOTTED, AFTER = "2021-10", VOTE_DAY[:7], "2025-10"
# One dot for each voter would be too small to be seen.
VOTERS_A_DOT = 10
_DOTS_DOWN, _GAP = 50, 2
# How wide dots are, as a part of their distance, and how thick the line of a ring is, in points.
_DOT, _RING = 0.82, 1.1


def turnouts() -> pd.DataFrame:
    """Return the turnout of each vote in the north for which one was found, oldest first."""
    votes = data.load("northern_votes")
    return votes[votes["turnout"].notna()].sort_values("date_start", kind="stable").reset_index(drop=True)


def turnout() -> Chart:
    """Draw turnout in the northern municipalities, one row a vote."""
    rows = turnouts()
    if rows.empty:
        return words.nothing("turnout of a vote", "northern_votes")
    days = list(dict.fromkeys(rows["date"]))
    with style.picture(0.62 * len(days) + 1.15, _turnout_point(rows)) as figure:
        axes = figure.add_axes(figure.inside(left=2.2, right=1.25, top=0.55, bottom=0.55))
        axes.hlines(range(len(days)), 0, 100, color=style.PALE, zorder=0)
        for place, marker in PLACES.items():
            own = rows[rows["municipality"] == place]
            look = {"facecolors": style.INK if place == ALL else style.GROUND, "edgecolors": style.ACCENT}
            up = [days.index(day) for day in own["date"]]
            axes.scatter(
                own["turnout"].astype(float), up, marker=marker, s=70, zorder=3, linewidths=1.6, label=place, **look
            )
        style.name_rows(axes, {height: _vote_name(day) for height, day in enumerate(days)})
        axes.set_ylim(len(days) - 0.5, -0.5)
        for place, day in enumerate(days):
            axes.text(105, place, _turnout_span(rows, day), va="center", fontweight="bold")
        axes.set_xlim(-2, 102)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f} %")
        top = 1 - figure.heading / figure.get_figheight()
        look = {"frameon": False, "columnspacing": 1.2, "handletextpad": 0.2}
        figure.legend(ncols=len(PLACES), loc="upper left", bbox_to_anchor=(0.0, top), **look)
    table = pd.DataFrame(
        {
            "Vote": [_vote_name(day).replace("\n", " ") for day in rows["date"]],
            "Municipality": rows["municipality"],
            "Registered": rows["registered"],
            "Votes cast": rows["cast"],
            "Turnout in per cent": rows["turnout"],
        }
    )
    return Chart(figure.svg, _turnout_words(rows), table, _turnout_caption(rows))


def _turnout_caption(rows: pd.DataFrame) -> str:
    without = "" if rows["date"].str.startswith("2017").any() else ", as for 2017"
    advisory = rows.loc[rows["kind"] == "advisory vote", "date"].str[:4].unique()
    own_list = (
        f" The vote of {words.listed(advisory)} was an advisory one on a list of its own." if len(advisory) else ""
    )
    return (
        f"Turnout in the four northern municipalities, as reported. Where none was found{without}, nothing is drawn.{own_list} "
        "Sources: table northern_votes."
    )


def _vote_name(day: str) -> str:
    note = f"\n{NOTES[day]}" if day in NOTES else ""
    return f"{data.format_date(day)}{note}"


def _turnout_span(rows: pd.DataFrame, day: str) -> str:
    """Return the turnout of one vote from the lowest to the highest of all marks, to stand beside them."""
    own = rows.loc[rows["date"] == day, "turnout"]
    low, high = round(own.min()), round(own.max())
    return f"{low} %" if low == high else f"{low}-{high} %"


def _turnout_of(rows: pd.DataFrame, day: str) -> str:
    """Return the turnout of one vote: of all four municipalities together, or from the lowest to the highest."""
    own = rows[rows["date"] == day]
    together = own[own["municipality"] == ALL]["turnout"]
    if len(together):
        return f"{together.iloc[0]:g} %"
    low, high = own["turnout"].min(), own["turnout"].max()
    return f"{low:.0f} %" if round(low) == round(high) else f"{low:.0f}-{high:.0f} %"


def _turnout_point(rows: pd.DataFrame) -> str:
    days = set(rows["date"])
    if not {BEFORE, BOYCOTTED} <= days:
        return f"Turnout in the north in {words.counted(len(days), 'vote')}"
    lowest_before = rows.loc[rows["date"] == BEFORE, "turnout"].min()
    went = "fell" if rows.loc[rows["date"] == BOYCOTTED, "turnout"].max() < lowest_before else "went"
    back = f", and was {_turnout_of(rows, AFTER)} in {AFTER[:4]}" if AFTER in days else ""
    return (
        f"Turnout {went} from {_turnout_of(rows, BEFORE)} in {BEFORE[:4]} to {_turnout_of(rows, BOYCOTTED)} "
        f"in {data.format_date(BOYCOTTED)}{back}"
    )


def _turnout_words(rows: pd.DataFrame) -> str:
    parts = []
    for day in dict.fromkeys(rows["date"]):
        own = rows[rows["date"] == day]
        low, high = own["turnout"].min(), own["turnout"].max()
        span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        parts.append(f"{_vote_name(day).replace(chr(10), ', ')} {span}")
    return (
        f"{_turnout_point(rows)}. Chart of turnout in the north in per cent, one row a vote, one mark a municipality, from 0 to 100. "
        f"{'; '.join(parts)}."
    )


def april() -> pd.DataFrame:
    """Return registered voters and votes cast in each northern municipality on 23 April 2023."""
    votes = data.load("northern_votes")
    votes = votes[(votes["date"] == BOYCOTTED) & (votes["municipality"] != ALL)]
    return votes.sort_values("registered", ascending=False, kind="stable").reset_index(drop=True)


def voters() -> Chart:
    """Draw those who were registered on 23 April 2023, ten a dot; those who voted are dark and stand first."""
    rows = april()
    if rows.empty:
        return words.nothing(f"votes of {data.format_date(VOTE_DAY)}", "northern_votes")
    columns = [-(-_dots(registered) // _DOTS_DOWN) for registered in rows["registered"]]
    width = style.WIDTH_INCHES - 0.2
    cell = width / (sum(columns) + _GAP * (len(rows) - 1))
    # Few voters would make few and large dots; they stay as small as those of a full picture.
    cell = min(cell, 0.12)
    with style.picture(cell * _DOTS_DOWN + 0.95, _voters_point(rows)) as figure:
        left = 0.1
        for row, across in zip(rows.to_dict("records"), columns, strict=True):
            right = style.WIDTH_INCHES - left - across * cell
            axes = figure.add_axes(figure.inside(left, right, top=0.85))
            axes.set_xlim(0, across)
            axes.set_ylim(_DOTS_DOWN, 0)
            axes.set_axis_off()
            _draw_dots(axes, _dots(row["cast"]), _dots(row["registered"]), cell * 72)
            block = f"{row['municipality']}\n{row['cast']:,} of {row['registered']:,}\n{row['turnout']:g} %"
            axes.text(0, 1.02, block, transform=axes.transAxes, va="bottom")
            left += (across + _GAP) * cell
    table = rows[["municipality", "registered", "cast", "turnout"]]
    table = table.set_axis(["Municipality", "Registered", "Votes cast", "Turnout in per cent"], axis=1)
    caption = (
        f"One dot is {words.number(VOTERS_A_DOT)} registered voters, rounded; dark dots voted, rings did not. "
        "Preliminary figures of the election commission, "
        f"{data.format_date(VOTE_DAY)}. Sources: table northern_votes."
    )
    return Chart(figure.svg, _voters_words(rows), table, caption)


def _dots(people: int) -> int:
    """Return how many dots stand for a number of people; nobody who is there is rounded away."""
    return max(round(people / VOTERS_A_DOT), 1 if people else 0)


def _draw_dots(axes: Axes, cast: int, registered: int, distance: float) -> None:
    """Draw columns of dots: full ones for those who voted, then rings."""
    voted, stayed = _columns(0, cast), _columns(cast, registered)
    for columns, width, colour in (
        (voted, _DOT * distance, style.ACCENT),
        (stayed, _DOT * distance, style.GREY),
        (stayed, _DOT * distance - 2 * _RING, style.GROUND),
    ):
        # A dashed line with round ends and no length is a row of dots, in one short path; a mark for each dot would make
        # the picture ten times larger. Dashes are counted in widths of their line.
        dashes = (0, (0.001, distance / width - 0.001))
        look = {"linewidth": width, "edgecolor": colour, "linestyle": dashes, "capstyle": "round", "facecolor": "none"}
        axes.add_patch(style.PathPatch(columns, clip_on=False, **look))


def _columns(first: int, end: int) -> style.Outline:
    """Return one line down for each column of dots, from the first dot to that before the end."""
    points = []
    while first < end:
        column, place = divmod(first, _DOTS_DOWN)
        last = min(end, (column + 1) * _DOTS_DOWN) - 1
        # A little longer than to the middle of the last dot, so that this one is never cut off.
        points += [(column + 0.5, place + 0.5), (column + 0.5, last % _DOTS_DOWN + 0.7)]
        first = last + 1
    return style.Outline(
        np.array(points).reshape(-1, 2), [style.Outline.MOVETO, style.Outline.LINETO] * (len(points) // 2)
    )


def _voters_point(rows: pd.DataFrame) -> str:
    cast, registered = int(rows["cast"].sum()), int(rows["registered"].sum())
    share = f"{cast / registered * 100:.2f}"
    return f"{cast:,} of {registered:,} registered voters in the north voted on {data.format_date(VOTE_DAY)}: {share} %"


def _voters_words(rows: pd.DataFrame) -> str:
    blocks = "; ".join(
        f"{row['municipality']} {row['cast']:,} of {row['registered']:,} ({row['turnout']:g} per cent)"
        for row in rows.to_dict("records")
    )
    many = f"{words.number(len(rows))} {'blocks' if len(rows) > 1 else 'block'}"
    return (
        f"{_voters_point(rows)}. Dot picture in {many}, {words.number(VOTERS_A_DOT)} registered voters a dot; "
        f"dark dots voted, rings did not: {blocks}."
    )
