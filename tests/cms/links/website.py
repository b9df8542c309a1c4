"""Another website, on this machine: it answers as the path says, and remembers what it was asked."""

import ssl
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from cms.links.fetching import Options
from cms.links.reach import Reach

# One of the addresses of this machine; the server listens on all, so that it would notice if another were asked.
HOST = "127.0.0.5"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        parts = urlsplit(self.path)
        self.server.asked.append((self.command, self.path, self.headers["Host"], self.headers["User-Agent"]))
        kind, _, rest = parts.path.strip("/").partition("/")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        getattr(self, f"answer_{kind}", self.answer_status)(rest or "200", query)

    do_HEAD = do_GET

    def send(self, status, **headers):
        self.send_response(int(status))
        for name, value in {"Content-Length": "0", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    def answer_status(self, status, query):
        self.send(status, **query)

    def answer_redirect(self, status, query):
        self.send(status, Location=query["to"])

    def answer_circle(self, status, _):
        self.send(status, Location=self.path)

    def answer_only(self, method, query):
        """Answers one method alone."""
        self.send("200" if self.command == method else query["else"])

    def answer_endless(self, *_):
        """With a body that does not end, also that of a redirect; HEAD is no method it knows."""
        if self.command == "HEAD":
            return self.send("405")
        self.send("200", **{"Content-Length": str(10**12)})
        while not self.server.ends.is_set():
            self.wfile.write(b"x" * 65536)
        return None

    def answer_silent(self, *_):
        self.server.ends.wait()

    def answer_slow(self, *_):
        """A line of the head at a time, and never the last."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.ends.wait(0.05):
            self.wfile.write(b"X-Line: 1\r\n")

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def log_message(self, *_):
        pass


class Website(ThreadingHTTPServer):
    scheme = "http"

    def __init__(self):
        super().__init__(("0.0.0.0", 0), Handler)  # noqa: S104
        self.asked, self.ends = [], threading.Event()

    def handle_error(self, *_):
        """A client that hangs up is none."""

    def url(self, path, host=HOST):
        return f"{self.scheme}://{host}:{self.server_port}/{path}"

    def options(self, **changed):
        reach = Reach(ports=frozenset({self.server_port}), exceptions=frozenset({HOST}))
        return Options(**{"agent": "Tester", "reach": reach, "pause": 0} | changed)

    @property
    def requests(self):
        return [(method, path) for method, path, *_ in self.asked]


@contextmanager
def open_website(certificate=None):
    """`certificate` is the path of a file with key and certificate."""
    website = Website()
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        website.socket = context.wrap_socket(website.socket, server_side=True)
        website.scheme = "https"
    thread = threading.Thread(target=website.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield website
    finally:
        website.ends.set()
        website.shutdown()
        thread.join()
        website.server_close()
