"""`make demo`: database, pages and jobs on this machine, with demo content, until Ctrl-C.

supervisord runs the programs while `tools.prepare` brings assets, database and content up to date; server and worker
wait for it (tools.processes.prepared). When all ends, the site stops before PostgreSQL.
"""

import http.client
import json
import os
import secrets
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from demo.summary import summary
from tools import serve
from tools.console import Trouble, print_error, print_message
from tools.postgres import server as postgres
from tools.processes import child, deaths, manager, prepared

ROOT = Path(__file__).resolve().parent.parent
READY_SECONDS = 60
NAMES = {"web": "Der Server", "mailbox": "Das Postfach", "worker": "Der Auftragsdienst", "pg": "PostgreSQL"}


def main() -> int:
    os.chdir(ROOT)
    child.interrupt_on_signals()
    try:
        run_demo(chosen_port(), chosen_var())
    except KeyboardInterrupt:
        print_message("\nBeendet. Alle Daten bleiben erhalten.")
    except manager.KeepsDying as failure:
        print_error(report_end(failure.program))
        return 1
    except Trouble as trouble:
        print_error(str(trouble))
        return 1
    return 0


def run_demo(port: int, var: Path) -> None:
    for listener in serve.open_sockets(port):
        listener.close()
    print_message("Die Demo startet …")
    with database(var) as (url, server):
        env = environment(port, var, url) | {"EMBEDDED_POSTGRES": str(bool(server))}
        with prepared.not_yet(var) as lock, manager.running(var, env) as processes:
            if server and not processes.wait(server.answers, READY_SECONDS):
                raise Trouble(f"PostgreSQL antwortet nicht (Protokoll: {var / 'pg.log'}).")
            if child.run_to_end(python("-m", "tools.prepare"), env=env):
                raise Trouble("Die Demo ließ sich nicht vorbereiten; die Meldung steht darüber.")
            lock.close()
            if not processes.wait(lambda: healthy(port), READY_SECONDS):
                raise Trouble(f"Der Server antwortet nicht (Protokoll: {var / 'web.log'}).")
            print_message(summary(json.loads((var / "demo.json").read_text()), env["BASE_URL"]))
            processes.watch()


def chosen_port() -> int:
    given = os.environ.get("PORT") or "8000"
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Trouble(f"PORT={given} ist kein gültiger Port. Beispiel: make demo PORT=8001")
    return int(given)


def chosen_var() -> Path:
    var = Path(os.environ.get("VAR") or ROOT / "var").resolve()
    postgres.EmbeddedPostgres(var).prepare_var()
    return var


@contextmanager
def database(var: Path) -> Iterator[tuple[str, postgres.EmbeddedPostgres | None]]:
    if given := os.environ.get("DATABASE_URL"):
        yield given, None
    else:
        with postgres.serving(var, start=False) as server:
            yield server.url, server


def environment(port: int, var: Path, url: str) -> dict[str, str]:
    unwanted = ("DEBUG", "ALLOWED_HOSTS", "SMTP_USER", "SMTP_PASSWORD", "SMTP_TLS")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return kept | {
        "DEMO": "1",
        "PORT": str(port),
        "BASE_URL": f"http://localhost:{port}",
        "VAR": str(var),
        "DATABASE_URL": url,
        "SECRET_KEY": secret_key(var / "secret_key"),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONUNBUFFERED": "1",
        "PAGE_THREADS": os.environ.get("PAGE_THREADS", "2"),
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(free_port()),
    }


def secret_key(path: Path) -> str:
    if not path.exists():
        part = path.with_name(f"{path.name}.{os.getpid()}")
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        part.replace(path)
    return path.read_text()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def healthy(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=3)
    try:
        connection.request("GET", "/-/health/")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def report_end(program: str) -> str:
    log = chosen_var() / f"{program}.log"
    often = f"{deaths.TOO_MANY}-mal innerhalb von {deaths.WITHIN_SECONDS} Sekunden"
    lines = [f"Die Demo ist zu Ende: {NAMES[program]} ist {often} abgestürzt (Protokoll: {log})."]
    if log.exists():
        lines += log.read_text(errors="replace").splitlines()[-8:]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
