from io import BytesIO

import pytest
from PIL import Image

from files.picture import MAX_BYTES, Reason, Unusable, make_square_pictures
from tests.files.samples import (
    BLUE,
    GREEN,
    RED,
    SECRET,
    WHITE,
    chunk,
    corners,
    encoded,
    exif,
    photo,
    plain,
    srgb_profile,
    swapped_profile,
)


def seen(data, *sizes):
    """The results, opened."""
    return [Image.open(BytesIO(one)) for one in make_square_pictures(BytesIO(data), *sizes or (64,))]


def near(pixel, colour, most=24):
    return all(abs(one - other) <= most for one, other in zip(pixel, colour, strict=True))


def middle(data):
    (picture,) = seen(data)
    return picture.getpixel((32, 32))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_each_size_is_a_square_webp(kind):
    pictures = seen(encoded(photo((400, 300)), kind), 96, 200)
    assert [(picture.format, picture.mode, picture.size) for picture in pictures] == [
        ("WEBP", "RGB", (96, 96)),
        ("WEBP", "RGB", (200, 200)),
    ]


def test_a_picture_is_never_enlarged():
    assert [picture.size for picture in seen(encoded(plain((90, 70))), 320, 64)] == [(70, 70), (64, 64)]


def test_a_large_jpeg_keeps_enough_pixels_for_the_largest_size():
    lines = Image.new("L", (2048, 2048))
    for x in range(0, 2048, 16):
        lines.paste(255, (x, 0, x + 8, 2048))
    (picture,) = seen(encoded(lines, "JPEG"), 512)
    low, high = picture.convert("L").getextrema()
    assert high - low > 150


def test_a_file_read_before_is_read_from_its_beginning_and_left_open():
    upload = BytesIO(encoded(plain()))
    upload.read()
    assert make_square_pictures(upload, 64)
    assert not upload.closed


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_upright_whatever_its_orientation(orientation, kind):
    turns = {2: [0], 3: [3], 4: [1], 5: [5], 6: [2], 7: [6], 8: [4]}
    stored = corners()
    for turn in turns.get(orientation, []):
        # The opposite of what a viewer has to do: turning by 90 and by 270 degrees undo each other.
        stored = stored.transpose(Image.Transpose(turn))
    (picture,) = seen(encoded(stored, kind, exif=exif(orientation)))
    found = [picture.getpixel(place) for place in ((16, 16), (48, 16), (16, 48), (48, 48))]
    assert all(map(near, found, (RED, GREEN, BLUE, WHITE))), found


@pytest.mark.filterwarnings("ignore:(Corrupt|Metadata) ")
@pytest.mark.parametrize(
    "block", [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*\0\0\0\x08\xff\xff"]
)
def test_a_broken_exif_block_is_ignored(block):
    assert near(middle(encoded(plain(), "JPEG", exif=block)), RED)


def test_an_upright_picture_is_cut_above_its_middle():
    tall = plain((100, 400))
    for number, colour in enumerate((RED, GREEN, BLUE, WHITE)):
        tall.paste(colour, (0, 100 * number, 100, 100 * number + 100))
    assert near(middle(encoded(tall)), GREEN)


def test_a_wide_picture_is_cut_in_its_middle():
    wide = plain((300, 100), RED)
    wide.paste(GREEN, (100, 0, 200, 100))
    (picture,) = seen(encoded(wide))
    assert near(picture.getpixel((4, 32)), GREEN)
    assert near(picture.getpixel((60, 32)), GREEN)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_follow_the_profile(kind):
    data = encoded(plain(colour=BLUE), kind, icc_profile=swapped_profile(), quality=95)
    red, _, blue = middle(data)
    assert red > 150
    assert blue < 100


@pytest.mark.parametrize("profile", [b"nothing", srgb_profile()[:200], b"\0" * 4000])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_broken_profile_is_ignored(kind, profile):
    assert near(middle(encoded(plain(), kind, icc_profile=profile)), RED)


def test_a_profile_for_other_colours_is_ignored():
    assert near(middle(encoded(plain(mode="L", colour=90), icc_profile=srgb_profile())), (90, 90, 90))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_grey_stays_grey(kind):
    assert near(middle(encoded(plain(mode="L", colour=90), kind)), (90, 90, 90))


def test_sixteen_bits_a_pixel_keep_their_brightness():
    assert near(middle(encoded(Image.new("I;16", (100, 100), 30_000))), (117, 117, 117), 3)


def test_black_and_white_becomes_grey_where_it_is_made_smaller():
    stripes = Image.new("1", (256, 256))
    for x in range(0, 256, 2):
        stripes.paste(1, (x, 0, x + 1, 256))
    assert near(middle(encoded(stripes)), (127, 127, 127))


def test_a_cmyk_jpeg_shows_its_colours():
    assert near(middle(encoded(plain().convert("CMYK"), "JPEG")), RED)


def test_a_palette_shows_its_colours():
    assert near(middle(encoded(plain().quantize(4))), RED)


@pytest.mark.parametrize(
    ("picture", "options"),
    [
        (plain(mode="RGBA", colour=(0, 0, 0, 0)), {}),
        (plain(mode="LA", colour=(0, 0)), {}),
        (plain(mode="P", colour=0), {"transparency": 0}),
        (plain(mode="P", colour=0), {"transparency": b"\0\x80\xff"}),
        (plain(mode="RGB", colour=(0, 0, 0)), {"transparency": (0, 0, 0)}),
        (plain(mode="L", colour=0), {"transparency": 0}),
        (plain(mode="1", colour=0), {"transparency": 0}),
    ],
)
def test_what_is_transparent_becomes_white(picture, options):
    assert near(middle(encoded(picture, **options)), WHITE, 3)


def test_what_is_half_transparent_is_mixed_with_white():
    assert near(middle(encoded(plain(mode="RGBA", colour=(0, 0, 0, 128)), "WEBP")), (127, 127, 127))


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_an_animation_gives_its_first_frame(kind):
    data = encoded(plain(), kind, save_all=True, append_images=[plain(colour=BLUE)], duration=100)
    (picture,) = seen(data)
    assert near(picture.getpixel((32, 32)), RED)
    assert getattr(picture, "n_frames", 1) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_is_kept(kind):
    data = encoded(photo(), kind, exif=exif(), icc_profile=srgb_profile(), xmp=SECRET, comment=SECRET)
    assert SECRET in data
    for result in make_square_pictures(BytesIO(data + SECRET), 64, 96):
        assert SECRET not in result
        assert result[12:16] == b"VP8 "
        assert len(result) == 20 + int.from_bytes(result[16:20], "little")


def test_text_in_a_png_is_not_kept():
    data = encoded(plain())
    end = data.index(b"IDAT") - 4
    (result,) = make_square_pictures(
        BytesIO(data[:end] + chunk(b"tEXt", b"Author\0" + SECRET) + data[end:]), 64
    )
    assert SECRET not in result


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", b"<?php system('x');", b"PK\x03\x04evil"])
def test_a_second_file_behind_the_picture_does_not_survive(kind, tail):
    (result,) = make_square_pictures(BytesIO(encoded(photo(), kind) + tail), 64)
    assert tail not in result
    assert len(result) == 20 + int.from_bytes(result[16:20], "little")


def test_ten_megabytes_are_the_limit():
    data = encoded(plain(), "JPEG")
    assert make_square_pictures(BytesIO(data.ljust(MAX_BYTES, b"\0")), 64)
    with pytest.raises(Unusable) as refused:
        make_square_pictures(BytesIO(data.ljust(MAX_BYTES + 1, b"\0")), 64)
    assert refused.value.reason is Reason.TOO_LARGE
