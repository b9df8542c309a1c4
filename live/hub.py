import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable

from live.connection import Socket
from live.limits import AGAIN_PAUSE
from live.order import Order

logger = logging.getLogger("live")
SESSION_ENDED = 4000
"""The code with which a socket is closed whose session or account has ended; its client reconnects to sign in again."""
AGAIN = {"again": True}
"""Asks the client to send its requests again: an event could not be rendered."""


def encode_message(frame: dict) -> dict:
    """One ASGI message, the same object for all sockets that get the frame."""
    text = json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
    return {"type": "websocket.send", "text": text}


def topics_of(event: dict) -> list[str]:
    return [f"{event['to']}.{number}" for number in event["each"]] if "each" in event else [event["to"]]


class Subscription:
    """A socket's subscription to a topic. Until it is authorised, its messages are buffered."""

    def __init__(self, socket: Socket, topic: str):
        self.socket, self.topic = socket, topic
        self.required_membership = None
        self.buffered = []

    def send(self, message: dict) -> None:
        if self.buffered is None:
            self.socket.send(message)
        else:
            self.buffered.append(message)

    def authorise(self, required_membership: str, missed: dict | None) -> None:
        """Sends the frame with what the client missed, then what was buffered, and from now on everything at once."""
        self.required_membership, buffered, self.buffered = required_membership, self.buffered, None
        for message in ([encode_message(missed)] if missed else []) + buffered:
            self.socket.send(message)


class Hub:
    """The subscriptions of all sockets of this process. Used from one event loop only.

    `render_frames(topics, event)` returns {topic: frame or None}. `revocations` counts the rights that have ended: an
    authorisation that was asked for before and is used after is asked for again.
    """

    def __init__(self, render_frames: Callable[[list[str], dict], Awaitable[dict]]):
        self.render_frames = render_frames
        self.topics = defaultdict(dict)
        self.revocations = 0
        self.order = Order()
        self.one_at_a_time = asyncio.Lock()

    def subscribe(self, socket: Socket, topic: str) -> Subscription:
        """A subscription that buffers until it is authorised; it replaces the socket's former one."""
        subscription = Subscription(socket, topic)
        self.topics[topic][socket] = socket.subscriptions[topic] = subscription
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        """Ends the subscription, unless a newer one has replaced it."""
        socket, topic = subscription.socket, subscription.topic
        if socket.subscriptions.get(topic) is not subscription:
            return
        del socket.subscriptions[topic], self.topics[topic][socket]
        if not self.topics[topic]:
            del self.topics[topic]
            self.order.forget(topic)

    def remove_socket(self, socket: Socket) -> None:
        for subscription in list(socket.subscriptions.values()):
            self.unsubscribe(subscription)

    def subscriptions(self, topic: str) -> list[Subscription]:
        return list(self.topics.get(topic, {}).values())

    async def on_event(self, event: dict) -> None:
        """Handles one event of the bus. The next one waits for it, so that clients get frames in the order of commits.

        What ends a right waits for none.
        """
        if "end" in event:
            return self.end_access(event["to"], event["end"])
        topics = topics_of(event)
        event = {name: value for name, value in event.items() if name not in ("to", "each")}
        async with self.one_at_a_time:
            if subscribed := [topic for topic in topics if self.topics.get(topic)]:
                for due in self.order.find_due(subscribed[0], event):
                    await self.broadcast(subscribed, due)

    def is_awaited(self, payload: bytes) -> bool:
        """Whether handling the event might do anything."""
        try:
            event = json.loads(payload)
            return "end" in event or any(self.topics.get(topic) for topic in topics_of(event))
        except (ValueError, TypeError, KeyError):
            # Whoever handles it logs what is wrong with it.
            return True

    def ask_again(self) -> None:
        """For when events were missed that end no right: clients ask for what they do not have, one after the other."""
        loop = asyncio.get_running_loop()
        for place, socket in enumerate(self.sockets()):
            loop.call_later(place * AGAIN_PAUSE, socket.send, encode_message(AGAIN))

    async def broadcast(self, topics: list[str], event: dict) -> None:
        """Renders once for each topic and sends the same message to all its subscribers."""
        try:
            frames = (
                dict.fromkeys(topics, AGAIN) if event is None else await self.render_frames(topics, event)
            )
        except Exception:
            logger.exception("Live", extra={"event": "render_failed"})
            frames = dict.fromkeys(topics, AGAIN)
        for topic, frame in frames.items():
            message = frame and encode_message(frame)
            for subscription in self.subscriptions(topic) if message else []:
                subscription.send(message)

    def end_access(self, topic: str, required_membership: str) -> None:
        """`topic` is a person's or a session's. Ends what requires the membership, or closes their sockets for ""."""
        self.revocations += 1
        for socket in [subscription.socket for subscription in self.subscriptions(topic)]:
            if not required_membership:
                socket.close(SESSION_ENDED)
                continue
            for subscription in list(socket.subscriptions.values()):
                if subscription.required_membership == required_membership:
                    self.unsubscribe(subscription)
                    socket.send(encode_message({"gone": subscription.topic}))

    def close_all_sockets(self, code: int) -> None:
        """For when events may have been missed: which rights ended meanwhile is unknown."""
        self.revocations += 1
        for socket in self.sockets():
            socket.close(code)

    def sockets(self) -> set[Socket]:
        return {socket for sockets in self.topics.values() for socket in sockets}
