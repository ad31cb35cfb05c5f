"""File systems of a test's own: small ones that fill up, and folders that nobody may write. Needs Linux."""

import shlex
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

ALONE = ("unshare", "--map-root-user", "--mount")


@cache
def available() -> bool:
    """Return whether this machine lets a test mount for itself."""
    try:
        return subprocess.run([*ALONE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], check=False).returncode == 0
    except FileNotFoundError:
        return False


def read_only(*folders: Path) -> list[str]:
    """Return the words before a command that runs where these folders cannot be written, not even by root."""
    mounts = [
        f"mount --bind {place} {place} && mount -o remount,ro,bind {place}"
        for place in (shlex.quote(str(folder)) for folder in folders)
    ]
    return _where(mounts)


def small(folder: Path, kilobytes: int) -> list[str]:
    """Return the words before a command that finds a file system of this size at a folder."""
    return _where([f"mount -t tmpfs -o size={kilobytes}k tmpfs {shlex.quote(str(folder))}"])


def _where(mounts: Sequence[str]) -> list[str]:
    return [*ALONE, "sh", "-c", " && ".join([*mounts, 'exec "$@"']), "sh"]
