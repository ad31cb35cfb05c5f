"""Files as one zip file, the same bytes from the same files."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

# The first moment that a zip file can hold; the hour of the build is nobody's business.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o644 << 16


def packed(folder: Path, inside: str) -> bytes:
    """Return all files of a folder as a zip file.

    Parameters
    ----------
    folder : Path
        What is packed.
    inside : str
        The name of the folder that unpacking makes.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return of_files({f"{inside}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths})


def of_files(files: Mapping[str, bytes]) -> bytes:
    """Return files, by their names inside, as a zip file; they stand in the order that they are given in."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, data)
    return content.getvalue()


def repacked(content: bytes) -> bytes:
    """Return a zip file that another library wrote without the hour at which it wrote it."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return of_files({entry.filename: archive.read(entry) for entry in archive.infolist()})
