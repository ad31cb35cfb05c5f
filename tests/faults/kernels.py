"""Kernels that a test starts in order to kill them."""

from pathlib import Path

from jupyter_client import BlockingKernelClient, KernelManager

MOST_STARTS = 4


def start(
    environment: dict[str, str], folder: Path, starts: int = MOST_STARTS
) -> tuple[KernelManager, BlockingKernelClient]:
    """Start a kernel in a folder and return it when it answers.

    Two kernels that start at once may choose the same port, and one of them ends; it is started again.
    """
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=environment, cwd=str(folder))
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
    except RuntimeError:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
        if starts == 1:
            raise
        return start(environment, folder, starts - 1)
    return manager, client
