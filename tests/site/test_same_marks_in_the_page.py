"""Whoever answers in the web edition must be told the same as in JupyterLab; else one of the two is wrong."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import golden_vectors
import pytest

from helpers.site import bank_json

ROOT = Path(__file__).resolve().parents[2]
COMPARE = ROOT / "tests" / "javascript" / "compare_with_python.js"
pytestmark = pytest.mark.authors


def differences(content: dict, folder: Path, zone: str = "UTC") -> dict:
    file = folder / "vectors.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    node = shutil.which("node")
    assert node, "These tests need Node; .ci/run installs it."
    run = subprocess.run(
        [node, str(COMPARE), str(file)], env={**os.environ, "TZ": zone}, capture_output=True, text=True, timeout=300
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


@pytest.fixture(scope="module")
def vectors() -> dict:
    return golden_vectors.of_the_course()


def test_the_page_marks_each_answer_as_python_does(vectors: dict, tmp_path: Path):
    found = differences({"vectors": vectors}, tmp_path)
    assert not found["count"], "\n".join(found["first"])


def test_the_vectors_ask_for_every_verdict_of_every_kind(vectors: dict):
    kinds = {item: question["key"]["kind"] for item, question in vectors["questions"].items()}
    verdicts = {
        (kinds[case["item"]], case["mark"]["verdict"] if "mark" in case else "asks") for case in vectors["marks"]
    }
    both = {"right", "wrong", "asks"}
    wanted = {"single": both, "text": both, "multiple": both | {"partly"}, "match": both | {"partly"}}
    wanted |= {"number": both | {"near"}, "order": both | {"near"}}
    wanted |= dict.fromkeys(("guess", "written", "levels"), {"kept", "asks"})
    assert verdicts == {(kind, verdict) for kind, expected in wanted.items() for verdict in expected}
    said = {case["mark"]["verdict"] if "mark" in case else "asks" for case in vectors["exercise_marks"]}
    assert said == {"right", "wrong", "start", "asks"}


def test_a_marker_that_lies_is_noticed(vectors: dict, tmp_path: Path):
    case = next(case for case in vectors["marks"] if case.get("mark", {}).get("verdict") == "wrong")
    lie = case | {"mark": case["mark"] | {"verdict": "right"}}
    found = differences(
        {"vectors": vectors | {"marks": [lie]} | dict.fromkeys(("exercise_marks", "numbers", "folded", "digits"), [])},
        tmp_path,
    )
    assert found["count"] == 1


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC", "Europe/Belgrade", "America/Los_Angeles"], indirect=True)
def test_questions_come_back_on_the_same_days(zone: str, tmp_path: Path):
    content = {"histories": golden_vectors.of_spacing(), "bank": bank_json.bank()}
    found = differences(content, tmp_path, zone)
    assert not found["count"], "\n".join(found["first"])
