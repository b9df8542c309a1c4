import asyncio
import logging
from contextlib import ExitStack
from queue import Empty, SimpleQueue

import pytest

from config.asgi import station
from tests.support.server.windows import PATIENCE, opened
from tests.tools.processes.real import until


@pytest.fixture
def doorstep(server):
    """The site's address, for those who get no further: there is no database."""
    stop_listening()
    yield server
    stop_listening()


@pytest.fixture
def site(doorstep, own_database):
    """The site's address; its database is this test's alone."""
    return doorstep


def stop_listening():
    """The next window makes the server listen again, and to the database of its test.

    A listener that went on would find the database that tests of other files share, and stay with it.
    """
    if station.listener.task:
        loop = station.listener.task.get_loop()
        asyncio.run_coroutine_threadsafe(station.listener.stop(), loop).result(PATIENCE)


@pytest.fixture
def window(site):
    """Opens windows of a browser, or of nobody; closes them all, and waits until the server has noticed."""
    with ExitStack() as windows:
        yield lambda client=None, **options: windows.enter_context(opened(site, client, **options))
    until(lambda: not station.hub.audiences)


@pytest.fixture
def reader(window, signed_in):
    """Opens a window of a person's new session that shows the thread and is up to date."""

    def reader(user, thread):
        opened = window(signed_in(user))
        assert opened.show(thread) == {"thread": thread.pk, "revision": thread.revision, "posts": []}
        return opened

    return reader


class Log(logging.Handler):
    def __init__(self):
        super().__init__()
        self.told = SimpleQueue()

    def emit(self, record):
        self.told.put(record)

    def wait_for(self, event):
        """The next record of this event, soon."""
        try:
            while True:
                record = self.told.get(timeout=PATIENCE)
                if record.event == event:
                    return record
        except Empty:
            pytest.fail(f"Nobody logged {event}.")


@pytest.fixture
def log(caplog):
    """What the server logs of its windows, as it happens."""
    handler, logger = Log(), logging.getLogger("live")
    caplog.set_level("INFO", logger="live")
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


@pytest.fixture(autouse=True)
def no_trouble(caplog):
    """A failure that the product expects has an event; what only asyncio or the server logs is a bug."""
    yield
    told = [record for record in caplog.get_records("call") if record.levelno >= logging.ERROR]
    told = [record.getMessage() for record in told if not hasattr(record, "event")]
    assert [text for text in told if not text.startswith("Invalid UTF-8 sequence")] == []
