"""`make bench`: what it does with wrong input, and how it compares. That it measures is shown by running it."""

import socket
from contextlib import closing
from threading import Thread

import pytest

from benchmarks.bench import checkout, peers
from benchmarks.bench.load import Unreachable, build_get, run_load, send_requests
from benchmarks.bench.table import Figures
from tools import bench
from tools.console import Trouble

ANSWERS = {
    "length": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "nothing": b"HTTP/1.1 304 Not Modified\r\n\r\n",
    "failure": b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n",
}


@pytest.fixture
def serve():
    """Makes a server that gives one answer to each request; its address."""
    listeners = []

    def answer_all(listener, answer, most):
        for _ in range(20):
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                for _ in range(most):
                    if not connection.recv(65536):
                        break
                    connection.sendall(answer)

    def make(answer, most=1000):
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        Thread(target=answer_all, args=(listener, answer, most), daemon=True).start()
        return listener.getsockname()

    yield make
    for listener in listeners:
        listener.close()


@pytest.mark.parametrize(
    ("name", "status"), [("length", 200), ("chunks", 200), ("nothing", 304), ("failure", 503)]
)
def test_the_load_generator_knows_where_an_answer_ends(serve, name, status):
    answers = send_requests(serve(ANSWERS[name]), [build_get("localhost", "/")] * 3)
    assert [answer.status for answer in answers] == [status] * 3


def test_a_kept_connection_that_was_closed_is_opened_again(serve):
    assert len(send_requests(serve(ANSWERS["length"], most=2), [build_get("localhost", "/")] * 5)) == 5


def test_answers_that_are_no_page_are_counted(serve):
    result = run_load(serve(ANSWERS["failure"]), [build_get("localhost", "/")], 1, 0.05)
    assert result.statuses == {503: result.answers}


def test_a_server_that_says_nothing_or_is_not_there_is_told(serve):
    with pytest.raises(Unreachable):
        send_requests(serve(b"", most=0), [build_get("localhost", "/")])
    with closing(socket.socket()) as nobody:
        nobody.bind(("127.0.0.1", 0))
        with pytest.raises(Unreachable):
            send_requests(nobody.getsockname(), [build_get("localhost", "/")])


def test_versions_are_compared_round_by_round():
    figures = Figures(["this", "v1"])
    for here, there in ((10, 40), (30, 60), (20, 50)):
        figures.note("thread", "this", alone=here, per_second=1, statements=8)
        figures.note("thread", "v1", alone=there, per_second=0, statements=9)
    assert figures.to_markdown().splitlines()[2:4] == [
        "| thread | this | 20.0 | 1 | – | – | 8 | – |",
        "| thread | v1 | 50.0 (× 0.40, 0.25–0.50) | – | – | – | 9 | – |",
    ]


@pytest.mark.parametrize("given", ["viele", "0", "-1", "1.5", "99999999999"])
def test_a_number_that_is_none_is_refused(given, monkeypatch):
    monkeypatch.setenv("POSTS", given)
    with pytest.raises(Trouble, match=f"POSTS={given} ist keine ganze Zahl"):
        bench.read_number("POSTS")


def test_a_version_that_is_not_there_is_refused():
    with pytest.raises(Trouble, match="AGAINST=gibt-es-nicht ist kein Stand"):
        checkout.find_commit("gibt-es-nicht")


@pytest.mark.parametrize(
    "url",
    ["", "forum", "https://127.0.0.1", "http://93.184.216.34/", "http://127.0.0.1:99999", "ftp://[::1]"],
)
def test_only_a_forum_of_ones_own_is_put_under_load(url):
    with pytest.raises(Trouble):
        peers.read_peer(url, "")


def test_the_pages_of_a_peer_come_from_a_file(tmp_path):
    file = tmp_path / "peer.json"
    file.write_text('{"start page, visitor": "/", "list of threads": "/c/1", "cookie": "a=b"}')
    start, rows = peers.read_peer("http://127.0.0.1:4567", str(file)).pages
    assert b"Cookie" not in next(start.requests())
    assert b"GET /c/1 HTTP/1.1\r\nHost: 127.0.0.1:4567\r\n" in next(rows.requests())
    assert b"Cookie: a=b\r\n" in next(rows.requests())
    for wrong in ("[]", '{"a": 1}', "{"):
        file.write_text(wrong)
        with pytest.raises(Trouble, match="PEER_PAGES"):
            peers.read_peer("http://127.0.0.1:4567", str(file))
