import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

from channels.db import database_sync_to_async
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler, get_script_prefix
from django.urls import set_script_prefix

from config.serving.busy import busy
from config.serving.limits import READING_THREADS
from config.serving.threads import PageThreads, prepare_stream


class PagesHandler(ASGIHandler):
    """Django for HTTP by ASGI: a fixed number of threads makes the pages, other requests wait for one.

    Django itself starts a thread for each request, which opens a connection to the database, and holds a file that it
    sends in memory as a whole. Here a thread is taken only while the response is made: not while a request arrives or a
    client reads.
    """

    def __init__(self):
        super().__init__()
        self.page_threads = PageThreads()
        self.reading_threads = ThreadPoolExecutor(READING_THREADS, "file")

    def load_middleware(self, is_async=False):  # noqa: ARG002
        super().load_middleware(is_async=False)

    async def __call__(self, scope, receive, send):
        try:
            body = await self.read_body(receive)
        except RequestAborted:
            return
        with closing(body):
            # After the body a client sends nothing more, so the next message says that it has gone.
            gone = asyncio.create_task(receive())
            try:
                if response := await self.respond(scope, body, gone):
                    with closing(response):
                        await self.send_pieces(response, send, gone)
            finally:
                gone.cancel()

    async def respond(self, scope, body, gone):
        """The response to a request. None if the client went away before its turn came."""
        request, refused = self.create_request(scope, body)
        if refused:
            return refused
        with self.page_threads.reserve() as free:
            if not free:
                return busy(request)
            make = database_sync_to_async(
                self.make_page, thread_sensitive=False, executor=self.page_threads.executor
            )
            return await make(request, gone)

    def make_page(self, request, gone):
        if gone.done():
            return None
        set_script_prefix(get_script_prefix(request.scope))
        response = self.get_response(request)
        response._handler_class = type(self)
        prepare_stream(request, response)
        return response

    async def send_pieces(self, response, send, gone):
        """Sends it as fast as the client reads: the server's `send` waits while too much is on its way."""
        if response.streaming:
            response.block_size = self.chunk_size
            response.streaming_content = self.read_pieces(iter(response.streaming_content), gone)
        await self.send_response(response, send)

    async def read_pieces(self, pieces, gone):
        loop = asyncio.get_running_loop()
        while not gone.done():
            piece = await loop.run_in_executor(self.reading_threads, next, pieces, b"")
            if not piece:
                return
            yield piece
