"""A written check has one home; a fault in it is one sentence that names the check and the key."""

from pathlib import Path

import pytest

from helpers.base import written_checks
from helpers.base.errors import CourseError

GOOD = """
[[check]]
lesson = "07"
id = "07-written"
goal = 2
questions = ["Who counted?", "What may you print?"]
[[check.extract]]
heading = "KFOR"
text = '''
On [29 May](#n07-clash-29) it counted soldiers.

- one row'''
place = "a statement"
[[check.extract]]
heading = "Hospital"
text = "It counted people."
place = "a report"
[[check.level]]
level = 1
name = "one"
criterion = "It names one."
sample = "KFOR counted."
lift = "Say whom."
[[check.level]]
level = 2
name = "two"
criterion = "It says whom."
sample = "KFOR counted soldiers."
lift = "Say what is open."
[[check.level]]
level = 3
name = "three"
criterion = "It says what is open."
sample = "KFOR counted soldiers, the hospital whoever came."
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "data" / "written_checks.toml"
    path.parent.mkdir()
    path.write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(written_checks, "FILE", path)
    return path


def test_a_check_reads_in_the_lesson_without_running_anything(file: Path):
    assert written_checks.markdown(written_checks.of("07")) == (
        "### The written check\n\n"
        "> **First extract: KFOR**\n>\n> On [29 May](#n07-clash-29) it counted soldiers.\n>\n> - one row\n>\n> *a statement*\n\n"
        "> **Second extract: Hospital**\n>\n> It counted people.\n>\n> *a report*\n\n"
        f"1. Who counted?\n2. What may you print?\n\n{written_checks.TASK}"
    )


def test_only_the_highest_level_may_have_nothing_that_lifts_it(file: Path):
    assert [bool(level.lift) for level in written_checks.with_id("07-written").levels] == [True, True, False]


def test_an_unknown_lesson_or_check_suggests_the_nearest(file: Path):
    with pytest.raises(CourseError, match="There is no written check of lesson '06'"):
        written_checks.of("06")
    with pytest.raises(CourseError, match="Did you mean '07-written'"):
        written_checks.with_id("07-writen")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (GOOD, "", "it holds blocks that begin with [[check]] and nothing else"),
        (GOOD, "check = [3]", "check 1: it must be a block that begins with [[check]]"),
        (GOOD, GOOD + GOOD, "check 07-written: lesson 07 has a written check already"),
        ('lesson = "07"', 'lesson = "77"', "check 07-written: There is no lesson '77'"),
        ('lesson = "07"', "lesson = 7", "check 07-written: lesson must be a text in quotation marks"),
        ('id = "07-written"', 'id = "08-written"', "id must begin with the lesson, as in 07-written"),
        ('id = "07-written"\n', "", "check 1: id must be a text in quotation marks"),
        ("goal = 2", "goal = 9", "goal must be the number of one of the lesson's 3 goals"),
        ("goal = 2", "goal = true", "goal must be the number"),
        ('"Who counted?", ', "", "questions must be a list of two texts"),
        ('"Who counted?"', '""', "questions must be a list of two texts"),
        ('"Who counted?", ', '"Who counted?", 3, ', "questions must be a list of two texts"),
        ('questions = ["Who counted?", "What may you print?"]', "", "questions must be a list of two texts"),
        ('heading = "KFOR"', 'headng = "KFOR"', "extract 1: There is no key 'headng'. Did you mean 'heading'"),
        ('place = "a report"\n', "", "extract 2: place must be a text"),
        ('[[check.extract]]\nheading = "Hospital"\ntext = "It counted people."\nplace = "a report"\n', "",
         "it has 1 blocks that begin with [[check.extract]]; it needs 2"),
        ("level = 2\n", "level = 3\n", "level 2: level must be 2; levels stand in their order from 1 to 3"),
        ("level = 1\n", "level = true\n", "level 1: level must be 1"),
        ('lift = "Say whom."\n', "", "level 1: lift must be a text"),
        ('sample = "KFOR counted."', "sample = 7", "level 1: sample must be a text"),
        ("goal = 2", "gaol = 2", "Did you mean 'goal'"),
        ('id = "07-written"', 'id = "07-written', "is not valid TOML"),
    ],
)  # fmt: skip
def test_a_fault_is_one_sentence_that_names_the_check(file: Path, old: str, new: str, words: str):
    assert old in GOOD
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    written_checks._read.cache_clear()
    with pytest.raises(CourseError) as refused:
        written_checks.all()
    assert str(refused.value).startswith("data/written_checks.toml") and words in str(refused.value)


def test_a_missing_file_says_what_to_do(file: Path):
    file.unlink()
    written_checks._read.cache_clear()
    with pytest.raises(CourseError, match="cannot be read .* restore it from the course"):
        written_checks.all()
