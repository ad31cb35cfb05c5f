"""Every picture by name: for tests, for storing their letters, and as a page to look at before a release."""

from collections.abc import Callable
from html import escape
from pathlib import Path

from helpers import charts, explore, maps
from helpers.charts import style, timeline
from helpers.show.chart import Chart

PICTURES: dict[str, Callable[[], Chart]] = {
    "region": maps.region,
    "north": maps.north,
    "municipalities": maps.municipalities,
    "municipalities_2011": lambda: maps.municipalities("2011"),
    "municipalities_estimate": lambda: maps.municipalities("estimate"),
    "population": lambda: charts.population(),
    "north_estimates": lambda: charts.north(),
    "war_figures": lambda: charts.figures(),
    "missing": lambda: charts.missing(),
    "strength": lambda: charts.strength(),
    "strength_and_incidents": lambda: charts.strength_and_incidents(),
    "contingents": lambda: charts.contingents(),
    "recognition_counts": lambda: charts.recognition_counts(),
    "recognitions": lambda: charts.recognitions(),
    "votes": lambda: charts.votes(),
    "agreements": lambda: charts.agreements(),
    "turnout": lambda: charts.turnout(),
    "voters": lambda: charts.voters(),
    "days": lambda: charts.days(),
    "days_abroad": lambda: charts.days(["abroad", "kfor"]),
    "reports": lambda: charts.reports(),
    "requests": lambda: charts.requests(),
    "requests_over_time": lambda: charts.over_time(),
    "measures": lambda: charts.measures(),
    "wording": lambda: charts.wording(),
    "two_reports": lambda: charts.compare("b92", "rfe-rl-kosovo-service"),
    "verdicts": lambda: charts.verdicts(),
} | {f"timeline_{story}": lambda story=story: charts.story(story) for story in timeline.STORIES}

_LOOKS = {
    "light": "background:#ffffff;color:#111111",
    "dark": "background:#111111;color:#e0e0e0",
    "print": "background:#ffffff;color:#000000;width:17cm;filter:grayscale(1)",
}


def store_letters() -> None:
    """Draw every picture, and the first one of every explorer, and store the letters that they need beside the code."""
    style.drawn_faces.clear()
    for draw in (*PICTURES.values(), *explore.EXPLORERS):
        draw()
    style.store_drawn_faces()


def write_page(path: Path) -> int:
    """Write one HTML page with every picture and its words in light, dark and print; return how many pictures it has.

    Parameters
    ----------
    path : Path
        The page; an older one is replaced.

    Returns
    -------
    int
        How many pictures it has.
    """
    parts = ['<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Pictures of the course</title>']
    parts.append(
        "<style>body{font-family:sans-serif;margin:1em}section{padding:1em;margin:1em 0;max-width:1100px}</style>"
    )
    parts.append("<h1>Pictures of the course</h1>")
    for name, draw in PICTURES.items():
        chart = draw()
        parts.append(
            f"<h2>{escape(name)}</h2><p>{len(chart.svg) / 1000:.0f} kB, {len(chart.words.split())} words. {escape(chart.words)}</p>"
        )
        parts += [f'<section style="{look}"><h3>{title}</h3>{chart.html()}</section>' for title, look in _LOOKS.items()]
    path.write_text("".join(parts) + "</html>\n", encoding="utf-8", newline="\n")
    return len(PICTURES)
