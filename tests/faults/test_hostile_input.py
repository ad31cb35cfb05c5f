"""Names, answers, hand-ins and cells from somebody who means harm: escaped, refused or bounded; never run."""

import json
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
import workbook
from examples import EXAMPLES
from hostile import harmed
from hypothesis import example, given
from hypothesis import strategies as st

from helpers import charts, class_view, data, exercises, progress, tables
from helpers.base import written
from helpers.base.errors import CourseError
from helpers.briefing import content, page
from helpers.claims import Claim, Notes
from helpers.progress import Answer, hand_in_file
from helpers.quiz import bank, marking, static

pytestmark = [pytest.mark.fault, pytest.mark.usefixtures("own_answers")]

HARM = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'><svg/onload=alert(3)>"
PATHS = [
    "../up", "..\\up", "/etc/passwd", "C:\\up", "\\\\server\\share", "con", "nul", "aux.json", "a/b", ".", "..",
    "~/x", "$HOME", "`id`", "a;rm -rf b", "a\x00b", "a\nb", "%2e%2e%2f", "\u202egnp.exe", "\ufeffx", "-rf", "*", "a" * 31,
]  # fmt: skip
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|'/c calc'!A1", '=HYPERLINK("http://x")', "1;=1+1"]


class _Seen(HTMLParser):
    """Collects the tags and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found |= {tag} | {name for name, _value in attributes if name.startswith("on")}


def tags(html: str) -> set[str]:
    parser = _Seen()
    parser.feed(html)
    return parser.found


def assert_harmless(html: str, pictures: bool = False) -> None:
    seen = tags(html)
    assert not seen & {"script", "svg", "iframe", "onerror", "onload"} and (pictures or "img" not in seen), seen


def answer(response: object, item: str = "07-turnout") -> Answer:
    return Answer(item, "07", response, False, "sure", "2026-11-24T08:00:00.5+00:00", "abc", "exit 07")


@EXAMPLES
@given(nickname=st.text(max_size=40) | st.sampled_from(PATHS))
@example(nickname=HARM)
def test_any_nickname_is_refused_or_written_into_this_folder(nickname: str, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("class") / "inside"
    folder.mkdir()
    try:
        written = hand_in_file.write(hand_in_file.build(nickname, [answer("3")]), folder)
    except CourseError as told:
        assert str(told)
    else:
        assert written.parent == folder
        # No sign that leads to another folder, starts a program or is forbidden on some disk.
        assert not set(written.name) & set('/\\:*?"<>|$`;%~ ') and written.name.isprintable()
        assert re.fullmatch(r"hand-in-.+\.json", written.name) and ".." not in written.name
        assert hand_in_file.read(written)["nickname"]
    assert [path.name for path in folder.parent.iterdir()] == ["inside"]


@pytest.fixture(scope="module")
def cost_of_receiving() -> float:
    """Return the CPU seconds that a kernel spends in any case on a message of ten megabytes."""
    start = time.process_time()
    json.loads(json.dumps({"response": "x" * 10_000_000}))
    return time.process_time() - start


@pytest.mark.parametrize("kind", sorted({question.kind for question in bank.all_questions().values()}))
@pytest.mark.parametrize(
    "response",
    [HARM, "x" * 10_000_000, "9" * 100_000, ["a"] * 1_000_000, [["a"]], [[[[]]]], {"a": HARM}, 10**5000, None, "\x00"],
    ids=["html", "10 MB", "digits", "list", "inner list", "lists", "dictionary", "number", "nothing", "zero"],
)
def test_a_monstrous_answer_is_asked_for_again_at_once(kind: str, response: object, cost_of_receiving: float):
    question = next(question for question in bank.all_questions().values() if question.kind == kind)
    start = time.process_time()
    if kind == "text" and response == HARM:
        assert marking.mark(question, response, "sure", 0).verdict == marking.WRONG
    else:
        with pytest.raises(marking.AnswerError):
            marking.mark(question, response, "sure", 0)
    assert time.process_time() - start < cost_of_receiving, "a class cannot wait for one joker"


def test_questions_written_by_somebody_else_show_as_text():
    questions = [harmed(question, HARM) for question in bank.all_questions().values() if question.lesson == "07"]
    html = static.as_html(HARM, questions)
    assert html.count("&lt;script&gt;") > len(questions)
    assert_harmless(html)


def test_cells_captions_words_notes_and_briefings_show_as_text():
    frame = pd.DataFrame({HARM: [HARM, 1]})
    assert_harmless(tables.show(frame, HARM)._repr_mimebundle_()["text/html"])
    assert_harmless(charts.Chart(b"<svg/>", HARM, frame, HARM).html(), pictures=True)
    claim = Claim("x", HARM, "disputed", HARM, "2023", "", "", "", (), ("07",))
    assert_harmless(Notes("07", [claim])._repr_mimebundle_()["text/html"])
    made = content.from_plain({"advice": HARM, "unknown": HARM, "change": HARM, "first": [HARM], "picture": HARM})
    assert_harmless(page.as_html(replace(made, advice=HARM, unknown=HARM, change=HARM)))


def test_a_class_with_hostile_files_is_shown_as_text_and_exported_without_formulas(tmp_path: Path):
    folder = tmp_path / "class"
    folder.mkdir()
    for number, response in enumerate([HARM, *FORMULAS]):
        made = hand_in_file.build(f"heron {number}", [answer(response, "07-town-of-clash")])
        (folder / f"hand-in-{number}.json").write_text(json.dumps(made), encoding="utf-8")
    (folder / "<img src=x onerror=alert(1)>.json").write_text("{}", encoding="utf-8")
    (folder / "=1+1.json").write_text("{}", encoding="utf-8")
    view = class_view.show(folder)
    shown = view._repr_mimebundle_()["text/html"]
    assert "&lt;script&gt;" in shown or "&lt;img" in shown
    assert_harmless(shown, pictures=True)
    view.to_spreadsheet(tmp_path / "class.xlsx")
    cells = [str(cell) for row in workbook.rows(tmp_path / "class.xlsx") for cell in row]
    # Nor in the cells that come of it when somebody saves the workbook as CSV.
    cells += [part for cell in cells for part in re.split(r"[,;\t]", cell)]
    assert [cell for cell in cells if re.match(r"[=+@\t\r]|-\D", cell.strip())] == []


def test_a_file_of_a_hundred_megabytes_is_refused_without_being_read(tmp_path: Path):
    monster = tmp_path / "hand-in-monster.json"
    with monster.open("wb") as file:
        file.truncate(100_000_000)
    start = time.process_time()
    with pytest.raises(CourseError, match="larger"):
        hand_in_file.read(monster)
    refused = time.process_time()
    monster.read_bytes()
    assert refused - start < time.process_time() - refused, "it was read"


@pytest.mark.parametrize("cell", [HARM, *FORMULAS, "x" * 100_000], ids=range(len(FORMULAS) + 2))
def test_a_hostile_cell_of_a_table_stays_a_text(cell: str, tmp_path: Path):
    descriptor = {
        "resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "id", "type": "string"}]}}]
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    quoted = cell.replace('"', '""')
    (tmp_path / "t.csv").write_text(f'id\n"{quoted}"\n', encoding="utf-8", newline="")
    loaded = data.load("t", tmp_path)
    assert loaded["id"].tolist() == [cell]
    assert_harmless(tables.show(loaded, "Cells")._repr_mimebundle_()["text/html"])


@pytest.mark.parametrize(
    "given_answer",
    [HARM, "x" * 10_000_000, 10**5000, [1], {"a": 1}, {"x" * 10_000_000: 1}, float("nan"), object()],
    ids=["html", "10 MB", "number", "list", "dictionary", "10 MB as a name", "nan", "object"],
)
def test_a_hostile_answer_to_an_exercise_is_one_sentence(given_answer: object):
    # 06.3 wants a number for each row of a table.
    for exercise in [*list(exercises.all_exercises())[:6], "06.3"]:
        try:
            said = exercises.check(exercise, given_answer)
        except CourseError as told:
            said = told
        assert len(str(said)) < 600
    assert all(len(str(one.response)) <= written.LONGEST for one in progress.history())
