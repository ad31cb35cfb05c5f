"""Whoever took the course in its first edition finds every answer in its place in this one."""

import contextlib
import itertools
import json
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

import first_edition as file_of_the_first_edition
import kernels_at_once
import pytest
import without_rights

from helpers import progress, quiz
from helpers.authoring import key_lock
from helpers.progress import first_edition, hand_in_file, migrations, place, store
from helpers.quiz import bank, marking

KEYS = {
    "07-was-30-final": {"a": "only-number", "d": "july-93"},
    "07-supported-twice": {"a": "two-others", "b": "b-moved-to-c", "c": "b"},
    "03-wind-down": {"a": "peace"},
}


@pytest.fixture(autouse=True)
def answers(own_answers: Path) -> Path:
    return own_answers


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_edition, "_keys", lambda: KEYS)


def save(item: str = "07-new", response: object = "new") -> str | None:
    return progress.record(item, lesson="07", response=response, correct=True, certainty="sure")


def given(item: str) -> list[object]:
    return [answer.response for answer in progress.history() if answer.item == item]


def facts(path: Path) -> tuple[int, str, str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return tuple(
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("user_version", "journal_mode", "quick_check")
        )


@pytest.mark.parametrize("unfinished", [False, True])
def test_every_answer_comes_back_in_its_order_before_and_after_the_next_one(answers: Path, unfinished: bool):
    file_of_the_first_edition.write(answers, unfinished)
    before = progress.history()
    assert len(before) == file_of_the_first_edition.ANSWERS + unfinished
    assert [answer.answered_at for answer in before] == sorted(answer.answered_at for answer in before)
    assert save() is None
    assert progress.history()[:-1] == before
    assert facts(answers) == (migrations.VERSION, "delete", "ok")
    assert [path.name for path in answers.parent.iterdir()] == [answers.name], "the log of the first edition stayed"


def test_answers_to_every_kind_can_still_be_marked(answers: Path):
    file_of_the_first_edition.write(answers)
    questions = bank.all_questions()
    seen = set()
    for answer in progress.history():
        if answer.item in questions and not questions[answer.item].choice_texts:
            mark = marking.mark(questions[answer.item], answer.response, answer.certainty, 0)
            assert mark.correct == answer.correct, answer
            seen.add(questions[answer.item].kind)
    assert seen == {"number", "order", "match", "text", "predict"}
    assert given("00.1") == [12, 3]
    assert given("07.2") == ["Zvecan"]


def test_letters_of_options_become_their_keys_once(answers: Path, keys: None):
    file_of_the_first_edition.write(answers)
    for _again in range(2):
        assert given("07-was-30-final") == ["only-number", "july-93"]
        assert given("07-supported-twice") == [["two-others"], ["two-others", "b"]]
        assert given("03-wind-down") == [["peace", "c"]], "a letter that the list does not know stays"
        assert given("07-hospital-source") == ["c"], "a question that the list does not know stays"
        assert given("07-turnout") == ["3,47"]
    assert save() is None
    assert given("07-supported-twice") == [["two-others"], ["two-others", "b"]]


def test_the_order_of_options_stays_for_this_learner(answers: Path):
    file_of_the_first_edition.write(answers)
    assert store.setting("seed", "another") == "221718610"


def test_a_response_that_no_edition_wrote_stays_as_it_is(answers: Path, keys: None):
    file_of_the_first_edition.write(answers)
    odd = ["no json", '{"a": "b"}', '[["a"]]', "null", '"\\ud800"', "NaN"]
    with contextlib.closing(sqlite3.connect(answers, isolation_level=None)) as connection:
        for number, response in enumerate(odd):
            row = (str(number), "07-was-30-final", "07", response, 1, "sure", "2026-11-20T10:00:00+00:00", "1", "")
            connection.execute(f"INSERT INTO answer VALUES ({', '.join('?' * 9)})", row)
    assert len(progress.history()) == file_of_the_first_edition.ANSWERS + len(odd) - 1
    with contextlib.closing(sqlite3.connect(answers)) as connection:
        query = "SELECT response FROM answer WHERE item = '07-was-30-final' ORDER BY number"
        assert [row[0] for row in connection.execute(query)][2:] == odd


STEPS = sorted(migrations._STEPS)[1:]


def at_version(path: Path, version: int) -> None:
    """Leave a file as a kernel leaves it that dies right after a step."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        while migrations.version_of(connection) < version:
            with migrations.transaction(connection):
                step = migrations._STEPS[migrations.version_of(connection)]
                connection.execute(f"PRAGMA user_version = {step(connection)}")


@pytest.mark.parametrize("version", [2, 3])
def test_a_file_that_was_left_between_two_steps_is_brought_on(answers: Path, keys: None, version: int):
    file_of_the_first_edition.write(answers)
    at_version(answers, version)
    assert len(progress.history()) == file_of_the_first_edition.ANSWERS
    assert given("07-was-30-final") == ["only-number", "july-93"]
    assert save() is None
    assert facts(answers)[0] == migrations.VERSION


@pytest.mark.parametrize("version", STEPS[1:])
def test_a_kernel_that_dies_within_a_step_leaves_the_version_before(
    answers: Path, keys: None, version: int, monkeypatch: pytest.MonkeyPatch
):
    file_of_the_first_edition.write(answers)
    at_version(answers, version)
    step = migrations._STEPS[version]

    def dies_at_its_end(connection: sqlite3.Connection) -> int:
        step(connection)
        os._exit(9)

    monkeypatch.setitem(migrations._STEPS, version, dies_at_its_end)
    assert without_rights.exit_code(progress.history, as_nobody=False) == 9
    monkeypatch.setitem(migrations._STEPS, version, step)
    assert facts(answers)[0] == version
    assert len(progress.history()) == file_of_the_first_edition.ANSWERS
    assert given("07-was-30-final") == ["only-number", "july-93"]


def test_kernels_that_bring_a_file_up_at_once_lose_nothing(answers: Path, keys: None):
    file_of_the_first_edition.write(answers, unfinished=True)
    kernels_at_once.write(answers, kernels=4, each=5)
    assert len(progress.history()) == file_of_the_first_edition.ANSWERS + 1 + 20
    assert given("07-was-30-final") == ["only-number", "july-93"]


def test_a_spare_file_of_the_first_edition_comes_home_before_the_next_answer(answers: Path, keys: None):
    spare = place.spare_files()[0]
    file_of_the_first_edition.write(spare, unfinished=True)
    assert len(progress.history()) == file_of_the_first_edition.ANSWERS + 1
    assert save() is None
    assert [answer.item for answer in progress.history()][-2:] == ["07-log", "07-new"]
    assert given("07-was-30-final") == ["only-number", "july-93"]
    with contextlib.closing(sqlite3.connect(spare)) as connection:
        assert connection.execute("SELECT count(*) FROM answer").fetchone()[0] == 0


def test_a_kernel_of_the_first_edition_that_still_has_the_file_open_is_no_hindrance(answers: Path):
    file_of_the_first_edition.write(answers)
    with contextlib.closing(sqlite3.connect(answers, isolation_level=None)) as other:
        other.execute("SELECT count(*) FROM answer").fetchone()
        assert save("07-b") is None
        assert facts(answers)[:2] == (migrations.VERSION, "wal")
    assert save("07-c") is None
    assert facts(answers)[1] == "delete"
    assert [answer.item for answer in progress.history()][-2:] == ["07-b", "07-c"]


ERRORS = {"locking protocol": 15, "database is locked": 5, "disk I/O error": 10}


class _Simulated(sqlite3.Connection):
    """A connection on a disk where the log of the first edition cannot be used: there is no shared memory."""

    code = 0
    also_alone = False
    path = Path()

    def execute(self, statement: str, *values: object) -> sqlite3.Cursor:
        if "locking_mode = EXCLUSIVE" in statement:
            self.alone = True
        elif "synchronous" not in statement and self.path.read_bytes()[18:20] == b"\x02\x02":
            alone = getattr(self, "alone", False)
            if not alone or (self.also_alone and "journal_mode" in statement):
                error = sqlite3.OperationalError(next(words for words, code in ERRORS.items() if code == self.code))
                error.sqlite_errorcode = self.code
                raise error
        return super().execute(statement, *values)


def fails(monkeypatch: pytest.MonkeyPatch, here: Path, error: str, also_alone: bool) -> None:
    """Let SQLite fail from now on as it does on such a disk, as long as a file is in the mode of the first edition."""
    connect = sqlite3.connect

    def on_such_a_disk(path: object, **options: object) -> sqlite3.Connection:
        _Simulated.path = Path(str(path))
        return connect(path, **options, **({"factory": _Simulated} if _Simulated.path.parent == here else {}))

    monkeypatch.setattr(_Simulated, "code", ERRORS[error])
    monkeypatch.setattr(_Simulated, "also_alone", also_alone)
    monkeypatch.setattr(sqlite3, "connect", on_such_a_disk)


@pytest.mark.parametrize("unfinished", [False, True])
@pytest.mark.parametrize("error", ERRORS)
def test_where_the_log_fails_answers_still_go_to_the_usual_file(
    answers: Path, monkeypatch: pytest.MonkeyPatch, error: str, unfinished: bool
):
    file_of_the_first_edition.write(answers, unfinished)
    fails(monkeypatch, answers.parent, error, also_alone=False)
    assert save() is None
    assert len(progress.history()) == file_of_the_first_edition.ANSWERS + unfinished + 1
    assert facts(answers)[1] == "delete"


@pytest.mark.parametrize("error", ERRORS)
def test_where_the_file_cannot_be_opened_at_all_answers_go_to_the_spare_file(
    answers: Path, monkeypatch: pytest.MonkeyPatch, error: str
):
    file_of_the_first_edition.write(answers)
    with monkeypatch.context() as broken:
        fails(broken, answers.parent, error, also_alone=True)
        told = save()
        assert "They are kept in" in told and "progress-spare.sqlite" in told
        assert given("07-new") == ["new"]
        earlier = len(progress.history()) - 1
        # While another program holds the file, nobody can know whether a copy of it would be whole.
        assert earlier == (0 if error == "database is locked" else file_of_the_first_edition.ANSWERS)
    assert save("07-later") is None
    assert [answer.item for answer in progress.history()][-2:] == ["07-new", "07-later"]
    assert len(progress.history()) == file_of_the_first_edition.ANSWERS + 2


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions in another way")
@pytest.mark.parametrize(("unfinished", "mode"), list(itertools.product([False, True], [0o555, 0o755])))
def test_a_folder_or_file_that_may_not_be_written_is_read_whole(
    monkeypatch: pytest.MonkeyPatch, keys: None, unfinished: bool, mode: int
):
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        home = Path(folder) / "home"
        path = home / "progress.sqlite"
        monkeypatch.setenv("COURSE_PROGRESS", str(path))
        monkeypatch.setattr(place.tempfile, "gettempdir", lambda: "/tmp")
        file_of_the_first_edition.write(path, unfinished)
        for file in home.iterdir():
            file.chmod(0o444)
        Path(folder).chmod(0o755)
        home.chmod(mode)
        before = {file.name: file.read_bytes() for file in home.iterdir()}

        def work() -> None:
            assert len(progress.history()) == file_of_the_first_edition.ANSWERS + unfinished
            assert given("07-was-30-final") == ["only-number", "july-93"]
            assert progress.notices() == []

        try:
            assert without_rights.exit_code(work) == 0
            assert {file.name: file.read_bytes() for file in home.iterdir()} == before
        finally:
            home.chmod(0o755)


def test_what_can_be_read_of_a_damaged_file_comes_back_with_keys(answers: Path, keys: None):
    file_of_the_first_edition.write(answers)
    with contextlib.closing(sqlite3.connect(answers)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name LIKE '%autoindex_answer%'"
        ).fetchone()
    with answers.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(bytes(4096))
    assert save() is None
    assert len(list(answers.parent.glob("*.damaged-*"))) == 1
    assert len(progress.history()) == file_of_the_first_edition.ANSWERS + 1
    assert given("07-was-30-final") == ["only-number", "july-93"]


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_what_is_left_of_a_damaged_file_never_gets_into_the_new_one(answers: Path, ending: str):
    file_of_the_first_edition.write(answers, unfinished=True)
    log = answers.with_name(f"{answers.name}-wal").rename(answers.with_name(f"{answers.name}{ending}"))
    answers.write_bytes(b"no database at all" * 1000)
    log.write_bytes(log.read_bytes()[:5000])
    assert save() is None
    assert [answer.item for answer in progress.history()] == ["07-new"]
    assert facts(answers) == (migrations.VERSION, "delete", "ok")
    assert not log.exists()


def test_a_hand_in_of_the_first_edition_is_read_with_keys(keys: None, tmp_path: Path):
    assert json.loads(file_of_the_first_edition.HAND_IN.read_text(encoding="utf-8"))["version"] == 1
    read = hand_in_file.read(Path(shutil.copy(file_of_the_first_edition.HAND_IN, tmp_path)))
    by_item = {entry["item"]: entry for entry in read["answers"]}
    assert by_item["07-was-30-final"]["first"]["response"] == "only-number"
    assert by_item["07-was-30-final"]["last"]["response"] == "july-93"
    assert by_item["07-supported-twice"]["last"]["response"] == ["two-others", "b"]
    assert by_item["07-turnout"]["last"]["response"] == "3,47"
    assert len(by_item) == 15


def test_every_answer_of_the_first_edition_is_read_by_todays_questions_as_it_was_marked_then(answers: Path):
    file_of_the_first_edition.write(answers)
    questions = bank.all_questions()
    read = [answer for answer in progress.history() if answer.item in questions]
    assert {questions[answer.item].kind for answer in read} == set(bank.KINDS)
    for answer in read:
        mark = marking.mark(questions[answer.item], answer.response, answer.certainty, 0)
        assert mark.correct is answer.correct, answer
        assert questions[answer.item].in_words(answer.response)


def test_a_quiz_shows_the_answers_of_the_first_edition_in_their_place(answers: Path):
    file_of_the_first_edition.write(answers)
    given = {answer.item: answer for answer in progress.history() if answer.asked_in == "exit 07"}
    results = quiz.exit_check("07").results
    assert given and set(given) <= set(results)
    assert all(results[item]["response"] == answer.response for item, answer in given.items())
    assert not any("reworded" in result["note"] for result in results.values())


def test_every_option_of_the_first_edition_has_a_key_that_is_still_held():
    """The lock also holds the options of questions that are gone: an old answer keeps its meaning."""
    letters = json.loads(first_edition.OPTIONS.read_text(encoding="utf-8"))
    held = key_lock.read()
    for item, keys in letters.items():
        assert set(keys.values()) <= set(held[item].texts), item
        assert len(set(keys.values())) == len(keys), item
