"""A person's photo: small square pictures, safe to show, from whatever was uploaded."""

import re
import threading
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import IO

from django.db.models import TextChoices
from PIL import Image, ImageCms, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 10 * 1024 * 1024
LEAST_SIDE = 64
# A JPEG is decoded at the size that is needed; of the others the decoder holds every pixel, of WebP five times over.
MOST_PIXELS = {"JPEG": 60_000_000, "MPO": 60_000_000, "PNG": 30_000_000, "WEBP": 30_000_000}
# The beginning of a scan (ITU-T T.81, B.2.3). Progressive pictures have about ten. Each costs a walk over all pixels,
# however few bytes it has: without a limit, 10 MB keep a processor busy for hours.
SCAN = re.compile(rb"\xff\xda\x00[\x06\x08\x0a\x0c][\x01-\x04]")
MOST_SCANS = 30
QUALITY = 82
# Of what a square leaves out of an upright picture, this part is above it: faces are above the middle.
ABOVE = 1 / 3
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
# A large WebP takes half a gigabyte while it is decoded.
one_at_a_time = threading.Lock()
# Whoever waits keeps a connection to the database meanwhile, and there are few.
MOST_AT_ONCE = 3
places = threading.BoundedSemaphore(MOST_AT_ONCE)


class Reason(TextChoices):
    """Why an upload cannot be used; the label says it to the person."""

    NOT_A_PICTURE = "not-a-picture", "Das ist kein Bild im Format JPEG, PNG oder WebP."
    TOO_LARGE = "too-large", "Die Datei ist größer als 10 MB."
    TOO_MANY_PIXELS = "too-many-pixels", "Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es."
    TOO_SMALL = "too-small", "Das Bild ist zu klein. Jede Seite braucht mindestens 64 Bildpunkte."
    BROKEN = "broken", "Die Bilddatei ist beschädigt oder unvollständig."
    BUSY = (
        "busy",
        "Gerade werden viele Bilder verarbeitet. Bitte versuchen Sie es in einer Minute noch einmal.",
    )


class Unusable(Exception):
    """The upload gives no picture; `reason` is a Reason."""

    def __init__(self, reason):
        super().__init__(reason.value)
        self.reason = reason


def square(upload: IO[bytes], *sizes: int) -> tuple[bytes, ...]:
    """One WebP for each side length in pixels, in their order: the first frame, upright, in sRGB, on white.

    Never enlarged: a picture with fewer pixels gives a square of its own shorter side. The results are encoded anew and
    hold pixels only. Name and declared type of the upload count for nothing. Raises Unusable.
    """
    upload.seek(0)
    data = upload.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unusable(Reason.TOO_LARGE)
    try:
        with turn():
            largest = decoded(data, max(sizes))
    except Unusable:
        raise
    except UnidentifiedImageError as other:
        raise Unusable(Reason.NOT_A_PICTURE) from other
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as bomb:
        raise Unusable(Reason.TOO_MANY_PIXELS) from bomb
    except Exception as broken:
        # Pillow promises no list of what it raises; files made by hand find SyntaxError, struct.error, zlib.error.
        raise Unusable(Reason.BROKEN) from broken
    return tuple(encoded(largest, size) for size in sizes)


@contextmanager
def turn():
    """One picture after the other. Raises Unusable where enough wait already."""
    if not places.acquire(blocking=False):
        raise Unusable(Reason.BUSY)
    try:
        with one_at_a_time:
            yield
    finally:
        places.release()


def decoded(data, side):
    """RGB, square, at most `side` pixels wide."""
    picture = Image.open(BytesIO(data), formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS[picture.format]:
        raise Unusable(Reason.TOO_MANY_PIXELS)
    if min(picture.size) < LEAST_SIDE:
        raise Unusable(Reason.TOO_SMALL)
    if picture.format in {"JPEG", "MPO"} and len(SCAN.findall(data)) > MOST_SCANS:
        raise Unusable(Reason.BROKEN)
    picture.draft(None, (2 * side, 2 * side))
    picture.load()
    turned, profile = orientation(picture), picture.info.get("icc_profile")
    picture = smooth(picture)
    picture = picture.transpose(UPRIGHT[turned]) if turned in UPRIGHT else picture
    return in_srgb(on_white(cropped(picture, side)), profile)


def orientation(picture):
    """1 to 8, as in EXIF; 1 where there is none or it cannot be read."""
    with suppress(Exception):
        return picture.getexif().get(ORIENTATION, 1)
    return 1


def smooth(picture):
    """In one of the modes that Pillow makes smaller by averaging: L, LA, RGB, RGBA or CMYK."""
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
    left, top = (picture.width - edge) / 2, (picture.height - edge) * ABOVE
    size = min(side, edge)
    box = (left, top, left + edge, top + edge)
    return picture.resize((size, size), Image.Resampling.LANCZOS, box=box, reducing_gap=3)


def on_white(picture):
    """In one of the modes L, RGB or CMYK."""
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
