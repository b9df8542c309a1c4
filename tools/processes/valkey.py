"""A Valkey or Redis of one's own, which can be killed and started again and stores nothing."""

import signal
import socket
import subprocess
from pathlib import Path

from tools.console import Trouble
from tools.debian import find_or_install
from tools.demo import free_port
from tools.processes.child import die_with_parent
from tools.processes.waiting import until

PACKAGE = PROGRAM = "redis-server"
START_SECONDS = 10


class Valkey:
    """`folder`: for its log; `options`: more of the command line."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder, self.options, self.port, self.process = folder, options, free_port(), None
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Returns when it answers. Raises Trouble."""
        program = find_or_install(PROGRAM, PACKAGE)
        if not program:
            raise Trouble(f"Es fehlt Valkey oder Redis (Debian: apt install {PACKAGE}).")
        argv = [program, "--port", str(self.port), "--dir", str(self.folder), "--save", "", *self.options]
        bound = {"preexec_fn": die_with_parent(signal.SIGKILL)}
        with (self.folder / "valkey.log").open("ab") as log:
            self.process = subprocess.Popen(argv, stdout=log, stderr=log, **bound)
        if not until(self.is_ready, START_SECONDS):
            raise Trouble(f"Valkey startet nicht; das Protokoll: {self.folder / 'valkey.log'}")

    def stop(self) -> None:
        """Kills it."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def is_ready(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False
