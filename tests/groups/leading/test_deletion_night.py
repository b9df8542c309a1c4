"""The night in which the waiting time of a group is over: what remains of it, and what is gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import ConsentText, User
from audit.models import Entry
from forum.models import Post, Thread, ThreadRead
from groups.audit_labels import Act
from groups.leading import deletion
from groups.models import Group, Invitation, JoinRequest, LegacyLink, Membership, PendingSignup, Removal
from groups.tasks import delete_groups
from notifications.models import Notification
from tests.support.database.undoing import each
from tests.support.pages.client import Client
from tests.support.pages.forms import words
from tests.support.pages.joining import TABLES, ask, headings, remove, rows

GROUP = "/gruppen/lesekreis/"
DELETE, KEEP, SETTINGS = f"{GROUP}loeschen/", f"{GROUP}loeschen/zuruecknehmen/", f"{GROUP}einstellungen/"
REOPEN = f"{GROUP}wieder-oeffnen/"
CONTENT = (Thread, Post, ThreadRead, Membership, JoinRequest, PendingSignup, Removal, Notification)
ALL = (*TABLES, Thread, Post, ThreadRead, Notification, LegacyLink)


@pytest.fixture
def now(group):
    return lambda: Group.objects.get(pk=group.pk)


def night():
    delete_groups(timestamp=0)


def due(when):
    """The waiting time ends then, counted from now, and the members were told."""
    fields = {"deletion_notified_at": timezone.now() - timedelta(days=30)}
    Group.objects.exclude(delete_at=None).update(delete_at=timezone.now() + when, **fields)


@pytest.fixture
def full(group, thread, invitation, carla, emil, dora, person):
    """All that may hang on a group, and then its deletion is announced."""
    who = {"email": "nina@stadt.example", "name": "Nina Neu", "place": "Ulm"}
    PendingSignup.start(group=group, invitation=invitation, consent_text=ConsentText.objects.current(), **who)
    LegacyLink.objects.create(token="alt", space_id=11, group=group)
    remove(group, emil, dora)
    ask(group, carla, invitation=invitation)
    Group.objects.update(rules="Leise.", welcome="Hallo!")
    assert Notification.objects.exists()
    assert ThreadRead.objects.exists()
    deletion.plan_deletion(group, dora)
    due(-timedelta(seconds=1))
    return group


def test_before_its_day_the_nightly_job_deletes_nothing(full):
    due(timedelta(minutes=1))
    before = rows(*ALL)
    night()
    assert rows(*ALL) == before


def test_only_what_was_announced_is_deleted(group, other_group, thread, dora):
    group.archive(dora)
    before = rows(*ALL)
    night()
    assert rows(*ALL) == before


def test_on_its_day_all_that_was_in_it_is_gone(full, events):
    assert [model.__name__ for model in CONTENT if not model.objects.exists()] == []
    night()
    assert [model.__name__ for model in CONTENT if model.objects.exists()] == []


def test_its_links_say_that_it_is_gone_and_hold_no_words_and_nobody_s_name(full, invitation, dora):
    night()
    invitation = Invitation.objects.get()
    assert (invitation.words, invitation.created_by) == ("", None)
    for address in (invitation.get_absolute_url(), f"{invitation.get_absolute_url()}anfragen/"):
        response = Client().get(address)
        assert response.status_code == 410
        assert headings(response.content.decode(), 1) == ["Diese Gruppe gibt es nicht mehr"]
        assert "Lesekreis" not in response.content.decode()


def test_the_predecessor_s_link_no_longer_tells_of_it(full):
    night()
    response = Client().get("/index.php?r=user/registration/by-link&token=alt&spaceId=11")
    html = response.content.decode()
    assert response.status_code == 410
    assert "Lesekreis" not in html
    assert "Gemeinsam lesen." not in html


def test_the_group_s_name_remains_without_its_texts_and_the_log_says_who_and_when(full, dora, now):
    people = User.objects.count()
    night()
    assert (now().title, now().state) == ("Lesekreis", "deleted")
    assert (now().description, now().rules, now().welcome) == ("", "", "")
    assert timezone.now() - now().deleted_at < timedelta(minutes=1)
    logged = Entry.objects.filter(scope=f"group.{full.pk}").order_by("pk").values_list("act", "actor")
    assert list(logged)[-2:] == [(Act.DELETION_PLANNED, dora.pk), (Act.GROUP_DELETED, None)]
    assert Entry.objects.filter(act=Act.MEMBER_REMOVED).count() == 1
    assert User.objects.count() == people


@pytest.mark.usefixtures("carla", "emil", "vera")
@each("name", ["anna", "dora", "carla", "vera"])
def test_nobody_finds_it_any_more(name, full, thread, signed_in, request):
    browser = signed_in(request.getfixturevalue(name))
    night()
    for page in (GROUP, f"{GROUP}ueber/", SETTINGS, f"{GROUP}protokoll/", thread.get_absolute_url()):
        assert browser.get(page).status_code == 404
    for page in (REOPEN, KEEP, DELETE):
        assert browser.post(page, {"title": "Lesekreis"}).status_code == 404
    for page in ("/gruppen/", "/mein/"):
        assert "Lesekreis" not in browser.get(page).content.decode()


def test_another_group_and_its_people_keep_everything(full, other_group, anna, carla):
    other_group.admit(anna)
    Invitation.objects.create(group=other_group, label="Chor", words="Kommt!", created_by=carla)
    before = [Group.objects.values().get(slug="chor"), *other_group.memberships.order_by("pk").values()]
    night()
    assert [
        Group.objects.values().get(slug="chor"),
        *other_group.memberships.order_by("pk").values(),
    ] == before
    assert Invitation.objects.get(label="Chor").words == "Kommt!"


def test_the_job_of_the_next_night_changes_nothing_more(full):
    night()
    before = rows(*ALL)
    night()
    assert rows(*ALL) == before


def test_admins_read_that_a_group_was_deleted_at_night(full, vera, signed_in):
    night()
    text = words(signed_in(vera).get("/redaktion/protokoll/").content.decode())
    assert Act.GROUP_DELETED.label in text
    assert "Lesekreis" in text
