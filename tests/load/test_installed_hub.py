"""The installer on a machine with systemd as process 1: accounts that cannot reach each other, and the teacher's folder."""

import re
import socket
from collections.abc import Iterator
from types import SimpleNamespace

import hub as hubs
import namespace
import pytest
from hub import Learner
from namespace import Machine

from helpers.base import lessons

LACKING = hubs.missing() or namespace.missing()
pytestmark = [pytest.mark.load, pytest.mark.skipif(bool(LACKING), reason=LACKING or "-")]
SOURCE = "/srv/course"
HAND_INS = "/var/lib/kosovo-kfor-hand-ins"
HAND_IN = """
from helpers import progress
form = progress.hand_in("ana")
form._show()
form._write(None)
print(form._said.value)
"""


@pytest.fixture(scope="module")
def installed() -> Iterator[tuple[Machine, SimpleNamespace]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    with namespace.machine() as machine:
        machine.copy(lessons.ROOT, SOURCE)
        machine.run("tee", "/etc/kosovo-kfor-course.own.env", given=f"COURSE_HUB_ADDRESS={address}\n".encode())
        _install(machine)
        hubs.wait_for(address)
        yield machine, SimpleNamespace(address=address)
        machine.run("systemctl", "stop", "kosovo-kfor-course")


def _install(machine: Machine) -> str:
    done = machine.run(f"{SOURCE}/deploy/jupyterhub/install")
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return done.stdout.decode()


def _password(machine: Machine, name: str = "password") -> str:
    return machine.run("cat", f"/var/lib/kosovo-kfor-course/{name}").stdout.decode()


@pytest.fixture(scope="module")
def learners(installed: tuple[Machine, SimpleNamespace]) -> list[Learner]:
    machine, hub = installed
    found = [Learner(hub, name, password=_password(machine)) for name in ("class-ana", "class-eve")]
    for learner in found:
        learner.log_in()
        learner.start_server()
        learner.answer_exit_check()
    return found


@pytest.fixture(scope="module")
def teacher(installed: tuple[Machine, SimpleNamespace]) -> Learner:
    machine, hub = installed
    found = Learner(hub, "class-teacher", password=_password(machine, "teacher-password"))
    found.log_in()
    found.start_server()
    found.start_kernel()
    return found


def test_a_hand_in_reaches_the_teacher_and_nobody_else(learners: list[Learner], teacher: Learner):
    ana, eve = learners
    for learner in learners:
        assert "your teacher" in learner.printed(HAND_IN), "the learner is not told"
    theirs = f"{HAND_INS}/hand-in-ana.json"
    assert teacher.printed(f"import os; print(os.path.isfile('{theirs}'))").strip() == "True"
    for attempt in (
        f"os.listdir('{HAND_INS}')",
        f"open('{theirs}').read()",
        f"os.unlink('{theirs}')",
        f"open('{theirs}', 'w')",
    ):
        assert "PermissionError" in eve.printed(f"import os\nprint({attempt})"), attempt
    assert "2" in teacher.printed("import os; print(len(os.listdir('hand-ins')))")
    said = teacher.printed("from helpers import class_view\nprint(class_view.show('hand-ins').summary())")
    assert said.startswith("2 learners handed in")


def test_a_learner_reaches_neither_a_neighbour_nor_the_course_nor_the_hub(learners: list[Learner]):
    eve = learners[1]
    for attempt in (
        "os.listdir('/var/lib/private/class-ana')",
        "open('/var/lib/private/class-ana/.local/share/kosovo-kfor-course/progress.sqlite', 'rb').read()",
        "open('/opt/kosovo-kfor-course/data/claims.csv', 'a')",
        "os.listdir('/var/lib/kosovo-kfor-course')",
        "open('/proc/1/environ').read()",
        "os.kill(1, 0)",
    ):
        said = eve.printed(f"import os\nprint({attempt})")
        # The homes of others are not even there for a learner's server.
        assert "PermissionError" in said or "FileNotFoundError" in said, (attempt, said)
    assert "Error" in eve.printed("import subprocess; subprocess.run(['sudo', '-n', 'true'], check=True)")


def test_the_password_of_the_room_is_not_the_teachers(installed: tuple[Machine, SimpleNamespace]):
    machine, hub = installed
    with pytest.raises(AssertionError, match="403"):
        Learner(hub, "class-teacher", password=_password(machine)).log_in()


def test_only_the_teacher_has_the_page_with_the_keys(learners: list[Learner], teacher: Learner):
    listed = "import os; print(sorted(name for name in os.listdir('.') if name.startswith('90')))"
    assert learners[0].printed(listed).strip() == "[]"
    assert teacher.printed(listed).strip() == "['90_for_teachers.ipynb']"


def test_an_update_meets_no_work_of_a_learner(installed: tuple[Machine, SimpleNamespace], learners: list[Learner]):
    machine, hub = installed
    ana = learners[0]
    ana.printed("open('mine.txt', 'w').write('kept')")
    before = _password(machine)
    said = _install(machine)
    hubs.wait_for(hub.address)
    assert _password(machine) == before and re.search(r"The hub runs at \S+:\d+", said)
    # The server went on while the hub was away; a page listens again.
    ana.connect()
    assert ana.session.get(f"{ana.server}/api/contents/mine.txt", timeout=60).status_code == 200
    assert ana.printed("print(open('mine.txt').read())").strip() == "kept"
