"""Copies of databases live in memory, where there is enough of it.

A copy is nearly a thousand files, and a file system with a journal, which looks again and again at what was
deleted in the last minutes, takes up to half a second to make them where others were just dropped.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from psycopg import sql
from psycopg.errors import ObjectNotInPrerequisiteState

from tests.support.environment import KEPT, URL
from tools.postgres.folders import make_private
from tools.postgres.server import EmbeddedPostgres

MEMORY, BYTES_WANTED = Path("/dev/shm"), 2**30  # noqa: S108
ON_DISK, IN_MEMORY = "pg_default", "staedtenetz_memory"


class Memory:
    """A tablespace of our own server; another one's files may be on another machine."""

    def __init__(self, ask: Callable) -> None:
        server = EmbeddedPostgres(KEPT)
        self.ask, self.owner, self.folder = ask, server.owner, MEMORY / server.sockets.name
        self.name = IN_MEMORY if server.url == URL and has_room() else ON_DISK

    def prepare(self) -> None:
        if self.name == ON_DISK or (self.is_known() and self.folder.is_dir()):
            return
        self.drop()
        make_private(self.folder, self.owner)
        create = sql.SQL("CREATE TABLESPACE {} LOCATION {}")
        self.ask(create.format(sql.Identifier(IN_MEMORY), sql.Literal(str(self.folder))))

    def give_back(self) -> None:
        """Unless another process still has copies in it."""
        if self.name == IN_MEMORY:
            with suppress(ObjectNotInPrerequisiteState):
                self.drop()

    def drop(self) -> None:
        self.ask(sql.SQL("DROP TABLESPACE IF EXISTS {}").format(sql.Identifier(IN_MEMORY)))
        shutil.rmtree(self.folder, ignore_errors=True)

    def is_known(self) -> bool:
        return self.ask("SELECT FROM pg_tablespace WHERE spcname = %s", [IN_MEMORY]).fetchone() is not None


def has_room() -> bool:
    with suppress(OSError):
        return shutil.disk_usage(MEMORY).free >= BYTES_WANTED
    return False
