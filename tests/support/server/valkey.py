"""A Valkey (or Redis) of a test's own, which the test can stop, freeze and start again."""

import signal

import pytest

from tools.processes.valkey import Valkey


class OwnValkey(Valkey):
    def freeze(self):
        """It takes connections and says nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self.process.send_signal(signal.SIGCONT)


@pytest.fixture
def valkey(tmp_path):
    server = OwnValkey(tmp_path, "--bind", "127.0.0.1")
    server.start()
    yield server
    server.stop()
