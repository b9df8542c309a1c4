"""`python -m benchmarks.fanout [SIZE …]`: how soon everybody who has a thread open gets a new reply.

A signed-in member posts a reply by HTTP to one process of the server, as `tools.serve` runs it, while
that many WebSockets of fifty members listen to the thread: 1 (what the request alone takes), 200 and 1,000.
Counted from the moment the request is sent are the milliseconds until the first and the last client have
received the whole frame and until the response begins; besides, the resident memory of the server. The
clock and all the clients are in this process, which cuts what it receives into frames and does no more.

After each reply the same bytes go to as many clients of `benchmarks.bare`: what uvicorn and this machine
need at that moment without the product. On a machine with other work the ratio of the two says more than
milliseconds do. How long it takes until all clients are subscribed, a hundred at once, is printed as well.

The database is one of its own, without fsync, in a temporary folder; a given DATABASE_URL keeps what is
made there.
"""

import gc
import json
import os
import resource
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.bench.replies import build_reply_form
from benchmarks.crowd import Crowd
from benchmarks.database import seed_database
from tools.console import Trouble
from tools.demo import free_port, healthy, python
from tools.postgres import server as postgres
from tools.processes import child
from tools.processes.waiting import until

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1, 200, 1000)
# With the eight posts that are there, the replies fill the thread's first page.
WARM_UP, REPLIES = 2, 10
PAUSE, READY_SECONDS = 0.3, 60
SEED = ("--posts", "1000", "--members", "51")
# A NOTIFY and a hub alone, their HTTP request included: milliseconds until the last client, on two cores.
PROTOTYPE = {200: 12, 1000: 29}


def main() -> None:
    os.chdir(ROOT)
    raise_file_limit()
    gc.disable()
    child.interrupt_on_signals()
    with TemporaryDirectory(prefix="staedtenetz-bench-") as folder:
        try:
            with open_database(Path(folder)) as url:
                for size in [int(given) for given in sys.argv[1:]] or SIZES:
                    with ExitStack() as servers:
                        measure_fanout(size, servers, build_environment(url, folder))
        except Trouble as trouble:
            sys.exit(str(trouble))
        except (ConnectionError, TimeoutError) as failure:
            sys.exit(f"{failure}\n{Path(folder, 'tools.serve.log').read_text()[-3000:]}")


def raise_file_limit():
    """Each client needs an open file here and in its server."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    # macOS knows no limit, but refuses more than this.
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 10_240), most))


@contextmanager
def open_database(var):
    if given := os.environ.get("DATABASE_URL"):
        yield given
    else:
        with postgres.serving(var, durable=False) as server:
            yield server.url


def build_environment(url, var):
    unwanted = ("DEBUG", "DEMO", "ALLOWED_HOSTS")
    return {name: value for name, value in os.environ.items() if name not in unwanted} | {
        "DATABASE_URL": url,
        "VAR": var,
        "SECRET_KEY": "only-for-benchmarks",
        "LIMIT_POSTS": "0",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


def measure_fanout(size, servers, env):
    facts = seed_database(env, Path(env["VAR"], "benchmark.json"), *SEED)
    server, port = start_server("tools.serve", servers, env)
    _, bare_port = start_server("benchmarks.bare", servers, env)
    memory = [read_memory(server)]
    request = json.dumps(facts["request"]).encode()
    with Crowd(port, size, request, facts["cookies"]) as product, Crowd(bare_port, size, request) as bare:
        replies, bare_deliveries = zip(*post_replies(product, bare, facts), strict=True)
        memory.append(read_memory(server))
    print_figures(size, replies[WARM_UP:], bare_deliveries[WARM_UP:])
    print(
        f"  all clients subscribed within {product.seconds_to_open:.1f} s, bare {bare.seconds_to_open:.1f} s"
    )
    print("  memory {:.0f} MB before, {:.0f} MB with them".format(*memory))


def post_replies(product, bare, facts):
    """The deliveries of both servers, post by post."""
    for number in range(WARM_UP + REPLIES):
        time.sleep(PAUSE)
        reply = product.post(*build_reply_form(facts, facts["request"]["revision"] + number))
        time.sleep(PAUSE)
        yield reply, bare.post("/", reply.text, {})


def start_server(module, servers, env):
    """A server that is ready, and its port."""
    port = free_port()
    own = {"PORT": str(port), "BASE_URL": f"http://localhost:{port}"}
    log = servers.enter_context(Path(env["VAR"], f"{module}.log").open("w"))  # noqa: SIM115
    options = {"env": env | own, "stdout": log, "stderr": log}
    server = servers.enter_context(child.started(python("-m", module), **options))
    ready = until(lambda: server.poll() is not None or healthy(port), READY_SECONDS)
    if not ready or server.poll() is not None:
        raise ConnectionError(f"{module} does not answer.")
    return server, port


def read_memory(server):
    """Megabytes."""
    argv = ["ps", "-o", "rss=", "-p", str(server.pid)]
    shown = subprocess.run(argv, capture_output=True, text=True, check=True)
    return int(shown.stdout) / 1024


def print_figures(size, replies, bare):
    print(f"\nSockets: {size:<6,} ({REPLIES} replies, milliseconds)    median    best   worst")
    print_line("first client", [reply.first for reply in replies])
    print_line("last client", [reply.last for reply in replies])
    print_line("response", [reply.response for reply in replies])
    print_line("bare sockets, last client", [delivery.last for delivery in bare])
    ratio = median(reply.last for reply in replies) / median(delivery.last for delivery in bare)
    prototype = f"; the prototype took {PROTOTYPE[size]} ms" if size in PROTOTYPE else ""
    print(f"  {ratio:.1f} times bare sockets, {len(replies[0].text):,} bytes a frame{prototype}")


def print_line(name, seconds):
    figures = (1000 * figure for figure in (median(seconds), min(seconds), max(seconds)))
    print(f"  {name:<42}" + "".join(f"{figure:8.1f}" for figure in figures))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
