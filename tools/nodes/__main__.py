"""`make nodes`: two nodes with one database, with Valkey and without, and prints what holds.

As root on Linux each node is a machine of its own, in a network namespace whose cable can be pulled; elsewhere both are
processes of this machine, and nobody pulls a cable. About two minutes.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from tools.console import Trouble, print_error, print_message
from tools.debian import find_or_install
from tools.nodes import checks, network
from tools.nodes.node import ROOT, Node, free_port, until
from tools.postgres import server as postgres
from tools.processes import child

NOT_FOR_NODES = ("DEBUG", "DEMO", "DATABASE_URL", "VAR", "BUS_URL", "CACHE_URL", "PAGE_THREADS", "ARGS")
CHECKS = {
    "Ein Beitrag ist auf beiden Knoten sofort da": checks.post_is_live_on_both,
    "Eine Sitzung gilt auf beiden": checks.session_holds_on_both,
    "Versuche beim Anmelden zählen über beide": checks.limit_counts_on_both,
    "Wer austritt, hört auf beiden nichts mehr": checks.leaving_is_heard_on_both,
    "Ein Knoten wird getötet, der andere bedient": checks.one_node_killed,
}


def main() -> int:
    os.chdir(ROOT)
    child.interrupt_on_signals()
    # A short path: that of PostgreSQL's socket is limited.
    with tempfile.TemporaryDirectory(prefix="nodes-") as folder:
        try:
            failed = run(Path(folder))
        except KeyboardInterrupt:
            return 130
        except (Trouble, checks.Broken) as trouble:
            print_error(str(trouble))
            return 1
    print_message("Nicht bestanden." if failed else "Bestanden.")
    return bool(failed)


def run(var: Path) -> int:
    """How many checks failed."""
    failed = 0
    with postgres.serving(var, durable=False) as server, ExitStack() as cables:
        machines = [cables.enter_context(network.Machine(number)) for number in (1, 2)] if by_cable() else []
        doorway = (
            cables.enter_context(network.Doorway(f"{server.sockets}/.s.PGSQL.5432")) if machines else None
        )
        env = prepare(var, server.url)
        for valkey in (False, True):
            with bus(var, valkey) as (given, restart), ExitStack() as running:
                site = start(var, env | given, machines, doorway, server.url, running)
                print_message("Mit Valkey:" if given else "Mit PostgreSQL allein:")
                wanted = CHECKS | (
                    {"Das Kabel eines Knotens wird gezogen": checks.cable_pulled} if machines else {}
                )
                if restart:
                    wanted["Valkey wird getötet und kommt wieder"] = lambda site: without_valkey(
                        site, restart
                    )
                failed += sum(not holds(name, check, site) for name, check in wanted.items())
    return failed


def by_cable() -> bool:
    if network.available():
        return True
    print_message(
        "Ohne root gibt es keine Netz-Namensräume: beide Knoten laufen hier, kein Kabel wird gezogen."
    )
    return False


def holds(name: str, check: Callable, site: checks.Site) -> bool:
    begun = time.monotonic()
    try:
        check(site)
    except checks.Broken as broken:
        print_message(f"  ✗ {name}: {broken}")
        return False
    print_message(f"  ✓ {name} ({time.monotonic() - begun:.1f} s)")
    return True


def prepare(var: Path, url: str) -> dict[str, str]:
    """The environment of all nodes; the database has a thread then."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_NODES}
    env = kept | {"DATABASE_URL": url, "VAR": str(var), "SECRET_KEY": "only-for-nodes", "LIMIT_POSTS": "0"}
    env["DJANGO_SETTINGS_MODULE"] = "config.settings"
    print_message("Die Datenbank wird eingerichtet …")
    stage = [sys.executable, "-m", "benchmarks.stage", str(var / "stage.json")]
    if child.run_to_end(stage, env=env) or child.run_to_end(
        [sys.executable, "-m", "tools.assets.build"], env=env
    ):
        raise Trouble("Die Datenbank ließ sich nicht einrichten; die Meldung steht darüber.")
    return env


def start(var, env, machines, doorway, url, running) -> checks.Site:
    nodes = []
    for number, name in enumerate("AB"):
        machine = machines[number] if machines else None
        own = dict(env)
        if machine:
            own["DATABASE_URL"] = f"postgresql://postgres@{machine.here}:{doorway.port}/{postgres.DATABASE}"
            own["BUS_URL"] = env.get("BUS_URL", "").replace("127.0.0.1", machine.here)
            own["CACHE_URL"] = env.get("CACHE_URL", "").replace("127.0.0.1", machine.here)
        nodes.append(Node(f"Knoten {name}", own, var / f"node-{name}.log", machine))
        running.callback(nodes[-1].kill)
        nodes[-1].start()
    return describe_site(nodes, json.loads((var / "stage.json").read_text()), url)


def describe_site(nodes: list[Node], stage: dict, url: str) -> checks.Site:
    """As it is now: the checks have used up some of its members and tries."""
    with psycopg.connect(url) as connection:
        connection.execute("DELETE FROM cache")
        (newest,) = connection.execute("SELECT revision FROM forum_thread").fetchone()
        (members,) = connection.execute("SELECT count(*) FROM groups_membership").fetchone()
        (email,) = connection.execute("SELECT min(email) FROM accounts_user").fetchone()
    return checks.Site(
        *nodes,
        cookies=stage["cookies"],
        request=stage["request"] | {"revision": newest},
        reply=stage["reply"],
        email=email,
        leaver=stage["cookies"][2 + len(stage["cookies"]) - members],
    )


@contextmanager
def bus(var: Path, wanted: bool) -> Iterator[tuple[dict[str, str], Callable | None]]:
    """(environment, what kills Valkey and returns what starts it again); nothing of both where there is none."""
    if not wanted:
        yield {}, None
        return
    if not (program := find_or_install("redis-server", "redis-server")):
        raise Trouble("Für den zweiten Teil fehlt Valkey oder Redis (Debian: apt install redis-server).")
    port, running = free_port(), []
    argv = [program, "--port", str(port), "--protected-mode", "no", "--save", "", "--dir", str(var)]

    def launch():
        bound = {"stdout": subprocess.DEVNULL, "preexec_fn": child.die_with_parent(signal.SIGKILL)}
        running.append(subprocess.Popen(argv, **bound))

    def kill():
        running[-1].kill()
        running[-1].wait()
        return launch

    launch()
    try:
        yield {"BUS_URL": f"redis://127.0.0.1:{port}/0", "CACHE_URL": f"redis://127.0.0.1:{port}/1"}, kill
    finally:
        kill()


def without_valkey(site: checks.Site, kill: Callable) -> None:
    launch = kill()
    checks.post_is_live_on_both(site)
    launch()
    for node in (site.a, site.b):
        back = until(lambda node=node: node.log.read_text().count('"subscribed"') > 1, 20)
        checks.demand(back, f"{node.name} findet Valkey nicht wieder.")
    checks.post_is_live_on_both(site)


if __name__ == "__main__":
    sys.exit(main())
