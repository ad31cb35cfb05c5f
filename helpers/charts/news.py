"""Pictures of reporting: the words of reports from many countries, and the check of one published analysis."""

from itertools import combinations

import pandas as pd

from helpers import data
from helpers.base.errors import unknown
from helpers.charts import style, words
from helpers.charts.style import Picture
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
    rows = sum(map(len, groups.values()))
    with style.picture(0.34 * rows + 0.55 * len(groups) + 0.2, _wording_point(reports)) as figure:
        _draw_wording(figure, groups, len(reports))
    table = reports[["outlet", "country", "language", "word", "mayors", "boycott"]]
    table = table.set_axis(["Outlet", "Country", "Language", "Word", "Mayors named", "Boycott"], axis=1)
    caption = (
        f"{len(reports)} reports of {_published(reports)} in {reports['language'].nunique()} languages, coded by this course from "
        "the visible beginning of each. Hatched: not seen there, which does not mean that it was missing. Sources: table news_reports."
    )
    return Chart(figure.svg, _wording_words(groups, len(reports), _wording_point(reports)), table, caption)


def _published(reports: pd.DataFrame) -> str:
    days = reports["published"]
    exact = days[days.str.len() == 10]
    days = exact if len(exact) else days
    return data.format_period(days.min(), days.max())


def _draw_wording(figure: Picture, groups: dict[str, pd.Series], most: int) -> None:
    heights = [len(counts) + 0.6 for counts in groups.values()]
    panels = figure.subplots(len(groups), 1, gridspec_kw={"height_ratios": heights, "hspace": 0.4})
    figure.fit(left=2.75, right=0.2, top=0.4, bottom=0.05)
    for axes, (name, counts) in zip(panels, groups.items(), strict=True):
        looks = ["//" if word == NOT_SEEN else "" for word in counts.index]
        bars = axes.barh(range(len(counts)), counts, color=style.PALE, edgecolor=style.ACCENT, hatch=looks, height=0.7)
        axes.bar_label(bars, padding=4)
        style.name_rows(axes, dict(enumerate(counts.index)))
        axes.invert_yaxis()
        axes.set_xlim(0, most)
        style.hide_x(axes)
        axes.set_title(f"{name} (reports)", loc="left", fontsize=style.TEXT, fontweight="bold")


def _wording_point(reports: pd.DataFrame) -> str:
    counts = reports["word"].value_counts().head(2)
    (first, most), *second = [(_PHRASES.get(word, f"of {word}"), count) for word, count in counts.items()]
    rest = "".join(f", {count} {phrase}" for phrase, count in second)
    return f"{most} of {words.counted(len(reports), 'report')} wrote {first}{rest}"


def _wording_words(groups: dict[str, pd.Series], total: int, point: str) -> str:
    parts = [
        f"{words.begun(name)}: {', '.join(f'{word} {count}' for word, count in counts.items())}."
        for name, counts in groups.items()
    ]
    of = f"{words.counted(total, 'report')} of the violence of {data.format_date(VIOLENCE)}"
    return f"{point}. Bar charts of {of}. {' '.join(parts)}"


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
    rows = [(title, *[seen_words(report[aspect]) for report in pair]) for aspect, title in ASPECTS.items()]
    relations = [_relation(one, other) for _, one, other in rows]
    known, alike = len(relations) - relations.count("?"), relations.count("=")
    seen = f"Of {words.counted(known, 'aspect')} seen in both reports {alike} {words.be(alike)} alike"
    point = f"{_compared_words(pair)}. {seen}" if first != second else f"One report beside itself. {seen}"
    svg = _draw_comparison(point, pair, rows, relations)
    table = pd.DataFrame(rows, columns=["Aspect", "First report", "Second report"])
    listed = "; ".join(f"{title}: {one} and {other}" for title, one, other in rows)
    said = f"{point}. The reports: {outlet(pair[0])} and {outlet(pair[1])}. {listed}."
    caption = "Coded by this course from the visible beginning of each report. Sources: table news_reports."
    return Chart(svg, said, table, caption)


def telling_pair() -> tuple[str, str] | None:
    """Return the ids of two reports whose words for the violence differ, with most aspects seen in both; then most that differ.

    Returns
    -------
    tuple of str or None
        The first such pair of the table; None where all words are alike.
    """
    reports = data.load("news_reports").set_index("id")
    seen = {name: [seen_words(row[aspect]) for aspect in ASPECTS] for name, row in reports.iterrows()}
    pairs = [(one, other) for one, other in combinations(seen, 2) if _relation(seen[one][0], seen[other][0]) == "≠"]
    return max(pairs, key=lambda pair: _tells(seen[pair[0]], seen[pair[1]]), default=None)


def _tells(one: list[str], other: list[str]) -> tuple[int, int]:
    relations = list(map(_relation, one, other))
    return len(relations) - relations.count("?"), relations.count("≠")


def _draw_comparison(
    point: str, pair: list[pd.Series], rows: list[tuple[str, str, str]], relations: list[str]
) -> bytes:
    columns = (0.1, 4.4, 7.75)
    heads = [style.wrapped(outlet(report), 2.7) for report in pair]
    head = max(map(style.high, heads)) + 0.15
    with style.picture(head + 0.5 * len(rows) + 0.1, point) as figure:
        axes = figure.add_axes(figure.inside(left=0, right=0, bottom=0))
        axes.set_xlim(0, style.WIDTH_INCHES)
        axes.set_ylim(head + 0.5 * len(rows) + 0.1, 0)
        axes.set_axis_off()
        for across, name in zip(columns[1:], heads, strict=True):
            axes.text(across, head - 0.1, name, fontweight="bold", va="bottom")
        axes.hlines([head + 0.5 * place for place in range(len(rows))], 0.1, style.WIDTH_INCHES - 0.1, color=style.PALE)
        for place, (texts, relation) in enumerate(zip(rows, relations, strict=True)):
            middle = head + 0.5 * place + 0.25
            for across, text in zip(columns, texts, strict=True):
                weight = "bold" if relation == "≠" and across != columns[0] else "normal"
                axes.text(across, middle, text, va="center", fontweight=weight)
            axes.text(columns[1] - 0.3, middle, relation, va="center", ha="center", fontweight="bold")
    return figure.svg


def _compared_words(pair: list[pd.Series]) -> str:
    """Say with which words two reports put the same evening."""
    first, second = (_PHRASES.get(report["word"], f"of {report['word']}") for report in pair)
    if first == second:
        return f"Both reports write {first}"
    return f"One report writes {first}, the other {second}"


def outlet(report: pd.Series) -> str:
    """Return outlet, country and day of a report."""
    return f"{report['outlet']}, {report['country']}, {data.format_date(report['published'])}"


def _relation(one: str, other: str) -> str:
    """Return whether two reports are alike; what was not seen in one of them tells nothing."""
    if NOT_SEEN in (one, other):
        return "?"
    return "=" if one == other else "≠"


def seen_words(value: object) -> str:
    """Return what a report holds of an aspect, or that it was not seen."""
    return NOT_SEEN if pd.isna(value) else str(value)


def verdicts() -> Chart:
    """Draw the check of the statements of one published analysis: one square a statement, sorted by verdict."""
    statements = data.load("seed_claims")
    if statements.empty:
        return words.nothing("statements", "seed_claims")
    groups = {verdict: statements[statements["check"] == verdict]["id"].tolist() for verdict in VERDICTS}
    with style.picture(0.62 * len(groups) + 0.2, _verdicts_point(groups)) as figure:
        axes = figure.add_axes(figure.inside(left=2.3, right=0.1, bottom=0.05))
        square = {"facecolor": style.PALE, "edgecolor": style.ACCENT, "pad": 3.5}
        for row, ids in enumerate(groups.values()):
            for place, name in enumerate(ids):
                axes.text(place, row, name, ha="center", va="center", bbox=square)
        names = [style.wrapped(f"{VERDICTS[verdict]} ({len(ids)})", 2.2) for verdict, ids in groups.items()]
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
    detail = len(groups["confirmed_with_detail"])
    stand = "is confirmed as it stands" if confirmed == 1 else "are confirmed as they stand"
    more = f", {detail} more with a detail" if detail else ""
    return f"{confirmed} of {words.counted(total, 'statement')} {stand}{more}"


def _verdicts_words(groups: dict[str, list[str]]) -> str:
    listed = "; ".join(f"{VERDICTS[verdict]}: {', '.join(ids) or 'none'}" for verdict, ids in groups.items())
    total = sum(map(len, groups.values()))
    grid = f"Grid of {words.counted(total, 'statement')} of one published analysis, sorted by the check against other sources"
    return f"{_verdicts_point(groups)}. {grid}. {listed}."
