"""Leads, members and the end of a group at the same instant: real connections, one behind the other at one lock."""

from uuid import uuid4

import pytest
from django.utils import timezone

from audit.models import Entry
from forum.models import Post
from groups.audit_labels import Act
from groups.leading import deletion
from groups.members import actions
from groups.models import Membership, Removal, Role
from groups.tasks import mail_deletion_planned
from mail.models import OutgoingMail
from tests.support.database.races import in_turn
from tests.support.pages.forms import values, words

pytestmark = pytest.mark.usefixtures("own_database")

GROUP = "/gruppen/lesekreis/"
LAST_LEAD = "leitet die Gruppe allein."
TEXT = "Meine Antwort."


@pytest.fixture
def as_lena(second_lead, signed_in):
    """Lena leads the group beside Dora."""
    return signed_in(second_lead)


@pytest.fixture
def address(member):
    return lambda user, step="": f"{GROUP}mitglieder/{member(user).pk}/{step}"


def posting(browser, address, **sent):
    return lambda: browser.post(address, sent)


def acts():
    return [entry.act for entry in Entry.objects.order_by("pk")]


def leads(group):
    return sorted(lead.get_short_name() for lead in group.leads)


def test_of_two_leads_who_demote_each_other_at_once_one_stays(
    as_dora, as_lena, dora, second_lead, group, address
):
    first, second = in_turn(
        group.lock,
        posting(as_dora, address(second_lead), role="member"),
        posting(as_lena, address(dora), role="member"),
    )
    assert (first.status_code, second.status_code) == (302, 200)
    assert LAST_LEAD in second.content.decode()
    assert leads(group) == ["Dora"]
    assert acts() == [Act.ROLE_CHANGED]
    assert [mail.to for mail in OutgoingMail.objects.all()] == [second_lead.email]


def test_of_two_leads_who_step_down_at_once_one_stays(as_dora, as_lena, dora, second_lead, group, address):
    outcomes = in_turn(
        group.lock,
        posting(as_dora, address(dora), role="member"),
        posting(as_lena, address(second_lead), role="member"),
    )
    assert [one.status_code for one in outcomes] == [302, 200]
    assert leads(group) == ["Lena"]


def test_of_the_last_two_leads_who_leave_at_once_one_stays_and_is_asked_to_hand_over(as_dora, as_lena, group):
    leave = f"{GROUP}austreten/"
    first, second = in_turn(group.lock, posting(as_dora, leave), posting(as_lena, leave))
    assert (first["Location"], second["Location"]) == ("/gruppen/", leave)
    assert leads(group) == ["Lena"]
    assert "Sie leiten die Gruppe allein." in as_lena.get(leave).content.decode()
    assert acts() == [Act.MEMBER_LEFT]


def test_a_lead_who_hands_over_to_somebody_who_leaves_at_once_stays(as_dora, as_anna, anna, group, member):
    leave = f"{GROUP}austreten/"
    heir = member(anna).pk
    first, second = in_turn(group.lock, posting(as_anna, leave), posting(as_dora, leave, successor=str(heir)))
    assert (first["Location"], second["Location"]) == ("/gruppen/", leave)
    assert leads(group) == ["Dora"]
    assert acts() == [Act.MEMBER_LEFT]
    assert not OutgoingMail.objects.exists()


def test_a_member_who_is_promoted_while_another_lead_removes_them_is_a_lead_and_stays(
    as_dora, as_lena, anna, group, address
):
    """Whoever leads is demoted before."""
    first, second = in_turn(
        group.lock,
        posting(as_dora, address(anna), role="lead"),
        posting(as_lena, address(anna, "entfernen/"), reason="Zu laut."),
    )
    assert first.status_code == 302
    assert second.status_code in {302, 403}
    assert leads(group) == ["Anna", "Dora", "Lena"]
    assert not Removal.objects.exists()


def test_a_member_who_is_removed_while_another_lead_promotes_them_is_out(
    as_dora, as_lena, anna, group, address
):
    removing = posting(as_lena, address(anna, "entfernen/"), reason="Zu laut.")
    _, second = in_turn(group.lock, removing, posting(as_dora, address(anna), role="lead"))
    assert second.status_code == 302
    page = words(as_dora.get(second["Location"]).content.decode())
    assert "Anna Annasen ist nicht mehr in der Gruppe." in page
    assert not group.memberships.filter(user=anna).exists()
    assert [mail.subject for mail in OutgoingMail.objects.all()] == [
        "Sie sind nicht mehr in der Gruppe „Lesekreis“"
    ]
    assert acts() == [Act.MEMBER_REMOVED]


def test_a_member_whom_two_leads_remove_at_once_is_mailed_once(as_dora, as_lena, anna, dora, group, address):
    where = address(anna, "entfernen/")
    first, second = in_turn(
        group.lock, posting(as_dora, where, reason="Erstens."), posting(as_lena, where, reason="Zweitens.")
    )
    assert (first.status_code, second.status_code) == (302, 302)
    assert "Anna Annasen ist nicht mehr in der Gruppe." in as_lena.get(second["Location"]).content.decode()
    removal = Removal.objects.get()
    assert (removal.reason, removal.removed_by) == ("Erstens.", dora)
    assert "Erstens." in OutgoingMail.objects.get().text
    assert acts() == [Act.MEMBER_REMOVED]


def test_whoever_gets_back_a_role_that_another_lead_has_just_taken_is_mailed(
    as_dora, ben, second_lead, member, address
):
    taken = member(ben)
    (response,) = in_turn(
        lambda: actions.change_role(taken, Role.MEMBER, second_lead),
        posting(as_dora, address(ben), role="moderator"),
        then="keep",
    )
    assert response.status_code == 302
    assert member(ben).role == Role.MODERATOR
    assert acts() == [Act.ROLE_CHANGED] * 2
    assert OutgoingMail.objects.filter(to=ben.email).count() == 2


@pytest.mark.parametrize(
    ("step", "sent"),
    [
        ("themen/{}/antworten/", {}),
        ("themen/neu/", {"title": "Titel", "kind": "minutes"}),
        ("themen/{}/beitraege/1/bearbeiten/", {"title": "Titel"}),
    ],
)
def test_what_waits_for_the_archiving_is_not_written_and_comes_back(step, sent, as_anna, dora, group, thread):
    where = GROUP + step.format(thread.pk)
    write = posting(as_anna, where, text=TEXT, **sent)
    (response,) = in_turn(lambda: group.archive(dora), write, then="keep")
    html = response.content.decode()
    assert response.status_code == 409
    assert "Die Gruppe ist inzwischen abgeschlossen." in html
    assert values(html)["text"] == TEXT
    assert Post.objects.count() == 3
    assert not Post.objects.filter(text=TEXT).exists()


def test_a_reply_that_came_before_the_archiving_gets_in(as_anna, as_dora, group, thread):
    replied, archived = in_turn(
        thread.lock,
        posting(as_anna, f"{GROUP}themen/{thread.pk}/antworten/", text=TEXT),
        posting(as_dora, f"{GROUP}abschliessen/"),
    )
    group.refresh_from_db()
    assert (replied.status_code, archived.status_code) == (302, 302)
    assert Post.objects.get(text=TEXT).created_at < group.archived_at


def test_settings_that_wait_for_the_archiving_are_not_saved_and_come_back(as_lena, dora, group):
    submitted = {"title": "Anders", "summary": "S", "description": "D"}
    save = posting(
        as_lena, f"{GROUP}einstellungen/", **submitted, visibility="hidden", join_policy="invitation"
    )
    (response,) = in_turn(lambda: group.archive(dora), save, then="keep")
    html = response.content.decode()
    group.refresh_from_db()
    assert "Ihre Änderungen sind nicht gespeichert." in html
    assert values(html)["title"] == "Anders"
    assert group.title == "Lesekreis"
    assert acts() == [Act.GROUP_ARCHIVED]


def test_a_link_that_waits_for_the_archiving_is_not_made(as_lena, dora, group):
    new = {"label": "Neu", "words": "", "days": "30", "max_uses": "", "role": "member"}
    (response,) = in_turn(
        lambda: group.archive(dora), posting(as_lena, f"{GROUP}einladungen/", **new), then="keep"
    )
    assert "Die Gruppe ist abgeschlossen. Es gibt keinen neuen Link." in response.content.decode()
    assert not group.invitations.exists()


@pytest.mark.parametrize("name", ["anna", "ben"])
def test_a_reply_and_a_change_of_role_do_not_wait_for_each_other(
    name, request, group, thread, member, second_lead
):
    """Ben answers Anna, who is told of it: it is their rows that both touch."""
    user = request.getfixturevalue(name)
    ben_s, changed = member(request.getfixturevalue("ben")), member(user)
    reply = lambda: thread.reply(ben_s, TEXT, uuid4())  # noqa: E731
    appoint = lambda: actions.change_role(changed, Role.LEAD, second_lead)  # noqa: E731
    row = Membership.objects.select_for_update()
    for hold in (thread.lock, group.lock, lambda: row.get(pk=changed.pk)):
        outcomes = in_turn(hold, reply, appoint)
        assert [one for one in outcomes if isinstance(one, Exception)] == []
        actions.change_role(member(user), Role.MEMBER, second_lead)
    assert Post.objects.filter(text=TEXT).count() == 3


def test_a_deletion_planned_twice_at_once_is_announced_once(group, dora, second_lead):
    plan = lambda lead: lambda: deletion.plan_deletion(type(group).objects.get(pk=group.pk), lead)  # noqa: E731
    assert in_turn(group.lock, plan(dora), plan(second_lead)) == [True, False]
    assert acts() == [Act.DELETION_PLANNED]
    tell = lambda: mail_deletion_planned(group_id=group.pk)  # noqa: E731
    in_turn(group.lock, tell, tell)
    assert OutgoingMail.objects.count() == group.memberships.count()


def test_a_reply_that_waits_for_the_deletion_comes_back(as_anna, group, thread):
    past = timezone.now()
    type(group).objects.update(archived_at=past, delete_at=past)
    write = posting(as_anna, f"{GROUP}themen/{thread.pk}/antworten/", text=TEXT)
    (response,) = in_turn(group.delete_content, write, then="keep")
    assert response.status_code == 404
    assert TEXT in response.content.decode()
    assert not Post.objects.exists()


def test_two_nightly_jobs_at_once_delete_a_group_once(group, thread):
    past = timezone.now()
    type(group).objects.update(archived_at=past, delete_at=past)
    assert in_turn(group.lock, group.delete_content, group.delete_content) == [None, None]
    assert acts() == [Act.GROUP_DELETED]
