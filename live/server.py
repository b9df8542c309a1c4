from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial

from channels.db import database_sync_to_async
from channels.routing import URLRouter
from channels.sessions import CookieMiddleware
from django.conf import settings
from django.db import DatabaseError
from django.urls import path, re_path

from live import topics
from live.bus import send_echo
from live.connection import Socket
from live.consumer import LiveConsumer
from live.hub import Hub
from live.limits import AUTHORISING_THREADS
from live.listener import Listener
from live.origin import RejectConsumer, SameOrigin

RESTART = 1012


class LiveServer:
    """Everything live of one process: what it hears of, the hub, and the ASGI application that accepts sockets."""

    def __init__(self):
        self.hub = Hub(self.render_frames)
        self.listener = Listener(self.hub.on_event, lambda: self.hub.close_all_sockets(RESTART))
        self.heard = [self.listener]
        if settings.BUS_URL:
            from live.valkey import Subscriber

            self.heard.append(Subscriber(self.on_payloads, self.hub.ask_again))
        # Apart, so that new posts need not wait while a crowd of clients comes back after a restart.
        self.authorising = ThreadPoolExecutor(AUTHORISING_THREADS, "live-authorise")
        self.rendering = ThreadPoolExecutor(1, "live-render")
        routes = [path("live/", LiveConsumer.as_asgi(server=self)), re_path("", RejectConsumer.as_asgi())]
        self.application = SameOrigin(CookieMiddleware(URLRouter(routes)))

    @asynccontextmanager
    async def run(self):
        for one in self.heard:
            one.start()
        try:
            yield
        finally:
            for one in reversed(self.heard):
                await one.stop()

    async def on_payloads(self, payloads: list[bytes]) -> None:
        """Handles events of Valkey, after whatever ended rights before them."""
        heard = [payload for payload in payloads if self.hub.is_awaited(payload)]
        if not heard:
            return
        try:
            await self.listener.pass_what_came_before(partial(self.run_in_thread, self.rendering, send_echo))
        except (DatabaseError, ConnectionError):
            return self.hub.ask_again()
        for payload in heard:
            await self.listener.handle_payload(payload)

    async def render_frames(self, subscribed: list[str], event: dict) -> dict[str, dict | None]:
        return await self.run_in_thread(self.rendering, topics.render_frames, subscribed, event)

    async def run_in_thread(self, executor: Executor, function, *arguments):
        """Calls a function that may use the database in one of the executor's threads."""
        return await database_sync_to_async(function, thread_sensitive=False, executor=executor)(*arguments)

    async def subscribe(self, socket: Socket, topic: str, authorise, *arguments) -> None:
        """Subscribes if `authorise(*arguments)` returns an Authorisation. Raises Http404 as it does.

        The subscription buffers from before the database is asked, so that nothing is lost between the answer and the
        first message. If any right has ended meanwhile, or an event says more than the answer does, it may be outdated, and
        the database is asked again.
        """
        subscription, order = self.hub.subscribe(socket, topic), self.hub.order
        try:
            while True:
                before, asked_at = self.hub.revocations, order.reached.get(topic)
                subscription.buffered = []
                granted = await self.run_in_thread(self.authorising, authorise, *arguments)
                if self.hub.revocations == before and order.is_current(topic, asked_at, granted.missed):
                    return subscription.authorise(granted.required_membership, granted.missed)
        finally:
            if subscription.buffered is not None:
                self.hub.unsubscribe(subscription)
