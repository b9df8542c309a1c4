"""Pictures made by Pillow at run time; nothing binary is in the repository."""

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms

RED, GREEN, BLUE, WHITE = (220, 30, 30), (30, 200, 60), (30, 60, 220), (255, 255, 255)
SECRET = b"Geheim-53.07N"


def encoded(picture, kind="PNG", **options):
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def plain(size=(100, 100), colour=RED, mode="RGB"):
    return Image.new(mode, size, colour)


def corners(size=(120, 120)):
    """Top left red, top right green, bottom left blue, bottom right white."""
    picture, (width, height) = Image.new("RGB", size), size
    for colour, place in zip((RED, GREEN, BLUE, WHITE), ((0, 0), (1, 0), (0, 1), (1, 1)), strict=True):
        picture.paste(colour, (*[p * s // 2 for p, s in zip(place, size, strict=True)], width, height))
    return picture


def photo(size=(160, 120)):
    """Gradients and noise, as a camera sees them."""
    noise = Image.effect_noise(size, 60)
    ways = (Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L").rotate(90))
    return Image.merge("RGB", [Image.blend(noise, way.resize(size), 0.6) for way in ways])


def exif(orientation=1):
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010E] = SECRET.decode()
    block.get_ifd(0x8825)[1] = "N"
    return block.tobytes()


def srgb_profile():
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped_profile():
    """sRGB whose red and blue have changed places: who applies it sees red where the numbers say blue."""
    profile = srgb_profile()
    return profile.replace(b"rXYZ", b"?XYZ", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"?XYZ", b"bXYZ", 1)


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_header(width, height):
    """A PNG that says how big it is and has next to no pixels."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def webp_header(width, height):
    body = b"VP8L" + struct.pack("<IBI", 5, 0x2F, (width - 1) | (height - 1) << 14) + b"\0"
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def resized_jpeg(width, height):
    """A small JPEG whose header lies about its size."""
    data = encoded(plain(), "JPEG")
    frame = data.index(b"\xff\xc0")
    return data[: frame + 5] + struct.pack(">HH", height, width) + data[frame + 9 :]
