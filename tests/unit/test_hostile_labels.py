"""Whatever a table holds is shown as text: a label that is HTML never becomes part of the page."""

from collections.abc import Callable
from html.parser import HTMLParser

import pandas as pd
import pytest

from helpers import briefing, charts, claims, data, explore, glossary, maps, statements, tables
from helpers.authoring import gallery
from helpers.briefing import content, page
from helpers.charts import unrest
from helpers.show.html_tables import Link

HARM = 'A<img src=x onerror=alert(1)><script>alert(2)</script>"\' onload="alert(3)'


class Seen(HTMLParser):
    """Collects the tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(name for name, _value in attributes)]
        self.found += ["outside" for name, value in attributes if name == "src" and not value.startswith("data:image/")]


def assert_harmless(html: str) -> None:
    parser = Seen()
    parser.feed(html)
    assert "&lt;script&gt;" in html or "&lt;img" in html, "the label is not shown at all"
    assert not {"script", "onerror", "onload", "outside"} & set(parser.found), html[:2000]


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Put harm into a column of a table, in every row."""
    original = data.load

    def put(table: str, column: str) -> None:
        def load(asked: str, *args: object) -> pd.DataFrame:
            frame = original(asked, *args)
            if asked == table:
                frame[column] = frame[column] + HARM
            return frame

        monkeypatch.setattr(data, "load", load)
        unrest._days.cache_clear()

    yield put
    unrest._days.cache_clear()


# A label of each table that pictures show.
PICTURES = {
    "region": ("places", "name_sq"),
    "municipalities": ("municipalities", "name_en"),
    "north_estimates": ("north_estimates", "body"),
    "war_figures": ("war_figures", "by"),
    "missing": ("war_figures", "by"),
    "strength_and_incidents": ("kfor_events", "event"),
    "contingents": ("kfor_contributors_2022", "country"),
    "recognition_counts": ("recognition_counts", "counted_by"),
    "votes": ("votes_in_bodies", "body"),
    "agreements": ("agreements", "name"),
    "days": ("unrest_timeline", "event"),
    "reports": ("injury_reports", "reported_by"),
    "requests": ("reactions", "actor"),
    "measures": ("eu_measures", "measure"),
    "wording": ("news_reports", "outlet"),
    "two_reports": ("news_reports", "outlet"),
    "verdicts": ("seed_claims", "statement"),
    "timeline_dialogue": ("long_events", "event"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_with_a_hostile_label_shows_it_as_text(hostile, name: str):
    hostile(*PICTURES[name])
    chart = gallery.PICTURES[name]()
    assert_harmless(chart.html())
    assert b"<script" not in chart.svg and b"<img" not in chart.svg


def test_a_label_with_dollar_signs_is_no_formula(monkeypatch: pytest.MonkeyPatch):
    original = data.load

    def load(asked: str, *args: object) -> pd.DataFrame:
        frame = original(asked, *args)
        if asked == "kfor_contributors_2022":
            frame["country"] = frame["country"] + r" $\frac$ 5 $"
        return frame

    monkeypatch.setattr(data, "load", load)
    assert rb"Italy $\frac$ 5 $" in charts.contingents().svg


EXPLORERS = {
    "reports": ("injury_reports", "reported_by"),
    "requests": ("reactions", "actor"),
    "municipalities": ("municipalities", "name_en"),
    "two_reports": ("news_reports", "outlet"),
}


@pytest.mark.parametrize("name", EXPLORERS)
def test_an_explorer_says_a_hostile_choice_as_text(hostile, name: str):
    hostile(*EXPLORERS[name])
    explorer = getattr(explore, name)()
    for control in explorer.controls:
        control.value = control.options[-1][1]
    assert_harmless(explorer._words.value)
    assert_harmless(explorer._picture.value)
    assert_harmless(explorer._repr_mimebundle_()[0]["text/html"])


def test_the_name_of_an_error_is_said_as_text():
    explorer = explore.requests()
    explorer.draw = lambda *_choices: (_ for _ in ()).throw(type(HARM, (RuntimeError,), {})())
    control = explorer.controls[0]
    control.value = control.options[1][1]
    assert_harmless(explorer._words.value)


def test_cells_heads_captions_and_links_are_text():
    frame = pd.DataFrame({HARM: [HARM, Link(HARM, "06_x.ipynb#n06-a")], "Albanian": [HARM, HARM]})
    assert_harmless(tables.show(frame, HARM, {HARM: HARM})._repr_mimebundle_()["text/html"])
    long = pd.DataFrame({HARM: [HARM] * 40})
    assert_harmless(tables.show(long, HARM)._repr_mimebundle_()["text/html"])


def test_claims_sources_and_words_are_text(monkeypatch: pytest.MonkeyPatch):
    hostile = {
        "id": "x", "publisher": HARM, "title": HARM, "url": f"https://x.org/{HARM}", "published": "2023",
        "accessed": "2026-11",
        "language": HARM, "learner_link": True,
    }  # fmt: skip
    monkeypatch.setattr(claims, "_sources", lambda: {"x": hostile})
    claim = claims.Claim("x", HARM, HARM, HARM, "2023", "", "", "", ("x",), ("07",))
    shown = claims.Notes("07", [claim])._repr_mimebundle_()["text/html"]
    assert_harmless(shown)
    assert shown.count("&lt;script&gt;") >= 5


def test_words_of_a_lesson_are_text(hostile):
    hostile("glossary", "definition")
    assert_harmless(glossary.show("07")._repr_mimebundle_()["text/html"])


@pytest.mark.parametrize("column", ["statement", "detail", "kind"])
def test_statements_are_text(hostile, column: str):
    hostile("seed_claims", column)
    assert_harmless(statements.checked("A")._repr_mimebundle_()["text/html"])


def test_a_briefing_shows_claims_and_what_was_typed_as_text(own_answers, monkeypatch: pytest.MonkeyPatch):
    claim = claims.Claim("x", HARM, "attributed", HARM, HARM, "", "", "", (), ("07",))
    monkeypatch.setattr(claims, "_ledger", lambda: {"x": claim})
    typed = content.Briefing(advice=HARM, first=("x",), second=("x",), unknown=HARM, change=HARM)
    assert_harmless(page.as_html(typed))
    form = briefing.write()
    form.add["first"].click()
    form._say(HARM)
    for shown in (form.whole.value, form._chosen.value, form.said.value, form._repr_mimebundle_()[0]["text/html"]):
        assert_harmless(shown)


def test_the_page_of_all_pictures_shows_words_as_text(tmp_path, monkeypatch: pytest.MonkeyPatch):
    chart = charts.Chart(b"<svg/>", f"Words that are long enough to be shown: {HARM}", pd.DataFrame({"a": [1]}), HARM)
    monkeypatch.setattr(gallery, "PICTURES", {HARM: lambda: chart})
    gallery.write_page(tmp_path / "gallery.html")
    assert_harmless((tmp_path / "gallery.html").read_text(encoding="utf-8"))


def test_a_map_with_a_ringed_place_says_its_hostile_name_as_text(hostile):
    hostile("municipalities", "name_sq")
    assert_harmless(maps.municipalities("2024", "zvecan").html())
