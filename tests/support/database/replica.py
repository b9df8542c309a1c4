"""A small PostgreSQL with a streaming replica, whose replay a test can pause."""

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
        until(self.is_ready)

    def is_ready(self):
        with suppress(psycopg.Error):
            return self.execute("SELECT pg_is_in_recovery()")

    def execute(self, statement):
        with psycopg.connect(self.server.url, autocommit=True) as connection:
            found = connection.execute(statement)
            return found.fetchone()[0] if found.description else None

    def pause(self):
        """From now on it shows what it has, whatever the primary writes."""
        self.set_replay("pause", "paused")

    def resume(self):
        self.set_replay("resume", "not paused")

    def set_replay(self, function, state):
        self.execute(f"SELECT pg_wal_replay_{function}()")
        until(lambda: self.execute("SELECT pg_get_wal_replay_pause_state()") == state)


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
