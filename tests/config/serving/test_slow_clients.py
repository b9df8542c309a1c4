"""Clients that ask for large files and do not read them: the server holds pieces of them only."""

import socket
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from cms.models import EditorialDocument
from tests.support.server.own_site import OwnSite

CLIENTS, FILE, MOST = 10, 60 * 1024 * 1024, 25 * 1024 * 1024


@pytest.fixture
def addresses(own_database):
    """A film, its last 50 MB, and a document, each as (address, further header)."""
    for name in ("clips/gross.webm", "documents/gross.pdf"):
        path = settings.MEDIA_ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.truncate(FILE)
            file.seek(FILE - 4)
            file.write(b"Ende")
    document = EditorialDocument.objects.create(title="Groß", file="documents/gross.pdf")
    film = "/media/clips/gross.webm"
    return [(film, ""), (film, f"Range: bytes=-{50 * 1024 * 1024}\r\n"), (document.url, "")]


@pytest.fixture
def site(addresses):
    site = OwnSite(connection.settings_dict["NAME"])
    site.start()
    yield site
    site.kill()


def ask_without_reading(port, path, header):
    """A client whose connection takes a few kilobytes; the response has begun."""
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.settimeout(30)
    client.connect(("127.0.0.1", port))
    client.send(f"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n{header}\r\n".encode())
    assert client.recv(12) in (b"HTTP/1.1 200", b"HTTP/1.1 206")
    return client


def resident(process):
    """Bytes of its memory."""
    lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    return 1024 * int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def whole(site, path):
    asking = HTTPConnection("localhost", site.port, timeout=30)
    asking.request("GET", path)
    received = asking.getresponse().read()
    asking.close()
    return received


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="NOT TESTED: memory is read from /proc.")
def test_ten_clients_that_do_not_read_cost_no_memory_and_nobody_waits_for_them(site, addresses):
    whole(site, "/-/health/")
    before, waiting = resident(site.process), []
    for path, header in addresses:
        waiting += [ask_without_reading(site.port, path, header) for _ in range(CLIENTS)]
        assert resident(site.process) - before < MOST, path
    for path in (addresses[0][0], addresses[2][0]):
        received = whole(site, path)
        assert len(received) == FILE
        assert received.endswith(b"\0Ende")
    assert resident(site.process) - before < MOST
    for client in waiting:
        client.close()
