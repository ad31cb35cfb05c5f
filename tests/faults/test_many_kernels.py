"""Kernels and programs that want one file of answers at once: nothing is lost, and nobody waits longer than the page."""

import contextlib
import sqlite3
import time
from pathlib import Path

import kernels_at_once
import pytest

from helpers import progress
from helpers.progress import place

pytestmark = pytest.mark.fault

PATIENCE_OF_THE_PAGE = 2.0


def seconds_until_given_up(path: Path) -> float:
    """Return how long a program waits for a held file that has the page's patience, on this machine, now."""
    start = time.monotonic()
    patient = sqlite3.connect(path, timeout=PATIENCE_OF_THE_PAGE, isolation_level=None)
    with contextlib.closing(patient), pytest.raises(sqlite3.OperationalError, match="locked"):
        patient.execute("BEGIN IMMEDIATE")
    return time.monotonic() - start


def test_two_thousand_answers_of_four_kernels_are_all_there_and_none_twice(own_answers: Path):
    kernels_at_once.write(own_answers, kernels=4, each=500)
    items = [answer.item for answer in progress.history()]
    assert len(items) == len(set(items)) == 2000


@pytest.mark.parametrize("also_the_spare_file", [False, True])
def test_a_file_that_another_program_holds_is_told_before_the_page_gives_up(
    own_answers: Path, also_the_spare_file: bool
):
    files = [own_answers, *place.spare_files()[:1]] if also_the_spare_file else [own_answers]
    assert progress.record("07-a", lesson="07", response="a", correct=True) is None
    with contextlib.ExitStack() as stack:
        for path in files:
            holder = stack.enter_context(contextlib.closing(sqlite3.connect(path, isolation_level=None)))
            holder.execute("BEGIN EXCLUSIVE")
        start = time.monotonic()
        told = progress.record("07-b", lesson="07", response="a", correct=True)
        assert time.monotonic() - start < seconds_until_given_up(own_answers)
        assert "in use by another program" in told and "They are kept in" in told
    assert progress.record("07-c", lesson="07", response="a", correct=True) is None
    assert [answer.item for answer in progress.history()][-2:] == ["07-b", "07-c"]
