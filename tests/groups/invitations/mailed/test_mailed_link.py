"""One press on a mailed link: who comes in by it, as whom, and who has to do more."""

import pytest
from django.utils import timezone

from accounts.models import ConsentText, User
from groups.models import JoinRequest, Mailing, Role
from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.mails.mailings import NEW, email_invitation, invite, is_member, link_to, rows, set_group
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, values, words
from tests.support.pages.joining import headings, mailed_link, next_actions, remove, second_factor_of

pytestmark = pytest.mark.usefixtures("ulm")

OTTO = {"name": "Otto Neu", "email": "otto@stadt.example", "place": "Ulm", "consent": "on"}
FILLED = {"name": "Nina Neu", "place": "Ulm", "consent": "on"}
HOME = ("/gruppen/lesekreis/", 302)


@pytest.fixture
def invited(group, dora):
    """The link in the mail to this address."""

    def invited(email=NEW, **fields):
        invite(group, dora, f"Nina Neu <{email}>", **fields)
        return link_to(email)

    return invited


def test_somebody_new_comes_in_with_one_press_and_no_code(client, group, invited):
    link = invited(role=Role.MODERATOR, words="Kommen Sie!")
    html = client.get(link).content.decode()
    assert values(html) == {"name": "Nina Neu", "place": "", "consent": "", "other_device": ""}
    assert next_actions(html) == [("Beitreten", link)]
    assert "„Kommen Sie!“" in html
    mails = OutgoingMail.objects.count()
    response = client.post(link, FILLED, follow=True)
    assert response.redirect_chain[-1] == HOME
    assert "Willkommen, Nina Neu!" in response.content.decode()
    membership = group.memberships.get(user__email=NEW)
    assert (membership.role, membership.user.name) == ("moderator", "Nina Neu")
    assert (membership.user.place, membership.user.has_usable_password()) == ("Ulm", False)
    assert membership.user.consents.get().text == ConsentText.objects.current()
    assert membership.user.emailaddress_set.get().verified
    assert client.session["_auth_user_id"] == str(membership.user.pk)
    assert email_invitation().accepted_at
    assert (membership.invitation, membership.mailing) == (None, Mailing.objects.get())
    assert OutgoingMail.objects.count() == mails


def test_the_town_is_taken_from_the_address(client, invited):
    link = invited("nina@ulm.example")
    assert values(client.get(link).content.decode())["place"] == "Ulm"
    client.post(link, FILLED | {"place": ""})
    assert User.objects.get(email="nina@ulm.example").municipality.slug == "ulm"


def test_no_other_address_gets_in_by_typing_it(client, invited):
    client.post(invited(), FILLED | {"email": OTTO["email"]})
    assert is_member(NEW)
    assert not User.objects.filter(email=OTTO["email"]).exists()


@each(("field", "value"), [("name", ""), ("name", "Ni\u202ena"), ("place", ""), ("consent", "")])
def test_bad_details_are_explained_at_their_field(field, value, client, invited):
    link = invited()
    before = rows()
    html = client.post(link, FILLED | {field: value}).content.decode()
    assert problems(html).keys() == {field}
    assert values(html) == FILLED | {"other_device": ""} | {field: value}
    assert rows() == before


def test_a_form_without_csrf_token_is_refused(invited):
    assert Client(enforce_csrf_checks=True).post(invited(), FILLED).status_code == 403
    assert not is_member(NEW)


def test_whoever_has_an_account_is_signed_in_by_one_press_and_keeps_their_name(client, group, invited, carla):
    link = invited(carla.email)
    html = client.get(link).content.decode()
    assert values(html) == {"other_device": ""}
    assert next_actions(html) == [("Beitreten", link)]
    response = client.post(link, FILLED, follow=True)
    assert response.redirect_chain[-1] == HOME
    assert client.session["_auth_user_id"] == str(carla.pk)
    carla.refresh_from_db()
    assert carla.name == "Carla Carlasen"
    assert email_invitation(carla.email).accepted_at


def test_the_second_factor_is_asked_before_anybody_joins(client, invited, carla):
    link, passing = invited(carla.email), second_factor_of(carla)
    response = client.post(link)
    assert response["Location"].startswith("/konto/zweiter-faktor/")
    assert "_auth_user_id" not in client.session
    assert not is_member(carla.email)
    assert email_invitation(carla.email).accepted_at is None
    client.post(response["Location"], {"code": "000000"})
    assert not is_member(carla.email)
    response = client.post(response["Location"], {"code": passing}, follow=True)
    assert response.redirect_chain[-1] == HOME
    assert email_invitation(carla.email).accepted_at


def test_a_withdrawal_while_the_second_factor_is_asked_keeps_out(client, invited, carla, dora):
    link, passing = invited(carla.email), second_factor_of(carla)
    response = client.post(link)
    email_invitation(carla.email).withdraw(dora)
    html = client.post(response["Location"], {"code": passing}, follow=True).content.decode()
    assert not is_member(carla.email)
    assert "Zugang anfragen" in headings(html, 2)


def test_whoever_is_signed_in_with_that_address_joins_with_one_press(signed_in, invited, carla):
    link, browser = invited(carla.email), signed_in(carla)
    assert next_actions(browser.get(link).content.decode()) == [("Beitreten", f"{link}beitreten/")]
    assert browser.post(f"{link}beitreten/", follow=True).redirect_chain[-1] == HOME
    assert email_invitation(carla.email).accepted_at


def test_whoever_is_signed_in_with_another_address_asks(signed_in, invited, carla):
    link, browser = invited(role=Role.LEAD), signed_in(carla)
    response = browser.get(link, follow=True)
    assert response.redirect_chain == [(f"{link}anfragen/", 302)]
    html = response.content.decode()
    assert next_actions(html) == [("Zugang anfragen", f"{link}anfragen/")]
    assert "Diese Einladung ging an eine andere Adresse als die, mit der Sie angemeldet sind" in words(html)
    assert NEW not in html
    for step in ("", "beitreten/"):
        browser.post(f"{link}{step}", FILLED)
    assert not is_member(carla.email)
    browser.post(f"{link}anfragen/", {"reason": "Nina hat es mir weitergegeben."})
    asked = JoinRequest.objects.get()
    assert (asked.user, asked.why, asked.role) == (carla, "personal", "member")
    assert email_invitation().accepted_at is None


@pytest.mark.parametrize("way", ["code", "link"])
def test_a_colleague_with_the_forwarded_link_asks_with_a_code(way, client, invited, confirm):
    link = invited(role=Role.MODERATOR)
    html = client.get(f"{link}anfragen/").content.decode()
    assert "Diese Einladung ging an eine andere Adresse." in html
    assert NEW not in html
    response = client.post(f"{link}anfragen/", OTTO | {"reason": "Bitte."})
    assert response["Location"] == f"{link}anfragen/"
    there = client if way == "code" else Client()
    response = confirm(way, there, f"{link}anfragen/", OTTO["email"])
    assert "Ihre Anfrage wartet" in headings(there.get(response["Location"]).content.decode(), 2)
    asked = JoinRequest.objects.get()
    assert (asked.user.email, asked.why, asked.role) == (OTTO["email"], "personal", "member")
    assert email_invitation().accepted_at is None


def test_the_mail_to_a_colleague_leads_back_without_signing_in(client, invited):
    client.post(f"{invited()}anfragen/", OTTO | {"reason": "Bitte."})
    there = Client()
    assert there.get(mailed_link()).status_code == 200
    assert "_auth_user_id" not in there.session
    assert not JoinRequest.objects.exists()


def test_whoever_asks_with_the_invited_address_just_joins(client, invited, mailed_code):
    link = invited()
    client.post(f"{link}anfragen/", OTTO | {"email": NEW, "reason": "Bitte."})
    client.post(f"{link}anfragen/code/", {"code": mailed_code()})
    assert is_member(NEW)
    assert not JoinRequest.objects.exists()


def test_nobody_learns_by_typing_addresses_who_else_was_invited(invited):
    invited()
    address, seen = Mailing.objects.get().get_absolute_url(), []
    for email in (NEW, OTTO["email"]):
        browser = Client()
        browser.post(address, OTTO | {"email": email})
        seen.append(headings(browser.get(address, follow=True).content.decode(), 2))
    assert seen[0] == seen[1]


def test_whoever_was_removed_is_signed_in_and_has_to_ask(client, group, invited, carla, dora):
    remove(group, carla, dora)
    response = client.post(invited(carla.email), follow=True)
    assert response.redirect_chain[-1][0].endswith("/anfragen/")
    assert "Ihre frühere Mitgliedschaft hat die Gruppenleitung beendet." in response.content.decode()
    assert not is_member(carla.email)


def test_a_deactivated_account_reads_so_and_does_not_join(client, invited, carla):
    link = invited(carla.email)
    User.objects.filter(pk=carla.pk).update(is_active=False)
    html = client.post(link, follow=True).content.decode()
    assert headings(html, 1) == ["Dieses Konto ist stillgelegt"]
    assert "_auth_user_id" not in client.session
    assert not is_member(carla.email)


def test_whoever_joined_another_way_has_accepted(client, group, invited, make_link, carla, signed_in):
    link = invited(carla.email)
    signed_in(carla).post(f"{make_link().get_absolute_url()}beitreten/")
    assert email_invitation(carla.email).accepted_at
    assert client.get(link).status_code == 410


def test_whoever_left_does_not_come_back_by_the_same_mail(client, group, invited, carla):
    link = invited(carla.email)
    client.post(link)
    group.memberships.get(user=carla).end(by=carla)
    assert client.post(f"{link}beitreten/").status_code == 410
    assert Client().post(link).status_code == 410
    assert not is_member(carla.email)


def test_the_link_works_for_one_only(client, invited):
    link = invited()
    client.post(link, FILLED)
    there = Client()
    assert there.post(link, OTTO).status_code == 410
    assert "_auth_user_id" not in there.session
    assert User.objects.filter(email__in=[NEW, OTTO["email"]]).count() == 1


def test_a_group_archived_meanwhile_takes_nobody_in(client, invited):
    link = invited()
    client.get(link)
    set_group(archived_at=timezone.now())
    assert client.post(link, FILLED).status_code == 410
    assert not User.objects.filter(email=NEW).exists()
