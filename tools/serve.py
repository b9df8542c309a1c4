"""Serves the site for `make demo` on localhost, by IPv4 and where there is one by IPv6."""

import errno
import importlib
import os
import socket
import sys

import django
import uvicorn
from django.core.files.storage import storages

from tools.console import Trouble
from tools.processes import forks, prepared

OPTIONS = {
    "lifespan": "on",
    "timeout_graceful_shutdown": 3,
    "access_log": False,
    "log_level": "warning",
    # The demo has no proxy: forwarded client addresses are ignored.
    "proxy_headers": False,
    "ws": "websockets-sansio",
    # Clients send a few numbers only. Frames are not compressed: that would be done anew for each client.
    "ws_max_size": 1024,
    "ws_per_message_deflate": False,
}
# Two cores make pages; a second process takes half the memory of the first.
PROCESSES = min(2, os.cpu_count() or 1) if sys.platform == "linux" else 1
# uvicorn imports them when it starts: here once for all processes.
PROTOCOLS = ("uvicorn.protocols.http.h11_impl", "uvicorn.protocols.websockets.websockets_sansio_impl")
MILLISECONDS_TO_TAKE = 30_000
ADDRESSES = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def open_sockets(port: int) -> list[socket.socket]:
    """One bound socket for each address of localhost. Raises Trouble when somebody else has the port."""
    bound = []
    for family, address in ADDRESSES:
        try:
            bound.append(bind_socket(family, address, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Trouble(
                    f"Port {port} ist schon belegt. Ein anderer geht so: make demo PORT={port + 1}"
                ) from None
            if error.errno == errno.EACCES:
                raise Trouble(
                    f"Port {port} darf hier nicht benutzt werden. Bitte einen ab 1024 wählen."
                ) from None
    if not bound:
        raise Trouble(f"Auf localhost lässt sich Port {port} nicht öffnen.")
    return bound


def bind_socket(family: int, address: str, port: int) -> socket.socket:
    # asyncio leaves Nagle's algorithm on where the protocol is not named: each response on a kept connection, whose
    # head and body are written apart, would wait 40 ms for the client's acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            # The connection of a client that was cut off, because it reads nothing, would stay for a quarter of an hour.
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, MILLISECONDS_TO_TAKE)
        listener.bind((address, port))
        # Two processes can both bind with SO_REUSEADDR as long as neither listens.
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener


def main() -> None:
    """In one process, or for the demo in several on the same sockets: the bus reaches the live clients of each."""
    processes = 1
    if "--when-prepared" in sys.argv:
        import_until_prepared()
        processes = PROCESSES
    listeners = open_sockets(int(os.environ["PORT"]))
    if processes > 1:
        forks.run_forked(lambda: serve(listeners), processes)
    else:
        serve(listeners)


def serve(listeners: list[socket.socket]) -> None:
    uvicorn.Server(uvicorn.Config("config.asgi:application", **OPTIONS)).run(sockets=listeners)


def import_until_prepared() -> None:
    """Imports what takes seconds while the demo still prepares database and files: so a second start takes about 5 s."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    prepared.wait_for_preparation()
    # Wagtail opens the storage when it is imported, on a first start before the files are collected.
    storages["staticfiles"].reload_manifest()
    for module in ("config.asgi", "config.urls", *PROTOCOLS):
        importlib.import_module(module)


if __name__ == "__main__":
    main()
