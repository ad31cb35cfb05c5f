"""Whatever a disk, an editor or a joker makes of a file: a clear sentence, no traceback, and nothing lost."""

import json
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import progress
from helpers.briefing import content, draft
from helpers.class_view import reading
from helpers.errors import CourseError
from helpers.progress import Answer, hand_in_file
from helpers.quiz import bank, marking

pytestmark = [pytest.mark.fault, pytest.mark.usefixtures("own_answers")]
EXAMPLES = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
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
    assert isinstance(draft.load(), content.Briefing)


@EXAMPLES
@given(plain=PLAIN)
def test_any_plain_value_as_a_draft_is_within_bounds(plain: object):
    read = content.from_plain({"advice": plain, "first": plain, "sure": plain, "picture": plain})
    assert len(read.advice) <= content.LONGEST_TEXT
    assert len(read.first) <= content.MOST_CLAIMS
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
