"""A copy of the course that a test may change or move."""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "node_modules")
PARTS = ("helpers", "data", "notebooks", "tests", "conftest.py", "README.md", "pyproject.toml", "requirements.txt")


def copy_course(folder: Path) -> Path:
    """Copy what a lesson and its tests need into a folder, and return the folder."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=LEFT_OUT)
        else:
            shutil.copy(source, folder / part)
    return folder
