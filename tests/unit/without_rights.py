"""Run work in a child process, by default as somebody who may not write where there is no permission."""

import multiprocessing
import os
from collections.abc import Callable


def exit_code(work: Callable[[], object], as_nobody: bool = True) -> int | None:
    """Return how the child ended; root may write everywhere, so it works as nobody."""

    def child() -> None:
        if as_nobody and os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        work()

    process = multiprocessing.get_context("fork").Process(target=child)
    process.start()
    process.join()
    return process.exitcode
