"""Pictures of reporting: the words of reports from many countries, and the check of one published analysis."""

import textwrap

import pandas as pd

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style, words
from helpers.charts.style import Figure
from helpers.show.chart import Chart

# The day whose violence the reports of this table are about, and the month of the analysis that lesson 09 checks.
VIOLENCE, ANALYSIS = "2023-05-29", "2023-06"
VERDICTS = {
    "confirmed": "confirmed",
    "confirmed_with_detail": "confirmed, with a detail",
    "later_revised": "revised later",
    "contested": "contested",
    "not_found": "no source found",
}
GROUPS = {
    "word": "word for the violence",
    "mayors": "the mayors are named",
    "boycott": "the boycott is mentioned",
}
_PHRASES = {"clash": "of a clash", "attack": "of an attack", "riot": "of a riot", "other words": "in other words"}


def wording() -> Chart:
    """Draw which word reports used for the violence of 29 May 2023, and how they named the mayors."""
    reports = data.load("news_reports")
    if reports.empty:
        return words.nothing("reports", "news_reports")
    groups = {name: reports[column].value_counts() for column, name in GROUPS.items()}
    with style.picture(5.6, _wording_point(reports)) as figure:
        _draw_wording(figure, groups, len(reports))
    table = reports[["outlet", "country", "language", "word", "mayors", "boycott"]]
    table = table.set_axis(["Outlet", "Country", "Language", "Word", "Mayors named", "Boycott"], axis=1)
    caption = (
        f"{len(reports)} reports of {_published(reports)} in {reports['language'].nunique()} languages, coded by this course from "
        "the visible beginning of each. Hatched: not seen there, which does not mean that it was missing. Sources: table news_reports."
    )
    return Chart(figure.svg, _wording_words(groups, len(reports)), table, caption)


def _published(reports: pd.DataFrame) -> str:
    days = reports["published"]
    exact = days[days.str.len() == 10]
    days = exact if len(exact) else days
    return data.format_period(days.min(), days.max())


def _draw_wording(figure: Figure, groups: dict[str, pd.Series], most: int) -> None:
    heights = [len(counts) + 0.6 for counts in groups.values()]
    panels = figure.subplots(len(groups), 1, gridspec_kw={"height_ratios": heights, "hspace": 0.4})
    figure.subplots_adjust(left=0.24, right=0.98, top=0.84, bottom=0.02)
    for axes, (name, counts) in zip(panels, groups.items(), strict=True):
        looks = ["//" if word == NOT_SEEN else "" for word in counts.index]
        bars = axes.barh(range(len(counts)), counts, color=style.PALE, edgecolor=style.ACCENT, hatch=looks, height=0.7)
        axes.bar_label(bars, padding=4)
        style.name_rows(axes, dict(enumerate(counts.index)))
        axes.invert_yaxis()
        axes.set_xlim(0, most)
        style.hide_x(axes)
        axes.set_title(name, loc="left", fontsize=12, fontweight="bold")


def _wording_point(reports: pd.DataFrame) -> str:
    counts = reports["word"].value_counts().head(2)
    (first, most), *second = [(_PHRASES.get(word, f"of {word}"), count) for word, count in counts.items()]
    rest = "".join(f", {count} {phrase}" for phrase, count in second)
    return f"{most} of {len(reports)} reports wrote {first}{rest}"


def _wording_words(groups: dict[str, pd.Series], total: int) -> str:
    parts = [
        f"{words.begun(name)}: {', '.join(f'{word} {count}' for word, count in counts.items())}."
        for name, counts in groups.items()
    ]
    return f"Bar charts of {total} reports of the violence of {data.format_date(VIOLENCE)}. {' '.join(parts)}"


NOT_SEEN = "not seen"
ASPECTS = {
    "word": "word for the violence",
    "mayors": "the mayors are named",
    "soldiers_hurt": "injured soldiers, first number",
    "boycott": "the boycott is mentioned",
    "turnout": "turnout is mentioned",
}


def compare(first: str, second: str) -> Chart:
    """Draw two reports side by side, aspect by aspect; a sign says whether they are alike.

    Parameters
    ----------
    first, second : str
        Ids of the table ``news_reports``.

    Raises
    ------
    CourseError
        For an unknown report.
    """
    reports = data.load("news_reports").set_index("id")
    if reports.empty:
        return words.nothing("reports", "news_reports")
    for name in (first, second):
        if name not in reports.index:
            raise unknown("report", name, reports.index)
    pair = [reports.loc[first], reports.loc[second]]
    rows = [(title, *[_seen(report[aspect]) for report in pair]) for aspect, title in ASPECTS.items()]
    relations = [_relation(one, other) for _, one, other in rows]
    known = [relation for relation in relations if relation != "?"]
    point = f"Two reports: of {words.counted(len(known), 'aspect')} seen in both, {known.count('=')} alike"
    svg = _draw_comparison(point, pair, rows, relations)
    table = pd.DataFrame(rows, columns=["Aspect", "First report", "Second report"])
    listed = "; ".join(f"{title}: {one} and {other}" for title, one, other in rows)
    said = f"{point}: {_outlet(pair[0])} and {_outlet(pair[1])}. {listed}."
    caption = "Coded by this course from the visible beginning of each report. Sources: table news_reports."
    return Chart(svg, said, table, caption)


def _draw_comparison(
    point: str, pair: list[pd.Series], rows: list[tuple[str, str, str]], relations: list[str]
) -> bytes:
    with style.picture(4.4, point) as figure:
        axes = figure.add_axes((0.01, 0.02, 0.98, 0.8))
        for across, report in ((4.2, pair[0]), (7.6, pair[1])):
            head = textwrap.fill(_outlet(report), 28)
            axes.text(across, -0.9, head, fontweight="bold", va="bottom", linespacing=1.05)
        axes.hlines([place - 0.5 for place in range(len(rows))], 0, 11, color=style.PALE, linewidth=0.8)
        for place, (title, one, other) in enumerate(rows):
            axes.text(0, place, title, va="center")
            axes.text(4.2, place, one, va="center")
            axes.text(7.6, place, other, va="center")
            axes.text(3.85, place, relations[place], va="center", ha="center", fontweight="bold")
        axes.set_xlim(0, 11)
        axes.set_ylim(len(rows) - 0.5, -2.2)
        axes.set_axis_off()
    return figure.svg


def _outlet(report: pd.Series) -> str:
    return f"{report['outlet']}, {report['country']}, {data.format_date(report['published'])}"


def _relation(one: str, other: str) -> str:
    """Return whether two reports are alike; what was not seen in one of them tells nothing."""
    if NOT_SEEN in (one, other):
        return "?"
    return "=" if one == other else "≠"


def _seen(value: object) -> str:
    return NOT_SEEN if pd.isna(value) else str(value)


def verdicts() -> Chart:
    """Draw the check of the statements of one published analysis: one square a statement, sorted by verdict."""
    statements = data.load("seed_claims")
    if statements.empty:
        return words.nothing("statements", "seed_claims")
    groups = {verdict: statements[statements["check"] == verdict]["id"].tolist() for verdict in VERDICTS}
    height = 0.62 * len(groups) + 1.2
    with style.picture(height, _verdicts_point(groups)) as figure:
        axes = figure.add_axes((0.31, 0.02, 0.68, 1 - 0.85 / height))
        square = {"facecolor": style.PALE, "edgecolor": style.ACCENT, "pad": 4}
        for row, ids in enumerate(groups.values()):
            for place, name in enumerate(ids):
                axes.text(place, row, name, ha="center", va="center", fontsize=10, bbox=square)
        names = [f"{VERDICTS[verdict]} ({len(ids)})" for verdict, ids in groups.items()]
        style.name_rows(axes, dict(enumerate(names)))
        axes.set_xlim(-0.6, max(map(len, groups.values())) - 0.4)
        axes.set_ylim(len(groups) - 0.5, -0.6)
        style.hide_x(axes)
    table = statements[["id", "statement", "check"]].copy()
    table["check"] = table["check"].map(VERDICTS)
    table = table.set_axis(["Id", "Statement", "Check"], axis=1)
    caption = (
        f"{len(statements)} statements of one analysis of {data.format_date(ANALYSIS)}, in the course's words, with the check against "
        "other sources. Sources: table seed_claims."
    )
    return Chart(figure.svg, _verdicts_words(groups), table, caption)


def _verdicts_point(groups: dict[str, list[str]]) -> str:
    total, confirmed = sum(map(len, groups.values())), len(groups["confirmed"])
    others = "; others need a word more" if confirmed < total else ""
    return f"{confirmed} of {total} statements are confirmed as they stand{others}"


def _verdicts_words(groups: dict[str, list[str]]) -> str:
    listed = "; ".join(f"{VERDICTS[verdict]}: {', '.join(ids) or 'none'}" for verdict, ids in groups.items())
    total = sum(map(len, groups.values()))
    return f"Grid of {total} statements of one published analysis, sorted by the check against other sources. {listed}."
