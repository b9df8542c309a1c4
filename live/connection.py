import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from live import limits

logger = logging.getLogger("live")


class Socket:
    """The sending side of a client's connection. Messages leave in order; a client that takes none in time is cut off.

    `write(message)` sends an ASGI message and returns when there is room for the next; `abort()` ends the connection.
    """

    def __init__(self, write: Callable[[dict], Awaitable], abort: Callable[[], object]):
        self.write, self.abort = write, abort
        self.subscriptions = {}
        self.queue = deque()
        self.sender = None
        self.closed = False

    def send(self, message: dict) -> None:
        """Queues an ASGI message; after a close nothing is sent."""
        if self.closed:
            return
        self.closed = message["type"] == "websocket.close"
        self.queue.append(message)
        if self.sender is None or self.sender.done():
            # An eager task runs at once: if the client takes messages, everything is sent when this returns.
            loop = asyncio.get_running_loop()
            self.sender = asyncio.Task(self.send_queue(), loop=loop, eager_start=True)
            if not self.sender.done():
                timeout = loop.call_later(limits.SEND_TIMEOUT, self.sender.cancel)
                self.sender.add_done_callback(lambda _: timeout.cancel())

    def close(self, code: int) -> None:
        self.send({"type": "websocket.close", "code": code})

    async def send_queue(self):
        try:
            while self.queue:
                await self.write(self.queue.popleft())
        except asyncio.CancelledError:
            logger.info("Live", extra={"event": "socket_slow"})
            self.cut_off()
        except OSError:
            self.cut_off()

    def cut_off(self):
        self.closed = True
        self.queue.clear()
        self.abort()
