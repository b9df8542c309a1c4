"""A server that the site can do without: nobody waits for it twice."""

import logging
import time

from caching.limits import PAUSE

logger = logging.getLogger("caching")


class Away(Exception):
    """The server does not answer, or did not a moment ago."""


class Gate:
    """Whether the server is asked: after a failure only every PAUSE seconds. The log has when it goes and comes back.

    `name` begins the names of these events; `what` it is asked for: "bus" or "pages"; `failures`: exceptions.
    """

    def __init__(self, name: str, what: str, failures: tuple):
        self.name, self.what, self.failures = name, what, failures
        self.lost, self.closed_until = False, 0.0

    def call(self, act, *arguments):
        """What `act` returns. Raises Away."""
        if self.lost:
            if time.monotonic() < self.closed_until:
                raise Away
            # Of the threads that come now only this one tries.
            self.closed_until = time.monotonic() + PAUSE
        try:
            answer = act(*arguments)
        except self.failures as failure:
            self.note_lost(failure)
            raise Away from failure
        self.note_back()
        return answer

    def note_lost(self, failure: Exception) -> None:
        self.closed_until = time.monotonic() + PAUSE
        if not self.lost:
            cause = type(failure).__name__
            logger.warning("Server", extra={"event": f"{self.name}_lost", "what": self.what, "cause": cause})
        self.lost = True

    def note_back(self) -> None:
        if self.lost:
            logger.warning("Server", extra={"event": f"{self.name}_back", "what": self.what})
        self.lost = False
