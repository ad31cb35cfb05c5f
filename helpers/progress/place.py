"""Where the answers of this account lie: the file itself, and the files that take answers when it cannot."""

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlparse

import platformdirs

from helpers.base.language import gettext as _

SETTING = "COURSE_PROGRESS"
COURSE = Path(__file__).resolve().parents[2]
_FILE_NAME = "progress.sqlite"
_QUOTATION_MARKS = "\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb"
# $HOME, ${HOME}, %USERPROFILE% and PowerShell's $env:USERPROFILE.
_VARIABLE = re.compile(r"\$env:(\w+)|\$\{(\w+)\}|\$([A-Za-z_]\w*)|%([A-Za-z_]\w*)%", re.IGNORECASE)
_HOMES = ("HOME", "USERPROFILE")
_SLASHES = tuple(sign for sign in (os.sep, os.altsep) if sign)


def where() -> Path:
    r"""Return the file that holds the answers.

    It is where the environment variable ``COURSE_PROGRESS`` points, else in the user's data folder. The variable takes
    a file, or a folder that exists or ends in a slash, in the forms that are usual on the three systems: ``~/class-a/``,
    ``$HOME/class-a``, ``%USERPROFILE%\class-a``, a ``file:`` address, all with or without quotation marks. A path that
    is not whole starts at the folder of the course.

    Returns
    -------
    Path
        A whole path; the file need not exist yet.
    """
    return _chosen()[0]


def remarks() -> list[str]:
    """Return in a sentence what is odd about ``COURSE_PROGRESS``; nothing where it is a whole path or not set."""
    remark = _chosen()[1]
    return [remark] if remark else []


def spare_files() -> list[Path]:
    """Return where answers go when the usual file cannot take them, the first choice first.

    Beside the usual file, else in a folder for temporary files that belongs to this user alone. Where the first edition
    took the setting literally, and so made a file beside a lesson, that file is one of them: its answers come home too.
    """
    usual = where()
    spares = [usual.with_name(f"{usual.stem}-spare.sqlite")]
    # There are computers without any folder for temporary files.
    with contextlib.suppress(OSError):
        own = Path(tempfile.gettempdir()) / f"kosovo-kfor-course-{_user()}"
        mark = hashlib.sha256(str(usual).encode("utf-8", "surrogateescape")).hexdigest()[:12]
        if _is_ours(own):
            spares.append(own / f"{usual.stem}-{mark}-spare.sqlite")
    literal = Path(os.environ.get(SETTING, ""))
    if not literal.is_absolute() and _is(Path.is_file, literal) and literal.resolve() != usual:
        spares.append(literal.resolve())
    return spares


def _chosen() -> tuple[Path, str]:
    """Return the file and, where the setting is odd, a sentence about it."""
    usual = Path(platformdirs.user_data_dir("kosovo-kfor-course", appauthor=False)) / _FILE_NAME
    text = _unquoted(os.environ.get(SETTING, ""))
    if not text:
        return usual, ""
    try:
        path, text = _expanded(text)
    except LookupError as unknown:
        sentence = _("{setting} holds {name}, which means nothing on this computer. Answers are kept in {file}.")
        return usual, sentence.format(setting=SETTING, name=unknown.args[0], file=usual)
    whole = path.is_absolute()
    path = COURSE / path
    if text.endswith(_SLASHES) or _is(Path.is_dir, path):
        path /= _FILE_NAME
    sentence = _("{setting} is not a whole path, so it starts at the folder of the course. Answers are kept in {file}.")
    return path, "" if whole else sentence.format(setting=SETTING, file=path)


def exists(path: Path) -> bool:
    """Whether a file is there and can be seen."""
    return _is(Path.exists, path)


def _is(test: Callable[[Path], bool], path: Path) -> bool:
    """Ask a path what it is; one that no system would take, such as a very long one, is nothing."""
    try:
        return test(path)
    except OSError:
        return False


def _unquoted(setting: str) -> str:
    text = setting.strip()
    if len(text) > 1 and text[0] in _QUOTATION_MARKS and text[-1] in _QUOTATION_MARKS:
        return text[1:-1].strip()
    return text


def _expanded(text: str) -> tuple[Path, str]:
    """Return a setting as a path and as text, with home and variables put in; ``LookupError`` names what is unknown."""
    if text.lower().startswith("file:"):
        address = urlparse(text)
        server = f"//{address.netloc}" if address.netloc not in ("", "localhost") else ""
        # Few settings are addresses, and this module brings the whole of HTTP with it.
        from urllib.request import url2pathname

        text = url2pathname(server + address.path)
        return Path(text), text
    if os.name != "nt" and re.match(r"(~|\$|%)[^/]*\\", text):
        # Written the way of Windows.
        text = text.replace("\\", "/")
    text = _VARIABLE.sub(_value, text)
    try:
        return Path(text).expanduser(), text
    except RuntimeError as error:
        raise LookupError(Path(text).parts[0]) from error


def _value(variable: re.Match[str]) -> str:
    name = next(filter(None, variable.groups()))
    if name in os.environ:
        return os.environ[name]
    if name.upper() in _HOMES:
        # Each system sets only one of the two.
        with contextlib.suppress(RuntimeError):
            return str(Path.home())
    raise LookupError(variable.group())


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "answers"


def _is_ours(folder: Path) -> bool:
    """Whether a folder of the shared temporary folder does not exist yet or belongs to this user."""
    try:
        return not hasattr(os, "getuid") or folder.lstat().st_uid == os.getuid()
    except OSError:
        return True
