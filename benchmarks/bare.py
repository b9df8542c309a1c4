"""The least that a server in Python does: what is posted goes to every WebSocket. No Django, no database."""

import os

import uvicorn

from tools.serve import OPTIONS, open_sockets

clients = set()


async def application(scope, receive, send):
    await (accept_client if scope["type"] == "websocket" else broadcast)(receive, send)


async def accept_client(receive, send):
    """Echoes what the client sends, as the product answers each request."""
    await receive()
    await send({"type": "websocket.accept"})
    clients.add(send)
    while (said := await receive())["type"] == "websocket.receive":
        await send({"type": "websocket.send", "text": said["text"]})
    clients.remove(send)


async def broadcast(receive, send):
    body, more = b"", True
    while more:
        part = await receive()
        body, more = body + part["body"], part["more_body"]
    for client in clients:
        await client({"type": "websocket.send", "text": body.decode()})
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body"})


if __name__ == "__main__":
    options = OPTIONS | {"lifespan": "off"}
    server = uvicorn.Server(uvicorn.Config(application, **options))
    server.run(sockets=open_sockets(int(os.environ["PORT"])))
