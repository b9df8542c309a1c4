"""Starts child processes, restarts none, and ends all of them however this process ends."""

import ctypes
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tools.logfile import LogFile

GRACE_SECONDS = 8
PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """Somebody pressed Ctrl-C or sent SIGTERM; not a failure."""


class ChildDied(Exception):
    def __init__(self, name: str, code: int):
        super().__init__(f"{name} ended with {code}")
        self.name, self.code = name, code


def die_with_parent(number: int) -> Callable[[], None] | None:
    """A ``preexec_fn``: the kernel sends the child ``number`` when this process dies. None outside Linux."""
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def bind() -> None:
        prctl(PR_SET_PDEATHSIG, number)
        # The parent may have died before the call above; then no signal would ever come.
        if os.getppid() != parent:
            os._exit(1)

    return bind


class Signals:
    """Notes SIGINT, SIGTERM and SIGHUP instead of letting them interrupt, and wakes whoever waits."""

    def __init__(self) -> None:
        self.asked = False
        self.presses = 0
        self._before: dict[int, object] = {}

    def __enter__(self) -> Self:
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        self._wakeup = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
            # Under nohup SIGHUP is ignored on purpose.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        os.close(self._read)
        os.close(self._write)

    def _note(self, number: int, _frame: object) -> None:
        self.asked |= number != signal.SIGCHLD
        self.presses += number == signal.SIGINT

    def wait(self, seconds: float) -> None:
        """Returns at the first signal, a child's end included, or after ``seconds``."""
        select.select([self._read], [], [], max(seconds, 0))
        with suppress(BlockingIOError):
            os.read(self._read, 4096)


@dataclass
class Child:
    process: subprocess.Popen
    stop_with: int | None = signal.SIGTERM

    def signal(self, number: int) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)


class Supervisor:
    """Use as a context; leaving it ends every child with its whole process group."""

    def __init__(self, signals: Signals, grace: float = GRACE_SECONDS) -> None:
        self.signals, self.grace = signals, grace
        self.children: dict[str, Child] = {}
        self.logs: list[LogFile] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def start(
        self,
        name: str,
        argv: Sequence[str],
        *,
        env: Mapping[str, str] | None = None,
        log: Path | None = None,
        stdin: int = subprocess.DEVNULL,
        stop_with: int = signal.SIGTERM,
    ) -> None:
        if log:
            self.logs.append(LogFile(log))
        output = self.logs[-1].handle if log else None
        process = subprocess.Popen(
            argv,
            env=env,
            stdin=stdin,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509 (no thread runs in this process)
        )
        self.children[name] = Child(process, stop_with)

    def watch(self, name: str, process: subprocess.Popen, log: LogFile | None = None) -> None:
        """Notices the end of a process that somebody else will stop, and keeps its log in order."""
        self.children[name] = Child(process, stop_with=None)
        self.logs += [log] if log else []

    def run(self, name: str, argv: Sequence[str], **options: object) -> int:
        """Runs one command to its end and returns its exit code; the other children stay watched."""
        self.start(name, argv, **options)
        process = self.children[name].process
        self.wait(lambda: process.poll() is not None, but=name)
        self.children.pop(name).signal(signal.SIGKILL)
        return process.returncode

    def wait(self, until: Callable[[], bool] | None = None, *, seconds: float = 0, but: str = "") -> bool:
        """Whether ``until`` came true within ``seconds`` (0: no limit). Raises Stopped or ChildDied."""
        deadline = time.monotonic() + seconds if seconds else None
        while True:
            if self.signals.asked:
                raise Stopped
            if until and until():
                return True
            self._raise_for_dead(but)
            for log in self.logs:
                log.turn()
            if deadline and time.monotonic() > deadline:
                return False
            self.signals.wait(0.1 if seconds else 1)

    def _raise_for_dead(self, but: str) -> None:
        for name, child in self.children.items():
            if name != but and (code := child.process.poll()) is not None:
                raise ChildDied(name, code)

    def end(self) -> None:
        """Asks, waits as long as its grace or until somebody presses Ctrl-C again, then kills."""
        children = [child for child in self.children.values() if child.stop_with]
        for child in children:
            child.signal(child.stop_with)
        presses, deadline = self.signals.presses, time.monotonic() + self.grace
        while any(child.process.poll() is None for child in children):
            left = deadline - time.monotonic()
            if left <= 0 or self.signals.presses > presses:
                break
            self.signals.wait(min(left, 1))
        for child in children:
            child.signal(signal.SIGKILL)
            child.process.wait()
        self.children.clear()
        for log in self.logs:
            log.handle.close()
        self.logs.clear()
