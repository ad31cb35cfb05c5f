"""Pictures of recognition: whose count says what, when states recognised, and how bodies voted."""

import pandas as pd
from matplotlib.axes import Axes

from helpers import data
from helpers.charts import style
from helpers.show.chart import Chart

SIDES = {"pristina": "count of Pristina", "belgrade": "count of Belgrade", "others": "counts of others"}
_MARKS = {"pristina": ("o", style.ACCENT), "belgrade": ("s", style.SECOND), "others": ("D", "none")}


def stated() -> pd.DataFrame:
    """Return who stated which number of recognitions, oldest first; numbers of withdrawals are left out."""
    counts = data.load("recognition_counts")
    return counts[counts["what"] == "recognitions"].sort_values("date_start", kind="stable").reset_index(drop=True)


def recognition_counts() -> Chart:
    """Draw the counts of recognitions by Pristina, by Belgrade and by others on one axis."""
    rows = stated()
    with style.drawing, style.look():
        figure = style.new_figure(6.2)
        style.heading(figure, _counts_point(rows))
        axes = figure.add_axes((0.06, 0.07, 0.93, 0.8))
        for side, (marker, fill) in _MARKS.items():
            _draw_side(axes, rows[rows["side"] == side], side, marker, fill)
        axes.axhline(193, color=style.GREY, linewidth=1, linestyle=(0, (4, 3)))
        axes.text(pd.Timestamp("2008-02-01"), 190, "all 193 members of the United Nations", va="top", ha="left")
        axes.set_ylim(0, 205)
        axes.set_xlim(pd.Timestamp("2007-10-01"), pd.Timestamp("2027-06-01"))
        style.name_years(axes, range(2008, 2027, 2))
        axes.set_title("states that have recognised Kosovo, as stated", loc="left", fontsize=12)
        axes.legend(loc="lower right", frameon=False, title="each mark is one statement")
        svg = style.to_svg(figure)
    table = pd.DataFrame(
        {
            "When": rows["date"].map(data.format_date),
            "Who counts": rows["counted_by"],
            "States": rows["count"],
        }
    )
    caption = (
        "Numbers of recognitions as stated. Pristina counts announcements, two of them not of UN members; Belgrade takes off "
        "states that it says have withdrawn. Sources: table recognition_counts."
    )
    return Chart(svg, _counts_words(rows), table, caption)


def _draw_side(axes: Axes, rows: pd.DataFrame, side: str, marker: str, fill: str) -> None:
    edge = style.GREY if side == "others" else fill
    axes.scatter(
        rows["date_start"], rows["count"].astype(int), s=48, marker=marker, facecolors=fill, edgecolors=edge,
        linewidths=1.5, zorder=3, label=SIDES[side],
    )  # fmt: skip
    if side != "others":
        last = rows.iloc[-1]
        axes.text(
            last["date_start"] + pd.Timedelta(days=150),
            int(last["count"]),
            str(last["count"]),
            va="center",
            fontweight="bold",
        )


def _counts_point(rows: pd.DataFrame) -> str:
    last = rows.groupby("side").last()
    pristina, belgrade = last.loc["pristina"], last.loc["belgrade"]
    return (
        f"How many states? {pristina['count']} by Pristina's count ({pristina['date'][:4]}), "
        f"{belgrade['count']} by Belgrade's ({belgrade['date'][:4]})"
    )


def _counts_words(rows: pd.DataFrame) -> str:
    parts = []
    for side in _MARKS:
        own = rows[rows["side"] == side]
        first, last = own.iloc[0], own.iloc[-1]
        parts.append(
            f"{SIDES[side].capitalize()}: {len(own)} statements, from {first['count']} ({data.format_date(first['date'])}) "
            f"to {last['count']} ({data.format_date(last['date'])})"
        )
    return (
        f"Chart of {len(rows)} statements of how many states have recognised Kosovo, 2008 to {rows['date'].iloc[-1][:4]}, from 0 to 205, "
        f"with a line at the 193 members of the United Nations. {'. '.join(parts)}."
    )


def recognitions() -> Chart:
    """Draw how many UN members recognised Kosovo in each year; states that Serbia says have withdrawn are hatched."""
    rows = data.load("recognitions")
    rows = rows[rows["listing"] == "counted"]
    years = rows["date"].str[:4].astype(int)
    withdrawn = rows["withdrawal_stated_by_serbia"] != "no"
    table = pd.DataFrame({"kept": years[~withdrawn].value_counts(), "disputed": years[withdrawn].value_counts()})
    table = table.reindex(range(years.min(), years.max() + 1)).fillna(0).astype(int)
    with style.drawing, style.look():
        figure = style.new_figure(5.4)
        style.heading(figure, _recognitions_point(table))
        axes = figure.add_axes((0.02, 0.09, 0.97, 0.74))
        axes.bar(table.index, table["kept"], color=style.ACCENT, width=0.75)
        axes.bar(
            table.index, table["disputed"], bottom=table["kept"], width=0.75, facecolor=style.GROUND,
            edgecolor=style.SECOND, hatch="///", label="hatched: Serbia says they have withdrawn",
        )  # fmt: skip
        for year, row in table.iterrows():
            if row.sum():
                axes.text(year, row.sum() + 0.8, str(row.sum()), ha="center", fontweight="bold")
        style.name_columns(axes, {year: str(year) for year in table.index})
        axes.yaxis.set_visible(False)
        axes.spines["left"].set_visible(False)
        axes.legend(loc="upper right", frameon=False)
        axes.set_xlim(table.index.min() - 0.7, table.index.max() + 0.7)
        svg = style.to_svg(figure)
    shown = table.set_axis(table.index.astype(str)).reset_index()
    shown = shown.set_axis(["Year", "No withdrawal stated", "Serbia says withdrawn"], axis=1)
    caption = (
        f"{len(rows)} members of the United Nations by the year in which they recognised Kosovo. Withdrawals are what Serbia says; "
        "Kosovo's president says that many were taken back. Saint Lucia is left out: its day was not seen. Sources: table recognitions."
    )
    return Chart(svg, _recognitions_words(table), shown, caption)


def _recognitions_point(table: pd.DataFrame) -> str:
    by_year = table.sum(axis=1)
    first = by_year.iloc[0]
    return f"{first} of {by_year.sum()} recognitions came in {table.index[0]}; later ones came one by one"


def _recognitions_words(table: pd.DataFrame) -> str:
    by_year = table.sum(axis=1)
    listed = ", ".join(f"{year} {count}" for year, count in by_year.items() if count)
    none = [str(year) for year, count in by_year.items() if not count]
    return (
        f"Bar chart of recognitions of Kosovo by UN members a year: {listed}. None in {', '.join(none)}. In all {by_year.sum()}; "
        f"{table['disputed'].sum()} of them are hatched, because Serbia says that these states have withdrawn."
    )


def votes() -> Chart:
    """Draw how bodies voted on Kosovo: shares for, against and abstaining, oldest first."""
    rows = data.load("votes_in_bodies").sort_values("date_start", kind="stable").reset_index(drop=True)
    with style.drawing, style.look():
        figure = style.new_figure(0.44 * len(rows) + 1.5)
        style.heading(figure, _votes_point(rows))
        axes = figure.add_axes((0.47, 0.01, 0.52, 1 - 1.35 / figure.get_figheight()))
        _draw_shares(axes, rows[list(_VOTE_LOOKS)].fillna(0).astype(int))
        style.name_rows(axes, {place: _vote_name(row) for place, row in enumerate(rows.to_dict("records"))}, size=10)
        svg = style.to_svg(figure)
    results = zip(rows["result"], rows["needs"], strict=True)
    shown = pd.DataFrame(
        {
            "Day": rows["date"].map(data.format_date),
            "Body": rows["body"],
            "Matter": rows["matter"],
            "For": rows["yes"],
            "Against": rows["no"],
            "Abstained": rows["abstain"],
            "Result": [f"{result}; needed: {needs}" if needs else result for result, needs in results],
        }
    )
    caption = "Votes on Kosovo with counted sides; bars are shares of those who voted or abstained. Sources: table votes_in_bodies."
    return Chart(svg, _votes_words(rows), shown, caption)


_VOTE_LOOKS = {
    "yes": {"facecolor": style.PALE, "edgecolor": style.ACCENT},
    "no": {"facecolor": style.GROUND, "edgecolor": style.SECOND, "hatch": "///"},
    "abstain": {"facecolor": style.GROUND, "edgecolor": style.LIGHT, "hatch": "\\\\"},
}


def _draw_shares(axes: Axes, numbers: pd.DataFrame) -> None:
    shares = numbers.div(numbers.sum(axis=1), axis=0) * 100
    left = pd.Series(0.0, index=numbers.index)
    for side, look in _VOTE_LOOKS.items():
        axes.barh(numbers.index, shares[side], left=left, height=0.72, linewidth=1.1, **look)
        for place, (start, share, number) in enumerate(zip(left, shares[side], numbers[side], strict=True)):
            if number:
                axes.text(
                    start + share / 2, place, str(number), ha="center", va="center", fontsize=11,
                    bbox={"facecolor": style.GROUND, "edgecolor": "none", "pad": 0.8},
                )  # fmt: skip
        left = left + shares[side]
    for place, words in ((0, "for"), (50, "against (hatched)"), (100, "abstained (other slant)")):
        axes.text(place, -0.7, words, ha={0: "left", 50: "center", 100: "right"}[place], va="bottom")
    axes.set_ylim(len(numbers) - 0.4, -0.6)
    axes.set_xlim(0, 100)
    style.hide_scale(axes)


def _vote_name(row: dict) -> str:
    failed = "" if row["result"] == "adopted" else " ✗"
    body = row["body"].replace("Council of Europe, ", "CoE ").replace("International Court of Justice", "ICJ")
    body = body.replace("UN Security Council", "Security Council").replace("UN General Assembly", "UN Assembly")
    return f"{row['date'][:4]} {body}: {row['matter']}{failed}"


def _votes_point(rows: pd.DataFrame) -> str:
    failed = rows[rows["result"] != "adopted"]
    majority = failed[failed["yes"] > failed["no"]]
    return f"{len(majority)} of {len(failed)} motions that failed (✗) had more votes for than against"


def _votes_words(rows: pd.DataFrame) -> str:
    failed = "; ".join(
        f"{row['body']} {row['date'][:4]} {row['yes']} to {row['no']}"
        for row in rows[rows["result"] != "adopted"].to_dict("records")
    )
    first, last = rows.iloc[0], rows.iloc[-1]
    return (
        f"Bar chart of {len(rows)} votes on Kosovo in bodies, as shares for, against and abstaining, from the {first['body']} in "
        f"{first['date'][:4]} to the {last['body']} in {last['date'][:4]} ({last['yes']} to {last['no']}). Not adopted: {failed}. "
        "In Interpol and UNESCO two thirds were needed."
    )
