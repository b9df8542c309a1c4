"""Runs other programs, of which none outlives this one, however it ends."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

GRACE_SECONDS = 8
PR_SET_PDEATHSIG = 1
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def bind_to_parent(number: int, parent: int) -> None:
    """The kernel sends this process ``number`` when its parent dies. Does nothing outside Linux."""
    if _prctl:
        _prctl(PR_SET_PDEATHSIG, number)
        # The parent may have died before the call above; then no signal would ever come.
        if os.getppid() != parent:
            os._exit(1)


def die_with_parent(number: int) -> Callable[[], None]:
    """A ``preexec_fn``, also for `os.register_at_fork`: binds what this process starts to it."""
    return partial(bind_to_parent, number, os.getpid())


def interrupt_on_signals() -> None:
    """From now on SIGTERM and SIGHUP raise KeyboardInterrupt here, as Ctrl-C does."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Under nohup SIGHUP is ignored on purpose.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)


@contextmanager
def started(
    argv: Sequence[str], *, stop_with: int = signal.SIGTERM, grace: float = GRACE_SECONDS, **options: object
) -> Iterator[subprocess.Popen]:
    """A process in a session of its own, so that Ctrl-C reaches it only through us; ended with the block."""
    bound = {"start_new_session": True, "preexec_fn": die_with_parent(signal.SIGKILL)}
    process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, **bound, **options)
    try:
        yield process
    finally:
        _end_process(process, stop_with, grace)


def run_to_end(argv: Sequence[str], **options: object) -> int:
    """Runs one command to its end and returns its exit code. Options as for `started`."""
    with started(argv, **options) as process:
        return process.wait()


def _end_process(process: subprocess.Popen, stop_with: int, grace: float) -> None:
    """Asks, waits as long as its grace or until the next Ctrl-C, then kills it with all that it has started."""
    with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
        if process.poll() is None:
            process.send_signal(stop_with)
            process.wait(grace)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
