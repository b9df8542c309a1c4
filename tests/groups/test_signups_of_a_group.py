"""The data migration that gives each unconfirmed signup the group of its invitation."""

from importlib import import_module

import pytest
from django.db import connection

from accounts.models import ConsentText
from groups.models import Group, Invitation, PendingSignup

MOVE = import_module("groups.migrations.0007_wishes_of_a_group")


def run(sql):
    """With the present name of the table."""
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("groups_pendingjoin", "groups_pendingsignup"))


@pytest.fixture
def signups(group, invitation):
    """One at a link of the group, one at a link of another group."""
    other = Group.objects.create(slug="chor", title="Chor", summary="Singen.", description="Singen.")
    links = (invitation, Invitation.objects.create(group=other, label="Chor"))
    return [
        PendingSignup.start(
            group=link.group,
            invitation=link,
            email="nina@stadt.example",
            name="N",
            consent_text=ConsentText.objects.current(),
        )[0]
        for link in links
    ]


def test_each_signup_gets_the_group_of_its_invitation(signups):
    run("SET CONSTRAINTS ALL IMMEDIATE")
    run("ALTER TABLE groups_pendingsignup ALTER COLUMN group_id DROP NOT NULL")
    run("UPDATE groups_pendingsignup SET group_id = NULL")
    run(MOVE.FORWARD)
    groups = {signup.pk: signup.group_id for signup in PendingSignup.objects.all()}
    assert groups == {signup.pk: signup.invitation.group_id for signup in signups}


def test_on_the_way_back_only_what_has_no_invitation_goes(signups, group):
    PendingSignup.start(
        group=group,
        asks=True,
        reason="Bitte.",
        email="n@stadt.example",
        name="N",
        consent_text=ConsentText.objects.current(),
    )
    run(MOVE.BACKWARD)
    assert sorted(PendingSignup.objects.values_list("pk", flat=True)) == [signup.pk for signup in signups]
