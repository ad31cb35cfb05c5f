"""The pictures as the lessons show them, by name; for tests and for storing their letters."""

from collections.abc import Callable

from helpers import charts, maps
from helpers.charts import Chart, style

PICTURES: dict[str, Callable[[], Chart]] = {
    "strength": charts.strength,
    "contingents": charts.contingents,
    "days": charts.days,
    "days_abroad": lambda: charts.days(["abroad", "kfor"]),
    "reports": charts.reports,
    "requests": charts.requests,
    "measures": charts.measures,
    "region": maps.region,
    "north": maps.north,
}


def store_letters() -> None:
    """Draw every picture once and store the letters that it needs beside the code."""
    style.drawn_faces.clear()
    for draw in PICTURES.values():
        draw()
    style.store_drawn_faces()
