"""A hub with the course's own settings, on this computer alone, and learners who use it without a browser."""

import contextlib
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import requests
import websocket

from helpers.base import lessons
from helpers.quiz import bank

CONFIG = lessons.ROOT / "deploy" / "jupyterhub" / "jupyterhub_config.py"
PASSWORD = "one-closed-room"
LESSON = "07_the_unrest_of_2023.ipynb"
SECONDS = 240
# No server runs, or it did not come up in time: the hub shows a button to start it again.
_START_AGAIN = (424, 500)


class Hub:
    """One hub with its proxy; learners' homes lie under ``homes``."""

    def __init__(self, folder: Path, *options: str) -> None:
        """Choose a free port; nothing is started yet. Further options are the hub's own."""
        self._options = options
        with socket.socket() as free, socket.socket() as inner:
            free.bind(("127.0.0.1", 0))
            inner.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
            self._inner = inner.getsockname()[1]
        self.folder = folder
        self.homes = folder / "homes"
        self.log = folder / "hub.log"
        self._process: subprocess.Popen | None = None
        for name in ("homes", "state"):
            (folder / name).mkdir(exist_ok=True)
        (folder / "password").write_text(PASSWORD, encoding="utf-8")

    def start(self) -> None:
        """Start it, or start it again; learners' servers that still run are found again."""
        own = {
            **os.environ,
            "COURSE_HUB_ADDRESS": self.address,
            "COURSE_HUB_STATE": str(self.folder / "state"),
            "COURSE_HUB_PASSWORD_FILE": str(self.folder / "password"),
            "COURSE_HUB_SPAWNER": "simple",
            "COURSE_HUB_HOMES": str(self.homes),
        }
        own.pop("COURSE_PROGRESS", None)
        command = [
            sys.executable, "-m", "jupyterhub", "-f", str(CONFIG), f"--JupyterHub.hub_port={self._inner}",
            *self._options,
        ]  # fmt: skip
        with self.log.open("a") as out:
            self._process = subprocess.Popen(
                command,
                cwd=self.folder / "state",
                env=own,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait_for(self.address, self._is_running)

    def _is_running(self) -> None:
        ended = self._process is None or self._process.poll() is not None
        assert not ended, self.log.read_text(encoding="utf-8", errors="replace")[-3000:]

    def stop(self) -> None:
        """Stop the hub alone: learners' servers and the proxy go on."""
        assert self._process
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(SECONDS)

    def end(self) -> None:
        """Stop everything that belongs to it."""
        self.stop()
        subprocess.run(["pkill", "-f", str(self.homes)], check=False)
        for name in self.homes.iterdir():
            subprocess.run(["pkill", "-f", f"base_url=/user/{name.name}/"], check=False)
        pid = self.folder / "state" / "proxy.pid"
        if pid.is_file():
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(pid.read_text()), signal.SIGTERM)

    def answers_of(self, name: str) -> list[tuple[str, object]]:
        """Return what is saved in a learner's home: question and answer, the first first."""
        file = self.homes / name / ".local" / "share" / "kosovo-kfor-course" / "progress.sqlite"
        if not file.is_file():
            return []
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as opened:
            return [
                (item, json.loads(response))
                for item, response in opened.execute("SELECT item, response FROM answer ORDER BY number")
            ]


@contextlib.contextmanager
def running(folder: Path, *options: str) -> Iterator[Hub]:
    """Run a hub for the length of a block."""
    hub = Hub(folder, *options)
    hub.start()
    try:
        yield hub
    finally:
        hub.end()


def wait_for(address: str, is_running: Callable[[], None] = lambda: None) -> None:
    """Wait until a hub shows its page for logging in; ``is_running`` may end the waiting with an error of its own."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(requests.ConnectionError):
            if requests.get(f"{address}/hub/login", timeout=5).status_code == 200:
                return
        is_running()
        time.sleep(0.2)
    raise AssertionError("the hub does not answer")


def missing() -> str:
    """Return what a hub needs and this computer lacks; empty where nothing is missing."""
    if not shutil.which("configurable-http-proxy"):
        return "configurable-http-proxy is missing: npm install --global configurable-http-proxy"
    try:
        import jupyterhub  # noqa: F401
    except ImportError:
        return "jupyterhub is missing: pip install -r deploy/jupyterhub/requirements.txt"
    return ""


@dataclass
class Learner:
    """A learner who logs in, opens a lesson, runs it and answers; ``acknowledged`` holds what was called saved."""

    hub: Hub
    name: str
    session: requests.Session = field(default_factory=requests.Session)
    acknowledged: list[tuple[str, object]] = field(default_factory=list)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    kernel: str = ""
    password: str = PASSWORD

    @property
    def server(self) -> str:
        """The address of the learner's own server."""
        return f"{self.hub.address}/user/{self.name}"

    def log_in(self) -> None:
        """Log in with the password of the room."""
        login = f"{self.hub.address}/hub/login"
        self.session.get(login, timeout=SECONDS)
        mark = self.session.cookies.get("_xsrf", path="/hub/")
        form = {"username": self.name, "password": self.password, "_xsrf": mark}
        found = self.session.post(login, data=form, allow_redirects=False, timeout=SECONDS)
        assert found.status_code == 302, (self.name, found.status_code)

    def start_server(self) -> None:
        """Ask for the own server and wait until it answers."""
        begun = time.monotonic()
        self.session.get(f"{self.hub.address}/hub/spawn/{self.name}", timeout=SECONDS)
        while True:
            found = self.session.get(f"{self.server}/lab", timeout=SECONDS)
            if found.status_code == 200 and f"/user/{self.name}/lab" in found.url:
                break
            assert time.monotonic() - begun < SECONDS, (self.name, found.status_code, found.url)
            time.sleep(0.3)
            if found.status_code in _START_AGAIN:
                # The hub starts some servers at a time, and asks the others to come back.
                self.session.get(f"{self.hub.address}/hub/spawn/{self.name}", timeout=SECONDS)
        self._took("server", begun)

    def run_lesson(self) -> dict[str, tuple[str, dict]]:
        """Start a kernel, run all cells of the lesson, and return the questions on the page with the widget that asks them."""
        begun = time.monotonic()
        self.start_kernel()
        lesson = self.session.get(f"{self.server}/api/contents/{LESSON}", timeout=SECONDS).json()["content"]
        asked: dict[str, tuple[str, dict]] = {}
        for cell in lesson["cells"]:
            if cell["cell_type"] == "code" and "..." not in cell["source"]:
                for opened in self._execute(cell["source"]):
                    state = opened["data"].get("state", {})
                    for item in state.get("items", []):
                        asked[item["id"]] = (opened["comm_id"], state)
        self._took("cells", begun)
        return asked

    def start_kernel(self) -> None:
        """Start a kernel and listen to it."""
        started = self.session.post(
            f"{self.server}/api/kernels", json={"name": "python3"}, headers=self._own_mark(), timeout=SECONDS
        )
        started.raise_for_status()
        self.kernel = started.json()["id"]
        self.connect()

    def answer(self, item: str, widget: str, response: object) -> None:
        """Press Check, and note the answer when the page says that it is saved."""
        begun = time.monotonic()
        content = {
            "type": "check", "item": item, "response": response, "certainty": "sure", "nonce": uuid.uuid4().hex,
        }  # fmt: skip
        self._send("comm_msg", {"comm_id": widget, "data": {"method": "custom", "content": content}})
        while True:
            message = self._next()
            if message["msg_type"] != "comm_msg" or message["content"]["comm_id"] != widget:
                continue
            result = message["content"]["data"].get("state", {}).get("results", {}).get(item)
            if result and result["note"] == "Saved.":
                self.acknowledged.append((item, response))
                self._took("press", begun)
                return

    def execute(self, code: str) -> None:
        """Run code in the kernel."""
        self._execute(code)

    def printed(self, code: str) -> str:
        """Run code in the kernel; return what it prints, or the name and words of its error."""
        said = ""
        for message in self._answers(code):
            told = message["content"]
            if message["msg_type"] == "stream":
                said += told["text"]
            if message["msg_type"] == "error":
                said += f"{told['ename']}: {told['evalue']}"
        return said

    def answer_exit_check(self, choose: random.Random | None = None) -> None:
        """Run the lesson and answer its exit check rightly, or now and then as ``choose`` has it."""
        asked = self.run_lesson()
        for question in bank.part(LESSON[:2], "exit"):
            response = question.right_response
            if choose and question.kind == "single" and choose.random() < 0.5:
                response = choose.choice(question.options).key
            self.answer(question.id, asked[question.id][0], response)

    def kill_kernel(self) -> None:
        """End the kernel as a crash would."""
        self.execute("import os, threading; threading.Timer(0.2, os._exit, [9]).start()")
        time.sleep(1)
        self._socket.close()

    def connect(self) -> None:
        """Listen to the kernel, as a page does again when its line broke."""
        cookies = "; ".join(
            f"{one.name}={one.value}" for one in self.session.cookies if one.path in ("/", f"/user/{self.name}/")
        )
        address = f"{self.server.replace('http', 'ws', 1)}/api/kernels/{self.kernel}/channels"
        self._socket = websocket.create_connection(address, cookie=cookies, origin=self.hub.address, timeout=SECONDS)

    def _own_mark(self) -> dict[str, str]:
        marks = [one.value for one in self.session.cookies if one.name == "_xsrf" and one.path == f"/user/{self.name}/"]
        return {"X-XSRFToken": marks[-1] or ""} if marks else {}

    def _send(self, kind: str, content: dict) -> str:
        name = uuid.uuid4().hex
        header = {"msg_id": name, "msg_type": kind, "username": "", "session": self.name, "version": "5.3", "date": ""}
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
            "buffers": [],
        }
        self._socket.send(json.dumps(message))
        return name

    def _next(self) -> dict:
        return json.loads(self._socket.recv())

    def _execute(self, code: str) -> list[dict]:
        opened = []
        for message in self._answers(code):
            assert message["msg_type"] != "error", (self.name, message["content"])
            if message["msg_type"] == "comm_open":
                opened.append(message["content"])
        return opened

    def _answers(self, code: str) -> Iterator[dict]:
        """Run code, and give what the kernel says of it until it is idle."""
        content = {
            "code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
            "stop_on_error": True,
        }  # fmt: skip
        asked = self._send("execute_request", content)
        while True:
            message = self._next()
            if message["parent_header"].get("msg_id") != asked:
                continue
            yield message
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return

    def _took(self, what: str, begun: float) -> None:
        self.seconds.setdefault(what, []).append(time.monotonic() - begun)
