"""`make nodes`: two nodes with one database, with Valkey and without, and prints what holds.

As root on Linux each node is a machine of its own, in a network namespace whose cable can be unplugged; elsewhere both are
processes of this machine, and no cable is unplugged. About two minutes.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import psycopg

from benchmarks.database import seed_database
from tools.console import Trouble, print_error, print_message
from tools.nodes import checks, network
from tools.nodes.node import ROOT, Node
from tools.postgres import server as postgres
from tools.processes import child
from tools.processes.valkey import Valkey

NOT_FOR_NODES = ("DEBUG", "DEMO", "DATABASE_URL", "VAR", "BUS_URL", "CACHE_URL", "PAGE_THREADS", "ARGS")
# A forum as small as the command makes it.
SEED = ("--posts", "300", "--members", "12", "--groups", "1")


def main() -> int:
    os.chdir(ROOT)
    child.interrupt_on_signals()
    # A short path: that of PostgreSQL's socket is limited.
    with tempfile.TemporaryDirectory(prefix="nodes-") as folder:
        try:
            failed = check_nodes(Path(folder))
        except KeyboardInterrupt:
            return 130
        except (Trouble, checks.CheckFailed) as trouble:
            print_error(str(trouble))
            return 1
    print_message("Nicht bestanden." if failed else "Bestanden.")
    return bool(failed)


def check_nodes(var: Path) -> int:
    """How many checks failed, without Valkey and with it."""
    failed = 0
    with postgres.serving(var, durable=False) as server, ExitStack() as cables:
        machines, database_port = connect_machines(server, cables)
        env = build_environment(var, server.url)
        facts = prepare_database(var, env)
        # The machines reach it by their cables, so it listens on all addresses.
        for number, valkey in enumerate((None, Valkey(var, "--protected-mode", "no"))):
            with ExitStack() as running:
                nodes = start_nodes(var, env, machines, database_port, valkey, running)
                site = describe_site(nodes, valkey, facts, facts["cookies"][2 + number], server.url)
                print_message("Mit Valkey:" if valkey else "Mit PostgreSQL allein:")
                wanted = checks.list_checks(site).items()
                failed += sum(not passes(name, check, site) for name, check in wanted)
    return failed


def connect_machines(server, cables: ExitStack) -> tuple[list[network.Machine | None], int]:
    """Two machines, and the port by which they reach PostgreSQL; both nodes on this machine where it has no namespaces."""
    if not network.has_namespaces():
        print_message(
            "Ohne root gibt es keine Netz-Namensräume: beide Knoten laufen hier, kein Kabel wird gezogen."
        )
        return [None, None], 0
    machines = [cables.enter_context(network.Machine(number)) for number in (1, 2)]
    proxy = cables.enter_context(network.SocketProxy(f"{server.sockets}/.s.PGSQL.5432"))
    return machines, proxy.port


def build_environment(var: Path, url: str) -> dict[str, str]:
    """What the processes of both nodes have in common."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_FOR_NODES}
    return kept | {
        "DATABASE_URL": url,
        "VAR": str(var),
        "SECRET_KEY": "only-for-nodes",
        "LIMIT_POSTS": "0",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


def prepare_database(var: Path, env: dict[str, str]) -> dict:
    """The facts of `seed_benchmark`."""
    print_message("Die Datenbank wird eingerichtet …")
    if child.run_to_end([sys.executable, "-m", "tools.assets.build"], env=env):
        raise Trouble("Die Dateien der Oberfläche ließen sich nicht bauen; die Meldung steht darüber.")
    return seed_database(env, var / "benchmark.json", *SEED)


def start_nodes(var, env, machines, database_port, valkey, running: ExitStack) -> list[Node]:
    if valkey:
        running.callback(valkey.stop)
        valkey.start()
    nodes = []
    for name, machine in zip("AB", machines, strict=True):
        own = build_addresses(machine, database_port, valkey)
        nodes.append(Node(f"Knoten {name}", env | own, var / f"node-{name}.log", machine))
        running.callback(nodes[-1].kill)
        nodes[-1].start()
    return nodes


def build_addresses(machine, database_port, valkey) -> dict[str, str]:
    """Where a node finds PostgreSQL and Valkey."""
    addresses = {"BUS_URL": valkey.url, "CACHE_URL": valkey.url} if valkey else {}
    if not machine:
        return addresses
    database = f"postgresql://postgres@{machine.here}:{database_port}/{postgres.DATABASE}"
    by_cable = {name: url.replace("127.0.0.1", machine.here) for name, url in addresses.items()}
    return by_cable | {"DATABASE_URL": database}


def describe_site(
    nodes: list[Node], valkey: Valkey | None, facts: dict, leaver: str, url: str
) -> checks.Site:
    """As it is now: earlier checks have written in the thread and tried passwords."""
    with psycopg.connect(url) as connection:
        connection.execute("DELETE FROM cache")
        newest = "SELECT revision FROM forum_thread WHERE id = %s"
        (revision,) = connection.execute(newest, [facts["request"]["thread"]]).fetchone()
        (email,) = connection.execute("SELECT min(email) FROM accounts_user").fetchone()
    return checks.Site(
        *nodes,
        cookies=facts["cookies"],
        request=facts["request"] | {"revision": revision},
        reply=facts["reply"],
        email=email,
        leaver=leaver,
        valkey=valkey,
    )


def passes(name: str, check: Callable, site: checks.Site) -> bool:
    begun = time.monotonic()
    try:
        check(site)
    except checks.CheckFailed as failed:
        print_message(f"  ✗ {name}: {failed}")
        return False
    print_message(f"  ✓ {name} ({time.monotonic() - begun:.1f} s)")
    return True


if __name__ == "__main__":
    sys.exit(main())
