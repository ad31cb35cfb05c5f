"""The picture of what was promised in the dialogue, how it was accepted, and what was done."""

import textwrap

import pandas as pd

from helpers import data
from helpers.charts import style, words
from helpers.charts.style import Axes
from helpers.show.chart import Chart

# How much of the bar is full, in quarters; "stopped" was done once and is not any more.
STATES = {"done": 4, "mostly": 3, "partly": 2, "stopped": 0, "not done": 0}
# The table holds the state of this month.
AS_OF = "2023-05"


def agreements() -> Chart:
    """Draw agreements: what was promised, how it was accepted, and their state as a bar of four parts."""
    rows = data.load("agreements").sort_values("date_start", kind="stable").reset_index(drop=True)
    if rows.empty:
        return words.nothing("agreements", "agreements")
    height = 0.56 * len(rows) + 1.5
    with style.picture(height, _point(rows)) as figure:
        axes = figure.add_axes((0.01, 0.01, 0.98, 1 - 1.0 / height))
        for across, head in ((0, "agreed"), (2.5, "promised"), (5.2, "accepted"), (7.05, _done_by())):
            axes.text(across, -0.75, head, fontweight="bold", va="center")
        axes.hlines([place - 0.5 for place in range(len(rows))], 0, 10.9, color=style.PALE, linewidth=0.8)
        _draw_states(axes, list(rows["state"]))
        for place, row in enumerate(rows.to_dict("records")):
            axes.text(0, place, f"{row['date'][:4]} {row['name']}", va="center", fontsize=11)
            axes.text(2.5, place, textwrap.fill(row["promised"], 31), va="center", fontsize=10, linespacing=1.0)
            axes.text(5.2, place, textwrap.fill(row["accepted"], 19), va="center", fontsize=10, linespacing=1.0)
            in_words = f"{words.begun(row['state'])}. {row['state_words']}"
            axes.text(8.05, place, textwrap.fill(in_words, 38), va="center", fontsize=10, linespacing=1.0)
        axes.set_xlim(0, 10.9)
        axes.set_ylim(len(rows) - 0.5, -1.1)
        axes.set_axis_off()
    table = rows[["date", "name", "promised", "accepted", "state", "state_words"]].copy()
    table["date"] = table["date"].map(data.format_date)
    table = table.set_axis(["When", "Agreement", "Promised", "Accepted", "State", "In words"], axis=1)
    caption = (
        f"Agreements of the EU-led dialogue; the state of {data.format_date(AS_OF)} is the course's reading of the sources. Not clear: "
        "the sources seen disagree or do not say whether it was signed. Protocol initialled: the text itself was not "
        "signed. Each side blames the other for what is open. Sources: table agreements."
    )
    return Chart(figure.svg, _words(rows), table, caption)


def _done_by() -> str:
    return f"done by {data.format_date(AS_OF)}"


def _draw_states(axes: Axes, states: list[str]) -> None:
    """Draw four quarters for each state, all bars at once."""
    quarters = [(place, quarter, state) for place, state in enumerate(states) for quarter in range(4)]
    axes.barh(
        [place for place, _, _ in quarters],
        0.2,
        left=[7.05 + 0.21 * quarter for _, quarter, _ in quarters],
        height=0.4,
        linewidth=1,
        edgecolor=style.ACCENT,
        color=[style.ACCENT if quarter < STATES[state] else style.GROUND for _, quarter, state in quarters],
        hatch=["xxx" if state == "stopped" else "" for _, _, state in quarters],
    )


def _point(rows: pd.DataFrame) -> str:
    done = int((rows["state"] == "done").sum())
    rest = len(rows) - done
    others = "most" if rest > len(rows) / 2 else words.number(rest)
    head = f"Done in full by {data.format_date(AS_OF)}: {done} of {len(rows)} agreements"
    return f"{head}; {others} were done in part or not at all" if rest else head


def _words(rows: pd.DataFrame) -> str:
    listed = "; ".join(
        f"{row['date'][:4]} {row['name']}, {row['accepted']}, {row['state']}" for row in rows.to_dict("records")
    )
    return f"Table picture of {len(rows)} agreements with what was promised, how it was accepted and what was {_done_by()}. {listed}."
