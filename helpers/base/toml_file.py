"""Read a TOML file and its blocks, or say in one sentence why that is not possible. Standard library only."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from helpers.base.errors import CourseError, unknown


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


def blocks(path: Path, key: str) -> Iterator[tuple[str, object]]:
    """Yield the blocks of a file that holds blocks of one key and nothing else, each after its place in words.

    Parameters
    ----------
    path : Path
        A file of the course.
    key : str
        What stands between the double brackets; a block's place is named by its ``id``, else by its number.

    Raises
    ------
    CourseError
        As for ``read``, and when the file holds anything else.
    """
    name = f"{path.parent.name}/{path.name}"
    content = read(path)
    entries = content.get(key)
    if set(content) != {key} or not isinstance(entries, list):
        raise CourseError(f"{name}: it holds blocks that begin with [[{key}]] and nothing else.")
    for number, entry in enumerate(entries, start=1):
        named = str(entry.get("id", "")) if isinstance(entry, dict) else ""
        yield f"{name}, {key} {named or number}", entry


def text(place: str, entry: Mapping, key: str) -> str:
    """Return a text of a block without spaces around it.

    Raises
    ------
    CourseError
        When it is missing, empty or no text; the sentence names the place and the key.
    """
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CourseError(f"{place}: {key} must be a text in quotation marks.")
    return value.strip()


def refuse_other_keys(place: str, entry: Mapping, known: tuple[str, ...]) -> None:
    """Raise a CourseError for a key that a block cannot have; the sentence names the nearest one that it can."""
    for key in entry:
        if key not in known:
            raise CourseError(f"{place}: {unknown('key', key, known)}")
