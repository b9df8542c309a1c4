"""The site in a thread of this process, as `make demo` serves it; `live` is a test's own site with the demo content."""

import gc
import socket
import threading

import pytest
import uvicorn
from django.conf import settings

from tools.serve import OPTIONS, bind_socket


@pytest.fixture(scope="session")
def server():
    """The site in another thread, as `make demo` serves it. Its database is the one of the running test."""
    bound = bind_socket(socket.AF_INET, "127.0.0.1", 0)
    options = OPTIONS | {"log_config": None, "log_level": None}
    running = uvicorn.Server(uvicorn.Config("config.asgi:application", **options))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    yield f"http://localhost:{bound.getsockname()[1]}"
    running.should_exit = True
    thread.join(10)
    bound.close()
    gc.collect()


@pytest.fixture
def live(server, own_database):
    """The site's address; the demo content is there, and nothing of any other test."""
    before = settings.BASE_URL
    settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = server
    yield server
    settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = before
    gc.collect()
    # What is left is caches, which no later collection needs to walk through.
    gc.freeze()
