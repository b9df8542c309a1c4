"""The nightly jobs: public links are renewed in time, expired signups are deleted."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from accounts.models import ConsentText
from groups.leading import deletion
from groups.models import Invitation, PendingSignup
from groups.tasks import delete_expired_signups, renew_public_invitations
from tests.mail.test_delivery import run_jobs


def ending_in(days, group, **fields):
    fields = {"label": "Startseite", "words": "Kommen Sie!", "is_public": True} | fields
    ends = timezone.now() + timedelta(days=days) if days is not None else None
    return Invitation.objects.create(group=group, expires_at=ends, **fields)


@pytest.mark.parametrize("days", [13, -1])
def test_a_public_link_that_ends_soon_gets_a_successor_with_the_same_words_and_rules(
    days, client, group, dora
):
    policy = {
        **{"label": "Startseite", "words": "Kommen Sie!", "created_by": dora, "max_uses": 40},
        **{"mail_domains": ["stadt.example"], "member_towns_only": True, "needs_approval": True},
        **{"role": "member", "landing_path": "/kompetenzbereich/", "show_thread_titles": False},
    }
    former = ending_in(days, group, uses=7, opened=9, codes_sent=8, confirmed=8, **policy)
    renew_public_invitations(timestamp=0)

    new = group.public_invitation
    assert new.key != former.key
    assert {field: getattr(new, field) for field in policy} == policy
    assert (new.uses, new.opened, new.codes_sent, new.confirmed) == (0, 0, 0, 0)
    assert new.expires_at - timezone.now() > timedelta(days=89)
    assert client.get("/gruppen/lesekreis/beitreten/")["Location"] == new.get_absolute_url()


def test_the_former_public_link_works_until_its_last_day(client, group):
    former = ending_in(13, group)
    ends = former.expires_at
    renew_public_invitations(timestamp=0)
    former.refresh_from_db()
    assert (former.state, former.is_public, former.expires_at) == ("open", False, ends)
    assert client.get(former.get_absolute_url()).status_code == 200


def test_a_second_run_of_the_renewal_changes_nothing_more(group):
    ending_in(13, group)
    renew_public_invitations(timestamp=0)
    before = list(Invitation.objects.order_by("pk").values())
    renew_public_invitations(timestamp=0)
    assert list(Invitation.objects.order_by("pk").values()) == before
    assert len(before) == 2


@pytest.mark.parametrize(
    ("days", "fields"),
    [
        (15, {}),
        (None, {}),
        (13, {"is_public": False}),
        (13, {"is_public": False, "revoked_at": timezone.now()}),
    ],
    ids=["ends later", "never ends", "not public", "revoked"],
)
def test_other_links_are_not_renewed(days, fields, group):
    ending_in(days, group, **fields)
    before = list(Invitation.objects.values())
    renew_public_invitations(timestamp=0)
    assert list(Invitation.objects.values()) == before


def test_a_signup_is_deleted_after_a_week(invitation):
    who = {"name": "Nina Neu", "place": "Ulm", "consent_text": ConsentText.objects.current()}
    young, _, used = (
        PendingSignup.start(
            group=invitation.group, invitation=invitation, email=f"{name}@stadt.example", **who
        )[0]
        for name in ("jung", "alt", "benutzt")
    )
    week = timezone.now() - timedelta(days=7)
    PendingSignup.objects.filter(pk=young.pk).update(created_at=week + timedelta(minutes=1))
    PendingSignup.objects.exclude(pk=young.pk).update(created_at=week - timedelta(minutes=1))
    PendingSignup.objects.filter(pk=used.pk).update(used_at=week)
    delete_expired_signups(timestamp=0)
    assert list(PendingSignup.objects.all()) == [young]


def test_all_tasks_run_every_night():
    nightly = {name for name, _ in app.periodic_registry.periodic_tasks}
    ours = {
        "groups.renew_public_invitations",
        "groups.delete_expired_signups",
        "groups.delete_expired_requests",
    }
    assert ours <= nightly


@pytest.mark.usefixtures("own_database")
def test_a_job_that_was_queued_under_its_former_name_runs(group, dora):
    deletion.plan_deletion(group, dora)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET task_name = 'groups.tell_of_deletion'")
    run_jobs()
    group.refresh_from_db()
    assert group.deletion_notified_at
