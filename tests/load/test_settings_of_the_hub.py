"""A setting with a misspelt name would be passed over in silence, and a learner would have no limit and no lesson."""

import os
import subprocess
import sys
from importlib import import_module

import hub as hubs
import pytest

pytestmark = [pytest.mark.load, pytest.mark.skipif(bool(hubs.missing()), reason=hubs.missing() or "-")]
CLASSES = {
    "JupyterHub": "jupyterhub.app", "Authenticator": "jupyterhub.auth", "LocalAuthenticator": "jupyterhub.auth",
    "SharedPasswordAuthenticator": "jupyterhub.authenticators.shared", "Spawner": "jupyterhub.spawner",
    "SimpleLocalProcessSpawner": "jupyterhub.spawner", "SystemdSpawner": "systemdspawner",
    "ConfigurableHTTPProxy": "jupyterhub.proxy",
}  # fmt: skip


def settings(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict:
    from traitlets.config.loader import PyFileConfigLoader

    for name in [name for name in os.environ if name.startswith("COURSE_HUB_")]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return PyFileConfigLoader(hubs.CONFIG.name, str(hubs.CONFIG.parent)).load_config()


@pytest.mark.parametrize("spawner", ["systemd", "simple"])
@pytest.mark.parametrize("has_password", [True, False])
def test_every_setting_is_one_that_its_class_knows(monkeypatch, tmp_path, spawner: str, has_password: bool):
    (tmp_path / "password").write_text("one-closed-room", encoding="utf-8")
    found = settings(
        monkeypatch,
        COURSE_HUB_SPAWNER=spawner,
        COURSE_HUB_HOMES=str(tmp_path),
        COURSE_HUB_PASSWORD_FILE=str(tmp_path / "password") if has_password else "",
        COURSE_HUB_TEACHER="teacher",
    )
    for section, values in found.items():
        known = getattr(import_module(CLASSES[section]), section).class_traits()
        assert set(values) <= set(known), section
    assert (found["JupyterHub"]["authenticator_class"] == "shared-password") == has_password


def test_the_installer_is_a_script_that_the_shell_can_read():
    installer = hubs.CONFIG.with_name("install")
    assert subprocess.run(["bash", "-n", str(installer)], check=False).returncode == 0
    assert os.access(installer, os.X_OK)


def test_the_installer_refuses_what_it_cannot_do():
    installer = str(hubs.CONFIG.with_name("install"))
    told = subprocess.run(["bash", installer, "--odd"], capture_output=True, text=True, check=False)
    assert told.returncode == 1 and ("--odd" in told.stderr or "as root" in told.stderr)


def test_a_home_that_takes_no_files_is_told_in_a_sentence():
    """Whoever runs the hub reads it in the log, in place of a traceback."""
    own = {**os.environ, "HOME": os.devnull, "COURSE_ON_A_HUB": "learner"}
    command = [sys.executable, str(hubs.CONFIG.with_name("learner.py"))]
    told = subprocess.run(command, env=own, capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 1 and "Traceback" not in told.stderr
    assert os.devnull in told.stderr and "home of each account" in told.stderr
