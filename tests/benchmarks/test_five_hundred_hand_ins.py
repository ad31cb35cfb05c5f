"""A teacher with a large course waits for the class view no longer than for a page."""

import sys
import time
from pathlib import Path

import pytest

from helpers import class_view

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import made_class

pytestmark = pytest.mark.benchmark

HAND_INS, MOST_SECONDS = 500, 5.0


def test_five_hundred_hand_ins_are_shown_within_five_seconds(tmp_path: Path, capsys: pytest.CaptureFixture):
    made_class.write_class(tmp_path, learners=HAND_INS)
    start = time.perf_counter()
    view = class_view.show(tmp_path)
    view._repr_mimebundle_()
    taken = time.perf_counter() - start
    with capsys.disabled():
        print(f"\n{HAND_INS} hand-ins: {taken:.2f} s")
    assert len(view.folder.learners) == HAND_INS
    assert taken < MOST_SECONDS
