"""Make and check the course's own environment in ``.venv``. Standard library only."""

import compileall
import errno
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

from helpers.base import files
from helpers.start import install_failures, installer, place, variables
from helpers.start.errors import SetupError

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
STAMP = VENV / "course-stamp"
NEEDED = (place.DISTRIBUTION, "jupyterlab", "nbval")
FOR_AUTHORS = "requirements-dev.txt"


def ready() -> Path:
    """Return the Python of an environment that matches the pins; make, mend or update ``.venv`` when it does not.

    Also sets what the processes inherit that this one starts.

    Returns
    -------
    Path
        The interpreter: ``.venv``'s, or the running one where somebody installed the pins into it by hand.

    Raises
    ------
    SetupError
        When the environment cannot be made; the sentence says why and what to do.
    """
    variables.set_own()
    if _made_by_hand():
        python = Path(sys.executable)
        found = place.look(python)
    else:
        python = interpreter()
        found = _fit(python)
    if not _leads_here(found):
        # Packages that somebody installed by hand lead to another copy of the course, or cannot be written.
        variables.put_first(ROOT)
    return python


def interpreter() -> Path:
    """Return the path of the environment's Python."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def runs_in(python: Path) -> bool:
    """Say whether this process is already run by the given interpreter."""
    return Path(sys.executable).absolute() == python.absolute() or Path(sys.prefix).resolve() == VENV.resolve()


def fingerprint() -> str:
    """Return a mark of everything that the environment is made from, wherever the course lies."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hatch = project.get("tool", {}).get("hatch")
    parts = [json.dumps([project.get("build-system"), project.get("project"), hatch], sort_keys=True)]
    parts += _pins(ROOT / "requirements.txt")
    settings = sorted((ROOT / "helpers" / "start" / "settings").rglob("*.*"))
    parts += [path.read_text(encoding="utf-8") for path in settings if path.suffix in (".json", ".py")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _pins(requirements: Path) -> list[str]:
    lines = (line.partition(" #")[0].strip() for line in requirements.read_text(encoding="utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def bring_authors_packages() -> None:
    """Install what only authors need into ``.venv``, where this process runs, unless it is there.

    Raises
    ------
    SetupError
        When it cannot be installed, or when the environment is not the course's own.
    """
    missing = [name for name in _names(ROOT / FOR_AUTHORS) if not _installed(name)]
    if not missing:
        return
    if Path(sys.prefix).resolve() != VENV.resolve():
        raise SetupError(
            f"Packages for authors are missing: {', '.join(missing)}. "
            f"Install them with: python -m pip install -r {FOR_AUTHORS}"
        )
    print(f"Fetching packages for authors ({', '.join(missing)}); this happens once.", flush=True)
    installer.install(Path(sys.executable), ROOT / FOR_AUTHORS)


def _names(requirements: Path) -> list[str]:
    """Return the names of pins that hold on every system."""
    return [line.split("==")[0] for line in _pins(requirements) if "==" in line and ";" not in line]


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _made_by_hand() -> bool:
    """Whether the running Python, in an environment of its own, has this course installed."""
    if sys.prefix == sys.base_prefix or Path(sys.prefix).resolve() == VENV.resolve():
        return False
    return all(_installed(name) for name in NEEDED)


def _fit(python: Path) -> place.Interpreter | None:
    """Make ``.venv`` what the pins say; without network where only the folder or the computer is another one."""
    stamp = _read_stamp()
    found = place.look(python)
    fits = stamp.get("made_from") == fingerprint()
    if fits and found is None and stamp.get("kind") == place.kind_of_packages():
        # The Python that it was made with is elsewhere on this computer, or gone; the packages fit this one as well.
        _make_venv(with_pip=False)
        found = place.look(python)
    if not (fits and found and found.kind == stamp.get("kind")):
        _make(found)
        found = place.look(python)
    if not _leads_here(found):
        place.lead_to(ROOT, VENV)
        found = place.look(python)
    return found


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _leads_here(found: place.Interpreter | None) -> bool:
    return bool(found and found.course and found.course.resolve() == (ROOT / "helpers").resolve())


def _make(found: place.Interpreter | None) -> None:
    _refuse_read_only()
    made_for = _read_stamp().get("python")
    if made_for and found is None:
        print(f"The packages in .venv are for a Python {made_for} that is not here; they are fetched anew.", flush=True)
    print("Setting up the course in .venv; this takes one to five minutes and happens once.", flush=True)
    if not (found and found.has_pip and found.kind == place.kind_of_packages()):
        shutil.rmtree(VENV, ignore_errors=True)
        _make_venv(with_pip=True)
    installer.install(interpreter(), ROOT / "requirements.txt")
    # As pip does for packages: otherwise each learner's first lesson waits for it.
    compileall.compile_dir(ROOT / "helpers", quiet=2)
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    stamp = {"made_from": fingerprint(), "kind": place.kind_of_packages(), "python": python}
    files.replace(STAMP, json.dumps(stamp).encode())


def _refuse_read_only() -> None:
    for folder in (ROOT, VENV):
        error = files.fault_of_writing(folder) if folder.exists() else None
        if error:
            raise SetupError(
                f"The folder {folder} cannot be written ({_why(error)}). Copy the course, without the folder .venv, "
                "into a folder of your own and start again there."
            ) from error


def _why(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    if error.errno == errno.EDQUOT:
        return "your share of the disk is used up"
    if error.errno == errno.EROFS:
        return "it is on a read-only disk"
    return "no permission"


def _make_venv(with_pip: bool) -> None:
    """Make ``.venv``, or give an old one the running Python while its packages stay."""
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError as error:
        raise SetupError(
            "This Python has no venv module. On Debian or Ubuntu run: sudo apt install python3-venv. "
            "Elsewhere install Python from python.org. Then start again."
        ) from error
    try:
        for old in interpreter().parent.glob("python*"):
            old.unlink()
        # As "python3 -m venv" does.
        venv.create(VENV, with_pip=with_pip, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        told = f"{error} {(getattr(error, 'output', None) or b'').decode('utf-8', errors='replace')}".strip()
        reason = install_failures.cause_on_this_computer(told) or "Delete the folder .venv and start again."
        raise SetupError(f"The environment in .venv could not be made. {reason} Python said: {told[-300:]}") from error
