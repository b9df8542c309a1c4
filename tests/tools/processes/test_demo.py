"""The whole demo as a person starts it, without the set-up of .venv that precedes it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import psycopg

from tests.tools.processes.real import AS_ROOT, ROOT, clean_environment, copy_checkout, modes, own, until
from tests.tools.processes.visitor import Visitor
from tools.demo import healthy
from tools.postgres.leftovers import read_pid_file
from tools.postgres.server import url_for
from tools.processes.found import alive, survivors

FIRST_START, NEXT_START = 300, 60
BACK = 5
COMMANDS = {"mailbox": "demo.mailbox.server", "web": "tools.serve", "worker": "procrastinate\0worker"}
GROUP = "/gruppen/engagiertes-quartier/"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def demo(checkout, *, python=(sys.executable,), port=None, seconds=NEXT_START, **user):
    """A running demo: yields its process, its port and what it tells, once it has told its addresses."""
    port = port or free_port()
    printed = checkout.parent / f"printed-{port}"
    env = clean_environment(PORT=port, HOME=checkout.parent, CHECKOUT=checkout)
    with printed.open("w") as output:
        argv = [*python, "-m", "tools.demo"]
        process = subprocess.Popen(argv, cwd=checkout, env=env, stdout=output, stderr=output, **user)
    try:
        until(lambda: "Ende mit Strg-C" in printed.read_text() or process.poll() is not None, seconds)
        assert process.poll() is None, printed.read_text()
        yield process, port, printed.read_text()
    finally:
        process.kill()
        process.wait()
        until(lambda: survivors(checkout) == [])


def status(port, path):
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        f"http://localhost:{port}{path}", timeout=10
    ) as answer:
        return answer.status


def facts_of(var):
    return json.loads((var / "demo.json").read_text())


def tells_who_needs_the_mailbox(printed, accounts):
    """Everybody's line says whether a second factor is asked for; the secrets are of no use there."""
    lines = [next(line for line in printed.splitlines() if one["email"] in line) for one in accounts]
    needed = ["Zahl im Postfach" in line for line in lines]
    assert needed == [one["totp_secret"] is not None for one in accounts]
    return len(lines) == 12 and sum(needed) == 3


def title(var):
    with psycopg.connect(url_for(var)) as connection:
        return connection.execute("SELECT title FROM wagtailcore_page WHERE path = '0001'").fetchone()[0]


def rename(var, new):
    with psycopg.connect(url_for(var)) as connection:
        connection.execute("UPDATE wagtailcore_page SET title = %s WHERE path = '0001'", [new])


def starts_and_stops(checkout, **how):
    """A first start and a stop, with a change in between that must stay."""
    var = checkout / "var"
    before = modes(checkout)
    with demo(checkout, seconds=FIRST_START, **how) as (process, port, printed):
        assert status(port, "/-/health/") == 200
        assert status(port, "/") == 200
        facts = facts_of(var)
        assert tells_who_needs_the_mailbox(printed, facts["accounts"])
        assert status(port, urlsplit(facts["invitations"][0]["url"]).path) == 200
        rename(var, "In der Pause geändert")
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
        assert survivors(checkout) == []
    assert modes(checkout) == before
    return {one["email"]: one for one in facts["accounts"]}


def running(checkout, program):
    """The process id of one of the demo's programs once it runs, else 0."""
    if program in COMMANDS:
        return next(iter(survivors(checkout, COMMANDS[program])), 0)
    pid = read_pid_file(checkout / "var" / "pg").pid
    return pid if pid and alive(pid) else 0


def kill(checkout, program):
    """The program is killed and comes back."""
    pid = until(lambda: running(checkout, program))
    os.kill(pid, signal.SIGKILL)
    until(lambda: running(checkout, program) not in (0, pid), BACK)


def dies(checkout, program):
    with suppress(ProcessLookupError):
        if pid := running(checkout, program):
            os.kill(pid, signal.SIGKILL)
    return True


def post_reply(port, account, text):
    """The member sends a reply; returns them and the address of the thread that shows it."""
    member = Visitor(port)
    sign_in = "/konto/anmelden/"
    member.send(sign_in, sign_in, email=account["email"], password=account["password"])
    thread, address = re.search(rf"({GROUP}themen/\d+/)[\w-]+/", member.get(GROUP)).group(0, 1)
    assert text in member.send(thread, f"{address}antworten/", text=text)
    return member, thread


def asks_for_a_code(port, email):
    """A mail goes from the server by the database and the worker to the mailbox."""
    person, page = Visitor(port), "/konto/anmelden/code/"
    assert email not in person.get("/-/mailbox/")
    person.send(page, page, email=email)
    until(lambda: email in person.get("/-/mailbox/"), NEXT_START)


def test_the_demo_lives_through_stop_restart_and_the_death_of_each_of_its_processes(request, closed_folder):
    """As a normal user where the test may become one: only root can."""
    folder, how = closed_folder, {}
    if AS_ROOT:
        folder, user, python = request.getfixturevalue("another_users_python")
        how = {"python": python, **user}
    checkout = copy_checkout(folder / "staedtenetz")
    if AS_ROOT:
        own(folder, user)
    accounts = starts_and_stops(checkout, **how)
    with demo(checkout, **how) as (process, port, _):
        assert status(port, "/kompetenzbereich/") == 200
        assert title(checkout / "var") == "In der Pause geändert"
        lives_through_deaths(checkout, port, accounts)
        process.kill()
        until(lambda: survivors(checkout) == [], 15)
    with demo(checkout, **how) as (process, port, _):
        ends_when_something_keeps_dying(checkout, process)
        told_at_the_end(checkout, (folder / f"printed-{port}").read_text())


def lives_through_deaths(checkout, port, accounts):
    for program in ("mailbox", "web", "worker"):
        kill(checkout, program)
    until(lambda: healthy(port), NEXT_START)
    member, thread = post_reply(port, accounts["ayse@example.org"], "Kurz vor dem Absturz")
    kill(checkout, "pg")
    until(lambda: healthy(port), NEXT_START)
    assert "Kurz vor dem Absturz" in member.get(thread)
    asks_for_a_code(port, "bernd@example.org")


def ends_when_something_keeps_dying(checkout, process):
    until(lambda: dies(checkout, "mailbox") and process.poll() is not None, 20)
    assert process.returncode == 1
    assert survivors(checkout) == []


def told_at_the_end(checkout, printed):
    assert "Das Postfach ist 4-mal innerhalb von 60 Sekunden" in printed
    assert str(checkout / "var" / "mailbox.log") in printed
    assert "Traceback" not in printed


def test_a_busy_port_is_told_before_anything_starts(closed_folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        env = clean_environment(PORT=taken.getsockname()[1], VAR=closed_folder / "var")
        argv = [sys.executable, "-m", "tools.demo"]
        talk = subprocess.run(
            argv, cwd=ROOT, env=env, capture_output=True, text=True, timeout=30, check=False
        )
    assert talk.returncode == 1
    assert "schon belegt" in talk.stderr
    assert "Traceback" not in talk.stderr
    assert os.listdir(closed_folder / "var") == []
