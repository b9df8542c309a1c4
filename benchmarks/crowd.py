"""Many WebSockets in one process, by hand: what a library does with each frame would show in the figures."""

import socket
from http.client import HTTPConnection
from itertools import batched, cycle, islice
from selectors import EVENT_READ, DefaultSelector
from time import perf_counter
from typing import NamedTuple

TEXT, PING, PONG = 0x1, 0x9, 0xA
PATIENCE = 10
# A server's queue of new connections holds 128.
AT_ONCE = 100
HANDSHAKE = (
    "GET /live/ HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nCookie: {cookie}\r\n"
    "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


class Heard(NamedTuple):
    """`text`, and the seconds from the request to the first and last window that had it and the response."""

    first: float
    last: float
    response: float
    text: bytes


class Window:
    def __init__(self, port, cookie):
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.send(HANDSHAKE.format(host=f"localhost:{port}", cookie=cookie).encode())
        self.received = b""

    def say(self, wish):
        """What the window shows, once it has been let in."""
        while b"\r\n\r\n" not in self.received:
            self.receive()
        head, _, self.received = self.received.partition(b"\r\n\r\n")
        if b" 101 " not in head:
            raise ConnectionError(head.decode())
        self.send(TEXT, wish)

    def send(self, opcode, payload):
        """Up to 125 bytes; a mask of zeros leaves them as they are."""
        self.socket.send(bytes([0x80 | opcode, 0x80 | len(payload), 0, 0, 0, 0]) + payload)

    def receive(self):
        data = self.socket.recv(65536)
        if not data:
            raise ConnectionError("The server has closed a window.")
        self.received += data

    def texts(self):
        """What has arrived completely. Answers the server's questions whether the window is still there."""
        while frame := self.next_frame():
            opcode, payload = frame
            if opcode == TEXT:
                yield payload
            elif opcode == PING:
                self.send(PONG, payload)

    def next_frame(self):
        """(opcode, payload), or None while a part is missing."""
        data, length, start = self.received, self.received[1:2], 2
        if length == b"\x7e":
            length, start = data[2:4], 4
        elif length == b"\x7f":
            length, start = data[2:10], 10
        end = start + int.from_bytes(length)
        if len(data) < max(end, start):
            return None
        self.received = data[end:]
        return data[0] & 0xF, data[start:end]


class Crowd:
    """The windows of one server, and where one can post to it."""

    def __init__(self, port, size, wish, cookies=("",)):
        self.port, self.windows, self.selector = port, [], DefaultSelector()
        start = perf_counter()
        for some in batched(islice(cycle(cookies), size), AT_ONCE):
            self.open(some, wish)
        self.seconds_to_open = perf_counter() - start

    def open(self, cookies, wish):
        opened = [Window(self.port, cookie) for cookie in cookies]
        for window in opened:
            window.say(wish)
        for window in opened:
            while not list(window.texts()):
                window.receive()
            self.selector.register(window.socket, EVENT_READ, window)
        self.windows += opened
        # A server closes windows that leave its pings unanswered.
        for key, _ in self.selector.select(0):
            key.data.receive()
            list(key.data.texts())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.selector.close()
        for window in self.windows:
            window.socket.close()

    def post(self, path, body, headers):
        """Posts and waits until every window has heard it. As a browser's, the connection is there before."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.connect()
        self.selector.register(connection.sock, EVENT_READ)
        start = perf_counter()
        connection.request("POST", path, body, headers)
        times, answered, texts = self.listen(connection.sock)
        response = connection.getresponse()
        connection.close()
        if response.status != 200 or len(set(texts)) != 1:
            raise RuntimeError(f"Status {response.status}, {len(set(texts))} different frames")
        return Heard(times[0] - start, times[-1] - start, answered - start, texts[0])

    def listen(self, request):
        """(when each window had its frame, when the response began, the frames)."""
        times, answered, texts = [], None, []
        while len(texts) < len(self.windows) or not answered:
            ready = self.selector.select(PATIENCE)
            if not ready:
                raise TimeoutError(f"{len(texts)} of {len(self.windows)} windows have heard something.")
            for key, _ in ready:
                if key.fileobj is request:
                    self.selector.unregister(request)
                    answered = perf_counter()
                else:
                    key.data.receive()
                    for text in key.data.texts():
                        texts.append(text)
                        times.append(perf_counter())
        return times, answered, texts
