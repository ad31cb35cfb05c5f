"""Real runs of pip: it works whatever this computer's settings of pip are, and its real failures are told with their cause."""

import http.server
import os
import shutil
import ssl
import subprocess
import sys
import threading
import venv
import zipfile
from pathlib import Path

import own_file_systems
import pytest
from copy_of_course import ROOT

from helpers.start import installer, place

pytestmark = pytest.mark.fault


@pytest.fixture(scope="module")
def empty_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of an environment that has nothing but pip."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    venv.create(folder, with_pip=True, symlinks=os.name != "nt")
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def wheel(folder: Path, name: str, needs: str = "") -> None:
    """Write a package of one module that pip can install without network."""
    about = f"{name}-1.0.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n" + (f"Requires-Dist: {needs}\n" if needs else "")
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as file:
        file.writestr(f"{name}.py", "")
        file.writestr(f"{about}/METADATA", metadata)
        file.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{about}/RECORD", "")


PIP_SETTINGS = {
    "user": "1",
    "target": "{folder}/elsewhere",
    "prefix": "{folder}/elsewhere",
    "root": "{folder}/elsewhere",
    "require-virtualenv": "1",
    "no-deps": "1",
    "dry-run": "1",
    "platform": "win32",
    "require-hashes": "1",
    "constraint": "{folder}/constraints.txt",
    "requirement": "{folder}/more.txt",
    "quiet": "3",
}


@pytest.mark.parametrize("where", ["variable", "file"])
def test_packages_are_installed_where_pip_has_settings_of_its_own(
    empty_environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
):
    wheel(tmp_path, "first", needs="second")
    wheel(tmp_path, "second")
    for name, content in {"requirements": "first==1.0", "constraints": "first==2.0", "more": "third==3.0"}.items():
        (tmp_path / f"{name}.txt").write_text(content, encoding="utf-8")
    # The two that say where packages are must come through, the others must not.
    asked = {"no-index": "1", "find-links": str(tmp_path)}
    asked |= {key: value.format(folder=tmp_path) for key, value in PIP_SETTINGS.items()}
    file = tmp_path / "pip.conf"
    file.write_text("[install]\n" + "".join(f"{name} = {value}\n" for name, value in asked.items()) * (where == "file"))
    own_settings(monkeypatch, config_file=str(file), **(asked if where == "variable" else {}))
    installer.install(empty_environment, tmp_path / "requirements.txt")
    asking = [empty_environment, "-c", "import first, second; print(first.__file__)"]
    found = subprocess.run(asking, capture_output=True, text=True, check=True).stdout
    assert Path(found.strip()).is_relative_to(empty_environment.parents[1])
    assert not (tmp_path / "elsewhere").exists()
    own_settings(monkeypatch, config_file=os.devnull)
    undo = [empty_environment, "-m", "pip", "uninstall", "-y", "-q", "first", "second"]
    subprocess.run(undo, check=True)


def own_settings(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    """Let these settings of pip alone hold in this test."""
    for name in [name for name in os.environ if name.startswith("PIP_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    for key, value in settings.items():
        monkeypatch.setenv(f"PIP_{key.upper().replace('-', '_')}", value)


def refusal(python: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, before: tuple[str, ...] = (), **settings: str):
    """Let pip fetch a package under these settings of pip, in vain, and return what the learner is told."""
    usual = {"config_file": os.devnull, "retries": "1", "timeout": "3", "no_cache_dir": "1"}
    own_settings(monkeypatch, **usual, **settings)
    (folder / "requirements.txt").write_text("first==1.0", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from helpers.start import installer\n"
        "try: installer.install(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "except installer.SetupError as error: print(error)"
    )
    asked = [*before, sys.executable, "-c", code, python, folder / "requirements.txt"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


class _Server(http.server.BaseHTTPRequestHandler):
    """A proxy that wants a password, and a server of one package, of which some arrives."""

    sent = b"half"
    size = 400_000

    def do_CONNECT(self) -> None:
        self.send_response(407, "Proxy Authentication Required")
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(200)
        if self.path.endswith(".whl"):
            self.send_header("Content-Length", str(self.size))
            self.end_headers()
            self.wfile.write(self.sent)
            return
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b'<a href="/first-1.0-py3-none-any.whl">first-1.0-py3-none-any.whl</a>')

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def server():
    """Yield a server of this computer alone."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server) as own:
        thread = threading.Thread(target=own.serve_forever)
        thread.start()
        yield own
        own.shutdown()
        thread.join()


def test_a_proxy_that_wants_a_password_is_told_as_such(empty_environment, tmp_path, monkeypatch, server):
    proxy = f"http://127.0.0.1:{server.server_port}"
    said = refusal(empty_environment, tmp_path, monkeypatch, proxy=proxy, index_url="https://packages.invalid/simple")
    assert "wants a name and a password" in said and "407" in said


def test_a_certificate_that_is_not_trusted_is_told_as_such(empty_environment, tmp_path, monkeypatch, server):
    if shutil.which("openssl") is None:
        pytest.skip("This machine makes no certificates.")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*made, "-keyout", "key.pem", "-out", "own.pem"], cwd=tmp_path, capture_output=True, check=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "own.pem", tmp_path / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    index = f"https://localhost:{server.server_port}/simple"
    said = refusal(empty_environment, tmp_path, monkeypatch, index_url=index)
    assert "certificate that pip does not trust" in said and "PIP_CERT" in said and "self-signed" in said


def test_a_package_that_arrives_in_part_is_told_as_such(empty_environment, tmp_path, monkeypatch, server):
    index = f"http://localhost:{server.server_port}/simple"
    assert "damaged or only in part" in refusal(empty_environment, tmp_path, monkeypatch, index_url=index)


def test_no_network_is_told_as_such(empty_environment, tmp_path, monkeypatch, offline: list[str]):
    said = refusal(
        empty_environment, tmp_path, monkeypatch, tuple(offline), index_url="https://packages.invalid/simple"
    )
    assert "no network" in said and "either" not in said


needs_mounts = pytest.mark.skipif(
    not own_file_systems.available(), reason="This machine lets no test mount a file system."
)


@needs_mounts
def test_a_disk_that_fills_up_is_told_as_such(empty_environment, tmp_path, monkeypatch, server):
    monkeypatch.setattr(_Server, "sent", b"x" * _Server.size)
    disk = tmp_path / "disk"
    disk.mkdir()
    monkeypatch.setenv("TMPDIR", str(disk))
    index = f"http://localhost:{server.server_port}/simple"
    before = tuple(own_file_systems.small(disk, 100))
    assert "The disk is full" in refusal(empty_environment, tmp_path, monkeypatch, before, index_url=index)


@needs_mounts
def test_an_environment_that_cannot_be_written_is_told_as_such(empty_environment, tmp_path, monkeypatch):
    wheel(tmp_path, "first")
    (packages,) = place.folders_of_packages(empty_environment.parents[1])
    before = tuple(own_file_systems.read_only(packages))
    said = refusal(empty_environment, tmp_path, monkeypatch, before, no_index="1", find_links=tmp_path.as_uri())
    assert "The disk cannot be written" in said and str(packages) in said, "the folder is named"
