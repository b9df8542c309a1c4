"""What is under way while an account is shut or goes: no failure, and nothing submitted is lost."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import User
from privacy.deletion.start import close_account
from tests.conftest import PASSWORD
from tests.files.samples import encoded, photo
from tests.people.profile_page import VISIBILITIES
from tests.support.database.races import in_turn
from tests.support.pages.admin import text

pytestmark = pytest.mark.usefixtures("own_database")

TEXT = "Das habe ich lange überlegt."
PROFILE = VISIBILITIES | {"name": "Anna Anders", "place": "Neuland", "seeks": TEXT}
NEW = "ganz-anderes-pferd-7"


def delete(user):
    close_account(user)
    User.objects.get(pk=user.pk).delete()


ENDS = {"shut": close_account, "gone": delete}


def meanwhile(end, user, act):
    """Does the act while the account ends."""
    (answer,) = in_turn(lambda: ENDS[end](user), act, then="keep")
    assert not isinstance(answer, Exception), answer
    return answer


@pytest.fixture
def as_anna(signed_in, anna):
    return signed_in(anna, raise_request_exception=False)


@pytest.mark.parametrize("end", ENDS)
def test_a_profile(end, as_anna, anna):
    answer = meanwhile(end, anna, lambda: as_anna.post("/konto/profil/", PROFILE))
    assert answer.status_code == (302 if end == "shut" else 401)
    if end == "gone":
        assert "Sie sind abgemeldet" in text(answer)
        assert TEXT in answer.content.decode()
    assert as_anna.get("/konto/").status_code == 302


@pytest.mark.parametrize("end", ENDS)
def test_a_photo(end, as_anna, anna):
    file = SimpleUploadedFile("ich.png", encoded(photo()), "image/png")
    answer = meanwhile(end, anna, lambda: as_anna.post("/konto/profil/foto/", {"photo": file}))
    assert answer.status_code == (302 if end == "shut" else 401)


@pytest.mark.parametrize("end", ENDS)
def test_a_photo_that_is_taken_away(end, as_anna, anna):
    answer = meanwhile(end, anna, lambda: as_anna.post("/konto/profil/foto/entfernen/"))
    assert answer.status_code == (302 if end == "shut" else 401)


@pytest.mark.parametrize("end", ENDS)
def test_a_reply(end, as_anna, anna, group, thread):
    address = reverse("forum:reply", args=[group.slug, thread.pk])
    answer = meanwhile(end, anna, lambda: as_anna.post(address, {"text": TEXT, "key": uuid4()}))
    assert answer.status_code in (401, 404, 409)
    assert TEXT in answer.content.decode()
    assert not thread.posts.filter(text=TEXT).exists()


@pytest.mark.parametrize("end", ENDS)
def test_a_password(end, as_anna, anna):
    new = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    answer = meanwhile(end, anna, lambda: as_anna.post("/konto/passwort/", new))
    assert answer.status_code in (302, 401)


@pytest.mark.parametrize("end", ENDS)
def test_notifications(end, as_anna, anna, ben, group, thread):
    assert anna.notifications.exists()
    answer = meanwhile(end, anna, lambda: as_anna.post("/mitteilungen/gelesen/"))
    assert answer.status_code in (302, 401)
