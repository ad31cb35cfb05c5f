"""Exercises answer in plain words; explorers draw again and say what they show."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from helpers import data, exercises, explore, progress
from helpers.base.errors import CourseError


@pytest.fixture(autouse=True)
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSE_PROGRESS", str(tmp_path / "progress.sqlite"))


@pytest.fixture
def keyed() -> exercises.Exercise:
    return exercises.all_exercises()["07.2"]


def test_three_dots_mean_not_answered_yet_and_save_nothing():
    assert "not answered yet" in repr(exercises.check("07.2", ...))
    assert progress.history() == []


def test_a_right_answer_is_told_and_saved(keyed: exercises.Exercise):
    assert repr(exercises.check("07.2", f" {str(keyed.answer).upper()} ")).startswith("Right.")
    assert progress.history()[-1].correct


def test_a_wrong_answer_points_to_a_hint_and_not_to_the_answer(keyed: exercises.Exercise):
    told = repr(exercises.check("07.2", "Leposavic"))
    assert told.startswith("Not yet.")
    assert "exercises.hint('07.2', 1)" in told
    assert str(keyed.answer) not in told


@pytest.mark.parametrize("content", ["[[exercise]\n", "", "[[exercise]]\nid = 7\n", "[[exercise]]\nlesson = '07'\n"])
def test_a_damaged_file_of_exercises_is_one_sentence(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "exercises.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(exercises, "FILE", tmp_path / "exercises.toml")
    exercises.all_exercises.cache_clear()
    try:
        with pytest.raises(CourseError, match=r"data/exercises.toml cannot be read .* Restore it from the course"):
            exercises.check("07.2", "x")
    finally:
        exercises.all_exercises.cache_clear()


def test_numbers_from_pandas_and_numpy_are_numbers():
    assert repr(exercises.check("03.1", np.int64(3400))).startswith("Right.")
    assert repr(exercises.check("03.2", np.float64(17.08))).startswith("Right.")
    assert repr(exercises.check("03.1", pd.Series([3400]))).startswith("Right.")


@pytest.mark.parametrize("answer", ["many", None, True, [1], pd.DataFrame({"a": [1, 2]}), {"a": 1}])
def test_an_answer_of_the_wrong_type_says_what_is_wanted(answer: object):
    with pytest.raises(CourseError, match="needs a number; your answer is a"):
        exercises.check("03.1", answer)
    assert progress.history() == []


def test_an_unknown_exercise_suggests_the_nearest():
    with pytest.raises(CourseError, match="Known: 00.1"):
        exercises.check("09.9", 1)


def test_hints_come_step_by_step_and_end_with_the_solution():
    assert "Hint 1 of" in repr(exercises.hint("07.2", 1))
    last = len(exercises.all_exercises()["07.2"].hints)
    assert "exercises.solution('07.2')" in repr(exercises.hint("07.2", last))
    with pytest.raises(CourseError, match="there is no hint"):
        exercises.hint("07.2", last + 1)
    assert "data.load" in repr(exercises.solution("07.2"))


@pytest.mark.parametrize("make", explore.EXPLORERS)
def test_an_explorer_shows_a_picture_before_it_runs_and_draws_again(make):
    explorer = make()
    data, _ = explorer._repr_mimebundle_()
    assert "alt=" in data["text/html"]
    assert data["text/plain"] == explorer.chart.words
    control = explorer.controls[0]
    before = explorer.chart.words
    control.value = control.options[1][1]
    assert explorer.chart.words != before
    assert control.options[1][0] in explorer._words.value
    assert explorer.chart.html() == explorer._picture.value


def test_every_control_has_a_name_of_its_own():
    for make in explore.EXPLORERS:
        names = [control.description for control in make().controls]
        assert all(names) and len(set(names)) == len(names)


def test_every_choice_of_every_explorer_can_be_drawn():
    for make in explore.EXPLORERS:
        explorer = make()
        for control in explorer.controls:
            for _, value in control.options:
                control.value = value
                assert "could not be drawn" not in explorer._words.value


def test_a_choice_that_cannot_be_drawn_is_told(monkeypatch: pytest.MonkeyPatch):
    explorer = explore.reports()

    def fail(_body: str) -> None:
        raise RuntimeError("unforeseen")

    explorer.draw = fail
    explorer.controls[0].value = explorer.controls[0].options[1][1]
    assert "could not be drawn" in explorer._words.value


def vote_of(month: str) -> pd.Series:
    votes = data.load("northern_votes").set_index("municipality")
    return votes[votes["date"] == month]["turnout"]


def test_an_unchanged_cell_counts_as_not_answered():
    told = repr(exercises.check("06.3", vote_of("2023-04")))
    assert told.startswith("Exercise 06.3: the cell gives Leposavic 1.06; North Mitrovica 4.62;")
    assert "Change the marked line" in told
    assert progress.history() == []


def test_a_changed_line_that_gives_the_right_table_is_told_with_what_it_gives_and_saved():
    told = repr(exercises.check("06.3", vote_of("2021-10")))
    assert told.startswith("Right. Your line gives Leposavic 73.28;")
    assert progress.history()[-1].correct
    assert progress.history()[-1].response == "Leposavic 73.28; North Mitrovica 68.94; Zubin Potok 64.66; Zvecan 82.68"


def test_rows_in_another_order_and_a_table_with_one_column_are_the_same_answer():
    turned = vote_of("2021-10").iloc[::-1]
    assert repr(exercises.check("06.3", turned)).startswith("Right.")
    assert repr(exercises.check("06.3", turned.to_frame())).startswith("Right.")
    assert repr(exercises.check("06.3", turned.to_dict())).startswith("Right.")


def test_a_likely_mistake_gets_its_own_feedback_and_another_one_the_general_words():
    """Who took the wrong year learns that it is another vote, and not only that it is wrong."""
    likely = repr(exercises.check("06.3", vote_of("2019-05")))
    assert "That is the vote of May 2019." in likely and "exercises.hint('06.3', 1)" in likely
    other = repr(exercises.check("06.3", vote_of("2021-10").head(2)))
    assert exercises.all_exercises()["06.3"].wrong in other
    assert [answer.correct for answer in progress.history()] == [False, False]


def test_a_number_and_a_table_with_one_cell_are_answers_to_a_changed_line():
    assert repr(exercises.check("00.3", np.int64(4))).startswith("Right. Your line gives 4.")
    assert repr(exercises.check("00.3", pd.DataFrame({"same": [4]}))).startswith("Right.")


@pytest.mark.parametrize(
    "answer",
    [
        pd.DataFrame({"a": [1], "b": [2]}),
        pd.Series(["many"], index=["Zvecan"]),
        pd.Series([1, 2], index=["Zvecan", "Zvecan"]),
        {"Zvecan": 10**400},
        {"Zvecan": [1]},
        82.68,
        "Zvecan",
        None,
    ],
)
def test_an_answer_without_one_number_a_row_says_what_is_wanted(answer: object):
    with pytest.raises(CourseError, match="06.3 needs a table with one column of numbers; your answer is a"):
        exercises.check("06.3", answer)
    assert progress.history() == []


def test_many_rows_are_told_and_kept_in_a_few_words():
    given = pd.Series(range(1000), index=[f"row {number} " * 20 for number in range(1000)])
    told = repr(exercises.check("06.3", given))
    assert "…" in told and "row 9" not in told
    assert len(progress.history()[-1].response) <= 200


def test_rows_without_a_number_are_left_out():
    with_gap = pd.concat([vote_of("2021-10"), pd.Series([float("nan")], index=["all four"])])
    assert repr(exercises.check("06.3", with_gap)).startswith("Right.")
