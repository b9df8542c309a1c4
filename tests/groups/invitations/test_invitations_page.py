"""The page on which leads make, see and revoke the invitation links of their group."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Invitation
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, values, words

PAGE = "/gruppen/lesekreis/einladungen/"
FILLED = {
    **{"label": "Tagung im Mai", "words": "Kommen Sie!", "days": "30", "max_uses": "25"},
    **{"mail_domains": "", "role": "member", "landing_path": ""},
}
BOXES = ("member_towns_only", "needs_approval", "is_public", "show_thread_titles")
BAD = {
    "no label": ("label", "", "Bitte geben Sie dem Link eine Bezeichnung."),
    "a label too long": ("label", "x" * 81, "1 Zeichen zu viel: Es sind 81, möglich sind 80."),
    "a null character in the label": ("label", "a\0b", "Zeichen 2: ein unsichtbares Steuerzeichen."),
    "words too long": ("words", "x" * 501, "1 Zeichen zu viel: Es sind 501, möglich sind 500."),
    "for nobody": ("max_uses", "0", "Mindestens eine Person."),
    "for minus three": ("max_uses", "-3", "Mindestens eine Person."),
    "for letters": ("max_uses", "viele", "ganze Zahl"),
    "for more than there are": ("max_uses", "99999999999", "Höchstens 100.000 Personen."),
    "unknown days": ("days", "8", "Bitte eine gültige Auswahl treffen."),
    "half a mail domain": ("mail_domains", "ulm.example, stadt", "„stadt“ ist keine E-Mail-Domain."),
    "an unknown role": ("role", "chief", "Bitte eine gültige Auswahl treffen."),
    "a landing path on another site": ("landing_path", "https://boese.example/", "Seite von StädteNetz"),
    "a landing path too long": (
        "landing_path",
        f"/{'x' * 300}/",
        "2 Zeichen zu viel: Es sind 302, möglich sind 300.",
    ),
}


@pytest.fixture
def as_dora(client, group, dora):
    client.force_login(dora)
    return client


def invite(group, label, **fields):
    return Invitation.objects.create(group=group, label=label, **fields)


def listed(html):
    """Label to what stands below it, for each link on the page."""
    rows = re.findall(r'<li class="links__row.*?</li>', html, re.DOTALL)
    return {words(re.search(r"<h3>(.*?)</h3>", row)[1]): words(row.partition("</h3>")[2]) for row in rows}


def test_a_lead_sees_each_link_with_its_state_and_the_address_of_the_open_ones(as_dora, group, dora):
    past = timezone.now() - timedelta(days=1)
    links = {
        "offen": invite(group, "Offen", created_by=dora, uses=2),
        "abgelaufen": invite(group, "Alt", expires_at=past),
        "widerrufen": invite(group, "Zurück", revoked_at=past),
        "aufgebraucht": invite(group, "Voll", max_uses=3, uses=3),
        "angehalten": invite(group, "Pause", paused_at=past),
    }
    html = as_dora.get(PAGE).content.decode()
    rows = listed(html)
    assert {state: rows[link.label].split()[0] for state, link in links.items()} == {s: s for s in links}
    assert "2 beigetreten" in rows["Offen"]
    assert "von Dora Dorasen" in rows["Offen"]
    assert "3 von 3 beigetreten" in rows["Voll"]
    for state, link in links.items():
        assert f'href="{PAGE}{link.pk}/"' in html
        assert (link.url in html) == (state == "offen")
        assert (f"{PAGE}{link.pk}/widerrufen/" in html) == (state == "offen")


def test_only_links_of_the_group_are_listed_newest_first(as_dora, group, other_group):
    invite(other_group, "Fremd")
    invite(group, "Erster")
    invite(group, "Zweiter")
    assert list(listed(as_dora.get(PAGE).content.decode())) == ["Zweiter", "Erster"]


def test_without_links_the_page_says_what_to_do(as_dora):
    assert "Noch kein Link. Erstellen Sie den ersten." in as_dora.get(PAGE).content.decode()


def test_a_lead_makes_a_link_that_works(as_dora, group, dora):
    response = as_dora.post(PAGE, FILLED, follow=True)
    link = group.invitations.get()
    assert response.redirect_chain == [(f"{PAGE}{link.pk}/", 302)]
    assert "Der Einladungslink ist fertig." in response.content.decode()
    assert link.url in response.content.decode()
    assert (link.label, link.words, link.max_uses) == ("Tagung im Mai", "Kommen Sie!", 25)
    assert (link.created_by, link.uses, link.is_public) == (dora, 0, False)
    assert (link.mail_domains, link.member_towns_only, link.needs_approval) == ([], False, False)
    assert (link.role, link.landing_path, link.show_thread_titles) == ("member", "", False)
    lasts = link.expires_at - timezone.now()
    assert timedelta(days=29, hours=23) < lasts <= timedelta(days=30)
    page = Client().get(link.get_absolute_url()).content.decode()
    assert "„Kommen Sie!“" in page
    assert "Gruppenleitung, lädt Sie ein" in page
    assert "Tagung im Mai" not in page


def test_a_link_may_last_and_admit_without_limit(as_dora, group):
    as_dora.post(PAGE, FILLED | {"days": "0", "max_uses": "", "words": ""})
    link = group.invitations.get()
    assert (link.expires_at, link.max_uses, link.words) == (None, None, "")
    row = listed(as_dora.get(PAGE).content.decode())["Tagung im Mai"]
    assert "gilt unbegrenzt" in row
    assert "0 beigetreten" in row


def test_a_link_made_public_takes_the_place_of_the_former_one_which_stays_usable(as_dora, group, submitted):
    for label in ("Früher", "Jetzt"):
        as_dora.post(PAGE, FILLED | {"label": label, "is_public": "on"})
    former, now = group.invitations.order_by("pk")
    assert (former.is_public, now.is_public) == (False, True)
    visitor = Client()
    assert visitor.get("/gruppen/lesekreis/beitreten/")["Location"] == now.get_absolute_url()
    assert visitor.get(former.get_absolute_url()).status_code == 200
    rows = listed(as_dora.get(PAGE).content.decode())
    assert "auf öffentlichen Seiten" in rows["Jetzt"]
    assert "auf öffentlichen Seiten" not in rows["Früher"]
    assert rows["Früher"].startswith("offen")


def test_a_group_s_public_link_does_not_touch_that_of_another(as_dora, group, other_group):
    theirs = invite(other_group, "Fremd", is_public=True)
    as_dora.post(PAGE, FILLED | {"is_public": "on"})
    assert (group.public_invitation.label, other_group.public_invitation) == ("Tagung im Mai", theirs)


@each("what", BAD)
def test_bad_input_is_explained_at_its_field_and_makes_no_link(what, as_dora, group):
    field, value, text = BAD[what]
    submitted = FILLED | {"is_public": "on", field: value}
    former = invite(group, "Früher", is_public=True)

    response = as_dora.post(PAGE, submitted)
    html = response.content.decode()

    assert response.status_code == 200
    assert "<title>Fehler: Einladungen: Lesekreis" in html
    assert problems(html).keys() == {field}
    assert text in problems(html)[field]
    # A choice that does not exist cannot be shown as chosen.
    unchosen = {field: ""} if field in {"days", "role"} else {}
    assert values(html) == dict.fromkeys(BOXES, "") | submitted | unchosen
    assert group.public_invitation == former
    assert group.invitations.count() == 1


def test_a_lead_revokes_a_link_and_it_admits_nobody_any_more(as_dora, group):
    link = invite(group, "Startseite", is_public=True)
    response = as_dora.post(f"{PAGE}{link.pk}/widerrufen/", follow=True)
    assert response.redirect_chain == [(f"{PAGE}{link.pk}/", 302)]
    html = response.content.decode()
    assert "Der Link „Startseite“ ist widerrufen. Beitreten kann man damit nicht mehr." in html
    assert link.url not in html
    assert listed(as_dora.get(PAGE).content.decode())["Startseite"].startswith("widerrufen")
    assert Client().get(link.get_absolute_url()).status_code == 410
    assert group.public_invitation is None


def test_revoking_again_keeps_the_first_day(as_dora, group):
    day = timezone.now() - timedelta(days=3)
    link = invite(group, "Alt", revoked_at=day)
    as_dora.post(f"{PAGE}{link.pk}/widerrufen/")
    link.refresh_from_db()
    assert link.revoked_at == day


def test_revoking_and_replacing_ask_first(as_dora, group):
    link = invite(group, "Offen")
    for act, question in (("widerrufen", "widerrufen?"), ("ersetzen", "durch einen neuen ersetzen?")):
        html = as_dora.get(f"{PAGE}{link.pk}/{act}/").content.decode()
        assert f"Den Link „Offen“ {question}" in words(html)
        assert f'href="{PAGE}{link.pk}/"' in html
    link.refresh_from_db()
    assert (link.state, group.invitations.count()) == ("open", 1)


def test_a_lead_cannot_revoke_links_of_another_group(as_dora, client, group, other_group, carla):
    theirs, ours = invite(other_group, "Fremd"), invite(group, "Unser")
    assert as_dora.post(f"{PAGE}{theirs.pk}/widerrufen/").status_code == 404
    assert as_dora.post(f"/gruppen/chor/einladungen/{theirs.pk}/widerrufen/").status_code == 404
    client.force_login(carla)
    assert client.post(f"{PAGE}{ours.pk}/widerrufen/").status_code == 404
    assert Invitation.objects.usable().count() == 2


@pytest.mark.usefixtures("carla", "emil", "vera")
@each(
    ("name", "status"),
    [("anna", 403), ("ben", 403), ("dora", 200), ("carla", 404), ("emil", 404), ("vera", 404)],
)
def test_only_leads_get_in(name, status, client, group, request):
    link = invite(group, "Offen")
    client.force_login(request.getfixturevalue(name))
    response = client.get(PAGE)
    assert response.status_code == status
    assert (link.key in response.content.decode()) == (status == 200)
    posted = client.post(PAGE, FILLED), client.post(f"{PAGE}{link.pk}/widerrufen/")
    assert {one.status_code for one in posted} == {302 if status == 200 else status}
    assert group.invitations.count() == (2 if status == 200 else 1)
    assert Invitation.objects.get(pk=link.pk).state == ("revoked" if status == 200 else "open")


def test_a_member_reads_who_manages_the_links(client, group, anna):
    client.force_login(anna)
    assert "Das ist der Gruppenleitung vorbehalten." in client.get(PAGE).content.decode()


def test_anonymous_goes_to_the_sign_in(client, group):
    link = invite(group, "Offen")
    assert client.get(PAGE)["Location"] == f"/konto/anmelden/?next={PAGE}"
    assert client.post(PAGE, FILLED).status_code == 401
    assert client.post(f"{PAGE}{link.pk}/widerrufen/")["Location"].startswith("/konto/anmelden/")
    assert Invitation.objects.usable().count() == 1


def test_a_form_without_csrf_token_is_refused(group, dora):
    link, browser = invite(group, "Offen"), Client(enforce_csrf_checks=True)
    browser.force_login(dora)
    for address in (PAGE, f"{PAGE}{link.pk}/widerrufen/"):
        assert browser.post(address, FILLED).status_code == 403
    assert [one.state for one in group.invitations.all()] == ["open"]


def queries(client):
    """How many the page needs once the process knows the site's addresses."""
    client.get(PAGE)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(PAGE).status_code == 200
    return len(captured)


def test_twenty_links_cost_as_many_queries_as_two(as_dora, group, person):
    for n in range(2):
        invite(group, f"Link {n}", created_by=person(f"P{n}"))
    few = queries(as_dora)
    for n in range(2, 20):
        invite(group, f"Link {n}", created_by=person(f"P{n}"))
    assert len(listed(as_dora.get(PAGE).content.decode())) == 20
    assert queries(as_dora) == few
