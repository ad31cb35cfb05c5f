"""Whoever learns alone sees one possible answer to every open task, and never waits for a partner."""

import pytest
from small_course import SmallCourse

from helpers.authoring import task_rules

ANSWER = "<details><summary>One possible answer</summary>\n\nAsk both.\n\n</details>"


def put(course: SmallCourse, cell: str, text: str) -> None:
    course.change(lambda cells: cells[cell].update(source=f"{cells[cell].source}\n\n{text}"))


def test_a_talk_with_a_folded_answer_keeps_the_rule_and_one_without_is_named(course: SmallCourse):
    assert task_rules.open_tasks_have_a_possible_answer() == []
    course.replace("talk", "<summary>One possible answer</summary>", "<summary>More</summary>")
    (fault,) = task_rules.open_tasks_have_a_possible_answer()
    assert fault.startswith("07_a_storm.ipynb, cell talk: its task needs <details><summary>One possible answer")


@pytest.mark.parametrize(
    "task", ["**In pairs.** Who knew?", "**Alone.** Who knew?", "**One question without code:** who?"]
)
def test_a_task_needs_its_answer_before_the_next_task(course: SmallCourse, task: str):
    put(course, "voices", task)
    put(course, "card-a", "More words.")
    (fault,) = task_rules.open_tasks_have_a_possible_answer()
    assert "cell voices: its task needs" in fault
    put(course, "card-b", f"**Alone.** And who did not?\n\n{ANSWER}")
    (fault,) = task_rules.open_tasks_have_a_possible_answer()
    assert "cell voices: its task needs" in fault
    put(course, "card-a", ANSWER.replace("<summary>", '<summary style="padding:0.3em 0">'))
    assert task_rules.open_tasks_have_a_possible_answer() == []


def test_the_answer_of_another_part_does_not_count(course: SmallCourse):
    put(course, "predict", "**One question without code:** who counted?")
    (fault,) = task_rules.open_tasks_have_a_possible_answer()
    assert "cell predict: its task needs" in fault


def test_an_answer_that_speaks_of_pairs_is_no_task(course: SmallCourse):
    put(course, "voices", f"{ANSWER.replace('Ask both.', '**In pairs** one of you asks.')}")
    assert task_rules.open_tasks_have_a_possible_answer() == []


@pytest.mark.parametrize("words", ["In pairs, talk.", "Talk in fours.", "Work in groups.", "Form four groups."])
def test_a_text_that_sends_learners_together_says_what_one_alone_does(course: SmallCourse, words: str):
    assert task_rules.nobody_needs_a_partner() == []
    put(course, "talk", words)
    (fault,) = task_rules.nobody_needs_a_partner()
    assert fault.startswith("07_a_storm.ipynb, cell talk: it says ")
    put(course, "talk", "<details><summary>More</summary>\n\nAlone, think.\n\n</details>")
    assert len(task_rules.nobody_needs_a_partner()) == 1
    put(course, "talk", "Alone, write both sides down.")
    assert task_rules.nobody_needs_a_partner() == []


def test_groups_that_somebody_else_asked_are_no_task(course: SmallCourse):
    put(course, "talk", "The institute spoke with two groups of nine.")
    assert task_rules.nobody_needs_a_partner() == []
