import random
import zlib
from io import BytesIO

import pytest
from PIL import Image

from files.picture import MAX_AT_ONCE, Reason, Unusable, make_square_pictures, slots
from tests.files.samples import (
    chunk,
    encoded,
    exif,
    photo,
    plain,
    png_header,
    resized_jpeg,
    srgb_profile,
    webp_header,
)


def reason(data):
    with pytest.raises(Unusable) as refused:
        make_square_pictures(BytesIO(data), 64)
    return refused.value.reason


OTHERS = {
    "nothing": b"",
    "text": b"Guten Tag",
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "GIF": encoded(plain(), "GIF"),
    "TIFF": encoded(plain(), "TIFF"),
    "BMP": encoded(plain(), "BMP"),
    "AVIF": encoded(plain(), "AVIF"),
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "WAVE": b"RIFF\0\0\0\0WAVEfmt ",
}


@pytest.mark.parametrize("name", OTHERS)
def test_only_jpeg_png_and_webp_are_pictures(name):
    assert reason(OTHERS[name]) is Reason.NOT_A_PICTURE


@pytest.mark.parametrize(
    "data", [png_header(5_500, 5_500), webp_header(5_500, 5_500), resized_jpeg(7_800, 7_800)]
)
def test_too_many_pixels_are_refused_by_the_header(data):
    assert reason(data) is Reason.TOO_MANY_PIXELS


@pytest.mark.parametrize(
    "data", [png_header(2**31 - 1, 2**31 - 1), webp_header(16_384, 16_384), resized_jpeg(65_500, 65_500)]
)
def test_a_bomb_is_refused_whatever_pillow_allows(data, monkeypatch):
    assert reason(data) is Reason.TOO_MANY_PIXELS
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", None)
    assert reason(data) is Reason.TOO_MANY_PIXELS


def test_a_jpeg_may_have_more_pixels_than_other_pictures():
    assert make_square_pictures(BytesIO(encoded(plain((5_500, 5_500), 90, "L"), "JPEG")), 64)


@pytest.mark.parametrize("size", [(63, 64), (64, 63), (5_000, 1)])
def test_a_side_below_64_pixels_is_too_small(size):
    assert reason(encoded(plain(size))) is Reason.TOO_SMALL
    assert make_square_pictures(BytesIO(encoded(plain((64, 64)))), 64)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_that_was_cut_off_is_broken(kind, part):
    data = encoded(photo(), kind)
    assert reason(data[: int(len(data) * part)]) is Reason.BROKEN


def test_a_jpeg_with_scans_without_end_is_refused():
    data = encoded(plain((1_000, 1_000), 90, "L"), "JPEG", progressive=True)
    last = data[data.rindex(b"\xff\xda") : -2]
    assert reason(data[:-2] + last * 2_000 + data[-2:]) is Reason.BROKEN


def test_a_progressive_jpeg_with_a_film_behind_it_is_a_picture():
    film = random.Random(1).randbytes(1_000_000) + b"\xff\xda" * 100
    assert make_square_pictures(BytesIO(encoded(photo(), "JPEG", progressive=True) + film), 64)


def test_who_comes_while_many_wait_is_sent_away_and_finds_a_place_later():
    for _ in range(MAX_AT_ONCE):
        slots.acquire()
    assert reason(encoded(photo())) is Reason.BUSY
    for _ in range(MAX_AT_ONCE):
        slots.release()
    for _ in range(MAX_AT_ONCE + 1):
        assert reason(b"Guten Tag") is Reason.NOT_A_PICTURE
    assert make_square_pictures(BytesIO(encoded(photo())), 64)


def test_a_warning_of_pillow_becomes_a_reason_where_warnings_are_errors():
    data = encoded(plain())
    assert reason(data[:33] + chunk(b"acTL", b"\0" * 8) + data[33:]) is Reason.BROKEN


def sources():
    options = {"exif": exif(6), "icc_profile": srgb_profile()}
    yield encoded(photo(), "JPEG", **options)
    yield encoded(photo(), "JPEG", progressive=True)
    yield encoded(photo().convert("CMYK"), "JPEG")
    yield encoded(photo(), "PNG", **options)
    yield encoded(photo().quantize(16), "PNG", transparency=b"\0\x80")
    yield encoded(photo(), "PNG", save_all=True, append_images=[plain((160, 120))])
    yield encoded(photo(), "WEBP", **options)
    yield encoded(photo().convert("RGBA"), "WEBP", lossless=True)
    yield encoded(photo(), "WEBP", save_all=True, append_images=[plain((160, 120))])


SOURCES = list(sources())


def mutated(data, chance):
    """Bytes changed, mostly in the header, and now and then the end cut off."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8))):
        changed[chance.randrange(chance.choice((64, 700, len(data))))] = chance.randrange(256)
    cut = chance.randrange(len(data)) if chance.random() < 0.2 else len(data)
    return with_checksums(bytes(changed))[:cut]


def with_checksums(data):
    """A PNG whose checksums are right again, so that its chunks are read; any other file as it is."""
    mended, position = bytearray(data), 8
    while data[1:4] == b"PNG" and position + 12 <= len(data):
        end = position + 8 + int.from_bytes(data[position : position + 4], "big")
        mended[end : end + 4] = zlib.crc32(data[position + 4 : end]).to_bytes(4, "big")
        position = end + 4
    return bytes(mended[: len(data)])


@pytest.mark.parametrize("number", range(9))
def test_a_damaged_file_gives_a_picture_or_a_reason(number):
    chance, data, outcomes = random.Random(number), SOURCES[number], set()
    assert make_square_pictures(BytesIO(data), 64)
    for _ in range(25):
        try:
            (result,) = make_square_pictures(BytesIO(mutated(data, chance)), 64)
            assert Image.open(BytesIO(result)).size == (64, 64)
        except Unusable as refused:
            outcomes.add(refused.reason)
    assert Reason.BROKEN in outcomes
