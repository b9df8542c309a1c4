"""`make chaos`: kills each process of a demo while people write in it, and prints whether it held.

Web server, worker, mailbox and PostgreSQL are killed in turn, then all connections to the database are ended. It held
when every confirmed reply is there once, no request fails that was sent more than five seconds after what it needs was
back, and a mail arrives at the end. The demo is one of its own, in a temporary folder; it takes about three minutes.
"""

import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import psycopg

from tools.console import Trouble, print_error, print_message
from tools.demo import healthy
from tools.postgres.leftovers import read_pid_file
from tools.postgres.server import url_for
from tools.processes import child, own_demo
from tools.processes.found import survivors
from tools.processes.load import SIGN_IN, Browser, Writer, first_thread
from tools.processes.waiting import until

ROOT = Path(__file__).resolve().parent.parent
GROUP = "/gruppen/engagiertes-quartier/"
COMMANDS = {"web": "tools.serve", "worker": "procrastinate\0worker", "mailbox": "demo.mailbox.server"}
# Seconds: until something is back, of load after each blow, for a mail, for requests.
BACK, LOAD, MAIL, GRACE = 120, 10, 90, 5
WRITERS = 6
COUNT = "SELECT text, count(*) FROM forum_post WHERE text LIKE 'Unter Last %' GROUP BY text"
END_CONNECTIONS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)


class Blow(NamedTuple):
    """What was done, when, and when what requests need was there again: at once, if they do not need it."""

    name: str
    struck: float
    back: float

    def excuses(self, attempt) -> bool:
        """Whether the request ran while it was away or was sent within GRACE seconds of its return."""
        if self.name in ("worker", "mailbox"):
            return False
        return attempt.answered >= self.struck and attempt.sent <= self.back + GRACE


def main() -> int:
    os.chdir(ROOT)
    child.interrupt_on_signals()
    # A short path: that of PostgreSQL's socket is limited.
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder:
        try:
            var = Path(folder)
            print_message(f"Eine eigene Demo startet ({var}) …")
            with own_demo.started(var) as port:
                problems = run(var, port)
        except KeyboardInterrupt:
            return 130
        except Trouble as trouble:
            print_error(str(trouble))
            return 1
    for problem in problems:
        print_message(f"  ✗ {problem}")
    print_message("Nicht bestanden." if problems else "Bestanden.")
    return bool(problems)


def run(var: Path, port: int) -> list[str]:
    """What did not hold."""
    ends = threading.Event()
    writers = start_writers(var, port, ends)
    blows = []
    for name in (*COMMANDS, "pg", "connections"):
        time.sleep(LOAD)
        blows.append(strike(name, var, port))
        tell(blows[-1])
    time.sleep(LOAD)
    ends.set()
    for writer in writers:
        writer.join(BACK)
    return [*lost_replies(var, writers), *late_failures(writers, blows), *missing_mail(var, port)]


def start_writers(var: Path, port: int, ends: threading.Event) -> list[Writer]:
    accounts = json.loads((var / "demo.json").read_text())["accounts"]
    members = [one for one in accounts if one["role"] == "member" and not one["totp_secret"]]
    writers = [Writer(port, one, GROUP, ends) for one in members]
    pages = [(writer, writer.browser.request("GET", GROUP)) for writer in writers]
    writers = [writer for writer, (status, page, _) in pages if status == 200 and "/themen/" in page][
        :WRITERS
    ]
    if len(writers) < 2:
        raise Trouble("Es ließen sich nicht genug Mitglieder anmelden.")
    thread = first_thread(writers[0].browser.request("GET", GROUP)[1])
    for writer in writers:
        writer.thread = thread
        writer.start()
    print_message(f"{len(writers)} Mitglieder schreiben in {thread}.")
    return writers


def strike(name: str, var: Path, port: int) -> Blow:
    """Kills the process of this name, or ends all connections; returns when requests can be served again."""
    struck = time.monotonic()
    if name == "connections":
        with psycopg.connect(url_for(var), dbname="postgres", autocommit=True) as admin:
            admin.execute(END_CONNECTIONS)
        return Blow(name, struck, time.monotonic())
    pid = find_process(name, var)
    os.kill(pid, signal.SIGKILL)
    back = {"web": lambda: healthy(port), "pg": lambda: answers(var)}.get(name, lambda: True)
    if not until(lambda: find_process(name, var) not in (0, pid) and back(), BACK):
        raise Trouble(f"{name} ist nach {BACK} Sekunden nicht wieder da.")
    return Blow(name, struck, time.monotonic())


def find_process(name: str, var: Path) -> int:
    """The id of the process, 0 while there is none."""
    if name == "pg":
        return read_pid_file(var / "pg").pid
    return next(iter(survivors(var, COMMANDS[name])), 0)


def answers(var: Path) -> bool:
    try:
        psycopg.connect(url_for(var), connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True


def tell(blow: Blow) -> None:
    words = "alle Verbindungen beendet" if blow.name == "connections" else f"{blow.name} getötet"
    print_message(f"  {words}, nach {blow.back - blow.struck:.1f} s wieder da")


def lost_replies(var: Path, writers: list[Writer]) -> Iterator[str]:
    with psycopg.connect(url_for(var)) as connection:
        stored = dict(connection.execute(COUNT).fetchall())
    confirmed = {text for writer in writers for text in writer.confirmed}
    refused = sum(writer.refused for writer in writers)
    print_message(f"{len(confirmed)} Antworten bestätigt, {len(stored)} gespeichert, {refused} abgelehnt.")
    if len(confirmed) < len(writers) or refused > len(confirmed):
        yield "Zu wenige Antworten wurden angenommen, um etwas zu zeigen."
    if lost := confirmed - stored.keys():
        yield f"{len(lost)} bestätigte Antworten fehlen."
    if doubled := [text for text, number in stored.items() if number > 1]:
        yield f"{len(doubled)} Antworten sind doppelt."


def late_failures(writers: list[Writer], blows: list[Blow]) -> Iterator[str]:
    attempts = [attempt for writer in writers for attempt in writer.browser.attempts]
    failed = [attempt for attempt in attempts if attempt.failed]
    late = [one for one in failed if not any(blow.excuses(one) for blow in blows)]
    print_message(
        f"{len(attempts)} Anfragen, {len(failed)} gescheitert, davon {len(late)} ohne Grund oder zu spät."
    )
    for (path, status), number in Counter((one.path, one.status) for one in late).items():
        yield f"{number} Anfragen an {path} scheiterten ohne Grund oder zu spät (Status: {status or 'keiner'})."


def missing_mail(var: Path, port: int) -> Iterator[str]:
    """A mailed code goes from the server by the database and the worker to the mailbox."""
    address = "bernd@example.org"
    page = f"{SIGN_IN}code/"
    Browser(port).request("POST", page, email=address)
    mails = var / "mailbox" / "new"
    if not until(lambda: any(address in mail.read_text() for mail in mails.glob("*")), MAIL):
        yield f"Nach {MAIL} Sekunden ist keine Mail da."


if __name__ == "__main__":
    sys.exit(main())
