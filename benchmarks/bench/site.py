"""A demo of a checkout, filled by `seed_benchmark`: its addresses, and what /proc and PostgreSQL's log tell of it."""

import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tools.console import Trouble
from tools.postgres.server import url_for
from tools.processes import child, own_demo
from tools.processes.found import survivors

ROOT = Path(__file__).resolve().parents[2]
SEEDER = ("demo/benchmark", "demo/management/commands/seed_benchmark.py")
TICKS = os.sysconf("SC_CLK_TCK")
# What only the demo has beside its site; a server of one's own has systemd.
OF_THE_DEMO = ("tools.demo", "tools.processes.manager", "tools.processes.deaths", "demo.mailbox")
STATEMENT = ("LOG:  statement: ", "LOG:  execute ")
RELOAD_SECONDS, LOG_SECONDS = 0.5, 0.2


class Site:
    """`name`: as in the table. `facts`: what the seeder wrote. `written`: posts that were added to the answered thread."""

    def __init__(self, name: str, var: Path, port: int, facts: dict) -> None:
        self.name, self.var, self.facts = name, var, facts
        self.address, self.host = ("127.0.0.1", port), f"localhost:{port}"
        self.written = 0

    @property
    def port(self):
        return self.address[1]

    @property
    def last_number(self) -> int:
        """Of the answered thread, and its revision."""
        return self.facts["request"]["revision"] + self.written

    @property
    def processes(self) -> dict[int, str]:
        """{pid: its command line} of all that belong to it, PostgreSQL's as well."""
        return {pid: _read_command(pid) for pid in survivors(self.var)}

    def cpu_seconds(self) -> float:
        """What its processes have used so far."""
        return sum(_read_cpu_seconds(pid) for pid in survivors(self.var))

    def memory(self) -> dict[str, float]:
        """MiB (PSS: what processes share counts once) of the site, without PostgreSQL, and of what the demo adds."""
        used = {"site": 0.0, "demo": 0.0}
        for pid, command in self.processes.items():
            if not Path(command.split("\0")[0]).name.startswith("postgres"):
                used["demo" if any(word in command for word in OF_THE_DEMO) else "site"] += _read_memory(pid)
        return used

    def count_statements(self, act) -> int:
        """How many statements PostgreSQL gets while `act` runs; those of the worker do not count."""
        log = self.var / "pg.log"
        before = log.stat().st_size
        act()
        time.sleep(LOG_SECONDS)
        with log.open("rb") as file:
            file.seek(before)
            lines = file.read().decode(errors="replace").splitlines()
        return sum(any(sign in line for sign in STATEMENT) and "procrastinate" not in line for line in lines)

    @contextmanager
    def logged_statements(self) -> Iterator[None]:
        with psycopg.connect(url_for(self.var), autocommit=True) as admin:
            admin.execute("ALTER SYSTEM SET log_statement = 'all'")
            admin.execute("SELECT pg_reload_conf()")
            time.sleep(RELOAD_SECONDS)
            try:
                yield
            finally:
                admin.execute("ALTER SYSTEM RESET log_statement")
                admin.execute("SELECT pg_reload_conf()")


@contextmanager
def started_site(name: str, root: Path, var: Path, numbers: list[str], command=()) -> Iterator[Site]:
    """`root`: the checkout. `numbers`: arguments of seed_benchmark."""
    var.mkdir()
    add_seeder(root)
    with own_demo.started(var, root, command) as port:
        yield Site(name, var, port, seed_site(root, var, numbers, command))


def add_seeder(root: Path) -> None:
    """An older checkout gets the command of this one; where the schema does not fit, that says so."""
    for place in SEEDER if not (root / SEEDER[1]).exists() else ():
        copy = shutil.copytree if (ROOT / place).is_dir() else shutil.copyfile
        copy(ROOT / place, root / place)


def seed_site(root, var, numbers, command):
    facts = var / "benchmark.json"
    python = root / ".venv" / "bin" / "python" if command else sys.executable
    argv = [str(python), "manage.py", "seed_benchmark", "--yes", "--credentials", str(facts), *numbers]
    if child.run_to_end(argv, cwd=root, env=_build_environment(var)):
        raise Trouble("Die Datenbank ließ sich nicht füllen; die Meldung steht darüber.")
    return json.loads(facts.read_text())


def _build_environment(var):
    """The one of the demo, as far as sessions depend on it."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | {
        "DATABASE_URL": url_for(var),
        "SECRET_KEY": (var / "secret_key").read_text(),
        "VAR": str(var),
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


def _read_command(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    return ""


def _read_cpu_seconds(pid):
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS
    return 0


def _read_memory(pid):
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0
