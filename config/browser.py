"""Finds a Chromium for the browser tests, or installs one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from config.console import say

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/{0}.app/Contents/MacOS/{0}"
INSTALL_SECONDS = 600


def chromium() -> str | None:
    """The path of a Chromium that starts, or None."""
    return found() or installed_from_debian() or downloaded()


def found() -> str | None:
    return next((path for path in _candidates() if path and _starts(path)), None)


def _candidates() -> Iterator[str | None]:
    yield os.environ.get("CHROMIUM_PATH")
    yield from map(shutil.which, COMMANDS)
    yield from (MAC.format(name) for name in ("Chromium", "Google Chrome"))
    yield _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """Ubuntu has a `chromium-browser` that only says where to get one, so each is asked for its version."""
    return _runs([path, "--version"], seconds=30)


def installed_from_debian() -> str | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    say("Kein Chromium gefunden; das Paket chromium wird installiert …")
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
    if _runs(["apt-get", "update", "-qq"]) and _runs(install):
        return found()
    return None


def downloaded() -> str | None:
    say("Kein Chromium gefunden; Playwright holt einen …")
    if _runs([sys.executable, "-m", "playwright", "install", "chromium"]):
        return found()
    return None


def _runs(argv: list[str], seconds: int = INSTALL_SECONDS) -> bool:
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(argv, env=env, timeout=seconds, check=False, **quiet).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(chromium() or "")
