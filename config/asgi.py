import os

import django
from asgiref.sync import sync_to_async
from channels.routing import ProtocolTypeRouter
from django.core.handlers.asgi import ASGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)

from drawings.hero import hero  # noqa: E402 (Django is set up by now)
from live.server import LiveServer  # noqa: E402


class PagesHandler(ASGIHandler):
    """Django for HTTP, as synchronous code in one thread per request.

    By default Django would change between thread and event loop twice for each middleware.
    """

    def load_middleware(self, is_async=False):  # noqa: ARG002
        super().load_middleware(is_async=False)

    async def get_response_async(self, request):
        return await sync_to_async(self.get_response)(request)


live_server = LiveServer()
routes = ProtocolTypeRouter({"http": PagesHandler(), "websocket": live_server.application})


async def application(scope, receive, send):
    """HTTP and `/live/`. ProtocolTypeRouter does not handle the lifespan protocol."""
    await (lifespan(receive, send) if scope["type"] == "lifespan" else routes(scope, receive, send))


async def lifespan(receive, send):
    await receive()
    hero()
    async with live_server.run():
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})
