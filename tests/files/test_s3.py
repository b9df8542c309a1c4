"""With a bucket instead of a folder: uploads, pictures in other sizes, films in parts, doors, and deletion."""

import io
from urllib.parse import urlsplit

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import override_settings
from moto.server import ThreadedMotoServer
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction

from cms.models import EditorialDocument, EditorialImage
from files.settings import s3_from

BUCKET = "staedtenetz-dateien"
KEYS = {"aws_access_key_id": "wer", "aws_secret_access_key": "geheim", "region_name": "eu-central-1"}
ENVIRONMENT = {
    "S3_BUCKET": BUCKET,
    "S3_ACCESS_KEY": "wer",
    "S3_SECRET_KEY": "geheim",
    "S3_REGION": "eu-central-1",
}


@pytest.fixture(scope="module")
def s3():
    """(its address, a client of it)."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client("s3", endpoint_url=f"http://{host}:{port}", **KEYS)
    client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    yield f"http://{host}:{port}", client
    client.close()
    server.stop()


@pytest.fixture
def bucket(s3, db, settings):
    """The names in it; files of the site are there and nowhere else."""
    address, client = s3
    storages = settings.STORAGES | {"default": {"BACKEND": "files.s3.S3Storage"}}
    with override_settings(S3=s3_from(ENVIRONMENT | {"S3_ENDPOINT": address}), STORAGES=storages):
        yield lambda: [one["Key"] for one in client.list_objects_v2(Bucket=BUCKET).get("Contents", ())]
        for one in client.list_objects_v2(Bucket=BUCKET).get("Contents", ()):
            client.delete_object(Bucket=BUCKET, Key=one["Key"])


def read_body(response):
    return b"".join(response) if response.streaming else response.content


def create_picture():
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "green").save(out, "JPEG")
    return ContentFile(out.getvalue(), "Grün.jpg")


def test_a_picture_is_shown_in_another_size_and_goes_with_its_files(
    bucket, client, django_capture_on_commit_callbacks
):
    picture = EditorialImage.objects.create(title="Grün", file=create_picture())
    rendition = picture.get_rendition("width-100")
    assert bucket() == [f"images/{rendition.file.name.split('/')[-1]}", "original_images/Grun.jpg"]
    path = urlsplit(rendition.url).path
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert Image.open(io.BytesIO(read_body(response))).size == (100, 75)
    assert response["Last-Modified"]
    with django_capture_on_commit_callbacks(execute=True):
        picture.delete()
    assert bucket() == []
    assert client.get(path).status_code == 404


def test_of_a_film_only_the_part_comes_that_is_asked_for(bucket, client):
    film = bytes(range(256)) * 1_000
    default_storage.save("clips/film.webm", ContentFile(film))
    for asked, part in {
        "bytes=100-199": film[100:200],
        "bytes=-5": film[-5:],
        "bytes=255999-": film[-1:],
    }.items():
        response = client.get("/media/clips/film.webm", headers={"Range": asked})
        assert (response.status_code, response["Content-Type"]) == (206, "video/webm")
        assert read_body(response) == part
    assert client.get("/media/clips/film.webm", headers={"Range": "bytes=256000-"}).status_code == 416
    whole = client.get("/media/clips/film.webm")
    assert (whole["Content-Length"], read_body(whole)) == ("256000", film)


@pytest.mark.parametrize(
    "path", ["clips/fehlt.webm", "documents/plan.pdf", "clips/../documents/plan.png", "clips/a%00.webm"]
)
def test_what_is_not_there_or_not_for_everyone_is_not_found(path, bucket, client):
    for name in ("documents/plan.pdf", "documents/plan.png"):
        default_storage.save(name, ContentFile(b"geheim"))
    assert client.get(f"/media/{path}").status_code == 404


def test_a_document_passes_its_door(bucket, client, person):
    document = EditorialDocument.objects.create(title="Plan", file=ContentFile(b"%PDF-1.7 Plan", "plan.pdf"))
    response = client.get(document.url)
    assert (response.status_code, read_body(response)) == (200, b"%PDF-1.7 Plan")
    part = client.get(document.url, headers={"Range": "bytes=9-"})
    assert (part.status_code, read_body(part)) == (206, b"Plan")
    closed = Collection.get_first_root_node().add_child(name="Für Mitglieder")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    EditorialDocument.objects.filter(pk=document.pk).update(collection=closed)
    assert client.get(document.url).status_code == 302
    assert client.get(f"/media/{document.file.name}").status_code == 404


def test_what_is_stored_can_be_read_again_after_it_was_closed(bucket):
    name = default_storage.save("clips/lang.webm", ContentFile(b"0123456789"))
    with default_storage.open(name) as file:
        file.seek(4)
        assert (file.read(2), file.tell(), file.size) == (b"45", 6, 10)
        file.seek(-1, io.SEEK_END)
        assert file.read() == b"9"
    assert file.open().read() == b"0123456789"
    file.close()
    assert default_storage.save("clips/lang.webm", ContentFile(b"anders")) != name
    with pytest.raises(FileNotFoundError):
        default_storage.open("clips/nie.webm")
