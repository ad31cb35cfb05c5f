"""What stands in two files of ``deploy`` is the same in both: a cluster would else start what no image holds, or end a lesson early."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
VALUES = yaml.safe_load((DEPLOY / "kubernetes" / "values.yaml").read_text(encoding="utf-8"))
IMAGE = (DEPLOY / "kubernetes" / "Dockerfile").read_text(encoding="utf-8")
CONFIG = (DEPLOY / "jupyterhub" / "jupyterhub_config.py").read_text(encoding="utf-8")
LEARNER = (DEPLOY / "jupyterhub" / "learner.py").read_text(encoding="utf-8")


def megabytes(text: str) -> int:
    number, unit = re.fullmatch(r"(\d+)([MG])", text).groups()
    return int(number) * (1000 if unit == "G" else 1)


def test_the_cluster_starts_what_the_image_holds():
    command = VALUES["singleuser"]["cmd"]
    assert f'CMD ["{command[0]}", "{command[1]}"]' in IMAGE
    folder = re.search(r"COURSE=(\S+)", IMAGE).group(1)
    assert command[1].startswith(f"{folder}/") and (ROOT / Path(command[1]).relative_to(folder)).is_file()
    assert VALUES["singleuser"]["storage"]["homeMountPath"] == re.search(r"HOME=(\S+)", IMAGE).group(1)
    assert "USER 1000" in IMAGE, "learners would be root"


def test_nobody_is_ended_in_the_middle_of_a_double_lesson():
    longest = {eval_seconds(text) for text in (CONFIG, LEARNER)} | {VALUES["cull"]["timeout"]}
    assert len(longest) == 1 and longest.pop() >= 2 * 45 * 60


def eval_seconds(text: str) -> int:
    product = re.search(r"^IDLE_SECONDS = ([\d* ]+)$", text, re.MULTILINE).group(1)
    seconds = 1
    for factor in product.split("*"):
        seconds *= int(factor)
    return seconds


def test_a_learner_is_given_what_was_measured_and_no_more_than_the_limit():
    rows = re.findall(
        r"^\| \d+ \|(?:[^|]+\|){3} (\d+) \|", (DEPLOY / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    memory = VALUES["singleuser"]["memory"]
    assert rows and max(map(int, rows)) < megabytes(memory["guarantee"]) < megabytes(memory["limit"])
    for profile in VALUES["singleuser"]["profileList"]:
        own = profile.get("kubespawner_override", {})
        assert megabytes(own.get("mem_guarantee", "1M")) <= megabytes(own.get("mem_limit", memory["limit"]))


def test_a_cluster_and_binder_install_the_same_list():
    assert "-r requirements.txt" in IMAGE
    assert "-r ../requirements.txt" in (ROOT / ".binder" / "requirements.txt").read_text(encoding="utf-8")
    assert re.search(r"FROM python:(\d+\.\d+)", IMAGE).group(1) in (ROOT / ".binder" / "runtime.txt").read_text(
        encoding="utf-8"
    )
