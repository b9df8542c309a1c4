"""Signing in, being invited and asking while the account is on its way out, and after it."""

import pytest

from accounts.models import User
from forum.models import Post
from groups.models import JoinPolicy
from mail.models import OutgoingMail
from tests.conftest import PASSWORD
from tests.privacy.deletion.deleting import DELETE, STAY, state_of
from tests.support.pages.client import Client
from tests.support.pages.forms import words

INACTIVE = "/konto/inaktiv/"
SUBMITTED = {"name": "Anna Neu", "email": "anna@stadt.example", "place": "Ulm", "consent": "on"}


@pytest.fixture
def link(group):
    return group.invitations.create(label="Tagung").get_absolute_url()


@pytest.fixture
def leaving(signed_in, anna, link, thread):
    """Anna's account is closed, and no job has run yet."""
    signed_in(anna).post(DELETE, STAY)
    OutgoingMail.objects.all().delete()
    return anna


def test_the_password_signs_nobody_in(leaving):
    response = Client().post("/konto/anmelden/", {"email": leaving.email, "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0] == INACTIVE
    assert "Haben Sie es gerade gelöscht?" in words(response.content.decode())
    assert state_of(leaving)["sessions"] == 0


def test_asked_for_a_code_the_mail_says_that_there_is_no_active_account(leaving):
    Client().post("/konto/anmelden/code/", {"email": leaving.email})
    assert "Zu ihr gibt es aber kein aktives Konto." in OutgoingMail.objects.get().text


@pytest.mark.parametrize("asks", [False, True])
def test_an_invitation_and_asking_let_nobody_in(asks, leaving, link, group, mailed_code):
    group.join_policy = JoinPolicy.REQUEST
    group.save(update_fields=["join_policy"])
    join_url = "/gruppen/quartier/zugang/" if asks else link
    browser = Client()
    reason = {"reason": "Ich wäre gern wieder dabei."} if asks else {}
    assert browser.post(join_url, SUBMITTED | reason).status_code == 302
    response = browser.post(f"{join_url}code/", {"code": mailed_code(), "email": leaving.email}, follow=True)
    assert response.redirect_chain[-1][0] == INACTIVE
    assert not group.memberships.filter(user=leaving).exists()
    assert not group.requests.exists()


def test_afterwards_the_same_address_is_a_new_person(leaving, link, group, mailed_code):
    User.objects.get(pk=leaving.pk).delete()
    browser = Client()
    browser.post(link, SUBMITTED)
    assert browser.post(f"{link}code/", {"code": mailed_code(), "email": leaving.email}).status_code == 302
    new = User.objects.get(email=leaving.email)
    assert (new.pk != leaving.pk, new.name, new.is_active) == (True, "Anna Neu", True)
    assert not new.has_usable_password()
    assert not Post.objects.filter(author=new).exists()
    assert not new.notifications.exists()
    assert group.memberships.get(user=new).first_post_at is None
