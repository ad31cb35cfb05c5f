"""A class hands in from JupyterLab and from the web edition at once: to the teacher both files must be the same."""

import json
import shutil
import subprocess
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpers.base.errors import CourseError
from helpers.class_view import reading
from helpers.progress import Answer, hand_in_file, nickname

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tests" / "javascript" / "hand_in_as_the_page.js"
NOW = datetime(2026, 11, 27, 9, 30, 15, tzinfo=UTC)
pytestmark = pytest.mark.authors

NAMES: list[object] = [
    "grey heron", " grey   heron ", "Zorica Žarić", "Z\u030cana", "Đorđe", "Ëçja", "O'Neil", "D’Arc", "'t Hart", "_under",
    "Anne\u2011Marie \u2013 7", "a.b_c", "con", "ज्योति", "مُحَمَّد", "می\u200cشود", "ד׳ורדן", "漢字", "Ｒｅｄ 7", "Жана", "\u1e08\u0316\u0331",
    "Nguyễn", "Straße", "ISTANBUL", "İstanbul", "ı", "Σίσυφος", "x" * 30, "x" * 31, "é" * 30, "e\u0301" * 30, "e\u0301\u0302" * 20,
    "", " ", "-dash", "a-", ".", "7", "...a", "a\u200d", "a/b", "a<b>", "a\nb", "a\tb", "a\u00a0b", "a\u2003b", "😀", "a😀", "ǅ", "ﬁsh",
    "blue heron", "Blue\u00a0Heron", "BLUE  HERON", "ब्लू " * 9, "漢" * 30, "a" * 29 + "漢", "Ⅷ", "²", "\u0301a", "a\ud83d", None, 7, ["a"],
]  # fmt: skip


def run(tmp_path: Path, **content: list) -> dict:
    node = shutil.which("node")
    assert node, "These tests need Node; .ci/run installs it."
    file = tmp_path / "learners.json"
    file.write_text(json.dumps({"learners": [], "nicknames": [], "handed": []} | content), encoding="utf-8")
    done = subprocess.run([node, str(SCRIPT), str(file)], capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def answers() -> list[Answer]:
    def answer(item: str, response: object, correct: bool | None = None, asked_in: str = "exit 07") -> Answer:
        given.append(
            Answer(
                item,
                item[:2],
                response,
                correct,
                "sure",
                f"2026-11-24T08:00:{len(given):02}.519+00:00",
                "wab",
                asked_in,
            )
        )
        return given[-1]

    given: list[Answer] = []
    answer("07-was-30-final", "final", False)
    answer("07-was-30-final", "Zveçan “two” \\ \u2028 \u007f \x07 é e\u0301 😀", True)
    answer("07-order", ["a1b2", "c3d4"], False)
    answer("07.1", 51, True, "exercise")
    answer("07.3", 3.47, False, "exercise")
    answer("07.4", "Zvecan 2.92; Leposavic 1.06", True, "exercise")
    answer("07-guess-totals", "x" * 199 + "😀😀", None)
    answer("07-written", "One.\r\nTwo.\x07 Three, Четири 😀", None, "written 07")
    answer("07-written-level", "2", None, "written 07")
    answer("06-written", "y" * 1501, None, "written 06")
    answer("06-written-level", "9", None, "written 06")
    return given


def as_the_page_keeps_them(given: list[Answer]) -> list[dict]:
    return [vars(answer) | {"id": f"answer-{place:06}"} for place, answer in enumerate(given)]


def by_python(name: object, given: list[Answer], *, with_texts: bool, folder: Path) -> dict:
    try:
        content = hand_in_file.build(name, given, now=NOW, with_texts=with_texts)
    except CourseError:
        return {}
    path = hand_in_file.write(content, folder)
    return {"name": path.name, "text": path.read_text(encoding="utf-8")}


CASES = {
    "all": (answers(), True),
    "without texts": (answers(), False),
    "one answer": (answers()[:1], False),
    "only a text": (answers()[7:8], True),
    "only a text that is not handed in": (answers()[7:8], False),
    "nothing": ([], True),
}


def test_the_page_writes_the_same_file_byte_for_byte(tmp_path: Path):
    learners = [
        {
            "nickname": "Zorica Žarić",
            "answers": as_the_page_keeps_them(given),
            "now": NOW.timestamp() * 1000,
            "withTexts": texts,
        }
        for given, texts in CASES.values()
    ]
    made = run(tmp_path, learners=learners)["made"]
    for number, (case, (given, texts)) in enumerate(CASES.items()):
        folder = tmp_path / str(number)
        folder.mkdir()
        wanted = by_python("Zorica Žarić", given, with_texts=texts, folder=folder)
        found = made[number]
        assert ("refused" in found) == (not wanted), case
        if wanted:
            assert found == wanted, case


def test_the_class_view_reads_what_the_page_writes(tmp_path: Path):
    learner = {"nickname": "red fox", "answers": as_the_page_keeps_them(answers()), "now": NOW.timestamp() * 1000}
    found = run(tmp_path, learners=[learner | {"withTexts": True}])["made"][0]
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / found["name"]).write_text(found["text"], encoding="utf-8")
    read = reading.read_folder(folder)
    assert read.skipped == []
    assert list(read.learners["nickname"]) == ["red fox"]
    assert set(read.answers["item"]) == {"07-was-30-final", "07-order", "07.1", "07.3", "07.4", "07-guess-totals"}
    assert sorted(read.texts["item"]) == ["06-written", "07-written"]


def test_the_page_takes_the_same_nicknames(tmp_path: Path):
    found = run(tmp_path, nicknames=NAMES)["names"]
    for name, given in zip(NAMES, found, strict=True):
        try:
            clean = nickname.clean(name)
            wanted = [clean, nickname.folded(clean), nickname.in_a_file_name(clean)]
        except CourseError:
            wanted = None
        assert given == wanted, name


def test_the_page_reads_what_jupyterlab_wrote(tmp_path: Path):
    content = hand_in_file.build("red fox", answers(), now=NOW, with_texts=True)
    changed = content | {"made_at": "2026-11-27T09:30:16+00:00"}
    of_the_first = content | {"version": 1}
    of_the_first |= {"checksum": hand_in_file.checksum(of_the_first)}
    files = [json.dumps(one, ensure_ascii=False) for one in (content, changed, of_the_first)]
    read, refused, first = run(tmp_path, handed=files)["read"]
    given = {
        (one["item"], one["response"] if isinstance(one["response"], str) else repr(one["response"])) for one in read
    }
    assert {("07-was-30-final", "final"), ("07.1", "51"), ("07-written-level", "2")} <= given
    assert unicodedata.normalize("NFC", "é") in next(one["response"] for one in read if "two" in str(one["response"]))
    assert (refused, first) == ({"refused": "read_changed"}, {"refused": "read_first_version"})
