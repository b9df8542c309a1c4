"""Serves images and films to everyone. Documents have Wagtail's view, which checks the permissions of their collection."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404
from django.utils._os import safe_join
from django.utils.http import http_date
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


@require_safe
def media(request, path):
    file = find_file(path)
    response = FileResponse(file.open("rb"), content_type=TYPES[file.suffix.lower()])
    response["Last-Modified"] = http_date(file.stat().st_mtime)
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
