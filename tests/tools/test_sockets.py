"""No server of ours waits for acknowledgements: the option is read back on the accepted end of a real connection."""

import os
import socket
import stat
from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox

from tests.tools.processes.real import until
from tools import serve


def sends_at_once(accepted):
    return accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) != 0


def accepted_end(client):
    """The other end of this process' connection to itself; None until it is accepted."""
    for number in filter(is_socket, map(int, os.listdir("/dev/fd"))):
        end = socket.socket(fileno=os.dup(number))
        with suppress(OSError):
            if end.getpeername() == client.getsockname():
                return end
        end.close()
    return None


def is_socket(number):
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:
        return False


def assert_that_it_sends_at_once(address):
    with socket.create_connection(address) as client, until(lambda: accepted_end(client)) as accepted:
        assert sends_at_once(accepted)


def test_the_listeners_of_the_demo_and_the_benchmarks(free_port):
    listeners = serve.open_sockets(free_port)
    for listener in listeners:
        address = listener.getsockname()[:2]
        with listener, socket.create_connection(address), listener.accept()[0] as accepted:
            assert sends_at_once(accepted)


def test_the_site_that_tests_visit(server):
    assert_that_it_sends_at_once(("127.0.0.1", urlsplit(server).port))


@pytest.fixture
def mailbox(tmp_path, free_port):
    controller = Controller(Mailbox(tmp_path / "mailbox"), hostname="127.0.0.1", port=free_port)
    controller.start()
    yield "127.0.0.1", free_port
    controller.stop()


def test_the_mailbox(mailbox):
    assert_that_it_sends_at_once(mailbox)
