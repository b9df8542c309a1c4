"""The migrations that move what people have, and those that give roles their rights."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY
from django.contrib.auth.models import Group as Role
from django.db import IntegrityError, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from accounts.models import Consent, ConsentText, User
from groups.models import EmailInvitation, Group, Invitation, JoinRequest, Mailing, Membership, PendingSignup
from groups.models.email_invitation_query import hash_of
from privacy.models import Erasure
from tests.support.database.migrating import migrate_to
from vocabulary.models import Municipality

BEFORE_CONSENT = [("groups", "0010_mail_invitations"), ("accounts", "0006_session")]
BEFORE_MAILINGS = ("groups", "0015_field_terms")
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
def test_mailings_move_to_a_table_of_their_own_and_back(client):
    apps = migrate_to(BEFORE_MAILINGS)
    pk, link_pk = make_mailing_and_link(apps)
    for _ in range(2):
        migrate_to()
        mailing, link = Mailing.objects.get(), Invitation.objects.get()
        assert (mailing.pk, mailing.key, mailing.words, mailing.role) == (pk, "alle", "Kommt!", "moderator")
        assert (link.pk, link.uses) == (link_pk, 3)
        assert {row.mailing for row in rows_of(PendingSignup, JoinRequest, Membership)} == {mailing}
        assert {row.invitation for row in rows_of(PendingSignup, JoinRequest, Membership)} == {None}
        assert mailing.email_invitations.get().email == "nina@stadt.example"
        for key in ("persoenlich", "alle"):
            assert client.get(f"/einladung/{key}/", follow=True).status_code == 200
        apps = migrate_to(BEFORE_MAILINGS)
        (old,) = apps.get_model("groups", "Invitation").objects.filter(is_personal=True)
        assert (old.pk, old.uses, old.memberships.count(), old.email_invitations.count()) == (pk, 1, 1, 1)
        assert (old.requests.count(), old.pending_signups.count()) == (1, 1)


def test_a_mailing_with_the_id_of_a_link_goes_back_under_another(own_database):
    migrate_to()
    group = Group.objects.create(slug="alt", title="A", **ABOUT)
    link = Invitation.objects.create(group=group, label="Link")
    mailing = Mailing.objects.create(pk=link.pk, group=group, label="Per Mail")
    mailing.email_invitations.create(group=group, line=1, email="nina@stadt.example")
    links = migrate_to(BEFORE_MAILINGS).get_model("groups", "Invitation").objects
    assert links.get(is_personal=False).pk == link.pk
    assert links.get(is_personal=True).email_invitations.count() == 1
    assert links.create(group_id=group.pk, label="Neu").pk not in {link.pk, links.get(is_personal=True).pk}


def make_mailing_and_link(apps):
    """Nina was invited, Anna joined by it, Ben asks, Otto has not confirmed his address. Returns both keys."""
    models = {model.__name__: model.objects for model in apps.get_app_config("groups").get_models()}
    users, text = apps.get_model("accounts", "User").objects, apps.get_model("accounts", "ConsentText")
    group = models["Group"].create(slug="alt", title="A", **ABOUT)
    link = models["Invitation"].create(group=group, label="Link", uses=3)
    mailing = models["Invitation"].create(
        group=group, label="Per Mail", key="alle", words="Kommt!", role="moderator", is_personal=True, uses=1
    )
    of = {"group": group, "invitation": mailing}
    anna, ben = (users.create(email=f"{name}@stadt.example", name=name) for name in ("anna", "ben"))
    models["Membership"].create(user=anna, **of)
    models["JoinRequest"].create(user=ben, why="personal", reason="R", **of)
    otto = {"email": "otto@stadt.example", "name": "Otto", "expires_at": SUMMER, "asks": True}
    models["PendingSignup"].create(consent_text=text.objects.get(), **otto, **of)
    now = timezone.now()
    sent = {"key_hash": hash_of("persoenlich"), "sent_at": now, "expires_at": now + timedelta(days=1)}
    models["EmailInvitation"].create(line=1, email="nina@stadt.example", **sent, **of)
    return mailing.pk, link.pk


def rows_of(*models):
    return [row for model in models for row in model.objects.all()]


@pytest.mark.usefixtures("own_database")
def test_sessions_survive_the_move_of_the_class_that_signed_people_in(signed_in, person):
    browser = signed_in(person("Mia"))
    migrate_to(("accounts", "0009_former_names"))
    assert browser.session[BACKEND_SESSION_KEY] == "accounts.backend.AuthenticationBackend"
    assert browser.get("/konto/").status_code == 302
    migrate_to()
    assert browser.get("/konto/").status_code == 200


@pytest.mark.usefixtures("own_database")
def test_a_deletion_that_waits_keeps_its_reason_under_its_new_name_and_back(person):
    mia = person("Mia")
    erasures = migrate_to(("privacy", "0002_no_names")).get_model("privacy", "Erasure").objects
    erasures.create(user_id=mia.pk, reason="wish")
    migrate_to()
    assert Erasure.objects.get().reason == Erasure.Reason.REQUEST
    migrate_to(("privacy", "0002_no_names"))
    assert erasures.get().reason == "wish"
    with pytest.raises(IntegrityError), transaction.atomic():
        erasures.update(reason="request")


def test_the_roles_have_their_rights(db):
    """Those of a new site, which only migrations have filled."""
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


BEFORE_ADDRESSES = [
    ("accounts", "0013_sign_in_code"),
    ("groups", "0020_mailing_draft"),
    ("vocabulary", "0001_initial"),
]
UMLAUT, STORED = "nina@städte.example", "nina@xn--stdte-hra.example"


@pytest.fixture
def before_addresses(own_database):
    return migrate_to(*BEFORE_ADDRESSES).get_model


def test_addresses_with_umlauts_get_the_stored_form(before_addresses, client):
    write_umlauts(before_addresses)
    migrate_to()
    user = User.objects.get()
    assert (user.email, [row.email for row in user.emailaddress_set.all()]) == (STORED, [STORED])
    assert Municipality.objects.get().mail_domains == ["xn--stdte-hra.example", "s.example"]
    first, second, otto = EmailInvitation.objects.order_by("line")
    assert (first.withdrawn_at, second.email) == (None, STORED)
    assert second.withdrawn_at
    assert (otto.email, bool(otto.reminded_at)) == ("otto@xn--stdte-hra.example", True)
    assert client.get("/einladung/otto/", follow=True).status_code == 200


def write_umlauts(model):
    """Nina has an account and two invitations, Otto one."""
    nina = model("accounts", "User").objects.create(email=UMLAUT, name="Nina")
    for email in (UMLAUT, STORED):
        model("account", "EmailAddress").objects.create(user_id=nina.pk, email=email)
    town = {"slug": "s", "title": "S", "size_class": "klein", "lat": 50, "lon": 10}
    model("vocabulary", "Municipality").objects.create(mail_domains=["städte.example", "s.example"], **town)
    group = model("groups", "Group").objects.create(slug="alt", title="A", **ABOUT)
    of = {"group": group, "mailing": model("groups", "Mailing").objects.create(group=group, label="Per Mail")}
    sent = {"sent_at": timezone.now(), "expires_at": timezone.now() + timedelta(days=1)}
    invited = model("groups", "EmailInvitation").objects
    invited.create(line=1, email=STORED, **of)
    invited.create(line=2, email=UMLAUT, key_hash=hash_of("nina"), **sent, **of)
    invited.create(line=3, email="otto@städte.example", key_hash=hash_of("otto"), **sent, **of)


def test_two_accounts_with_one_address_stop_the_migration(before_addresses):
    people = before_addresses("accounts", "User").objects
    pks = [people.create(email=email, name="Nina").pk for email in (UMLAUT, STORED)]
    with pytest.raises(RuntimeError, match=rf"{pks[0]} and {pks[1]} .* migrate again"):
        migrate_to()
    people.filter(pk=pks[1]).delete()
    migrate_to()
    assert User.objects.get().email == STORED
