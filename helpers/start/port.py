"""The port that JupyterLab is asked to listen on. Standard library only."""

import os
import socket

from helpers.start.errors import SetupError


def refuse_taken(port: int) -> None:
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
