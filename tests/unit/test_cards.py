"""A source card has one home; a fault in it is one sentence, and a learner sees the words as they were written."""

from pathlib import Path

import pytest

from helpers.base import cards
from helpers.base.errors import CourseError

GOOD = """
[[card]]
id = "a"
heading = "Ana"
line = "Resident · [4 May 2020](#n07-voice-a)"
text = '''
She says that "the roof went first" in the storm.

Then she left.'''
could_not_know = "who would pay."
[[card.quotation]]
words = "the roof went first"
place = "second paragraph"
language = "sq"
original = "e para shkoi çatia"
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "data" / "cards.toml"
    path.parent.mkdir()
    path.write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(cards, "FILE", path)
    return path


def test_a_card_is_a_quotation_block_of_markdown_whose_paragraphs_stay_apart(file: Path):
    assert cards.markdown(cards.of("a")) == (
        "> **Source card: Ana**\n>\n> Resident · [4 May 2020](#n07-voice-a)\n>\n"
        '> She says that "the roof went first" in the storm.\n>\n> Then she left.\n>\n'
        '> Our translation of: <span lang="sq">e para shkoi çatia</span>\n>\n> *Could not know: who would pay.*'
    )


def test_a_card_in_english_has_no_line_of_originals(file: Path):
    english = GOOD.replace('language = "sq"', 'language = "en"').replace('original = "e para shkoi çatia"\n', "")
    file.write_text(english, encoding="utf-8")
    cards._read.cache_clear()
    assert cards.TRANSLATED not in cards.markdown(cards.of("a"))


def test_a_quotation_keeps_place_language_and_original(file: Path):
    (quotation,) = cards.of("a").quotations
    assert (quotation.place, quotation.language) == ("second paragraph", "sq")
    assert quotation.original == "e para shkoi çatia"


def test_an_unknown_voice_suggests_the_nearest():
    with pytest.raises(CourseError, match="Did you mean 'lulzim-hetemi'"):
        cards.of("lulzim-hetemmi")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("[[card]]", "[[cards]]", "it holds blocks that begin with [[card]]"),
        ('heading = "Ana"\n', "", "card a: heading must be a text in quotation marks"),
        ('heading = "Ana"', 'heading = ""', "card a: heading must be a text"),
        ('heading = "Ana"', "heading = 7", "card a: heading must be a text"),
        ('id = "a"\n', "", "card 1: id must be a text"),
        ('heading = "Ana"', 'haeding = "Ana"', "Did you mean 'heading'"),
        ('place = "second paragraph"\n', "", "card a, quotation 1: place must be a text"),
        ('words = "the roof went first"', 'words = "the roof"', "it has 2 words; a quotation has 3 to 12"),
        ('words = "the roof went first"', f'words = "{"roof " * 13}"', "it has 13 words; a quotation has 3 to 12"),
        ('language = "sq"', 'language = "Albanian"', "language must be a code such as en, sq or sr-Latn"),
        ('language = "sq"', 'language = "en"', "original holds the source's own words where these are not English"),
        ('original = "e para shkoi çatia"', "", "original holds the source's own words where these are not English"),
        ('place = "second paragraph"', 'plaec = "second paragraph"', "Did you mean 'place'"),
        ('language = "sq"', 'language = "sq"\nslide = "yes"', "card a, quotation 1: slide must be true or false"),
        ('language = "sq"', 'language = "sq"\nspeaker = ""', "card a, quotation 1: speaker must be a text"),
        ("[[card.quotation]]", "[card.quotation]", "a quotation is a block that begins with [[card.quotation]]"),
        ('id = "a"', 'id = "a', "is not valid TOML"),
    ],
)
def test_each_fault_is_one_sentence_with_file_card_and_key(file: Path, old: str, new: str, words: str):
    assert old in GOOD
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    cards._read.cache_clear()
    with pytest.raises(CourseError) as refused:
        cards.all()
    assert str(refused.value).startswith("data/cards.toml") and words in str(refused.value)


def test_two_cards_of_one_voice_are_named(file: Path):
    file.write_text(GOOD * 2, encoding="utf-8")
    cards._read.cache_clear()
    with pytest.raises(CourseError, match="card a: this id stands twice"):
        cards.all()


def test_a_missing_file_is_one_sentence(file: Path):
    file.unlink()
    cards._read.cache_clear()
    with pytest.raises(CourseError, match=r"data/cards\.toml cannot be read"):
        cards.all()


def test_a_slide_shows_what_is_marked_else_the_first_quotation():
    marked = [card for card in cards.all() if any(said.on_slide for said in card.quotations)]
    assert marked and all(card.for_slide == [said for said in card.quotations if said.on_slide] for card in marked)
    other = next(card for card in cards.all() if card not in marked)
    assert other.for_slide == [other.quotations[0]]
