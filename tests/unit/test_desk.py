"""The command that opens the lessons makes JupyterLab a place to learn, and no other JupyterLab changes."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.start import commands

SETTINGS = json.loads((commands.DESK / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
PAGE = json.loads((commands.DESK / "labconfig" / "page_config.json").read_text(encoding="utf-8"))
TELL = """
import json
from jupyterlab_server.config import get_page_config
from jupyterlab_server.settings_utils import _get_overrides
from jupyter_core.paths import jupyter_path
import jupyterlab.commands
folder = jupyterlab.commands.get_app_dir()
overrides, fault = _get_overrides(folder + "/settings")
assert not fault, fault
page = get_page_config(jupyter_path("labextensions"), folder + "/settings")
print(json.dumps([overrides, sorted(page.get("disabledExtensions", {}))]))
"""


def told(**variables: str) -> list:
    environment = {name: value for name, value in os.environ.items() if name != "JUPYTER_CONFIG_PATH"} | variables
    done = subprocess.run([sys.executable, "-c", TELL], capture_output=True, text=True, env=environment, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """Open the lessons without starting a server, and return where JupyterLab then looks for settings."""
    monkeypatch.setattr(commands.environment, "ready", lambda: Path(sys.executable))
    monkeypatch.setattr(commands.home, "use_stand_in_if_needed", lambda _folder: [])
    monkeypatch.setattr(commands, "_hand_over", lambda _command: 0)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path))
    options = argparse.Namespace(port=None, originals=True, no_browser=True, language=None)
    assert commands._lab(options, []) == 0
    return os.environ["JUPYTER_CONFIG_PATH"]


def test_a_learners_own_folders_of_settings_stay(opened: str, tmp_path: Path):
    assert opened.split(os.pathsep) == [str(commands.DESK), str(tmp_path)]


def test_the_desk_is_laid_by_the_command_and_only_by_it(opened: str):
    overrides, disabled = told(JUPYTER_CONFIG_PATH=opened)
    assert {plugin: overrides.get(plugin) for plugin in SETTINGS} == SETTINGS
    assert set(PAGE["disabledExtensions"]) <= set(disabled)
    overrides, disabled = told()
    assert not any(plugin in overrides for plugin in SETTINGS)
    assert not set(PAGE["disabledExtensions"]) & set(disabled)


def test_the_widgets_that_a_lesson_needs_are_never_switched_off(opened: str):
    _, disabled = told(JUPYTER_CONFIG_PATH=opened)
    assert not [name for name in disabled if "widgets" in name or "notebook" in name]


@pytest.mark.parametrize("plugin", SETTINGS)
def test_each_setting_exists_in_the_pinned_jupyterlab(plugin: str):
    """A newer JupyterLab that calls a setting by another name would pass over ours without a word."""
    package, _, name = plugin.partition(":")
    path = Path(sys.prefix) / "share" / "jupyter" / "lab" / "schemas" / package / f"{name}.json"
    known = json.loads(path.read_text(encoding="utf-8"))["properties"]
    assert set(SETTINGS[plugin]) <= set(known)
