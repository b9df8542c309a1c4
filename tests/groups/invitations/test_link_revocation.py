"""Revoking one link, all of a group, all of the site: it holds at once, also for whoever waits for a code."""

import pytest
from django.utils import timezone

from audit.models import Entry
from groups.models import Invitation, PendingSignup
from tests.support.database.undoing import each
from tests.support.pages.forms import words
from tests.support.pages.joining import next_actions, rows

PAGE = "/gruppen/lesekreis/einladungen/"
EVERYWHERE = "/redaktion/einladungslinks/"


@pytest.fixture
def as_dora(group, as_dora):
    return as_dora


@pytest.fixture
def as_vera(vera, signed_in):
    return signed_in(vera)


def states(*links):
    return {link.state for link in Invitation.objects.filter(pk__in=[link.pk for link in links])}


def revoke_one(link, dora, vera, signed_in):
    signed_in(dora).post(f"{PAGE}{link.pk}/widerrufen/")


def revoke_all_of_the_group(link, dora, vera, signed_in):
    signed_in(dora).post(f"{PAGE}alle-widerrufen/")


def revoke_everywhere(link, dora, vera, signed_in):
    signed_in(vera).post(f"{EVERYWHERE}widerrufen/")


@each("level", [revoke_one, revoke_all_of_the_group, revoke_everywhere])
@each("way", ["code", "link"])
def test_revoking_holds_at_once_also_for_whoever_waits_for_a_code(
    way, level, client, group, invitation, submitted, confirm, dora, vera, signed_in
):
    client.post(invitation.get_absolute_url(), submitted)
    level(invitation, dora, vera, signed_in)
    before = rows()
    response = confirm(way, client, invitation.get_absolute_url(), submitted["email"])
    html = response.content.decode()
    assert response.status_code == 410
    assert next_actions(html) == [("Zugang anfragen", f"{invitation.get_absolute_url()}anfragen/")]
    assert "_auth_user_id" not in client.session
    assert rows() == before
    assert PendingSignup.objects.get().used_at is None


def test_all_links_of_a_group_are_revoked_after_asking_and_no_others(
    as_dora, group, other_group, make_link, dora
):
    links = [make_link(), make_link(paused_at=timezone.now()), make_link(is_public=True)]
    theirs = Invitation.objects.create(group=other_group, label="Fremd")
    before = rows()
    html = as_dora.get(f"{PAGE}alle-widerrufen/").content.decode()
    assert "3 Links gelten dann sofort nicht mehr" in words(html)
    assert rows() == before
    html = as_dora.post(f"{PAGE}alle-widerrufen/", follow=True).content.decode()
    assert "Die Einladungen sind widerrufen." in html
    assert states(*links) == {"revoked"}
    assert states(theirs) == {"open"}
    assert group.public_invitation is None
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.object, entry.details) == (
        "links_revoked",
        dora,
        f"group.{group.pk}",
        {"number": 3},
    )


def test_all_links_of_the_site_are_revoked_after_asking(as_vera, group, other_group, make_link, vera):
    links = [make_link(), Invitation.objects.create(group=other_group, label="Fremd", is_public=True)]
    before = rows()
    assert "<strong>2</strong>" in as_vera.get(f"{EVERYWHERE}widerrufen/").content.decode()
    assert rows() == before
    html = as_vera.post(f"{EVERYWHERE}widerrufen/", follow=True).content.decode()
    assert "Widerrufen: 2 Links." in html
    assert states(*links) == {"revoked"}
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.scope, entry.details) == (
        "all_links_revoked",
        vera,
        "site",
        {"number": 2},
    )
    as_vera.post(f"{EVERYWHERE}widerrufen/")
    assert Entry.objects.count() == 1


@each(("name", "sees"), [("emil", True), ("ben", False), ("dora", False), ("carla", False)])
def test_editors_see_the_links_of_all_groups_and_only_admins_revoke_them(
    name, sees, make_link, request, signed_in
):
    link, browser = make_link(), signed_in(request.getfixturevalue(name))
    before = rows()
    for address in (EVERYWHERE, f"{EVERYWHERE}ergebnisse/"):
        assert (browser.get(address).status_code == 200) == sees
        html = browser.get(address, follow=True).content.decode()
        assert (link.label in html) == sees
        assert link.key not in html
        assert f"{EVERYWHERE}widerrufen/" not in html
    assert browser.get(f"{EVERYWHERE}widerrufen/").status_code in {302, 403}
    assert browser.post(f"{EVERYWHERE}widerrufen/").status_code in {302, 403}
    assert rows() == before


def test_an_admin_sees_every_link_with_its_state(as_vera, make_link, other_group):
    make_link(label="Erster")
    Invitation.objects.create(group=other_group, label="Zweiter", revoked_at=timezone.now())
    html = as_vera.get(EVERYWHERE).content.decode()
    assert f"{EVERYWHERE}widerrufen/" in html
    text = words(html)
    for said in ("Erster", "Zweiter", "Lesekreis", "Chor", "widerrufen", "offen", "Dora Dorasen"):
        assert said in text
