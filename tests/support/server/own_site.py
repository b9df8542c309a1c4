"""A site in a process of its own, which a test can stop, kill and start again."""

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from tests.support.environment import URL
from tests.tools.processes.real import ROOT, until


class OwnSite:
    def __init__(self, database):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        url = make_conninfo(**conninfo_to_dict(URL) | {"dbname": database})
        self.env = os.environ | {"DATABASE_URL": url, "PORT": str(self.port), "BASE_URL": self.address}
        self.process = None

    def start(self):
        argv = [sys.executable, "-m", "tests.support.server.serve"]
        self.process = subprocess.Popen(argv, cwd=ROOT, env=self.env)
        until(self.answers, 30)

    def answers(self):
        asking = HTTPConnection("localhost", self.port, timeout=5)
        try:
            asking.request("GET", "/-/health/")
            return asking.getresponse().status == 200
        except OSError:
            return False
        finally:
            asking.close()

    def freeze(self):
        """The server stops reading and writing, while its connections stay open."""
        self.process.send_signal(signal.SIGSTOP)

    def kill(self):
        self.process.kill()
        self.process.wait()
