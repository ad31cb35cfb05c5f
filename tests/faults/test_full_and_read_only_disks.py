"""Real file systems that are full or cannot be written: a clear sentence, and what was saved stays."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import own_file_systems
import pytest
from copy_of_course import ROOT, copy_course
from jupyter_client import BlockingKernelClient
from test_odd_machines import run_lesson
from waiting import free_port, is_listening, wait_until

pytestmark = [
    pytest.mark.fault,
    pytest.mark.skipif(not own_file_systems.available(), reason="This machine lets no test mount a file system."),
]

FILL = """
import os
import socket
from pathlib import Path

def fill(folder):
    "Write until nothing more fits, and return the file that fills the disk."
    ballast = Path(folder) / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (4096, 512, 64, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass
    return ballast
"""


def run(before: list[str], code: str, **environment: str) -> subprocess.CompletedProcess:
    own = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    command = [*before, sys.executable, "-c", FILL + code]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=own, timeout=120)


ANSWERING = """
import contextlib
import json
from helpers import progress

def answer(text):
    return progress.record("07-turnout", lesson="07", response=text, correct=False)

said = [answer("before")]
ballast = fill(DISK)
said += [answer("while full"), answer("still full")]
held = [answer.response for answer in progress.history()]
ballast.unlink()
said += [answer("after")]
print(json.dumps({"said": said, "held": held, "in the end": [one.response for one in progress.history()]}))
"""


def answer_on_a_disk_that_fills(disk: Path, spare: Path) -> dict:
    """Answer before, while and after a small disk is full; ``spare`` is the computer's temporary folder."""
    for folder in {disk, spare}:
        folder.mkdir()
    done = run(
        own_file_systems.small(disk, 400), ANSWERING.replace("DISK", repr(str(disk))),
        COURSE_PROGRESS=str(disk / "progress.sqlite"), TMPDIR=str(spare),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_answers_outlive_a_full_disk_in_a_spare_file(tmp_path: Path):
    spare = tmp_path / "spare"
    told = answer_on_a_disk_that_fills(tmp_path / "disk", spare)
    assert told["said"][0] is None and told["said"][3] is None
    assert all("disk is full" in sentence and str(spare) in sentence for sentence in told["said"][1:3])
    assert told["held"] == ["before", "while full", "still full"]
    assert told["in the end"] == ["before", "while full", "still full", "after"]


def test_where_nothing_at_all_can_be_written_the_learner_is_told_and_saved_answers_stay(tmp_path: Path):
    told = answer_on_a_disk_that_fills(tmp_path / "disk", tmp_path / "disk")
    assert all("not saved: the disk is full" in sentence for sentence in told["said"][1:3])
    assert told["held"] == ["before"]
    assert told["in the end"] == ["before", "after"]


def test_a_hand_in_on_a_full_disk_is_told_and_comes_whole_when_there_is_room(tmp_path: Path):
    disk = tmp_path / "disk"
    disk.mkdir()
    done = run(
        own_file_systems.small(disk, 400),
        f"""
from helpers import progress
progress.record("07-turnout", lesson="07", response="3", correct=False)
os.chdir({str(disk)!r})
form = progress.hand_in("grey heron")
ballast = fill(".")
form.button.click()
print(form._said.value, sorted(os.listdir()))
ballast.unlink()
form.button.click()
print(form._said.value, sorted(os.listdir()))
""",
        COURSE_PROGRESS=str(tmp_path / "progress.sqlite"),
    )
    assert done.returncode == 0, done.stderr
    full, free = done.stdout.splitlines()
    assert "No space left" in full and "['ballast']" in full
    assert "Written: hand-in-grey-heron.json" in free


def test_lessons_that_do_not_fit_are_told_and_no_half_copy_stays(tmp_path: Path):
    disk = tmp_path / "disk"
    disk.mkdir()
    done = run(
        own_file_systems.small(disk, 1000),
        f"""
import contextlib
import json
from helpers.start import copies
from helpers.start.environment import SetupError
try:
    copies.bring(Path({str(ROOT / "notebooks")!r}), Path({str(disk)!r}) / "my")
except SetupError as error:
    print(error)
for path in (Path({str(disk)!r}) / "my").iterdir():
    json.loads(path.read_text(encoding="utf-8"))
    print(path.name)
""",
    )
    assert done.returncode == 0, done.stderr
    said, *whole = done.stdout.splitlines()
    assert "disk is full" in said
    assert whole, "some lessons fit"


def test_a_lesson_runs_from_a_course_that_nobody_may_write(tmp_path: Path):
    checkout = copy_course(tmp_path / "course")
    done = run_lesson(checkout, *own_file_systems.read_only(checkout))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_the_start_command_in_a_course_that_nobody_may_write_is_one_sentence(tmp_path: Path):
    checkout = copy_course(tmp_path / "course")
    command = [*own_file_systems.read_only(checkout), sys.executable, "-m", "helpers", "lab", "--no-browser"]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    (said,) = done.stderr.strip().splitlines()
    assert "cannot be written" in said and "folder of your own" in said


def test_a_home_that_nobody_may_write_starts_all_the_same_and_keeps_answers_beside_the_lessons(tmp_path: Path):
    checkout, home = copy_course(tmp_path / "course"), tmp_path / "home"
    home.mkdir()
    port = free_port()
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "JUPYTER", "IPYTHON", "MPL", "COURSE_"))
    } | {"HOME": str(home), "JUPYTER_TOKEN": "test", "PYTHONPATH": str(checkout)}
    command = [
        *own_file_systems.read_only(home), sys.executable, "-m", "helpers", "lab", "--no-browser", "--port", str(port),
    ]  # fmt: skip
    log = tmp_path / "lab.log"
    with log.open("w") as out:
        server = subprocess.Popen(command, cwd=checkout, env=environment, stdout=out, stderr=subprocess.STDOUT)
    try:
        wait_until(lambda: "is running at" in log.read_text() or server.poll() is not None, 60)
        assert server.poll() is None, log.read_text()
        assert "kept in my/.home" in log.read_text()
        wait_until(lambda: is_listening(port) or server.poll() is not None, 60)
        assert server.poll() is None, log.read_text()
        assert told_by_a_kernel(port, checkout / "my" / ".home") == "None"
    finally:
        server.terminate()
        server.wait(20)
    assert list(home.iterdir()) == []
    assert list((checkout / "my" / ".home").rglob("progress.sqlite"))


def _has_answered(client: BlockingKernelClient) -> bool:
    """Whether a kernel is there; on a busy machine the client takes one that is still starting for dead."""
    try:
        client.wait_for_ready(timeout=60)
    except RuntimeError:
        return False
    return True


def told_by_a_kernel(port: int, home: Path) -> str:
    """Start a kernel on the server, save one answer in it, and return what the learner would be told."""
    request = urllib.request.Request(
        f"http://localhost:{port}/api/kernels", data=b"{}", method="POST", headers={"Authorization": "token test"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        kernel = json.load(answer)["id"]
    (connection,) = home.rglob(f"kernel-{kernel}.json")
    client = BlockingKernelClient(connection_file=str(connection))
    client.load_connection_file()
    client.start_channels()
    printed: list[str] = []
    code = (
        "from helpers import progress\nprint(progress.record('07-turnout', lesson='07', response='3', correct=False))"
    )
    try:
        wait_until(lambda: _has_answered(client), 60)
        client.execute_interactive(
            code, timeout=60, output_hook=lambda message: printed.append(message["content"].get("text", str(message)))
        )
    finally:
        client.stop_channels()
    return "".join(text for text in printed if "execution_state" not in text and "execute_input" not in text).strip()
