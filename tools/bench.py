"""`make bench`: seeds a demo of its own, measures its pages cold and warm, prints a table and writes the figures as JSON.

AGAINST=<version> starts a second one from that version of the project and measures the two in turns; without it the newest
tag is taken, if there is one (AGAINST=- takes none). PEER=<address> asks another forum in the same rounds, and
PEER_PAGES=<file> says what. POSTS=10000, ROUNDS=5 and SECONDS=1 may be changed; VAR=<folder> gets the JSON. More stands in
docs/performance.md.
"""

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.bench import checkout, pages, peers, replies, site
from benchmarks.bench.load import Unreachable
from benchmarks.bench.table import Figures
from tools.console import Trouble, print_error, print_message
from tools.processes import child

ROOT = Path(__file__).resolve().parent.parent
HERE = "this"
LIMITS = {"POSTS": 10_000_000, "ROUNDS": 50, "SECONDS": 60}
DEFAULTS = {"POSTS": 10_000, "ROUNDS": 5, "SECONDS": 1}
REPLIES = {
    "reply alone, ms": replies.measure_alone,
    "last of 8 replies at once, ms": replies.measure_at_once,
    "last of 200 screens, ms": replies.measure_last_screen,
}


def main() -> int:
    os.chdir(ROOT)
    child.interrupt_on_signals()
    try:
        numbers = {name: read_number(name) for name in DEFAULTS}
        target = prepare_result_file()
        with started_sites(numbers["POSTS"]) as (sites, peer):
            figures = measure_sites(sites, peer, numbers["ROUNDS"], numbers["SECONDS"])
    except KeyboardInterrupt:
        print_message("\nAbgebrochen.")
        return 130
    except (Trouble, Unreachable) as trouble:
        print_error(str(trouble))
        return 1
    report_figures(figures, numbers, target)
    return 0


def read_number(name: str) -> int:
    given = os.environ.get(name) or str(DEFAULTS[name])
    if not given.isdecimal() or not 0 < int(given) <= LIMITS[name]:
        raise Trouble(f"{name}={given} ist keine ganze Zahl von 1 bis {LIMITS[name]}.")
    return int(given)


def prepare_result_file() -> Path:
    folder = Path(os.environ.get("VAR") or ROOT / "build" / "bench").resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise Trouble(f"Der Ordner {folder} lässt sich nicht anlegen: {failure.strerror}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Trouble(f"Der Ordner {folder} ist nicht beschreibbar.")
    return folder / f"{datetime.now(UTC):%Y-%m-%d-%H%M%S}.json"


@contextmanager
def started_sites(posts: int) -> Iterator[tuple[list[site.Site], peers.Peer | None]]:
    """The sites, the one of this checkout first. Their folders and processes go with the block."""
    url = os.environ.get("PEER", "")
    peer = peers.read_peer(url, os.environ.get("PEER_PAGES", "")) if url else None
    given = os.environ.get("AGAINST") or checkout.find_newest_tag()
    against = checkout.find_commit(given) if given not in ("", "-") else ""
    with ExitStack() as stack:
        # A short path: that of PostgreSQL's socket is limited.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        sites = [start_site(stack, HERE, ROOT, folder / "here", posts)]
        if against:
            command = checkout.extract_version(against, folder / "code")
            sites.append(start_site(stack, given, folder / "code", folder / "other", posts, command))
        yield sites, peer


def start_site(stack, name, root, var, posts, command=()) -> site.Site:
    print_message(f"Eine Demo startet und wird gefüllt: {name} …")
    return stack.enter_context(site.started_site(name, root, var, ["--posts", str(posts)], command))


def measure_sites(sites: list, peer: peers.Peer | None, rounds: int, seconds: int) -> Figures:
    asked = {one: pages.list_pages(one) for one in sites} | ({peer: peer.pages} if peer else {})
    figures = Figures([one.name for one in asked])
    print_message("Die ersten Anfragen …")
    for one, theirs in asked.items():
        for page in theirs:
            figures.note(page.name, one.name, **pages.measure_first(one, page))
    for one in sites:
        with one.logged_statements():
            for page in asked[one]:
                figures.note(page.name, one.name, statements=pages.count_statements(one, page))
    for number in range(rounds):
        print_message(f"Runde {number + 1} von {rounds} …")
        measure_round(figures, asked, seconds, turned=number % 2 == 1)
        for name, act in REPLIES.items():
            for one in reversed(sites) if number % 2 else sites:
                figures.note(name, one.name, value=act(one))
    for one in sites:
        memory = one.memory()
        figures.note("memory with worker, MiB", one.name, value=memory["site"])
        figures.note("memory, the demo's own besides, MiB", one.name, value=memory["demo"])
    return figures


def measure_round(figures, asked, seconds, turned) -> None:
    """Page by page, each on all sites before the next one; in every other round the last site begins."""
    names = dict.fromkeys(page.name for theirs in asked.values() for page in theirs)
    order = list(asked)[::-1] if turned else list(asked)
    for name in names:
        both = [(one, page) for one in order for page in asked[one] if page.name == name]
        for one, page in both:
            figures.note(name, one.name, alone=pages.measure_alone(one, page))
        for one, page in both:
            figures.note(name, one.name, **pages.measure_under_load(one, page, seconds))


def report_figures(figures: Figures, numbers: dict, target: Path) -> None:
    print_message(f"\n{figures.to_markdown()}\n")
    if figures.versions[1:]:
        print_message(
            f"In Klammern: {HERE} geteilt durch diese, je Runde; mittlerer, kleinster und größter Wert."
        )
    for name, number in figures.count_failures().items():
        print_message(f"Achtung: {number} Antworten von {name} unter Last waren keine Seite.")
    about = {
        "commit": checkout.find_commit("HEAD") if (ROOT / ".git").exists() else "",
        "processors": os.cpu_count(),
        "load": os.getloadavg()[0],
        **numbers,
    }
    target.write_text(json.dumps({"about": about, "figures": figures.all}, indent=1))
    print_message(f"Alle Werte: {target}")


if __name__ == "__main__":
    sys.exit(main())
