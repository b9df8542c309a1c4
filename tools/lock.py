"""`make lock`: renews the exact versions and hashes of all Python and npm packages."""

import os
import subprocess
import sys
from pathlib import Path

from tools.console import print_error, print_message

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    *(
        sys.executable,
        "-m",
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--upgrade",
        "--universal",
        "--generate-hashes",
    ),
    *("--no-header", "--python-version", "3.12"),
)
RUNNING = ("pyproject.toml", "--constraint", "requirements.lock")
PYTHON_LOCKS = {
    "requirements.lock": ("pyproject.toml",),
    "requirements-demo.lock": (*RUNNING, "--group", "demo"),
    "requirements-build.lock": ("--group", "build", "--constraint", "requirements-demo.lock"),
    "requirements-dev.lock": (*RUNNING, "--group", "dev", "--constraint", "requirements-demo.lock"),
    "requirements-node.lock": ("--group", "node"),
}
NPM = (
    "npm",
    "update",
    "--save",
    "--package-lock-only",
    "--ignore-scripts",
    "--omit-lockfile-registry-resolved",
)


def main() -> int:
    os.chdir(ROOT)
    for lock, sources in PYTHON_LOCKS.items():
        print_message(f"── {lock}")
        if code := subprocess.run([*COMPILE, *sources, "--output-file", lock], check=False).returncode:
            return code
    if not Path("package.json").exists():
        return 0
    print_message("── package-lock.json")
    try:
        return subprocess.run(NPM, check=False).returncode
    except FileNotFoundError:
        print_error("npm fehlt; package-lock.json ist unverändert.")
        return 1


if __name__ == "__main__":
    sys.exit(main())
