"""The picture of what was promised in the dialogue, how it was accepted, and what was done."""

import pandas as pd

from helpers import data
from helpers.charts import style, words
from helpers.charts.style import Axes
from helpers.show.chart import Chart

# How much of the bar is full, in quarters; "stopped" was done once and is not any more.
STATES = {"done": 4, "mostly": 3, "partly": 2, "stopped": 0, "not done": 0}
# The table holds the state of this month.
AS_OF = "2023-05"
# Where the columns of text begin, and the bars, in inches.
_LEFTS, _BAR = (0.1, 2.35, 4.8, 7.3), 6.35


def agreements() -> Chart:
    """Draw agreements: what was promised, how it was accepted, and their state as a bar of four parts."""
    rows = data.load("agreements").sort_values("date_start", kind="stable").reset_index(drop=True)
    if rows.empty:
        return words.nothing("agreements", "agreements")
    cells = _cells(rows)
    heights = [max(map(style.high, texts)) + 0.16 for texts in cells]
    with style.picture(sum(heights) + 0.5, _point(rows)) as figure:
        axes = figure.add_axes(figure.inside(left=0, right=0, bottom=0))
        axes.set_xlim(0, style.WIDTH_INCHES)
        axes.set_ylim(sum(heights) + 0.1, -0.4)
        axes.set_axis_off()
        for left, head in zip((*_LEFTS[:3], _BAR), ("agreed", "promised", "accepted", _done_by()), strict=True):
            axes.text(left, -0.08, head, fontweight="bold", va="bottom")
        tops = [sum(heights[:place]) for place in range(len(rows))]
        axes.hlines(tops, _LEFTS[0], style.WIDTH_INCHES - 0.1, color=style.PALE)
        middles = [top + high / 2 for top, high in zip(tops, heights, strict=True)]
        _draw_states(axes, list(rows["state"]), middles)
        for middle, texts in zip(middles, cells, strict=True):
            for left, text in zip(_LEFTS, texts, strict=True):
                axes.text(left, middle, text, va="center", linespacing=1.1)
    table = rows[["date", "name", "promised", "accepted", "state", "state_words"]].copy()
    table["date"] = table["date"].map(data.format_date)
    table = table.set_axis(["When", "Agreement", "Promised", "Accepted", "State", "In words"], axis=1)
    caption = (
        f"Agreements of the EU-led dialogue; the state of {data.format_date(AS_OF)} is the course's reading of the sources. Not clear: "
        "the sources seen disagree or do not say whether it was signed. Protocol initialled: the text itself was not "
        "signed. Each side blames the other for what is open. Sources: table agreements."
    )
    return Chart(figure.svg, _words(rows), table, caption)


def _cells(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the texts of each row in lines that fit into their columns."""
    ends = (*_LEFTS[1:3], _BAR, style.WIDTH_INCHES)
    widths = [end - left - 0.15 for left, end in zip(_LEFTS, ends, strict=True)]
    return [
        tuple(
            style.wrapped(text, width)
            for text, width in zip(
                (
                    f"{row['date'][:4]} {row['name']}",
                    row["promised"],
                    row["accepted"],
                    f"{words.begun(row['state'])}. {row['state_words']}",
                ),
                widths,
                strict=True,
            )
        )
        for row in rows.to_dict("records")
    ]


def _done_by() -> str:
    return f"done by {data.format_date(AS_OF)}"


def _draw_states(axes: Axes, states: list[str], middles: list[float]) -> None:
    """Draw four quarters for each state, all bars at once."""
    quarters = [(middle, quarter, state) for middle, state in zip(middles, states, strict=True) for quarter in range(4)]
    axes.barh(
        [middle for middle, _, _ in quarters],
        0.2,
        left=[_BAR + 0.21 * quarter for _, quarter, _ in quarters],
        height=0.3,
        linewidth=1,
        edgecolor=style.ACCENT,
        color=[style.ACCENT if quarter < STATES[state] else style.GROUND for _, quarter, state in quarters],
        hatch=["xxx" if state == "stopped" else "" for _, _, state in quarters],
    )


def _point(rows: pd.DataFrame) -> str:
    done = int((rows["state"] == "done").sum())
    rest = len(rows) - done
    others = "most" if rest > len(rows) / 2 else words.number(rest)
    head = f"Done in full by {data.format_date(AS_OF)}: {done} of {words.counted(len(rows), 'agreement')}"
    return f"{head}; {others} were done in part or not at all" if rest else head


def _words(rows: pd.DataFrame) -> str:
    listed = "; ".join(
        f"{row['date'][:4]} {row['name']}, {row['accepted']}, {row['state']}" for row in rows.to_dict("records")
    )
    return (
        f"{_point(rows)}. Table picture of {words.counted(len(rows), 'agreement')} with what was promised, how it was accepted and "
        f"what was {_done_by()}. {listed}."
    )
