import asyncio
import hashlib
import logging
from collections import deque
from importlib import import_module

from channels.auth import get_user
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.http import Http404

from live import limits
from live.connection import Socket
from live.hub import encode_message
from live.topics import InvalidRequest, parse_request

logger = logging.getLogger("live")
SIGNED_OUT, INVALID_REQUEST, TOO_MANY_FRAMES, TRY_LATER = 4401, 4400, 1008, 1013
PROTOCOL_ERRORS = {1002: "broken", 1007: "broken", 1009: "too_long"}
"""What uvicorn itself closes a socket for: broken frames, no UTF-8, more than ws_max_size."""


class LiveConsumer(AsyncWebsocketConsumer):
    """One socket of a signed-in user. Its client sends requests, each for one topic, and gets frames."""

    def __init__(self, server):
        super().__init__()
        self.server, self.hub = server, server.hub
        self.frame_times = deque(maxlen=limits.MAX_FRAMES)
        self.user = None
        self.session_store = import_module(settings.SESSION_ENGINE).SessionStore

    async def __call__(self, scope, receive, send):
        self.session_key = scope["cookies"].get(settings.SESSION_COOKIE_NAME, "")
        self.socket = Socket(send, asyncio.current_task().cancel)
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if not self.socket.closed:
                raise
        finally:
            self.hub.remove_socket(self.socket)

    async def connect(self):
        await self.accept()
        self.user = await self.load_user()
        if self.user is None:
            return self.refuse("not_listening", TRY_LATER)
        if not self.user.is_authenticated:
            return self.refuse("signed_out", SIGNED_OUT)
        if len(self.hub.subscriptions(f"user.{self.user.pk}")) >= limits.MAX_SOCKETS_PER_USER:
            return self.refuse("too_many_sockets", TRY_LATER)
        session = hashlib.sha256(self.session_key.encode()).hexdigest()
        for topic in (f"user.{self.user.pk}", f"session.{session}"):
            self.hub.subscribe(self.socket, topic).authorise("", None)

    async def load_user(self):
        """The user of the session, or None while this process does not listen: the end of a right would be missed.

        Asks the database again if any right has ended meanwhile.
        """
        while await self.server.listener.wait_until_listening():
            before = self.hub.revocations
            user = await get_user({"session": self.session_store(self.session_key)})
            if self.hub.revocations == before:
                return user
        return None

    async def websocket_receive(self, received):
        if self.socket.closed:
            return
        if self.is_flooding():
            return self.refuse("too_many_frames", TOO_MANY_FRAMES)
        try:
            topic, kind, request = parse_request(received.get("text"))
        except InvalidRequest:
            return self.refuse("invalid_request", INVALID_REQUEST)
        try:
            await self.server.subscribe(self.socket, topic, kind.authorise, self.user, request)
        except Http404:
            self.socket.send(encode_message({"gone": topic}))

    def is_flooding(self):
        now = asyncio.get_running_loop().time()
        times = self.frame_times
        too_many = len(times) == limits.MAX_FRAMES and now - times[0] < limits.FRAMES_PERIOD
        times.append(now)
        return too_many

    def refuse(self, reason, code):
        """Closes the socket and logs why."""
        user = self.user.pk if self.user else None
        logger.info("Live", extra={"event": "socket_refused", "reason": reason, "user": user})
        self.socket.close(code)

    async def disconnect(self, code):
        if code in PROTOCOL_ERRORS and not self.socket.closed:
            self.refuse(PROTOCOL_ERRORS[code], code)
