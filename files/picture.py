"""Small square pictures for avatars from an uploaded image that may be hostile."""

import re
import threading
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import IO

from django.db.models import TextChoices
from PIL import Image, ImageCms, ImageSequence, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 10 * 1024 * 1024
MIN_SIDE = 64
"""Pixels."""
# A JPEG is decoded at the size that is needed; of the others the decoder holds every pixel, of WebP five times over.
MAX_PIXELS = {"JPEG": 60_000_000, "MPO": 60_000_000, "PNG": 30_000_000, "WEBP": 30_000_000}
# The beginning of a scan (ITU-T T.81, B.2.3). Progressive pictures have about ten. Each costs a walk over all pixels,
# however few bytes it has: without a limit, 10 MB keep a processor busy for hours.
SCAN = re.compile(rb"\xff\xda\x00[\x06\x08\x0a\x0c][\x01-\x04]")
MAX_SCANS = 30
QUALITY = 82
# Share of the cropped height that is cut off at the top: in photos heads are above the middle.
CUT_AT_TOP = 1 / 3
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# A large WebP takes half a gigabyte while it is decoded: one at a time in a process.
decoding = threading.Lock()
# One is decoded, the others wait, each with a connection to the database, of which there are few.
MAX_AT_ONCE = 3
slots = threading.BoundedSemaphore(MAX_AT_ONCE)


class Reason(TextChoices):
    """Why an upload cannot be used; the label is shown to the person."""

    NOT_A_PICTURE = "not-a-picture", "Das ist kein Bild im Format JPEG, PNG oder WebP."
    TOO_LARGE = "too-large", "Die Datei ist größer als 10 MB."
    TOO_MANY_PIXELS = "too-many-pixels", "Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es."
    TOO_SMALL = "too-small", "Das Bild ist zu klein. Jede Seite braucht mindestens 64 Bildpunkte."
    BROKEN = (
        "broken",
        "Die Bilddatei ist beschädigt oder unvollständig. Bitte wählen Sie sie noch einmal aus oder nehmen Sie ein "
        "anderes Bild.",
    )
    BUSY = (
        "busy",
        "Gerade werden viele Bilder verarbeitet. Bitte versuchen Sie es in einer Minute noch einmal.",
    )


class Unusable(Exception):
    """The upload cannot be used; `reason` is a Reason."""

    def __init__(self, reason):
        super().__init__(reason.value)
        self.reason = reason


def make_square_pictures(upload: IO[bytes], *sizes: int) -> tuple[bytes, ...]:
    """One WebP for each side length in pixels, in their order: the first frame, upright, in sRGB, on white.

    Never enlarged: a smaller picture gives a square of its own shorter side. The results hold pixels only, no metadata.
    The upload's name and declared type are ignored. Raises Unusable.
    """
    upload.seek(0)
    data = upload.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise Unusable(Reason.TOO_LARGE)
    with decoding_errors(), decoding_slot():
        largest = decoded(data, max(sizes))
    return tuple(encoded(largest, size) for size in sizes)


def check_picture(upload: IO[bytes]):
    """Raises Unusable unless all pixels of all frames can be decoded. The upload is at its beginning afterwards."""
    upload.seek(0)
    with decoding_errors(), decoding_slot(), Image.open(BytesIO(upload.read())) as picture:
        for frame in ImageSequence.Iterator(picture):
            frame.load()
    upload.seek(0)


@contextmanager
def decoding_errors():
    """Turns whatever is raised into Unusable."""
    try:
        yield
    except Unusable:
        raise
    except UnidentifiedImageError as other:
        raise Unusable(Reason.NOT_A_PICTURE) from other
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as bomb:
        raise Unusable(Reason.TOO_MANY_PIXELS) from bomb
    except Exception as broken:
        # Pillow promises no list of what it raises; files made by hand find SyntaxError, struct.error, zlib.error.
        raise Unusable(Reason.BROKEN) from broken


@contextmanager
def decoding_slot():
    """Waits until no other picture is decoded. Raises Unusable if too many wait already."""
    if not slots.acquire(blocking=False):
        raise Unusable(Reason.BUSY)
    try:
        with decoding:
            yield
    finally:
        slots.release()


def decoded(data, side):
    """The picture in RGB, square, at most `side` pixels wide."""
    picture = Image.open(BytesIO(data), formats=FORMATS)
    if picture.width * picture.height > MAX_PIXELS[picture.format]:
        raise Unusable(Reason.TOO_MANY_PIXELS)
    if min(picture.size) < MIN_SIDE:
        raise Unusable(Reason.TOO_SMALL)
    if picture.format in {"JPEG", "MPO"} and len(SCAN.findall(data)) > MAX_SCANS:
        raise Unusable(Reason.BROKEN)
    picture.draft(None, (2 * side, 2 * side))
    picture.load()
    turned, profile = orientation(picture), picture.info.get("icc_profile")
    picture = in_smooth_mode(picture)
    picture = picture.transpose(UPRIGHT[turned]) if turned in UPRIGHT else picture
    return in_srgb(on_white(cropped(picture, side)), profile)


def orientation(picture):
    """The EXIF orientation, 1 to 8; 1 if there is none or it cannot be read."""
    with suppress(Exception):
        return picture.getexif().get(ORIENTATION, 1)
    return 1


def in_smooth_mode(picture):
    """The picture in a mode that Pillow can resize by averaging: L, LA, RGB, RGBA or CMYK."""
    if picture.mode.startswith("I"):
        # Pillow's own conversion of 16 bits to 8 makes everything above 255 white.
        return picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if picture.mode in {"LA", "RGBA", "CMYK"}:
        return picture
    if picture.has_transparency_data:
        return picture.convert("LA" if picture.mode in {"1", "L"} else "RGBA")
    return picture.convert({"1": "L", "P": "RGB"}[picture.mode]) if picture.mode in {"1", "P"} else picture


def cropped(picture, side):
    edge = min(picture.size)
    left, top = (picture.width - edge) / 2, (picture.height - edge) * CUT_AT_TOP
    size = min(side, edge)
    box = (left, top, left + edge, top + edge)
    return picture.resize((size, size), Image.Resampling.LANCZOS, box=box, reducing_gap=3)


def on_white(picture):
    """The picture without transparency: L, RGB or CMYK."""
    if picture.mode not in {"LA", "RGBA"}:
        return picture
    opaque = Image.new(picture.mode.removesuffix("A"), picture.size, "white")
    opaque.paste(picture.convert(opaque.mode), mask=picture.getchannel("A"))
    return opaque


def in_srgb(picture, profile):
    if profile:
        try:
            srgb = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, BytesIO(profile), srgb, outputMode="RGB")
        except ImageCms.PyCMSError:
            pass
    return picture.convert("RGB")


def encoded(largest, size):
    side = min(size, largest.width)
    picture = largest.resize((side, side), Image.Resampling.LANCZOS) if side < largest.width else largest
    out = BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=6, icc_profile=b"", exif=b"", xmp=b"")
    return out.getvalue()
