import json
import logging
from collections import defaultdict

logger = logging.getLogger("live")
PROVE_AGAIN = 4000
AGAIN = {"again": True}


def message(frame):
    """One ASGI message for every window that gets the frame."""
    text = json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
    return {"type": "websocket.send", "text": text}


class Seat:
    """A window's place in an audience. Until the door has let it in, what it hears is kept back."""

    def __init__(self, socket, audience):
        self.socket, self.audience = socket, audience
        self.guard = None
        self.kept = []

    def push(self, what):
        if self.kept is None:
            self.socket.push(what)
        else:
            self.kept.append(what)

    def open(self, guard, missed):
        """Tells what was missed, then what was kept back."""
        self.guard, kept, self.kept = guard, self.kept, None
        for what in ([message(missed)] if missed else []) + kept:
            self.socket.push(what)


class Hub:
    """Which window of this process listens to what. Used from one event loop only.

    `ends` counts the rights that have ended: who asked the database before and takes a seat after asks again.
    """

    def __init__(self, show):
        self.show = show
        self.audiences = defaultdict(dict)
        self.ends = 0

    def sit(self, socket, audience):
        """A seat that keeps silent until it is opened; it takes the place of a former one."""
        seat = self.audiences[audience][socket] = socket.seats[audience] = Seat(socket, audience)
        return seat

    def stand_up(self, seat):
        if seat.socket.seats.get(seat.audience) is not seat:
            return
        del seat.socket.seats[seat.audience], self.audiences[seat.audience][seat.socket]
        if not self.audiences[seat.audience]:
            del self.audiences[seat.audience]

    def leave(self, socket):
        """The window has gone."""
        for seat in list(socket.seats.values()):
            self.stand_up(seat)

    def seats(self, audience):
        return list(self.audiences.get(audience, {}).values())

    async def hear(self, event):
        """Takes an event of the bus; the next one waits, so that windows hear in the order of the commits."""
        to = event.pop("to")
        if "end" in event:
            return self.end(to, event["end"])
        named = [f"{to}.{number}" for number in event.pop("each")] if "each" in event else [to]
        if there := [audience for audience in named if self.audiences.get(audience)]:
            await self.ring(there, event)

    async def ring(self, audiences, event):
        """Renders once for each audience and pushes the same message to all in it."""
        try:
            frames = await self.show(audiences, event)
        except Exception:
            logger.exception("Live", extra={"event": "ring_failed"})
            frames = dict.fromkeys(audiences, AGAIN)
        for audience, frame in frames.items():
            told = frame and message(frame)
            for seat in self.seats(audience) if told else []:
                seat.push(told)

    def end(self, audience, guard):
        """The audience (a person or a session) has lost what hangs on the guard, or without one all of it."""
        self.ends += 1
        for socket in [seat.socket for seat in self.seats(audience)]:
            if not guard:
                socket.close(PROVE_AGAIN)
            for seat in [seat for seat in socket.seats.values() if guard and seat.guard == guard]:
                self.stand_up(seat)
                socket.push(message({"gone": seat.audience}))

    def close_all(self, code):
        """Nobody knows what has ended while the process did not listen."""
        self.ends += 1
        for socket in {socket for seats in self.audiences.values() for socket in seats}:
            socket.close(code)
