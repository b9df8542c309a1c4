import asyncio
import json
import logging
from contextlib import suppress

import psycopg
from django.db import connection
from psycopg import sql

from live.bus import CHANNEL

logger = logging.getLogger("live")
PATIENCE = 3
PAUSES = (0.1, 0.5, 1, 2, 5)
CHECK_EVERY = 30
UNDERSTOOD = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}


class Listener:
    """The one connection of a process that LISTENs. `hear(event)` gets each event; `deaf()` is called when it breaks."""

    def __init__(self, hear, deaf):
        self.hear, self.deaf = hear, deaf
        self.listening, self.wanted = asyncio.Event(), asyncio.Event()
        self.asking = 0
        self.task = None

    def start(self):
        if self.task is None or self.task.done():
            self.task = asyncio.create_task(self.run())

    async def stop(self):
        if self.task:
            self.task.cancel()
            with suppress(asyncio.CancelledError):
                await self.task

    async def ready(self):
        """Whether it listens, within a few seconds."""
        self.start()
        self.asking += 1
        self.wanted.set()
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.listening.wait(), PATIENCE)
        finally:
            self.asking -= 1
            if not self.asking:
                self.wanted.clear()
        return self.listening.is_set()

    async def run(self):
        failures = 0
        while True:
            try:
                await self.listen()
            except psycopg.Error:
                failures = 0 if self.listening.is_set() else failures + 1
                # An outage is told when it begins and when the next attempt is in vain, not many times a second.
                if failures < 2:
                    logger.warning("Live", extra={"event": "listener_lost"})
            finally:
                self.listening.clear()
                self.deaf()
            await self.rest(PAUSES[min(failures, len(PAUSES) - 1)])

    async def rest(self, seconds):
        """Waits before the next attempt, but not long while a window asks."""
        await asyncio.sleep(PAUSES[0])
        with suppress(TimeoutError):
            await asyncio.wait_for(self.wanted.wait(), seconds)

    async def listen(self):
        given = {k: v for k, v in connection.get_connection_params().items() if k in UNDERSTOOD}
        # A server that vanishes without a word is noticed by the regular question and the packets nobody answers.
        limits = {"connect_timeout": 5, "tcp_user_timeout": 10_000}
        opened = await psycopg.AsyncConnection.connect(**limits | given, autocommit=True)
        async with opened:
            await opened.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))
            self.listening.set()
            logger.info("Live", extra={"event": "listening"})
            while True:
                async for notice in opened.notifies(timeout=CHECK_EVERY):
                    await self.take(notice.payload)
                await opened.execute("SELECT 1")

    async def take(self, payload):
        """One event that cannot be understood must not silence the others."""
        try:
            await self.hear(json.loads(payload))
        except Exception:
            logger.exception("Live", extra={"event": "event_failed"})
