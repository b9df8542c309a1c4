"""Programs that tests need from packages of Debian: found on this machine, or installed by apt-get where root runs it."""

import os
import shutil
import subprocess

from tools.console import print_message

INSTALL_SECONDS = 600
NOT_FOR_LONG = ("-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=15")
# Daemons live where the PATH of people does not lead.
PLACES = f"{os.environ.get('PATH', os.defpath)}:/usr/local/sbin:/usr/sbin"
# A package of a daemon starts it: the tests start their own.
QUIETLY = {"DEBIAN_FRONTEND": "noninteractive", "SYSTEMD_OFFLINE": "1", "RUNLEVEL": "1"}


def find_or_install(program: str, package: str) -> str | None:
    """The path of the program, None where it cannot be had."""
    if not find_program(program):
        install_package(package, "Für die Tests")
    return find_program(program)


def find_program(program: str) -> str | None:
    return shutil.which(program, path=PLACES)


def install_package(package: str, reason: str, how_not: str = "") -> bool:
    """Whether the package is there now. ``package`` may end in `=VERSION`."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    name = package.partition("=")[0]
    print_message(f"{reason} installiert apt-get auf diesem Rechner {name}{how_not} …")
    argv = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *NOT_FOR_LONG, package]
    return run_quietly(argv) or (
        run_quietly(["apt-get", "update", "-qq", *NOT_FOR_LONG]) and run_quietly(argv)
    )


def run_quietly(argv: list[str], seconds: int = INSTALL_SECONDS) -> bool:
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        env = os.environ | QUIETLY
        return subprocess.run(argv, env=env, timeout=seconds, check=False, **quiet).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
