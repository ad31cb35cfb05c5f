"""Give the keys back to controls: JupyterLab would take arrow keys and Space for itself, other programs letters too."""

from pathlib import Path

import anywidget


class SuppressShortcuts(anywidget.AnyWidget):
    """An empty widget that keeps the keys of all controls in its own box; it stands last among them."""

    _esm = Path(__file__).parent / "suppress_shortcuts.js"
