"""What is asked: by a visitor or a member, one request after the other and on sixteen connections."""

from collections.abc import Callable, Iterator
from itertools import count, cycle
from statistics import median
from typing import NamedTuple

from benchmarks.bench.load import build_get, run_load, send_requests
from tools.console import Trouble

CONNECTIONS = 16
REQUESTS_ALONE = 12
FACT_SHEET = "/steckbriefe/konstanz-sommerstrasse/"


class Page(NamedTuple):
    """`requests`: makes the bytes of request after request, each by another member where there are some."""

    name: str
    requests: Callable[[], Iterator[bytes]]


def list_pages(site) -> list[Page]:
    facts = site.facts
    cookies = facts["cookies"][:CONNECTIONS]
    middle = max(facts["long"]["pages"] // 2, 1)
    numbers = count(1)
    return [
        build_page(site, "start page, visitor", "/"),
        Page(
            "start page, made anew",
            lambda: (build_get(site.host, f"/?messung={number}") for number in numbers),
        ),
        build_page(site, "fact sheet, visitor", FACT_SHEET),
        build_page(site, "list of threads", facts["group"], cookies),
        build_page(site, "thread, 20 posts", facts["short"], cookies),
        build_page(site, "long thread, middle", f"{facts['long']['path']}?seite={middle}", cookies),
        build_page(site, "member's home", "/mein/", cookies),
        build_page(site, "members", facts["members"], cookies),
    ]


def build_page(site, name, path, cookies=("",)):
    requests = [build_get(site.host, path, cookie) for cookie in cookies]
    return Page(name, lambda: cycle(requests))


def measure_first(site, page) -> dict:
    """The page's first request since the site started, and what an answer weighs."""
    (answer,) = send_requests(site.address, [next(page.requests())])
    if answer.status != 200:
        raise Trouble(f"{site.name}: „{page.name}“ antwortet mit dem Status {answer.status}.")
    return {"first": 1000 * answer.seconds, "bytes": answer.body}


def count_statements(site, page) -> int:
    """The fewest of three requests: what else the site does at the same time does not count."""
    source = page.requests()
    return min(site.count_statements(lambda: send_requests(site.address, [next(source)])) for _ in range(3))


def measure_alone(site, page) -> float:
    """Milliseconds, the median."""
    source = page.requests()
    answers = send_requests(site.address, [next(source) for _ in range(REQUESTS_ALONE)])
    return 1000 * median(answer.seconds for answer in answers)


def measure_under_load(site, page, seconds: float) -> dict:
    """Requests per second, and the milliseconds of CPU time that one costs all processes, PostgreSQL's as well."""
    before = site.cpu_seconds()
    result = run_load(site.address, page.requests(), CONNECTIONS, seconds)
    used = site.cpu_seconds() - before
    return {
        "per_second": result.per_second,
        "cpu": 1000 * used / result.answers,
        "failed": result.answers - result.statuses[200],
    }
