"""Read a TOML file, or say in one sentence why that is not possible. Standard library only."""

import tomllib
from pathlib import Path

from helpers.base.errors import CourseError


def read(path: Path) -> dict:
    """Return the content of a TOML file.

    Parameters
    ----------
    path : Path
        A file of the course.

    Returns
    -------
    dict
        Its tables and values.

    Raises
    ------
    CourseError
        When it is missing, unreadable or no TOML; the sentence names the file, the fault and the way out.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        fault = error.strerror or str(error)
    except UnicodeDecodeError:
        fault = "it is not UTF-8 text"
    except tomllib.TOMLDecodeError as error:
        fault = f"it is not valid TOML: {error}"
    except RecursionError:
        fault = "its lists are nested too deeply"
    raise CourseError(
        f"{path.parent.name}/{path.name} cannot be read ({fault}). Mend it, or restore it from the course."
    )
