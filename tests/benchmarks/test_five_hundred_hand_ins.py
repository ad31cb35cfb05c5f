"""A teacher with a large course waits for the class view as long as its size asks for, and no longer."""

import json
from pathlib import Path

import made_class
import pandas
import pytest
from measuring import least_cpu_seconds

from helpers import class_view

pytestmark = pytest.mark.benchmark

FEW, MANY, ROUNDS = 50, 500, 3
# Each hand-in is checked against its schema and its checksum, which reading alone does not do.
MOST = 20.0


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    made = {learners: tmp_path_factory.mktemp(f"class-of-{learners}") for learners in (FEW, MANY)}
    for learners, folder in made.items():
        made_class.write_class(folder, learners=learners)
        assert len(class_view.show(folder).folder.learners) == learners
    return made


def shown(folder: Path) -> None:
    class_view.show(folder)._repr_mimebundle_()


def bare(folder: Path) -> None:
    """Read the same files, count the same answers and show a table, with no check of anything."""
    handed_in = [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.json"))]
    answers = pandas.DataFrame(answer for one in handed_in for answer in one["answers"])
    answers.groupby("item").size().to_frame().to_html()


def test_a_class_view_costs_little_more_than_reading_its_files(folders: dict[int, Path], capsys: pytest.CaptureFixture):
    own, plain = least_cpu_seconds(lambda: shown(folders[MANY]), lambda: bare(folders[MANY]), rounds=ROUNDS)
    with capsys.disabled():
        print(f"\n{MANY} hand-ins: {own:.2f} s of CPU, bare {plain:.2f} s, ratio {own / plain:.1f}")
    assert own <= MOST * plain


def test_ten_times_as_many_hand_ins_cost_ten_times_as_much(folders: dict[int, Path], capsys: pytest.CaptureFixture):
    many, few = least_cpu_seconds(lambda: shown(folders[MANY]), lambda: shown(folders[FEW]), rounds=ROUNDS)
    with capsys.disabled():
        print(f"\n{MANY} hand-ins: {many:.2f} s of CPU, {FEW}: {few:.2f} s, ratio {many / few:.1f}")
    # What a view costs whatever the size of the class leaves room for disturbance.
    assert many <= MANY / FEW * few
