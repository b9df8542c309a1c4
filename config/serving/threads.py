import logging
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock

from django.conf import settings
from django.http import FileResponse

from config.serving.limits import MAX_WAITING

logger = logging.getLogger("pages")


class PageThreads:
    """A fixed number of threads, each with its connection to the database, makes the pages of a process.

    `pending` counts the requests that have a thread or wait for one.
    """

    def __init__(self):
        self.executor = ThreadPoolExecutor(settings.PAGE_THREADS, "page")
        self.pending, self.lock = 0, Lock()

    @contextmanager
    def reserve(self):
        """Within it the request has a place. Yields whether there was one."""
        with self.lock:
            free = self.pending < settings.PAGE_THREADS + MAX_WAITING
            self.pending += free
        if not free:
            logger.warning("Pages", extra={"event": "too_busy"})
        try:
            yield free
        finally:
            with self.lock:
                self.pending -= free


def prepare_stream(request, response):
    """Called in the page's thread, before others send the response."""
    if response.streaming and request.method == "HEAD":
        response.streaming_content = []
    elif response.streaming and not isinstance(response, FileResponse):
        # It may ask the database on the way, which only this thread can: the lists that the admin exports.
        response.streaming_content = list(response.streaming_content)
