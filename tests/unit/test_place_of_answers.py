"""COURSE_PROGRESS is typed by teachers in every form that their systems know; answers must not end beside a lesson."""

import os
import sqlite3
from pathlib import Path

import pytest

from helpers import progress
from helpers.progress import place
from helpers.start import doctor

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other paths")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_answers: Path) -> Path:
    """Stand in the folder of a lesson, with a home of one's own."""
    home, lessons = tmp_path / "home of Zana", tmp_path / "course" / "my"
    for folder in (home / "class-a", lessons):
        folder.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setattr(place, "COURSE", lessons.parent)
    monkeypatch.chdir(lessons)
    return home


def save() -> str | None:
    return progress.record("07-a", lesson="07", response="a", correct=True, certainty="sure")


FORMS = {
    "whole": "<home>/class-a/answers.sqlite",
    "tilde": "~/class-a/answers.sqlite",
    "variable": "$HOME/class-a/answers.sqlite",
    "variable in braces": "${HOME}/class-a/answers.sqlite",
    "variable of Windows": "%USERPROFILE%/class-a/answers.sqlite",
    "variable of Windows with its slashes": "%USERPROFILE%\\class-a\\answers.sqlite",
    "tilde with the slashes of Windows": "~\\class-a\\answers.sqlite",
    "variable of PowerShell": "$env:USERPROFILE\\class-a\\answers.sqlite",
    "another variable": "$CLASS/answers.sqlite",
    "in quotation marks": '"<home>/class-a/answers.sqlite"',
    "in single ones, with a tilde": "'~/class-a/answers.sqlite'",
    "in those of a word processor": "\u201c$HOME/class-a/answers.sqlite\u201d",
    "spaces at its ends": "  ~/class-a/answers.sqlite \t",
    "an address": "file://<address>/class-a/answers.sqlite",
    "an address on this computer": "file://localhost<address>/class-a/answers.sqlite",
    "dots in it": "~/class-a/../class-a/./answers.sqlite",
}


@posix
@pytest.mark.parametrize("form", FORMS)
def test_every_usual_form_of_a_file_leads_to_it(home: Path, form: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CLASS", str(home / "class-a"))
    setting = FORMS[form].replace("<home>", str(home)).replace("<address>", home.as_posix().replace(" ", "%20"))
    monkeypatch.setenv("COURSE_PROGRESS", setting)
    assert save() is None
    assert (home / "class-a" / "answers.sqlite").is_file()
    assert list(Path.cwd().iterdir()) == [], "a file or folder was made beside the lesson"
    assert progress.notices() == []


@pytest.mark.parametrize(
    "form", ["~/class-a", "~/class-a/", "$HOME/class-a", "'~/class-a'", "~/new folder/", "~", "~/"]
)
def test_a_folder_takes_the_file_inside_it(home: Path, form: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COURSE_PROGRESS", form)
    folder = Path(form.strip("'").replace("$HOME", "~")).expanduser()
    assert save() is None
    assert (folder / "progress.sqlite").is_file()
    assert progress.notices() == []


@pytest.mark.parametrize("form", ["answers.sqlite", "./answers.sqlite", "my/answers.sqlite", "."])
def test_a_path_that_is_not_whole_starts_at_the_course_for_every_lesson_and_is_told(
    home: Path, form: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COURSE_PROGRESS", form)
    seen = set()
    for folder in (place.COURSE, place.COURSE / "my", home):
        monkeypatch.chdir(folder)
        seen.add(progress.where())
        assert save() is None
    assert len(seen) == 1 and len(progress.history()) == 3
    (told,) = progress.notices()
    assert "not a whole path" in told and str(progress.where()) in told
    assert told in doctor.faults()


@pytest.mark.parametrize(
    "form", ["$NO_SUCH_NAME/a.sqlite", "%NO_SUCH_NAME%\\a.sqlite", "~nobody-of-this-name/a.sqlite"]
)
def test_a_name_that_means_nothing_is_told_and_answers_go_to_the_usual_folder(
    home: Path, form: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("COURSE_PROGRESS", form)
    assert save() is None
    assert progress.where().is_relative_to(home)
    (told,) = progress.notices()
    assert "means nothing on this computer" in told and form.split("/")[0].split("\\")[0] in told
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.parametrize("form", ["", "  ", '""', "' '"])
def test_an_empty_setting_is_none(home: Path, form: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("COURSE_PROGRESS")
    usual = progress.where()
    monkeypatch.setenv("COURSE_PROGRESS", form)
    assert progress.where() == usual
    assert progress.notices() == []


@posix
@pytest.mark.parametrize("form", ["~/class-a/answers.sqlite", "'HOME/x.sqlite'", "answers.sqlite"])
def test_answers_that_an_earlier_edition_kept_beside_a_lesson_come_home(
    home: Path, form: str, monkeypatch: pytest.MonkeyPatch
):
    form = form.replace("HOME", str(home))
    monkeypatch.setenv("COURSE_PROGRESS", str(Path.cwd() / form))
    save()
    beside = progress.where()
    monkeypatch.setenv("COURSE_PROGRESS", form)
    assert progress.where() != beside
    assert len(progress.history()) == 1
    assert save() is None
    with sqlite3.connect(progress.where()) as connection:
        assert connection.execute("SELECT count(*) FROM answer").fetchone()[0] == 2


@pytest.mark.parametrize(
    "form", ["~/" + "x" * 300 + "/a.sqlite", "/dev/null/a.sqlite", "~/class-a/\U0001f98a.sqlite", "*?<>|"]
)
def test_no_setting_whatever_ends_in_a_traceback(home: Path, form: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COURSE_PROGRESS", form)
    told = save()
    assert told is None or "They are kept in" in told
    assert len(progress.history()) == 1
    assert progress.forget()
