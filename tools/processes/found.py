"""Finds running processes by what Linux tells in /proc."""

import os
from collections.abc import Iterator
from pathlib import Path


def alive(pid: int) -> bool:
    """A zombie counts as dead: it has ended, only its parent has not asked yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def survivors(mark: Path | str, command: str = "") -> list[int]:
    """Other living processes with ``mark`` in their environment, command line or working folder."""
    others = (pid for pid in _pids() if pid != os.getpid() and alive(pid))
    return [pid for pid in others if str(mark) in (traces := _traces(pid)) and command in traces]


def _pids() -> Iterator[int]:
    return (int(name) for name in os.listdir("/proc") if name.isdigit())


def _traces(pid: int) -> str:
    traces = ""
    for source in ("environ", "cmdline"):
        try:
            traces += Path(f"/proc/{pid}/{source}").read_text(errors="replace")
        except OSError:
            continue
    try:
        return traces + os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return traces
