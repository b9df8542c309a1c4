"""`python -m tools.processes.deaths`: what supervisord tells of each death; ends all when one program dies too often."""

import os
import signal
import time
from collections import defaultdict
from pathlib import Path

from supervisor import childutils

TOO_MANY, WITHIN_SECONDS = 4, 60


class Deaths:
    def __init__(self) -> None:
        self.times: dict[str, list[float]] = defaultdict(list)

    def count(self, program: str, now: float) -> bool:
        """Whether it has died too often within the last minute."""
        lately = [when for when in self.times[program] if when > now - WITHIN_SECONDS]
        self.times[program] = [*lately, now]
        return len(self.times[program]) >= TOO_MANY


def file(var: Path) -> Path:
    """Holds the name of the program that died too often."""
    return var / "died-too-often"


def main() -> None:
    deaths = Deaths()
    while True:
        _, payload = childutils.listener.wait()
        program = childutils.get_headers(payload)["processname"]
        if deaths.count(program, time.monotonic()):
            file(Path(os.environ["VAR"])).write_text(program)
            os.kill(os.getppid(), signal.SIGTERM)
        childutils.listener.ok()


if __name__ == "__main__":
    main()
