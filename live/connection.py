import asyncio
import logging
from collections import deque

logger = logging.getLogger("live")
SECONDS_TO_TAKE = 5


class Socket:
    """A window that listens. Messages leave in order; whoever does not take one in time is let go and catches up.

    `write` sends an ASGI message and returns when there is room for the next; `let_go` ends the connection.
    """

    def __init__(self, write, let_go):
        self.write, self.let_go = write, let_go
        self.seats = {}
        self.waiting = deque()
        self.writer = None
        self.closed = False

    def push(self, message):
        if self.closed:
            return
        self.closed = message["type"] == "websocket.close"
        self.waiting.append(message)
        if self.writer is None or self.writer.done():
            # Runs at once: for a window that takes what it gets, everything is sent when this returns.
            loop = asyncio.get_running_loop()
            self.writer = asyncio.Task(self.drain(), loop=loop, eager_start=True)
            if not self.writer.done():
                late = loop.call_later(SECONDS_TO_TAKE, self.writer.cancel)
                self.writer.add_done_callback(lambda _: late.cancel())

    def close(self, code):
        self.push({"type": "websocket.close", "code": code})

    async def drain(self):
        try:
            while self.waiting:
                await self.write(self.waiting.popleft())
        except asyncio.CancelledError:
            logger.info("Live", extra={"event": "socket_slow"})
            self.end()
        except OSError:
            self.end()

    def end(self):
        self.closed = True
        self.waiting.clear()
        self.let_go()
