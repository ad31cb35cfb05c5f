"""Pictures of the international reactions: who asked what of whom, and the EU's measures."""

import numpy as np
import pandas as pd

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style, words
from helpers.charts.style import Axes
from helpers.show.chart import Chart

TURN = pd.Timestamp("2023-06-14")
ADDRESSEES = {
    "asked_of_pristina": "institutions\nin Pristina",
    "asked_of_belgrade": "institutions\nin Belgrade",
    "asked_of_protesters": "people who\nprotested",
}
PERIODS = (f"before {data.format_day(TURN)}", f"from {data.format_day(TURN)}")
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
    actor : str or None
        Mark this actor's row; None marks none.

    Raises
    ------
    CourseError
        For an actor without a request.
    """
    table = counts()
    if table.empty:
        return words.nothing("statements that ask something", "reactions")
    if actor is not None and actor not in table.index:
        raise unknown("actor with a request", actor, table.index)
    table = pd.concat([table, table.sum().to_frame(TOTAL).T])
    with style.picture(0.42 * len(table) + 1.4, _requests_point(table)) as figure:
        _draw_matrix(figure.add_axes(figure.inside(left=2.7, right=0.05, top=1.35, bottom=0.05)), table, actor)
    flat = table.reset_index()
    flat.columns = ["Actor"] + [f"{_one_line(addressee)}, {period}" for addressee, period in table.columns]
    caption = (
        f"Statements that ask something of an addressee, {_period()}, {len(dated())} statements with a known day. "
        "One statement can address several. Counts show attention, not guilt. Sources: table reactions."
    )
    return Chart(figure.svg, _requests_words(table, actor), flat, caption)


def _one_line(addressee: str) -> str:
    return ADDRESSEES[addressee].replace("\n", " ")


def _period() -> str:
    """Return the time of all statements, to the month of the last one."""
    days = dated()["date"]
    return data.format_period(days.min(), days.max()[:7])


def _requests_point(table: pd.DataFrame) -> str:
    sums = table.loc[TOTAL]
    asked = [int(sums[(addressee, PERIODS[0])]) for addressee in ADDRESSEES]
    return (
        f"{words.begun(PERIODS[0])} {words.counted(asked[0], 'statement')} asked something of Pristina, {asked[1]} of Belgrade "
        f"and {asked[2]} of people who protested"
    )


def _draw_matrix(axes: Axes, table: pd.DataFrame, actor: str | None) -> None:
    _draw_circles(axes, table.drop(index=TOTAL).to_numpy())
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
        when = period.replace(" ", "\n", 1)
        axes.text(places[column], -0.8, when, ha="center", va="bottom")
        if column % 2 == 0:
            axes.text(places[column] + 0.5, -2.25, ADDRESSEES[addressee], ha="center", va="bottom", fontweight="bold")
    axes.set_xlim(-0.6, places[-1] + 0.6)
    axes.set_ylim(len(table) - 0.5, -0.7)
    style.name_rows(axes, {row: f"▸ {name}" if name == actor else name for row, name in enumerate(table.index)})
    style.hide_x(axes)


def _draw_circles(axes: Axes, numbers: np.ndarray) -> None:
    """Draw a circle for each number before the turn and a square for each one after it; their areas follow it."""
    largest = int(numbers.max())
    for offset, (marker, ground) in enumerate((("o", style.PALE), ("s", style.GROUND))):
        down, across = np.nonzero(numbers[:, offset::2])
        sizes = 120 + 700 * numbers[:, offset::2][down, across] / largest
        places = [_place(column * 2 + offset) for column in across]
        look = {"facecolors": ground, "edgecolors": style.ACCENT, "linewidths": 1.5, "clip_on": False}
        axes.scatter(places, down, s=sizes, marker=marker, **look)


def _place(column: int) -> float:
    """Return where a column stands: two by two, with a gap between addressees."""
    return column + 0.35 * (column // 2)


def _requests_words(table: pd.DataFrame, actor: str | None) -> str:
    sums = table.loc[TOTAL]
    before, later = (period.removesuffix(f" {data.format_day(TURN)}") for period in PERIODS)
    parts = [
        f"{_one_line(key)} {sums[(key, PERIODS[0])]} {before} and {sums[(key, PERIODS[1])]} {PERIODS[1]}"
        for key in ADDRESSEES
    ]
    first = table.drop(index=TOTAL)[("asked_of_pristina", PERIODS[0])]
    foremost = words.most(first)
    asked_most = (
        f" Most statements to Pristina {PERIODS[0]}: {', '.join(foremost)}, {first.max()}{words.each(foremost)}."
        if foremost
        else ""
    )
    marked = (
        f" Marked: {actor}, with {words.counted(int(table.loc[actor].sum()), 'request')} in all columns."
        if actor is not None
        else ""
    )
    return (
        f"{_requests_point(table)}. Matrix of requests in statements from {_period()}. "
        f"Down: {words.counted(len(table) - 1, 'actor')}. "
        f"Across: {words.number(len(ADDRESSEES))} addressees, each before and {later} {data.format_day(TURN)}. "
        f"Statements that ask something of {'; '.join(parts)}.{asked_most}{marked}"
    )


# The measures that were in force together began on this day; other rows of the table are steps around them.
IN_FORCE = "2023-06-28"
AS_OF = "2026-03"
STEPS = {
    "announcement": ("announced", "right"),
    "bratislava": ("first steps\nagreed", "left"),
    "recommendation": ("lifting\nrecommended", "center"),
    "gradual-lifting": ("EU says:\neasing", "center"),
    "end-announced": ("more to\nbe lifted", "center"),
}


def measures() -> Chart:
    """Draw the EU's measures towards Kosovo: from when, until when eased, and the steps around them."""
    rows = data.load("eu_measures")
    lasting = rows[rows["announced"] == IN_FORCE].reset_index(drop=True)
    steps = rows[rows["announced"] != IN_FORCE].sort_values("announced_start", kind="stable").reset_index(drop=True)
    if lasting.empty:
        return words.nothing(f"measures of {data.format_date(IN_FORCE)}", "eu_measures")
    end = data.span(AS_OF)[1]
    moments = pd.concat([rows["announced_start"], rows["eased_start"].dropna(), pd.Series([end])])
    with style.picture(0.75 * len(lasting) + 2.2, _measures_point(lasting)) as figure:
        axes = figure.add_axes(figure.inside(left=0.2, right=0.2, bottom=0.5))
        for row, measure in lasting.iterrows():
            _draw_measure(axes, len(lasting) - row, measure, end)
        _draw_steps(axes, steps)
        axes.set_ylim(-1.35, len(lasting) + 0.6)
        style.name_years(axes, style.time_axis(axes, moments, 0.125, 0.24))
        style.hide_y(axes)
    table = pd.DataFrame(
        {
            "Measure or step": rows["measure"],
            "From": rows["announced"].map(data.format_date),
            "Easing, as reported": [data.format_date(text) if text else "" for text in rows["eased"]],
        }
    )
    return Chart(figure.svg, _measures_words(lasting, steps), table, _measures_caption(steps))


def _measures_caption(steps: pd.DataFrame) -> str:
    when = {step["id"]: data.format_date(step["announced"][:7]) for step in steps.to_dict("records")}
    parts = [
        f"{when[step]} is {what}"
        for step, what in (
            ("gradual-lifting", "when the EU said that it had begun"),
            ("end-announced", "an announcement"),
        )
        if step in when
    ]
    reported = f"Easing as reported: {', '.join(parts)}; an" if parts else "An"
    return (
        f"EU measures towards Kosovo. {reported} open end means that no date was found. "
        f"As of {data.format_date(AS_OF)}. Sources: table eu_measures."
    )


def _measures_point(lasting: pd.DataFrame) -> str:
    start, first_easing = lasting["announced_start"].min(), lasting["eased_start"].min()
    measured = f"{words.counted(len(lasting), 'EU measure')} from {data.format_date(IN_FORCE)}"
    if pd.isna(first_easing):
        return f"{measured}; no easing was found"
    months = (first_easing.year - start.year) * 12 + first_easing.month - start.month
    return f"{measured}; easing reported {words.counted(months, 'month')} later"


def _draw_measure(axes: Axes, height: float, measure: pd.Series, end: pd.Timestamp) -> None:
    start, known = measure["announced_start"], bool(measure["eased"])
    stop = measure["eased_start"] if known else end
    look = {"linewidth": 9, "linestyle": "-"} if known else {"linewidth": 3, "linestyle": (0, (2, 1.5))}
    axes.plot([start, stop], [height - 0.22] * 2, color=style.ACCENT, solid_capstyle="butt", **look)
    axes.text(start, height - 0.05, measure["measure"], va="bottom")
    ending = data.format_date(measure["eased"]) if known else "no date found"
    axes.text(stop + pd.Timedelta(days=12), height - 0.22, ending, va="center")


def _draw_steps(axes: Axes, steps: pd.DataFrame) -> None:
    shown = steps[steps["id"].isin(STEPS)]
    axes.scatter(shown["announced_start"], [0] * len(shown), s=80, marker="D", color=style.SECOND, zorder=3)
    for step in shown.to_dict("records"):
        name, side = STEPS[step["id"]]
        axes.text(step["announced_start"], -0.25, name, va="top", ha=side)


def _measures_words(lasting: pd.DataFrame, steps: pd.DataFrame) -> str:
    eased = lasting[lasting["eased"] != ""]
    ends = "; ".join(f"{row['measure']}, {data.format_date(row['eased'])}" for _, row in eased.iterrows())
    open_ended = len(lasting) - len(eased)
    dashed = f"For {open_ended} of them no date of easing was found; their bars are dashed. " if open_ended else ""
    around = "No step stands around them."
    if len(steps):
        first, last = steps.iloc[0], steps.iloc[-1]
        stand = "stands" if len(steps) == 1 else "stand"
        around = (
            f"{words.counted(len(steps), 'step')} {stand} around them, from {data.format_date(first['announced'])} "
            f"({first['measure']}) to {data.format_date(last['announced'])} ({last['measure']})."
        )
    return (
        f"{_measures_point(lasting)}. Timeline of measures towards Kosovo, drawn as bars. "
        f"Easing, as reported: {ends or 'none'}. {dashed}{around}"
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
    actor : str or None
        The statements of this actor alone; None takes all.

    Raises
    ------
    CourseError
        For an actor without a request.
    """
    if counts().empty:
        return words.nothing("statements that ask something", "reactions")
    asked = by_week(actor)
    with style.picture(5.8, _over_time_point(asked, actor)) as figure:
        panels = figure.subplots(len(ADDRESSEES), 1, sharey=True, gridspec_kw={"hspace": 0.35})
        figure.fit(left=1.75, right=0.05, top=0.6, bottom=0.7)
        for axes, (column, name) in zip(panels, ADDRESSEES.items(), strict=True):
            _draw_weeks(axes, asked[column], asked.to_numpy().max() * 1.25, name)
        weeks = {place: data.format_day(week, short=True) for place, week in enumerate(asked.index)}
        style.name_columns(panels[-1], weeks)
        turn = _turn(asked.index)
        panels[0].text(turn, panels[0].get_ylim()[1], data.format_day(TURN), ha="center", va="bottom")
        panels[-1].text(0.5, -0.3, "week from", transform=panels[-1].transAxes, ha="center", va="top")
        figure.text(0.01, 1 - (figure.heading + 0.1) / figure.get_figheight(), "requests", va="top")
    shown = asked.reset_index()
    shown.columns = ["Week from", *map(_one_line, ADDRESSEES)]
    shown["Week from"] = [f"{data.format_day(week)} {week.year}" for week in asked.index]
    caption = (
        "Statements a week that ask something of an addressee, among those that were found with a known day. "
        f"Dashed: {data.format_day(TURN)} {TURN.year}. Counts show attention, not guilt. Sources: table reactions."
    )
    return Chart(figure.svg, _over_time_words(asked, actor), shown, caption)


def _draw_weeks(axes: Axes, asked: pd.Series, top: float, name: str) -> None:
    bars = axes.bar(range(len(asked)), asked, color=style.PALE, edgecolor=style.ACCENT)
    axes.bar_label(bars, labels=[str(count) if count else "" for count in asked], padding=2)
    axes.text(-0.02, 0.4, name, transform=axes.transAxes, ha="right", va="center")
    axes.axvline(_turn(asked.index), color=style.SECOND, linewidth=1.2, linestyle=style.DASHES)
    style.hide_y(axes)
    axes.set_ylim(0, top)
    axes.xaxis.set_visible(False)


def _turn(weeks: pd.DatetimeIndex) -> float:
    return (TURN - weeks[0]).days / 7 - 0.5


def _weeks(weeks: list[pd.Timestamp]) -> str:
    return f"week{'s' if len(weeks) > 1 else ''} from {words.listed(data.format_day(week) for week in weeks)}"


def _over_time_point(asked: pd.DataFrame, actor: str | None) -> str:
    totals = asked.sum(axis=1)
    weeks = words.most(totals)
    whose = f"{actor}: " if actor else ""
    came = "request came" if totals.sum() == 1 else "requests came"
    return f"{whose}{totals.max()}{words.each(weeks)} of {totals.sum()} {came} in the {_weeks(weeks)}"


def _over_time_words(asked: pd.DataFrame, actor: str | None) -> str:
    parts = []
    for column in ADDRESSEES:
        weeks = words.most(asked[column])
        foremost = f", most in the {_weeks(weeks)}, {asked[column].max()}{words.each(weeks)}" if weeks else ""
        parts.append(f"{_one_line(column)} {asked[column].sum()} in all{foremost}")
    first = asked.index[0]
    return (
        f"{_over_time_point(asked, actor)}. {words.begun(words.number(len(ADDRESSEES)))} bar charts of requests a week, "
        f"{words.counted(len(asked), 'week')} from {data.format_day(first)} {first.year}: {'; '.join(parts)}. "
        f"A line marks {data.format_day(TURN)}."
    )
