import asyncio
import hashlib
import logging
from collections import deque
from importlib import import_module

from channels.auth import get_user
from channels.generic.websocket import AsyncWebsocketConsumer
from django.conf import settings
from django.http import Http404

from live.audiences import Garbage, read_wish
from live.connection import Socket
from live.hub import message

logger = logging.getLogger("live")
SIGNED_OUT, NOT_UNDERSTOOD, TOO_MUCH, TRY_LATER = 4401, 4400, 1008, 1013
# What uvicorn closes by itself: broken frames, no UTF-8, more than ws_max_size.
BROKEN = {1002: "broken", 1007: "broken", 1009: "too_long"}
FRAMES, SECONDS = 30, 10
WINDOWS = 50


class Window(AsyncWebsocketConsumer):
    """One open window of a signed-in person: it says what it shows and what it has, and hears what is new."""

    def __init__(self, station):
        super().__init__()
        self.station, self.hub = station, station.hub
        self.frames = deque(maxlen=FRAMES)
        self.person = None
        self.sessions = import_module(settings.SESSION_ENGINE).SessionStore

    async def __call__(self, scope, receive, send):
        self.session_key = scope["cookies"].get(settings.SESSION_COOKIE_NAME, "")
        self.socket = Socket(send, asyncio.current_task().cancel)
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if not self.socket.closed:
                raise
        finally:
            self.hub.leave(self.socket)

    async def connect(self):
        await self.accept()
        self.person = await self.who_is_there()
        if self.person is None:
            return self.refuse("deaf", TRY_LATER)
        if not self.person.is_authenticated:
            return self.refuse("signed_out", SIGNED_OUT)
        if len(self.hub.seats(f"user.{self.person.pk}")) >= WINDOWS:
            return self.refuse("too_many_windows", TRY_LATER)
        session = hashlib.sha256(self.session_key.encode()).hexdigest()
        for audience in (f"user.{self.person.pk}", f"session.{session}"):
            self.hub.sit(self.socket, audience).open("", None)

    async def who_is_there(self):
        """The user of the session, None while the end of a right would not be heard.

        Asks again when any right has ended meanwhile.
        """
        while await self.station.listener.ready():
            before = self.hub.ends
            found = await get_user({"session": self.sessions(self.session_key)})
            if self.hub.ends == before:
                return found
        return None

    async def websocket_receive(self, received):
        if self.socket.closed:
            return
        if self.is_flooding():
            return self.refuse("too_many_frames", TOO_MUCH)
        try:
            audience, kind, wish = read_wish(received.get("text"))
        except Garbage:
            return self.refuse("garbage", NOT_UNDERSTOOD)
        try:
            await self.station.admit(self.socket, audience, kind.door, self.person, wish)
        except Http404:
            self.socket.push(message({"gone": audience}))

    def is_flooding(self):
        now = asyncio.get_running_loop().time()
        recent = len(self.frames) == FRAMES and now - self.frames[0] < SECONDS
        self.frames.append(now)
        return recent

    def refuse(self, reason, code):
        user = self.person.pk if self.person else None
        logger.info("Live", extra={"event": "socket_refused", "reason": reason, "user": user})
        self.socket.close(code)

    async def disconnect(self, code):
        if code in BROKEN and not self.socket.closed:
            self.refuse(BROKEN[code], code)
