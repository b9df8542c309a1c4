"""Runs a server for the folder given, says its address, and stops it when its standard input closes."""

import sys
from pathlib import Path

from tools.console import Trouble
from tools.postgres.server import running, serving


def main() -> int:
    var, how = Path(sys.argv[1]), sys.argv[2]
    try:
        with running(var) if how == "shared" else serving(var) as held:
            sys.stdout.write(f"{held if how == 'shared' else held.url}\n")
            sys.stdout.flush()
            sys.stdin.read()
    except Trouble as trouble:
        sys.stdout.write(f"Trouble: {trouble}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
