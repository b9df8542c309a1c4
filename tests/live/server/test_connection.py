"""A socket sends in order and without waiting, up to its close."""

import asyncio

from live.connection import Socket

FRAMES = [{"type": "websocket.send", "text": str(n)} for n in range(100)]
CLOSE = {"type": "websocket.close", "code": 4000}


def test_who_takes_at_once_has_everything_when_push_returns():
    async def push():
        got = []

        async def write(message):
            got.append(message)

        socket = Socket(write, None)
        for frame in FRAMES:
            socket.push(frame)
        return got

    assert asyncio.run(push()) == FRAMES


def test_who_takes_slowly_gets_everything_in_order():
    async def push():
        got, done = [], asyncio.Event()

        async def write(message):
            await asyncio.sleep(0)
            got.append(message)
            if message == FRAMES[-1]:
                done.set()

        socket = Socket(write, None)
        for n, frame in enumerate(FRAMES):
            socket.push(frame)
            if n % 7 == 0:
                await asyncio.sleep(0)
        await asyncio.wait_for(done.wait(), 5)
        return got

    assert asyncio.run(push()) == FRAMES


def test_after_the_close_nothing_is_sent():
    async def close():
        got = []

        async def write(message):
            got.append(message)

        socket = Socket(write, None)
        socket.push(FRAMES[0])
        socket.close(4000)
        socket.close(1012)
        socket.push(FRAMES[1])
        return got

    assert asyncio.run(close()) == [FRAMES[0], CLOSE]


def test_who_has_gone_is_let_go_without_a_word(events):
    async def push():
        async def gone(message):
            raise ConnectionResetError

        let_go = asyncio.Event()
        socket = Socket(gone, let_go.set)
        socket.push(FRAMES[0])
        return let_go.is_set(), socket.closed

    assert asyncio.run(push()) == (True, True)
    assert events() == []
