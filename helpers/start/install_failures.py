"""Why pip failed, in plain words with the way out. Standard library only."""

import re
import sys

_NO_NETWORK = (
    "The packages could not be fetched: no network. Connect once and start again; then the course works offline."
)
_ROOM = "The course needs about 800 MB"

# Each: signs in pip's words (small letters), and what they mean. Codes stand beside words, for Windows translates words.
_HERE = (
    (
        r"no space left|\[errno 28\]|\[winerror (112|39)\]",
        f"The disk is full. {_ROOM}; free some space and start again.",
    ),
    (
        r"dis[ck] quota|\[errno 122\]|\[winerror 1295\]",
        f"Your share of this disk (quota) is used up. {_ROOM}; delete files of yours, or copy the course to another "
        "disk and start it there.",
    ),
    (
        r"read-only file system|\[errno 30\]|\[winerror 19\]",
        "The disk cannot be written. Copy the course to another disk and start it there.",
    ),
    (
        r"long path|file name too long|\[errno 36\]|\[winerror 206\]",
        "The folder's path is too long for this system. Move the folder of the course up, such as to C:\\course, "
        "and start again.",
    ),
    (
        r"\[winerror (32|33|1224)\]|used by another process|text file busy|\[errno 26\]"
        r"|\[winerror 5\][^\n]*\.(pyd|dll|exe)\b",
        "A file of the course is in use. Close JupyterLab and other windows of the course, wait a minute and start "
        "again; if that does not help, restart the computer.",
    ),
    (
        r"(not permitted|not supported): '[^']*' -> '",
        "This disk takes no links, as USB sticks often do not. Copy the course onto the computer's own disk and start "
        "it there.",
    ),
    (
        r"permission denied|operation not permitted|\[errno (13|1)\]|\[winerror 5\]",
        "You may not change a file there; perhaps somebody else, or an administrator, set up the course. "
        "Copy the course without the folder .venv into a folder of your own and start again there.",
    ),
    (
        r"do not match the hashes|\bis invalid\b|incomplete-download|incompleteread|badzipfile|connection broken",
        "A package arrived damaged or only in part: the network was cut, or something on the way changes files. "
        "Start again, if need be in another network.",
    ),
    (
        r"visual c\+\+|failed building|failed-wheel-build|metadata-generation-failed|unable to find vcvarsall",
        f"A package has no ready form for this Python {sys.version_info[0]}.{sys.version_info[1]} and computer. "
        "Try Python 3.11, 3.12 or 3.13 from python.org.",
    ),
    (
        r"\bmemoryerror\b|cannot allocate memory|\[errno 12\]",
        "The computer's memory is full. Close other programs and start again.",
    ),
    (
        r"no module named '?pip\b",
        "The folder .venv is not whole. Delete it and start again.",
    ),
    (
        r"configuration file",
        "pip cannot read its own settings. Mend or rename the file that it names and start again.",
    ),
)

_ON_THE_WAY = (
    (
        r"certificate is not yet valid|certificate has expired",
        "The date of a certificate does not fit this computer's clock. Set the computer's date and time and start again.",
    ),
    (
        r"certificate_verify_failed|certificate verify failed|sslerror|ssl certificate|tls ca certificate",
        "The network shows a certificate that pip does not trust, as some schools and offices do. Ask whoever runs the "
        "network for its certificate file and start again with the environment variable PIP_CERT set to that file, "
        "or start once in another network; then the course works offline.",
    ),
    (
        r"407 proxy|proxy authentication",
        "The network's proxy wants a name and a password. Start again with the environment variable HTTPS_PROXY set to "
        "http://NAME:PASSWORD@PROXY:PORT, or once in another network; then the course works offline.",
    ),
    (
        r"proxyerror|tunnel connection failed|connect to proxy|socks support",
        "The proxy that this computer is set to does not let pip through. Look at the environment variable HTTPS_PROXY "
        "and at pip's setting proxy, or start once in another network; then the course works offline.",
    ),
    (
        r"http error 40[13]|\b40[13] client error|(unauthorized|forbidden) for url",
        "The server of packages refuses this computer. Look at pip's setting index-url, or start once in another network.",
    ),
    (
        r"not a trusted or secure host",
        "pip is set to a server of packages without encryption (http) and passes over it. Look at pip's settings "
        "index-url and trusted-host.",
    ),
    (
        r"connectionerror|nameresolutionerror|name resolution|name or service not known|network is unreachable|timed out"
        r"|timeouterror|getaddrinfo|connection refused|connection reset|connection aborted|remotedisconnected|max retries"
        r"|\[winerror 100\d\d\]",
        _NO_NETWORK,
    ),
)

_NO_INDEX_ANSWERED = (
    "The packages could not be fetched: either there is no network, or pip is set to a server that has none of them "
    "(settings index-url, no-index). Connect once and start again; then the course works offline."
)


def explain(output: str, code: int = 1, proxy: str = "") -> str:
    """Return why pip failed and what to do.

    Parameters
    ----------
    output : str
        All that pip printed.
    code : int
        Its exit code; below zero when the system ended it.
    proxy : str
        The address of the proxy that pip was set to, if any.

    Returns
    -------
    str
        Sentences that end with the line of pip that tells the fault.
    """
    fault = _from_first_error(output)
    if "from versions: none" in fault:
        # Here pip only says that it found nothing; why, it told while it tried.
        reason, line = _first_match(_tries(output), _ON_THE_WAY) or (_NO_INDEX_ANSWERED, _error_line(fault))
    elif "No matching distribution" in fault:
        reason, line = _wrong_version(), _error_line(fault)
    elif code < 0:
        reason, line = (
            "The system ended the installation; perhaps its memory was full. Start again.",
            _error_line(fault),
        )
    else:
        unknown = ("The packages could not be installed.", _error_line(fault))
        reason, line = _first_match(fault, (*_if_an_address_is_named(fault), *_HERE)) or unknown
    if proxy and reason == _NO_NETWORK:
        reason += f" This computer is set to the proxy {_without_password(proxy)}; elsewhere, take that setting away."
    return f"{reason} pip said: {_short(line)}"


def cause_on_this_computer(error: str) -> str | None:
    """Return what an error of the system means and what to do; None where it is none that is foreseen."""
    found = _first_match(error, _HERE)
    return found[0] if found else None


def _if_an_address_is_named(fault: str) -> tuple[tuple[str, str], ...]:
    """Return the faults of the network, which a file's name could seem to tell of where pip names no address."""
    return _ON_THE_WAY if re.search(r"https?(connection)?(pool\(|://)", fault.lower()) else ()


def _wrong_version() -> str:
    return (
        f"A package is not available for this Python {sys.version_info[0]}.{sys.version_info[1]} and computer. "
        "Try Python 3.11, 3.12 or 3.13 from python.org."
    )


def _from_first_error(output: str) -> str:
    lines = output.splitlines()
    first = next((at for at, line in enumerate(lines) if line.lower().lstrip().startswith("error:")), 0)
    return "\n".join(lines[first:])


def _tries(output: str) -> str:
    told = ("warning:", "error:", "could not fetch")
    return "\n".join(line for line in output.splitlines() if line.lower().lstrip(" │").startswith(told))


def _first_match(text: str, causes: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    for signs, reason in causes:
        for line in text.splitlines():
            if re.search(signs, line.lower()):
                # pip's hints name no file.
                return reason, _error_line(text) if line.lower().startswith("hint") else line
    return None


def _error_line(fault: str) -> str:
    lines = [line for line in fault.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if line.lower().lstrip().startswith("error:")), (lines or [""])[-1])


def _without_password(proxy: str) -> str:
    return re.sub(r"//[^/@]*@", "//", proxy)


def _short(line: str) -> str:
    """Return a line of pip without the part that tells a person nothing."""
    line = re.sub(r"^WARNING: Retrying \(.*?\) after connection broken by ", "", line.strip())
    return (line if len(line) <= 300 else f"{line[:300]} …") or "nothing"
