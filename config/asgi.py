import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_asgi_application()


async def application(scope, receive, send):
    """Django speaks HTTP only: uvicorn's lifespan events are acknowledged here, sockets are refused."""
    if scope["type"] == "http":
        await django_application(scope, receive, send)
    elif scope["type"] == "lifespan":
        await lifespan(receive, send)
    else:
        await receive()
        await send({"type": "websocket.close", "code": 4404})


async def lifespan(receive, send):
    from drawings.hero import hero

    await receive()
    hero()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await send({"type": "lifespan.shutdown.complete"})
