"""A Valkey (or Redis) of a test's own, which the test can stop, freeze and start again."""

import signal
import socket
import subprocess

import pytest

from tests.tools.processes.real import until
from tools.debian import find


class OwnValkey:
    def __init__(self, folder):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder, self.url, self.process = folder, f"redis://127.0.0.1:{self.port}/0", None

    def start(self):
        options = ("--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
        with (self.folder / "valkey.log").open("ab") as log:
            self.process = subprocess.Popen(
                [find("redis-server"), *options, "--dir", str(self.folder)], stdout=log, stderr=log
            )
        until(self.answers)

    def answers(self):
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(7) == b"+PONG\r\n"
        except OSError:
            return False

    def freeze(self):
        """It takes connections and says nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()


@pytest.fixture
def valkey(tmp_path):
    server = OwnValkey(tmp_path)
    server.start()
    yield server
    server.stop()
