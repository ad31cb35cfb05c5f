"""Explorers of the web edition: every state is drawn when the site is built, and a script puts it together from shared lines."""

import itertools
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial

import pandas as pd
from markupsafe import Markup

from helpers import data, explore
from helpers.base.errors import unknown
from helpers.charts import news
from helpers.show import html_tables
from helpers.site import markup, pictures
from helpers.site.pictures import Picture

# Thousands of pairs of reports are not drawn: their table is put together from the columns of two reports.
COMPARED = "two_reports"
NAMES = tuple(show.__name__ for show in explore.EXPLORERS)
DRAWN = tuple(name for name in NAMES if name != COMPARED)
_WORKERS, _AT_ONCE = min(4, os.cpu_count() or 2), 15


@dataclass(frozen=True)
class State:
    """One state: the values chosen, the drawing, its words and its table."""

    chosen: tuple[str, ...]
    svg: str
    words: str
    caption: str
    table: str
    table_title: str


def refuse_unknown(place: str, name: str) -> None:
    """Raise an error for an explorer that the web edition does not know.

    Raises
    ------
    CourseError
        The sentence names lesson and cell.
    """
    if name not in NAMES:
        error = unknown("explorer", name, NAMES)
        error.args = (f"{place}: {error}",)
        raise error


def place_of(name: str, picture: Picture, prefix: str) -> Markup:
    """Return the place of an explorer, with its first state; a script adds the choices."""
    if name == COMPARED:
        report = html_tables.as_html(_all_reports(), "All reports, as coded by this course")
        table = pictures.folded("All reports as a table", markup.from_html(str(report)))
        shown = Markup('<figure class="picture compared">{}<figcaption>{}</figcaption></figure>{}').format(
            picture.table, picture.caption, table
        )
    else:
        shown = picture.html(prefix)
    return Markup('<div class="explorer" data-explorer="{}" data-prefix="{}">{}</div>').format(name, prefix, shown)


def contents() -> dict[str, dict]:
    """Return choices and states of each explorer by its name, as plain values."""
    jobs = [(name, chunk) for name in DRAWN for chunk in _chunks(name)]
    with ProcessPoolExecutor(_WORKERS) as pool:
        drawn = list(pool.map(_draw, *zip(*jobs, strict=True)))
    states: dict[str, list[State]] = {name: [] for name in DRAWN}
    for (name, _), found in zip(jobs, drawn, strict=True):
        states[name] += found
    return {name: _as_plain(name, states[name]) for name in DRAWN} | {COMPARED: _compared()}


def _chunks(name: str) -> Iterable[list[tuple[str, ...]]]:
    combinations = list(itertools.product(*[[value for _, value in control.options] for control in _controls(name)]))
    return [combinations[at : at + _AT_ONCE] for at in range(0, len(combinations), _AT_ONCE)]


def _controls(name: str) -> list:
    return _explorer(name).controls


@cache
def _explorer(name: str) -> explore.Explorer:
    return next(show for show in explore.EXPLORERS if show.__name__ == name)()


def _draw(name: str, combinations: list[tuple[str, ...]]) -> list[State]:
    explorer = _explorer(name)
    return [_state(chosen, pictures.from_chart(explorer.draw(*chosen))) for chosen in combinations]


def _state(chosen: tuple[str, ...], picture: Picture) -> State:
    return State(chosen, picture.svg, picture.words, picture.caption, str(picture.table), picture.table_title)


def _as_plain(name: str, states: list[State]) -> dict:
    """Return states as plain values: their lines stand once in a list, each state names runs of it."""
    pool: dict[str, int] = {}
    runs = partial(_runs, pool)
    return {
        "controls": _choices(name),
        "states": {
            "|".join(state.chosen): {
                "svg": runs(state.svg.split("\n")),
                "table": runs(state.table.replace("<tr", "\n<tr").split("\n")),
                "words": state.words,
                "caption": state.caption,
                "title": state.table_title,
            }
            for state in states
        },
        "lines": list(pool),
    }


def _runs(pool: dict[str, int], lines: list[str]) -> list[int]:
    """Return where lines stand in the pool, as pairs of begin and length, one after the other; new ones are put into it."""
    found: list[int] = []
    for line in lines:
        at = pool.setdefault(line, len(pool))
        if found and found[-2] + found[-1] == at:
            found[-1] += 1
        else:
            found += [at, 1]
    return found


def _choices(name: str) -> list[dict]:
    return [
        {
            "label": control.description,
            "options": [[value, label] for label, value in control.options],
            "value": control.value,
        }
        for control in _controls(name)
    ]


def _all_reports() -> pd.DataFrame:
    reports = data.load("news_reports")
    columns = {title: [news.seen_words(value) for value in reports[aspect]] for aspect, title in news.ASPECTS.items()}
    heads = [news.outlet(row) for _, row in reports.iterrows()]
    return pd.DataFrame({"Report": heads, **columns})


def _compared() -> dict:
    rows = _all_reports()
    names = data.load("news_reports")["id"]
    return {
        "controls": _choices(COMPARED),
        "aspects": list(rows.columns[1:]),
        "reports": {name: list(row) for name, row in zip(names, rows.itertuples(index=False), strict=True)},
        "notSeen": news.NOT_SEEN,
    }
