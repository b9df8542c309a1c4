"""Another forum, measured beside ours: plain GET requests to addresses that a JSON file names.

{"start page, visitor": "/", "list of threads": "/category/2", "thread, 20 posts": "/topic/7", "cookie": "sid=…"}: named as
ours, so that they stand in one row of the table; the cookie is for all but those of visitors. A load is nothing for a site
of others: only addresses of this machine or a private network are asked.
"""

import json
import socket
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.bench.pages import CONNECTIONS, build_page
from tools.console import Trouble

START = {"start page, visitor": "/"}


class Peer:
    """What the pages' measures need of a Site. Its CPU time, memory and statements are not known."""

    def __init__(self, url: str, addresses: dict[str, str]) -> None:
        parts = urlsplit(url)
        self.name = self.host = parts.netloc
        self.address = _find_private_address(url, parts)
        self.cookie = addresses.get("cookie", "")
        self.paths = {name: path for name, path in addresses.items() if name != "cookie"}

    @property
    def pages(self):
        return [
            build_page(self, name, path, [self.cookie if "visitor" not in name else ""] * CONNECTIONS)
            for name, path in self.paths.items()
        ]

    def cpu_seconds(self):
        return 0


def read_peer(url: str, pages: str) -> Peer:
    """`pages`: the name of the JSON file, or empty for the start page alone. Raises Trouble."""
    if not pages:
        return Peer(url, START)
    try:
        addresses = json.loads(Path(pages).read_text())
    except (OSError, ValueError) as failure:
        raise Trouble(f"PEER_PAGES={pages} lässt sich nicht lesen: {failure}") from None
    if not isinstance(addresses, dict) or not all(isinstance(path, str) for path in addresses.values()):
        raise Trouble(f"PEER_PAGES={pages}: Erwartet wird {{Name der Seite: Pfad}}.")
    return Peer(url, addresses)


def _find_private_address(url, parts):
    """(address, port). Raises Trouble."""
    try:
        port = parts.port or 80
        *_, address = socket.getaddrinfo(parts.hostname or "", port, type=socket.SOCK_STREAM)[0]
    except (OSError, ValueError):
        raise Trouble(f"PEER={url} ist nicht zu finden. Beispiel: PEER=http://127.0.0.1:4567") from None
    if parts.scheme != "http" or not ip_address(address[0].partition("%")[0]).is_private:
        raise Trouble(f"PEER={url}: Gemessen wird nur über http:// und im eigenen Netz.")
    return address[:2]
