"""Where each key is careful, a careful tone wins. Some keys say plainly what one actor did, on each side alike."""

from dataclasses import replace

import pytest

from helpers.authoring import bank_files, finding_rules
from helpers.quiz import bank


def mark(monkeypatch: pytest.MonkeyPatch, **actors: str) -> None:
    """Mark the first exit question of lessons, ``l07="kfor"``, and no other question."""
    part = bank.part

    def marked(lesson: str, name: str) -> list:
        first, *rest = (replace(question, plain_finding="") for question in part(lesson, name))
        return [replace(first, plain_finding=actors.get(f"l{lesson}", "")), *rest]

    monkeypatch.setattr(bank, "part", marked)


EVERY_SECOND = {"l01": "pristina", "l03": "kfor", "l05": "belgrade", "l07": "other", "l09": "pristina"}


def test_a_plain_finding_in_every_second_lesson_even_over_the_series_keeps_the_rules(monkeypatch: pytest.MonkeyPatch):
    mark(monkeypatch, **EVERY_SECOND, l11="belgrade")
    assert finding_rules.plain_findings_are_asked() == finding_rules.plain_findings_are_even() == []


def test_two_lessons_in_a_row_without_one_are_named(monkeypatch: pytest.MonkeyPatch):
    mark(monkeypatch, **EVERY_SECOND)
    (fault,) = finding_rules.plain_findings_are_asked()
    assert fault.startswith("quizzes of lessons 10 and 11: no exit question has plain_finding")


def test_more_findings_about_one_side_are_named(monkeypatch: pytest.MonkeyPatch):
    mark(monkeypatch, **EVERY_SECOND, l11="pristina")
    (fault,) = finding_rules.plain_findings_are_even()
    assert "its exit questions have 3 about pristina and 1 about belgrade as plain_finding" in fault


def test_the_mark_is_read_from_the_file_and_another_actor_is_refused(tmp_path):
    """An author sees at once that a side is misspelled; else it would count for nobody."""
    source = next(path for path in bank.files() if path.name.startswith("07"))
    text = source.read_text(encoding="utf-8")
    path = tmp_path / source.name
    path.write_text(text.replace("\nstem =", '\nplain_finding = "kfor"\nstem =', 1), encoding="utf-8")
    assert bank.read(path)[0].plain_finding == "kfor"
    other = tmp_path / "other" / source.name
    other.parent.mkdir()
    other.write_text(text.replace("\nstem =", '\nplain_finding = "pristine"\nstem =', 1), encoding="utf-8")
    (fault,) = bank_files.faults(other)
    assert "plain_finding must be one of pristina, belgrade, kfor, other." in fault
