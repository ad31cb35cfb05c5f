"""The folder that a kit is written into."""

import shutil
from pathlib import Path

from helpers.base.errors import CourseError


class Folder:
    """A folder of files; what goes wrong with it is said in one sentence."""

    def __init__(self, path: Path) -> None:
        """Make the folder anew.

        Raises
        ------
        CourseError
            When what stood there cannot be removed, and when it cannot be made.
        """
        self.path = path
        try:
            if path.exists():
                shutil.rmtree(path)
            path.mkdir(parents=True)
        except OSError as error:
            raise CourseError(
                f"The folder {path} cannot be made anew ({error.strerror}). Close what uses it, or look at its rights."
            ) from error

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file, with the folders that it stands in.

        Raises
        ------
        CourseError
            When it cannot be written, for example on a full disk.
        """
        target = self.path / name
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        except OSError as error:
            raise CourseError(
                f"{target} cannot be written ({error.strerror}). Make room, or look at the rights of the folder, and begin again."
            ) from error
