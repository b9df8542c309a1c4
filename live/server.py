from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import asynccontextmanager

from channels.db import database_sync_to_async
from channels.routing import URLRouter
from channels.sessions import CookieMiddleware
from django.urls import path, re_path

from live import topics
from live.connection import Socket
from live.consumer import LiveConsumer
from live.hub import Hub
from live.limits import AUTHORISING_THREADS
from live.listener import Listener
from live.origin import RejectConsumer, SameOrigin

RESTART = 1012


class LiveServer:
    """Everything live of one process: the listener, the hub, and the ASGI application that accepts sockets."""

    def __init__(self):
        self.hub = Hub(self.render_frames)
        self.listener = Listener(self.hub.on_event, lambda: self.hub.close_all_sockets(RESTART))
        # Apart, so that new posts need not wait while a crowd of clients comes back after a restart.
        self.authorising = ThreadPoolExecutor(AUTHORISING_THREADS, "live-authorise")
        self.rendering = ThreadPoolExecutor(1, "live-render")
        routes = [path("live/", LiveConsumer.as_asgi(server=self)), re_path("", RejectConsumer.as_asgi())]
        self.application = SameOrigin(CookieMiddleware(URLRouter(routes)))

    @asynccontextmanager
    async def run(self):
        self.listener.start()
        try:
            yield
        finally:
            await self.listener.stop()

    async def render_frames(self, subscribed: list[str], event: dict) -> dict[str, dict | None]:
        return await self.run_in_thread(self.rendering, topics.render_frames, subscribed, event)

    async def run_in_thread(self, executor: Executor, function, *arguments):
        """Calls a function that may use the database in one of the executor's threads."""
        return await database_sync_to_async(function, thread_sensitive=False, executor=executor)(*arguments)

    async def subscribe(self, socket: Socket, topic: str, authorise, *arguments) -> None:
        """Subscribes if `authorise(*arguments)` returns an Authorisation. Raises Http404 as it does.

        The subscription buffers from before the database is asked, so that nothing is lost between the answer and the
        first message. If any right has ended meanwhile, the answer may be outdated, and the database is asked again.
        """
        subscription = self.hub.subscribe(socket, topic)
        try:
            while True:
                before = self.hub.revocations
                granted = await self.run_in_thread(self.authorising, authorise, *arguments)
                if self.hub.revocations == before:
                    return subscription.authorise(granted.required_membership, granted.missed)
        finally:
            if subscription.buffered is not None:
                self.hub.unsubscribe(subscription)
