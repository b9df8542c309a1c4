"""Files in a private bucket of S3 (or MinIO …) that all processes share. Only the application reads it.

Addresses stay those of the site: whoever asks passes the same doors as with files in a folder.
"""

import io
from urllib.parse import urljoin

from botocore.config import Config
from botocore.exceptions import ClientError
from django.conf import settings
from django.core.files import File
from django.utils.encoding import filepath_to_uri
from storages.backends import s3

from files.storage import ComposedNames

# Seconds: a page thread waits for it.
PATIENCE = {"connect_timeout": 3, "read_timeout": 10, "retries": {"total_max_attempts": 2}}


class S3Storage(ComposedNames, s3.S3Storage):
    def get_default_settings(self):
        """Instead of options: those would be arguments of the jobs that delete files, keys included."""
        # Most servers of one's own have no DNS name for each bucket.
        style = {"addressing_style": "path"} if "endpoint_url" in settings.S3 else {}
        config = Config(s3=style, signature_version="s3v4", **PATIENCE)
        own = {"default_acl": None, "file_overwrite": False, "client_config": config}
        return super().get_default_settings() | settings.S3 | own

    def url(self, name, **_):
        return urljoin(settings.MEDIA_URL, filepath_to_uri(name))

    def _open(self, name, mode="rb"):
        if mode != "rb":
            return super()._open(name, mode)
        return StoredFile(self.bucket.Object(self._normalize_name(name)), name)


class StoredFile(File):
    """Read from where one seeks to: of a film only the part that is asked for is fetched.

    Raises FileNotFoundError.
    """

    def __init__(self, stored, name):
        self.stored = stored
        try:
            self.size, self.modified = stored.content_length, stored.last_modified
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
                raise FileNotFoundError(name) from None
            raise
        super().__init__(self.read_anew(), name)

    def read_anew(self):
        return io.BufferedReader(Reader(self.stored, self.size), self.DEFAULT_CHUNK_SIZE)

    def open(self, mode="rb"):  # noqa: ARG002
        if self.closed:
            self.file = self.read_anew()
        self.seek(0)
        return self


class Reader(io.RawIOBase):
    def __init__(self, stored, size):
        super().__init__()
        self.stored, self.size = stored, size
        self.position, self.body = 0, None

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=io.SEEK_SET):
        place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}[whence]
        if place != self.position:
            self.drop_body()
            self.position = place
        return place

    def readinto(self, buffer):
        if self.position >= self.size:
            return 0
        if self.body is None:
            self.body = self.stored.get(Range=f"bytes={self.position}-")["Body"]
        piece = self.body.read(len(buffer))
        buffer[: len(piece)] = piece
        self.position += len(piece)
        return len(piece)

    def drop_body(self):
        if self.body is not None:
            self.body.close()
        self.body = None

    def close(self):
        self.drop_body()
        super().close()
