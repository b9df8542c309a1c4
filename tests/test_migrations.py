"""The migrations that move what people have, and those that give roles their rights."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.models import Group as Role
from django.db.migrations.loader import MigrationLoader

from accounts.models import Consent, ConsentText
from groups.models import Group, PendingSignup
from tests.support.database.migrating import migrate_to

BEFORE_CONSENT = [("groups", "0010_mail_invitations"), ("accounts", "0006_session")]
BEFORE_LIFECYCLE = [("groups", "0008_wishes_have_a_group"), ("accounts", "0006_session")]
SPRING, SUMMER = (datetime(2026, month, 1, tzinfo=UTC) for month in (4, 7))
ABOUT = {"summary": "S", "description": "D"}
ROLES = ["Redaktion", "Site-Moderation"]


@pytest.mark.usefixtures("own_database")
def test_a_database_with_people_in_it_goes_back_and_forth():
    delete_a_group(migrate_to(*BEFORE_LIFECYCLE))
    asked_at = agree_in_the_old_way(migrate_to(*BEFORE_CONSENT))
    migrate_to()
    assert Group.objects.get(slug="alt").deleted_at
    versions_have_become_rows(asked_at)
    versions_are_remembered(migrate_to(*BEFORE_CONSENT))
    migrate_to()
    versions_have_become_rows(asked_at)


def delete_a_group(apps):
    """Who deleted it was not noted then."""
    apps.get_model("groups", "Group").objects.create(slug="alt", title="A", deleted_at=SPRING, **ABOUT)


def agree_in_the_old_way(apps):
    """Anna joined twice, Ben was appointed, Carla only asked, Nina has not confirmed her address."""
    OldGroup, Membership, JoinRequest, OldPendingJoin = (
        apps.get_model("groups", name) for name in ("Group", "Membership", "JoinRequest", "PendingJoin")
    )
    User = apps.get_model("accounts", "User")
    one, two = (OldGroup.objects.create(slug=slug, title=slug, **ABOUT) for slug in ("eins", "zwei"))
    anna, ben, carla = (
        User.objects.create(email=f"{n}@stadt.example", name=n) for n in ("anna", "ben", "carla")
    )
    agreed = {"consent_version": "2026-11"}
    Membership.objects.create(group=one, user=anna, joined_at=SUMMER, **agreed)
    Membership.objects.create(group=two, user=anna, joined_at=SPRING, **agreed)
    Membership.objects.create(group=one, user=ben, joined_at=SPRING)
    OldPendingJoin.objects.create(
        group=one, email="nina@stadt.example", name="Nina", expires_at=SUMMER, **agreed
    )
    return JoinRequest.objects.create(group=one, user=carla, why="group", reason="R", **agreed).created_at


def versions_have_become_rows(asked_at):
    given = dict(Consent.objects.values_list("user__name", "given_at"))
    assert given == {"anna": SPRING, "carla": asked_at}
    text = ConsentText.objects.get()
    assert text.text.startswith("Ich bin einverstanden, dass die Mitglieder der Gruppe sehen")
    assert PendingSignup.objects.get().consent_text == text


def versions_are_remembered(apps):
    memberships = apps.get_model("groups", "Membership").objects
    remembered = memberships.values_list("user__name", "consent_version")
    assert set(remembered) == {("anna", "2026-11"), ("ben", "")}


@pytest.mark.usefixtures("own_database")
def test_sessions_survive_the_move_of_the_class_that_signed_people_in(signed_in, person):
    browser = signed_in(person("Mia"))
    migrate_to(("accounts", "0009_former_names"))
    assert browser.session[BACKEND_SESSION_KEY] == "accounts.backend.AuthenticationBackend"
    assert browser.get("/konto/").status_code == 302
    migrate_to()
    assert browser.get("/konto/").status_code == 200


@pytest.mark.usefixtures("own_database")
def test_the_roles_can_be_taken_back_and_given_again():
    """Nearly all that came after them goes and comes back with them."""
    migrate_to(("accounts", "0001_initial"))
    assert not Role.objects.filter(name__in=ROLES).exists()
    migrate_to()
    assert Role.objects.filter(name__in=ROLES).count() == 2
    redaktion = Role.objects.get(name="Redaktion")
    assert (redaktion.page_permissions.count(), redaktion.collection_permissions.count()) == (6, 6)
    held = set(redaktion.permissions.values_list("codename", flat=True))
    assert {"access_admin", "change_sitesettings", "add_externallink", "change_municipality"} <= held
    assert not {codename for codename in held if codename.endswith("_user")}
    assert list(Role.objects.exclude(name__in=ROLES)) == []


def test_every_step_of_ours_can_be_taken_back():
    loader = MigrationLoader(None)
    apps = {path.parent.parent.name for path in settings.ROOT.glob("*/migrations/__init__.py")}
    steps = [(key, step) for key, one in loader.disk_migrations.items() for step in one.operations]
    assert apps <= {app for (app, _), _ in steps}
    assert [(key, step) for key, step in steps if key[0] in apps and not step.reversible] == []
