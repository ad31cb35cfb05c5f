"""Every picture by name: for tests, and as a page to look at before a release."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from markupsafe import Markup

from helpers import charts, maps
from helpers.charts import timeline
from helpers.show.chart import Chart

PICTURES: dict[str, Callable[[], Chart]] = {
    "region": maps.region,
    "north": maps.north,
    "municipalities": maps.municipalities,
    "municipalities_2011": partial(maps.municipalities, "2011"),
    "municipalities_estimate": partial(maps.municipalities, "estimate"),
    "population": charts.population,
    "north_estimates": charts.north,
    "war_figures": charts.figures,
    "missing": charts.missing,
    "strength": charts.strength,
    "strength_and_incidents": charts.strength_and_incidents,
    "contingents": charts.contingents,
    "recognition_counts": charts.recognition_counts,
    "recognitions": charts.recognitions,
    "votes": charts.votes,
    "agreements": charts.agreements,
    "turnout": charts.turnout,
    "voters": charts.voters,
    "days": charts.days,
    "days_abroad": partial(charts.days, ["abroad", "kfor"]),
    "reports": charts.reports,
    "requests": charts.requests,
    "requests_over_time": charts.over_time,
    "measures": charts.measures,
    "wording": charts.wording,
    "two_reports": partial(charts.compare, "watson-afp", "piensa-prensa"),
    "verdicts": charts.verdicts,
} | {f"timeline_{story}": partial(charts.story, story) for story in timeline.STORIES}

_LOOKS = {
    "light": "background:#ffffff;color:#111111",
    "dark": "background:#111111;color:#e0e0e0",
    "print": "background:#ffffff;color:#000000;width:17cm;filter:grayscale(1)",
}


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
    head = '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Pictures of the course</title>'
    look = "<style>body{font-family:sans-serif;margin:1em}section{padding:1em;margin:1em 0;max-width:1100px}</style>"
    parts = [Markup(f"{head}{look}<h1>Pictures of the course</h1>")]
    for name, draw in PICTURES.items():
        chart = draw()
        size = f"{len(chart.svg) / 1000:.0f} kB, {len(chart.words.split())} words."
        parts.append(Markup("<h2>{}</h2><p>{} {}</p>").format(name, size, chart.words))
        section = Markup('<section style="{}"><h3>{}</h3>{}</section>')
        parts += [section.format(style, title, chart.html()) for title, style in _LOOKS.items()]
    path.write_text("".join(parts) + "</html>\n", encoding="utf-8", newline="\n")
    return len(PICTURES)
