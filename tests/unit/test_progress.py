"""Answers are what a learner would mind losing most."""

import contextlib
import errno
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import kernels_at_once
import pytest
import without_rights

from helpers import progress
from helpers.progress import database, hand_in_file, migrations, place, rescue, store
from helpers.progress.migrations import Row


@pytest.fixture(autouse=True)
def answers(own_answers: Path) -> Path:
    return own_answers


def save(item: str = "07-a", response: object = "a", correct: bool | None = True) -> str | None:
    return progress.record(item, lesson="07", response=response, correct=correct, certainty="sure")


def latest(item: str = "07-a") -> progress.Answer:
    return [answer for answer in progress.history() if answer.item == item][-1]


def test_an_answer_comes_back_as_it_was(answers: Path):
    assert save(response=["a", "c"], correct=False) is None
    answer = latest()
    assert (answer.response, answer.correct, answer.certainty) == (["a", "c"], False, "sure")


def test_first_and_last_answer_are_both_kept():
    save(response="a", correct=False)
    save(response="b", correct=True)
    assert [answer.response for answer in progress.history()] == ["a", "b"]


def test_the_write_is_durable(answers: Path):
    save()
    with sqlite3.connect(answers) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"


def test_nothing_personal_is_stored(answers: Path):
    save()
    with sqlite3.connect(answers) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(answer)")]
    assert columns == [
        "number",
        "id",
        "item",
        "lesson",
        "response",
        "correct",
        "certainty",
        "answered_at",
        "bank_version",
        "asked_in",
    ]


def test_a_damaged_file_is_set_aside_never_deleted(answers: Path):
    answers.parent.mkdir()
    answers.write_bytes(b"this is no database, but somebody may want it" * 100)
    assert save() is None
    kept = list(answers.parent.glob("progress.damaged-*.sqlite"))
    assert len(kept) == 1
    assert kept[0].read_bytes().startswith(b"this is no database")
    assert "damaged" in progress.notices()[0]
    assert len(progress.history()) == 1


def test_a_file_damaged_in_the_middle_is_set_aside(answers: Path):
    for number in range(200):
        save(item=f"07-{number}", response="x" * 200)
    with answers.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (answers.stat().st_size - 4096))
    progress.history()
    assert save(item="07-new") is None
    assert latest("07-new")
    assert list(answers.parent.glob("progress.damaged-*.sqlite"))


def test_answers_that_can_still_be_read_in_a_damaged_file_come_back(answers: Path):
    for number in range(60):
        save(item=f"07-{number}", response="x" * 200)
    with sqlite3.connect(answers) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name LIKE '%autoindex_answer%'").fetchone()[
            0
        ]
    with answers.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\0" * 4096)
    damaged = answers.read_bytes()
    assert save(item="07-new") is None
    assert {answer.item for answer in progress.history()} == {f"07-{number}" for number in range(60)} | {"07-new"}
    (kept,) = answers.parent.glob("progress.damaged-*.sqlite")
    assert kept.read_bytes() == damaged


def test_a_newer_file_is_left_alone_and_answers_go_beside_it(answers: Path):
    save()
    with sqlite3.connect(answers) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = answers.read_bytes()
    told = save(item="07-b")
    assert "newer version" in told
    assert answers.read_bytes() == before
    assert latest("07-b")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions in another way")
def test_a_read_only_file_is_told_and_answers_are_kept_elsewhere(monkeypatch: pytest.MonkeyPatch):
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        home, spare = Path(folder) / "home", Path(folder) / "spare"
        monkeypatch.setenv("COURSE_PROGRESS", str(home / "progress.sqlite"))
        monkeypatch.setattr(place.tempfile, "gettempdir", lambda: str(spare))
        save()
        spare.mkdir()
        for path, mode in ((Path(folder), 0o755), (spare, 0o777), (home, 0o555), (home / "progress.sqlite", 0o444)):
            path.chmod(mode)

        def work() -> None:
            told = save(item="07-b")
            assert "may not be written" in told and str(spare) in told, told
            assert latest("07-b")

        try:
            assert without_rights.exit_code(work) == 0
        finally:
            home.chmod(0o755)


def test_a_folder_that_cannot_be_made_is_told_and_answers_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "file" / "progress.sqlite"))
    told = save()
    assert "kept in" in told
    assert latest("07-a")


def test_a_full_disk_is_told_and_the_answers_before_it_stay(answers: Path, monkeypatch: pytest.MonkeyPatch):
    save()
    opened = database.opened

    @contextlib.contextmanager
    def on_a_full_disk(path: Path, wait: float) -> Iterator[sqlite3.Connection]:
        with opened(path, wait) as connection:
            # SQLite then fails as it does when the disk has no page left.
            connection.execute("PRAGMA max_page_count = 1")
            yield connection

    with monkeypatch.context() as full:
        full.setattr(database, "opened", on_a_full_disk)
        told = save(item="07-b", response="x" * 100_000)
        assert "not saved: the disk is full" in told
        assert [answer.item for answer in progress.history()] == ["07-a"]
    assert save(item="07-b") is None


def test_a_locked_file_does_not_lose_the_answer_and_it_comes_home_later(answers: Path, monkeypatch: pytest.MonkeyPatch):
    save()
    monkeypatch.setattr(store, "WAIT_TO_SAVE", 0.2)
    monkeypatch.setattr(store, "WAIT_TO_READ", 0.2)
    holder = sqlite3.connect(answers, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    told = save(item="07-b")
    assert "in use by another program" in told
    assert latest("07-b")
    holder.execute("ROLLBACK")
    holder.close()
    assert save(item="07-c") is None
    with sqlite3.connect(answers) as connection:
        items = {row[0] for row in connection.execute("SELECT item FROM answer")}
    assert items == {"07-a", "07-b", "07-c"}
    with sqlite3.connect(answers.with_name("progress-spare.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM answer").fetchone()[0] == 0


def test_a_broken_row_does_not_hide_the_others(answers: Path):
    save(item="07-a")
    with sqlite3.connect(answers) as connection:
        connection.execute("INSERT INTO answer VALUES (9, 'x', '07-b', '07', 'no json', 1, 'sure', '2023', '1', '')")
    assert [answer.item for answer in progress.history()] == ["07-a"]


def test_four_kernels_at_once_lose_and_double_nothing(answers: Path):
    kernels_at_once.write(answers, kernels=4, each=25)
    items = [answer.item for answer in progress.history()]
    assert len(items) == len(set(items)) == 100


def test_the_summary_counts_different_items_and_says_nothing_of_right_or_wrong():
    assert "no answer saved yet" in repr(progress.saved("07"))
    save()
    save(correct=False)
    assert "1 answer is saved" in repr(progress.saved("07"))


def test_without_a_setting_answers_lie_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("COURSE_PROGRESS")
    assert progress.where().name == "progress.sqlite"
    assert "kosovo-kfor-course" in str(progress.where())


def test_forgetting_asks_first_and_then_leaves_nothing(answers: Path):
    save(response="a secret answer")
    save("07-b")
    assert "2 answers would be deleted" in repr(progress.forget())
    assert len(progress.history()) == 2
    assert "2 answers deleted" in repr(progress.forget(sure=True))
    assert progress.history() == []
    assert all(b"a secret answer" not in path.read_bytes() for path in answers.parent.iterdir())
    assert save() is None
    assert len(progress.history()) == 1


def test_forgetting_empties_the_spare_files_too():
    row = Row("1", "07-a", "07", '"spare"', 1, "sure", "2026-11-24T08:00:00+00:00", "1", "exit 07")
    for spare in place.spare_files():
        assert store._try_write(spare, row, [], 1) is None
    progress.forget(sure=True)
    assert progress.history() == []


def test_forgetting_names_damaged_files_and_leaves_them(answers: Path):
    answers.parent.mkdir()
    answers.write_bytes(b"no database at all, but long enough to be read as one" * 40)
    save()
    said = progress.forget(sure=True)
    damaged = next(answers.parent.glob("*.damaged-*.sqlite"))
    assert damaged.name in said
    assert damaged.exists()


def test_forgetting_a_file_in_use_says_so(answers: Path, monkeypatch: pytest.MonkeyPatch):
    save()
    monkeypatch.setattr(store, "WAIT_TO_SAVE", 0.1)
    with sqlite3.connect(answers, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "in use by another program" in progress.forget(sure=True)
        other.execute("ROLLBACK")
    assert len(progress.history()) == 1


def test_forgetting_without_any_file_is_no_fault():
    assert "0 answers deleted" in progress.forget(sure=True)


VERSION_1 = """
CREATE TABLE answer (id TEXT PRIMARY KEY, item TEXT NOT NULL, lesson TEXT NOT NULL, response TEXT NOT NULL,
    correct INTEGER, certainty TEXT, answered_at TEXT NOT NULL, bank_version TEXT NOT NULL);
INSERT INTO answer VALUES ('x', '07-old', '07', '"a"', 1, 'sure', '2026-11-01T10:00:00.000000+00:00', '1');
PRAGMA user_version = 1;
"""


def test_a_file_of_version_1_is_read_and_upgraded_without_loss(answers: Path):
    answers.parent.mkdir()
    with sqlite3.connect(answers) as connection:
        connection.executescript(VERSION_1)
    assert [answer.item for answer in progress.history()] == ["07-old"]
    assert save(item="07-new") is None
    assert [(answer.item, answer.asked_in) for answer in progress.history()] == [("07-old", ""), ("07-new", "")]


def test_two_kernels_upgrading_at_once_lose_nothing(answers: Path):
    answers.parent.mkdir()
    with sqlite3.connect(answers) as connection:
        connection.executescript(VERSION_1)
    kernels_at_once.write(answers, kernels=4, each=20)
    assert len(progress.history()) == 81


def test_an_order_is_kept_for_a_learner_and_differs_between_learners(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    entries = list(range(8))
    mine = progress.shuffled(entries, "07-a")
    assert sorted(mine) == entries
    assert progress.shuffled(entries, "07-a") == mine
    assert progress.shuffled(entries, "07-b") != mine
    orders = set()
    for learner in range(6):
        monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / f"{learner}.sqlite"))
        orders.add(tuple(progress.shuffled(entries, "07-a")))
    assert len(orders) > 1


def test_the_order_survives_a_new_kernel(answers: Path):
    entries = list(range(8))
    mine = progress.shuffled(entries, "07-a")
    store_module = progress.shuffled.__globals__
    store_module["_seed"].cache_clear()
    assert progress.shuffled(entries, "07-a") == mine


def test_where_nothing_can_be_stored_entries_are_still_shuffled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "file" / "progress.sqlite"))
    assert sorted(progress.shuffled([1, 2, 3], "07-a")) == [1, 2, 3]


def test_spare_files_of_two_files_of_answers_are_kept_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    places = []
    for name in ("a", "b"):
        monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / name / "progress.sqlite"))
        places.append(place.spare_files()[-1])
    assert places[0] != places[1]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows has a temporary folder for each user")
def test_a_spare_folder_of_somebody_else_is_not_used(monkeypatch: pytest.MonkeyPatch):
    own = place.spare_files()[-1].parent
    own.mkdir()
    assert len(place.spare_files()) == 2
    monkeypatch.setattr(place.os, "getuid", lambda: 4711)
    monkeypatch.setattr(place, "_user", lambda: own.name.rsplit("-", 1)[1])
    assert len(place.spare_files()) == 1


def test_a_wrong_call_does_not_set_a_good_file_aside(answers: Path):
    save()
    with pytest.raises(TypeError):
        progress.record("07-b", lesson=object(), response={1, 2}, correct=True)
    told = progress.record("07-b", lesson=["03"], response="a", correct=True)
    assert told
    assert list(answers.parent.glob("*damaged*")) == []
    assert [answer.item for answer in progress.history()] == ["07-a"]


def test_a_file_that_is_good_by_now_is_not_set_aside(answers: Path):
    save()
    assert rescue.set_aside(answers, 1) is None
    assert len(progress.history()) == 1


def test_a_notice_about_saving_goes_when_saving_works_again(answers: Path, monkeypatch: pytest.MonkeyPatch):
    save()
    monkeypatch.setattr(store, "WAIT_TO_SAVE", 0.1)
    with sqlite3.connect(answers, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "kept in" in save(item="07-b")
        assert progress.notices()
        other.execute("ROLLBACK")
    assert save(item="07-c") is None
    assert progress.notices() == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps permissions in another way")
def test_answers_in_a_folder_that_may_not_be_written_are_still_read(monkeypatch: pytest.MonkeyPatch):
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        home = Path(folder) / "home"
        monkeypatch.setenv("COURSE_PROGRESS", str(home / "progress.sqlite"))
        save()
        for path, mode in ((Path(folder), 0o755), (home / "progress.sqlite", 0o444), (home, 0o555)):
            path.chmod(mode)

        def work() -> None:
            assert [answer.item for answer in progress.history()] == ["07-a"]

        try:
            assert without_rights.exit_code(work) == 0
        finally:
            home.chmod(0o755)


def test_all_waits_for_a_file_in_use_end_before_the_page_gives_up():
    script = (Path(store.__file__).parents[1] / "quiz" / "quiz.js").read_text(encoding="utf-8")
    patience = int(re.search(r"SLOW_REPLY_MS = (\d+)", script).group(1)) / 1000
    spares = len(place.spare_files())
    # Each file may be read as a later one, written to, and waited for once more at its last try.
    assert store.WAIT_TO_SAVE + 2 * spares * store.WAIT_TO_SAVE_ELSEWHERE <= patience


def save_at(moment: str, item: str = "07-a", response: object = "a", correct: bool = True) -> str | None:
    return store.save(
        Row(f"{item} {moment}", item, "07", f'"{response}"', int(correct), "sure", moment, "1", "exit 07")
    )


CLOCKS = {
    "fell back to 2009": ("2026-11-20T09:00:00+00:00", "2009-01-01T00:00:10+00:00"),
    "was a year ahead": ("2027-11-20T09:00:00+00:00", "2026-11-21T09:00:00+00:00"),
    "stood still": ("2026-11-20T09:00:00+00:00", "2026-11-20T09:00:00.0+00:00"),
    "changed its form": ("2026-11-20T10:00:00+02:00", "2026-11-20T08:30:00Z"),
}


@pytest.mark.parametrize("clock", CLOCKS)
def test_what_was_saved_last_comes_back_last_whatever_the_clock_did(clock: str):
    first, second = CLOCKS[clock]
    save_at(first, response="wrong", correct=False)
    save_at(second, response="right", correct=True)
    assert [answer.response for answer in progress.history()] == ["wrong", "right"]
    (entry,) = hand_in_file.build("grey heron", progress.history())["answers"]
    assert (entry["first"]["response"], entry["last"]["response"]) == ("wrong", "right")


@contextlib.contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file as another program does, so that it can be neither read nor written."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def test_answers_from_spare_files_come_home_in_the_order_of_saving(answers: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("WAIT_TO_SAVE", "WAIT_TO_SAVE_ELSEWHERE", "WAIT_TO_READ"):
        monkeypatch.setattr(store, name, 0.05)
    beside, _temporary = place.spare_files()
    save("07-1")
    with held(answers):
        save("07-2")
        with held(beside):
            assert "kosovo-kfor-course" in save("07-3")
        save("07-4")
        assert [answer.item for answer in progress.history()] == ["07-2", "07-3", "07-4"]
    assert [answer.item for answer in progress.history()] == ["07-1", "07-2", "07-3", "07-4"]
    assert save("07-5") is None
    assert [answer.item for answer in progress.history()] == [f"07-{number}" for number in range(1, 6)]
    with contextlib.closing(sqlite3.connect(answers)) as connection:
        assert connection.execute("SELECT count(*) FROM answer").fetchone()[0] == 5


def test_a_row_that_is_in_two_files_after_a_crash_is_read_and_saved_once(answers: Path):
    save_at("2026-11-20T09:00:00+00:00", "07-1")
    spare = place.spare_files()[0]
    for moment, item in (("2026-11-20T09:00:00+00:00", "07-1"), ("2026-11-20T09:01:00+00:00", "07-2")):
        row = Row(f"{item} {moment}", item, "07", '"a"', 1, "sure", moment, "1", "exit 07")
        assert store._try_write(spare, row, [], 1) is None
    assert [answer.item for answer in progress.history()] == ["07-1", "07-2"]
    save("07-3")
    assert [answer.item for answer in progress.history()] == ["07-1", "07-2", "07-3"]


def test_a_spare_file_that_cannot_be_read_does_not_keep_the_next_answer_from_its_place(answers: Path):
    save("07-1")
    place.spare_files()[0].write_bytes(b"no database, but somebody's answers once" * 100)
    assert save("07-2") is None
    assert [answer.item for answer in progress.history()] == ["07-1", "07-2"]
    assert list(answers.parent.glob("progress-spare.damaged-*"))


def test_an_unfinished_write_is_undone_by_whoever_reads_next(answers: Path):
    save("07-1")
    with contextlib.closing(sqlite3.connect(answers, isolation_level=None)) as dying:
        dying.execute("PRAGMA cache_size = 1")
        dying.execute("BEGIN IMMEDIATE")
        # More than the cache holds, so that half of it is in the file already.
        dying.execute("UPDATE answer SET response = hex(zeroblob(200000))")
        whole = {path.name: path.read_bytes() for path in answers.parent.iterdir()}
    for name, content in whole.items():
        (answers.parent / name).write_bytes(content)
    assert f"{answers.name}-journal" in whole
    assert [answer.response for answer in progress.history()] == ["a"]
    assert save("07-2") is None


def test_damage_that_no_check_finds_ends_in_the_spare_file_without_haste(
    answers: Path, monkeypatch: pytest.MonkeyPatch
):
    save()
    damage = sqlite3.DatabaseError("database disk image is malformed")
    damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    tries = []

    def broken(path: Path, *_rest: object) -> None:
        tries.append(path)
        raise damage

    insert = store._insert
    monkeypatch.setattr(store, "WAIT_TO_SAVE", 0.2)
    monkeypatch.setattr(store, "_insert", lambda path, *rest: (broken if path == answers else insert)(path, *rest))
    assert "They are kept in" in save("07-b")
    assert 1 < len(tries) < 20, "the disk was asked again and again without a pause"
    assert [answer.item for answer in progress.history()] == ["07-a", "07-b"]


FAULTS = {
    "SQLITE_BUSY": "in use by another program",
    "SQLITE_LOCKED": "in use by another program",
    "SQLITE_BUSY_SNAPSHOT": "in use by another program",
    "SQLITE_READONLY": "may not be written",
    "SQLITE_READONLY_DIRECTORY": "may not be written",
    "SQLITE_PERM": "may not be written",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR_WRITE": "the disk reports an error",
    "SQLITE_CANTOPEN": "cannot be opened",
    "SQLITE_PROTOCOL": "cannot be opened",
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_of_sqlite_is_told_in_words_whatever_its_own_are(
    answers: Path, name: str, monkeypatch: pytest.MonkeyPatch
):
    save()
    opened = database.opened
    fault = sqlite3.OperationalError("some words of another version")
    fault.sqlite_errorcode = getattr(sqlite3, name)

    @contextlib.contextmanager
    def faulty(path: Path, wait: float) -> Iterator[sqlite3.Connection]:
        if path == answers:
            raise fault
        with opened(path, wait) as connection:
            yield connection

    monkeypatch.setattr(store, "WAIT_TO_SAVE", 0.1)
    with monkeypatch.context() as broken:
        broken.setattr(database, "opened", faulty)
        told = save("07-b")
        assert FAULTS[name] in told and "They are kept in" in told
    assert [answer.item for answer in progress.history()] == ["07-a", "07-b"]
    assert list(answers.parent.glob("*damaged*")) == []


def test_a_quota_that_is_used_up_is_told_as_a_full_disk(answers: Path, monkeypatch: pytest.MonkeyPatch):
    save()

    def used_up(dir: Path) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    fault = sqlite3.OperationalError("disk I/O error")
    fault.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    monkeypatch.setattr(database.tempfile, "TemporaryFile", used_up)
    assert database.plain_words(fault, answers) == "the disk is full"


@pytest.mark.parametrize("version", [migrations.VERSION + 1, 99, -1])
def test_a_file_of_another_edition_is_left_byte_for_byte(answers: Path, version: int):
    save()
    with contextlib.closing(sqlite3.connect(answers)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA user_version = {version}")
    before = answers.read_bytes()
    assert "They are kept in" in save("07-b")
    progress.history()
    progress.shuffled([1, 2, 3], "07-a")
    assert answers.read_bytes() == before


def test_two_threads_of_one_kernel_do_not_break_each_others_locks(answers: Path):
    def write(thread: int) -> None:
        for number in range(10):
            assert save(f"07-{thread}-{number}") is None
            progress.history()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert len(progress.history()) == 40


def test_without_any_folder_for_temporary_files_answers_are_saved_all_the_same(monkeypatch: pytest.MonkeyPatch):
    def nowhere() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(place.tempfile, "gettempdir", nowhere)
    assert save() is None
    assert len(progress.history()) == 1
