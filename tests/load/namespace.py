"""A machine of its own for the installer: systemd as process 1 in namespaces, over a layer of files that is thrown away.

Only Linux, root, systemd's program and overlay file systems are needed; nothing outside the layer is written.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SYSTEMD = "/usr/bin/systemd"
PATH = "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin"
SECONDS = 60
# Units that would change what this machine shares with the layer: devices and settings of the kernel.
MASKED = (
    "systemd-udevd.service", "systemd-udevd-control.socket", "systemd-udevd-kernel.socket", "systemd-udev-trigger.service",
    "systemd-sysctl.service", "systemd-modules-load.service", "systemd-binfmt.service", "systemd-random-seed.service",
)  # fmt: skip
BOOT = """
set -e
layer=$1; mount -t tmpfs -o size=6g tmpfs "$layer"; mkdir "$layer"/upper "$layer"/work "$layer"/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$layer/upper,workdir=$layer/work" "$layer/root"
root="$layer/root"
mount -t proc proc "$root/proc"; mount -t sysfs sysfs "$root/sys"; mount -t tmpfs tmpfs "$root/run"; mount -t tmpfs tmpfs "$root/tmp"
mount --rbind /dev "$root/dev"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
for unit in $3; do ln -sf /dev/null "$root/etc/systemd/system/$unit"; done
cd "$root"
export container=lxc
exec chroot "$root" "$2" --system --unit=multi-user.target --log-target=null --show-status=no
"""


class Machine:
    """A running machine; ``run`` starts a program in it."""

    def __init__(self, first: int) -> None:
        """Remember its process 1, as this computer numbers it."""
        self._first = first

    def run(self, *command: str, given: bytes | None = None, seconds: int = 600) -> subprocess.CompletedProcess:
        """Run a program in the machine as root and wait for its end."""
        entered = ["nsenter", "-t", str(self._first), "-m", "-p", "-u", "-i", "-r", "-w"]
        own = {**os.environ, "HOME": "/root", "PATH": PATH}
        return subprocess.run(
            [*entered, *command], input=given, capture_output=True, env=own, timeout=seconds, check=False
        )

    def copy(self, folder: Path, to: str) -> None:
        """Put what git knows of a folder into the machine."""
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=folder,
            capture_output=True,
            check=True,
        )
        packed = subprocess.run(
            ["tar", "--null", "-T", "-", "-cf", "-"], cwd=folder, input=listed.stdout, capture_output=True, check=True
        )
        self.run("mkdir", "-p", to)
        assert self.run("tar", "-C", to, "-xf", "-", given=packed.stdout).returncode == 0


def missing() -> str:
    """Return why there can be no such machine here; empty where there can be one."""
    if os.geteuid() != 0:
        return "only root can make a machine of its own"
    for program in (SYSTEMD, "unshare", "nsenter", "tar", "git"):
        if not shutil.which(program):
            return f"{program} is missing"
    with tempfile.TemporaryDirectory() as layer:
        tried = subprocess.run(
            ["unshare", "-m", "--propagation", "private", "bash", "-c",
             'mount -t tmpfs tmpfs "$1" && mkdir "$1"/u "$1"/w "$1"/m'
             ' && mount -t overlay overlay -o "lowerdir=/,upperdir=$1/u,workdir=$1/w" "$1/m"'
             ' && mount -t sysfs sysfs "$1/m/sys" && mount -t cgroup2 cgroup2 "$1/m/sys/fs/cgroup"', "try", layer],
            capture_output=True, check=False,
        )  # fmt: skip
    return "" if tried.returncode == 0 else "this computer allows no layer over its files"


@contextlib.contextmanager
def machine() -> Iterator[Machine]:
    """Start a machine for the length of a block."""
    with tempfile.TemporaryDirectory() as layer:
        entered = ["unshare", "-m", "-p", "-f", "-u", "-i", "--kill-child", "--propagation", "private"]
        started = subprocess.Popen(
            [*entered, "bash", "-c", BOOT, "boot", layer, SYSTEMD, " ".join(MASKED)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield Machine(_first_process(started))
        finally:
            started.kill()
            started.wait()


def _first_process(started: subprocess.Popen) -> int:
    children = Path(f"/proc/{started.pid}/task/{started.pid}/children")
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        assert started.poll() is None, "the machine did not start"
        found = children.read_text().split()
        if found and Machine(int(found[0])).run("systemctl", "is-active", "multi-user.target").stdout == b"active\n":
            return int(found[0])
        time.sleep(0.5)
    raise AssertionError("the machine did not come up")
