"""What tests of faults share; some need Hypothesis, which a newcomer's environment does not have."""

import shutil
import subprocess
from importlib.util import find_spec

import pytest

collect_ignore = [] if find_spec("hypothesis") else ["test_broken_files.py", "test_hostile_input.py"]


@pytest.fixture
def offline() -> list[str]:
    """Return the words before a command that runs without any network but its own computer."""
    alone = ["unshare", "--map-root-user", "--net"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*alone, "ip", "link", "set", "lo", "up"], check=False).returncode
    ):
        pytest.skip("This machine lets nobody make a network of their own.")
    return [*alone, "sh", "-c", f'{shutil.which("ip")} link set lo up && ! ip route | grep -q . && exec "$@"', "sh"]
