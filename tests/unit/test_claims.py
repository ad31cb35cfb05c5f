"""Links, titles and notes are how a reader learns who says so."""

import re

import pandas as pd
import pytest
from markupsafe import escape

from helpers import claims, data, tables
from helpers.authoring import claim_rules
from helpers.base.errors import CourseError
from helpers.show.html_tables import Link


def claim(**changes: object) -> claims.Claim:
    values = {
        "id": "a", "statement": "S.", "status": "attributed", "attributed_to": "KFOR", "as_of": "2023-05-30",
        "value": "30", "unit": "people", "origin": "", "sources": (), "lessons": ("07",),
    }  # fmt: skip
    return claims.Claim(**(values | changes))


def test_title_says_status_speaker_and_date():
    assert claims.title(claim()) == "attributed; KFOR; as of 2023-05-30"
    assert claims.title(claim(as_of="", attributed_to="")) == "attributed"


def test_titles_are_filled_and_replaced_but_text_stays():
    text = 'KFOR said [30](#n07-kfor-second) and [25](#n07-kfor-first "old").'
    filled = claims.fill_titles(text)
    assert '[30](#n07-kfor-second "attributed; KFOR; as of 2023-05-30")' in filled
    assert "old" not in filled
    assert claims.fill_titles(filled) == filled


def test_an_unknown_claim_suggests_the_nearest():
    with pytest.raises(CourseError, match="Did you mean 'kfor-second'"):
        claims.get("kfor-secund")


def test_an_unknown_lesson_says_which_have_claims():
    with pytest.raises(CourseError, match="Known: 00, 01, 0"):
        claims.notes("99")


def test_notes_hold_anchor_status_and_source_of_each_claim():
    shown = claims.notes("07")._repr_mimebundle_()
    assert 'id="n07-kfor-first"' in shown["text/html"]
    assert shown["text/html"].count("<li ") == len(claims.of_lesson("07"))
    assert "Sources:" in shown["text/plain"]


def test_a_note_shows_two_sources_and_folds_the_rest():
    """Seven sources in a row bury the statement; nobody loses one, for the rest unfolds."""
    many = next(claim for claim in claims.of_lesson("07") if len(claim.sources) > 3)
    note = claims.Notes("07", [many])._repr_mimebundle_()["text/html"]
    shown, folded = note.split("<details>")
    assert [citation in shown for citation in map(claims.citation, many.sources)] == [True, True] + [False] * (
        len(many.sources) - 2
    )
    assert all(claims.citation(source) in folded for source in many.sources[2:])
    assert f"{len(many.sources) - 2} more" in folded
    few = next(claim for claim in claims.of_lesson("07") if len(claim.sources) == 2)
    assert "<details>" not in claims.Notes("07", [few])._repr_mimebundle_()["text/html"]


def test_a_page_without_a_date_says_when_it_was_seen(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(claims, "_sources", lambda: {"x": source(published="", accessed="2026-11-27")})
    assert claims.citation("x").endswith("no date shown, seen 27 November 2026")
    monkeypatch.setattr(claims, "_sources", lambda: {"x": source()})
    assert claims.citation("x").endswith(", 2023")


def test_every_source_that_learners_may_open_is_a_link_and_no_other():
    """117 sources with http addresses were printed without their link; 24 claims rest on nothing else."""
    schemes = set()
    for row in data.load("sources").to_dict("records"):
        shown = claims.citation(row["id"])
        if row["learner_link"]:
            schemes.add(row["url"].split(":")[0])
            assert f'<a href="{escape(row["url"])}"' in shown, row["id"]
            assert "(no link)" not in shown
        else:
            assert "http" not in shown and "href" not in shown, row["id"]
            assert "(no link)" in shown
    assert schemes == {"http", "https"}, "one of them is not tried here"


def source(**changes: str) -> dict[str, str]:
    usual = {
        "id": "x", "publisher": "P", "title": "T", "url": "https://x.org/", "published": "2023",
        "accessed": "2026-11", "language": "sr", "learner_link": True,
    }  # fmt: skip
    return usual | changes


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
        "vbscript:x", "file:///etc/passwd", "//x.org/", "ftp://x.org/", "", "https:", "https://", "java\nscript:alert(1)",
        "notebook.ipynb/../../x", "x.org/a.ipynb?javascript:1",
    ],
)  # fmt: skip
def test_no_other_address_is_ever_linked(monkeypatch: pytest.MonkeyPatch, address: str):
    monkeypatch.setattr(claims, "_sources", lambda: {"x": source(url=address)})
    shown = claims.citation("x")
    assert "href" not in shown
    assert "(no link)" in shown
    cell = tables.show(pd.DataFrame({"Where": [Link("here", address)]}), "Links")._repr_mimebundle_()["text/html"]
    assert "href" not in cell and "here" in cell


def test_citations_escape_what_they_print(monkeypatch: pytest.MonkeyPatch):
    hostile = source(publisher="<b>P</b>", title="<script>", url='https://x.org/?a=1&b=2"><i>', language='sr"><u>')
    monkeypatch.setattr(claims, "_sources", lambda: {"x": hostile})
    shown = claims.citation("x")
    assert not re.search(r"<(script|b|i|u)\b", shown)
    assert 'href="https://x.org/?a=1&amp;b=2' in shown


def test_a_title_that_we_translated_is_not_read_out_in_the_other_language():
    original, translated = claims.citation("cdt-2023-05-30"), claims.citation("euronews-rs-2024-07-27")
    assert '<span lang="it">KFOR: 30 i militari' in original
    assert "[KFOR: synchronised patrols" in translated and "lang=" not in translated


@pytest.mark.parametrize(
    ("text", "changes", "right"),
    [
        ("30", {}, True),
        ("31", {}, False),
        ("at least 30", {}, True),
        ("30 May 2023", {}, True),
        ("29 May 2023", {}, False),
        ("not established", {"value": ""}, True),
        ("70 to 80", {"value": "70..80"}, True),
        ("70 to 90", {"value": "70..80"}, False),
        ("3.47 %", {"value": "3.47", "as_of": "2023-04-23"}, True),
        ("3.74 %", {"value": "3.47", "as_of": "2023-04-23"}, False),
        ("29 May", {"value": "2023-05-29", "unit": "", "as_of": ""}, True),
        ("28 May", {"value": "2023-05-29", "unit": "", "as_of": ""}, False),
        ("3,760", {"value": "3760"}, True),
        ("thirty soldiers", {}, True),
        ("twenty-nine soldiers", {}, False),
        ("Five votes", {"value": "5", "unit": "votes"}, True),
        ("six votes", {"value": "5", "unit": "votes"}, False),
        ("a dozen men", {"value": "13", "unit": "men"}, False),
        ("for one reason", {"value": "5", "unit": "votes"}, True),
    ],
)
def test_a_links_figure_is_compared_with_the_ledger(text: str, changes: dict, right: bool):
    assert claim_rules.agrees(text, claim(**changes)) is right
