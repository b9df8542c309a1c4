import logging
from urllib.parse import urlsplit

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.http.request import split_domain_port, validate_host

logger = logging.getLogger("live")


class RejectConsumer(AsyncWebsocketConsumer):
    """Refuses the handshake (403)."""

    async def connect(self):
        await self.close()


class SameOrigin:
    """ASGI middleware that accepts sockets only from pages of the host that they call, as Django's CSRF check does.

    A browser sends the session's cookie with a socket from a page of any site.
    """

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        if self.is_same_origin(dict(scope["headers"])):
            return await self.inner(scope, receive, send)
        logger.warning("Live", extra={"event": "socket_refused", "reason": "origin"})
        return await RejectConsumer()(scope, receive, send)

    def is_same_origin(self, headers):
        origin, host = (headers.get(name, b"").decode("latin1").lower() for name in (b"origin", b"host"))
        scheme = urlsplit(settings.BASE_URL).scheme
        return origin == f"{scheme}://{host}" and validate_host(
            split_domain_port(host)[0], settings.ALLOWED_HOSTS
        )
