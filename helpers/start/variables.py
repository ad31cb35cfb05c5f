"""What the course's own processes inherit from the window they are started in. Standard library only."""

import os
from pathlib import Path

# Settings of Python that let other code in, or make Python run the course's code in another way.
FOREIGN = (
    "PYTHONBREAKPOINT",
    "PYTHONDEVMODE",
    "PYTHONEXECUTABLE",
    "PYTHONHOME",
    "PYTHONINSPECT",
    "PYTHONOPTIMIZE",
    "PYTHONPATH",
    "PYTHONPLATLIBDIR",
    "PYTHONSTARTUP",
    "PYTHONUSERBASE",
    "PYTHONWARNINGS",
)


def set_own() -> None:
    """Take foreign settings of Python away from this process's environment, for the processes that it starts.

    Files beside a lesson, such as ``random.py``, then cannot take the place of Python's modules or of packages:
    ``settings/ipython`` puts the lesson's folder last on the search path.
    """
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ["PYTHONSAFEPATH"] = "1"


def put_first(folder: Path) -> None:
    """Let started Pythons look for modules in a folder first."""
    os.environ["PYTHONPATH"] = str(folder)
