"""Who the server runs as, and the folder of its socket."""

import os
import pwd
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tools.console import Trouble


class Owner(NamedTuple):
    uid: int
    gid: int


def owner_of(data: Path) -> Owner:
    """This user; for root the owner of ``data`` or, as PostgreSQL refuses root, ``nobody``."""
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid())
    with suppress(FileNotFoundError):
        info = data.stat()
        if info.st_uid != 0:
            return Owner(info.st_uid, info.st_gid)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise Trouble("Es gibt keinen Benutzer nobody für PostgreSQL. Bitte DATABASE_URL angeben.") from None
    return Owner(nobody.pw_uid, nobody.pw_gid)


def make_private(folder: Path, owner: Owner) -> None:
    """A folder that only ``owner`` may enter; refuses one that somebody else may have put there."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    planted = Trouble(f"{folder} gehört einem anderen Benutzer. Bitte entfernen.")
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        raise planted from None
    try:
        info = os.fstat(handle)
        if info.st_uid not in (os.geteuid(), owner.uid) or stat.S_IMODE(info.st_mode) & 0o077:
            raise planted
        if info.st_uid != owner.uid:
            os.fchown(handle, *owner)
    finally:
        os.close(handle)
