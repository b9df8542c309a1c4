"""The data migration that gives each unconfirmed wish the group of its invitation."""

from importlib import import_module

import pytest
from django.db import connection

from accounts.models import ConsentText
from groups.models import Group, Invitation, PendingJoin

MOVE = import_module("groups.migrations.0007_wishes_of_a_group")


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def wishes(group, invitation):
    """One at a link of the group, one at a link of another group."""
    other = Group.objects.create(slug="chor", title="Chor", summary="Singen.", description="Singen.")
    links = (invitation, Invitation.objects.create(group=other, label="Chor"))
    return [
        PendingJoin.begin(
            group=link.group,
            invitation=link,
            email="nina@stadt.example",
            name="N",
            consent_text=ConsentText.objects.current(),
        )[0]
        for link in links
    ]


def test_each_wish_gets_the_group_of_its_invitation(wishes):
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("ALTER TABLE groups_pendingjoin ALTER COLUMN group_id DROP NOT NULL")
    run("UPDATE groups_pendingjoin SET group_id = NULL")
    run(MOVE.FORWARD)
    groups = {wish.pk: wish.group_id for wish in PendingJoin.objects.all()}
    assert groups == {wish.pk: wish.invitation.group_id for wish in wishes}


def test_on_the_way_back_only_what_has_no_invitation_goes(wishes, group):
    PendingJoin.begin(
        group=group,
        asks=True,
        reason="Bitte.",
        email="n@stadt.example",
        name="N",
        consent_text=ConsentText.objects.current(),
    )
    run(MOVE.BACKWARD)
    assert sorted(PendingJoin.objects.values_list("pk", flat=True)) == [wish.pk for wish in wishes]
