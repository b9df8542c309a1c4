"""Serves images and films to everyone. Documents have Wagtail's view, which checks the permissions of their collection."""

import re
from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpResponse
from django.utils._os import safe_join
from django.views.decorators.http import require_safe

TYPES = {
    ".avif": "image/avif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".mp4": "video/mp4",
    ".png": "image/png",
    ".vtt": "text/vtt; charset=utf-8",
    ".webm": "video/webm",
    ".webp": "image/webp",
}
FOLDERS = {"images", "original_images", "clips"}
# Bytes of one answer to a Range request.
CHUNK = 4 * 1024 * 1024


@require_safe
def media(request, path):
    """A file, or with a Range header at most CHUNK bytes of it: players request the next part themselves (RFC 9110, 14)."""
    file = find_file(path)
    size = file.stat().st_size
    asked = parse_range(request.headers.get("Range", ""), size)
    if asked == "unsatisfiable":
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = asked or (0, size - 1)
    with file.open("rb") as opened:
        opened.seek(first)
        body = opened.read(last - first + 1)
    response = HttpResponse(body, content_type=TYPES[file.suffix.lower()], status=206 if asked else 200)
    if asked:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "public, max-age=2592000"
    return response


def find_file(path):
    """Raises Http404 for other types, folders and paths than those listed."""
    try:
        file = Path(safe_join(settings.MEDIA_ROOT, path))
    except SuspiciousFileOperation:
        raise Http404 from None
    known = file.suffix.lower() in TYPES and path.partition("/")[0] in FOLDERS
    if not known or "\0" in path or not file.is_file():
        raise Http404
    return file


def parse_range(header, size):
    """(first, last) byte of a single range; None where the header asks for no range or for more than one."""
    match = re.fullmatch(r"bytes=(\d*)-(\d*)", header.strip())
    if not match or match.groups() == ("", ""):
        return None
    start, end = match.groups()
    first = int(start) if start else max(0, size - int(end))
    last = min(int(end) if start and end else size - 1, size - 1, first + CHUNK - 1)
    return (first, last) if first <= last else "unsatisfiable"
