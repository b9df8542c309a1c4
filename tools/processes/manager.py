"""The demo's process manager: supervisord, which starts anew what dies, until something dies too often (deaths.py)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from supervisor import supervisord

from tools.console import Trouble
from tools.processes import deaths
from tools.processes.child import die_with_parent, started
from tools.processes.logs import Logs

CONFIG = Path(__file__).with_name("supervisord.conf")
PROGRAMS = ("pg", "web", "worker", "mailbox")
STOP_SECONDS = 25
GONE = "Die Prozessverwaltung (supervisord) hat sich unerwartet beendet."


class KeepsDying(Exception):
    def __init__(self, program: str):
        super().__init__(program)
        self.program = program


@contextmanager
def running(var: Path, env: Mapping[str, str]) -> Iterator["Manager"]:
    """The programs of CONFIG, with their logs in ``var``."""
    deaths.file(var).unlink(missing_ok=True)
    logs = Logs(var / f"{name}.log" for name in (*PROGRAMS, "supervisord"))
    given = {"VAR": str(var), "PYTHON": sys.executable}
    argv = [sys.executable, "-m", "tools.processes.manager"]
    with started(argv, env={**env, **given}, grace=STOP_SECONDS) as process:
        yield Manager(process, var, logs)


class Manager:
    def __init__(self, process: subprocess.Popen, var: Path, logs: Logs) -> None:
        self.process, self.var, self.logs = process, var, logs

    def wait(self, until: Callable[[], bool], seconds: float) -> bool:
        """Whether ``until`` came true in time. Raises KeepsDying when a program has died too often."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if until():
                return True
            self._check()
            time.sleep(0.1)
        return False

    def watch(self) -> NoReturn:
        while True:
            self._check()
            time.sleep(0.5)

    def _check(self) -> None:
        if self.logs.turn():
            self.process.send_signal(signal.SIGUSR2)
        if self.process.poll() is not None:
            with suppress(FileNotFoundError):
                raise KeepsDying(deaths.file(self.var).read_text())
            raise Trouble(GONE)


def _stop_before_exec() -> None:
    """Until its program runs a child has supervisord's handlers, which would take SIGTERM and do nothing."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)


if __name__ == "__main__":
    os.register_at_fork(after_in_child=_stop_before_exec)
    os.register_at_fork(after_in_child=die_with_parent(signal.SIGKILL))
    supervisord.main(["--configuration", str(CONFIG)])
