"""Finds a Chromium for the browser tests, or installs one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools import debian
from tools.console import print_message

# Debian's Chromium without windows: the same engine in a third of the time.
SHELL = "chromium-headless-shell"
COMMANDS = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/{0}.app/Contents/MacOS/{0}"


def chromium() -> str | None:
    """The path of a Chromium that starts, or None."""
    path = found() or installed("chromium") or downloaded()
    if "CHROMIUM_PATH" not in os.environ and path == shutil.which("chromium") and (version := _version()):
        return installed(f"{SHELL}={version}") or path
    return path


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
    return debian.run_quietly([path, "--version"], seconds=30)


def installed(package: str) -> str | None:
    """What is found once Debian's package is there, None where it cannot be had."""
    there = debian.install_package(package, "Für die Browser-Tests", " (nicht mit CHROMIUM_PATH=…)")
    return found() if there else None


def _version() -> str:
    """That of the installed package: another one would pull the installed browser along."""
    asked = ["dpkg-query", "--show", "--showformat", "${Version}", "chromium"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout


def downloaded() -> str | None:
    print_message(
        "Für die Browser-Tests holt Playwright ein Chromium auf diesen Rechner (nicht mit CHROMIUM_PATH=…) …"
    )
    if debian.run_quietly([sys.executable, "-m", "playwright", "install", "chromium"]):
        return found()
    return None


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(chromium() or "")
