"""A small PostgreSQL with a streaming replica, whose replay a test can hold."""

import subprocess
from contextlib import contextmanager, suppress

import psycopg

from tests.tools.processes.real import until
from tools.postgres import server as postgres
from tools.postgres.folders import make_private


class Replica:
    def __init__(self, primary, var):
        self.server = postgres.EmbeddedPostgres(var)
        self.server.programs = primary.programs
        self.server.prepare_var()
        make_private(self.server.data, self.server.owner)
        make_private(self.server.sockets, self.server.owner)
        place = self.server._place(self.server.data)
        copy = ("-h", str(primary.sockets), "-U", "postgres", "-D", place, "-R", "--checkpoint=fast")
        self.server._run(self.server.data, "pg_basebackup", *copy)

    def start(self):
        command = self.server._command("postgres", *self.server._options(), *postgres.NOT_DURABLE)
        options = self.server._process_options(self.server.data, postgres.IMMEDIATE_SHUTDOWN)
        self.server.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options
        )
        until(self.answers)

    def answers(self):
        with suppress(psycopg.Error):
            return self.ask("SELECT pg_is_in_recovery()")

    def ask(self, statement):
        with psycopg.connect(self.server.url, autocommit=True) as connection:
            found = connection.execute(statement)
            return found.fetchone()[0] if found.description else None

    def hold(self, held=True):
        self.ask(f"SELECT pg_wal_replay_{'pause' if held else 'resume'}()")
        until(lambda: self.ask("SELECT pg_get_wal_replay_pause_state() = 'paused'") is held)


@contextmanager
def primary_and_replica(folder):
    """(URL of the primary, a Replica of it)."""
    with postgres.serving(folder / "primary", durable=False) as primary:
        replica = Replica(primary, folder / "replica")
        replica.start()
        try:
            yield primary.url, replica
        finally:
            replica.server.stop()
