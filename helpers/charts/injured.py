"""The picture of who said which number of injured people of 29 May 2023, and when."""

import pandas as pd

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style, words
from helpers.charts.style import Axes
from helpers.show.chart import Chart

CLASH_DAY = "2023-05-29"
SOLDIERS, TREATED = "KFOR soldiers", "treated in hospital"
SHOWN = (SOLDIERS, TREATED, "civilians, including journalists")
PANELS = {
    "soldiers": "KFOR soldiers reported injured",
    "people": "people reported as treated in hospital, or civilians hurt",
}
SHORT_BODIES = {
    "Hospital director in North Mitrovica": "hospital director",
    "Hospital in North Mitrovica": "hospital",
    "Italian press, unnamed sources": "Italian press",
    "Italian ministry of defence": "Italian ministry",
    "UK minister in Parliament": "UK minister",
    "NATO Secretary General": "NATO",
    "UN Special Representative": "UN envoy",
    "Special Prosecution of Kosovo": "prosecution of Kosovo",
}
# Inches: where names begin, where panels begin, and how high a row is.
_NAMES, _PANELS, _ROW = 1.75, 4.0, 0.31


def report_table() -> pd.DataFrame:
    """Return all reports of injured people of 29 May 2023, in the order in which they were made."""
    reports = data.load("injury_reports")
    reports = reports[reports["event_date"] == CLASH_DAY]
    return reports.sort_values("order", kind="stable").reset_index(drop=True)


def shown_reports() -> pd.DataFrame:
    """Return the reports that the picture shows: all soldiers, people treated in hospital, civilians."""
    rows = report_table()
    return rows[rows["counted"].isin(SHOWN)]


def reports(body: str | None = None, counted: str | None = None) -> Chart:
    """Draw who said which number of injured people when, in two panels on one scale.

    Parameters
    ----------
    body : str or None
        Draw the reports of this body darker; None draws all alike.
    counted : str or None
        A key of ``PANELS`` to draw one panel alone; None draws both.

    Raises
    ------
    CourseError
        For a body that made no report, and for an unknown panel.
    """
    rows = shown_reports()
    if counted is not None and counted not in PANELS:
        raise unknown("panel", counted, PANELS)
    if rows.empty:
        return words.nothing(f"reports of people hurt on {data.format_date(CLASH_DAY)}", "injury_reports")
    if body is not None and body not in set(rows["reported_by"]):
        raise unknown("body with a report", body, set(rows["reported_by"]))
    # The scale is the same whatever is chosen.
    end = style.axis_end(rows["value"].max())
    chosen = [name for name in PANELS if counted in (None, name)]
    groups = {name: rows[(rows["counted"] == SOLDIERS) == (name == "soldiers")] for name in chosen}
    rows = rows[rows["id"].isin(pd.concat(groups.values())["id"])]
    caption = (
        f"Reports of people hurt in Zvecan on {data.format_date(CLASH_DAY)}, in the order in which they were made, from above; rows are "
        "not to scale. Hollow: no exact number; + means at least, ~ about, ≤ at most. Reports are never added up. "
        "Sources: table injury_reports."
    )
    said = _both_words(groups, body, end) if counted is None else _one_panel_words(rows, body, PANELS[counted], end)
    return Chart(_draw_panels(rows, groups, body, end), said, _table(rows), caption)


def _draw_panels(rows: pd.DataFrame, groups: dict[str, pd.DataFrame], body: str | None, end: int) -> bytes:
    moments = list(dict.fromkeys(zip(rows["reported_on"], rows["reported_by"], strict=True)))
    with style.picture(_ROW * len(moments) + 1.25, _point(groups)) as figure:
        panels = figure.subplots(1, len(groups), squeeze=False, sharex=True, sharey=True, gridspec_kw={"wspace": 0.08})
        figure.fit(left=_PANELS, right=0.15, top=0.62, bottom=0.6)
        for axes, (name, group) in zip(panels[0], groups.items(), strict=True):
            _draw_reports(axes, group, moments, body, end)
            inches = axes.get_position().width * style.WIDTH_INCHES
            style.name_scale(axes, style.wrapped(PANELS[name], inches))
        _name_moments(panels[0, 0], moments, body)
    return figure.svg


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "When": rows["reported_on"].map(data.format_date),
            "Who says so": rows["reported_by"],
            "Counted": rows["counted"],
            "Number": [_given(row) for _, row in rows.iterrows()],
        }
    )


def _given(row: pd.Series) -> str:
    return data.figure_words(row["precision"], row["value"])


def _lowest(rows: pd.DataFrame) -> str:
    return _given(rows.loc[rows["value"].idxmin()])


def _highest(rows: pd.DataFrame) -> str:
    return _given(rows.loc[rows["value"].idxmax()])


def _span(rows: pd.DataFrame) -> str:
    low, high = _lowest(rows), _highest(rows)
    return low if low == high else f"{low} to {high}"


def _first_evening(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["reported_on"].str.startswith(CLASH_DAY)]


def _point(groups: dict[str, pd.DataFrame]) -> str:
    soldiers = groups.get("soldiers", pd.DataFrame())
    if soldiers.empty:
        people = groups.get("people", pd.DataFrame())
        if people.empty:
            return "No report of this choice"
        return f"Treated in hospital or civilians hurt: {_span(people)}, report by report"
    evening = _first_evening(soldiers)
    later = soldiers.drop(index=evening.index)
    parts = [f"{_span(evening)} on the first evening"] if len(evening) else []
    if len(later):
        parts.append(_later_words(later))
    return f"Soldiers hurt: {', '.join(parts)}"


def _later_words(later: pd.DataFrame) -> str:
    """Say what the highest later number was, and since when it was the only one."""
    top = later.loc[later["value"].idxmax()]
    month = data.MONTHS[int(top["reported_on"][5:7]) - 1]
    since = later.loc[later["value"].idxmax() :]
    return (
        f"{_given(top)} from {month} on"
        if since["value"].nunique() == 1 and len(since) > 1
        else f"{_given(top)} in {month}"
    )


def _draw_reports(axes: Axes, rows: pd.DataFrame, moments: list[tuple[str, str]], body: str | None, end: int) -> None:
    places = [moments.index(moment) for moment in zip(rows["reported_on"], rows["reported_by"], strict=True)]
    values, kinds = [int(value) for value in rows["value"]], list(rows["precision"])
    strong = [body is None or who == body for who in rows["reported_by"]]
    colours = [style.ACCENT if own else style.LIGHT for own in strong]
    grounds = [colour if kind == "exact" else style.GROUND for colour, kind in zip(colours, kinds, strict=True)]
    axes.hlines(places, 0, values, colors=colours, linewidths=[3 if own else 1 for own in strong], zorder=1)
    axes.scatter(values, places, s=85, zorder=3, linewidths=2, facecolors=grounds, edgecolors=colours)
    for place, value, kind, own in zip(places, values, kinds, strong, strict=True):
        weight = "bold" if own and body else "normal"
        number = data.figure_words(kind, value, short=True)
        axes.text(value + end * 0.045, place, number, va="center", fontweight=weight)
    axes.set_xlim(0, end * 1.22)
    axes.set_xticks([end * quarter / 4 for quarter in range(5)])
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.set_ylim(len(moments) - 0.4, -0.6)
    axes.set_yticks([])
    axes.grid(axis="x", color=style.PALE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlabel("people")


def _name_moments(axes: Axes, moments: list[tuple[str, str]], body: str | None) -> None:
    """Write left of the first panel when each report was made, and by whom; a row of a chosen body is bold."""
    across = axes.get_yaxis_transform()
    inches = axes.get_position().width * style.WIDTH_INCHES
    for place, (when, who) in enumerate(moments):
        weight = "bold" if who == body else "normal"
        for left, words_there in ((0.1, _moment(when)), (_NAMES, SHORT_BODIES.get(who, who))):
            look = {"transform": across, "va": "center", "fontweight": weight}
            axes.text((left - _PANELS) / inches, place, words_there, **look)


def _moment(when: str) -> str:
    date, _, clock = when.partition("T")
    year = "" if date[:4] == CLASH_DAY[:4] else f" {date[:4]}"
    day = data.format_day(pd.Timestamp(date), short=True)
    return f"{day}{year}" + (f", {clock}" if clock else "")


def _both_words(groups: dict[str, pd.DataFrame], body: str | None, end: int) -> str:
    soldiers, people = groups["soldiers"], groups["people"]
    everything = pd.concat([soldiers, people]).sort_values("order", kind="stable")
    own = everything[everything["reported_by"] == body]
    highlighted = f" Drawn darker: {_listed(own)}." if body else ""
    return (
        f"{_point(groups)}. {words.begun(words.number(len(groups)))} panels on one scale from 0 to {end}, "
        f"{words.counted(len(everything), 'report')} in time order. "
        f"{_soldiers_words(soldiers)} {_people_words(people)}{highlighted}"
    )


def _soldiers_words(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "KFOR soldiers injured: no report."
    top, evening = rows.loc[rows["value"].idxmax()], _first_evening(rows)
    first = f" the first evening {_listed(evening)};" if len(evening) else ""
    return (
        f"KFOR soldiers injured: {words.counted(len(rows), 'report')} from {_lowest(rows)} to {_highest(rows)};{first} "
        f"the highest, {_given(top)}, first from {top['reported_by']} ({data.format_date(top['reported_on'])})."
    )


def _people_words(rows: pd.DataFrame) -> str:
    if rows.empty:
        return "Treated in hospital or civilians hurt: no report."
    return f"Treated in hospital or civilians hurt: {words.counted(len(rows), 'report')} from {_lowest(rows)} to {_highest(rows)}."


def _one_panel_words(rows: pd.DataFrame, body: str | None, name: str, end: int) -> str:
    own = rows[rows["reported_by"] == body]
    chosen = f" Drawn darker: {_listed(own) or f'{body} gave no such number'}." if body else ""
    listed = _listed(rows) or "none"
    return f"One panel, {name}, from 0 to {end}, {words.counted(len(rows), 'report')} in time order: {listed}.{chosen}"


def _listed(rows: pd.DataFrame) -> str:
    return "; ".join(f"{row['reported_by']} {_given(row)}" for _, row in rows.iterrows())
