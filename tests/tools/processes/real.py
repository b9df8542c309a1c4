"""Real processes for these tests: waiting by deadline, finding survivors, running as another user."""

import os
import pwd
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

from tools.processes import waiting

ROOT = Path(__file__).resolve().parents[3]
AS_ROOT = os.geteuid() == 0


def until(condition: Callable[[], object], seconds: float = 10) -> object:
    """The first true answer of ``condition``; fails the test after ``seconds``."""
    if answer := waiting.until(condition, seconds):
        return answer
    raise AssertionError(f"still not true after {seconds} s: {condition}")


def modes(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Mode and owner of a folder and every folder above it."""
    found = {path: path.stat() for path in (folder, *folder.parents)}
    return {path: (stat.S_IMODE(info.st_mode), info.st_uid, info.st_gid) for path, info in found.items()}


def clean_environment(**more: object) -> dict[str, str]:
    """This test run's own database, folder and port must not leak into what is started here."""
    hidden = (
        "DATABASE_URL",
        "VAR",
        "PORT",
        "BASE_URL",
        "DEMO",
        "DEBUG",
        "SECRET_KEY",
        "DJANGO_SETTINGS_MODULE",
    )
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return kept | {name: str(value) for name, value in more.items()}


def spare_user() -> dict[str, object]:
    """Options for subprocess that make a child run as a normal user. initdb wants one with a name."""
    user = pwd.getpwnam("daemon")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def own(folder: Path, user: dict[str, object]) -> None:
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user["user"], user["group"], follow_symlinks=False)


def copy_checkout(target: Path) -> Path:
    """The project without its environment, data and history."""
    left = shutil.ignore_patterns(".venv", "var", ".git", "__pycache__", ".*_cache", "test-results")
    shutil.copytree(ROOT, target, ignore=left, symlinks=True)
    return target
