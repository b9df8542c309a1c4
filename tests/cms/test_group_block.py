"""The card of a group on a page: the link to join, never an invitation's own address."""

import re

import pytest

from cms.models import StandardPage
from groups.invitations.link_actions import renew_link
from groups.models import Group, Invitation
from tests.support.pages.forms import words

PAGE = "/kompetenzbereich/"


@pytest.fixture
def eq(demo):
    return Group.objects.get(slug="engagiertes-quartier")


def card(client):
    found = re.search(
        r'<section class="band groupcard".*?</section>', client.get(PAGE).content.decode(), re.DOTALL
    )
    return found[0] if found else ""


def test_the_kompetenzbereich_shows_the_group_and_the_link_to_join(eq, client):
    html = card(client)
    assert "Engagiertes Quartier (EQ)" in html
    assert "12 Mitglieder aus 11 Städten" in words(html)
    assert re.search(
        r'href="/gruppen/engagiertes-quartier/beitreten/"[^>]*><span class="kern-label">Zur Einladung<', html
    )
    keys = Invitation.objects.values_list("key", flat=True)
    assert eq.public_invitation.key in keys
    assert [key for key in keys if key in html] == []


def test_the_link_to_join_follows_the_invitation_when_it_changes(eq, client):
    former = eq.public_invitation
    renew_link(former)
    address = re.search(r'href="(/gruppen/[^"]+)"', card(client))[1]
    assert client.get(address)["Location"] == eq.public_invitation.get_absolute_url()
    assert eq.public_invitation != former


def test_a_hidden_group_is_not_shown_to_the_public(eq, client):
    eq.visibility = "hidden"
    eq.save()
    assert card(client) == ""


def test_a_deleted_group_leaves_no_gap(eq, client):
    eq.delete()
    assert card(client) == ""
    assert client.get(PAGE).status_code == 200


def test_an_editor_chooses_a_group_by_its_name(eq, client, emil):
    client.force_login(emil)
    page = StandardPage.objects.get(slug="kompetenzbereich")
    html = client.get(f"/redaktion/pages/{page.pk}/edit/").content.decode()
    assert "Engagiertes Quartier (EQ)" in html
    chooser = client.get("/redaktion/snippets/choose/groups/group/").content.decode()
    assert "Engagiertes Quartier (EQ)" in chooser
