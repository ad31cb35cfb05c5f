"""The lessons are those of the manifest; whoever adds or loses one learns in one sentence what does not fit."""

from pathlib import Path

import pytest

from helpers.base import lessons
from helpers.base.errors import CourseError

ONE = """
[[lesson]]
number = "07"
slug = "a_storm"
title = "A storm"
question = "What fell?"
minutes = 45
slower = "the third card"
early = "exercise 07.1"
homework = "the written check"
goals = ["say what fell"]
facts_as_of = "May 2021"
needs = "nothing"
"""
OTHERS = """
[[lesson]]
number = "12"
slug = "look_back"
title = "Look back"
question = "What stayed?"
shape = "review"
minutes = 15
goals = ["tell it again"]
needs = "a lesson"

[[lesson]]
number = "90"
slug = "for_teachers"
title = "For teachers"
question = "How?"
shape = "teachers"
"""


@pytest.fixture
def manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that puts a text in the place of the manifest, with the notebooks of a good one beside it."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in ("07_a_storm", "12_look_back", "90_for_teachers"):
        (folder / f"{name}.ipynb").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(lessons, "FOLDER", folder)
    path = tmp_path / "data" / "lessons.toml"
    path.parent.mkdir()
    monkeypatch.setattr(lessons, "MANIFEST", path)

    def put(content: str | bytes) -> Path:
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return folder

    return put


def test_a_good_manifest_gives_lessons_in_order_with_what_they_say_of_themselves(manifest):
    folder = manifest(ONE + OTHERS)
    assert [lesson.number for lesson in lessons.all()] == ["07", "12", "90"]
    assert lessons.paths() == [folder / f"{name}.ipynb" for name in ("07_a_storm", "12_look_back", "90_for_teachers")]
    assert lessons.of("07").goals == ("say what fell",)
    assert (lessons.of("07").shape, lessons.of("90").minutes) == ("lesson", 0)
    assert [lesson.file for lesson in lessons.of_shape("review")] == ["12_look_back.ipynb"]
    with pytest.raises(CourseError, match=r"There is no lesson '08'.*Known: 07, 12, 90"):
        lessons.of("08")


def test_a_lesson_of_ninety_minutes_is_double(manifest):
    manifest(ONE.replace("45", "90"))
    assert lessons.of("07").is_double
    with pytest.raises(CourseError, match='no lesson has shape = "review"'):
        lessons.of_shape("review")


FAULTS = {
    "no number": (ONE.replace('number = "07"\n', ""), "entry 1: number is missing"),
    "an empty title": (ONE.replace("A storm", ""), "lesson 07: title is missing"),
    "one digit": (ONE.replace('"07"', '"7"'), "lesson 7: number must be two digits"),
    "digits of another script": (ONE.replace('"07"', '"٠٧"'), "number must be two digits"),
    "a number that is no text": (ONE.replace('"07"', "7"), "entry 1: number must be a text in quotation marks"),
    "a slug that is no file name": (ONE.replace("a_storm", "../storm"), "lesson 07: slug must be small letters"),
    "a number twice": (ONE + ONE, "lesson 07 stands twice"),
    "a number twice, apart": (ONE + OTHERS + ONE, "lesson 07 stands twice"),
    "out of order": (OTHERS + ONE, "lesson 07 stands after lesson 90"),
    "an unknown key": (ONE + 'lenght = "x"\n', "lesson 07: There is no key 'lenght'"),
    "an unknown key at the top": ("[lessons]\n" + ONE, "There is no key 'lessons'. Did you mean 'lesson'"),
    "an unknown shape": (ONE + 'shape = "exam"\n', "lesson 07: shape must be one of lesson, review, teachers"),
    "no goals": (ONE.replace('["say what fell"]', "[]"), "lesson 07: goals must be a list of texts"),
    "a goal that is no text": (
        ONE.replace('["say what fell"]', '["a", 3]'),
        "lesson 07: goals must be a list of texts",
    ),
    "minutes in words": (ONE.replace("45", '"45"'), "lesson 07: minutes must be a whole number"),
    "minutes that are true": (ONE.replace("45", "true"), "lesson 07: minutes must be a whole number"),
    "no homework": (ONE.replace('homework = "the written check"\n', ""), "lesson 07: homework is missing"),
    "no minutes": (ONE.replace("minutes = 45\n", ""), "lesson 07: minutes is missing"),
    "no lesson": ("", "it names no lesson"),
    "a lesson that is no block": ("lesson = [3]", "entry 1: a lesson is a block"),
    "lessons that are no list": ("lesson = 3", "it names no lesson"),
    "no TOML": (ONE + "title =\n", "it is not valid TOML"),
    "a mark of a merge": ("<<<<<<< mine\n" + ONE, "it is not valid TOML"),
    "UTF-16": (ONE.encode("utf-16"), "it is not UTF-8 text"),
    "lists without end": ("a = " + "[" * 100_000, "cannot be read"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_manifest_is_one_sentence_with_its_file(manifest, name: str):
    content, words = FAULTS[name]
    manifest(content)
    with pytest.raises(CourseError) as raised:
        lessons.all()
    assert words in str(raised.value)
    assert str(raised.value).startswith("data/lessons.toml")
    assert "\n" not in str(raised.value)


def test_a_manifest_that_is_missing_is_named(manifest):
    with pytest.raises(CourseError, match=r"data/lessons.toml cannot be read"):
        lessons.all()


def test_a_lesson_without_its_notebook_is_named(manifest):
    folder = manifest(ONE + OTHERS)
    (folder / "12_look_back.ipynb").unlink()
    with pytest.raises(CourseError, match=r"notebooks/12_look_back.ipynb is missing, but data/lessons.toml names it"):
        lessons.paths()


# What other systems leave in a folder: macOS on a stick, editors, clouds, file managers.
LEFT_BEHIND = {
    "._07_a_storm.ipynb": False,
    ".#07_a_storm.ipynb": False,
    ".07_a_storm.ipynb.icloud": False,
    "07_a_storm - Copy.ipynb": True,
    "Copy of 07_a_storm.ipynb": True,
    "07_a_storm (1).ipynb": True,
    "07_a_storm-Copy1.ipynb": True,
    "07_a_storm (conflicted copy 2026-11-20).ipynb": True,
    "07_a_storm.sync-conflict-20261120-120000-ABCDEFG.ipynb": True,
    "07_other.ipynb": True,
    "08_another.ipynb": True,
    "07_a_storm.ipynb~": False,
}


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_what_other_systems_leave_is_no_lesson_and_is_named_where_it_can_be_seen(manifest, name: str):
    folder = manifest(ONE + OTHERS)
    before = lessons.paths()
    (folder / name).write_bytes(b"\x00\x05\x16\x07\xb0")
    assert lessons.paths() == before
    assert [path.name for path in lessons.strays()] == ([name] if LEFT_BEHIND[name] else [])


def test_a_way_through_the_course_names_lessons_that_are_taught():
    found = {route.id: route for route in lessons.routes()}
    assert {"one", "three", "five", "all"} <= set(found)
    assert [lesson.number for lesson in found["all"].lessons] == [
        lesson.number for lesson in lessons.of_shape("lesson")
    ]
    assert found["one"].minutes == lessons.of("07").minutes
    assert all(route.audience and route.assessment for route in found.values())
