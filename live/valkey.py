"""Events by Valkey's (or Redis') PUBLISH, after the commit, instead of by NOTIFY: writers then wait for no lock.

What ends a right still comes by NOTIFY. See docs/decisions/0031-events-by-valkey.md.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from functools import cache

import redis
import redis.asyncio
from django.conf import settings
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from caching.servers.gate import Away
from caching.servers.valkey import FAILURES, OPTIONS, gate_for
from live import limits
from live.background import BackgroundTask

__all__ = ["Away", "Subscriber", "publish_payload"]
logger = logging.getLogger("live")
gate = gate_for("bus")


def channel_name() -> str:
    """Of this site: another one may use the same Valkey."""
    return "live:" + hashlib.sha256(settings.SECRET_KEY.encode()).hexdigest()[:16]


@cache
def get_client() -> redis.Redis:
    return redis.Redis.from_url(settings.BUS_URL, **OPTIONS)


def publish_payload(payload: str) -> None:
    """Raises Away."""
    gate.call(get_client().publish, channel_name(), payload)


class Subscriber(BackgroundTask):
    """The one subscription of a process.

    `on_payloads(payloads)` is awaited for what has come since the last time, in its order; `on_missed()` is called
    whenever there may have been more.
    """

    def __init__(self, on_payloads: Callable[[list[bytes]], Awaitable], on_missed: Callable[[], object]):
        self.on_payloads, self.on_missed = on_payloads, on_missed
        self.lost, self.asked_at = False, 0.0

    async def run(self):
        """While Valkey is away, clients ask again now and then: others may reach it, and publish by it alone."""
        # With a retry it would subscribe again without a word, and what came in between would be missed.
        options = OPTIONS | {"retry": Retry(NoBackoff(), 0)}
        while True:
            try:
                opened = redis.asyncio.Redis.from_url(settings.BUS_URL, **options)
                async with opened, opened.pubsub() as subscription:
                    await self.listen(subscription)
            except FAILURES as failure:
                if not self.lost:
                    cause = type(failure).__name__
                    logger.warning("Live", extra={"event": "subscription_lost", "cause": cause})
                now = asyncio.get_running_loop().time()
                if not self.lost or now - self.asked_at > limits.CHECK_INTERVAL:
                    self.asked_at = now
                    self.on_missed()
                self.lost = True
            await asyncio.sleep(limits.SUBSCRIBE_DELAY)

    async def listen(self, subscription):
        await subscription.subscribe(channel_name())
        messages = asyncio.Queue()
        reading = asyncio.create_task(self.read(subscription, messages))
        try:
            while True:
                await self.handle(await self.take_all(subscription, messages))
        finally:
            reading.cancel()

    async def read(self, subscription, messages):
        try:
            async for message in subscription.listen():
                messages.put_nowait(message)
        except FAILURES as failure:
            messages.put_nowait(failure)

    async def take_all(self, subscription, messages):
        """What has come, at least one. A silent connection is asked whether it still is one."""
        try:
            first = await asyncio.wait_for(messages.get(), limits.CHECK_INTERVAL)
        except TimeoutError:
            await subscription.ping()
            first = await asyncio.wait_for(messages.get(), limits.LISTEN_TIMEOUT)
        return [first] + [messages.get_nowait() for _ in range(messages.qsize())]

    async def handle(self, messages):
        if payloads := [one["data"] for one in messages if is_of(one, "message")]:
            await self.on_payloads(payloads)
        if any(is_of(one, "subscribe") for one in messages):
            logger.info("Live", extra={"event": "subscribed"})
            self.lost = False
            self.on_missed()
        for failure in (one for one in messages if isinstance(one, Exception)):
            raise failure


def is_of(message, kind):
    return isinstance(message, dict) and message["type"] == kind
