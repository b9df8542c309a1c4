"""Databases for tests: migrated once into a template, then copied in a tenth of a second.

A template's name ends with a hash of what made it, so a changed migration or demo file makes a new one. Each
run copies under a name of its own and holds an advisory lock on it; what nobody holds any more is dropped by
the next run.
"""

import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import TransactionStatus

from tests.support.database.memory import ON_DISK, Memory
from tests.support.environment import GIVEN_URL, KEPT, ROOT, URL, VAR
from tools.postgres.server import running

TEMPLATE, COPY = "staedtenetz_template_", "staedtenetz_test_"
TEMPLATES_KEPT = 4
NONE = "none-for-this-test"
END_CONNECTIONS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
SOURCES = {
    "empty": [
        "requirements.lock",
        "tests/support/database/fill_template.py",
        "*/migrations/*.py",
        "caching/*.py",
        "*/apps.py",
    ],
    "demo": [
        *("demo/**/*", "accounts/**/*.py", "*/models.py", "*/models/*.py", "*/blocks.py", "*/blocks/*.py"),
        *("cms/imports/**/*.py", "home/import_sections.py"),
        *("markup/*.py", "forum/rendering.py", "forum/notify.py", "notifications/*.py"),
    ],
}


class Databases:
    def __init__(self):
        self.open = ExitStack()
        self.run = secrets.token_hex(4)
        self.shared = {}
        self.own = None
        self.used = None
        self.made = 0
        self.ask = None
        self.memory = None

    def use(self, kind: str, *, own: bool) -> None:
        """Points Django to a copy of the template; an `own` one is given up by `release()`."""
        if not self.ask:
            self.start()
        if own:
            self.drop_used()
            self.own = self.copy(kind)
        elif kind not in self.shared:
            self.shared[kind] = self.copy(kind)
        point_to(self.own or self.shared[kind])

    def release(self) -> None:
        """Leaves Django pointed to a database that does not exist: who asks without permission is told so."""
        point_to(NONE, keep=not self.own)
        if self.own:
            self.drop_used()
            self.ask(END_CONNECTIONS, [self.own])
            self.own, self.used = None, self.own

    def drop_used(self) -> None:
        """Of the test before: by now its connections have ended, for which DROP DATABASE waits a tenth of a second."""
        if self.used:
            self.drop(self.used)
            self.used = None

    @contextmanager
    def another(self):
        """A copy of the test's own database as it is now, instead of it for a while."""
        original = self.own
        point_to(NONE)
        with self.locked():
            self.own = self.copy_of(original)
        point_to(self.own)
        try:
            yield
        finally:
            self.release()
            self.own = original
            point_to(original)

    def start(self) -> None:
        if not GIVEN_URL:
            self.open.enter_context(running(KEPT))
        connection = self.open.enter_context(psycopg.connect(URL, autocommit=True))
        self.ask = connection.execute
        self.ask("SELECT pg_advisory_lock(hashtext(%s))", [self.run])
        self.memory = Memory(self.ask)
        with self.locked():
            self.drop_what_is_left()
            self.memory.prepare()

    def stop(self) -> None:
        self.release()
        self.drop_used()
        point_to(NONE)
        for name in self.shared.values():
            self.drop(name)
        if self.memory:
            with self.locked():
                self.memory.give_back()
        self.open.close()

    @contextmanager
    def locked(self):
        self.ask("SELECT pg_advisory_lock(hashtext(%s))", [TEMPLATE])
        try:
            yield
        finally:
            self.ask("SELECT pg_advisory_unlock(hashtext(%s))", [TEMPLATE])

    def copy(self, kind: str) -> str:
        with self.locked():
            template = self.template(kind)
            name = self.copy_of(template)
        files = KEPT / "templates" / template / "media"
        if files.exists():
            shutil.copytree(files, VAR / "media", dirs_exist_ok=True)
        return name

    def copy_of(self, database: str) -> str:
        self.made += 1
        name = f"{COPY}{self.run}_{self.made}"
        self.create(name, database, self.memory.name)
        return name

    def template(self, kind: str) -> str:
        name = f"{TEMPLATE}{digest(kind)}_{kind}"
        files = KEPT / "templates" / name
        if name not in self.names(name) or not files.exists():
            part = f"{name}_part"
            for half_made in (part, name):
                self.drop(half_made)
            self.create(part, "template1" if kind == "empty" else self.template("empty"))
            fill(part, kind, files)
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            self.ask(rename.format(sql.Identifier(part), sql.Identifier(name)))
        return name

    def drop_what_is_left(self) -> None:
        """Copies of runs that have ended, and all templates but the newest."""
        for name in self.names(f"{COPY}%"):
            run = name.removeprefix(COPY).partition("_")[0]
            if self.ask("SELECT pg_try_advisory_lock(hashtext(%s))", [run]).fetchone()[0]:
                self.drop(name)
                self.ask("SELECT pg_advisory_unlock(hashtext(%s))", [run])
        for name in self.names(f"{TEMPLATE}%")[TEMPLATES_KEPT:]:
            self.drop(name)
            shutil.rmtree(KEPT / "templates" / name, ignore_errors=True)

    def names(self, pattern: str) -> list[str]:
        """Newest first."""
        found = self.ask("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [pattern])
        return [name for (name,) in found]

    def create(self, name: str, template: str, tablespace: str = ON_DISK) -> None:
        names = map(sql.Identifier, (name, template, tablespace))
        self.ask(sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy TABLESPACE {}").format(*names))

    def drop(self, name: str) -> None:
        self.ask(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def point_to(name: str, *, keep: bool = False) -> None:
    """With `keep` an open connection waits for the next test: a new one would fill its caches of the schema again."""
    from django.db import connections

    from caching.pages import store
    from caching.results import results

    # The site of another database may have the same revision.
    store.clear()
    results.clear()
    connection = connections["default"]
    if not keep and not is_ready_for(name, connection.connection):
        connection.close()
    # One dict for all threads: the live server's connections follow.
    connections.settings["default"]["NAME"] = name


def is_ready_for(name: str, connection: psycopg.Connection | None) -> bool:
    if not connection or connection.closed:
        return False
    return connection.info.dbname == name and connection.info.transaction_status == TransactionStatus.IDLE


@cache
def digest(kind: str) -> str:
    made_of = hashlib.sha256(str(KEPT).encode())
    for pattern in SOURCES["empty"] + (SOURCES["demo"] if kind == "demo" else []):
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file():
                made_of.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return made_of.hexdigest()[:12]


def fill(database: str, kind: str, files: Path) -> None:
    shutil.rmtree(files, ignore_errors=True)
    files.mkdir(parents=True)
    url = make_conninfo(**conninfo_to_dict(URL) | {"dbname": database})
    env = os.environ | {"DATABASE_URL": url, "VAR": str(files)}
    argv = [sys.executable, "-m", "tests.support.database.fill_template", kind]
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"The {kind} database could not be made:\n{done.stderr[-3000:]}")
