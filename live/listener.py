import asyncio
import json
import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress

import psycopg
from django.db import connection
from psycopg import sql

from live import limits
from live.background import BackgroundTask
from live.bus import CHANNEL

logger = logging.getLogger("live")
LIBPQ_OPTIONS = {option.keyword.decode() for option in psycopg.pq.Conninfo.get_defaults()}
"""Django's parameters of a connection hold more than libpq takes."""


class Listener(BackgroundTask):
    """The one connection of a process that LISTENs.

    `on_event(event)` is awaited for each event; `on_connection_lost()` is called whenever the connection breaks.
    """

    def __init__(self, on_event: Callable[[dict], Awaitable], on_connection_lost: Callable[[], object]):
        self.on_event, self.on_connection_lost = on_event, on_connection_lost
        self.listening, self.wanted = asyncio.Event(), asyncio.Event()
        self.waiting = 0
        self.own_channel = f"{CHANNEL}_{secrets.token_hex(8)}"
        self.echo_number, self.echo = 0, None

    async def wait_until_listening(self) -> bool:
        """Starts the listener if needed. Returns whether it listens within LISTEN_TIMEOUT."""
        self.start()
        self.waiting += 1
        self.wanted.set()
        try:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.listening.wait(), limits.LISTEN_TIMEOUT)
        finally:
            self.waiting -= 1
            if not self.waiting:
                self.wanted.clear()
        return self.listening.is_set()

    async def pass_what_came_before(self, send_echo: Callable[[str, str], Awaitable]) -> None:
        """Returns when every event is handled that was committed before this was called; for one caller at a time.

        `send_echo(channel, payload)` sends a NOTIFY; those come in the order of the commits. Raises ConnectionError.
        """
        self.echo_number += 1
        self.echo = asyncio.get_running_loop().create_future()
        await send_echo(self.own_channel, str(self.echo_number))
        if not await self.echo:
            raise ConnectionError

    def hear_echo(self, number, heard=True):
        if self.echo and not self.echo.done() and number == str(self.echo_number):
            self.echo.set_result(heard)

    def drop_echo(self):
        self.hear_echo(str(self.echo_number), heard=False)

    async def run(self):
        failures = 0
        while True:
            try:
                await self.listen()
            except psycopg.Error:
                failures = 0 if self.listening.is_set() else failures + 1
                # Logged when an outage begins and when the first new attempt fails, not many times a second.
                if failures < 2:
                    logger.warning("Live", extra={"event": "listener_lost"})
            finally:
                self.listening.clear()
                self.on_connection_lost()
                self.drop_echo()
            await self.wait_before_retry(limits.RETRY_DELAYS[min(failures, len(limits.RETRY_DELAYS) - 1)])

    async def wait_before_retry(self, seconds):
        """Only for the shortest delay while a socket waits for the listener."""
        await asyncio.sleep(limits.RETRY_DELAYS[0])
        with suppress(TimeoutError):
            await asyncio.wait_for(self.wanted.wait(), seconds)

    async def listen(self):
        given = {k: v for k, v in connection.get_connection_params().items() if k in LIBPQ_OPTIONS}
        # A server that vanishes is noticed by the regular query and by packets without an acknowledgement.
        opened = await psycopg.AsyncConnection.connect(**given, autocommit=True)
        async with opened:
            for channel in (CHANNEL, self.own_channel):
                await opened.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            # What was sent before is heard by nobody.
            self.drop_echo()
            self.listening.set()
            logger.info("Live", extra={"event": "listening"})
            while True:
                async for notify in opened.notifies(timeout=limits.CHECK_INTERVAL):
                    if notify.channel == self.own_channel:
                        self.hear_echo(notify.payload)
                    else:
                        await self.handle_payload(notify.payload)
                await opened.execute("SELECT 1")

    async def handle_payload(self, payload):
        """An event that cannot be handled is logged and must not stop the listener."""
        try:
            await self.on_event(json.loads(payload))
        except Exception:
            logger.exception("Live", extra={"event": "event_failed"})
