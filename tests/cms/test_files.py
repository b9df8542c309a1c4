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


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=100-", 100, None),
        ("bytes=-50", -50, None),
        ("bytes=0-99999999", 0, None),
    ],
)
def test_a_film_can_be_read_in_parts(asked, first, last, demo, client):
    whole = body(client.get(f"{CLIP}.webm"))
    part = client.get(f"{CLIP}.webm", headers={"Range": asked})
    start, end = first % len(whole), len(whole) - 1 if last is None else last
    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes {start}-{end}/{len(whole)}"
    assert body(part) == whole[start : end + 1]


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=5-2", "bytes=-0"])
def test_a_part_that_does_not_exist_is_refused(asked, demo, client):
    response = client.get(f"{CLIP}.webm", headers={"Range": asked})
    assert response.status_code == 416
    assert response["Content-Range"].startswith("bytes */")


@pytest.mark.parametrize(
    "asked", ["Bytes 0-1", "bytes=", "bytes=a-b", "bytes=0-1,3-4", "bytes=-", "seiten=1-2"]
)
def test_a_range_that_cannot_be_read_gets_the_whole_film(asked, demo, client):
    response = client.get(f"{CLIP}.webm", headers={"Range": asked})
    assert response.status_code == 200
