"""What has to hold with two nodes; each check raises Broken where it does not."""

import time
from typing import NamedTuple
from uuid import uuid4

from tools.nodes.node import Node, Page, until

# Wrong passwords that one account may be tried with in five minutes: config/rate_limits.py.
TRIES, TOO_MANY = 5, "Das waren zu viele Versuche."
# Until a node has noticed that its cable is out, and until it is back: live/limits.py, config/database.py.
NOTICED, BACK = 60, 60


class Broken(Exception):
    """What did not hold, in German."""


class Site(NamedTuple):
    """Two nodes, `a` and `b`, and a thread on them.

    `cookies`: of members; `request`: of a socket for the thread; `reply`: the address of its form; `email`: of an account;
    `leaver`: the cookie of a member who will leave the group.
    """

    a: Node
    b: Node
    cookies: list[str]
    request: dict[str, int]
    reply: str
    email: str
    leaver: str


def demand(holds: object, otherwise: str) -> None:
    if not holds:
        raise Broken(otherwise)


def open_pages(site: Site) -> tuple[Page, Page]:
    """The thread, up to date, on each node."""
    pages = tuple(node.open_thread(site.cookies[1], site.request) for node in (site.a, site.b))
    for page in pages:
        demand(until(lambda page=page: page.receive() and page.socket, 10), f"{page.node.name}: kein Socket.")
    return pages


def write(site: Site, node: Node) -> int:
    """The number of a new post, written at this node."""
    before = site.request["revision"]
    status, _ = node.ask(
        "POST", site.reply, site.cookies[0], text="Von einem Knoten.", key=str(uuid4()), seen=str(before)
    )
    demand(status == 302, f"{node.name}: die Antwort wird nicht angenommen ({status}).")
    site.request["revision"] += 1
    return site.request["revision"]


def post_is_live_on_both(site: Site) -> None:
    pages = open_pages(site)
    for node in (site.a, site.b):
        number = write(site, node)
        for page in pages:
            demand(page.has(number), f"Was {node.name} annimmt, kommt bei {page.node.name} nicht an.")
    for page in pages:
        page.close()


def session_holds_on_both(site: Site) -> None:
    for node in (site.a, site.b):
        status, _ = node.ask("GET", "/mein/", site.cookies[0])
        demand(status == 200, f"{node.name}: die Sitzung gilt nicht ({status}).")


def limit_counts_on_both(site: Site) -> None:
    form = {"email": site.email, "password": "falsch"}
    for number in range(TRIES):
        _, text = (site.a, site.b)[number % 2].ask("POST", "/konto/anmelden/", **form)
        demand(text and TOO_MANY not in text, "Die Grenze gilt zu früh.")
    for node in (site.a, site.b):
        demand(TOO_MANY in node.ask("POST", "/konto/anmelden/", **form)[1], f"{node.name} zählt nicht mit.")


def leaving_is_heard_on_both(site: Site) -> None:
    pages = [node.open_thread(site.leaver, site.request) for node in (site.a, site.b)]
    for page in pages:
        demand(until(lambda page=page: page.receive() and page.socket, 10), f"{page.node.name}: kein Socket.")
    group = site.reply.partition("themen/")[0]
    status, _ = site.b.ask("POST", f"{group}austreten/", site.leaver, sure="1")
    demand(status == 302, f"Austreten geht nicht ({status}).")
    write(site, site.a)
    for page in pages:
        heard = until(lambda page=page: page.receive() and page.gone, 10)
        demand(heard and not page.numbers, f"{page.node.name}: wer ausgetreten ist, hört weiter mit.")
        page.close()


def one_node_killed(site: Site) -> None:
    page, other = open_pages(site)
    site.a.kill()
    demand(site.b.is_healthy(), "Ohne A antwortet B nicht.")
    number = write(site, site.b)
    page.move_to(site.b)
    for one in (page, other):
        demand(one.has(number), "Nach dem Ende von A kommt ein Beitrag nicht an.")
        one.close()
    site.a.start()
    post_is_live_on_both(site)


def cable_pulled(site: Site) -> None:
    """B cannot reach database and bus for a while. Its pages catch up afterwards."""
    here, there = open_pages(site)
    site.b.machine.plug(False)
    number = write(site, site.a)
    demand(here.has(number), "Während B getrennt ist, fehlt bei A ein Beitrag.")
    begun = time.monotonic()
    status, _ = site.b.ask("GET", "/-/health/")
    demand(status in (0, 500, 503), f"B hält sich ohne Datenbank für gesund ({status}).")
    demand(time.monotonic() - begun < NOTICED, "B lässt zu lange warten.")
    demand(number not in there.numbers, "Das Kabel von B war nicht gezogen.")
    site.b.machine.plug(True)
    demand(until(site.b.is_healthy, BACK), "B kommt nicht zurück.")
    demand(there.has(number, NOTICED), "B holt nicht nach, was während der Trennung kam.")
    for page in (here, there):
        page.close()
    post_is_live_on_both(site)
