"""The versions that memberships and requests remembered become rows, on a database with people in it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("groups", "0010_mail_invitations"), ("accounts", "0006_session")]
SPRING, SUMMER = (datetime(2026, month, 1, tzinfo=UTC) for month in (4, 7))


def fill(apps):
    """Anna joined twice, Ben was appointed, Carla only asked, Nina has not confirmed her address."""
    Group, User = apps.get_model("groups", "Group"), apps.get_model("accounts", "User")
    Membership, JoinRequest = (apps.get_model("groups", name) for name in ("Membership", "JoinRequest"))
    about = {"summary": "S", "description": "D"}
    one, two = (Group.objects.create(slug=slug, title=slug, **about) for slug in ("eins", "zwei"))
    anna, ben, carla = (
        User.objects.create(email=f"{n}@stadt.example", name=n) for n in ("anna", "ben", "carla")
    )
    Membership.objects.create(group=one, user=anna, joined_at=SUMMER, consent_version="2026-11")
    Membership.objects.create(group=two, user=anna, joined_at=SPRING, consent_version="2026-11")
    Membership.objects.create(group=one, user=ben, joined_at=SPRING)
    asked = JoinRequest.objects.create(
        group=one, user=carla, why="group", reason="R", consent_version="2026-11"
    )
    apps.get_model("groups", "PendingJoin").objects.create(
        group=one, email="nina@stadt.example", name="Nina", consent_version="2026-11", expires_at=SUMMER
    )
    return asked.created_at


@pytest.mark.usefixtures("own_database")
def test_the_migration_goes_forth_back_and_forth():
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    asked_at = fill(MigrationExecutor(connection).loader.project_state(BEFORE).apps)
    for _ in range(2):
        MigrationExecutor(connection).migrate(newest)
        from accounts.models import Consent, ConsentText
        from groups.models import PendingJoin

        given = dict(Consent.objects.values_list("user__name", "given_at"))
        assert given.keys() == {"anna", "carla"}
        text = ConsentText.objects.get()
        assert text.text.startswith("Ich bin einverstanden, dass die Mitglieder der Gruppe sehen")
        assert (given["anna"], given["carla"]) == (SPRING, asked_at)
        assert PendingJoin.objects.get().consent_text == text
        MigrationExecutor(connection).migrate(BEFORE)
        old = MigrationExecutor(connection).loader.project_state(BEFORE).apps
        remembered = old.get_model("groups", "Membership").objects.values_list(
            "user__name", "consent_version"
        )
        assert set(remembered) == {("anna", "2026-11"), ("ben", "")}
    MigrationExecutor(connection).migrate(newest)
