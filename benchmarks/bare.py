"""The least that a server in Python does: what is posted goes to every WebSocket. No Django, no database."""

import os

import uvicorn

from tools.serve import OPTIONS, listen

windows = set()


async def application(scope, receive, send):
    await (take_in if scope["type"] == "websocket" else tell)(receive, send)


async def take_in(receive, send):
    """A window; what it says comes back, as the product answers it once."""
    await receive()
    await send({"type": "websocket.accept"})
    windows.add(send)
    while (said := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": said["text"]})
    windows.remove(send)


async def tell(receive, send):
    body, more = b"", True
    while more:
        part = await receive()
        body, more = body + part["body"], part["more_body"]
    for window in windows:
        await window({"type": "websocket.send", "text": body.decode()})
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body"})


if __name__ == "__main__":
    options = OPTIONS | {"lifespan": "off"}
    server = uvicorn.Server(uvicorn.Config(application, **options))
    server.run(sockets=listen(int(os.environ["PORT"])))
