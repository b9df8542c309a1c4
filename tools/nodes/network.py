"""Two machines in network namespaces, each with a cable to this one; as root on Linux only."""

import asyncio
import os
import shutil
import socket
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

# Of the block that is for tests of devices between networks (RFC 2544).
HERE, THERE = "198.18.{}.1", "198.18.{}.2"


def has_namespaces() -> bool:
    return hasattr(os, "setns") and os.geteuid() == 0 and bool(shutil.which("ip"))


def run_ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)


class Machine:
    """One with an address of its own; `number`: 1, 2 …"""

    def __init__(self, number: int) -> None:
        self.name, self.cable = f"knoten-{os.getpid()}-{number}", f"kn{os.getpid()}-{number}"
        self.here, self.there = HERE.format(number), THERE.format(number)

    def __enter__(self) -> "Machine":
        run_ip("netns", "add", self.name)
        run_ip("link", "add", self.cable, "type", "veth", "peer", "name", "eth0", "netns", self.name)
        run_ip("address", "add", f"{self.here}/30", "dev", self.cable)
        run_ip("-n", self.name, "address", "add", f"{self.there}/30", "dev", "eth0")
        run_ip("-n", self.name, "link", "set", "eth0", "up")
        run_ip("-n", self.name, "link", "set", "lo", "up")
        self.plug()
        return self

    def __exit__(self, *_) -> None:
        for gone in (("link", "delete", self.cable), ("netns", "delete", self.name)):
            with suppress(subprocess.CalledProcessError):
                run_ip(*gone)

    def plug(self) -> None:
        run_ip("link", "set", self.cable, "up")

    def unplug(self) -> None:
        """Packets vanish without an answer, as with a switch that is off."""
        run_ip("link", "set", self.cable, "down")

    def command(self, argv: list[str]) -> list[str]:
        return ["ip", "netns", "exec", self.name, *argv]

    def connect(self, port: int) -> socket.socket:
        """To what listens on the machine's localhost; as a proxy on the same machine would."""
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(self._connect, port).result()

    def _connect(self, port):
        # A socket stays in the namespace that its thread was in when it was made.
        with open(f"/run/netns/{self.name}") as namespace:
            os.setns(namespace.fileno(), os.CLONE_NEWNET)
        return socket.create_connection(("127.0.0.1", port), 30)


class SocketProxy:
    """Forwards TCP connections to a Unix socket of this machine: the embedded PostgreSQL listens to no other."""

    def __init__(self, path: str) -> None:
        self.path, self.port = path, 0
        self.loop, self.ready = asyncio.new_event_loop(), threading.Event()
        self.thread = threading.Thread(target=self.loop.run_until_complete, args=(self.serve(),), daemon=True)

    def __enter__(self) -> "SocketProxy":
        self.thread.start()
        self.ready.wait()
        return self

    def __exit__(self, *_) -> None:
        self.loop.call_soon_threadsafe(self.ends.set)
        self.thread.join()

    async def serve(self):
        self.ends, self.passing = asyncio.Event(), set()
        server = await asyncio.start_server(self.forward, "0.0.0.0", 0)  # noqa: S104 (also by cables plugged later)
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        await self.ends.wait()
        server.close()
        for task in self.passing:
            task.cancel()
        await asyncio.gather(*self.passing, return_exceptions=True)

    async def forward(self, reader, writer):
        self.passing.add(asyncio.current_task())
        to_reader, to_writer = await asyncio.open_unix_connection(self.path)
        with suppress(OSError):
            await asyncio.gather(copy_stream(reader, to_writer), copy_stream(to_reader, writer))
        self.passing.discard(asyncio.current_task())


async def copy_stream(reader, writer):
    try:
        while piece := await reader.read(65_536):
            writer.write(piece)
            await writer.drain()
    finally:
        writer.close()
