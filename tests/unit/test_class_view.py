"""A teacher must see tomorrow's questions first, and no file may do harm or vanish without a word."""

import csv
import json
import sys
from pathlib import Path

import pytest

from helpers import class_view
from helpers.base.errors import CourseError
from helpers.class_view import analysis, reading
from helpers.progress import hand_in_file

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import made_class


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("class")
    made_class.write_class(made)
    return made


@pytest.fixture(scope="module")
def read(folder: Path) -> reading.ClassFolder:
    return reading.read_folder(folder)


def test_every_learner_of_the_made_class_is_read(read: reading.ClassFolder):
    assert len(read.learners) == made_class.LEARNERS
    assert read.skipped == []


def test_the_question_on_which_many_were_sure_and_wrong_comes_first(read: reading.ClassFolder):
    worst = analysis.to_talk_about(analysis.items(read.answers))
    assert worst["item"].iloc[0] == made_class.MISLEADING
    assert len(worst) == analysis.TO_TALK_ABOUT


def test_first_try_rates_and_wrong_choices_are_counted(read: reading.ClassFolder):
    item = "07-who-brought-mayors"
    own = read.answers[read.answers["item"] == item]
    row = analysis.items(read.answers).set_index("item").loc[item]
    assert row["answered"] == len(own)
    assert row["right_at_first"] == pytest.approx(own["correct"].mean(), abs=0.001)
    wrong = own[~own["correct"].astype(bool)]["response"].tolist()
    choices = analysis.wrong_choices(analysis.bank.all_questions()[item], wrong)
    assert sum(count for _, count in choices) == len(wrong)
    assert (row["chosen_instead"], row["chosen_by"]) == choices[0]


def test_certainty_is_set_against_right_answers(read: reading.ClassFolder):
    table = analysis.certainty(read.answers).set_index("certainty")
    assert table["answers"].sum() == len(analysis.marked(read.answers))
    assert table.loc["guess", "right"] == 0, "the made class guesses only when it is wrong"


def test_discrimination_needs_a_class_and_follows_ability(read: reading.ClassFolder, tmp_path: Path):
    values = analysis.items(read.answers)["discrimination"].dropna()
    assert values.mean() > 0.2, "who knows the rest should know this too, in a class made that way"
    made_class.write_class(tmp_path, learners=10)
    assert analysis.items(reading.read_folder(tmp_path).answers)["discrimination"].isna().all()


def test_guesses_are_summed_up_apart(read: reading.ClassFolder):
    assert len(analysis.guesses(read.answers)) == len(made_class.LESSONS)
    assert not analysis.items(read.answers)["item"].str.contains("guess").any()


def test_a_newer_file_of_the_same_learner_counts_and_a_namesake_is_kept(folder: Path, tmp_path: Path):
    content = hand_in_file.read(sorted(folder.glob("*.json"))[0])
    newer = content | {"made_at": "2027-01-01T00:00:00+00:00"}
    namesake = json.loads(json.dumps(content))
    for entry in namesake["answers"]:
        entry["first"]["at"] = "2026-12-01T00:00:00+00:00"
    for made in (content, newer, namesake):
        hand_in_file.write(made | {"checksum": hand_in_file.checksum(made)}, tmp_path)
    found = reading.read_folder(tmp_path)
    assert sorted(found.learners["nickname"]) == ["heron 001", "heron 001 (2)"]
    assert [fault for _, fault in found.skipped] == ["the same learner handed in a newer file, which counts"]


def test_other_files_are_listed_with_their_fault_and_skipped(folder: Path, tmp_path: Path):
    (tmp_path / "good.json").write_bytes(sorted(folder.glob("*.json"))[0].read_bytes())
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "<img src=x>.json").write_text("{")
    (tmp_path / "inside.json").mkdir()
    (tmp_path / "link.json").symlink_to(tmp_path / "good.json")
    found = reading.read_folder(tmp_path)
    assert len(found.learners) == 1
    assert {name for name, _ in found.skipped} == {"notes.txt", "<img src=x>.json", "inside.json", "link.json"}
    html = class_view.show(tmp_path)._repr_mimebundle_()["text/html"]
    assert "<img" not in html and "&lt;img" in html
    assert "4 files were skipped" in html


def test_answers_to_unknown_questions_and_odd_types_do_no_harm(folder: Path, tmp_path: Path):
    content = hand_in_file.read(sorted(folder.glob("*.json"))[0])
    for number, odd in enumerate(["<script>", ["z", "z"], 3, [], "=cmd()"]):
        made = json.loads(json.dumps(content)) | {"nickname": f"odd {number}"}
        for entry in made["answers"]:
            entry["first"] |= {"response": odd, "correct": False, "at": f"2026-12-01T00:00:{number:02}+00:00"}
        made["answers"][0]["item"] = "77-unknown"
        hand_in_file.write(made | {"checksum": hand_in_file.checksum(made)}, tmp_path)
    view = class_view.show(tmp_path)
    assert len(view.folder.learners) == 5
    assert "<script>" not in view._repr_mimebundle_()["text/html"]
    assert not view.items["item"].eq("77-unknown").any()


def test_the_export_runs_no_formula_and_overwrites_nothing(folder: Path, tmp_path: Path):
    view = class_view.show(folder)
    view.items.loc[0, "chosen_instead"] = '=HYPERLINK("http://x")'
    view.items.loc[1, "chosen_instead"] = "@SUM(A1)"
    view.items.loc[2, "discrimination"] = -0.5
    assert "Written: class.csv" in repr(view.to_csv(tmp_path / "class.csv"))
    rows = list(csv.DictReader((tmp_path / "class.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0]["chosen_instead"].startswith("'=")
    assert rows[1]["chosen_instead"].startswith("'@")
    assert rows[2]["discrimination"] == "-0.5"
    assert len(rows) == len(view.items)
    with pytest.raises(CourseError, match="exists already"):
        view.to_csv(tmp_path / "class.csv")


def test_an_empty_or_missing_folder_says_what_to_do(tmp_path: Path):
    assert "No hand-in could be read" in class_view.show(tmp_path)._repr_mimebundle_()["text/plain"]
    told = repr(class_view.show(tmp_path / "hand-ins"))
    assert "There is no folder hand-ins" in told
    assert str(tmp_path) not in told, "a stored lesson would hold the path of a machine"


def test_lessons_handed_in_one_by_one_are_one_learner(folder: Path, tmp_path: Path):
    content = hand_in_file.read(sorted(folder.glob("*.json"))[0])
    for number, lesson in enumerate(("03", "07")):
        own = [entry for entry in content["answers"] if entry["lesson"] == lesson]
        made = content | {"answers": own, "made_at": f"2026-12-0{number + 1}T00:00:00+00:00"}
        hand_in_file.write(made | {"checksum": hand_in_file.checksum(made)}, tmp_path)
    found = reading.read_folder(tmp_path)
    assert len(found.learners) == 1
    assert {item[:2] for item in found.answers["item"]} == {"03", "07"}


def test_one_answer_at_the_same_second_does_not_make_two_learners_one(folder: Path, tmp_path: Path):
    first, second = (hand_in_file.read(path) for path in sorted(folder.glob("*.json"))[:2])
    second = second | {"nickname": first["nickname"]}
    both = {entry["item"]: entry for entry in first["answers"]}
    shared = next(entry for entry in second["answers"] if entry["item"] in both)
    shared["first"]["at"] = both[shared["item"]]["first"]["at"]
    for made in (first, second):
        hand_in_file.write(made | {"checksum": hand_in_file.checksum(made)}, tmp_path)
    assert len(reading.read_folder(tmp_path).learners) == 2


def test_a_question_that_one_learner_answered_is_not_the_worst(read: reading.ClassFolder):
    table = analysis.items(read.answers)
    table.loc[len(table)] = dict(table.iloc[0]) | {
        "item": "07-rare",
        "answered": 1,
        "right_at_first": 0.0,
        "sure_and_wrong": 1,
    }
    assert "07-rare" not in set(analysis.to_talk_about(table)["item"])


def test_guesses_are_read_as_the_quiz_reads_them():
    rows = [("a", "4,500"), ("b", "45 %"), ("c", "many"), ("d", "4 500")]
    answers = analysis.pd.DataFrame(
        [(name, "03-guess-newest", given, None, "guess", None) for name, given in rows],
        columns=["nickname", "item", "response", "correct", "certainty", "last_correct"],
    )
    (row,) = analysis.guesses(answers).to_dict("records")
    assert (row["guessed"], row["lowest"], row["highest"]) == (3, 45, 4500)


def test_one_mistake_in_several_spellings_is_one_mistake():
    question = analysis.bank.all_questions()["07-town-of-clash"]
    assert analysis.wrong_choices(question, ["Leposavic", "Leposavić", "leposavić "]) == [("Leposavic", 3)]


def test_a_formula_after_another_separator_is_disarmed():
    from helpers.class_view.view import _without_formula

    assert _without_formula('x;=HYPERLINK("y")') == 'x;\'=HYPERLINK("y")'
    assert "\n" not in _without_formula("a\n=1")
