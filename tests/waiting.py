"""What tests need that start a server: a port, and patience."""

import contextlib
import socket
import time
from collections.abc import Callable


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_listening(port: int) -> bool:
    """Whether a server takes connections; on a busy machine it says that it runs a moment before."""
    with contextlib.suppress(OSError), socket.create_connection(("localhost", port), timeout=5):
        return True
    return False


def wait_until(condition: Callable[[], object], seconds: float) -> None:
    """Return as soon as the condition holds; fail when it does not within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.2)
    raise AssertionError(f"still waiting after {seconds} s")
