"""Images of pages: formats and widths to choose from, words for them, their credit, and where they are cut."""

import re

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from cms.models import EditorialImage, StandardPage
from tests.files.samples import corners, encoded
from tests.support.database.undoing import each
from tests.support.pages.blocks import make_image, people, picture


@pytest.fixture
def page(demo):
    return StandardPage.objects.get(slug="landesstrategie")


def show(client, page, *body):
    page.body = list(body)
    page.save()
    html = client.get(page.url).content.decode()
    return html[html.index("<main") :]


def make_large(**fields):
    file = ContentFile(encoded(corners((1200, 1200))), "gross.png")
    return EditorialImage.objects.create(title="Groß", file=file, **fields)


def test_browsers_choose_from_two_formats_and_no_width_stands_twice(page, client):
    html = show(client, page, picture(make_large(), alt="Vier Farben"))
    source, image = re.search(r"<picture>(<source[^>]*>)(<img[^>]*>)</picture>", html).groups()
    assert 'type="image/avif"' in source
    for tag, kind in ((source, "avif"), (image, "webp")):
        widths = re.findall(rf"\.{kind} (\d+)w", tag)
        assert widths == ["480", "960", "1200"]
    assert 'alt="Vier Farben"' in image
    assert re.search(r'width="480"', image)
    assert re.search(r'height="480"', image)
    small = show(client, page, picture(make_image()))
    assert "srcset" not in re.search(r"<img[^>]*>", small[small.index("<picture>") :])[0]


@each(("focus", "colour"), [((300, 100), "red"), ((300, 1100), "blue")])
def test_a_wide_cut_keeps_to_the_focal_point(focus, colour, page, client):
    x, y = focus
    point = {"focal_point_x": x, "focal_point_y": y, "focal_point_width": 50, "focal_point_height": 50}
    image = make_large(**point)
    html = show(client, page, picture(image, shape="wide"))
    assert 'width="480" height="270"' in " ".join(
        sorted(re.findall(r'(?:width|height)="\d+"', html), reverse=True)
    )
    rendition = image.renditions.get(filter_spec="fill-960x540|format-webp")
    red, _, blue = Image.open(rendition.file.open()).convert("RGB").getpixel((100, 270))
    rendition.file.close()
    assert ("red" if red > blue else "blue") == colour


def test_the_credit_is_the_images_own_or_another_one(page, client):
    image = make_image(credit="Foto: Stadtarchiv")
    assert "Foto: Stadtarchiv" in show(client, page, picture(image))
    html = show(client, page, picture(image, credit="Foto: Amt"))
    assert ("Foto: Amt" in html, "Stadtarchiv" in html) == (True, False)
    html = show(client, page, picture(make_image()))
    assert "<figcaption" not in html[html.index('class="picture"') :]


def test_the_same_image_has_other_words_at_each_place(page, client):
    image = make_image()
    twice = EditorialImage.objects.get(pk=image.pk)
    show(client, page, picture(image, alt="Von vorn"), picture(twice, alt="Von hinten"))
    html = client.get(page.url).content.decode()
    assert ('alt="Von vorn"' in html, 'alt="Von hinten"' in html) == (True, True)


def test_a_portrait_is_round_and_a_town_leads_to_its_page(page, client):
    from vocabulary.models import Municipality

    ulm = Municipality.objects.get(slug="ulm")
    html = show(
        client,
        page,
        people({"name": "Kim", "town": ulm, "email": "kim@ulm.example", "portrait": make_image()}),
    )
    row = html[html.index('class="persons"') :]
    assert 'class="av av--l"' in row
    assert 'alt=""' in row
    assert '<a href="/stadtlabore/ulm/">Ulm</a>' in row
    assert 'href="mailto:kim@ulm.example"' in row


def test_a_file_that_cannot_be_decoded_breaks_no_page(page, client):
    image = make_image()
    with image.file.storage.open(image.file.name, "wb") as file:
        file.write(b"nichts")
    assert "Beratung" in show(client, page, picture(image))
