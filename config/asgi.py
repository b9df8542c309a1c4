import os

import django
from asgiref.sync import sync_to_async
from channels.routing import ProtocolTypeRouter
from django.core.handlers.asgi import ASGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)

from drawings.hero import hero  # noqa: E402 (Django is set up by now)
from live.server import Station  # noqa: E402


class Pages(ASGIHandler):
    """Django for HTTP. Nothing of ours is asynchronous there, so a request stays in one thread from end to end.

    Left to itself Django would change between thread and event loop twice for each middleware.
    """

    def load_middleware(self, is_async=False):  # noqa: ARG002
        super().load_middleware(is_async=False)

    async def get_response_async(self, request):
        return await sync_to_async(self.get_response)(request)


station = Station()
routes = ProtocolTypeRouter({"http": Pages(), "websocket": station.application})


async def application(scope, receive, send):
    """Pages and `/live/`. Channels' router knows no lifespan."""
    await (lifespan(receive, send) if scope["type"] == "lifespan" else routes(scope, receive, send))


async def lifespan(receive, send):
    await receive()
    hero()
    async with station.open():
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})
