import logging
import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.models import Photo
from tests.files.samples import SECRET, encoded, exif, photo
from tests.support.pages.forms import problems

URL, REMOVE = "/konto/profil/foto/", "/konto/profil/foto/entfernen/"


@pytest.fixture
def anna(client, people):
    client.force_login(people.anna)
    return people.anna


def send(client, data, name="ich.jpg", declared="image/jpeg"):
    return client.post(URL, {"photo": SimpleUploadedFile(name, data, declared)})


def opened(client, size, page):
    (address,) = set(re.findall(rf'src="(/personen/\d+/foto/[^"]*/{size}\.webp)"', page)) or {""}
    return Image.open(BytesIO(client.get(address).content))


def test_a_photo_is_stored_small_and_large_without_what_the_camera_wrote(client, anna):
    response = send(client, encoded(photo((800, 600)), "JPEG", exif=exif(), comment=SECRET))
    assert response["Location"] == URL
    stored = Photo.objects.get(owner=anna)
    for data, side in ((stored.small, 96), (stored.large, 320)):
        picture = Image.open(BytesIO(data))
        assert (picture.format, picture.size, dict(picture.getexif())) == ("WEBP", (side, side), {})
        assert SECRET not in bytes(data)


def test_the_page_shows_it(client, anna):
    send(client, encoded(photo(), "PNG"), "ich.png", "image/png")
    page = client.get(URL).content.decode()
    assert "Ihr Foto ist gespeichert." in page
    assert opened(client, "gross", page).size == (120, 120)


def test_another_photo_takes_the_place_of_the_first(client, anna):
    send(client, encoded(photo(), "JPEG"))
    first = Photo.objects.get().pk
    send(client, encoded(photo((300, 300)), "JPEG"))
    anna.refresh_from_db()
    assert anna.photo == Photo.objects.get()
    assert anna.photo_id != first
    assert client.get(f"/personen/{anna.pk}/foto/{first}/klein.webp").status_code == 404


def test_a_photo_can_be_deleted_twice_and_is_asked_for_once(client, anna):
    assert client.get(REMOVE)["Location"] == URL
    send(client, encoded(photo(), "JPEG"))
    assert "Es wird sofort und endgültig gelöscht." in client.get(REMOVE).content.decode()
    assert Photo.objects.exists()
    for _ in range(2):
        page = client.post(REMOVE, follow=True).content.decode()
        assert "Ihr Foto ist gelöscht." in page
        assert not Photo.objects.exists()
        assert "Foto löschen" not in page


REFUSED = {
    "text": (b"Guten Tag", "kein Bild im Format JPEG, PNG oder WebP", "not-a-picture"),
    "drawing": (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "kein Bild im Format", "not-a-picture"),
    "tiny": (encoded(photo((40, 40))), "mindestens 64 Bildpunkte", "too-small"),
    "cut": (encoded(photo(), "JPEG")[:1500], "beschädigt oder unvollständig", "broken"),
    "heavy": (encoded(photo(), "JPEG").ljust(10 * 1024 * 1024 + 1, b"\0"), "größer als 10 MB", "too-large"),
    "empty": (b"", "Die Datei ist leer.", "empty"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_good_photo_is_refused_and_the_former_one_stays(name, client, anna, caplog):
    data, words, code = REFUSED[name]
    send(client, encoded(photo(), "JPEG"))
    before = Photo.objects.get().pk
    with caplog.at_level(logging.INFO, "accounts"):
        response = send(client, data, "geheim.jpg")
    assert response.status_code == 200
    assert words in problems(response.content.decode())["photo"]
    assert Photo.objects.get().pk == before
    (record,) = [one for one in caplog.records if getattr(one, "event", "") == "photo_refused"]
    assert record.fields == {"photo": [code]}
    assert "geheim" not in caplog.text


@pytest.mark.parametrize("data", [{}, {"photo": "kein Bild"}])
def test_without_a_file_the_page_asks_for_one(data, client, anna):
    assert "Bitte wählen Sie ein Bild aus." in problems(client.post(URL, data).content.decode())["photo"]


def test_after_thirty_pictures_on_one_day_the_next_one_waits_unopened(client, anna):
    for _ in range(30):
        send(client, b"kein Bild")
    for data in (encoded(photo(), "JPEG"), b"kein Bild"):
        message = problems(send(client, data).content.decode())["photo"]
        assert message.startswith("Sie haben in den letzten 24 Stunden schon viele")
        assert "kein Bild im Format" not in message
    assert not Photo.objects.exists()
