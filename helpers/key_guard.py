"""Give the keys back to controls: JupyterLab would take arrow keys and Space for itself."""

from pathlib import Path

import anywidget


class KeyGuard(anywidget.AnyWidget):
    """An empty widget that marks every control in its own output; it stands last among them."""

    _esm = Path(__file__).parent / "key_guard.js"
