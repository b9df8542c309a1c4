from contextlib import closing
from tempfile import SpooledTemporaryFile

from django.core.handlers.wsgi import WSGIHandler, get_script_name
from django.db import close_old_connections
from django.http import HttpResponseBadRequest
from django.urls import set_script_prefix

from config.serving.busy import busy
from config.serving.files import BLOCK
from config.serving.limits import BODY_BYTES_IN_MEMORY
from config.serving.threads import PageThreads, prepare_stream


class PagesApplication(WSGIHandler):
    """Django for HTTP by WSGI: a fixed number of threads makes the pages, the server's own threads wait for them.

    So a server may have a thread for each client. Those that send or read slowly occupy one of the server's, which has
    no connection to the database.
    """

    def __init__(self):
        super().__init__()
        self.page_threads = PageThreads()

    def __call__(self, environ, start_response):
        with SpooledTemporaryFile(BODY_BYTES_IN_MEMORY) as body:
            complete = receive_body(environ, body)
            request = self.request_class(environ | {"wsgi.input": body})
            response = self.respond(request) if complete else HttpResponseBadRequest()
        headers = [
            *response.items(),
            *(("Set-Cookie", one.OutputString()) for one in response.cookies.values()),
        ]
        start_response(f"{response.status_code} {response.reason_phrase}", headers)
        if response.streaming:
            return response
        with closing(response):
            return [b"" if request.method == "HEAD" else response.content]

    def respond(self, request):
        with self.page_threads.reserve() as free:
            if not free:
                return busy(request)
            return self.page_threads.executor.submit(self.make_page, request).result()

    def make_page(self, request):
        close_old_connections()
        try:
            set_script_prefix(get_script_name(request.environ))
            response = self.get_response(request)
            response._handler_class = type(self)
            prepare_stream(request, response)
            return response
        finally:
            close_old_connections()


def receive_body(environ, target):
    """Whether all of it came before the client went away."""
    missing = int(environ.get("CONTENT_LENGTH") or 0)
    while missing and (piece := environ["wsgi.input"].read(min(missing, BLOCK))):
        target.write(piece)
        missing -= len(piece)
    target.seek(0)
    return not missing
