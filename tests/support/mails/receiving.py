"""A mail server that takes what tests send."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller


class Server:
    """An SMTP server that keeps what it receives, or answers `refusal` when one is set."""

    def __init__(self):
        self.received, self.refusal = [], ""

    async def handle_DATA(self, _server, _session, envelope):
        if self.refusal:
            return self.refusal
        self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def smtp(settings, free_port):
    server = Server()
    controller = Controller(server, hostname="127.0.0.1", port=free_port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": free_port, "timeout": 5},
        }
    }
    yield server
    controller.stop()
