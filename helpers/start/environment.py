"""Make and check the course's own environment in ``.venv``. Standard library only."""

import compileall
import errno
import hashlib
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from helpers.base import files

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
STAMP = VENV / "course-stamp"
SHIPPED = ("requirements.txt", "pyproject.toml")
NO_NETWORK = ("connection", "temporary failure in name", "network is unreachable", "timed out", "getaddrinfo")


class SetupError(Exception):
    """A failure that could be foreseen, in one sentence with the way out."""


def ready() -> Path:
    """Return the Python of an environment that matches the pins; make or update ``.venv`` when it does not.

    Returns
    -------
    Path
        The interpreter: ``.venv``'s, or the running one where somebody installed the pins into it by hand.

    Raises
    ------
    SetupError
        When the environment cannot be made; the sentence says why and what to do.
    """
    if _made_by_hand():
        return Path(sys.executable)
    if _stamp_fits():
        return interpreter()
    _make()
    return interpreter()


def interpreter() -> Path:
    """Return the path of the environment's Python."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def runs_in(python: Path) -> bool:
    """Say whether this process is already run by the given interpreter."""
    return Path(sys.executable).absolute() == python.absolute() or Path(sys.prefix).resolve() == VENV.resolve()


def fingerprint() -> str:
    """Return a mark of everything that the environment is made from."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    settings = sorted((ROOT / "helpers" / "start" / "settings").rglob("*.json"))
    for path in [ROOT / name for name in SHIPPED] + settings:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _stamp_fits() -> bool:
    try:
        return STAMP.read_text(encoding="ascii") == fingerprint() and interpreter().exists()
    except (OSError, UnicodeDecodeError):
        return False


def _made_by_hand() -> bool:
    """Whether the running Python, in an environment of its own, has this course installed."""
    if sys.prefix == sys.base_prefix or Path(sys.prefix).resolve() == VENV.resolve():
        return False
    from importlib import metadata

    try:
        metadata.version("kosovo-kfor-course")
        metadata.version("jupyterlab")
        metadata.version("nbval")
    except metadata.PackageNotFoundError:
        return False
    return True


def _make() -> None:
    _refuse_read_only()
    print("Setting up the course in .venv; this takes one to five minutes and happens once.", flush=True)
    fits = interpreter().exists() and _same_python()
    if not fits:
        shutil.rmtree(VENV, ignore_errors=True)
        _make_venv()
    _install()
    # As pip does for packages: otherwise each learner's first lesson waits for it.
    compileall.compile_dir(ROOT / "helpers", quiet=2)
    STAMP.write_text(fingerprint(), encoding="ascii")


def _refuse_read_only() -> None:
    error = files.fault_of_writing(ROOT)
    if error:
        raise SetupError(
            f"The folder {ROOT} cannot be written ({_why(error)}). Copy the course into a folder of your own and start again there."
        ) from error


def _why(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    if error.errno == errno.EROFS:
        return "it is on a read-only disk"
    return "no permission"


def _same_python() -> bool:
    asked = [str(interpreter()), "-c", "import sys; print(sys.version_info[:2])"]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    return answer.stdout.strip() == str(sys.version_info[:2])


def _make_venv() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError as error:
        raise SetupError(
            "This Python has no venv module. On Debian or Ubuntu run: sudo apt install python3-venv. "
            "Elsewhere install Python from python.org. Then start again."
        ) from error
    try:
        venv.create(VENV, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(
            f"The environment in .venv could not be made ({error}). Delete the folder .venv and start again."
        ) from error


def _install() -> None:
    command = [str(interpreter()), "-m", "pip", "install", "--disable-pip-version-check", "-r", "requirements.txt"]
    total = sum(1 for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines() if "==" in line)
    seen = 0
    last_lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout:
            last_lines = [*last_lines[-30:], line.strip()]
            if line.startswith(("Collecting ", "Processing ")):
                seen += 1
                _progress(f"package {seen} of about {total}")
            elif line.startswith("Installing collected"):
                _progress("installing what was fetched ...")
        print(flush=True)
    if process.returncode:
        raise SetupError(_install_failure("\n".join(last_lines)))


def _progress(words: str) -> None:
    """Show how far the installation is, on one line that changes; nothing where no person watches."""
    if sys.stdout.isatty():
        print(f"\r  {words:<40}", end="", flush=True)


def _install_failure(output: str) -> str:
    low = output.lower()
    if "no space left" in low:
        return "The disk is full. The course needs about 800 MB; free some space and start again."
    # pip that reaches no index at all says that it knows no version of the package.
    if any(sign in low for sign in (*NO_NETWORK, "from versions: none")):
        return "The packages could not be fetched: no network. Connect once and start again; then the course works offline."
    if "no matching distribution" in low:
        return (
            f"A package is not available for this Python {sys.version_info[0]}.{sys.version_info[1]}: "
            f"{output.splitlines()[-1]} Try Python 3.11, 3.12 or 3.13."
        )
    return f"The packages could not be installed. pip said: {output.splitlines()[-1] if output else 'nothing'}"


def refuse_taken_port(port: int) -> None:
    """Raise a SetupError when another program listens on the port, or when it is no port."""
    if not 0 < port < 65536:
        raise SetupError(f"{port} is not a port; choose a number from 1024 to 65535, such as --port 8890.")
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except PermissionError as error:
            raise SetupError(
                f"Port {port} is kept for the system; choose a number from 1024 on, such as --port 8890."
            ) from error
        except OSError as error:
            raise SetupError(
                f"Port {port} is in use by another program; choose another, such as --port {port + 1}."
            ) from error
