"""Several processes of one program, forked once it has imported everything: they share what none of them changes."""

import gc
import os
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import suppress

from tools.processes.child import bind_to_parent, interrupt_on_signals

# Whose life was shorter than this many seconds would die again: then all end, and supervisord counts it.
TOO_SHORT = 5


def run_forked(work: Callable[[], None], number: int) -> None:
    """Runs ``work`` in so many processes until a signal comes; one that dies is replaced. None outlives this one."""
    interrupt_on_signals()
    gc.collect()
    # A collection in a child would write to every object, and so copy it.
    gc.freeze()
    born: dict[int, float] = {}
    try:
        while True:
            while len(born) < number:
                born[_fork(work)] = time.monotonic()
            pid, _ = os.wait()
            if time.monotonic() - born.pop(pid) < TOO_SHORT:
                raise SystemExit(1)
    except KeyboardInterrupt:
        pass
    finally:
        _end(born)


def _fork(work: Callable[[], None]) -> int:
    parent = os.getpid()
    if pid := os.fork():
        return pid
    try:
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, signal.SIG_DFL)
        bind_to_parent(signal.SIGKILL, parent)
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _end(pids: dict[int, float]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
    for pid in pids:
        with suppress(ChildProcessError, KeyboardInterrupt):
            os.waitpid(pid, 0)
