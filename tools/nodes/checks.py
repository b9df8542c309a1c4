"""What has to hold with two nodes; each check raises CheckFailed where it does not."""

import time
from collections.abc import Callable
from typing import NamedTuple
from uuid import uuid4

from tools.nodes.node import Node, Page
from tools.processes.valkey import Valkey
from tools.processes.waiting import until

# Wrong passwords that one account may be tried with in five minutes: config/rate_limits.py.
TRIES, TOO_MANY = 5, "Das waren zu viele Versuche."
# Until a node has noticed that its cable is out, and until it is back: live/limits.py, config/database.py.
NOTICED, BACK = 60, 60
# Until it has found a Valkey that has come back.
FOUND = 20


class CheckFailed(Exception):
    """What did not hold, in German."""


class Site(NamedTuple):
    """Two nodes, `a` and `b`, and a thread on them.

    `cookies`: of members; `request`: of a socket for the thread; `reply`: the address of its form; `email`: of an account;
    `leaver`: the cookie of a member who will leave the group; `valkey`: theirs, or None where
    PostgreSQL alone connects them.
    """

    a: Node
    b: Node
    cookies: list[str]
    request: dict[str, int]
    reply: str
    email: str
    leaver: str
    valkey: Valkey | None = None


def require(holds: object, otherwise: str) -> None:
    if not holds:
        raise CheckFailed(otherwise)


def open_pages(site: Site, cookie: str) -> tuple[Page, Page]:
    """The thread, up to date, on each node."""
    pages = tuple(node.open_thread(cookie, site.request) for node in (site.a, site.b))
    for page in pages:
        require(
            until(lambda page=page: page.receive() and page.socket, 10), f"{page.node.name}: kein Socket."
        )
    return pages


def write_post(site: Site, node: Node) -> int:
    """The number of a new post, written at this node."""
    before = site.request["revision"]
    status, _ = node.request(
        "POST", site.reply, site.cookies[0], text="Von einem Knoten.", key=str(uuid4()), seen=str(before)
    )
    require(status == 302, f"{node.name}: die Antwort wird nicht angenommen ({status}).")
    site.request["revision"] += 1
    return site.request["revision"]


def check_live_posts(site: Site) -> None:
    pages = open_pages(site, site.cookies[1])
    for node in (site.a, site.b):
        number = write_post(site, node)
        for page in pages:
            require(page.has(number), f"Was {node.name} annimmt, kommt bei {page.node.name} nicht an.")
    for page in pages:
        page.close()


def check_session(site: Site) -> None:
    for node in (site.a, site.b):
        status, _ = node.request("GET", "/mein/", site.cookies[0])
        require(status == 200, f"{node.name}: die Sitzung gilt nicht ({status}).")


def check_rate_limit(site: Site) -> None:
    form = {"email": site.email, "password": "falsch"}
    for number in range(TRIES):
        _, text = (site.a, site.b)[number % 2].request("POST", "/konto/anmelden/", **form)
        require(text and TOO_MANY not in text, "Die Grenze gilt zu früh.")
    for node in (site.a, site.b):
        require(
            TOO_MANY in node.request("POST", "/konto/anmelden/", **form)[1], f"{node.name} zählt nicht mit."
        )


def check_leaving(site: Site) -> None:
    pages = open_pages(site, site.leaver)
    group = site.reply.partition("themen/")[0]
    status, _ = site.b.request("POST", f"{group}austreten/", site.leaver, sure="1")
    require(status == 302, f"Austreten geht nicht ({status}).")
    write_post(site, site.a)
    for page in pages:
        heard = until(lambda page=page: page.receive() and page.gone, 10)
        require(heard and not page.numbers, f"{page.node.name}: wer ausgetreten ist, hört weiter mit.")
        page.close()


def check_node_killed(site: Site) -> None:
    page, other = open_pages(site, site.cookies[1])
    site.a.kill()
    require(site.b.is_healthy(), "Ohne A antwortet B nicht.")
    number = write_post(site, site.b)
    page.move_to(site.b)
    for one in (page, other):
        require(one.has(number), "Nach dem Ende von A kommt ein Beitrag nicht an.")
        one.close()
    site.a.start()
    check_live_posts(site)


def check_cable_unplugged(site: Site) -> None:
    """B cannot reach database and bus for a while. Its pages catch up afterwards."""
    here, there = open_pages(site, site.cookies[1])
    site.b.machine.unplug()
    number = write_post(site, site.a)
    require(here.has(number), "Während B getrennt ist, fehlt bei A ein Beitrag.")
    begun = time.monotonic()
    status, _ = site.b.request("GET", "/-/health/")
    require(status in (0, 500, 503), f"B hält sich ohne Datenbank für gesund ({status}).")
    require(time.monotonic() - begun < NOTICED, "B lässt zu lange warten.")
    require(number not in there.numbers, "Das Kabel von B war nicht gezogen.")
    site.b.machine.plug()
    require(until(site.b.is_healthy, BACK), "B kommt nicht zurück.")
    require(there.has(number, NOTICED), "B holt nicht nach, was während der Trennung kam.")
    for page in (here, there):
        page.close()
    check_live_posts(site)


def check_valkey_killed(site: Site) -> None:
    site.valkey.stop()
    check_live_posts(site)
    before = {node: count_subscribed(node) for node in (site.a, site.b)}
    site.valkey.start()
    for node, number in before.items():
        back = until(lambda node=node, number=number: count_subscribed(node) > number, FOUND)
        require(back, f"{node.name} findet Valkey nicht wieder.")
    check_live_posts(site)


def count_subscribed(node: Node) -> int:
    """How often it has subscribed at Valkey."""
    return node.log.read_text().count('"subscribed"')


CHECKS = {
    "Ein Beitrag ist auf beiden Knoten sofort da": check_live_posts,
    "Eine Sitzung gilt auf beiden": check_session,
    "Versuche beim Anmelden zählen über beide": check_rate_limit,
    "Wer austritt, hört auf beiden nichts mehr": check_leaving,
    "Ein Knoten wird getötet, der andere bedient": check_node_killed,
}


def list_checks(site: Site) -> dict[str, Callable]:
    """Those that this site can be put to, by what holds."""
    wanted = dict(CHECKS)
    if site.b.machine:
        wanted["Das Kabel eines Knotens wird gezogen"] = check_cable_unplugged
    if site.valkey:
        wanted["Valkey wird getötet und kommt wieder"] = check_valkey_killed
    return wanted
