"""A teacher must see tomorrow's questions first, and no file may do harm or vanish without a word."""

import json
from pathlib import Path

import made_class
import pytest
import workbook

from helpers import class_view
from helpers.base.errors import CourseError
from helpers.class_view import analysis, reading, spreadsheet
from helpers.progress import hand_in_file


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


def write(folder: Path, *contents: dict) -> None:
    for content in contents:
        hand_in_file.write(content | {"checksum": hand_in_file.checksum(content)}, folder)


def of_the_made_class(folder: Path, number: int = 0, **changes: object) -> dict:
    return hand_in_file.read(sorted(folder.glob("*.json"))[number]) | changes


def answered_at(content: dict, day: int) -> dict:
    """Return a hand-in with the same answers, each first given on another day."""
    made = json.loads(json.dumps(content))
    for entry in made["answers"]:
        entry["first"]["at"] = f"2026-12-{day:02}T00:00:00+00:00"
    return made


def test_a_newer_file_of_the_same_learner_counts_and_a_namesake_is_kept(folder: Path, tmp_path: Path):
    content = of_the_made_class(folder)
    write(tmp_path, content, content | {"made_at": "2027-01-01T00:00:00+00:00"}, answered_at(content, 1))
    found = reading.read_folder(tmp_path)
    assert sorted(found.learners["nickname"]) == ["heron 001", "heron 001 (2)"]
    assert [fault for _, fault in found.skipped] == ["the same learner handed in a newer file, which counts"]


SPELLINGS = {
    "case": ("Red Fox", "red fox", "RED FOX"),
    "composed and decomposed letters": ("\u017dana", "Z\u030cana"),
    "width": ("Red Fox", "\uff32\uff45\uff44\u3000\uff26\uff4f\uff58"),
    "apostrophes": ("O'Neil", "O\u2019Neil", "o\u00b4neil"),
    "hyphens": ("Anne-Marie", "Anne\u2011Marie", "anne\u2013marie"),
    "joiners": ("\u0645\u06cc\u200c\u0634\u0648\u062f", "\u0645\u06cc\u0634\u0648\u062f"),
    "sharp s": ("Stra\u00dfe", "STRASSE"),
}


@pytest.mark.parametrize("kind", SPELLINGS)
def test_one_person_under_two_spellings_is_one_and_two_persons_stay_two(folder: Path, tmp_path: Path, kind: str):
    spellings = SPELLINGS[kind]
    one, other = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    other.mkdir()
    write(one, *(of_the_made_class(folder, nickname=name) for name in spellings))
    found = reading.read_folder(one)
    assert len(found.learners) == 1
    assert not found.answers.duplicated(["item"]).any()
    write(other, *(answered_at(of_the_made_class(folder, nickname=name), day) for day, name in enumerate(spellings, 1)))
    assert len(reading.read_folder(other).learners) == len(spellings)


def test_double_spaces_of_another_program_are_one_space(folder: Path, tmp_path: Path):
    write(tmp_path, *(of_the_made_class(folder, nickname=name) for name in ("Red  Fox", "red\u00a0fox", "Red Fox")))
    assert len(reading.read_folder(tmp_path).learners) == 1


def test_names_that_differ_by_more_than_their_spelling_are_two_persons(folder: Path, tmp_path: Path):
    write(tmp_path, *(of_the_made_class(folder, nickname=name) for name in ("Red Fox", "Red Foxx")))
    assert len(reading.read_folder(tmp_path).learners) == 2


def of_lessons(content: dict, *lessons: str) -> dict:
    return content | {"answers": [entry for entry in content["answers"] if entry["lesson"] in lessons]}


def with_one_more_try(content: dict, item: str, correct: bool) -> dict:
    made = json.loads(json.dumps(content))
    for entry in made["answers"]:
        if entry["item"] == item:
            entry["tries"] += 1
            entry["last"] |= {"correct": correct}
    return made


def test_the_file_that_holds_more_is_the_newer_one_whatever_the_clock_said(folder: Path, tmp_path: Path):
    content = of_the_made_class(folder)
    item = of_lessons(content, "07")["answers"][-1]["item"]
    was_right = of_lessons(content, "07")["answers"][-1]["last"]["correct"]
    newer = with_one_more_try(content, item, correct=not was_right) | {"made_at": "2009-01-01T00:00:00+00:00"}
    write(tmp_path, content, newer)
    found = reading.read_folder(tmp_path)
    assert found.answers.set_index("item").loc[item, "last_correct"] != was_right
    assert len(found.skipped) == 1


def test_a_small_newer_file_brings_its_answers_into_a_large_older_one(folder: Path, tmp_path: Path):
    content = of_the_made_class(folder)
    item = of_lessons(content, "07")["answers"][-1]["item"]
    was_right = of_lessons(content, "07")["answers"][-1]["last"]["correct"]
    small = of_lessons(with_one_more_try(content, item, correct=not was_right), "07")
    write(tmp_path, content, small)
    found = reading.read_folder(tmp_path)
    assert found.answers.set_index("item").loc[item, "last_correct"] != was_right
    assert len(found.answers) == len(content["answers"])
    assert found.skipped == []


def test_a_lesson_goes_to_the_namesake_who_gave_its_answers(folder: Path, tmp_path: Path):
    content = of_the_made_class(folder)
    one, two = content, answered_at(content, 1)
    write(tmp_path, of_lessons(one, "03"), of_lessons(two, "03", "07"), of_lessons(one, "03", "07", "08"))
    found = reading.read_folder(tmp_path)
    assert len(found.learners) == 2
    assert found.learners["answered"].tolist() == [
        len(of_lessons(one, "03", "07", "08")["answers"]), len(of_lessons(two, "03", "07")["answers"]),
    ]  # fmt: skip


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
    assert "<img src=x" not in html and "&lt;img" in html
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


def test_the_table_opens_in_columns_with_its_numbers_in_every_country(folder: Path, tmp_path: Path):
    view = class_view.show(folder)
    view.items.loc[0, "right_at_first"], view.items.loc[0, "discrimination"] = 0.75, 1.33
    view.items.loc[0, "chosen_instead"] = "3.47"
    view.items.loc[1, "discrimination"] = None
    assert "Written: class.xlsx" in repr(view.to_spreadsheet(tmp_path / "class.xlsx"))
    head, first, second, *rest = workbook.rows(tmp_path / "class.xlsx")
    assert len(rest) == len(view.items) - 2
    row = dict(zip(head, first, strict=True))
    assert (row["Right at first"], row["Discrimination"]) == (0.75, 1.33), "1.33 became 133, or a day"
    assert row["Lesson"] == view.items.loc[0, "lesson"], "lesson 07 became 7"
    assert row["Chosen most often instead"] == "3.47", "a typed answer became a number or a day"
    assert "Discrimination" not in dict(zip(head, second, strict=False)), "what is not known became a number"
    assert '"0%"' in workbook.styles(tmp_path / "class.xlsx"), "0.75 is not shown as 75 %"


def test_the_table_runs_no_formula_and_overwrites_nothing(folder: Path, tmp_path: Path):
    view = class_view.show(folder)
    harm = ['=HYPERLINK("http://x")', "@SUM(A1)", "+1", "-1", "\t=1", "x;=1", "http://x.example", "a\x01b\ufffe"]
    view.items.loc[: len(harm) - 1, "chosen_instead"] = harm
    view.items.loc[2, "discrimination"] = -0.5
    view.to_spreadsheet(tmp_path / "class.xlsx")
    head, *rows = workbook.rows(tmp_path / "class.xlsx")
    chosen = [row[head.index("Chosen most often instead")] for row in rows]
    assert [cell for cell in chosen if str(cell).startswith(("=", "@", "+", "-", "\t")) or ";=" in str(cell)] == []
    assert chosen[6] == "http://x.example"
    assert rows[2][head.index("Discrimination")] == -0.5
    with pytest.raises(CourseError, match="exists already"):
        view.to_spreadsheet(tmp_path / "class.xlsx")


@pytest.mark.parametrize("name", ["class", "class.csv", "class.CSV", "class.xlsx", "7.b"])
def test_the_name_of_the_table_says_what_it_is(folder: Path, tmp_path: Path, name: str):
    assert "Written" in class_view.show(folder).to_csv(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == [("7.b" if name == "7.b" else "class") + ".xlsx"]


def test_a_table_that_finds_no_room_is_told_and_leaves_no_half_file(folder: Path, tmp_path: Path):
    view = class_view.show(folder)
    with pytest.raises(CourseError, match=r"class.xlsx cannot be written: No such file"):
        view.to_spreadsheet(tmp_path / "nowhere" / "class.xlsx")
    if Path("/dev/full").exists():
        (tmp_path / "full.xlsx").symlink_to("/dev/full")
        with pytest.raises(CourseError, match="exists already"):
            view.to_spreadsheet(tmp_path / "full.xlsx")


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
    assert spreadsheet.without_formula('x;=HYPERLINK("y")') == 'x;\'=HYPERLINK("y")'
    assert "\n" not in spreadsheet.without_formula("a\n=1")
