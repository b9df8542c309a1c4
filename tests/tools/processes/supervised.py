"""A supervisor of two children for test_supervise.py; each child tells its process id in a file."""

import sys
from pathlib import Path

from tools.supervise import ChildDied, Signals, Stopped, Supervisor

CHILD = """
import os, pathlib, signal, subprocess, sys
if "stubborn" in sys.argv: signal.signal(signal.SIGTERM, signal.SIG_IGN)
if "parent" in sys.argv:
    inner = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()", sys.argv[1]])
    pathlib.Path(sys.argv[1], "inner").write_text(str(inner.pid))
pathlib.Path(sys.argv[1], sys.argv[2] + ".new").write_text(str(os.getpid()))
os.rename(pathlib.Path(sys.argv[1], sys.argv[2] + ".new"), pathlib.Path(sys.argv[1], sys.argv[2]))
signal.pause()
"""


def main() -> int:
    folder, *manners = sys.argv[1:]
    grace = {"grace": 1} if "hasty" in manners else {}
    with Signals() as signals:
        try:
            with Supervisor(signals, **grace) as supervisor:
                for name in ("one", "two"):
                    supervisor.start(name, [sys.executable, "-c", CHILD, folder, name, *manners])
                supervisor.wait()
        except Stopped:
            Path(folder, "stopped").write_text("stopped")
        except ChildDied as death:
            return 40 + (death.name == "two")
    return 0


if __name__ == "__main__":
    sys.exit(main())
