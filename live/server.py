from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from channels.db import database_sync_to_async
from channels.routing import URLRouter
from channels.sessions import CookieMiddleware
from django.urls import path, re_path

from live.audiences import show
from live.consumer import Window
from live.hub import Hub
from live.listener import Listener
from live.origin import Nobody, SameOrigin

RESTART = 1012
DOORS = 4


class Station:
    """Everything live of one process: the listener, the hub and the ASGI application that takes sockets in."""

    def __init__(self):
        self.hub = Hub(self.show)
        self.listener = Listener(self.hub.hear, lambda: self.hub.close_all(RESTART))
        # A crowd that comes back after a restart waits at the doors; what is new need not wait with it.
        self.doors, self.renderer = ThreadPoolExecutor(DOORS, "live-door"), ThreadPoolExecutor(1, "live-show")
        routes = [path("live/", Window.as_asgi(station=self)), re_path("", Nobody.as_asgi())]
        self.application = SameOrigin(CookieMiddleware(URLRouter(routes)))

    @asynccontextmanager
    async def open(self):
        self.listener.start()
        try:
            yield
        finally:
            await self.listener.stop()

    async def show(self, audiences, event):
        return await self.ask(self.renderer, show, audiences, event)

    async def ask(self, executor, question, *arguments):
        """Calls what may use the database in one of the executor's threads."""
        return await database_sync_to_async(question, thread_sensitive=False, executor=executor)(*arguments)

    async def admit(self, socket, audience, door, *arguments):
        """Takes a seat for whom the door lets in. Raises Http404 as the door does.

        The window hears from before the database is asked, so nothing is lost between the answer and the seat; and
        when any right ended meanwhile, the answer may be an old one.
        """
        seat = self.hub.sit(socket, audience)
        try:
            while True:
                before = self.hub.ends
                admission = await self.ask(self.doors, door, *arguments)
                if self.hub.ends == before:
                    return seat.open(admission.guard, admission.missed)
        finally:
            if seat.kept is not None:
                self.hub.stand_up(seat)
