import asyncio
import logging
from contextlib import ExitStack
from queue import Empty, SimpleQueue

import pytest

from config.asgi import live_server
from tests.support.server.live_clients import PATIENCE, connect_client
from tests.tools.processes.real import until


@pytest.fixture
def server_without_database(server):
    """The site's address, for sockets that are refused before anything asks the database."""
    stop_listening()
    yield server
    stop_listening()


@pytest.fixture
def site(server_without_database, own_database):
    """The site's address, with a database of the test's own."""
    return server_without_database


def stop_listening():
    """The next client starts the listener again, on the database of its own test.

    If it went on, it would stay connected to the database that tests of other files share.
    """
    if live_server.listener.task:
        loop = live_server.listener.task.get_loop()
        asyncio.run_coroutine_threadsafe(live_server.listener.stop(), loop).result(PATIENCE)


@pytest.fixture
def connect(site):
    """Connects clients, each with the cookie of a browser or without. Closes all and waits until the hub is empty."""
    with ExitStack() as clients:
        yield lambda client=None, **options: clients.enter_context(connect_client(site, client, **options))
    until(lambda: not live_server.hub.topics)


@pytest.fixture
def reader(connect, signed_in):
    """Connects a client in a new session of the user, subscribed to the thread and up to date."""

    def reader(user, thread):
        client = connect(signed_in(user))
        assert client.subscribe(thread) == {"thread": thread.pk, "revision": thread.revision, "posts": []}
        return client

    return reader


class Log(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = SimpleQueue()

    def emit(self, record):
        self.records.put(record)

    def wait_for(self, event):
        """The next record of this event, within PATIENCE seconds."""
        try:
            while True:
                record = self.records.get(timeout=PATIENCE)
                if record.event == event:
                    return record
        except Empty:
            pytest.fail(f"No record of {event}.")


@pytest.fixture
def log(caplog):
    """The records of the logger "live", as they are written."""
    handler, logger = Log(), logging.getLogger("live")
    caplog.set_level("INFO", logger="live")
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


@pytest.fixture(autouse=True)
def no_unexpected_errors(caplog):
    """Errors that the product handles have an `event`; what only asyncio or uvicorn logs is a bug."""
    yield
    errors = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    messages = [record.getMessage() for record in errors if not hasattr(record, "event")]
    assert [text for text in messages if not text.startswith("Invalid UTF-8 sequence")] == []
