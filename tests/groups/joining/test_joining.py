"""Everybody gets in: {new, existing, existing with a second factor} × {same browser, another} × {code, mailed link}."""

import re

import pytest

from accounts.models import ConsentText, User
from mail.models import OutgoingMail
from tests.conftest import PASSWORD
from tests.support.pages.client import Client
from tests.support.pages.joining import second_factor_of

pytestmark = pytest.mark.usefixtures("ulm")


@pytest.fixture
def confirm(invitation, mailed_code, mailed_link):
    """Does in this browser what the newest mail says: types its code, or opens its link and presses the button."""

    def by(way, browser, email):
        address = mailed_link() if way == "link" else f"{invitation.get_absolute_url()}code/"
        page = browser.get(address).content.decode()
        assert (">Beitreten<" if way == "link" else ">Code bestätigen<") in page
        assert (email in page) is (way == "link" or 'id="id_email"' not in page)
        return browser.post(address, {} if way == "link" else {"code": mailed_code(), "email": email})

    return by


@pytest.mark.parametrize("way", ["code", "link"])
@pytest.mark.parametrize("browser", ["same", "another"])
@pytest.mark.parametrize("who", ["new", "existing", "second factor"])
def test_everybody_gets_in(who, browser, way, client, invitation, submitted, carla, confirm, events):
    submitted |= {} if who == "new" else {"email": carla.email}
    passing = second_factor_of(carla) if who == "second factor" else ""
    there = client if browser == "same" else Client()

    asked = client.post(invitation.get_absolute_url(), submitted)
    assert (asked.status_code, asked["Location"]) == (302, invitation.get_absolute_url())
    response = confirm(way, there, submitted["email"])
    if passing:
        assert response["Location"].startswith("/konto/zweiter-faktor/")
        assert not carla.memberships.exists()
        response = there.post(response["Location"], {"code": passing})

    assert response["Location"] == invitation.get_absolute_url()
    arrived = there.get(response["Location"], follow=True)
    assert arrived.redirect_chain == [(invitation.group.get_absolute_url(), 302)]
    assert "Sie sind jetzt Mitglied der Gruppe „Lesekreis“." in arrived.content.decode()
    assert [event for event in events() if event.startswith("join")] == ["join_code_sent", "joined"]
    assert_is_member(User.objects.get(email=submitted["email"]), invitation, there, is_new=who == "new")


def assert_is_member(user, invitation, browser, *, is_new):
    assert browser.session["_auth_user_id"] == str(user.pk)
    membership = user.memberships.get()
    assert (membership.role, membership.invitation) == ("member", invitation)
    assert user.consents.get().text == ConsentText.objects.current()
    assert (user.name, user.place) == (("Nina Neu", "Ulm") if is_new else ("Carla Carlasen", ""))
    invitation.refresh_from_db()
    assert (invitation.codes_sent, invitation.confirmed, invitation.uses) == (1, 1, 1)


def test_a_new_account_has_a_confirmed_address_and_no_password(client, invitation, submitted, mailed_code):
    client.post(invitation.get_absolute_url(), submitted)
    client.post(f"{invitation.get_absolute_url()}code/", {"code": mailed_code()})
    user = User.objects.get(email=submitted["email"])
    assert not user.has_usable_password()
    assert list(user.emailaddress_set.values_list("email", "verified", "primary")) == [
        (submitted["email"], True, True)
    ]


def test_page_and_mail_do_not_tell_whether_there_is_an_account(
    client, invitation, submitted, carla, mailed_code
):
    seen = []
    for email in (submitted["email"], carla.email):
        browser = Client()
        browser.post(invitation.get_absolute_url(), submitted | {"email": email})
        page = browser.get(invitation.get_absolute_url()).content.decode()
        mail = OutgoingMail.objects.latest("pk")
        seen.append((neutral(page, email, ""), neutral(mail.text, email, mailed_code()), mail.to == email))
    assert seen[0] == seen[1]


def neutral(text, email, code):
    text = re.sub(
        r'name="csrfmiddlewaretoken" value="\w+"|bestaetigen/\S+', "", text.replace(email, "ADDRESS")
    )
    return text.replace(code, "CODE") if code else text


def test_somebody_signed_in_joins_with_one_click(client, group, invitation, carla):
    client.force_login(carla)
    page = client.get(invitation.get_absolute_url()).content.decode()
    assert "Carla Carlasen" in page
    assert f'action="{invitation.get_absolute_url()}beitreten/"' in page
    assert not group.memberships.filter(user=carla).exists()
    arrived = client.post(f"{invitation.get_absolute_url()}beitreten/", follow=True)
    assert arrived.redirect_chain[-1] == (group.get_absolute_url(), 302)
    assert group.memberships.filter(user=carla).exists()


def test_a_second_click_changes_nothing(client, group, invitation, carla):
    client.force_login(carla)
    for _ in range(2):
        client.post(f"{invitation.get_absolute_url()}beitreten/")
    invitation.refresh_from_db()
    assert (invitation.uses, group.memberships.filter(user=carla).count()) == (1, 1)


def test_a_member_goes_straight_to_the_group(client, group, invitation, anna):
    client.force_login(anna)
    for method in (client.get, client.post):
        assert method(invitation.get_absolute_url())["Location"] == group.get_absolute_url()
    invitation.refresh_from_db()
    assert invitation.uses == 0


def test_a_member_who_is_signed_out_gets_in_by_code_and_uses_nothing_up(
    client, invitation, submitted, anna, mailed_code
):
    client.post(invitation.get_absolute_url(), submitted | {"email": anna.email})
    client.post(f"{invitation.get_absolute_url()}code/", {"code": mailed_code()})
    assert client.session["_auth_user_id"] == str(anna.pk)
    invitation.refresh_from_db()
    assert (invitation.confirmed, invitation.uses) == (1, 0)


def test_opening_pages_and_links_joins_nobody_and_uses_nothing_up(
    client, group, invitation, submitted, mailed_link
):
    client.post(invitation.get_absolute_url(), submitted)
    before = group.memberships.count()
    for address in (mailed_link(), invitation.get_absolute_url(), f"{invitation.get_absolute_url()}code/"):
        for browser in (client, Client()):
            assert browser.get(address).status_code == 200
            assert browser.head(address).status_code == 200
            assert "_auth_user_id" not in browser.session
    assert group.memberships.count() == before
    assert not User.objects.filter(email=submitted["email"]).exists()
    assert "_auth_user_id" not in client.session


def test_the_place_comes_from_the_mail_domain_when_none_is_typed(
    client, invitation, submitted, mailed_code, ulm
):
    submitted |= {"email": "nina@amt.ulm.example", "place": ""}
    client.post(invitation.get_absolute_url(), submitted)
    client.post(f"{invitation.get_absolute_url()}code/", {"code": mailed_code()})
    assert User.objects.get(email=submitted["email"]).municipality == ulm


def test_a_place_that_is_not_in_the_list_is_kept_as_typed(client, invitation, submitted, mailed_code):
    client.post(invitation.get_absolute_url(), submitted | {"place": " Bad  Neuland "})
    client.post(f"{invitation.get_absolute_url()}code/", {"code": mailed_code()})
    assert User.objects.get(email=submitted["email"]).place == "Bad Neuland"


def test_a_new_code_replaces_the_one_before(client, invitation, submitted, mailed_code):
    client.post(invitation.get_absolute_url(), submitted)
    old = mailed_code()
    page = client.post(f"{invitation.get_absolute_url()}neuer-code/", follow=True).content.decode()
    assert "Ein neuer Code ist unterwegs." in page
    new = mailed_code()
    if old != new:
        client.post(f"{invitation.get_absolute_url()}code/", {"code": old})
        assert "_auth_user_id" not in client.session
    client.post(f"{invitation.get_absolute_url()}code/", {"code": new})
    assert "_auth_user_id" in client.session


def test_whoever_has_typed_no_address_has_none_to_change_and_gets_no_session(client, invitation):
    client.post(f"{invitation.get_absolute_url()}andere-adresse/")
    assert "sessionid" not in client.cookies


def test_a_mistyped_address_can_be_changed_and_the_rest_is_still_there(client, invitation, submitted):
    client.post(invitation.get_absolute_url(), submitted | {"email": "nina@stat.example"})
    page = client.post(f"{invitation.get_absolute_url()}andere-adresse/", follow=True).content.decode()
    for value in ("Nina Neu", "nina@stat.example", "Ulm"):
        assert f'value="{value}"' in page


def test_a_deactivated_account_stays_out(client, group, invitation, submitted, carla, mailed_code):
    carla.is_active = False
    carla.save()
    client.post(invitation.get_absolute_url(), submitted | {"email": carla.email})
    response = client.post(f"{invitation.get_absolute_url()}code/", {"code": mailed_code()})
    assert response["Location"] == "/konto/inaktiv/"
    assert not group.memberships.filter(user=carla).exists()


def test_a_confirmed_code_is_no_key_for_somebody_else(
    client, group, invitation, submitted, carla, emil, mailed_code
):
    """Carla stops before her second factor; whoever then signs in at this browser does not join in her place."""
    second_factor_of(carla)
    client.post(invitation.get_absolute_url(), submitted | {"email": carla.email})
    client.post(f"{invitation.get_absolute_url()}code/", {"code": mailed_code()})
    session = client.session
    assert session["join_confirmed"]
    del session["account_login"]
    session.save()
    client.post("/konto/anmelden/", {"email": emil.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(emil.pk)
    assert not group.memberships.filter(user__in=[carla, emil]).exists()


def test_the_mail_says_what_to_do_and_nothing_that_somebody_typed(client, invitation, submitted, mailed_code):
    client.post(invitation.get_absolute_url(), submitted | {"name": "Klicken Sie www.boese.example"})
    mail = OutgoingMail.objects.get()
    code = mailed_code()
    assert mail.to == submitted["email"]
    assert mail.subject == f"{code} ist Ihr Code für die Gruppe „Lesekreis“"
    for said in (f"\n{code}\n", "15 Minuten", "24 Stunden", "Sie wollten nicht beitreten?"):
        assert said in mail.text
    assert "boese" not in mail.text + mail.html + mail.subject
