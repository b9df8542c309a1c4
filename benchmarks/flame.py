"""`python -m benchmarks.flame [ADDRESS]`: where the CPU time of a page goes, as a tree.

Each millisecond of CPU time the stack of the page is looked at. The tree has our functions and the templates (in angle
brackets), and at its ends the package that works for them; a branch is shown from LEAST per cent of the page on. Without
an address: start page, list of threads and a thread of 20 posts, in a forum of 2,000 posts. The time of PostgreSQL does not
count.
"""

import json
import os
import signal
import sys
import tempfile
import time
from collections import Counter
from functools import cache
from pathlib import Path

from benchmarks.database import run_with_demo

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = f"{ROOT}/.venv", "site-packages"
REQUESTS, LEAST, EVERY = 60, 4, 0.001
NOTHING_OWN = 0.96


class Sampler:
    """`stacks`: how often which was seen, outermost first."""

    def __init__(self):
        self.stacks = Counter()

    def __enter__(self):
        signal.signal(signal.SIGPROF, self.note)
        signal.setitimer(signal.ITIMER_PROF, EVERY)
        return self

    def __exit__(self, *_):
        signal.signal(signal.SIGPROF, signal.SIG_IGN)
        signal.setitimer(signal.ITIMER_PROF, 0)

    def note(self, _number, frame):
        end, names = package_of(frame), []
        while frame:
            if (name := name_of(frame)) and name not in names[-1:]:
                names.append(name)
            frame = frame.f_back
        self.stacks[(*reversed(names), end)] += 1
        # Set anew each time, so that looking is not interrupted by the next look.
        signal.setitimer(signal.ITIMER_PROF, EVERY)


def name_of(frame):
    """Of one of our functions or a template; None for what packages do."""
    code = frame.f_code
    if code.co_name == "_render" and code.co_filename.endswith("django/template/base.py"):
        return f"<{frame.f_locals['self'].name}>"
    return own_name(code)


@cache
def own_name(code):
    if code.co_filename.startswith(f"{ROOT}/") and not any(part in code.co_filename for part in PACKAGES):
        path = Path(code.co_filename).relative_to(ROOT).with_suffix("")
        return None if path.parts[0] in {"benchmarks", "tests"} else f"{path}: {code.co_qualname}"
    return None


def package_of(frame):
    """Whose code it is: `django.db`, `psycopg`, or `python`."""
    _, inside, place = frame.f_code.co_filename.partition("site-packages/")
    if not inside:
        return "own code" if name_of(frame) else "python"
    parts = Path(place).with_suffix("").parts
    return ".".join(parts[:2]) if parts[0] in {"django", "wagtail"} else parts[0]


def tree_lines(stacks, least, depth=0, whole=None):
    """A line for each branch that has `least` per cent of the whole; what does little but call one other is left out."""
    whole = whole or stacks.total()
    for name, below in branches_of(stacks):
        if (share := 100 * below.total() / whole) < least:
            return
        inner = branches_of(below)
        leaves_out = bool(inner) and inner[0][1].total() > NOTHING_OWN * below.total()
        if not leaves_out:
            yield f"{share:5.1f} % {'  ' * depth}{name}"
        yield from tree_lines(below, least, depth + (not leaves_out), whole)


def branches_of(stacks):
    """[(name, the stacks below it)], the most frequent first."""
    branches = {}
    for stack, number in stacks.items():
        if stack:
            branches.setdefault(stack[0], Counter())[stack[1:]] += number
    return sorted(branches.items(), key=lambda branch: -branch[1].total())


def main() -> None:
    run_with_demo(show_pages)


def show_pages():
    from django.core.management import call_command
    from django.test import Client

    from caching.pages import store

    with tempfile.NamedTemporaryFile("r") as file:
        call_command("seed_benchmark", "--yes", posts=2_000, credentials=Path(file.name))
        facts = json.loads(Path(file.name).read_text())
    member = Client()
    member.cookies["sessionid"] = facts["cookies"][0].partition("=")[2]
    visitor_pages = {"start page, made anew": "/"}
    pages = {"list of threads": facts["group"], "thread, 20 posts": facts["short"]}
    if sys.argv[1:]:
        visitor_pages, pages = {}, dict(zip(sys.argv[1:], sys.argv[1:], strict=True))
    for browser, addresses in ((Client(), visitor_pages), (member, pages)):
        for name, address in addresses.items():
            show_page(name, browser, address, store.clear)


def show_page(name, browser, address, clear):
    for _ in range(3):
        if browser.get(address).status_code != 200:
            sys.exit(f"{address}: {browser.get(address).status_code}")
    least = min(cpu_time(browser, address, clear) for _ in range(10))
    with Sampler() as sampler:
        for _ in range(REQUESTS):
            cpu_time(browser, address, clear)
    print(f"\n{name}: {1000 * least:.1f} ms of CPU time")
    print("\n".join(tree_lines(sampler.stacks, float(os.environ.get("LEAST", LEAST)))))


def cpu_time(browser, address, clear):
    """Seconds of a page that is made anew."""
    clear()
    began = time.process_time()
    browser.get(address)
    return time.process_time() - began


if __name__ == "__main__":
    main()
