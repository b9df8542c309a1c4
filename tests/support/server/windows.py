"""What an open page of the site is to the server: a real socket with the cookie of somebody's session."""

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


class Window:
    def __init__(self, connection):
        self.connection = connection

    def say(self, frame):
        """Text or bytes go as they are."""
        self.connection.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))

    def show(self, thread, revision=None, page=1):
        """Says what it shows, by default up to date; returns the answer."""
        self.say(
            {"thread": thread.pk, "revision": thread.revision if revision is None else revision, "page": page}
        )
        return self.hear()

    def hear_text(self):
        try:
            return self.connection.recv(timeout=PATIENCE)
        except TimeoutError:
            pytest.fail(f"It heard nothing for {PATIENCE} seconds.")

    def hear(self):
        return json.loads(self.hear_text())

    def hear_until(self, is_last):
        """All frames up to the one of which this is true."""
        heard = [self.hear()]
        while not is_last(heard[-1]):
            heard.append(self.hear())
        return heard

    def hear_all(self):
        """(the frames until the server closes, the code with which it does)."""
        heard = []
        try:
            while True:
                heard.append(self.hear())
        except ConnectionClosed as closed:
            return heard, code_of(closed)

    def closing(self):
        """The code with which the server closes; it says nothing before."""
        try:
            pytest.fail(f"It heard {self.hear_text()}")
        except ConnectionClosed as closed:
            return code_of(closed)


def is_at(revision):
    """For `hear_until`."""
    return lambda frame: frame["revision"] >= revision


def code_of(closed):
    return closed.rcvd.code if closed.rcvd else NO_CODE


@contextmanager
def opened(address, client=None, *, path="/live/", host=None, max_queue=None, **headers):
    """A window of a browser (Django's test client), or without one of nobody. A header that is None is left out.

    `host` is the name by which the site is called, with its port; `max_queue` how many frames it takes unread.
    """
    called = urlsplit(address).netloc
    named = {"Origin": address, "Cookie": cookie(client)} | headers
    with connect(
        f"ws://{host or called}{path}",
        sock=create_connection(called.split(":")),
        additional_headers={name: value for name, value in named.items() if value is not None},
        proxy=None,
        compression=None,
        open_timeout=PATIENCE,
        close_timeout=PATIENCE,
        max_queue=max_queue,
    ) as connection:
        yield Window(connection)


def cookie(client):
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}" if client and name in client.cookies else None
