"""Pictures of votes in the north: turnout over the years, and the vote of April 2023, one dot a voter."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

from helpers import data
from helpers.charts import style
from helpers.show.chart import Chart

PLACES = {"Leposavic": "o", "North Mitrovica": "s", "Zubin Potok": "^", "Zvecan": "D", "all four": "X"}
SPECIAL = {"2012-02": "advisory vote", "2023-04": "boycotted", "2024-04": "recall, boycotted"}
# One voter is a square of three pixels with one pixel of ground around it.
_DOT, _CELL = 3, 4


def turnouts() -> pd.DataFrame:
    """Return the turnout of each vote in the north for which one was found, oldest first."""
    votes = data.load("northern_votes")
    return votes[votes["turnout"].notna()].sort_values("date_start", kind="stable").reset_index(drop=True)


def turnout() -> Chart:
    """Draw turnout in the northern municipalities from 2012 to 2025, one row a vote."""
    rows = turnouts()
    days = list(dict.fromkeys(rows["date"]))
    with style.drawing, style.look():
        figure = style.new_figure(0.62 * len(days) + 1.7)
        style.heading(figure, _turnout_point(rows))
        height = figure.get_figheight()
        axes = figure.add_axes((0.27, 0.5 / height, 0.71, 1 - 1.6 / height))
        axes.hlines(range(len(days)), 0, 100, color=style.PALE, zorder=0)
        for place, marker in PLACES.items():
            own = rows[rows["municipality"] == place]
            axes.scatter(
                own["turnout"].astype(float), [days.index(day) for day in own["date"]], marker=marker, s=70, zorder=3,
                facecolors=style.INK if place == "all four" else style.GROUND, edgecolors=style.ACCENT, linewidths=1.6, label=place,
            )  # fmt: skip
        style.name_rows(axes, {height: _vote_name(day) for height, day in enumerate(days)})
        axes.set_ylim(len(days) - 0.5, -0.5)
        axes.set_xlim(-2, 102)
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:.0f} %")
        figure.legend(ncols=len(PLACES), loc="upper left", bbox_to_anchor=(0.0, 1 - 0.42 / height), frameon=False)
        svg = style.to_svg(figure)
    table = pd.DataFrame(
        {
            "Vote": [_vote_name(day).replace("\n", " ") for day in rows["date"]],
            "Municipality": rows["municipality"],
            "Registered": rows["registered"],
            "Votes cast": rows["cast"],
            "Turnout in per cent": rows["turnout"],
        }
    )
    caption = (
        "Turnout in the four northern municipalities, as reported. Where none was found, as for 2017, nothing is drawn. The vote of "
        "2012 was an advisory one on a list of its own. Sources: table northern_votes."
    )
    return Chart(svg, _turnout_words(rows), table, caption)


def _vote_name(day: str) -> str:
    note = f"\n{SPECIAL[day]}" if day in SPECIAL else ""
    return f"{data.format_date(day)}{note}"


def _spread(rows: pd.DataFrame, day: str) -> tuple[float, float]:
    own = rows[(rows["date"] == day) & (rows["municipality"] != "all four")]["turnout"]
    return float(own.min()), float(own.max())


def _turnout_point(rows: pd.DataFrame) -> str:
    low, high = _spread(rows, "2021-10")
    boycotted = rows[(rows["date"] == "2023-04") & (rows["municipality"] == "all four")]["turnout"].iloc[0]
    back_low, back_high = _spread(rows, "2025-10")
    return (
        f"Turnout fell from {low:.0f}-{high:.0f} % in 2021 to {boycotted:g} % in April 2023, "
        f"and was {back_low:.0f}-{back_high:.0f} % in 2025"
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
    votes = votes[(votes["date"] == "2023-04") & (votes["municipality"] != "all four")]
    return votes.sort_values("registered", ascending=False, kind="stable").reset_index(drop=True)


def voters() -> Chart:
    """Draw everybody who was registered on 23 April 2023 as one dot; those who voted are dark and stand first."""
    rows = april()
    widths = [int(registered) for registered in rows["registered"]]
    with style.drawing, style.look():
        figure = style.new_figure(5.6)
        style.heading(figure, _voters_point(rows))
        panels = figure.subplots(1, len(rows), gridspec_kw={"width_ratios": widths, "wspace": 0.06})
        figure.subplots_adjust(left=0.01, right=0.99, top=0.75, bottom=0.02)
        for axes, row in zip(panels, rows.to_dict("records"), strict=True):
            _draw_dots(axes, row["registered"], row["cast"])
            words = f"{row['municipality']}\n{row['cast']} of {row['registered']:,}\n{row['turnout']:g} %"
            axes.text(0, 1.03, words, transform=axes.transAxes, va="bottom", fontsize=12)
        svg = style.to_svg(figure)
    table = rows[["municipality", "registered", "cast", "turnout"]]
    table = table.set_axis(["Municipality", "Registered", "Votes cast", "Turnout in per cent"], axis=1)
    caption = (
        "One dot is one registered voter; dark dots voted. Preliminary figures of the election commission, 23 April 2023. "
        "Sources: table northern_votes."
    )
    return Chart(svg, _voters_words(rows), table, caption)


def _draw_dots(axes: Axes, registered: int, cast: int) -> None:
    rows = 110
    columns = -(-registered // rows)
    people = np.arange(columns * rows)
    kinds = (people < registered).astype(np.uint8) + (people < cast).astype(np.uint8)
    dots = np.kron(kinds.reshape(columns, rows).T, np.pad(np.ones((_DOT, _DOT), dtype=np.uint8), (0, _CELL - _DOT)))
    # Small numbers as colours: matplotlib's colour maps would take ten times the memory.
    colours = (np.array([to_rgb(colour) for colour in (style.GROUND, "#b4b4b4", style.ACCENT)]) * 255).round()
    axes.imshow(colours.astype(np.uint8)[dots], interpolation="none", aspect="auto")
    axes.set_axis_off()


def _voters_point(rows: pd.DataFrame) -> str:
    cast, registered = int(rows["cast"].sum()), int(rows["registered"].sum())
    return f"{cast:,} of {registered:,} registered voters in the north voted on 23 April 2023"


def _voters_words(rows: pd.DataFrame) -> str:
    listed = "; ".join(
        f"{row['municipality']} {row['cast']} of {row['registered']:,} ({row['turnout']:g} per cent)"
        for row in rows.to_dict("records")
    )
    cast, registered = int(rows["cast"].sum()), int(rows["registered"].sum())
    return (
        f"Dot picture of {registered:,} registered voters in four blocks, one dot each; {cast:,} dots, those who voted on 23 April 2023, "
        f"are dark: {listed}."
    )
