"""One node of the site, and browsers that use it."""

import json
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from tools.console import Trouble
from tools.demo import free_port
from tools.processes.child import die_with_parent
from tools.processes.waiting import until

ROOT = Path(__file__).resolve().parents[2]
CSRF = "0123456789abcdef0123456789abcdef"
# Both nodes are one site, so browsers call them by one name.
HOST = "localhost"
# Seconds: until a node answers, until a post arrives.
START, ARRIVAL = 60, 10


class Node:
    """`env`: of its process; `machine`: a Machine, or None for this one."""

    def __init__(self, name: str, env: dict[str, str], log: Path, machine=None) -> None:
        self.name, self.log, self.machine, self.process = name, log, machine, None
        self.port = 8000 if machine else free_port()
        self.env = env | {"PORT": str(self.port), "BASE_URL": f"http://{HOST}", "ALLOWED_HOSTS": HOST}

    def start(self) -> None:
        argv = [sys.executable, "-m", "tests.support.server.serve"]
        command = self.machine.command(argv) if self.machine else argv
        bound = {"cwd": ROOT, "env": self.env, "preexec_fn": die_with_parent(signal.SIGKILL)}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, **bound)
        if not until(lambda: self.process.poll() is not None or self.is_healthy(), START):
            raise Trouble(f"{self.name} startet nicht:\n{self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    def is_healthy(self) -> bool:
        return self.request("GET", "/-/health/")[0] == 200

    def connect(self) -> socket.socket:
        if self.machine:
            return self.machine.connect(self.port)
        return socket.create_connection(("127.0.0.1", self.port), 30)

    def request(self, method: str, path: str, cookie: str = "", **form: str) -> tuple[int, str]:
        """Status and text; (0, "") without a response."""
        headers = {"Host": HOST, "Cookie": f"{cookie}; csrftoken={CSRF}"}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form | {"csrfmiddlewaretoken": CSRF}) if form else None
        with closing(HTTPConnection(HOST, self.port, timeout=30)) as asking:
            try:
                asking.sock = self.connect()
                asking.request(method, path, body, headers)
                response = asking.getresponse()
                return response.status, response.read().decode()
            except (OSError, HTTPException):
                return 0, ""

    def open_thread(self, cookie: str, request: dict[str, int]) -> "Page":
        return Page(self, cookie, request)


class Page:
    """A page that shows a thread: what it has of it, by as many sockets one after the other as it takes."""

    def __init__(self, node: Node, cookie: str, request: dict[str, int]) -> None:
        self.node, self.cookie, self.request, self.socket = node, cookie, dict(request), None
        self.numbers, self.gone = set(), False

    def move_to(self, node: Node) -> None:
        self.close()
        self.node = node

    def close(self) -> None:
        if self.socket:
            with suppress(OSError, WebSocketException):
                self.socket.close()
        self.socket = None

    def has(self, number: int, seconds: float = ARRIVAL) -> bool:
        """Whether the post arrives in time."""
        return bool(until(lambda: self.receive() and number in self.numbers, seconds))

    def receive(self, seconds: float = 0.2) -> bool:
        """Takes what comes; connects again when the socket has closed."""
        try:
            if not self.socket:
                self.socket = self.open()
            while True:
                self.take(json.loads(self.socket.recv(timeout=seconds)))
        except TimeoutError:
            return True
        except (OSError, WebSocketException):
            self.socket = None
            time.sleep(0.1)
            return True

    def open(self):
        headers = {"Origin": f"http://{HOST}", "Cookie": self.cookie}
        options = {"additional_headers": headers, "proxy": None, "compression": None, "open_timeout": 5}
        # Not as a context manager: it stays open longer than this function runs.
        opened = connect(
            f"ws://{HOST}/live/", sock=self.node.connect(), close_timeout=1, legacy=True, **options
        )
        opened.send(json.dumps(self.request))
        return opened

    def take(self, frame):
        if frame.get("again"):
            self.socket.send(json.dumps(self.request))
        self.gone = self.gone or "gone" in frame
        if "revision" in frame:
            self.request["revision"] = max(self.request["revision"], frame["revision"])
            self.numbers |= {post["number"] for post in frame["posts"]}
