"""Changing a link: its address and its count stay, what was submitted wrong comes back, a dead one stays dead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Entry
from groups.invitations.link_actions import revoke_link
from groups.models import Invitation
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import problems, values, words
from tests.support.pages.joining import rows

PAGE = "/gruppen/lesekreis/einladungen/"
UNCHANGED = {
    "label": "Tagung",
    "words": "Kommen Sie!",
    "days": "keep",
    "max_uses": "9",
    "mail_domains": "stadt.de, kreis.de",
    "role": "member",
    "landing_path": "/gruppen/lesekreis/ueber/",
    "show_thread_titles": "on",
}
BELOW = "Über den Link sind schon 4 Personen beigetreten."


@pytest.fixture
def as_dora(group, as_dora):
    return as_dora


@pytest.fixture
def link(make_link):
    return make_link(
        words="Kommen Sie!",
        max_uses=9,
        uses=4,
        mail_domains=["stadt.de", "kreis.de"],
        landing_path="/gruppen/lesekreis/ueber/",
        show_thread_titles=True,
    )


@pytest.fixture
def at(link):
    return f"{PAGE}{link.pk}/bearbeiten/"


def stored(link):
    return Invitation.objects.filter(pk=link.pk).values().get()


def test_the_form_shows_what_holds(as_dora, link, at):
    html = as_dora.get(at).content.decode()
    assert {name: value for name, value in values(html).items() if value} == UNCHANGED
    end = timezone.localtime(link.expires_at)
    assert f"wie bisher, bis {end.day}.{end.month}.{end.year}" in html


def test_sending_it_unchanged_changes_and_logs_nothing(as_dora, link, at):
    before = rows()
    response = as_dora.post(at, UNCHANGED)
    assert (response.status_code, response["Location"]) == (302, f"{PAGE}{link.pk}/")
    assert rows() == before


@each(
    ("field", "value", "name", "now"),
    [
        ("label", "Neu", "label", "Neu"),
        ("words", "", "words", ""),
        ("max_uses", "", "max_uses", None),
        ("max_uses", "4", "max_uses", 4),
        ("days", "0", "expires_at", None),
        ("mail_domains", "amt.de", "mail_domains", ["amt.de"]),
        ("member_towns_only", "on", "member_towns_only", True),
        ("needs_approval", "on", "needs_approval", True),
        ("role", "moderator", "role", "moderator"),
        ("landing_path", "", "landing_path", ""),
        ("show_thread_titles", None, "show_thread_titles", False),
    ],
)
def test_one_field_is_changed_and_nothing_else(field, value, name, now, as_dora, link, at, dora):
    before = stored(link)
    submitted = UNCHANGED | {field: value}
    response = as_dora.post(
        at, {key: text for key, text in submitted.items() if text is not None}, follow=True
    )
    assert "Der Link ist geändert. Seine Adresse bleibt dieselbe." in response.content.decode()
    assert stored(link) == before | {name: now}
    entry = Entry.objects.get()
    assert (entry.actor, entry.act, entry.object) == (dora, "link_changed", f"invitation.{link.pk}")
    assert entry.details == {"fields": [name]}


def test_a_link_is_prolonged_from_now(as_dora, link, at):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=3))
    as_dora.post(at, UNCHANGED | {"days": "7"})
    link.refresh_from_db()
    assert link.state == "open"
    assert timedelta(days=6) < link.expires_at - timezone.now() <= timedelta(days=7)


@each(
    ("changes", "field", "text"),
    [
        ({"max_uses": "3"}, "max_uses", BELOW),
        ({"label": ""}, "label", "Bezeichnung"),
        ({"days": "8"}, "days", "gültige Auswahl"),
        ({"mail_domains": "stadt"}, "mail_domains", "keine E-Mail-Domain"),
        ({"landing_path": "//boese.example"}, "landing_path", "Adresse einer Seite von StädteNetz"),
        ({"role": "lead", "max_uses": ""}, "role", "braucht ein Ende und eine Höchstzahl"),
        ({"role": "lead", "days": "0"}, "role", "braucht ein Ende und eine Höchstzahl"),
    ],
)
def test_a_bad_change_is_explained_at_its_field_and_changes_nothing(changes, field, text, as_dora, at):
    submitted, before = UNCHANGED | changes, rows()
    response = as_dora.post(at, submitted)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<title>Fehler: " in html
    assert problems(html).keys() == {field}
    assert text in problems(html)[field]
    found = {name: value for name, value in values(html).items() if value}
    assert found == {name: value for name, value in submitted.items() if value and value != "8"}
    assert rows() == before


def test_a_role_cannot_stay_when_the_limit_goes(as_dora, link, at):
    Invitation.objects.update(role="moderator")
    html = as_dora.post(at, UNCHANGED | {"role": "moderator", "max_uses": ""}).content.decode()
    assert problems(html).keys() == {"role"}


def test_a_role_that_is_not_sent_stays_as_it_is(as_dora, link, at):
    Invitation.objects.update(role="moderator")
    without = {name: value for name, value in UNCHANGED.items() if name != "role"}
    as_dora.post(at, without | {"max_uses": ""})
    link.refresh_from_db()
    assert (link.role, link.max_uses) in {("moderator", 9), ("member", None)}


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_revoked_link_cannot_be_changed(method, as_dora, link, at, dora):
    revoke_link(link, dora)
    before = rows()
    response = getattr(as_dora, method)(at, UNCHANGED | {"label": "Doch"}, follow=True)
    assert "Der Link gilt nicht mehr, und dabei bleibt es." in words(response.content.decode())
    assert rows() == before


def test_a_changed_link_is_made_public_in_place_of_the_former(as_dora, group, link, at, make_link):
    former = make_link(label="Früher", is_public=True)
    as_dora.post(
        at,
        {name: value for name, value in UNCHANGED.items() if name != "show_thread_titles"}
        | {"is_public": "on"},
    )
    assert group.public_invitation == link
    former.refresh_from_db()
    assert (former.is_public, former.state) == (False, "open")


@pytest.mark.usefixtures("carla", "vera")
@each(("name", "status"), [("anna", 403), ("ben", 403), ("carla", 404), ("vera", 404), ("dora", 200)])
def test_only_leads_change_links(name, status, link, at, request, signed_in):
    browser, before = signed_in(request.getfixturevalue(name)), rows()
    addresses = (at, f"{PAGE}{link.pk}/", f"{PAGE}{link.pk}/qr.svg", f"{PAGE}alle-widerrufen/")
    assert [browser.get(address).status_code for address in addresses] == [status] * 4
    if status != 200:
        assert browser.post(at, UNCHANGED | {"label": "Meiner"}).status_code == status
    assert rows() == before


def test_who_changes_the_words_invites_with_them_from_now_on(signed_in, second_lead, link, at, dora):
    browser = signed_in(second_lead)
    browser.post(at, UNCHANGED | {"label": "Andere Bezeichnung"})
    assert Invitation.objects.get().created_by == dora
    browser.post(at, UNCHANGED | {"words": "Lena freut sich."})
    assert Invitation.objects.get().created_by == second_lead
    html = Client().get(link.get_absolute_url()).content.decode()
    assert "Lena freut sich." in html
    assert "Lena Lenasen" in html.partition("lädt Sie ein")[0]
