"""The demo's logs: begun anew with the demo, a new file each day, deleted after a week."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

# From demo/content/settings.json, where the client's values stand.
LOG_RETENTION = timedelta(days=7)


class Logs:
    """Files such as `web.log`, those of former days beside them as `web.log.2026-11-02`, closed to others."""

    def __init__(self, paths: Iterable[Path], today: Callable[[], date] = date.today) -> None:
        self.paths, self.today, self.day = list(paths), today, today()
        for path in self.paths:
            path.unlink(missing_ok=True)
        self._make()

    def turn(self) -> bool:
        """On a new day puts yesterday's files aside and returns True: who writes must open them anew then."""
        if self.day == self.today():
            return False
        for path in self.paths:
            with suppress(OSError):
                path.rename(f"{path}.{self.day}")
        self.day = self.today()
        self._make()
        return True

    def _make(self) -> None:
        for path in self.paths:
            with suppress(OSError):
                path.touch(0o600)
                self._delete_expired(path)

    def _delete_expired(self, path: Path) -> None:
        for old in path.parent.glob(f"{path.name}.*-*-*"):
            with suppress(OSError, ValueError):
                if date.fromisoformat(old.name.removeprefix(f"{path.name}.")) <= self.day - LOG_RETENTION:
                    old.unlink()
