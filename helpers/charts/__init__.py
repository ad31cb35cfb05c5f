"""The pictures of the course; each function takes nothing or a choice and returns a :class:`Chart`."""

from helpers.charts.chart import Chart
from helpers.charts.force import contingents, strength
from helpers.charts.reactions import measures, requests
from helpers.charts.unrest import days, reports

__all__ = ["Chart", "contingents", "days", "measures", "reports", "requests", "strength"]
