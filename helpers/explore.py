"""Explorers: choose, and a picture is drawn again. Nothing is stored."""

from collections.abc import Callable

import ipywidgets
from markupsafe import Markup

from helpers import charts, data, maps
from helpers.base.language import gettext as _
from helpers.charts import injured, news, reactions, unrest
from helpers.show.chart import Chart
from helpers.show.suppress_shortcuts import SuppressShortcuts
from helpers.show.widget_words import SCREEN_ONLY, WithWords

ALL = "all"


class Explorer(WithWords, ipywidgets.VBox):
    """A choice and the picture that follows from it; before it runs, the picture alone is shown."""

    def __init__(self, controls: list[ipywidgets.Widget], draw: Callable[..., Chart]):
        self.draw = draw
        self.controls = controls
        self.chart: Chart = draw(*[control.value for control in controls])
        self._picture = ipywidgets.HTML(str(self.chart.html()))
        self._words = ipywidgets.HTML(_said(self._shown()))
        super().__init__([*controls, self._words, self._picture, SuppressShortcuts()])
        for control in controls:
            # On paper the sentence below says what is chosen.
            control.add_class(SCREEN_ONLY)
            control.observe(self._redraw, names="value")

    def words_as_html(self) -> str:
        """Return the picture that is shown, with its words and its table."""
        return str(self.chart.html())

    def words_as_text(self) -> str:
        """Return the words of the picture that is shown."""
        return self.chart.words

    def _redraw(self, _change: dict) -> None:
        try:
            self.chart = self.draw(*[control.value for control in self.controls])
        except Exception as error:  # noqa: BLE001 - in a widget handler an error would reach nobody.
            sentence = _("This choice could not be drawn. Choose another.")
            self._words.value = _said(f"{sentence} ({type(error).__name__})")
            return
        self._picture.value = str(self.chart.html())
        self._words.value = _said(self._shown())

    def _shown(self) -> str:
        choices = "; ".join(f"{control.description} {_label(control)}" for control in self.controls)
        return _("Shown: {choices}.").format(choices=choices)


def _said(words: str) -> str:
    return str(Markup('<p role="status">{}</p>').format(words))


def _label(control: ipywidgets.Widget) -> str:
    return str(control.label) if hasattr(control, "label") else str(control.value)


def _dropdown(description: str, options: list[tuple[str, str]], value: str | None = None) -> ipywidgets.Dropdown:
    return ipywidgets.Dropdown(
        options=options,
        value=value or options[0][1],
        description=description,
        style={"description_width": "initial"},
        layout=ipywidgets.Layout(width="auto", max_width="40em"),
    )


# Windows of the days, each within the time that the picture has.
_DAYS = (
    (unrest.FIRST_DAY, unrest.LAST_DAY),
    (unrest.FIRST_DAY, "2023-05-25"),
    ("2023-05-26", "2023-05-31"),
    ("2023-06-01", "2023-06-13"),
    ("2023-06-14", unrest.LAST_DAY),
)


def days() -> Explorer:
    """Explore the days of May to July 2023: choose who acts, and the time."""
    lanes = [(_("everybody"), ALL)] + [(name, key) for key, name in unrest.LANES.items()]
    times = [(data.format_period(first, last), f"{first} {last}") for first, last in _DAYS]

    def draw(lane: str, time: str) -> Chart:
        first, last = time.split()
        return charts.days(list(unrest.LANES) if lane == ALL else [lane], first, last)

    return Explorer([_dropdown(_("Who acts:"), lanes), _dropdown(_("Time:"), times)], draw)


def reports() -> Explorer:
    """Explore the reports of injured people: choose whose reports are drawn darker, and what was counted."""
    bodies = dict.fromkeys(injured.shown_reports()["reported_by"])
    counted = [(_("both"), ALL)] + [(name, key) for key, name in injured.PANELS.items()]
    return Explorer(
        [
            _dropdown(_("Who says so:"), [(_("all bodies"), ALL), *((name, name) for name in bodies)]),
            _dropdown(_("Counted:"), counted),
        ],
        lambda body, panel: charts.reports(_chosen(body), _chosen(panel)),
    )


def requests() -> Explorer:
    """Explore the requests: choose an actor, and whether they are shown as a matrix or week by week."""
    actors = [(_("all actors"), ALL)] + [(name, name) for name in reactions.counts().index]
    views = [(_("matrix"), "matrix"), (_("week by week"), "weeks")]
    return Explorer(
        [_dropdown(_("Actor:"), actors), _dropdown(_("Shown as:"), views)],
        lambda actor, view: (charts.requests if view == "matrix" else charts.over_time)(_chosen(actor)),
    )


def municipalities() -> Explorer:
    """Explore how many people the municipalities have: choose who counted, and ring a municipality."""
    counts = [(name, key) for key, name in maps.count_names().items()]
    places = [(_("none"), ALL)] + [
        (row["name_en"], row["id"]) for row in data.load("municipalities").to_dict("records")
    ]
    return Explorer(
        [_dropdown(_("Count:"), counts), _dropdown(_("Municipality:"), places)],
        lambda count, place: maps.municipalities(count, _chosen(place)),
    )


def two_reports() -> Explorer:
    """Explore the wording of two reports side by side."""
    reports = [
        (f"{row['outlet']}, {row['country']}", row["id"]) for row in data.load("news_reports").to_dict("records")
    ]
    # It opens on two reports that put the same evening differently.
    first, second = news.telling_pair() or (reports[0][1], reports[-1][1])
    return Explorer(
        [_dropdown(_("First report:"), reports, first), _dropdown(_("Second report:"), reports, second)],
        charts.compare,
    )


def _chosen(value: str) -> str | None:
    return None if value == ALL else value


EXPLORERS = (days, reports, requests, municipalities, two_reports)
