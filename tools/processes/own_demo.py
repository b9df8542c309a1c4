"""A demo of one's own, for commands that measure it or do it harm: in a folder of theirs, on a port that is free."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.console import Trouble
from tools.demo import free_port
from tools.processes import child
from tools.processes.waiting import until

ROOT = Path(__file__).resolve().parents[2]
# Seconds: for its first start.
START = 600
NOT_FOR_THE_DEMO = ("DATABASE_URL", "VAR", "PORT", "BASE_URL", "DEBUG", "SECRET_KEY", "PAGE_THREADS")


@contextmanager
def started(var: Path, root: Path = ROOT, command: tuple[str, ...] = ()) -> Iterator[int]:
    """Its port. `root`: the checkout that it is of; `command`: what starts it there, if not the Python of this process."""
    port, log = free_port(), var / "demo.log"
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_THE_DEMO}
    env = kept | {"VAR": str(var), "PORT": str(port), "LIMIT_POSTS": "0"}
    argv = command or (sys.executable, "-m", "tools.demo")
    with log.open("w") as output:
        options = {"cwd": root, "env": env, "stdout": output, "stderr": output, "grace": 30}
        with child.started(argv, **options) as process:
            ready = until(lambda: process.poll() is not None or "Ende mit" in log.read_text(), START)
            if not ready or process.poll() is not None:
                raise Trouble(f"Die Demo startet nicht:\n{log.read_text()[-2000:]}")
            yield port
            if process.poll() is not None:
                raise Trouble(f"Die Demo ist zu Ende:\n{log.read_text()[-2000:]}")
