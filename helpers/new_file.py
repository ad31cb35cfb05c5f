"""Write what a learner made under a name that is still free."""

import contextlib
import os
from pathlib import Path


def write(folder: Path, stem: str, ending: str, text: str, most: int) -> Path:
    """Write a text as ``stem`` or ``stem-2`` and so on, durably, and return its path.

    Raises
    ------
    FileExistsError
        When ``most`` such files stand in the folder already.
    OSError
        When it cannot be written; nothing of it is left.
    """
    for number in range(1, most + 1):
        path = folder / f"{stem}{'' if number == 1 else f'-{number}'}{ending}"
        try:
            # "x" never overwrites what another cell or kernel has just written.
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError:
            continue
        except OSError:
            # Half a file would only confuse whoever reads it.
            with contextlib.suppress(OSError):
                path.unlink()
            raise
        return path
    raise FileExistsError
