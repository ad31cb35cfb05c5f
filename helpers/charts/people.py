"""Pictures of who lives where, and who counted: counts for all of Kosovo, and estimates of the north."""

import pandas as pd

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style, words
from helpers.charts.style import Axes
from helpers.show.chart import Chart

NORTH = ("Leposavic", "North Mitrovica", "Zubin Potok", "Zvecan")
SHORT_BODIES = {
    "Yugoslav census": "census",
    "Kosovo Agency of Statistics": "statistics agency",
    "UNMIK, printed by OSCE": "UN mission",
    "OSCE and UNHCR": "OSCE, UNHCR",
}
# Figures since this year are compared with each other: older ones are of another time.
RECENT = "2005"


def totals() -> pd.DataFrame:
    """Return the counts and estimates of all people in Kosovo since 1981, oldest first."""
    counts = data.load("population_counts")
    whole = counts[(counts["community"] == "total") & counts["people"].notna()]
    return whole.sort_values(["year", "kind"], kind="stable").reset_index(drop=True)


def population() -> Chart:
    """Draw the counts of all people since 1981; a hatched bar is a count that many stayed away from."""
    rows = totals()
    if rows.empty:
        return words.nothing("counts of all people", "population_counts")
    boycotted = _boycotted(rows)
    with style.picture(0.72 * len(rows) + 0.45, _counts_point(rows)) as figure:
        axes = figure.add_axes(figure.inside(left=2.0, right=0.1, top=0.3))
        grounds = [style.PALE if kind == "census" else style.GROUND for kind in rows["kind"]]
        look = {"edgecolor": style.ACCENT, "hatch": ["//" if missed else "" for missed in boycotted]}
        bars = axes.barh(range(len(rows)), rows["people"].astype(int), color=grounds, **look)
        axes.bar_label(bars, labels=[f"{people:,}" for people in rows["people"]], padding=4)
        axes.set_xlim(0, rows["people"].max() * 1.16)
        axes.invert_yaxis()
        names = [
            f"{year}, {kind}" + ("\nmany stayed away" if missed else "")
            for year, kind, missed in zip(rows["year"], rows["kind"], boycotted, strict=True)
        ]
        style.name_rows(axes, dict(enumerate(names)))
        style.name_scale(axes, "people in Kosovo")
        style.hide_x(axes)
    away = rows["boycotted_by"].where(boycotted, "no report of it").where(rows["kind"] == "census", "")
    table = pd.DataFrame(
        {"Year": rows["year"].astype(str), "Kind": rows["kind"], "People": rows["people"], "Who stayed away": away}
    )
    caption = (
        "People in Kosovo by census and estimate. Hatched: a census that many stayed away from, or that was not held in the "
        "north; white: an estimate. Older censuses are left out: not all their figures were found. Sources: table population_counts."
    )
    return Chart(figure.svg, _counts_words(rows), table, caption)


def _boycotted(rows: pd.DataFrame) -> pd.Series:
    return (rows["kind"] == "census") & (rows["boycotted_by"] != "no")


def _counts_point(rows: pd.DataFrame) -> str:
    censuses = int((rows["kind"] == "census").sum())
    return f"{int(_boycotted(rows).sum())} of the {censuses} censuses here did not reach everybody"


def _counts_words(rows: pd.DataFrame) -> str:
    listed = "; ".join(
        f"{row['year']} {row['kind']} {row['people']:,}" + (f", stayed away: {row['boycotted_by']}" if missed else "")
        for row, missed in zip(rows.to_dict("records"), _boycotted(rows), strict=True)
    )
    return (
        f"{_counts_point(rows)}. Bar chart of {words.counted(len(rows), 'figure')} of all people in Kosovo, counts and estimates, "
        f"oldest first. {listed}."
    )


def north_estimates(municipality: str) -> pd.DataFrame:
    """Return the counts and estimates of people in one northern municipality, oldest first.

    Raises
    ------
    CourseError
        For a municipality that is not one of the four.
    """
    if municipality not in NORTH:
        raise unknown("northern municipality", municipality, NORTH)
    rows = data.load("north_estimates")
    rows = rows[(rows["municipality"] == municipality) & (rows["counted"] == "people")]
    return rows.sort_values("date_start", kind="stable").reset_index(drop=True)


def north() -> Chart:
    """Draw the disagreeing counts and estimates of people in the four northern municipalities."""
    groups = {name: north_estimates(name) for name in NORTH}
    everything = pd.concat(groups.values(), ignore_index=True)
    if everything.empty:
        return words.nothing("figures of the northern municipalities", "north_estimates")
    top = style.axis_end(everything["number"].max(), room=1.28)
    with style.picture(7.9, _north_point(groups)) as figure:
        panels = figure.subplots(2, 2, sharex=True, sharey=True, gridspec_kw={"hspace": 0.22, "wspace": 0.06})
        figure.fit(left=0.9, right=0.1, top=0.6, bottom=0.5)
        for axes, (name, rows) in zip(panels.flat, groups.items(), strict=True):
            _draw_north(axes, name, rows, top)
            years = style.time_axis(axes, everything["date_start"], 0.11, 0.08)
            axes.xaxis.set_visible(False)
        panels[0, 0].text(0, 1.11, "people", transform=panels[0, 0].transAxes)
        for axes in panels[-1]:
            style.name_years(axes, style.some_years(years, most=5))
    table = pd.DataFrame(
        {
            "Municipality": everything["municipality"],
            "When": everything["date"].map(data.format_date),
            "Who": everything["body"],
            "Kind": everything["kind"],
            "People": everything["number"],
        }
    )
    boycotts = _census_words(everything)
    later = f"{boycotts} A later figure can add an estimate of those who were not counted." if boycotts else ""
    caption = (
        f"People in the {words.number(len(NORTH))} northern municipalities. Filled: counted in a census; hollow: estimated.{later} "
        "Sources: table north_estimates."
    )
    return Chart(figure.svg, _north_words(groups, top), table, caption)


def _draw_north(axes: Axes, name: str, rows: pd.DataFrame, top: int) -> None:
    axes.vlines(rows["date_start"], 0, rows["number"].astype(int), color=style.PALE, zorder=0)
    grounds = [style.ACCENT if kind == "census" else style.GROUND for kind in rows["kind"]]
    look = {"linewidths": 1.8, "edgecolors": style.ACCENT, "facecolors": grounds}
    axes.scatter(rows["date_start"], rows["number"].astype(int), s=55, zorder=3, **look)
    if len(rows):
        _name_mark(axes, rows.loc[rows["number"].idxmax()], up=top * 0.045)
    if len(rows) > 1:
        _name_mark(axes, rows.loc[rows["number"].idxmin()])
    axes.set_title(name, loc="left", fontsize=style.TEXT, fontweight="bold")
    axes.set_ylim(0, top)
    style.thousands(axes)


def _name_mark(axes: Axes, row: pd.Series, up: float = 0) -> None:
    """Write number and body above a mark, or at its left side."""
    shift = pd.Timedelta(days=0 if up else -330)
    place = {"ha": "center", "va": "bottom"} if up else {"ha": "right", "va": "bottom"}
    who = "" if row["kind"] == "census" else f",\n{_short(row['body'])}"
    number = f"{row['number']:,} {row['kind']}{who}"
    axes.text(row["date_start"] + shift, int(row["number"]) + up, number, zorder=4, bbox=style.label(), **place)


def _short(body: str) -> str:
    return SHORT_BODIES.get(body, body)


def _north_point(groups: dict[str, pd.DataFrame]) -> str:
    recent = {name: rows.loc[rows["date"] >= RECENT, "number"] for name, rows in groups.items()}
    spans = {name: numbers.max() / numbers.min() for name, numbers in recent.items() if len(numbers) > 1}
    if not spans:
        return "People in the northern municipalities, by who counts, how and when"
    widest = max(spans, key=spans.get)
    least, most = recent[widest].min(), recent[widest].max()
    return f"{widest}: from {least:,} to {most:,} people since {RECENT}, depending on who counts, how and when"


def _extreme(rows: pd.DataFrame, number: int) -> str:
    """Return a number with everybody who gave it."""
    who = [f"{_short(row['body'])}, {row['date'][:4]}" for row in rows[rows["number"] == number].to_dict("records")]
    return f"{number:,} ({'; '.join(who)})"


def _census_words(rows: pd.DataFrame) -> str:
    """Say who stayed away from the censuses among rows, as the counts of all people have it."""
    years = dict.fromkeys(rows.loc[rows["kind"] == "census", "date"].str[:4])
    counts = totals()
    counts = counts[_boycotted(counts)]
    away = {str(row["year"]): row["boycotted_by"] for row in counts.to_dict("records")}
    return "".join(f" Stayed away from the census of {year}: {away[year]}." for year in years if year in away)


def _north_words(groups: dict[str, pd.DataFrame], top: int) -> str:
    parts, lowest = [], []
    for name, rows in groups.items():
        if rows.empty:
            parts.append(f"{name}: no figure")
            continue
        high, low = (_extreme(rows, number) for number in (rows["number"].max(), rows["number"].min()))
        parts.append(f"{name}, {words.counted(len(rows), 'figure')}: highest {high}, lowest {low}")
        lowest.append(rows.loc[[rows["number"].idxmin()]])
    low_rows = pd.concat(lowest)
    dates, kinds = low_rows["date"].unique(), set(low_rows["kind"])
    first = (
        f" The lowest of each come from the census of {dates[0][:4]}."
        if len(dates) == 1 and kinds == {"census"}
        else ""
    )
    everything = pd.concat(groups.values())
    return (
        f"{_north_point(groups)}. {words.begun(words.number(len(groups)))} panels on one scale from 0 to {top:,} people, across the years "
        f"{everything['date'].min()[:4]} to {everything['date'].max()[:4]}; filled marks are censuses, hollow ones estimates. "
        f"{'. '.join(parts)}.{first}{_census_words(low_rows)}"
    )
