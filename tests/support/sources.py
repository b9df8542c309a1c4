"""The project's own files, for the tests that read them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".venv", ".git", "node_modules", "build", "var", "__pycache__", "test-results"}


@cache
def files() -> tuple[Path, ...]:
    """What git tracks or would track; everything but the ignored folders where there is no git."""
    argv = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    except (OSError, subprocess.CalledProcessError):
        listed = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*")]
    paths = [Path(name) for name in listed if name and not NOT_OURS.intersection(Path(name).parts)]
    return tuple(sorted(ROOT / path for path in paths if (ROOT / path).is_file()))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python() -> list[Path]:
    return [path for path in files() if path.suffix == ".py" and "migrations" not in path.parts]


def templates() -> list[Path]:
    return [path for path in files() if path.relative_to(ROOT).parts[0] == "templates"]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))
