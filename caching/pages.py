"""Pages for visitors without a session, kept until something that visitors see changes, and not sent twice.

A page is kept under the site's revision as it was before the page was made (caching/revision.py): a change that comes in
between makes the next request ask again. Kept is only what Wagtail serves: reading it changes nothing, and what visitors
see of it depends only on watched tables and on the time. What sets a cookie is of one visitor and is never kept; neither
is what says that it is private.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass

import brotli
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from wagtail.views import serve

from caching import limits
from caching.revision import get_moment
from caching.servers import replica
from caching.store import Store

# Nothing of these makes a page another one: who has none but these sees what somebody without any sees.
HARMLESS_COOKIES = {settings.CSRF_COOKIE_NAME}
# The best first. A compression takes some milliseconds, once a page.
ENCODINGS = {name: re.compile(rf"\b{name}\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))") for name in ("br", "gzip")}
BROTLI_QUALITY = 5


@dataclass(frozen=True)
class StoredPage:
    moment: tuple
    body: bytes
    headers: dict

    @property
    def size(self):
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers.items())


store = Store(limits.STORED_BYTES)


class VisitorPageMiddleware:
    """Before all others that make something of a page: one that is kept costs one short query."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = request.page_key = build_key(request)
        if page := key and find_page(key, request):
            return answer_conditionally(request, HttpResponse(page.body, headers=page.headers))
        response = self.make_page(request)
        if not is_for_all(request, response):
            return response
        complete_headers(response)
        compress_response(request, response)
        page = StoredPage(request.page_moment, response.content, dict(response.items()))
        if page.size <= limits.STORED_PAGE_BYTES and request.method == "GET":
            store.put(key, page)
            if is_shared():
                shared_pages().keep_page(key, page.moment, page.body, page.headers)
        return answer_conditionally(request, response)

    def make_page(self, request):
        """Once more from the primary where the replica has failed: it may end a query that is in its way."""
        request.may_use_replica = True
        try:
            response = self.get_response(request)
        finally:
            has_used = replica.stop_using()
        if response.status_code < 500 or not has_used:
            return response
        request.may_use_replica = False
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):  # noqa: ARG002
        if request.page_key and view is serve:
            request.page_moment = find_moment(request)
            if request.may_use_replica:
                replica.use_if_current(request.page_moment)


def is_shared():
    return "shared" in settings.CACHES


def shared_pages():
    """Imported only where it is used: see caching/servers/settings.py."""
    from caching.servers import shared

    return shared


def find_page(key, request):
    """From this process' memory, else from the one that all share."""
    page = store.get(key)
    if page is None and not is_shared():
        return None
    moment = find_moment(request)
    if page and page.moment == moment:
        return page
    found = moment and is_shared() and shared_pages().load_page(key, moment)
    if found:
        page = StoredPage(moment, *found)
        store.put(key, page)
        return page
    return None


def build_key(request):
    """What the page of a visitor depends on; None if it is not one that can be kept."""
    address = request.get_full_path()
    if (
        request.method not in ("GET", "HEAD")
        or not HARMLESS_COOKIES.issuperset(request.COOKIES)
        or "Authorization" in request.headers
        or "HX-Request" in request.headers
        or len(address) > limits.STORED_ADDRESS_LENGTH
    ):
        return None
    return request.headers.get("Host", ""), request.scheme, address, choose_encoding(request)


def choose_encoding(request):
    accepted = request.headers.get("Accept-Encoding", "")
    return next((name for name, pattern in ENCODINGS.items() if pattern.search(accepted)), "")


def find_moment(request):
    """While it is the same, a page is; None if it cannot be said."""
    try:
        return get_moment(request)
    except DatabaseError:
        return None


def is_for_all(request, response):
    directives = set(re.findall(r"[\w-]+", response.get("Cache-Control", "").lower()))
    return (
        getattr(request, "page_moment", None) is not None
        and response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not directives & {"private", "no-store"}
    )


def complete_headers(response):
    """With those by which browsers ask whether a page is still the same. Two compressions of it differ."""
    digest = hashlib.blake2b(decompress_content(response), digest_size=12).hexdigest()
    response.headers.setdefault("ETag", f"W/{quote_etag(digest)}")
    response.headers.setdefault("Cache-Control", "no-cache")
    patch_vary_headers(response, ["Cookie", "Accept-Encoding", "HX-Request"])


def decompress_content(response):
    return (
        gzip.decompress(response.content) if response.get("Content-Encoding") == "gzip" else response.content
    )


def compress_response(request, response):
    """GZipMiddleware has compressed it for whoever understands that; most browsers understand more."""
    if response.get("Content-Encoding") == "gzip" and choose_encoding(request) == "br":
        response.content = brotli.compress(decompress_content(response), quality=BROTLI_QUALITY)
        response["Content-Encoding"], response["Content-Length"] = "br", str(len(response.content))


def answer_conditionally(request, response):
    return get_conditional_response(request, etag=response["ETag"], response=response)
