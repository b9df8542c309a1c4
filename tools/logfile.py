"""What a process of the demo says, in a file: begun anew with the process, a new one each day, forgotten after a week."""

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

# From demo/content/settings.json, where the client's values stand.
KEPT = timedelta(days=7)
AT_ONCE = 1 << 20


class LogFile:
    """Lies in `path`, those of former days beside it as `web.log.2026-11-02`.

    The process writes to `handle` at the end of whatever is there, so the file can be emptied while it runs, also when
    somebody has removed its name. A full disk costs lines of the log and nothing else.
    """

    def __init__(self, path: Path, today: Callable[[], date] = date.today) -> None:
        self.path, self.today, self.day = path, today, today()
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        self.handle = os.fdopen(os.open(path, flags, 0o600), "r+b", buffering=0)
        self._forget()

    def turn(self) -> None:
        """On a new day puts yesterday's lines aside and deletes what is a week old. Cheap, and never fails."""
        if self.day == (today := self.today()):
            return
        archive = self.path.with_name(f"{self.path.name}.{self.day}")
        try:
            self._copy(archive)
        except OSError:
            with suppress(OSError):
                archive.unlink()
        self.day = today
        with suppress(OSError):
            os.ftruncate(self.handle.fileno(), 0)
        self._forget()

    def _copy(self, archive: Path) -> None:
        """Reads at places of its own: the process shares the handle's."""
        with os.fdopen(os.open(archive, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as copy:
            place = 0
            while part := os.pread(self.handle.fileno(), AT_ONCE, place):
                copy.write(part)
                place += len(part)

    def _forget(self) -> None:
        with suppress(OSError):
            for path in self.path.parent.glob(f"{self.path.name}.*-*-*"):
                with suppress(OSError, ValueError):
                    if (
                        date.fromisoformat(path.name.removeprefix(f"{self.path.name}."))
                        <= self.today() - KEPT
                    ):
                        path.unlink()
