"""Serves images and films to everyone. Documents have Wagtail's view, which checks the permissions of their collection."""

from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
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
    file = open_file(path)
    response = FileResponse(file, content_type=TYPES[PurePosixPath(path).suffix.lower()])
    modified = getattr(file, "modified", None) or default_storage.get_modified_time(path)
    response["Last-Modified"] = http_date(modified.timestamp())
    response["Cache-Control"] = "public, max-age=2592000"
    return response


def open_file(path):
    """Raises Http404 for other types, folders and paths than those listed."""
    known = PurePosixPath(path).suffix.lower() in TYPES and path.partition("/")[0] in FOLDERS
    if not known or "\0" in path or ".." in path.split("/"):
        raise Http404
    try:
        return default_storage.open(path)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, SuspiciousFileOperation):
        raise Http404 from None
