"""What a server leaves behind that was killed or lost its power: a stale pid file, or the server itself."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class PidFile(NamedTuple):
    pid: int
    ready: bool


def read_pid_file(data: Path) -> PidFile:
    """Line 1 of postmaster.pid is the process, line 8 its state. (0, False) without a readable file."""
    try:
        lines = (data / "postmaster.pid").read_text(errors="replace").splitlines()
        return PidFile(int(lines[0]), len(lines) > 7 and lines[7].strip() == "ready")
    except (OSError, ValueError, IndexError):
        return PidFile(0, False)


def clear_leftovers(data: Path, sockets: Path) -> None:
    """Call only while holding the folder's lock: no process of ours runs a server here.

    The pid file of a dead process stays, because PostgreSQL clears it itself after looking for survivors
    in shared memory. It only cannot know that a living process with the same id, common in containers,
    is no server of this folder.
    """
    pid = read_pid_file(data).pid
    if pid and _serves(pid, data):
        _end_server(pid, data)
    elif pid and _alive(pid):
        (data / "postmaster.pid").unlink(missing_ok=True)
    for name in (".s.PGSQL.5432", ".s.PGSQL.5432.lock"):
        (sockets / name).unlink(missing_ok=True)
    _await_no_backend(data)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _serves(pid: int, data: Path) -> bool:
    if sys.platform == "linux":
        with suppress(OSError):
            proc = Path("/proc") / str(pid)
            return (proc / "exe").readlink().name.startswith("postgres") and (proc / "cwd").readlink() == data
        return False
    command = ["ps", "-o", "command=", "-p", str(pid)]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    return "postgres" in shown.stdout and str(data) in shown.stdout


def _end_server(pid: int, data: Path) -> None:
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            if not _serves(pid, data):
                return
            time.sleep(0.02)


def _await_no_backend(data: Path) -> None:
    """The backends of a killed server notice within moments; until then a new server refuses to start."""
    if sys.platform != "linux":
        return
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if not any(_serves(int(entry), data) for entry in os.listdir("/proc") if entry.isdigit()):
            return
        time.sleep(0.02)
