"""A socket sends in order and without waiting, up to its close."""

import asyncio

from live.connection import Socket

FRAMES = [{"type": "websocket.send", "text": str(n)} for n in range(100)]
CLOSE = {"type": "websocket.close", "code": 4000}


def test_everything_is_sent_at_once_to_a_client_that_takes_it():
    async def push():
        got = []

        async def write(message):
            got.append(message)

        socket = Socket(write, None)
        for frame in FRAMES:
            socket.send(frame)
        return got

    assert asyncio.run(push()) == FRAMES


def test_a_slow_client_gets_everything_in_order():
    async def push():
        got, done = [], asyncio.Event()

        async def write(message):
            await asyncio.sleep(0)
            got.append(message)
            if message == FRAMES[-1]:
                done.set()

        socket = Socket(write, None)
        for n, frame in enumerate(FRAMES):
            socket.send(frame)
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
        socket.send(FRAMES[0])
        socket.close(4000)
        socket.close(1012)
        socket.send(FRAMES[1])
        return got

    assert asyncio.run(close()) == [FRAMES[0], CLOSE]


def test_a_broken_connection_is_cut_off_without_a_log_record(events):
    async def push():
        async def gone(message):
            raise ConnectionResetError

        aborted = asyncio.Event()
        socket = Socket(gone, aborted.set)
        socket.send(FRAMES[0])
        return aborted.is_set(), socket.closed

    assert asyncio.run(push()) == (True, True)
    assert events() == []
