"""Run pip in an environment of the course, whatever pip is set to on this computer. Standard library only."""

import ast
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

from helpers.start import install_failures
from helpers.start.errors import SetupError

# What a network or a school needs so that packages come at all. Every other setting of pip would change where or how
# they are installed (user, target, prefix, constraint, ...), and these pins want an environment exactly as they say.
KEPT = frozenset(
    {
        "cache-dir",
        "cert",
        "client-cert",
        "extra-index-url",
        "find-links",
        "index-url",
        "keyring-provider",
        "no-cache-dir",
        "no-index",
        "only-binary",
        "proxy",
        "resume-retries",
        "retries",
        "timeout",
        "trusted-host",
        "use-deprecated",
        "use-feature",
    }
)
_SECTIONS = ("global", "install")


def install(python: Path, requirements: Path) -> None:
    """Install a file of requirements with an interpreter's pip and show how far it is.

    Parameters
    ----------
    python : Path
        The interpreter of the environment.
    requirements : Path
        The file; paths in it are relative to its folder.

    Raises
    ------
    SetupError
        When pip fails; the sentence says why and what to do.
    """
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    variables = settings(python)
    total = sum(1 for line in requirements.read_text(encoding="utf-8").splitlines() if "==" in line)
    seen = 0
    lines: list[str] = []
    with subprocess.Popen(
        [*command, "-r", requirements.name],
        cwd=requirements.parent,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or []:
            lines.append(line.rstrip())
            if line.startswith(("Collecting ", "Processing ")):
                seen += 1
                _progress(f"package {seen} of about {total}")
            elif line.startswith("Installing collected"):
                _progress("installing what was fetched ...")
        print(flush=True)
    if process.returncode:
        proxy = variables.get("PIP_PROXY") or urllib.request.getproxies().get("https", "")
        raise SetupError(install_failures.explain("\n".join(lines), process.returncode, proxy))


def _progress(words: str) -> None:
    """Show how far the installation is, on one line that changes; nothing where no person watches."""
    if sys.stdout.isatty():
        print(f"\r  {words:<40}", end="", flush=True)


def settings(python: Path) -> dict[str, str]:
    """Return the environment variables for pip: this process's, and of pip's own settings only those in ``KEPT``.

    Settings come from variables and from pip's files, as pip itself reads them; a variable goes before a file.

    Parameters
    ----------
    python : Path
        The interpreter whose pip is asked.

    Returns
    -------
    dict of str to str
        What to hand to a process that runs pip.

    Raises
    ------
    SetupError
        When pip cannot read one of its files.
    """
    own = {name: value for name, value in os.environ.items() if not _is_dropped(name)}
    file = os.environ.get("PIP_CONFIG_FILE")
    # "user" would show one file alone, "quiet" nothing at all.
    answering = {"PIP_USER": "0", "PIP_QUIET": "0"} | ({"PIP_CONFIG_FILE": file} if file else {})
    asked = subprocess.run(
        [str(python), "-m", "pip", "config", "list"],
        env=own | answering,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if asked.returncode:
        raise SetupError(install_failures.explain(asked.stdout + asked.stderr, asked.returncode))
    # With this value pip reads no file.
    return _from_files(asked.stdout) | own | {"PIP_CONFIG_FILE": os.devnull}


def _is_dropped(name: str) -> bool:
    return name.upper().startswith("PIP_") and name[4:].lower().replace("_", "-") not in KEPT


def _from_files(listed: str) -> dict[str, str]:
    """Return as variables what ``pip config list`` names, such as ``global.index-url='...'``."""
    found: dict[str, str] = {}
    for section in _SECTIONS:
        for key, value in re.findall(rf"^{section}\.([\w-]+)=(['\"].*['\"])$", listed, re.MULTILINE):
            if key in KEPT:
                found[f"PIP_{key.upper().replace('-', '_')}"] = ast.literal_eval(value)
    return found
