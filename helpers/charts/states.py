"""Pictures of recognition: whose count says what, when states recognised, and how bodies voted."""

import pandas as pd

from helpers import data
from helpers.charts import style, words
from helpers.charts.style import Axes
from helpers.show.chart import Chart

UN_MEMBERS = 193
SIDES = {"pristina": "Pristina", "belgrade": "Belgrade", "others": "others"}
_COUNTS = {"pristina": "Count of Pristina", "belgrade": "Count of Belgrade", "others": "Counts of others"}
_MARKS = {"pristina": ("o", style.ACCENT), "belgrade": ("s", style.SECOND), "others": ("D", "none")}


def stated() -> pd.DataFrame:
    """Return who stated which number of recognitions, oldest first; numbers of withdrawals are left out."""
    counts = data.load("recognition_counts")
    return counts[counts["what"] == "recognitions"].sort_values("date_start", kind="stable").reset_index(drop=True)


def recognition_counts() -> Chart:
    """Draw the counts of recognitions by Pristina, by Belgrade and by others on one axis."""
    rows = stated()
    if rows.empty:
        return words.nothing("counts of recognitions", "recognition_counts")
    top = style.axis_end(max(UN_MEMBERS, rows["count"].max()))
    with style.picture(6.0, _counts_point(rows)) as figure:
        axes = figure.add_axes(figure.inside(left=0.65, right=0.1, top=0.45, bottom=0.5))
        for side, (marker, fill) in _MARKS.items():
            _draw_side(axes, rows[rows["side"] == side], side, marker, fill)
        years = style.time_axis(axes, rows["date_start"], 0.03, 0.19)
        axes.axhline(UN_MEMBERS, color=style.GREY, linewidth=1, linestyle=style.DASHES)
        members = f"all {UN_MEMBERS} members of the United Nations"
        axes.text(0.02, UN_MEMBERS * 0.985, members, transform=axes.get_yaxis_transform(), va="top", ha="left")
        axes.set_ylim(0, top)
        style.name_years(axes, style.some_years(years))
        style.name_scale(axes, "states that have recognised Kosovo, as stated; each mark is one statement")
    table = pd.DataFrame(
        {
            "When": rows["date"].map(data.format_date),
            "Who counts": rows["counted_by"],
            "States": rows["count"],
        }
    )
    caption = (
        "Numbers of recognitions as stated. Pristina counts announcements, some of them by states that are not UN members; Belgrade "
        "takes off states that it says have withdrawn. Sources: table recognition_counts."
    )
    return Chart(figure.svg, _counts_words(rows, top), table, caption)


def _draw_side(axes: Axes, rows: pd.DataFrame, side: str, marker: str, fill: str) -> None:
    if rows.empty:
        return
    edge = style.GREY if side == "others" else fill
    look = {"facecolors": fill, "edgecolors": edge, "linewidths": 1.5}
    axes.scatter(rows["date_start"], rows["count"].astype(int), s=55, marker=marker, zorder=3, **look)
    last = rows.iloc[-1]
    across = last["date_start"] + pd.Timedelta(days=130)
    weight = "normal" if side == "others" else "bold"
    axes.text(across, int(last["count"]), f"{last['count']} {SIDES[side]}", va="center", fontweight=weight)


def _counts_point(rows: pd.DataFrame) -> str:
    last = rows.groupby("side").last()
    parts = [
        f"{last.loc[side, 'count']} by {whose} ({last.loc[side, 'date'][:4]})"
        for side, whose in (("pristina", "Pristina's count"), ("belgrade", "Belgrade's"))
        if side in last.index
    ]
    return f"How many states? {', '.join(parts) or 'Neither side gives a number here'}"


def _counts_words(rows: pd.DataFrame, top: int) -> str:
    parts = []
    for side in _MARKS:
        own = rows[rows["side"] == side]
        if own.empty:
            parts.append(f"{_COUNTS[side]}: no statement")
            continue
        first, last = own.iloc[0], own.iloc[-1]
        parts.append(
            f"{_COUNTS[side]}: {words.counted(len(own), 'statement')}, from {first['count']} ({data.format_date(first['date'])}) "
            f"to {last['count']} ({data.format_date(last['date'])})"
        )
    return (
        f"{_counts_point(rows)}. Chart of {words.counted(len(rows), 'statement')} of how many states have recognised Kosovo, "
        f"{rows['date'].iloc[0][:4]} to {rows['date'].iloc[-1][:4]}, from 0 to {top}, "
        f"with a line at the {UN_MEMBERS} members of the United Nations. {'. '.join(parts)}."
    )


def recognitions() -> Chart:
    """Draw how many UN members recognised Kosovo in each year; states that Serbia says have withdrawn are hatched."""
    rows = data.load("recognitions")
    rows = rows[rows["listing"] == "counted"]
    if rows.empty:
        return words.nothing("recognitions by UN members", "recognitions")
    table = _by_year(rows)
    with style.picture(5.2, _recognitions_point(table)) as figure:
        axes = figure.add_axes(figure.inside(top=0.45, bottom=0.5))
        axes.bar(table.index, table["kept"], color=style.ACCENT, width=0.75)
        look = {"facecolor": style.GROUND, "edgecolor": style.SECOND, "hatch": "///"}
        axes.bar(table.index, table["disputed"], bottom=table["kept"], width=0.75, **look)
        most = table.sum(axis=1).max()
        _name_hatching(axes, table)
        for year, row in table.iterrows():
            if row.sum():
                axes.text(year, row.sum() + most * 0.015, str(row.sum()), ha="center", fontweight="bold")
        style.name_columns(axes, {year: str(year) for year in table.index})
        style.hide_y(axes)
        style.name_scale(axes, "members of the United Nations that recognised Kosovo, by year")
        axes.set_xlim(table.index.min() - 0.7, table.index.max() + 0.7)
    shown = table.set_axis(table.index.astype(str)).reset_index()
    shown = shown.set_axis(["Year", "No withdrawal stated", "Serbia says withdrawn"], axis=1)
    caption = (
        f"{len(rows)} members of the United Nations by the year in which they recognised Kosovo. Withdrawals are what Serbia says; "
        "Kosovo's president says that many were taken back. Sources: table recognitions."
    )
    return Chart(figure.svg, _recognitions_words(table), shown, caption)


def _name_hatching(axes: Axes, table: pd.DataFrame) -> None:
    """Say above the smaller bars what the hatching means, with a line to its largest part."""
    if not table["disputed"].any():
        return
    year = table["disputed"].idxmax()
    middle = table.loc[year, "kept"] + table.loc[year, "disputed"] / 2
    # Beside a bar at the right end the words would leave the picture.
    side, shift = ("left", 0.9) if year <= table.index[len(table) // 2] else ("right", -0.9)
    height = table.sum(axis=1).max() * 0.45
    axes.text(year + shift, height, "hatched: Serbia says that these have withdrawn", va="bottom", ha=side)
    axes.plot([year + 0.4 * shift, year + shift], [middle, height], color=style.SECOND, linewidth=1)


def _by_year(rows: pd.DataFrame) -> pd.DataFrame:
    years = rows["date"].str[:4].astype(int)
    withdrawn = rows["withdrawal_stated_by_serbia"] != "no"
    table = pd.DataFrame({"kept": years[~withdrawn].value_counts(), "disputed": years[withdrawn].value_counts()})
    return table.reindex(range(years.min(), years.max() + 1)).fillna(0).astype(int)


def _recognitions_point(table: pd.DataFrame) -> str:
    by_year = table.sum(axis=1)
    first, later = by_year.iloc[0], by_year.iloc[1:]
    rest = f"; no later year had more than {later.max()}" if len(later) else ""
    return f"{first} of {by_year.sum()} recognitions came in {table.index[0]}{rest}"


def _recognitions_words(table: pd.DataFrame) -> str:
    by_year = table.sum(axis=1)
    listed = ", ".join(f"{year} {count}" for year, count in by_year.items() if count)
    none = [str(year) for year, count in by_year.items() if not count]
    without = f" None in {', '.join(none)}." if none else ""
    disputed = int(table["disputed"].sum())
    return (
        f"{_recognitions_point(table)}. Bar chart of recognitions of Kosovo by UN members a year: {listed}.{without} "
        f"In all {by_year.sum()}; {disputed} of them {words.be(disputed)} hatched: of these Serbia says that they have withdrawn."
    )


_VOTE_LOOKS = {
    "yes": {"facecolor": style.PALE, "edgecolor": style.ACCENT},
    "no": {"facecolor": style.GROUND, "edgecolor": style.SECOND, "hatch": "///"},
    "abstain": {"facecolor": style.GROUND, "edgecolor": style.LIGHT, "hatch": "\\\\"},
}
# How many inches the names of votes take.
_VOTE_NAMES = 4.6
_SHORT_BODIES = {
    "Council of Europe, ": "CoE ",
    "International Court of Justice": "ICJ",
    "UN Security Council": "Security Council",
    "UN General Assembly": "UN Assembly",
}


def votes() -> Chart:
    """Draw how bodies voted on Kosovo: shares for, against and abstaining, oldest first."""
    rows = data.load("votes_in_bodies").sort_values("date_start", kind="stable").reset_index(drop=True)
    if rows.empty:
        return words.nothing("votes", "votes_in_bodies")
    names = [_vote_name(row) for row in rows.to_dict("records")]
    highs = [max(style.high(name), 0.3) + 0.14 for name in names]
    middles = [sum(highs[:place]) + high / 2 for place, high in enumerate(highs)]
    with style.picture(sum(highs) + 0.55, _votes_point(rows)) as figure:
        axes = figure.add_axes(figure.inside(left=_VOTE_NAMES, right=0.1, top=0.42, bottom=0.05))
        _draw_shares(axes, rows[list(_VOTE_LOOKS)].fillna(0).astype(int).set_axis(middles))
        axes.set_ylim(sum(highs), 0)
        style.name_rows(axes, dict(zip(middles, names, strict=True)))
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
    return Chart(figure.svg, _votes_words(rows), shown, caption)


def _draw_shares(axes: Axes, numbers: pd.DataFrame) -> None:
    shares = numbers.div(numbers.sum(axis=1), axis=0) * 100
    left = pd.Series(0.0, index=numbers.index)
    middle = {"ha": "center", "va": "center", "bbox": style.label(0.8)}
    for side, look in _VOTE_LOOKS.items():
        axes.barh(numbers.index, shares[side], left=left, height=0.34, linewidth=1.1, **look)
        for place, start, share, number in zip(numbers.index, left, shares[side], numbers[side], strict=True):
            if number:
                axes.text(start + share / 2, place, str(number), **middle)
        left = left + shares[side]
    for place, side, name in (
        (0, "left", "for"),
        (50, "center", "against (hatched)"),
        (100, "right", "abstained (other slant)"),
    ):
        axes.text(place, -0.06, name, ha=side, va="bottom")
    axes.set_xlim(0, 100)
    style.hide_x(axes)


def _vote_name(row: dict) -> str:
    failed = "" if row["result"] == "adopted" else " ✗"
    body = row["body"]
    for long, short in _SHORT_BODIES.items():
        body = body.replace(long, short)
    matter = style.wrapped(f"{row['matter']}{failed}", _VOTE_NAMES)
    return f"{row['date'][:4]} {body}:\n{matter}"


def _votes_point(rows: pd.DataFrame) -> str:
    failed = rows[rows["result"] != "adopted"]
    if failed.empty:
        return f"Adopted: {len(rows)} of {words.counted(len(rows), 'motion')}"
    majority = failed[failed["yes"] > failed["no"]]
    return f"{len(majority)} of {words.counted(len(failed), 'motion')} that failed (✗) had more votes for than against"


def _votes_words(rows: pd.DataFrame) -> str:
    failed = "; ".join(
        f"{row['body']} {row['date'][:4]} {row['yes']} to {row['no']}"
        for row in rows[rows["result"] != "adopted"].to_dict("records")
    )
    needed = "".join(
        f" In {words.listed(f'the {body}' for body in dict.fromkeys(bodies))} {needs} were needed."
        for needs, bodies in rows[rows["needs"] != ""].groupby("needs", sort=False)["body"]
    )
    first, last = rows.iloc[0], rows.iloc[-1]
    return (
        f"{_votes_point(rows)}. Bar chart of {words.counted(len(rows), 'vote')} on Kosovo in bodies, as shares for, against and "
        f"abstaining, from the {first['body']} in {first['date'][:4]} to the {last['body']} in {last['date'][:4]} ({last['yes']} "
        f"to {last['no']}). "
        f"Not adopted: {failed or 'none'}.{needed}"
    )
