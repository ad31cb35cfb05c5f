"""Pictures of the international reactions: who asked what of whom, and the EU's measures."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style
from helpers.show.chart import Chart

TURN = pd.Timestamp("2023-06-14")
ADDRESSEES = {
    "asked_of_pristina": "institutions\nin Pristina",
    "asked_of_belgrade": "institutions\nin Belgrade",
    "asked_of_protesters": "people who\nprotested",
}
PERIODS = ("before 14 June", "from 14 June")
TOTAL = "all together"


def dated() -> pd.DataFrame:
    """Return the statements whose day is known, with their period before or from 14 June 2023."""
    statements = data.load("reactions")
    statements = statements[statements["date"].str.len() == 10].reset_index(drop=True)
    later = statements["date_start"] >= TURN
    statements["period"] = later.map({False: PERIODS[0], True: PERIODS[1]})
    return statements


def counts() -> pd.DataFrame:
    """Return how many statements of each actor ask something of each addressee, before and from 14 June.

    Returns
    -------
    pandas.DataFrame
        One row an actor, most requests first; two columns an addressee, ``(addressee, period)``.
    """
    statements = dated()
    asked = statements[list(ADDRESSEES)] != ""
    table = asked.groupby([statements["actor"], statements["period"]], sort=False).sum().unstack(fill_value=0)
    table = table.reindex(columns=pd.MultiIndex.from_product([ADDRESSEES, PERIODS]), fill_value=0)
    table = table.loc[statements["actor"].unique()]
    sums = table.sum(axis=1)
    return table.loc[sums[sums > 0].sort_values(ascending=False, kind="stable").index]


def requests(actor: str | None = None) -> Chart:
    """Draw the matrix of requests: actor by addressee, before and from 14 June 2023.

    Parameters
    ----------
    actor : mark this actor's row; None marks none.

    Raises
    ------
    CourseError
        For an actor without a request.
    """
    table = counts()
    if actor is not None and actor not in table.index:
        raise unknown("actor with a request", actor, table.index)
    table = pd.concat([table, table.sum().to_frame(TOTAL).T])
    with style.drawing, style.look():
        figure = style.new_figure(0.42 * len(table) + 2.2)
        height = figure.get_figheight()
        axes = figure.add_axes((0.24, 0.02, 0.75, 1 - 2.0 / height))
        style.heading(figure, _requests_point(table))
        _draw_matrix(axes, table, actor)
        svg = style.to_svg(figure)
    flat = table.reset_index()
    flat.columns = ["Actor"] + [f"{ADDRESSEES[a].replace(chr(10), ' ')}, {p}" for a, p in table.columns]
    caption = (
        f"Statements that ask something of an addressee, 18 May to July 2023, {int(len(dated()))} statements with a known day. "
        "One statement can address several. Counts show attention, not guilt. Sources: table reactions."
    )
    return Chart(svg, _requests_words(table, actor), flat, caption)


def _requests_point(table: pd.DataFrame) -> str:
    sums = table.loc[TOTAL]
    return (
        f"Before 14 June {sums[('asked_of_pristina', PERIODS[0])]} statements asked something of Pristina and "
        f"{sums[('asked_of_belgrade', PERIODS[0])]} of Belgrade"
    )


def _draw_matrix(axes: Axes, table: pd.DataFrame, actor: str | None) -> None:
    counts_only = table.drop(index=TOTAL)
    largest = int(counts_only.to_numpy().max())
    for offset, (marker, ground) in enumerate((("o", style.PALE), ("s", style.GROUND))):
        found = [
            (_place(column), row, 120 + 700 * value / largest)
            for row, values in enumerate(counts_only.to_numpy())
            for column, value in enumerate(values)
            if column % 2 == offset and value
        ]
        across, down, sizes = zip(*found, strict=True)
        axes.scatter(across, down, s=sizes, marker=marker, facecolors=ground, edgecolors=style.ACCENT, linewidths=1.5)
    down, across = np.nonzero(table.to_numpy() == 0)
    axes.scatter([_place(column) for column in across], down, s=5, color=style.INK)
    for row, (name, values) in enumerate(table.iterrows()):
        weight = "bold" if name == TOTAL else "normal"
        for column in np.nonzero(values.to_numpy())[0]:
            axes.text(_place(column), row, values.iloc[column], ha="center", va="center", zorder=3, fontweight=weight)
        if name == actor:
            axes.axhspan(row - 0.48, row + 0.48, facecolor="none", edgecolor=style.SECOND, linewidth=2.5)
    places = [_place(column) for column in range(len(table.columns))]
    for column, (addressee, period) in enumerate(table.columns):
        axes.text(places[column], -0.85, period.replace(" 14", "\n14"), ha="center", va="bottom", fontsize=11)
        if column % 2 == 0:
            axes.text(places[column] + 0.5, -2.1, ADDRESSEES[addressee], ha="center", va="bottom", fontweight="bold")
    axes.set_xlim(-0.6, places[-1] + 0.6)
    axes.set_ylim(len(table) - 0.5, -0.7)
    style.name_rows(axes, {row: f"▸ {name}" if name == actor else name for row, name in enumerate(table.index)})
    style.hide_scale(axes)


def _place(column: int) -> float:
    """Return where a column stands: two by two, with a gap between addressees."""
    return column + 0.35 * (column // 2)


def _requests_words(table: pd.DataFrame, actor: str | None) -> str:
    sums = table.loc[TOTAL]
    parts = [
        f"{label.replace(chr(10), ' ')} {sums[(key, PERIODS[0])]} before and {sums[(key, PERIODS[1])]} from 14 June"
        for key, label in ADDRESSEES.items()
    ]
    first = table.drop(index=TOTAL)[("asked_of_pristina", PERIODS[0])]
    each = " each" if (first == first.max()).sum() > 1 else ""
    marked = ""
    if actor is not None:
        own = table.loc[actor]
        marked = f" Marked: {actor}, with {int(own.sum())} requests in all columns."
    return (
        f"Matrix of requests in statements from 18 May to July 2023. Down: {len(table) - 1} actors. Across: three addressees, "
        f"each before and from 14 June. Statements that ask something of {'; '.join(parts)}. "
        f"Most statements to Pristina before 14 June: {', '.join(first.index[first == first.max()])}, {first.max()}{each}.{marked}"
    )


def measures() -> Chart:
    """Draw the EU's measures towards Kosovo: from when, until when eased, and the steps around them."""
    rows = data.load("eu_measures")
    lasting = rows[rows["announced"] == "2023-06-28"].reset_index(drop=True)
    steps = rows[rows["announced"] != "2023-06-28"].reset_index(drop=True)
    end = pd.Timestamp("2026-03-31")
    with style.drawing, style.look():
        figure = style.new_figure(5.6)
        style.heading(figure, _measures_point(lasting))
        axes = figure.add_axes((0.03, 0.09, 0.95, 0.78))
        for row, measure in lasting.iterrows():
            _draw_measure(axes, len(lasting) - row, measure, end)
        _draw_steps(axes, steps)
        axes.set_ylim(-1.6, len(lasting) + 0.9)
        axes.set_xlim(pd.Timestamp("2023-03-01"), pd.Timestamp("2026-09-30"))
        style.name_years(axes, range(2024, 2027))
        axes.get_yaxis().set_visible(False)
        axes.spines["left"].set_visible(False)
        svg = style.to_svg(figure)
    table = pd.DataFrame(
        {
            "Measure or step": rows["measure"],
            "From": rows["announced"].map(data.format_date),
            "Easing, as reported": [data.format_date(text) if text else "" for text in rows["eased"]],
        }
    )
    caption = (
        "EU measures towards Kosovo. Easing as reported: May 2025 is its beginning, December 2025 an announcement; "
        "an open end means that no date was found. "
        "As of March 2026. Sources: table eu_measures."
    )
    return Chart(svg, _measures_words(lasting, steps), table, caption)


def _measures_point(lasting: pd.DataFrame) -> str:
    start, first_easing = lasting["announced_start"].min(), lasting["eased_start"].min()
    months = (first_easing.year - start.year) * 12 + first_easing.month - start.month
    return f"{len(lasting)} EU measures from {start.day} {start:%B %Y}; easing began {months} months later"


def _draw_measure(axes: Axes, height: float, measure: pd.Series, end: pd.Timestamp) -> None:
    start = measure["announced_start"]
    known = bool(measure["eased"])
    stop = measure["eased_start"] if known else end
    axes.plot([start, stop], [height - 0.22] * 2, color=style.ACCENT, linewidth=9 if known else 3,
              linestyle="-" if known else (0, (2, 1.5)), solid_capstyle="butt")  # fmt: skip
    axes.text(start, height, measure["measure"], va="bottom")
    if known:
        axes.text(stop + pd.Timedelta(days=8), height - 0.22, f"{data.format_date(measure['eased'])}", va="center")


def _draw_steps(axes: Axes, steps: pd.DataFrame) -> None:
    shown = {"announcement": "announced", "bratislava": "first steps\nagreed", "recommendation": "lifting\nrecommended",
             "gradual-lifting": "easing\nbegins", "end-announced": "end\nannounced"}  # fmt: skip
    for _, step in steps[steps["id"].isin(shown)].iterrows():
        side = {"announcement": "right", "bratislava": "left"}.get(step["id"], "center")
        axes.scatter(step["announced_start"], 0, s=80, marker="D", color=style.SECOND, zorder=3)
        axes.text(step["announced_start"], -0.25, shown[step["id"]], va="top", ha=side)


def _measures_words(lasting: pd.DataFrame, steps: pd.DataFrame) -> str:
    eased = lasting[lasting["eased"] != ""]
    ends = "; ".join(f"{row['measure']}, {data.format_date(row['eased'])}" for _, row in eased.iterrows())
    first, last = steps.iloc[0], steps.iloc[-1]
    return (
        f"Timeline of {len(lasting)} EU measures towards Kosovo, all from 28 June 2023, drawn as bars. Easing, as reported: {ends}. "
        f"For {len(lasting) - len(eased)} of them no date of easing was found; their bars are dashed. {len(steps)} steps stand around "
        f"them, from {data.format_date(first['announced'])} ({first['measure']}) to "
        f"{data.format_date(last['announced'])} ({last['measure']})."
    )


def by_week(actor: str | None = None) -> pd.DataFrame:
    """Return how many statements asked something of each addressee in each week, from Thursday to Wednesday.

    Raises
    ------
    CourseError
        For an actor without a request.
    """
    statements = dated()
    if actor is not None and actor not in counts().index:
        raise unknown("actor with a request", actor, counts().index)
    weeks = statements["date_start"].dt.to_period("W-WED").dt.start_time
    every_week = pd.date_range(weeks.min(), weeks.max(), freq="7D")
    asked = statements[list(ADDRESSEES)] != ""
    if actor is not None:
        asked = asked[statements["actor"] == actor]
    return asked.groupby(weeks).sum().reindex(every_week, fill_value=0)


def over_time(actor: str | None = None) -> Chart:
    """Draw how many statements asked something of each addressee, week by week.

    Parameters
    ----------
    actor : the statements of this actor alone; None takes all.

    Raises
    ------
    CourseError
        For an actor without a request.
    """
    asked = by_week(actor)
    with style.drawing, style.look():
        figure = style.new_figure(5.6)
        style.heading(figure, _over_time_point(asked, actor))
        panels = figure.subplots(len(ADDRESSEES), 1, sharey=True, gridspec_kw={"hspace": 0.5})
        figure.subplots_adjust(left=0.17, right=0.99, top=0.86, bottom=0.1)
        for axes, (column, name) in zip(panels, ADDRESSEES.items(), strict=True):
            places = range(len(asked))
            bars = axes.bar(places, asked[column], color=style.PALE, edgecolor=style.ACCENT)
            axes.bar_label(bars, labels=[str(count) if count else "" for count in asked[column]], padding=2)
            axes.text(-0.02, 0.4, name, transform=axes.transAxes, ha="right", va="center")
            turn = (TURN - asked.index[0]).days / 7 - 0.5
            axes.axvline(turn, color=style.SECOND, linewidth=1.2, linestyle=(0, (4, 3)))
            axes.yaxis.set_visible(False)
            axes.spines["left"].set_visible(False)
            axes.set_ylim(0, asked.to_numpy().max() * 1.25)
            axes.xaxis.set_visible(False)
        style.name_columns(panels[-1], {place: f"{week.day} {week:%b}" for place, week in enumerate(asked.index)})
        svg = style.to_svg(figure)
    shown = asked.reset_index()
    shown.columns = ["Week from", *[name.replace("\n", " ") for name in ADDRESSEES.values()]]
    shown["Week from"] = [f"{week.day} {week:%B %Y}" for week in asked.index]
    caption = (
        "Statements a week that ask something of an addressee, among those that were found with a known day. Dashed: 14 June 2023. "
        "Counts show attention, not guilt. Sources: table reactions."
    )
    return Chart(svg, _over_time_words(asked, actor), shown, caption)


def _over_time_point(asked: pd.DataFrame, actor: str | None) -> str:
    totals = asked.sum(axis=1)
    week = totals.idxmax()
    whose = f"{actor}: most" if actor else "Most"
    return f"{whose} requests came in the week from {week.day} {week:%B}: {totals.max()} of {totals.sum()}"


def _over_time_words(asked: pd.DataFrame, actor: str | None) -> str:
    parts = []
    for column, name in ADDRESSEES.items():
        most = asked[column].idxmax()
        parts.append(
            f"{name.replace(chr(10), ' ')} {asked[column].sum()} in all, most in the week from {most.day} {most:%B}, {asked[column].max()}"
        )
    return (
        f"Three bar charts of requests a week, {len(asked)} weeks from {asked.index[0].day} {asked.index[0]:%B} 2023: {'; '.join(parts)}. "
        f"{_over_time_point(asked, actor)}. A line marks 14 June."
    )
