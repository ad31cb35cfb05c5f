"""Pictures of votes in the north: turnout over the years, and the vote of April 2023, one dot a voter."""

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
# One voter is a square of three pixels with one pixel of ground around it.
_DOT, _CELL = 3, 4
_STAYED_AWAY = "#b4b4b4"


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
    height = 0.62 * len(days) + 1.7
    with style.picture(height, _turnout_point(rows)) as figure:
        axes = figure.add_axes((0.27, 0.5 / height, 0.71, 1 - 1.6 / height))
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
        axes.set_xlim(-2, 102)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f} %")
        figure.legend(ncols=len(PLACES), loc="upper left", bbox_to_anchor=(0.0, 1 - 0.42 / height), frameon=False)
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
    return f"Chart of turnout in the north in per cent, one row a vote, one mark a municipality, from 0 to 100. {'; '.join(parts)}."


def april() -> pd.DataFrame:
    """Return registered voters and votes cast in each northern municipality on 23 April 2023."""
    votes = data.load("northern_votes")
    votes = votes[(votes["date"] == BOYCOTTED) & (votes["municipality"] != ALL)]
    return votes.sort_values("registered", ascending=False, kind="stable").reset_index(drop=True)


def voters() -> Chart:
    """Draw everybody who was registered on 23 April 2023 as one dot; those who voted are dark and stand first."""
    rows = april()
    if rows.empty:
        return words.nothing(f"votes of {data.format_date(VOTE_DAY)}", "northern_votes")
    widths = [int(registered) for registered in rows["registered"]]
    with style.picture(5.6, _voters_point(rows)) as figure:
        panels = figure.subplots(1, len(rows), squeeze=False, gridspec_kw={"width_ratios": widths, "wspace": 0.06})[0]
        figure.subplots_adjust(left=0.01, right=0.99, top=0.75, bottom=0.02)
        for axes, row in zip(panels, rows.to_dict("records"), strict=True):
            _draw_dots(axes, row["registered"], row["cast"])
            block = f"{row['municipality']}\n{row['cast']:,} of {row['registered']:,}\n{row['turnout']:g} %"
            axes.text(0, 1.03, block, transform=axes.transAxes, va="bottom", fontsize=12)
    table = rows[["municipality", "registered", "cast", "turnout"]]
    table = table.set_axis(["Municipality", "Registered", "Votes cast", "Turnout in per cent"], axis=1)
    caption = (
        "One dot is one registered voter; dark dots voted. Preliminary figures of the election commission, "
        f"{data.format_date(VOTE_DAY)}. Sources: table northern_votes."
    )
    return Chart(figure.svg, _voters_words(rows), table, caption)


def _draw_dots(axes: Axes, registered: int, cast: int) -> None:
    rows = 110
    columns = -(-registered // rows)
    people = np.arange(columns * rows)
    kinds = (people < registered).astype(np.uint8) + (people < cast).astype(np.uint8)
    dots = np.kron(kinds.reshape(columns, rows).T, np.pad(np.ones((_DOT, _DOT), dtype=np.uint8), (0, _CELL - _DOT)))
    # Small numbers as colours: matplotlib's colour maps would take ten times the memory.
    looks = [style.to_rgb(colour) for colour in (style.GROUND, _STAYED_AWAY, style.ACCENT)]
    axes.imshow((np.array(looks) * 255).round().astype(np.uint8)[dots], interpolation="none", aspect="auto")
    axes.set_axis_off()


def _voters_point(rows: pd.DataFrame) -> str:
    cast, registered = int(rows["cast"].sum()), int(rows["registered"].sum())
    return f"{cast:,} of {registered:,} registered voters in the north voted on {data.format_date(VOTE_DAY)}"


def _voters_words(rows: pd.DataFrame) -> str:
    blocks = "; ".join(
        f"{row['municipality']} {row['cast']:,} of {row['registered']:,} ({row['turnout']:g} per cent)"
        for row in rows.to_dict("records")
    )
    cast, registered = int(rows["cast"].sum()), int(rows["registered"].sum())
    many = f"{words.number(len(rows))} {'blocks' if len(rows) > 1 else 'block'}"
    return (
        f"Dot picture of {registered:,} registered voters in {many}, one dot each; {cast:,} dots, "
        f"those who voted on {data.format_date(VOTE_DAY)}, are dark: {blocks}."
    )
