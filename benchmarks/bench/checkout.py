"""Another version of the project in a folder: `git archive`, so that nothing of it stays in the repository."""

import filecmp
import subprocess
import tarfile
from pathlib import Path

from tools.console import Trouble

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements-demo.lock", "package-lock.json")


def find_newest_tag() -> str:
    """Empty where there is none, or no git."""
    return (
        _run_git("describe", "--tags", "--abbrev=0", "HEAD^")
        or _run_git("tag", "--sort=-creatordate").partition("\n")[0]
    )


def find_commit(name: str) -> str:
    """The commit's short hash. Raises Trouble for what is none."""
    found = _run_git("rev-parse", "--short", "--verify", "--quiet", f"{name}^{{commit}}")
    if not found:
        raise Trouble(f"AGAINST={name} ist kein Stand dieses Projekts. Beispiel: make bench AGAINST=HEAD~20")
    return found


def extract_version(name: str, folder: Path) -> tuple[str, ...]:
    """Puts the version there. Returns the command that starts its demo, if it needs packages of its own."""
    folder.mkdir()
    argv = ["git", "archive", "--format=tar", name]
    with (
        subprocess.Popen(argv, cwd=ROOT, stdout=subprocess.PIPE) as archive,
        tarfile.open(fileobj=archive.stdout, mode="r|") as files,
    ):
        files.extractall(folder, filter="data")
    if not all(filecmp.cmp(ROOT / lock, folder / lock, shallow=False) for lock in LOCKS):
        return ("sh", "tools/bootstrap.sh", "demo")
    (folder / "node_modules").symlink_to((ROOT / "node_modules").resolve())
    return ()


def _run_git(*arguments):
    """What it prints; empty when it fails or is not there."""
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
