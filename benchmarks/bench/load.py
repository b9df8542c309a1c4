"""A load generator: one process, one thread, connections that are kept, and as little work for each answer as possible."""

import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter
from typing import NamedTuple

TIMEOUT_SECONDS = 30
BYTES_AT_ONCE = 1 << 18
NO_ANSWER = "The server has closed a connection without an answer."
LAST_CHUNK = b"\r\n0\r\n\r\n"


class Unreachable(Exception):
    """The server closes connections without an answer, or gives none in time."""


class KeptConnectionClosed(Exception):
    """The server has closed a connection on which it had answered before, as servers do after a while."""


class Answer(NamedTuple):
    """`body`: bytes of it as they were sent, compressed."""

    status: int
    body: int
    seconds: float
    head: bytes


class Load(NamedTuple):
    """`statuses`: how many answers had which."""

    answers: int
    seconds: float
    statuses: Counter
    times: list

    @property
    def per_second(self):
        return self.answers / self.seconds


def build_get(host: str, path: str, cookie: str = "") -> bytes:
    """As a browser asks for a page."""
    return build_request(host, "GET", path, {"Cookie": cookie} if cookie else {})


def build_request(host: str, method: str, path: str, headers: dict, body: bytes = b"") -> bytes:
    lines = {"Host": host, "Accept": "text/html", "Accept-Encoding": "gzip, deflate, br"} | headers
    if body:
        lines["Content-Length"] = len(body)
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body


class Connection:
    def __init__(self, address):
        self.address = address
        self.open()

    def open(self):
        self.socket = socket.create_connection(self.address, TIMEOUT_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answered = False

    def close(self):
        self.socket.close()

    def send(self, request):
        self.request, self.received, self.needed = request, bytearray(), None
        self.started = perf_counter()
        # That the server has closed a kept connection shows when the answer is received.
        with suppress(ConnectionResetError, BrokenPipeError):
            self.socket.sendall(request)

    def receive(self) -> Answer | None:
        """None while a part is missing. Raises KeptConnectionClosed, Unreachable."""
        try:
            data = self.socket.recv(BYTES_AT_ONCE)
        except ConnectionResetError:
            raise self.explain_end() from None
        if not data:
            return self.end_answer()
        self.received += data
        if self.needed is None:
            self.read_head()
        if self.needed is None or not self.is_complete():
            return None
        return self.build_answer()

    def read_head(self):
        end = self.received.find(b"\r\n\r\n")
        if end < 0:
            return
        self.head = bytes(self.received[:end]).lower()
        length = self.head.partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
        self.begin = end + 4
        bodyless = self.head[9:12] in {b"204", b"304"}
        self.needed = self.begin + int(length or 0) if length or bodyless else float("inf")

    def is_complete(self):
        if self.needed == float("inf"):
            # Without a length a body comes in chunks, or ends with the connection.
            return b"\r\ntransfer-encoding: chunked" in self.head and self.received.endswith(LAST_CHUNK)
        return len(self.received) >= self.needed

    def end_answer(self):
        if self.received and self.needed == float("inf"):
            return self.build_answer()
        raise self.explain_end()

    def explain_end(self) -> Exception:
        """Of a connection that brings no answer."""
        return KeptConnectionClosed() if self.answered else Unreachable(NO_ANSWER)

    def reopen(self):
        self.close()
        self.open()
        self.send(self.request)

    def build_answer(self):
        self.answered = True
        seconds = perf_counter() - self.started
        return Answer(int(self.head[9:12]), len(self.received) - self.begin, seconds, self.head)


def send_requests(address, requests: list[bytes]) -> list[Answer]:
    """One after the other on one connection."""
    return list(_receive_answers(address, [iter(requests)]))


def send_requests_at_once(address, requests: list[bytes]) -> list[Answer]:
    """Each on a connection of its own, all sent before the first is answered."""
    return list(_receive_answers(address, [iter((request,)) for request in requests]))


def run_load(address, requests: list[bytes] | Iterator[bytes], connections: int, seconds: float) -> Load:
    """Asks on so many connections for so long, each as soon as its answer before is there."""
    source = cycle(requests) if isinstance(requests, list) else requests
    began = perf_counter()

    def until_the_end():
        while perf_counter() - began < seconds:
            yield next(source)

    times, statuses = [], Counter()
    for answer in _receive_answers(address, [until_the_end() for _ in range(connections)]):
        times.append(answer.seconds)
        statuses[answer.status] += 1
    return Load(len(times), perf_counter() - began, statuses, times)


def _receive_answers(address, sources):
    """The answers in the order in which they come; each connection asks for what its source gives."""
    selector, opened = DefaultSelector(), []
    try:
        opened += [Connection(address) for _ in sources]
        for connection, source in zip(opened, sources, strict=True):
            selector.register(connection.socket, EVENT_READ, (connection, source))
            connection.send(next(source))
        while selector.get_map():
            ready = selector.select(TIMEOUT_SECONDS)
            if not ready:
                raise Unreachable(f"No answer within {TIMEOUT_SECONDS} seconds.")
            for key, _ in ready:
                yield from _receive_and_send(selector, key)
    except (TimeoutError, ConnectionError) as failure:
        raise Unreachable(str(failure)) from None
    finally:
        selector.close()
        for connection in opened:
            connection.close()


def _receive_and_send(selector, key):
    connection, source = key.data
    try:
        answer = connection.receive()
    except KeptConnectionClosed:
        selector.unregister(connection.socket)
        connection.reopen()
        selector.register(connection.socket, EVENT_READ, key.data)
        return
    if answer is None:
        return
    yield answer
    request = next(source, None)
    if request is None:
        selector.unregister(connection.socket)
    else:
        connection.send(request)
