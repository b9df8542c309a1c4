"""Pausing, resuming, revoking and replacing a link."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audit.models import Entry
from groups.models import Invitation
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import words
from tests.support.pages.joining import rows

PAGE = "/gruppen/lesekreis/einladungen/"
ACTS = ("anhalten/", "fortsetzen/", "ersetzen/", "widerrufen/")
# Act, the link before, its state after, what is written down.
DONE = {
    "anhalten/": ({}, "paused", ["link_paused"]),
    "fortsetzen/": ({"paused_at": timezone.now()}, "open", ["link_resumed"]),
    "widerrufen/": ({}, "revoked", ["link_revoked"]),
}
NOTHING_TO_DO = {
    "pause a revoked one": ("anhalten/", {"revoked_at": timezone.now()}),
    "pause a paused one": ("anhalten/", {"paused_at": timezone.now()}),
    "resume a revoked one": ("fortsetzen/", {"revoked_at": timezone.now()}),
    "resume an open one": ("fortsetzen/", {}),
    "revoke a revoked one": ("widerrufen/", {"revoked_at": timezone.now() - timedelta(days=3)}),
    "replace a revoked one": ("ersetzen/", {"revoked_at": timezone.now()}),
}


@pytest.fixture
def as_dora(group, as_dora):
    return as_dora


def fresh(link):
    return Invitation.objects.select_related("group").get(pk=link.pk)


@each("act", DONE)
def test_a_lead_acts_on_the_link_of_another_lead(act, as_dora, make_link, second_lead, dora):
    fields, state, acts = DONE[act]
    link = make_link(created_by=second_lead, **fields)
    response = as_dora.post(f"{PAGE}{link.pk}/{act}", follow=True)
    assert response.redirect_chain == [(f"{PAGE}{link.pk}/", 302)]
    assert "„Tagung“" in words(response.content.decode())
    assert fresh(link).state == state
    assert list(Entry.objects.values_list("act", "actor")) == [(one, dora.pk) for one in acts]
    status = Client().get(link.get_absolute_url()).status_code
    assert status == (200 if state == "open" else 410)


@each("what", NOTHING_TO_DO)
def test_what_is_done_already_changes_and_logs_nothing(what, as_dora, make_link):
    act, fields = NOTHING_TO_DO[what]
    link = make_link(**fields)
    before = rows()
    assert as_dora.post(f"{PAGE}{link.pk}/{act}", follow=True).status_code == 200
    assert rows() == before


def test_pausing_and_resuming_a_revoked_link_is_not_said_to_be_done(as_dora, make_link):
    link = make_link(revoked_at=timezone.now())
    for act, said in (("anhalten/", "ist angehalten"), ("fortsetzen/", "nicht mehr angehalten")):
        html = as_dora.post(f"{PAGE}{link.pk}/{act}", follow=True).content.decode()
        assert said not in words(html)


def test_a_replaced_link_keeps_its_policy_and_gets_a_new_key_and_the_uses_that_are_left(
    as_dora, group, make_link, dora
):
    policy = {
        **{
            "label": "Tagung",
            "words": "Kommen Sie!",
            "mail_domains": ["stadt.de"],
            "member_towns_only": True,
        },
        **{"needs_approval": True, "role": "moderator", "landing_path": "/gruppen/lesekreis/ueber/"},
        **{"show_thread_titles": True, "expires_at": timezone.now() + timedelta(days=5), "created_by": dora},
    }
    former = make_link(max_uses=10, uses=4, opened=9, codes_sent=7, confirmed=5, **policy)
    response = as_dora.post(f"{PAGE}{former.pk}/ersetzen/", follow=True)
    new = group.invitations.exclude(pk=former.pk).get()
    assert response.redirect_chain == [(f"{PAGE}{new.pk}/", 302)]
    assert new.url in response.content.decode()
    assert new.key != former.key
    assert {name: getattr(new, name) for name in policy} == policy
    assert (new.max_uses, new.uses, new.opened, new.codes_sent, new.confirmed) == (6, 0, 0, 0, 0)
    assert fresh(former).state == "revoked"
    assert [Client().get(link.get_absolute_url()).status_code for link in (former, new)] == [410, 302]


def test_replacing_twice_leaves_one_link(as_dora, group, make_link):
    former = make_link()
    for _ in range(2):
        as_dora.post(f"{PAGE}{former.pk}/ersetzen/")
    assert group.invitations.usable().count() == 1
    assert group.invitations.count() == 2
    assert Entry.objects.filter(act="link_replaced").count() == 1


def test_a_public_link_that_is_replaced_stays_the_public_one(as_dora, group, make_link):
    former = make_link(is_public=True)
    as_dora.post(f"{PAGE}{former.pk}/ersetzen/")
    assert group.public_invitation not in {None, former}


@pytest.mark.parametrize(
    "fields",
    [{"expires_at": timezone.now() - timedelta(days=1)}, {"max_uses": 3, "uses": 3}],
    ids=["expired", "used up"],
)
def test_a_link_that_has_ended_is_not_replaced_by_one_that_is_dead_or_lets_in_more(
    fields, as_dora, group, make_link
):
    """Whoever replaces a link reads that here is the new one: then it works, within the limits of the former."""
    former = make_link(**fields)
    html = as_dora.post(f"{PAGE}{former.pk}/ersetzen/", follow=True).content.decode()
    new = group.invitations.exclude(pk=former.pk).first()
    if "Hier ist der neue Link." in html:
        assert new.state == "open"
    assert "max_uses" not in fields or new is None


@pytest.mark.usefixtures("carla", "emil", "vera")
@each("name", ["anna", "ben", "carla", "vera"])
def test_only_leads_act_on_links(name, make_link, request, signed_in):
    link, browser = make_link(), signed_in(request.getfixturevalue(name))
    before, status = rows(), 403 if name in {"anna", "ben"} else 404
    for act in ACTS:
        assert browser.post(f"{PAGE}{link.pk}/{act}").status_code == status
    assert browser.post(f"{PAGE}alle-widerrufen/").status_code == status
    assert rows() == before


def test_nobody_acts_on_links_of_another_group(as_dora, other_group):
    theirs = Invitation.objects.create(group=other_group, label="Fremd")
    before = rows()
    for slug in ("lesekreis", "chor"):
        at = f"/gruppen/{slug}/einladungen/{theirs.pk}/"
        assert {as_dora.get(at + step).status_code for step in ("", "bearbeiten/", "qr.svg")} == {404}
        assert {as_dora.post(at + act).status_code for act in (*ACTS, "bearbeiten/")} == {404}
    assert as_dora.post("/gruppen/chor/einladungen/alle-widerrufen/").status_code == 404
    assert rows() == before


@each("act", ACTS)
def test_opening_an_act_does_nothing_and_a_form_without_token_is_refused(act, make_link, dora, client):
    link, browser = make_link(), Client(enforce_csrf_checks=True)
    browser.force_login(dora)
    before = rows()
    asks_first = act in {"ersetzen/", "widerrufen/"}
    assert browser.get(f"{PAGE}{link.pk}/{act}").status_code == (200 if asks_first else 405)
    assert browser.post(f"{PAGE}{link.pk}/{act}").status_code == 403
    assert client.post(f"{PAGE}{link.pk}/{act}")["Location"].startswith("/konto/anmelden/")
    assert rows() == before
