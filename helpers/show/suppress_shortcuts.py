"""Give the keys back to controls: JupyterLab would take arrow keys and Space for itself."""

from pathlib import Path

import anywidget


class SuppressShortcuts(anywidget.AnyWidget):
    """An empty widget that marks every control in its own output; it stands last among them."""

    _esm = Path(__file__).parent / "suppress_shortcuts.js"
