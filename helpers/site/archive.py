"""The site as one zip file, the same bytes from the same files."""

import io
import zipfile
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
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{inside}/{path.relative_to(folder).as_posix()}", _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, path.read_bytes())
    return content.getvalue()
