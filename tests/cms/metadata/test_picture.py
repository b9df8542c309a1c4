"""The picture of a link: drawn of the page's plan, for everybody who may read the page."""

import re
from io import BytesIO

import pytest
from django.core.cache import cache
from PIL import Image

from cms.metadata.picture import Picture
from cms.models import EventPage, FactSheetPage, NewsPage, StandardPage, ThemeFieldIndexPage
from home.models import HomePage
from tests.support.database.undoing import each
from vocabulary.models import ThemeField

HOSTILE = '#read("/etc/passwd") #panic() *fett* _a_ $x^2$ <label> @ref `roh` // weg \\ #[x] ]) = Titel'


@pytest.fixture
def sheet(demo):
    return FactSheetPage.objects.get(slug="karlsruhe-bibliothek-der-dinge")


def open_picture(client, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/png")
    return Image.open(BytesIO(response.content)).convert("RGB")


@each(
    "address",
    ["/", "/steckbriefe/karlsruhe-bibliothek-der-dinge/", "/themenfelder/klima/", "/presse/", "/kontakt/"],
)
def test_the_picture_that_a_page_names_is_there(address, demo, client, head):
    (named,) = re.findall(r'<meta property="og:image" content="http://localhost:8000([^"]*)">', head(address))
    with open_picture(client, named) as picture:
        assert picture.size == (1200, 630)
        # The ground, and buildings in the right part.
        assert picture.getpixel((5, 5)) == pytest.approx((243, 241, 233), abs=4)
        assert len(picture.crop((760, 0, 1200, 630)).getcolors(10_000)) > 2


def test_it_is_kept_for_long_and_not_sent_twice(sheet, client):
    address = Picture.of(sheet).path
    first = client.get(address)
    assert first["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not first.cookies
    assert len(first.content) < 80_000
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_drawn_once(sheet, client, monkeypatch):
    address = Picture.of(sheet).path
    first = client.get(address).content
    assert cache.get(f"picture_{Picture.of(sheet).key}") == first
    monkeypatch.setattr(Picture, "draw", None)
    assert client.get(address).content == first


def test_another_title_has_another_address_and_the_old_one_leads_there(sheet, client):
    before = Picture.of(sheet).path
    sheet.title = "Ganz anders"
    sheet.save()
    now = Picture.of(sheet).path
    assert before != now
    assert client.get(before).headers["Location"] == now


def test_nobody_sees_the_picture_of_what_not_everybody_may_read(sheet, client, anna, restrict):
    address = Picture.of(sheet).path
    restrict(sheet)
    assert client.get(address).status_code == 404
    client.force_login(anna)
    assert client.get(address).status_code == 404
    draft = NewsPage.objects.live().first()
    draft.unpublish()
    assert client.get(Picture.of(draft).path).status_code == 404
    assert client.get("/teilen/999999/x.png").status_code == 404
    assert client.get(f"/teilen/{HomePage.objects.get().pk}/klima/x.png").status_code == 404


def test_it_says_of_what_kind_the_page_is(sheet):
    field, index = ThemeField.objects.get(slug="klima"), ThemeFieldIndexPage.objects.get()
    event = EventPage.objects.live().first()
    event.is_cancelled = True
    assert Picture.of(sheet).kind == "Steckbrief aus Karlsruhe"
    assert Picture.of(event).kind == f"Abgesagt: {event.kind}"
    assert (Picture.of(index, field).title, Picture.of(index, field).drawing) == (field.title, "field")
    assert Picture.of(StandardPage.objects.first()).kind == ""


@each("title", [HOSTILE, "Quartiersentwicklungskonzept" * 9, "日本 🎉 \x01", " "])
def test_a_title_is_drawn_and_never_run(title, sheet, client):
    sheet.title = title
    FactSheetPage.objects.filter(pk=sheet.pk).update(title=title)
    assert open_picture(client, Picture.of(sheet).path).size == (1200, 630)
