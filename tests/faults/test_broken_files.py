"""Whatever a disk, an editor or a joker makes of a file: a clear sentence, no traceback, and nothing lost."""

import csv
import json
import shutil
import string
from collections.abc import Callable
from pathlib import Path

import broken_corpus
import pytest
from examples import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from helpers import data, progress
from helpers.base.errors import CourseError
from helpers.briefing import draft
from helpers.briefing.content import LONGEST_TEXT, MOST_CLAIMS, Briefing, from_plain
from helpers.class_view import reading
from helpers.progress import Answer, hand_in_file
from helpers.quiz import bank, marking

pytestmark = [pytest.mark.fault, pytest.mark.usefixtures("own_answers")]
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=True) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
BYTES = st.binary(max_size=400) | st.text(alphabet=string.printable, max_size=400).map(str.encode)


def whole_hand_in() -> dict:
    answer = Answer("07-turnout", "07", "3", False, "sure", "2026-11-24T08:00:00.5+00:00", "abc", "exit 07")
    return hand_in_file.build("grey heron", [answer])


@EXAMPLES
@given(data=BYTES)
def test_any_bytes_as_answers_are_set_aside_and_answering_goes_on(data: bytes):
    path = progress.where()
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("progress*"):
        old.unlink()
    path.write_bytes(data)
    assert progress.record("07-turnout", lesson="07", response="3", correct=False) is None
    assert [answer.response for answer in progress.history()] == ["3"]
    kept = [other.read_bytes() for other in path.parent.iterdir() if other != path]
    # SQLite takes a file of one byte for an empty one.
    assert len(data) < 2 or data in kept


@EXAMPLES
@given(data=BYTES)
def test_any_bytes_as_a_draft_open_as_an_empty_briefing(data: bytes):
    path = progress.draft_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    assert isinstance(draft.load(), Briefing)


@EXAMPLES
@given(plain=PLAIN)
def test_any_plain_value_as_a_draft_is_within_bounds(plain: object):
    read = from_plain({"advice": plain, "first": plain, "sure": plain, "picture": plain})
    assert len(read.advice) <= LONGEST_TEXT
    assert len(read.first) <= MOST_CLAIMS
    assert 0 <= read.sure <= 10


@EXAMPLES
@given(data=BYTES)
def test_any_bytes_as_a_hand_in_are_refused_in_a_sentence(data: bytes, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("hand-in") / "hand-in-x.json"
    path.write_bytes(data)
    with pytest.raises(CourseError) as told:
        hand_in_file.read(path)
    assert str(told.value)


@EXAMPLES
@given(
    at=st.lists(st.sampled_from(["nickname", "counts", "answers", "version", "format", "made_at"]), min_size=1),
    to=PLAIN,
)
def test_a_hand_in_with_any_part_replaced_never_breaks_the_class_view(
    at: list[str], to: object, tmp_path_factory: pytest.TempPathFactory
):
    folder = tmp_path_factory.mktemp("class")
    (folder / "hand-in-good.json").write_text(json.dumps(whole_hand_in()), encoding="utf-8")
    broken = whole_hand_in() | dict.fromkeys(at, to)
    (folder / "hand-in-broken.json").write_text(json.dumps(broken), encoding="utf-8")
    seen = reading.read_folder(folder)
    assert "grey heron" in set(seen.answers["nickname"])


@EXAMPLES
@given(response=PLAIN, certainty=PLAIN, tries=st.integers(0, 5), place=st.integers(0, 10_000))
def test_any_answer_is_marked_or_asked_for_again(response: object, certainty: object, tries: int, place: int):
    questions = list(bank.all_questions().values())
    try:
        mark = marking.mark(questions[place % len(questions)], response, certainty, tries)
    except marking.AnswerError as told:
        assert str(told)
    else:
        assert mark.sentences


@EXAMPLES
@given(text=st.text(max_size=300))
def test_any_text_as_a_file_of_questions_is_named_in_a_sentence(text: str, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("bank") / "07_any.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError) as told:
        bank.read(path)
    assert path.name in str(told.value)


CORPUS = sorted(broken_corpus.broken(b"{}"))


@pytest.mark.parametrize("name", CORPUS)
def test_a_broken_file_of_answers_is_kept_and_answering_goes_on(name: str):
    path = progress.where()
    assert progress.record("07-turnout", lesson="07", response="old", correct=False) is None
    content = broken_corpus.broken(path.read_bytes())[name]
    for companion in path.parent.glob("progress*"):
        companion.unlink()
    path.write_bytes(content)
    assert progress.record("07-turnout", lesson="07", response="new", correct=False) is None
    assert "new" in [answer.response for answer in progress.history()]
    kept = [other.read_bytes() for other in path.parent.iterdir()]
    holds_tables_of_answers = path.read_bytes()[:15] == b"SQLite format 3"
    assert not content.strip(b"\n") or content in kept or holds_tables_of_answers


@pytest.mark.parametrize("name", CORPUS)
def test_a_broken_hand_in_is_named_and_the_class_view_goes_on(name: str, tmp_path: Path, capfd: pytest.CaptureFixture):
    good = json.dumps(whole_hand_in()).encode()
    (tmp_path / "hand-in-good.json").write_bytes(good)
    (tmp_path / "hand-in-broken.json").write_bytes(broken_corpus.broken(good)[name])
    seen = reading.read_folder(tmp_path)
    assert [skipped for skipped, _ in seen.skipped] == ["hand-in-broken.json"]
    assert set(seen.answers["nickname"]) == {"grey heron"}
    assert "executed" not in capfd.readouterr().out


@pytest.mark.parametrize("name", CORPUS)
def test_a_broken_draft_is_kept_aside_and_an_empty_briefing_opens(name: str):
    path = progress.draft_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    good = json.dumps({"advice": "Keep it.", "unknown": "How long."}).encode()
    content = broken_corpus.broken(good)[name]
    path.write_bytes(content)
    assert isinstance(draft.load(), Briefing)
    assert content in [other.read_bytes() for other in path.parent.iterdir()]


@pytest.mark.parametrize("name", CORPUS)
def test_a_broken_file_of_questions_is_named(name: str, tmp_path: Path):
    good = (bank.FOLDER / "07_the_unrest_of_2023.toml").read_bytes()
    path = tmp_path / "07_the_unrest_of_2023.toml"
    path.write_bytes(broken_corpus.broken(good)[name])
    with pytest.raises(CourseError, match=path.name) as told:
        bank.read(path)
        bank.part("07", "exit", tmp_path)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", CORPUS)
def test_a_broken_table_is_named(name: str, small_course: Path):
    table = small_course / "kfor_strength.csv"
    table.write_bytes(broken_corpus.broken(table.read_bytes())[name])
    with pytest.raises(CourseError, match=table.name):
        data.load("kfor_strength", small_course)


@pytest.fixture
def small_course(tmp_path: Path) -> Path:
    return copy_tables(tmp_path)


def copy_tables(folder: Path) -> Path:
    """Copy the descriptor and two tables, and return the folder."""
    for name in ("datapackage.json", "sources.csv", "kfor_strength.csv"):
        shutil.copy(data.FOLDER / name, folder / name)
    return folder


DAMAGES: list[Callable[[list[list[str]], int, int, str], None]] = [
    lambda rows, row, column, text: rows[row].__setitem__(column, text),
    lambda rows, row, column, text: rows[row].pop(column),
    lambda rows, row, column, text: rows[row].insert(column, text),
    lambda rows, row, column, text: rows.insert(row, list(rows[row])),
    lambda rows, row, column, text: rows[row].clear(),
    lambda rows, row, column, text: rows.__setitem__(0, [*rows[0][1:], rows[0][0]]),
]


@EXAMPLES
@given(
    damage=st.sampled_from(DAMAGES), row=st.integers(1, 20), column=st.integers(0, 6),
    text=st.text(max_size=12) | st.sampled_from(["", "=1+1", "-1", "1e9", "2023-13-40", "nobody", ";"]),
)  # fmt: skip
def test_a_table_with_one_damaged_place_loads_or_is_named(
    damage: Callable, row: int, column: int, text: str, tmp_path_factory: pytest.TempPathFactory
):
    folder = copy_tables(tmp_path_factory.mktemp("table"))
    table = folder / "kfor_strength.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    damage(rows, row, column, text)
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    try:
        data.load("kfor_strength", folder)
    except CourseError as told:
        assert str(told).startswith("data/kfor_strength.csv")
        assert "\n" not in str(told)


@EXAMPLES
@given(
    place=st.integers(0, 20_000), new=st.sampled_from(["", '"', "]", "=", "\n", "\x00", "7", "\u201d", "[[question]]"])
)
def test_a_file_of_questions_with_one_damaged_letter_is_read_or_named(
    place: int, new: str, tmp_path_factory: pytest.TempPathFactory
):
    good = (bank.FOLDER / "07_the_unrest_of_2023.toml").read_text(encoding="utf-8")
    place %= len(good)
    path = tmp_path_factory.mktemp("bank") / "07_the_unrest_of_2023.toml"
    path.write_text(good[:place] + new + good[place + 1 :], encoding="utf-8")
    try:
        bank.read(path)
    except CourseError as told:
        assert path.name in str(told)
