"""Files that editors upload: cut off in the middle, damaged later, and with names as macOS writes them."""

import json
import unicodedata

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.models import Clip, EditorialDocument, EditorialImage
from tests.files.samples import encoded, photo, png_header
from tests.support.database.undoing import each

KINDS = {"bild.jpg": "JPEG", "bild.png": "PNG", "bild.webp": "WEBP", "bild.gif": "GIF", "bild.avif": "AVIF"}
CUT = {name: encoded(photo(), kind)[:1500] for name, kind in KINDS.items()}
FRAMES = encoded(photo(), "GIF", save_all=True, append_images=[photo((160, 120)).rotate(90)])
BROKEN = CUT | {
    "frames.gif": FRAMES[:-3000],
    "header.png": png_header(300, 300),
    "short.png": encoded(photo(), "PNG")[:20],
    "marker.jpg": b"\xff\xd8\xff\xe0" + b"\0" * 40,
    "riff.webp": b"RIFF\x20\0\0\0WEBPVP8 " + b"\0" * 24,
}
WORDS = ("beschädigt", "Datei ist kein", "kein Bild", "gültiges Bild")
NFD = unicodedata.normalize("NFD", "Übersicht für Gäste")
NFC = unicodedata.normalize("NFC", NFD)


@pytest.fixture
def editor(db, client, emil):
    client.force_login(emil)
    client.raise_request_exception = False
    return client


def upload(name, data):
    return SimpleUploadedFile(name, data)


@pytest.fixture
def image(editor):
    """A good one."""
    return EditorialImage.objects.create(
        title="Gut", file=ContentFile(encoded(photo(), "PNG"), "gut.png"), width=1, height=1
    )


def send(editor, image, way, file):
    """The answer of one of the ways on which an image comes."""
    if way == "several at once":
        return editor.post(reverse("wagtailimages:add_multiple"), {"title": "Neu", "files[]": file})
    if way == "chooser":
        fields = {"image-chooser-upload-title": "Neu", "image-chooser-upload-file": file}
        return editor.post(reverse("wagtailimages_chooser:create"), fields)
    address = (
        reverse("wagtailimages:edit", args=[image.pk]) if way == "replaced" else reverse("wagtailimages:add")
    )
    return editor.post(address, {"title": "Neu", "file": file, "description": "Ein Platz"})


@each(("way", "name"), [(w, n) for w in ("one", "several at once", "chooser", "replaced") for n in BROKEN])
def test_an_image_that_cannot_be_decoded_is_an_error_at_its_field(way, name, editor, image):
    response = send(editor, image, way, upload(name, BROKEN[name]))
    assert response.status_code == 200
    said = response.content.decode()
    said = json.dumps(json.loads(said), ensure_ascii=False) if said[0] == "{" else said
    assert any(words in said for words in WORDS), said[:3000]
    assert EditorialImage.objects.get() == image


@each("name", KINDS)
def test_a_good_image_of_each_kind_is_taken(name, editor):
    response = send(editor, None, "one", upload(name, encoded(photo(), KINDS[name])))
    assert response.status_code == 302
    assert EditorialImage.objects.get().get_rendition("max-165x165").width


@each("address", ["index", "edit", "delete", "chosen"])
def test_an_image_that_was_damaged_in_the_storage_breaks_no_page(address, editor, image, events):
    with image.file.storage.open(image.file.name, "wb") as file:
        file.write(CUT["bild.png"])
    addresses = {
        "index": reverse("wagtailimages:index"),
        "edit": reverse("wagtailimages:edit", args=[image.pk]),
        "delete": reverse("wagtailimages:delete", args=[image.pk]),
        "chosen": reverse("wagtailimages_chooser:chosen", args=[image.pk]),
    }
    assert editor.get(addresses[address]).status_code == 200
    assert "image_unreadable" in events()


def clip_fields(**files):
    return {
        "title": "Neu",
        "slug": "neu",
        "transcript": "Text.",
        "seconds": "5",
        "film": upload(f"{NFD}.webm", b"film"),
        "captions": upload(f"{NFD}.vtt", b"WEBVTT"),
        "poster": upload(f"{NFD}.png", encoded(photo())),
    } | files


def test_a_broken_poster_is_an_error_at_its_field(editor):
    address = reverse(Clip.snippet_viewset.get_url_name("add"))
    response = editor.post(address, clip_fields(poster=upload("bild.png", CUT["bild.png"])))
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["poster"]
    assert not Clip.objects.exists()


def test_a_name_as_macos_writes_it_keeps_its_umlauts(editor, client):
    editor.post(
        reverse("wagtaildocs:add"), {"title": NFD, "file": upload(f"{NFD}.pdf", b"%PDF-1.4"), "tags": ""}
    )
    editor.post(reverse("wagtaildocs:add_multiple"), {"files[]": upload(f"{NFD} 2.pdf", b"%PDF-1.5")})
    first, second = EditorialDocument.objects.order_by("pk")
    stored = NFC.replace(" ", "_")
    assert (first.title, first.filename) == (NFC, f"{stored}.pdf")
    assert (second.title, second.filename) == (f"{NFC} 2.pdf", f"{stored}_2.pdf")
    response = client.get(first.url)
    assert (response.status_code, b"".join(response)) == (200, b"%PDF-1.4")
    image = {"title": NFD, "file": upload(f"{NFD}.png", encoded(photo())), "description": "Ein Platz"}
    editor.post(reverse("wagtailimages:add"), image)
    assert EditorialImage.objects.get().title == NFC
    editor.post(reverse(Clip.snippet_viewset.get_url_name("add")), clip_fields())
    clip = Clip.objects.get()
    assert {clip.film.name, clip.poster.name, clip.captions.name} == {
        f"clips/{stored}.{ending}" for ending in ("webm", "png", "vtt")
    }
