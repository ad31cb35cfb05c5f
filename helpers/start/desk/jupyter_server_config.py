"""JupyterLab as the course opens it takes the style of the learner's desk from here; a learner's own custom.css stays where it is."""

from pathlib import Path

c = get_config()  # noqa: F821

c.LabApp.custom_css = True
# ServerApp.static_custom_path cannot be configured; the server's settings can.
c.ServerApp.tornado_settings = {"static_custom_path": [str(Path(__file__).parent / "custom")]}
