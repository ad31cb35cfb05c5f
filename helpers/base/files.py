"""Write files whole or not at all, and ask whether a folder takes files. Standard library only."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from typing import BinaryIO


def write_new(folder: Path, stem: str, ending: str, text: str, most: int) -> Path:
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
            with path.open("xb") as file:
                _write_durably(file, text.encode("utf-8"))
        except FileExistsError:
            continue
        except OSError:
            # Half a file would only confuse whoever reads it.
            with contextlib.suppress(OSError):
                path.unlink()
            raise
        return path
    raise FileExistsError


def replace(path: Path, content: bytes) -> None:
    """Write a file in one step: whatever happens, the old one or the new one stands there whole.

    Raises
    ------
    OSError
        When it cannot be written; the old file is as it was and no half one is left.
    """
    # A name of its own for each writer: two programs never write into one unfinished file.
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            _write_durably(file, content)
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def _write_durably(file: BinaryIO, content: bytes) -> None:
    file.write(content)
    file.flush()
    os.fsync(file.fileno())


def fault_of_writing(folder: Path) -> OSError | None:
    """Try to put a file into a folder; return the error, or None where it takes files."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return error
