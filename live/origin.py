import logging
from urllib.parse import urlsplit

from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.http.request import split_domain_port, validate_host

logger = logging.getLogger("live")


class Nobody(AsyncWebsocketConsumer):
    """Refuses."""

    async def connect(self):
        await self.close()


class SameOrigin:
    """Lets in pages of the host they call, as Django does with forms; a cookie comes along from any page."""

    def __init__(self, inner):
        self.inner = inner

    async def __call__(self, scope, receive, send):
        if self.allows(dict(scope["headers"])):
            return await self.inner(scope, receive, send)
        logger.warning("Live", extra={"event": "socket_refused", "reason": "origin"})
        return await Nobody()(scope, receive, send)

    def allows(self, headers):
        origin, host = (headers.get(name, b"").decode("latin1").lower() for name in (b"origin", b"host"))
        scheme = urlsplit(settings.BASE_URL).scheme
        return origin == f"{scheme}://{host}" and validate_host(
            split_domain_port(host)[0], settings.ALLOWED_HOSTS
        )
