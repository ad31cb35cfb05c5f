"""Packages come whatever pip is set to on this computer, and when they cannot come, the true cause is told."""

import errno
import os
import sys
from pathlib import Path

import pytest

from helpers.start import install_failures, installer
from helpers.start.errors import SetupError

PYTHON = Path(sys.executable)
FOREIGN = {
    "break-system-packages": "1",
    "constraint": "/nowhere/constraints.txt",
    "dry-run": "1",
    "ignore-installed": "1",
    "no-binary": ":all:",
    "no-build-isolation": "0",
    "no-deps": "1",
    "platform": "win32",
    "prefix": "/nowhere",
    "quiet": "3",
    "require-hashes": "1",
    "require-virtualenv": "1",
    "requirement": "/nowhere/more.txt",
    "root": "/nowhere",
    "src": "/nowhere",
    "target": "/nowhere",
    "upgrade": "1",
    "user": "1",
}
NEEDED = {
    "cert": "/school/certificate.pem",
    "extra-index-url": "https://more.example/simple",
    "find-links": "/school/wheels",
    "index-url": "https://packages.example/simple",
    "proxy": "http://proxy.example:3128",
    "timeout": "60",
    "trusted-host": "packages.example",
}


def variable(key: str) -> str:
    return f"PIP_{key.upper().replace('-', '_')}"


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch):
    """Take this computer's own settings of pip away."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)


def pip_settings() -> dict[str, str]:
    return {name: value for name, value in installer.settings(PYTHON).items() if name.startswith("PIP_")}


def assert_only_needed_ones(told: dict[str, str]) -> None:
    # Files of the whole computer, which a test cannot take away, may bring more about how to reach packages.
    assert {variable(key): value for key, value in NEEDED.items()}.items() <= told.items()
    assert not {variable(key) for key in (*FOREIGN, "python")} & told.keys()
    assert told["PIP_CONFIG_FILE"] == os.devnull


def test_pip_is_told_only_how_to_reach_packages(no_settings, monkeypatch: pytest.MonkeyPatch):
    for key, value in (FOREIGN | NEEDED | {"python": "/nowhere/python"}).items():
        monkeypatch.setenv(variable(key), value)
    assert_only_needed_ones(pip_settings())


@pytest.mark.parametrize("section", ["global", "install"])
def test_the_same_holds_for_settings_in_a_file(no_settings, tmp_path, monkeypatch: pytest.MonkeyPatch, section: str):
    file = tmp_path / "pip.conf"
    file.write_text(f"[{section}]\n" + "".join(f"{key} = {value}\n" for key, value in (FOREIGN | NEEDED).items()))
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    assert_only_needed_ones(pip_settings())


def test_several_values_quotes_and_percent_signs_come_through(no_settings, tmp_path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "pip.conf"
    file.write_text(
        "[global]\nproxy = http://p%40ul:it's@proxy:1\nextra-index-url =\n    https://a/simple\n    https://b/simple\n"
        "[install]\nno-index = false\n"
    )
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    told = pip_settings()
    assert told["PIP_PROXY"] == "http://p%40ul:it's@proxy:1"
    assert told["PIP_EXTRA_INDEX_URL"].split() == ["https://a/simple", "https://b/simple"]
    assert told["PIP_NO_INDEX"] == "false"


def test_a_variable_goes_before_a_file_and_install_before_global(no_settings, tmp_path, monkeypatch):
    file = tmp_path / "pip.conf"
    file.write_text("[install]\nindex-url = https://install/\ntimeout = 2\n[global]\nindex-url = https://global/\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    assert pip_settings()["PIP_INDEX_URL"] == "https://install/"
    monkeypatch.setenv("PIP_INDEX_URL", "https://variable/")
    assert pip_settings()["PIP_INDEX_URL"] == "https://variable/"


def test_a_broken_file_of_settings_is_named(no_settings, tmp_path, monkeypatch: pytest.MonkeyPatch):
    file = tmp_path / "pip.conf"
    file.write_text("no section\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    with pytest.raises(SetupError, match="cannot read its own settings"):
        installer.settings(PYTHON)


NOTHING = (
    "ERROR: Could not find a version that satisfies the requirement pandas==3.1.1 (from versions: none)\n"
    "ERROR: No matching distribution found for pandas==3.1.1"
)
RETRY = "WARNING: Retrying (Retry(total=4, connect=None, read=None, redirect=None, status=None)) after connection broken by "
OS_ERROR = "ERROR: Could not install packages due to an OSError: "
BUILD_TOOLS = (
    "  error: subprocess-exited-with-error\n  × pip subprocess to install build dependencies did not run successfully.\n"
    "  │ exit code: 1\n  ╰─> [3 lines of output]\n"
)
# What pip 23.2 and 26.3 print; from Windows as people quoted it.
WORDINGS = [
    (RETRY + "'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: "
     "self-signed certificate (_ssl.c:1006)'))': /simple/pandas/\n" + NOTHING, "PIP_CERT"),
    (OS_ERROR + "Could not find a suitable TLS CA certificate bundle, invalid path: https://x/", "PIP_CERT"),
    (RETRY + "'SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: "
     "certificate is not yet valid (_ssl.c:1006)'))': /simple/pandas/\n" + NOTHING, "date and time"),
    (RETRY + "'ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407 Proxy Authentication "
     "Required'))': /simple/pandas/\n" + NOTHING, "name and a password"),
    (RETRY + "'OSError('Tunnel connection failed: 407 Proxy Authentication Required')': /simple/x/\n" + NOTHING,
     "name and a password"),
    (RETRY + "'ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 403 Forbidden'))': /simple/x/\n"
     + NOTHING, "does not let pip through"),
    ("ERROR: Could not install packages due to an OSError: Missing dependencies for SOCKS support: https://x/",
     "does not let pip through"),
    (RETRY + "'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7fbd>: Failed to "
     "establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/x/\n" + NOTHING, "no network"),
    (RETRY + "'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7fbd>: Failed to "
     "establish a new connection: [WinError 10051] Es wurde ein Socketvorgang')': /simple/x/\n" + NOTHING, "no network"),
    (RETRY + "'NameResolutionError(\"HTTPSConnection(host='x', port=443): Failed to resolve 'x' ([Errno -2] Name or "
     "service not known)\")': /simple/x/\n" + NOTHING, "no network"),
    (BUILD_TOOLS + f"      {RETRY}'NewConnectionError(...)': /simple/hatchling/\n      "
     + NOTHING.replace("\n", "\n      "), "no network"),
    ("ERROR: Exception:\nTraceback (most recent call last):\n  File \"x.py\", line 3, in timeout\n"
     "pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='x', port=443): Read timed out.",
     "no network"),
    ("ERROR: HTTP error 403 while getting https://x/pandas.whl", "refuses this computer"),
    (NOTHING, "either there is no network, or pip is set to a server"),
    ("ERROR: Could not find a version that satisfies the requirement pandas==3.1.1 (from versions: 2.0, 2.1)\n"
     "ERROR: No matching distribution found for pandas==3.1.1", "not available for this Python"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated\n"
     "    pandas==3.1.1 from https://x/pandas.whl:\n        Expected sha256 00", "damaged or only in part"),
    ("ERROR: Wheel 'tiny' located at /tmp/pip-unpack-32/tiny-1.0-py3-none-any.whl is invalid.", "damaged or only in part"),
    ("error: incomplete-download\n\n× Download failed after 6 attempts because not enough bytes were received\n"
     "╰─> URL: https://x/tiny-1.0-py3-none-any.whl", "damaged or only in part"),
    (OS_ERROR + "[Errno 28] No space left on device", "The disk is full"),
    (OS_ERROR + "[WinError 112] Es steht nicht genug Speicherplatz auf dem Datenträger zur Verfügung", "The disk is full"),
    (OS_ERROR + "[Errno 122] Disk quota exceeded: '/home/a/.venv/x.py'", "quota"),
    (OS_ERROR + "[Errno 69] Disc quota exceeded", "quota"),
    (OS_ERROR + "[Errno 30] Read-only file system: '/media/x/.venv/lib'", "cannot be written"),
    (OS_ERROR + "[Errno 13] Permission denied: 'ipython_kernel_config.json'\nCheck the permissions.",
     "'ipython_kernel_config.json'"),
    (OS_ERROR + "[Errno 13] Permission denied: '/x/ssl_/timeout.py'\nCheck the permissions.", "may not change a file"),
    (OS_ERROR + "[WinError 5] Zugriff verweigert: 'C:\\\\course\\\\.venv\\\\share'\nConsider using the `--user` option "
     "or check the permissions.", "may not change a file"),
    (OS_ERROR + "[WinError 5] Access is denied: 'C:\\\\course\\\\.venv\\\\Lib\\\\site-packages\\\\zmq\\\\_zmq.pyd'\n"
     "Check the permissions.", "is in use"),
    (OS_ERROR + "[WinError 32] The process cannot access the file because it is being used by another process: "
     "'C:\\\\x'\nConsider using the `--user` option or check the permissions.", "is in use"),
    (OS_ERROR + "[Errno 2] No such file or directory: 'C:\\\\Users\\\\a\\\\OneDrive - School\\\\very\\\\long.py'\n"
     "HINT: This error might have occurred since this system does not have Windows Long Path support enabled.",
     "C:\\course"),
    (OS_ERROR + "[Errno 36] File name too long: '/home/a/x'", "path is too long"),
    ("error: Microsoft Visual C++ 14.0 or greater is required.\nERROR: Failed building wheel for x", "no ready form"),
    ("/course/.venv/bin/python: No module named pip", "Delete it and start again"),
    ("ERROR: Exception:\nTraceback (most recent call last):\nMemoryError", "memory is full"),
    ("error: something else\nhint: see above", "pip said: error: something else"),
    ("", "pip said: nothing"),
]  # fmt: skip


@pytest.mark.parametrize(("output", "words"), WORDINGS)
def test_a_failed_install_is_told_with_its_cause_and_the_way_out(output: str, words: str):
    told = install_failures.explain(
        "Collecting async_timeout\n  Downloading x.whl (407 kB)\n" + output if output else ""
    )
    assert words in told
    assert len(told.splitlines()) == 1 and len(told) < 800


@pytest.mark.parametrize(
    "code", [errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.ENAMETOOLONG]
)
def test_every_refusal_of_this_system_to_write_has_a_cause(code: int):
    told = install_failures.explain(f"{OS_ERROR}{OSError(code, os.strerror(code), '/course/x.py')}")
    assert not told.startswith("The packages could not be installed.")
    assert "/course/x.py" in told, "the file at fault is named"


def test_trouble_that_pip_got_over_is_not_the_cause():
    told = install_failures.explain(
        f"{RETRY}'ProxyError(...)': /simple/x/\n{OS_ERROR}[Errno 28] No space left on device"
    )
    assert told.startswith("The disk is full")


def test_no_network_names_the_proxy_without_its_password():
    told = install_failures.explain(
        f"{RETRY}'NewConnectionError(...)'\n{NOTHING}", proxy="http://paul:secret@proxy:3128"
    )
    assert "http://proxy:3128" in told and "secret" not in told


def test_an_installation_that_the_system_ended_is_told():
    assert "The system ended" in install_failures.explain("Collecting pandas", code=-9)
