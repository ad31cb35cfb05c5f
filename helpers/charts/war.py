"""Figures of the war of 1998 and 1999 and what followed: ranges by the body that gave them, and the missing over time."""

import re

import pandas as pd

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style, words
from helpers.charts.style import Axes
from helpers.show.chart import Chart

SUBJECTS = {
    "all": "Killed or missing {years}, by name ({bodies})",
    "albanians": "Albanians killed, as estimated or stated",
    "bombing": "Civilians killed by NATO bombing in Yugoslavia, 1999",
    "driven": "Expelled, fled or displaced (another scale)",
}
# Its numbers are so much larger that it has a scale of its own.
_OWN_SCALE = "driven"
# Inches: how wide the names of rows are, and how high the title of a group.
_NAMES, _TITLE = 4.5, 0.5
STILL_MISSING = "still missing"
END_OF_WAR = pd.Timestamp("1999-06-10")


def toll(subject: str) -> pd.DataFrame:
    """Return the figures on one subject, in the order of the table.

    Raises
    ------
    CourseError
        For a subject that is not in ``SUBJECTS``.
    """
    if subject not in SUBJECTS:
        raise unknown("subject of war figures", subject, SUBJECTS)
    figures = data.load("war_figures")
    given = figures[["low", "value", "high"]].notna().any(axis=1)
    return figures[given & (figures["subject"] == subject)].reset_index(drop=True)


def figures() -> Chart:
    """Draw the figures of the war as points and ranges, one row a body, in four groups that are not added up."""
    groups = {subject: rows for subject in SUBJECTS if (rows := toll(subject).to_dict("records"))}
    if not groups:
        return words.nothing("figures of the war", "war_figures")
    names = {subject: [_row_name(row) for row in rows] for subject, rows in groups.items()}
    heights = {subject: sum(style.high(name) + 0.14 for name in own) for subject, own in names.items()}
    with style.picture(sum(heights.values()) + _TITLE * len(groups), _figures_point(groups)) as figure:
        top = 0.0
        for subject, rows in groups.items():
            top += _TITLE
            below = figure.get_figheight() - figure.heading - top - heights[subject]
            axes = figure.add_axes(figure.inside(left=_NAMES + 0.2, right=0.05, top=top, bottom=below))
            _draw_ranges(axes, rows, names[subject], _scale_end(groups, subject))
            height = figure.get_figheight()
            title = _title(subject, rows)
            figure.text(0.01, 1 - (figure.heading + top - 0.08) / height, title, fontweight="bold", va="bottom")
            top += heights[subject]
    everything = [row for rows in groups.values() for row in rows]
    table = pd.DataFrame(
        {
            "Who gives it": [row["by"] for row in everything],
            "What was counted": [row["measure"] for row in everything],
            "Place and time": [row["counted"] for row in everything],
            "Figure": [_range_words(row) for row in everything],
        }
    )
    caption = (
        "Figures by the body that gave them. They count different people, places and times, and are never added up. "
        "A line is the range given for that row. Sources: table war_figures."
    )
    return Chart(figure.svg, _figures_words(groups), table, caption)


def _scale_end(groups: dict[str, list[dict]], subject: str) -> int:
    alike = [rows for name, rows in groups.items() if (name == _OWN_SCALE) == (subject == _OWN_SCALE)]
    return style.axis_end(max(_ends(row)[1] for rows in alike for row in rows))


def _draw_ranges(axes: Axes, rows: list[dict], names: list[str], top: int) -> None:
    low, high = zip(*map(_ends, rows), strict=True)
    highs = [style.high(name) + 0.14 for name in names]
    places = [sum(highs[:row]) + own / 2 for row, own in enumerate(highs)]
    axes.hlines(places, 0, low, color=style.PALE, linewidth=1, zorder=0)
    axes.hlines(places, low, high, color=style.ACCENT, linewidth=6, alpha=0.55)
    points = [(row["value"], place) for place, row in zip(places, rows, strict=True) if pd.notna(row["value"])]
    axes.scatter([value for value, _ in points], [place for _, place in points], s=65, color=style.ACCENT, zorder=3)
    for place, end, row in zip(places, high, rows, strict=True):
        axes.text(end + top * 0.025, place, _range_words(row), va="center", ha="left")
    style.name_rows(axes, dict(zip(places, names, strict=True)))
    axes.set_ylim(sum(highs), 0)
    axes.set_xlim(0, top * 1.6)
    style.hide_x(axes)


def _ends(row: dict) -> tuple[int, int]:
    given = [int(row[name]) for name in ("low", "value", "high") if pd.notna(row[name])]
    return min(given), max(given)


def _title(subject: str, rows: list[dict]) -> str:
    """Return what a group counts, with the years and the bodies of its rows where its title names them."""
    years = sorted({year for row in rows for year in re.findall(r"\b\d{4}\b", row["counted"])})
    period = data.format_period(years[0], years[-1]) if years else "in the war"
    return SUBJECTS[subject].format(years=period, bodies=words.listed(dict.fromkeys(row["by"] for row in rows)))


def _row_name(row: dict) -> str:
    """Return who gives a figure; with what was counted where the rows of a group differ in it."""
    if row["subject"] == "all":
        return style.wrapped(row["measure"], _NAMES)
    if row["subject"] == "bombing":
        return style.wrapped(row["by"], _NAMES)
    name = style.wrapped(f"{row['by']}: {row['measure']}", _NAMES)
    return f"{row['by']}:\n{style.wrapped(row['measure'], _NAMES)}" if "\n" in name else name


def _range_words(row: dict) -> str:
    """Return a figure as it was given: one number, a range, or both."""
    span = _span_words(row["low"], row["high"])
    if pd.isna(row["value"]):
        return span
    return data.figure_words(row["precision"], row["value"]) + (f" ({span})" if span else "")


def _span_words(low: object, high: object) -> str:
    if pd.isna(low):
        return "" if pd.isna(high) else data.figure_words("at_most", high)
    return data.figure_words("at_least", low) if pd.isna(high) else f"{low:,} to {high:,}"


def _figures_point(groups: dict[str, list[dict]]) -> str:
    if "all" not in groups:
        return "Figures of the war depend on who counts whom"
    named = max(_ends(row)[1] for row in groups["all"])
    return f"{named:,} killed or missing are known by name; other figures depend on who counts whom"


def _figures_words(groups: dict[str, list[dict]]) -> str:
    listing = {"all": "measure", "albanians": "by", "bombing": "by"}
    parts = [
        f"{_title(subject, rows)}: {'; '.join(f'{row[listing[subject]]} {_range_words(row)}' for row in rows)}."
        for subject, rows in groups.items()
        if subject != _OWN_SCALE
    ]
    if _OWN_SCALE in groups:
        name, _, _ = SUBJECTS[_OWN_SCALE].partition(" (")
        parts.append(f"{name}: {_extremes(groups[_OWN_SCALE])}.")
    point, _, _ = _figures_point(groups).partition(";")
    return f"{point}. Chart: {' '.join(parts)}"


def _extremes(rows: list[dict]) -> str:
    """Return the lowest and the highest figure of a group, each with everybody whom it counts."""
    ends = [(*_ends(row), row["measure"]) for row in rows]
    lowest, highest = min(low for low, _, _ in ends), max(high for _, high, _ in ends)
    few = "; ".join(measure for low, _, measure in ends if low == lowest)
    many = "; ".join(measure for _, high, measure in ends if high == highest)
    return f"from {lowest:,} ({few}) to {highest:,} ({many})"


def missing() -> Chart:
    """Draw how many of the missing were still open, report by report."""
    figures = data.load("war_figures")
    figures = figures[(figures["subject"] == "missing") & figures["value"].notna()]
    rows = figures[figures["measure"] == STILL_MISSING].sort_values("date_start", kind="stable").reset_index(drop=True)
    if rows.empty:
        return words.nothing("reports of people still missing", "war_figures")
    reported = figures[figures["measure"] != STILL_MISSING]["value"]
    total = reported.max() if len(reported) else None
    top = style.axis_end(rows["value"].max(), room=1.12)
    with style.picture(5.2, _missing_point(rows, total)) as figure:
        axes = figure.add_axes(figure.inside(left=0.8, right=0.1, top=0.45, bottom=0.5))
        axes.vlines(rows["date_start"], 0, rows["value"].astype(int), color=style.PALE, zorder=0)
        axes.scatter(rows["date_start"], rows["value"].astype(int), s=60, color=style.ACCENT, zorder=3)
        for place in sorted({0, len(rows) - 1}):
            row = rows.iloc[place]
            axes.text(
                row["date_start"], row["value"] + top * 0.037, f"{row['value']:,}", ha="center", fontweight="bold"
            )
        axes.set_ylim(0, top)
        moments = pd.concat([pd.Series([END_OF_WAR]), rows["date_start"]])
        style.name_years(axes, style.some_years(style.time_axis(axes, moments, 0.01, 0.05)))
        style.thousands(axes)
        style.name_scale(axes, "people still missing, as reported")
    table = pd.DataFrame(
        {"When": rows["date"].map(data.format_date), "Who": rows["by"], "Still missing": rows["value"]}
    )
    caption = "People of all communities who are still missing after the war. Sources: table war_figures."
    return Chart(figure.svg, _missing_words(rows, total, top), table, caption)


def _missing_point(rows: pd.DataFrame, total: int | None) -> str:
    last = rows.iloc[-1]
    still = f"{words.be(last['value'])} still missing in {last['date'][:4]}"
    if total is None:
        return f"{last['value']:,} {'person' if last['value'] == 1 else 'people'} {still}"
    return f"Of about {total:,} people reported missing, {last['value']:,} {still}"


def _missing_words(rows: pd.DataFrame, total: int | None, top: int) -> str:
    first, last = rows.iloc[0], rows.iloc[-1]
    in_all = (
        f" In all about {total:,} were reported missing; they belong to all communities." if total is not None else ""
    )
    chart = f"Chart of {words.counted(len(rows), 'report')} of people still missing from the war in Kosovo"
    return (
        f"{_missing_point(rows, total)}. {chart}, {first['date'][:4]} to {last['date'][:4]}. "
        f"Up: from 0 to {top:,} people. First: {first['value']:,} ({first['by']}). Last: {last['value']:,} ({last['by']}).{in_all}"
    )
