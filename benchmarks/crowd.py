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


class Delivery(NamedTuple):
    """`text`, and the seconds from the request to the first and last client that had it and the response."""

    first: float
    last: float
    response: float
    text: bytes


class Client:
    def __init__(self, port, cookie):
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.send(HANDSHAKE.format(host=f"localhost:{port}", cookie=cookie).encode())
        self.received = b""

    def send_request(self, request):
        """Sends the request once the handshake is answered."""
        while b"\r\n\r\n" not in self.received:
            self.receive()
        head, _, self.received = self.received.partition(b"\r\n\r\n")
        if b" 101 " not in head:
            raise ConnectionError(head.decode())
        self.send(TEXT, request)

    def send(self, opcode, payload):
        """Up to 125 bytes; a mask of zeros leaves them as they are."""
        self.socket.send(bytes([0x80 | opcode, 0x80 | len(payload), 0, 0, 0, 0]) + payload)

    def receive(self):
        data = self.socket.recv(65536)
        if not data:
            raise ConnectionError("The server has closed a socket.")
        self.received += data

    def texts(self):
        """The frames that have arrived completely. Answers pings."""
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
    """Many clients of one server, and a way to post to it."""

    def __init__(self, port, size, request, cookies=("",)):
        self.port, self.clients, self.selector = port, [], DefaultSelector()
        start = perf_counter()
        for some in batched(islice(cycle(cookies), size), AT_ONCE):
            self.open(some, request)
        self.seconds_to_open = perf_counter() - start

    def open(self, cookies, request):
        opened = [Client(self.port, cookie) for cookie in cookies]
        for client in opened:
            client.send_request(request)
        for client in opened:
            while not list(client.texts()):
                client.receive()
            self.selector.register(client.socket, EVENT_READ, client)
        self.clients += opened
        # A server closes sockets that leave its pings unanswered.
        for key, _ in self.selector.select(0):
            key.data.receive()
            list(key.data.texts())

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.selector.close()
        for client in self.clients:
            client.socket.close()

    def post(self, path, body, headers):
        """Posts and waits until every client has a frame. The connection is opened before, as a browser's."""
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
        return Delivery(times[0] - start, times[-1] - start, answered - start, texts[0])

    def listen(self, request):
        """(when each client had its frame, when the response began, the frames)."""
        times, answered, texts = [], None, []
        while len(texts) < len(self.clients) or not answered:
            ready = self.selector.select(PATIENCE)
            if not ready:
                raise TimeoutError(f"{len(texts)} of {len(self.clients)} clients have a frame.")
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
