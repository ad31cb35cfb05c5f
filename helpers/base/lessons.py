"""Where the lessons are; apart from what runs them, which would cost a lesson half a second to load."""

from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"


def paths() -> list[Path]:
    """Return the lessons' files in their order."""
    return sorted(FOLDER.glob("[0-9][0-9]_*.ipynb"))
