"""School platforms would show other questions, or none, if one of these failed. Readers of other makers read what we write."""

import html
import io
import json
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from moodle_xml_parser.parser import parse_bytes
from odd_questions import all_kinds
from pygiftparser import parser as gift_parser

from helpers.base import lessons
from helpers.kit import selected
from helpers.kit.platforms import anki_deck, gift, moodle, qti
from helpers.kit.selected import Asked
from helpers.quiz import bank, exchange
from helpers.quiz.kinds.base import Question
from helpers.quiz.kinds.match import Match

pytestmark = pytest.mark.authors
JAVASCRIPT = lessons.ROOT / "tests" / "javascript"
QTI = {"q": "http://www.imsglobal.org/xsd/imsqti_v2p1"}


@pytest.fixture(scope="module", params=["bank", "odd"])
def asked(request: pytest.FixtureRequest) -> Iterator[list[Question]]:
    """All questions of the bank, then one of each kind with every reserved sign."""
    with pytest.MonkeyPatch.context() as patched:
        if request.param == "odd":
            odd = all_kinds()
            patched.setattr(
                selected, "questions_of", lambda lesson: [Asked(q, "exit") for q in odd if q.lesson == lesson]
            )
            yield odd
        else:
            yield list(bank.all_questions().values())


def taught() -> list[lessons.Lesson]:
    return selected.lessons_of(())


def text_of(paragraph: str | None) -> str:
    """Return the words of what Moodle shows as HTML."""
    return html.unescape((paragraph or "").removeprefix("<p>").removesuffix("</p>"))


def test_every_question_of_the_bank_is_taken_once():
    found = [one.question.id for lesson in taught() for one in selected.questions_of(lesson.number)]
    assert sorted(found) == sorted(bank.all_questions())


# Moodle


def moodle_questions(content: bytes) -> dict[str, etree._Element]:
    root = etree.fromstring(content)
    return {one.findtext("name/text"): one for one in root if one.get("type") != "category"}


@pytest.mark.parametrize("has_ordering", [True, False])
def test_moodle_gets_every_question_with_its_key_and_feedback(asked: list[Question], has_ordering: bool):
    found = moodle_questions(moodle.build(taught(), has_ordering=has_ordering)[0])
    assert set(found) == {question.id for question in asked}
    for question in asked:
        element = found[question.id]
        assert question.stem in text_of(element.findtext("questiontext/text"))
        assert all(plain(line) in plain(text_of(element.findtext("questiontext/text"))) for line in question.extract)
        assert element.findtext("idnumber") == question.id
        assert text_of(element.findtext("hint/text")) == question.hint
        assert element.findtext("defaultgrade") == ("1" if question.has_key else "0")
        tags = [tag.text for tag in element.findall("tags/tag/text")]
        assert f"lesson-{question.lesson}" in tags and f"goal-{question.goal}" in tags
        MOODLE_CHECKS[type(question.as_exchange())](element, question, question.as_exchange(), has_ordering)


def check_options(element: etree._Element, question: Question, form: exchange.Options, _ordering: bool) -> None:
    assert element.get("type") == "multichoice"
    assert element.findtext("single") == ("false" if form.several else "true")
    shares = {html.unescape(one.findtext("text")): float(one.get("fraction")) for one in element.findall("answer")}
    said = {
        html.unescape(one.findtext("text")): text_of(one.findtext("feedback/text")) for one in element.findall("answer")
    }
    assert set(shares) == {option.text for option in form.options}
    for option in form.options:
        assert (shares[option.text] > 0) == (option.is_right or not question.has_key)
        assert said[option.text] == (option.feedback or selected.reason(question))
    if question.has_key:
        assert sum(share for share in shares.values() if share > 0) == pytest.approx(100, abs=0.01)


def check_pairs(element: etree._Element, question: Question, form: exchange.Pairs, _ordering: bool) -> None:
    assert element.get("type") == "matching"
    pairs = [
        (html.unescape(one.findtext("text")), one.findtext("answer/text")) for one in element.findall("subquestion")
    ]
    assert pairs == list(form.pairs)
    assert text_of(element.findtext("correctfeedback/text")) == question.feedback["right"]
    assert text_of(element.findtext("incorrectfeedback/text")) == question.feedback["wrong"]


def check_sequence(element: etree._Element, question: Question, form: exchange.Sequence, ordering: bool) -> None:
    if ordering:
        assert element.get("type") == "ordering"
        order = [html.unescape(one.findtext("text")) for one in element.findall("answer")]
    else:
        assert element.get("type") == "matching" and element.findtext("shuffleanswers") == "false"
        places = {
            one.findtext("answer/text"): html.unescape(one.findtext("text")) for one in element.findall("subquestion")
        }
        order = [places[str(number)] for number in range(1, len(places) + 1)]
    assert order == list(form.right)


def check_figure(element: etree._Element, question: Question, form: exchange.Figure, _ordering: bool) -> None:
    assert element.get("type") == "numerical"
    first, *_others, last = element.findall("answer") * (1 if question.has_key else 2)
    assert last.findtext("text") == "*"
    assert first.get("fraction") == "100"
    if question.has_key:
        assert float(first.findtext("text")) == form.answer and float(first.findtext("tolerance")) == form.tolerance
        assert last.get("fraction") == "0"


def check_word(element: etree._Element, question: Question, form: exchange.Word, _ordering: bool) -> None:
    assert element.get("type") == "shortanswer" and element.findtext("usecase") == "0"
    right = [one.findtext("text") for one in element.findall("answer") if one.get("fraction") == "100"]
    assert right == list(form.accepted)


MOODLE_CHECKS = {
    exchange.Options: check_options, exchange.Pairs: check_pairs, exchange.Sequence: check_sequence,
    exchange.Figure: check_figure, exchange.Word: check_word,
}  # fmt: skip


def test_another_reader_of_moodle_finds_the_same_choices(asked: list[Question]):
    read = parse_bytes(moodle.build(taught(), has_ordering=True)[0])["multichoice"]
    choices = {
        question.id: question.as_exchange()
        for question in asked
        if isinstance(question.as_exchange(), exchange.Options)
    }
    assert {one.name for one in read} == set(choices)
    for one in read:
        right = {option.text for option in choices[one.name].options if option.is_right}
        if right:
            assert {option.answer for option in one.options if option.score_fraction > 0} == right


def test_shares_are_those_that_moodle_knows(asked: list[Question]):
    known = {"0"} | {
        f"{sign}{share}" for sign in ("", "-") for share in ("100", "50", "33.33333", "25", "20", "16.66667")
    }
    found = moodle_questions(moodle.build(taught(), has_ordering=True)[0]).values()
    kinds = ("multichoice", "numerical", "shortanswer")
    assert {
        one.get("fraction") for element in found if element.get("type") in kinds for one in element.findall("answer")
    } <= known


# GIFT


def plain(text: str) -> str:
    """Return a text on one line; one of the readers leaves its own marks for reserved signs in partners."""
    return " ".join(re.sub(r"&&(\d{3});", lambda mark: chr(int(mark[1])), text).split())


def test_two_readers_of_gift_find_every_question_with_its_key(asked: list[Question], tmp_path: Path):
    text, losses = gift.build(taught())
    left_out = {loss.what for loss in losses if loss.words.startswith("left out")}
    wanted = {question.id: question for question in asked if question.id not in left_out}
    read = {one.title: one for one in gift_parser.parseFile(io.StringIO(text))}
    assert set(read) == set(wanted)
    # This reader takes an escaped brace inside an answer for the end of the question.
    assert [one.title for one in read.values() if not one.valid and "\\}" not in one.full] == []
    other = {one["title"]: one for one in read_by_pegjs(text, tmp_path) if one["type"] != "Category"}
    assert set(other) == set(wanted)
    for item, question in wanted.items():
        assert plain(question.stem) in plain(other[item]["stem"]["text"]), item
        assert all(plain(line) in plain(other[item]["stem"]["text"]) for line in question.extract), item
        form = question.as_exchange()
        if isinstance(form, exchange.Options) and question.has_key:
            right = {
                plain(one["text"]["text"])
                for one in other[item]["choices"]
                if one["isCorrect"] or (one["weight"] or 0) > 0
            }
            assert right == {plain(option.text) for option in form.options if option.is_right}
        if isinstance(form, exchange.Pairs):
            pairs = {(plain(one["subquestion"]["text"]), plain(one["subanswer"])) for one in other[item]["matchPairs"]}
            assert pairs == {(plain(text), plain(match)) for text, match in form.pairs}
        if isinstance(form, exchange.Figure) and question.has_key:
            assert other[item]["choices"][0]["text"]["number"] == form.answer


def read_by_pegjs(text: str, folder: Path) -> list[dict]:
    path = folder / "questions.gift"
    path.write_text(text, encoding="utf-8")
    script = (
        "import {parse} from 'gift-pegjs'; import {readFileSync} from 'fs'; "
        "console.log(JSON.stringify(parse(readFileSync(process.argv[1], 'utf8'))))"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script, str(path)],
        cwd=JAVASCRIPT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_an_arrow_inside_a_match_is_left_out_and_said():
    pairs = [{"text": "a -> b", "match": "c"}, {"text": "d", "match": "e"}, {"text": "f", "match": "g"}]
    raw = {"id": "07-arrow", "stem": "Which?", "skill": "fact", "goal": 1, "claim": ["a"], "reread": "B", "pair": pairs}
    arrow = Match.read("07", {**raw, "feedback_right": "r", "feedback_wrong": "w"})
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(selected, "questions_of", lambda lesson: [Asked(arrow, "exit")] if lesson == "07" else [])
        text, losses = gift.build(taught())
    assert "::07-arrow::" not in text
    assert [loss for loss in losses if loss.what == "07-arrow"]
    assert "// 07-arrow: left out" in text


# QTI


def test_qti_gets_every_question_with_its_key(asked: list[Question]):
    files, _losses = qti.build(taught())
    for question in asked:
        item = etree.fromstring(files[f"items/{question.id}.xml"])
        words = " ".join(" ".join(item.xpath("//q:itemBody//text()", namespaces=QTI)).split())
        assert plain(question.stem) in words
        assert all(plain(line) in words for line in question.extract)
        values = item.xpath("//q:correctResponse/q:value/text()", namespaces=QTI)
        texts = {one.get("identifier"): one.text for one in item.xpath("//*[@identifier and not(*)]")}
        form = question.as_exchange()
        if not question.has_key:
            assert values == []
        elif isinstance(form, exchange.Options):
            assert {texts[value] for value in values} == {option.text for option in form.options if option.is_right}
        elif isinstance(form, exchange.Sequence):
            assert [texts[value] for value in values] == list(form.right)
        elif isinstance(form, exchange.Pairs):
            assert [tuple(texts[part] for part in value.split()) for value in values] == list(form.pairs)
        elif isinstance(form, exchange.Figure):
            assert float(values[0]) == form.answer
        else:
            assert values == [form.accepted[0]]


def test_the_manifest_names_each_file_once(asked: list[Question]):
    files, _losses = qti.build(taught())
    manifest = etree.fromstring(files["imsmanifest.xml"])
    named = [one.get("href") for one in manifest.iter("{*}resource")]
    assert sorted(named) == sorted(set(files) - {"imsmanifest.xml"})
    known = {one.get("identifier") for one in manifest.iter("{*}resource")}
    assert {one.get("identifierref") for one in manifest.iter("{*}dependency")} <= known
    for lesson in taught():
        test = etree.fromstring(files[f"tests/lesson-{lesson.number}.xml"])
        items = [
            one.get("href").removeprefix("../items/").removesuffix(".xml") for one in test.iter("{*}assessmentItemRef")
        ]
        assert items == [one.question.id for one in selected.questions_of(lesson.number)]


# Anki


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[object]:
    from anki.collection import Collection

    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def brought_in(collection: object, content: bytes, folder: Path) -> object:
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    path = folder / "deck.apkg"
    path.write_bytes(content)
    options = ImportAnkiPackageOptions(merge_notetypes=False, update_notes=0, update_notetypes=0)
    return collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log


def deck(numbers: list[str]) -> bytes:
    chosen = selected.lessons_of(numbers)
    return anki_deck.build(chosen, {lesson.number: {} for lesson in chosen}, {})[0]


def test_a_deck_brought_in_twice_adds_nothing_the_second_time(
    asked: list[Question], collection: object, tmp_path: Path
):
    content = deck(["07"])
    first = brought_in(collection, content, tmp_path)
    keyed = [question for question in asked if question.lesson == "07" and question.has_key]
    questions = [note for note in collection.find_notes("") if "word" not in collection.get_note(note).tags]
    assert len(questions) == len(keyed) and len(first.new) == len(collection.find_notes(""))
    again = brought_in(collection, content, tmp_path)
    assert not again.new and len(again.duplicate) == len(first.new)


def test_a_card_shows_question_and_answer(asked: list[Question], collection: object, tmp_path: Path):
    brought_in(collection, deck(["07"]), tmp_path)
    by_identity = {
        collection.get_note(note)["Identity"]: collection.get_note(note) for note in collection.find_notes("")
    }
    for question in asked:
        if question.lesson == "07" and question.has_key:
            note = by_identity[question.id]
            assert html.escape(question.stem, quote=False) in note["Front"]
            assert all(plain(line) in plain(text_of(note["Front"])) for line in question.extract)
            assert html.escape(question.solution, quote=False) in note["Back"]
            assert html.escape(question.solution, quote=False) not in note["Front"] or isinstance(
                question.as_exchange(), exchange.Options
            )


def test_a_reworded_question_changes_its_card_and_adds_none(
    collection: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from dataclasses import replace

    brought_in(collection, deck(["07"]), tmp_path)
    before = len(collection.find_notes(""))
    listed = [
        Asked(replace(one.question, stem=f"In other words: {one.question.stem}"), one.part) for one in selected.questions_of("07")
    ]  # fmt: skip
    monkeypatch.setattr(selected, "questions_of", lambda _lesson: listed)
    monkeypatch.setattr(anki_deck, "_MOMENT", anki_deck._MOMENT + 1000)
    log = brought_in(collection, deck(["07"]), tmp_path)
    assert len(collection.find_notes("")) == before and not log.new and log.updated


# All


def test_forms_agree_on_the_number_of_questions(asked: list[Question]):
    guesses = sum(not question.has_key for question in asked)
    text, losses = gift.build(taught())
    files, _lost = qti.build(taught())
    in_anki = Counter(
        loss.what for loss in anki_deck.build(taught(), {lesson.number: {} for lesson in taught()}, {})[1]
    )
    assert len(moodle_questions(moodle.build(taught(), has_ordering=True)[0])) == len(asked)
    assert text.count("\n::") == len(asked)
    assert sum(name.startswith("items/") for name in files) == len(asked)
    assert sum(in_anki[question.id] for question in asked) == guesses


def test_the_same_bank_gives_the_same_bytes():
    for make in (
        lambda: moodle.build(taught(), has_ordering=True)[0], lambda: gift.build(taught())[0], lambda: qti.build(taught())[0],
        lambda: deck(["03", "07"]),
    ):  # fmt: skip
        assert make() == make()


def test_no_form_speaks_of_cells_or_of_buttons():
    text = gift.build(taught())[0]
    assert "run the next cell" not in text and "arrow keys" not in text
