"""The two addresses of files: documents ask for permissions, media know a few harmless types."""

import pytest
from django.conf import settings
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import EditorialDocument

CLIP = "/media/clips/clip-bad-krozingen"


def body(response):
    return b"".join(response) if response.streaming else response.content


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_a_document_comes_whole_and_with_its_type(ending, kind, demo, client):
    document = EditorialDocument.objects.filter(file__endswith=ending).first()
    response = client.get(document.url)
    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert document.filename in response["Content-Disposition"]
    assert body(response) == document.file.read()
    document.file.close()
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_document_of_a_private_collection_is_refused_at_every_address(demo, client):
    document = EditorialDocument.objects.first()
    closed = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    document.collection = closed
    document.save()
    response = client.get(document.url)
    assert response.status_code == 302
    assert client.get(f"/media/{document.file.name}").status_code == 404


@pytest.mark.parametrize(
    ("ending", "kind"), [("webm", "video/webm"), ("png", "image/png"), ("vtt", "text/vtt; charset=utf-8")]
)
def test_a_medium_has_its_type(ending, kind, demo, client):
    response = client.get(f"{CLIP}.{ending}")
    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert body(response)
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["seite.html", "bild.svg", "programm.js", "stil.css", "daten.json", "ohne"])
def test_a_file_of_any_other_type_is_not_found(name, demo, client):
    folder = settings.MEDIA_ROOT / "clips"
    (folder / name).write_text("<script>alert(1)</script>")
    assert client.get(f"/media/clips/{name}").status_code == 404


def test_a_picture_in_a_folder_that_is_not_for_everyone_is_not_found(demo, client):
    folder = settings.MEDIA_ROOT / "documents"
    (folder / "bild.png").write_bytes(b"\x89PNG")
    assert client.get("/media/documents/bild.png").status_code == 404


def in_parts(client, address):
    """The whole file; each part that is asked for is what it should be."""
    whole = body(client.get(address))
    size = len(whole)
    for asked, start, end in PARTS:
        response = client.get(address, headers={"Range": asked, "Accept-Encoding": "gzip"})
        first, last = start % size, size - 1 if end is None else end
        assert response.status_code == 206, asked
        assert response["Content-Range"] == f"bytes {first}-{last}/{size}"
        assert int(response["Content-Length"]) == last - first + 1
        assert body(response) == whole[first : last + 1]
        assert "Content-Encoding" not in response
    return whole


PARTS = [
    ("bytes=0-99", 0, 99),
    ("bytes=100-", 100, None),
    ("bytes=-50", -50, None),
    ("bytes=0-99999999", 0, None),
]


@pytest.fixture
def document(demo):
    return EditorialDocument.objects.filter(file__endswith="pdf").first()


@pytest.fixture(params=["film", "document"])
def address(request, document):
    return f"{CLIP}.webm" if request.param == "film" else document.url


def test_films_and_documents_can_be_read_in_parts(address, client):
    assert len(in_parts(client, address)) > 1000


def test_a_part_is_as_long_as_it_was_asked_for(demo, client):
    with (settings.MEDIA_ROOT / "clips" / "lang.webm").open("wb") as film:
        film.truncate(9 * 1024 * 1024)
    assert len(in_parts(client, "/media/clips/lang.webm")) == 9 * 1024 * 1024


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=5-2", "bytes=-0"])
def test_a_part_that_does_not_exist_is_refused(asked, address, client):
    response = client.get(address, headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"].startswith("bytes */")
    assert body(response) == b""


@pytest.mark.parametrize(
    "asked", ["Bytes 0-1", "bytes=", "bytes=a-b", "bytes=0-1,3-4", "bytes=-", "seiten=1-2"]
)
def test_a_range_that_cannot_be_read_gets_the_whole_file(asked, address, client):
    response = client.get(address, headers={"Range": asked})
    assert response.status_code == 200
    assert len(body(response)) == int(response["Content-Length"])


def test_a_part_of_another_version_is_not_mixed_with_this_one(address, client):
    response = client.get(address)
    body(response)
    for condition, status in ((response["Last-Modified"], 206), ("Mon, 02 Nov 2026 08:00:00 GMT", 200)):
        part = client.get(address, headers={"Range": "bytes=0-9", "If-Range": condition})
        assert part.status_code == status
        body(part)


def test_the_headers_of_a_document_say_nothing_wrong(document, client):
    EditorialDocument.objects.filter(pk=document.pk).update(file_hash="")
    response = client.get(document.url)
    body(response)
    assert "ETag" not in response
    assert "Content-Encoding" not in response
    assert response["Accept-Ranges"] == "bytes"


def test_the_proxy_sends_a_file_where_the_setting_names_its_place(address, client, settings):
    settings.ACCEL_REDIRECT = "/dateien/"
    response = client.get(address, headers={"Range": "bytes=0-9"})
    assert (response.status_code, body(response)) == (200, b"")
    folder, _, name = response["X-Accel-Redirect"].removeprefix("/dateien/").partition("/")
    assert (settings.MEDIA_ROOT / folder / name).is_file()
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "Content-Length" not in response


def test_the_proxy_is_not_asked_for_what_may_not_be_seen(document, client, settings):
    settings.ACCEL_REDIRECT = "/dateien/"
    closed = Collection.get_first_root_node().add_child(name="Intern")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    document.collection = closed
    document.save()
    response = client.get(document.url)
    assert response.status_code == 302
    assert "X-Accel-Redirect" not in response
