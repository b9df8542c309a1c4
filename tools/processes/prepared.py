"""`python -m tools.processes.prepared PROGRAM …`: runs a Python program as soon as the demo is prepared."""

import fcntl
import os
import sys
from pathlib import Path
from typing import TextIO


def not_yet(var: Path) -> TextIO:
    """While this file is open, `wait` waits, and no longer when its process has died."""
    file = (var / "prepare.lock").open("a")
    fcntl.flock(file, fcntl.LOCK_EX)
    return file


def wait_for_preparation() -> None:
    with Path(os.environ["VAR"], "prepare.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_SH)


if __name__ == "__main__":
    wait_for_preparation()
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])  # noqa: S606
