import json
import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from groups.models import Group, Invitation
from tests.conftest import PASSWORD
from tests.support.people.authenticator import code_at


def load_facts(settings):
    call_command("load_demo")
    return json.loads((settings.VAR / "demo.json").read_text())


def test_the_command_tells_how_to_get_in(demo, settings):
    facts = load_facts(settings)
    assert set(facts) == {"base_url", "accounts", "invitations", "mailbox_url"}
    assert facts["base_url"] == "http://localhost:8000"
    assert facts["mailbox_url"] == "http://localhost:8000/-/mailbox/"
    assert len(facts["accounts"]) == 12
    assert {role["role"] for role in facts["accounts"]} <= {"admin", "editor", "moderator", "lead", "member"}
    assert {"admin", "editor", "moderator"} <= {account["role"] for account in facts["accounts"]}
    for account in facts["accounts"]:
        assert set(account) == {"email", "password", "role", "name", "totp_secret"}


def test_the_invitation_it_tells_leads_into_the_group(demo, settings, client):
    (invitation,) = load_facts(settings)["invitations"]
    assert invitation["group"] == "engagiertes-quartier"
    address = invitation["url"].removeprefix("http://localhost:8000")
    assert "Engagiertes Quartier (EQ)" in client.get(address).content.decode()
    assert client.get("/gruppen/engagiertes-quartier/beitreten/")["Location"] == address


def test_a_demo_that_rested_too_long_tells_a_new_invitation(demo, settings, client):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    (invitation,) = load_facts(settings)["invitations"]
    assert client.get(invitation["url"].removeprefix("http://localhost:8000")).status_code == 200
    assert load_facts(settings)["invitations"] == [invitation]


def test_the_groups_have_their_members_and_roles(demo):
    group = Group.objects.get(slug="engagiertes-quartier")
    assert Group.objects.count() == 4
    assert [lead.name for lead in group.leads] == ["Hanna Musterle (fiktiv)"]
    assert [one.get_role_display() for one in group.memberships.in_order()[:3]] == [
        "Gruppenleitung",
        "Moderation",
        "Mitglied",
    ]
    invitation = group.public_invitation
    assert (group.memberships.count(), invitation.uses, invitation.memberships.count()) == (12, 7, 7)


def test_only_its_owner_may_read_the_passwords(demo, settings):
    load_facts(settings)
    assert (settings.VAR / "demo.json").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("email", ["hanna@example.org", "jonas@example.org"])
def test_everybody_told_of_can_sign_in(email, demo, settings, client, monkeypatch):
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000)
    # The template was filled with Django's slow hasher; its verdict is wanted here.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    account = next(one for one in load_facts(settings)["accounts"] if one["email"] == email)
    submitted = {"email": email, "password": account["password"]}
    target = client.post("/konto/anmelden/", submitted)["Location"]
    if account["totp_secret"]:
        number = code_at(account["totp_secret"], 60_000_000 * 30)
        assert target == "/konto/zweiter-faktor/"
        target = client.post(target, {"code": number})["Location"]
    assert target == "/mein/"
    assert User.objects.get(email=email).last_login


def test_a_site_with_people_of_its_own_tells_only_of_the_demos(demo, settings, anna):
    assert anna.email not in [account["email"] for account in load_facts(settings)["accounts"]]
    assert PASSWORD not in (settings.VAR / "demo.json").read_text()


def test_outside_the_demo_nobody_gets_an_account_whose_password_all_know(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("load_demo")
    assert not User.objects.exists()
