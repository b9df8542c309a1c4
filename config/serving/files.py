"""How every file is sent that a view of ours or of Wagtail returns as a FileResponse."""

import re
from functools import partial
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse
from django.middleware import gzip
from whitenoise.responders import SlicedFile

BLOCK = 64 * 1024
"""Bytes that are read at a time."""


class FileMiddleware:
    """Sends a file whole, in the part that is asked for (RFC 9110, 14), or by the proxy (settings.ACCEL_REDIRECT)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        file = getattr(response, "file_to_stream", None)
        if file is None or response.status_code != 200:
            return response
        drop_empty_headers(response)
        response["Accept-Ranges"] = "bytes"
        if settings.ACCEL_REDIRECT and Path(file.name).is_relative_to(settings.MEDIA_ROOT):
            leave_to_proxy(response, file)
        else:
            send_part(request, response, file)
        return response


class GZipMiddleware(gzip.GZipMiddleware):
    """Compresses pages. Files are compressed already, and a part of one is counted in its own bytes."""

    def process_response(self, request, response):
        if isinstance(response, FileResponse):
            return response
        return super().process_response(request, response)


def drop_empty_headers(response):
    """Wagtail says "None" for the encoding of a document and "" for the ETag of one without a hash."""
    for name, value in (("Content-Encoding", "None"), ("ETag", '""')):
        if response.get(name) == value:
            del response[name]


def leave_to_proxy(response, file):
    path = Path(file.name).relative_to(settings.MEDIA_ROOT)
    response["X-Accel-Redirect"] = settings.ACCEL_REDIRECT + quote(path.as_posix())
    response.streaming_content = []
    del response["Content-Length"]


def send_part(request, response, file):
    """Leaves of the response the part that is asked for; whole, if that cannot be read or is of another version."""
    size = int(response["Content-Length"])
    condition = request.headers.get("If-Range")
    same = condition is None or condition in (response.get("ETag"), response.get("Last-Modified"))
    asked = parse_range(request.headers.get("Range", ""), size) if same else None
    if asked == "unsatisfiable":
        response.status_code = 416
        response["Content-Range"], response["Content-Length"] = f"bytes */{size}", 0
        response.streaming_content = []
    elif asked:
        first, last = asked
        response.status_code = 206
        response["Content-Range"], response["Content-Length"] = (
            f"bytes {first}-{last}/{size}",
            last - first + 1,
        )
        response.streaming_content = iter(partial(SlicedFile(file, first, last).read, BLOCK), b"")


def parse_range(header, size):
    """(first, last) byte of a single range; None where the header asks for no range or for more than one."""
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if not match or match.groups() == ("", ""):
        return None
    start, end = match.groups()
    first = int(start) if start else max(0, size - int(end))
    last = min(int(end) if start and end else size - 1, size - 1)
    return (first, last) if first <= last else "unsatisfiable"
