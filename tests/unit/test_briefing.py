"""A learner's briefing is checked for evidence and never for opinion, and its draft outlives every accident."""

import errno
import json
from pathlib import Path

import pytest
from markupsafe import escape

from helpers import briefing, claims, progress
from helpers.base import files
from helpers.base.errors import CourseError
from helpers.briefing import content, draft, page
from helpers.briefing.content import Briefing
from helpers.briefing.form import BriefingForm

pytestmark = pytest.mark.usefixtures("own_answers")


def whole() -> Briefing:
    return Briefing(
        advice="Keep it, on the condition that both sides act.",
        first=("voice-hetemi-kfor", "wind-down-2009"),
        second=("clash-29", "mark-2024"),
        unknown="What soldiers prevented.",
        change="Two calm years.",
        sure=4,
        picture="strength_and_incidents",
    )


def test_any_advice_will_do_when_both_readings_have_evidence():
    for advice in ("Reduce it.", "Keep it.", "Reinforce it.", "Nobody can say."):
        assert content.faults(content.replace(whole(), advice=advice)) == []


@pytest.mark.parametrize(
    ("lacking", "told"),
    [
        ({"advice": "  "}, "Write your advice"),
        ({"first": ("clash-29",)}, "The first reading needs at least two"),
        ({"second": ()}, "The second reading needs at least two"),
        ({"unknown": ""}, "stays unknown"),
        ({"change": ""}, "change your mind"),
    ],
)
def test_each_missing_part_is_named(lacking: dict, told: str):
    faults = content.faults(content.replace(whole(), **lacking))
    assert len(faults) == 1
    assert told in faults[0]


def test_a_statement_stands_once_in_a_reading_and_eight_are_the_most():
    ids = claims.ids()[:9]
    held = Briefing()
    for claim in [*ids, ids[0]]:
        held = held.with_claim("first", claim)
    assert held.first == tuple(ids[:8])
    assert held.without_last("first").first == tuple(ids[:7])
    assert held.second == ()


def test_the_draft_comes_back_as_it_was():
    assert draft.load() == Briefing()
    assert draft.save(whole())
    assert draft.load() == whole()


@pytest.mark.parametrize(
    "broken", ["{", "[" * 100_000, "\ufeff{}", "nonsense", '{"advice": "' + "x" * draft.LARGEST + '"}']
)
def test_a_broken_draft_is_set_aside_and_not_lost(broken: str):
    progress.draft_file().parent.mkdir(parents=True, exist_ok=True)
    progress.draft_file().write_text(broken, encoding="utf-8")
    assert draft.load() == Briefing()
    assert progress.draft_file().with_suffix(".broken.json").read_text(encoding="utf-8") == broken


@pytest.mark.parametrize(
    "hostile",
    [
        [], None, {"first": ["no-such-claim", 7, {}], "sure": 99, "picture": 3}, {"advice": ["a"], "sure": True},
        {"second": "clash-29", "change": None, "sure": -1},
    ],
)  # fmt: skip
def test_what_does_not_fit_in_a_draft_is_left_out(hostile: object):
    read = content.from_plain(hostile)
    assert read.first == read.second == ()
    assert read.advice == read.change == read.picture == ""
    assert 0 <= read.sure <= 10


def test_long_texts_in_a_file_are_cut():
    assert len(content.from_plain({"advice": "x" * 5000}).advice) == content.LONGEST_TEXT


def test_a_full_disk_is_told_and_the_old_draft_stays(monkeypatch: pytest.MonkeyPatch):
    draft.save(whole())

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr("os.fsync", full)
    form = briefing.write()
    form.texts["advice"].value = "Something else."
    assert "cannot be stored" in form.said.value
    assert draft.load() == whole()
    assert [path.name for path in progress.draft_file().parent.glob("briefing*")] == ["briefing.json"]


def test_the_page_escapes_what_a_learner_typed():
    made = page.as_html(content.replace(whole(), advice="<script>alert(1)</script>", unknown='"><img src=x>'))
    assert "<script" not in made
    assert "<img src=x>" not in made
    assert "&lt;script&gt;" in made


def test_the_page_carries_status_sources_and_both_readings():
    made = page.as_html(whole())
    for claim_id in (*whole().first, *whole().second):
        claim = claims.get(claim_id)
        assert escape(claim.statement) in made
        assert claims.citation(claim.sources[0]) in made
    assert made.index("first reading") < made.index("second reading") < made.index("What stays unknown")
    assert "from 0 to 10: 4" in made


def test_an_unknown_picture_is_left_out_and_the_page_written():
    assert "<figure" not in page.as_html(content.replace(whole(), picture="no-such-picture"))
    assert set(page.picture_names()) == set(page.PICTURES)


def test_a_second_page_never_overwrites_the_first(tmp_path: Path):
    first, second = page.write(whole(), tmp_path), page.write(whole(), tmp_path)
    assert (first.name, second.name) == ("briefing.html", "briefing-2.html")
    assert first.read_text(encoding="utf-8") == second.read_text(encoding="utf-8")


def press_write(form: BriefingForm) -> None:
    form.write.click()
    form.writer.join(10)


def test_letters_that_arrive_after_the_press_are_on_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    draft.save(whole())
    form = briefing.write()
    form.write.click()
    form.texts["change"].value = "An attack"
    form.texts["change"].value = "An attack on a patrol."
    form.writer.join(10)
    assert "An attack on a patrol." in (tmp_path / "briefing.html").read_text(encoding="utf-8")


def test_the_form_adds_takes_away_and_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    form = briefing.write()
    press_write(form)
    assert "not written yet" in form.said.value
    assert list(tmp_path.glob("briefing*.html")) == []
    form.lesson.value = "03"
    for reading, numbers in (("first", (0, 1, 2)), ("second", (3, 4))):
        for number in numbers:
            form.statement.value = form.statement.options[number][1]
            form.add[reading].click()
    form.take_away["first"].click()
    for name in content.TEXTS:
        form.texts[name].value = f"My words on {name}."
    form.sure.value = 7
    form.picture.value = "strength"
    press_write(form)
    assert "briefing.html" in form.said.value
    made = (tmp_path / "briefing.html").read_text(encoding="utf-8")
    assert made.count("<li>") == 4
    assert "My words on change." in made
    again = briefing.write()
    assert again.briefing == form.briefing
    assert again.texts["advice"].value == "My words on advice."


def test_the_same_statement_twice_is_told():
    form = briefing.write()
    form.statement.value = form.statement.options[0][1]
    form.add["first"].click()
    form.add["first"].click()
    assert "stands there already" in form.said.value


def test_a_folder_without_permission_keeps_the_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(page, "MOST_PAGES", 1)
    page.write(whole(), tmp_path)
    monkeypatch.chdir(tmp_path)
    draft.save(whole())
    form = briefing.write()
    press_write(form)
    assert "already" in form.said.value
    assert draft.load() == whole()


def test_every_control_has_a_name_for_those_who_hear_the_page():
    form = briefing.write()
    controls = [form.lesson, form.statement, form.sure, form.picture, form.write, *form.texts.values()]
    controls += [*form.add.values(), *form.take_away.values()]
    names = [control.description for control in controls]
    assert all(names)
    assert len(set(names)) == len(names)


def test_the_stored_page_of_a_lesson_holds_no_draft_but_says_what_to_do(monkeypatch: pytest.MonkeyPatch):
    shown = briefing.write()._repr_mimebundle_()[0]
    assert "Run this cell" in shown["text/plain"]
    assert json.dumps(shown["text/html"]).count("Nothing chosen yet") == 2


def test_forgetting_everything_says_that_the_draft_goes_and_deletes_it():
    assert "draft" not in repr(progress.forget())
    draft.save(whole())
    assert "The draft of your briefing goes too." in repr(progress.forget())
    progress.forget(sure=True)
    assert not progress.draft_file().exists()


def test_a_full_disk_leaves_no_half_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(CourseError, match="Your draft is kept"):
        page.write(whole(), tmp_path)
    assert list(tmp_path.glob("briefing*")) == []
