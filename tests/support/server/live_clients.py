"""Clients of `/live/`: real WebSockets with the session cookie of a browser (Django's test client)."""

import json
from contextlib import contextmanager
from socket import create_connection
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

PATIENCE = 5
NO_CODE = 1006


class LiveClient:
    def __init__(self, connection):
        self.connection = connection

    def send(self, frame):
        """A dict is sent as JSON, text or bytes as they are."""
        self.connection.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))

    def subscribe(self, thread, revision=None, page=1):
        """Requests the thread from this revision on, by default the present one; returns the answer."""
        self.send(
            {"thread": thread.pk, "revision": thread.revision if revision is None else revision, "page": page}
        )
        return self.receive()

    def receive_text(self):
        try:
            return self.connection.recv(timeout=PATIENCE)
        except TimeoutError:
            pytest.fail(f"No frame within {PATIENCE} seconds.")

    def receive(self):
        return json.loads(self.receive_text())

    def receive_until(self, is_last):
        """All frames up to the one of which this is true."""
        frames = [self.receive()]
        while not is_last(frames[-1]):
            frames.append(self.receive())
        return frames

    def receive_all(self):
        """(the frames until the server closes, the code with which it does)."""
        frames = []
        try:
            while True:
                frames.append(self.receive())
        except ConnectionClosed as closed:
            return frames, code_of(closed)

    def close_code(self):
        """The code with which the server closes; fails if a frame comes first."""
        try:
            pytest.fail(f"Received {self.receive_text()}")
        except ConnectionClosed as closed:
            return code_of(closed)


def is_at(revision):
    """For `receive_until`."""
    return lambda frame: frame["revision"] >= revision


def code_of(closed):
    return closed.rcvd.code if closed.rcvd else NO_CODE


@contextmanager
def connect_client(address, client=None, *, path="/live/", host=None, max_queue=None, tls=None, **headers):
    """A LiveClient with the cookie of a browser (Django's test client), if given. A header that is None is left out.

    `host`: sent as the Host, with its port; `max_queue`: how many frames the client buffers; `tls`: an SSLContext.
    """
    netloc = urlsplit(address).netloc
    all_headers = {"Origin": address, "Cookie": cookie(client)} | headers
    with connect(
        f"{'wss' if tls else 'ws'}://{host or netloc}{path}",
        ssl=tls,
        sock=create_connection(netloc.split(":")),
        additional_headers={name: value for name, value in all_headers.items() if value is not None},
        proxy=None,
        compression=None,
        open_timeout=PATIENCE,
        close_timeout=PATIENCE,
        max_queue=max_queue,
    ) as connection:
        yield LiveClient(connection)


def cookie(client):
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}" if client and name in client.cookies else None
