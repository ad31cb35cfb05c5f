"""The interface speaks three languages, and no sentence is left outside the catalogue."""

import ast
import json
from pathlib import Path

import pytest

from helpers import progress, quiz
from helpers.authoring import catalogue
from helpers.base import language
from helpers.quiz import bank, marking, texts

pytestmark = pytest.mark.usefixtures("own_answers")
TRANSLATED = [tag for tag in language.LANGUAGES if tag != language.SOURCE]


@pytest.fixture(autouse=True)
def back_to_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(language.SETTING, raising=False)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_buttons_messages_and_feedback_are_translated_and_the_question_is_not(
    tag: str, monkeypatch: pytest.MonkeyPatch
):
    english = texts.texts()
    monkeypatch.setenv(language.SETTING, tag)
    translated = texts.texts()
    same = {name for name in english if english[name] == translated[name]} - {"move"}
    assert same == set()
    widget = quiz.exit_check("07")
    assert widget.language == tag
    question = bank.all_questions()["07-was-30-final"]
    assert widget.items[1]["stem"] == question.stem
    mark = marking.mark(question, question.options[0].key, "sure", 1)
    assert mark.feedback[0].text == question.options[0].feedback
    assert all(entry.lead not in ("The answer is:", "Reread:") for entry in mark.feedback)


# Numbers that share a form of the noun, by language.
PLURALS = {
    "en": [(1,), (0, 2, 5, 11, 21)],
    "sq": [(1,), (0, 2, 5, 11, 21)],
    "sr-Latn": [(1, 21, 101), (2, 3, 24), (0, 5, 11, 12, 25)],
}


@pytest.mark.parametrize("tag", PLURALS)
def test_plural_forms_follow_each_language(tag: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(language.SETTING, tag)
    said = [
        {language.ngettext("{count} answer deleted.", "{count} answers deleted.", count) for count in group}
        for group in PLURALS[tag]
    ]
    assert [len(forms) for forms in said] == [1] * len(said), "numbers of one kind have two forms"
    assert len(set.union(*said)) == len(said), "numbers of two kinds share a form"


def test_a_count_stands_in_its_sentence(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(language.SETTING, "sr-Latn")
    assert "0 odgovora" in repr(progress.forget())


def test_the_environment_chooses_and_an_unknown_language_falls_back(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(language.SETTING, "sq")
    assert language.current() == "sq"
    monkeypatch.setenv(language.SETTING, "xx")
    assert language.current() == "en"


def test_language_marks_survive_in_every_view(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(language.SETTING, "sq")
    page = json.dumps(quiz.exit_check("07").get_state(), default=str)
    assert '"language": "sq"' in page


LOOSE = {
    "a sentence": 'x = "Press the button now."',
    "in an f-string": 'x = f"You have {n} more questions."',
    "translated inside an f-string": "x = f\"{_('Press it.')} now\"",
    "in a call": 'show("Press the button now.")',
}


@pytest.mark.parametrize("name", LOOSE)
def test_a_sentence_outside_the_catalogue_is_found(name: str):
    assert list(catalogue.loose_sentences(ast.parse(LOOSE[name])))


def test_docstrings_translated_sentences_and_keys_are_no_fault():
    source = '"""A module that does it."""\nx = _("Press the button now.")\ny = "first_name"\nz = ngettext("one thing", "two things", 2)'
    assert list(catalogue.loose_sentences(ast.parse(source))) == []


def test_every_module_that_shows_sentences_is_looked_at():
    using = {
        path.relative_to(catalogue.HELPERS).as_posix()
        for path in catalogue.HELPERS.rglob("*.py")
        if "import gettext as _" in path.read_text(encoding="utf-8")
    }
    assert using <= set(catalogue.interface())


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the Albanian file that a test may break."""
    original = catalogue.po_file("sq")
    path = tmp_path / "helpers" / "locale" / "sq" / "course.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(original.read_bytes())
    path.with_suffix(".mo").write_bytes(original.with_suffix(".mo").read_bytes())
    monkeypatch.setattr(catalogue, "po_file", lambda _tag: path)
    monkeypatch.setattr(catalogue, "HELPERS", tmp_path / "helpers")
    monkeypatch.setattr(language, "LANGUAGES", {"en": "English", "sq": "shqip"})
    wanted = catalogue.Catalog()
    for message in catalogue._read("sq"):
        if message.id:
            wanted.add(message.id)
    monkeypatch.setattr(catalogue, "sentences", lambda: wanted)
    return path


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('msgstr "Ndihmë"', 'msgstr ""', "'Hint' is not translated"),
        ("Pyetja {number} nga {total}", "Pyetja {numri} nga {total}", "has other fields"),
        ('msgid "Hint"\nmsgstr "Ndihmë"\n', "", "'Hint' is missing"),
        ('msgid "Hint"', 'msgid "Old hint"', "'Old hint' is no longer in the code"),
        ('msgstr "Ndihmë"', 'msgstr "Ndihma"', "the compiled file beside it is older or missing"),
    ],
)
def test_a_fault_in_a_translation_is_named(copy: Path, old: str, new: str, words: str):
    assert catalogue.catalogues_are_complete() == []
    text = copy.read_text(encoding="utf-8")
    assert old in text
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(words in fault for fault in catalogue.catalogues_are_complete())
