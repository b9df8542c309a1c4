import os

import django
from channels.routing import ProtocolTypeRouter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup(set_prefix=False)

from config.serving.handler import PagesHandler  # noqa: E402 (Django is set up by now)
from drawings.hero import hero  # noqa: E402
from live.server import LiveServer  # noqa: E402

pages, live_server = PagesHandler(), LiveServer()
routes = ProtocolTypeRouter({"http": pages, "websocket": live_server.application})


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
