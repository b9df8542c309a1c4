"""Leaving a group: what goes and what stays, and whoever leads alone hands over first."""

import re
from html import unescape

import pytest

from accounts.models import User
from audit.models import Entry
from forum.models import Post, ThreadRead
from groups.audit_labels import Act
from groups.models import Membership, Removal, Role
from mail.models import OutgoingMail
from notifications.models import Notification
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, words
from tests.support.pages.joining import rows
from tests.support.people import second_factor as factor

GROUP = "/gruppen/lesekreis/"
LEAVE, LOG = f"{GROUP}austreten/", f"{GROUP}protokoll/"
NOBODY_CHOSEN = "Bitte wählen Sie, wer die Gruppe nach Ihnen leitet."
ALONE = "Sie sind das einzige Mitglied."


def switch_off(user):
    User.objects.filter(pk=user.pk).update(is_active=False)


def offered(html):
    """Whom the page offers as the next lead: (membership, name and place), in order."""
    options = re.findall(r'<option value="(\d+)"[^>]*>(.*?)</option>', html)
    return [(int(pk), unescape(name)) for pk, name in options]


@pytest.mark.parametrize("name", ["anna", "ben"])
def test_a_member_leaves(name, signed_in, request, group, events):
    user = request.getfixturevalue(name)
    browser = signed_in(user)
    response = browser.post(LEAVE, follow=True)
    assert response.redirect_chain == [("/gruppen/", 302)]
    assert "Sie sind nicht mehr in der Gruppe „Lesekreis“." in words(response.content.decode())
    assert not group.memberships.filter(user=user).exists()
    assert group.memberships.count() == 2
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.object) == (Act.MEMBER_LEFT, user, f"user.{user.pk}")
    assert (entry.scope, entry.details) == (f"group.{group.pk}", {})
    for page in ("", "mitglieder/", "ueber/", "austreten/"):
        assert browser.get(GROUP + page).status_code == 404
    assert not OutgoingMail.objects.exists()
    assert events()[-1] == "membership_left"


def test_what_one_had_through_the_group_goes_and_what_one_wrote_stays(as_anna, as_dora, anna, thread):
    notifications = Notification.objects.filter(recipient=anna)
    read = ThreadRead.objects.filter(membership__user=anna)
    assert (notifications.count(), read.count()) == (1, 1)
    others = Notification.objects.exclude(recipient=anna).count(), ThreadRead.objects.count() - 1
    as_anna.post(LEAVE)
    assert not notifications.exists()
    assert (Notification.objects.count(), ThreadRead.objects.count()) == others
    assert Post.objects.get(author=anna).text == "Eine Frage."
    assert "Anna Annasen" in as_dora.get(thread.get_absolute_url()).content.decode()


def test_looking_asks_and_changes_nothing(as_anna, as_dora, thread):
    before = rows()
    assert f'href="{LEAVE}"' in as_anna.get(f"{GROUP}ueber/").content.decode()
    for browser in (as_anna, as_dora):
        html = browser.get(LEAVE).content.decode()
        assert "Die Gruppe verlassen?" in html
        browser.head(LEAVE)
    assert rows() == before


def test_whoever_left_comes_back_by_a_link_at_once_and_starts_afresh(
    as_anna, anna, group, member, thread, invitation
):
    as_anna.post(LEAVE)
    assert not Removal.objects.exists()
    assert as_anna.post(f"{invitation.get_absolute_url()}beitreten/").status_code == 302
    assert member(anna).first_post_at is None
    assert group.threads.read_by(member(anna)).get().unread == 0


@pytest.mark.parametrize("name", ["carla", "vera"])
def test_outsiders_leave_nothing(name, group, dora, signed_in, request):
    switch_off(dora)
    browser, before = signed_in(request.getfixturevalue(name)), rows()
    for method in (browser.get, browser.post):
        assert method(LEAVE).status_code == 404
    assert rows()["Membership"] == before["Membership"]


def test_leads_read_that_a_member_left(as_dora, as_anna, group):
    as_anna.post(LEAVE)
    assert f"Anna Annasen {Act.MEMBER_LEFT.label}" in words(as_dora.get(LOG).content.decode())


def test_of_two_leads_one_leaves_without_handing_over(as_dora, anna, second_lead, group, member):
    assert offered(as_dora.get(LEAVE).content.decode()) == []
    assert as_dora.post(LEAVE, {"successor": member(anna).pk})["Location"] == "/gruppen/"
    assert [lead.name for lead in group.leads] == ["Lena Lenasen"]
    assert [entry.act for entry in Entry.objects.all()] == [Act.MEMBER_LEFT]


def test_the_last_lead_chooses_among_the_active_members_in_order(
    as_dora, anna, ben, group, person, member, ulm
):
    User.objects.filter(pk=anna.pk).update(municipality=ulm)
    zoe, abel, xaver = person("Zoe", other_place="<Bonn>"), person("Abel"), person("Xaver")
    group.admit(zoe, Role.MODERATOR)
    for user in (abel, xaver):
        group.admit(user)
    switch_off(xaver)
    html = as_dora.get(LEAVE).content.decode()
    assert "Sie leiten die Gruppe allein." in html
    people = {ben: "Ben Bensen", zoe: "Zoe Zoesen, <Bonn>", abel: "Abel Abelsen", anna: "Anna Annasen, Ulm"}
    assert offered(html) == [(member(user).pk, shown) for user, shown in people.items()]


@each("sent", [{"successor": ""}, {"nachfolge": "1"}])
def test_the_last_lead_who_names_nobody_stays(sent, as_dora, group):
    before = rows()
    response = as_dora.post(LEAVE, sent)
    html = response.content.decode()
    assert response.status_code == 200
    assert problems(html) == {"successor": NOBODY_CHOSEN}
    assert "<title>Fehler: Gruppe verlassen: " in html
    assert rows() == before


@pytest.fixture
def strange(group, other_group, anna, dora, carla, member):
    """What somebody might send instead of one of the memberships offered."""

    def off():
        switch_off(anna)
        return member(anna).pk

    return {
        "of another group": lambda: other_group.memberships.get(user=carla).pk,
        "one's own": lambda: member(dora).pk,
        "without an account": off,
        "unknown": lambda: 0,
        "words": lambda: "Anna Annasen",
        "a null character": lambda: "1\0",
        "a number too great": lambda: "9" * 30,
    }


@each(
    "what",
    [
        *("of another group", "one's own", "without an account", "unknown"),
        *("words", "a null character", "a number too great"),
    ],
)
def test_the_last_lead_hands_over_to_nobody_else(what, strange, as_dora):
    successor = strange[what]()
    before = rows()
    response = as_dora.post(LEAVE, {"successor": successor})
    assert response.status_code == 200
    assert problems(response.content.decode()).keys() == {"successor"}
    assert rows() == before


def test_the_last_lead_hands_over_and_leaves_at_once(as_dora, dora, anna, ben, group, member, signed_in):
    response = as_dora.post(LEAVE, {"successor": member(anna).pk})
    assert response["Location"] == "/gruppen/"
    assert [lead.pk for lead in group.leads] == [anna.pk]
    assert not group.memberships.filter(user=dora).exists()
    assert member(ben).role == Role.MODERATOR
    mail = OutgoingMail.objects.get()
    assert mail.to == anna.email
    assert "Dora Dorasen hat Ihre Rolle in der Gruppe „Lesekreis“ geändert." in mail.text
    text = words(signed_in(anna).get(LOG).content.decode())
    changed = "Anna Annasen (bisher Mitglied, jetzt Gruppenleitung)"
    assert f"Dora Dorasen {Act.ROLE_CHANGED.label}: {changed}" in text
    assert f"Dora Dorasen {Act.MEMBER_LEFT.label}" in text


def test_a_lead_whose_only_co_lead_has_no_account_any_more_hands_over(as_dora, anna, second_lead, member):
    switch_off(second_lead)
    assert problems(as_dora.post(LEAVE, {"successor": ""}).content.decode()) == {"successor": NOBODY_CHOSEN}
    assert as_dora.post(LEAVE, {"successor": member(anna).pk})["Location"] == "/gruppen/"
    assert member(anna).role == Role.LEAD


@pytest.mark.parametrize("others", ["none", "without an account"])
def test_the_only_member_is_led_to_the_end_of_the_group(others, as_dora, anna, dora, group):
    group.memberships.exclude(user__in=[dora] if others == "none" else [dora, anna]).delete()
    switch_off(anna)
    before = rows()
    for method in (as_dora.get, as_dora.post):
        response = method(LEAVE)
        html = response.content.decode()
        assert response.status_code == 200
        assert ALONE in html
        assert "Gruppe verlassen</span></button>" not in html
        assert f'href="{GROUP}einstellungen/"' in html.partition(ALONE)[2]
    assert rows() == before
    assert Membership.objects.filter(user=dora).exists()


def test_handing_over_needs_a_second_factor_and_leaving_does_not(dora, anna, ben, group, member):
    """Whoever gives the lead away decides about others, also when that is in leaving."""
    browser = factor.browser_in(factor.LONG_AGO, dora)
    assert factor.stopped(browser.post(LEAVE, {"successor": member(anna).pk})) == factor.CONFIRM
    assert [lead.pk for lead in group.leads] == [dora.pk]
    group.memberships.filter(user=ben).update(role=Role.LEAD)
    assert browser.post(LEAVE)["Location"] == "/gruppen/"
