"""When the time is over: the account is shut for good, unless nobody else administrates the site."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from mail.models import OutgoingMail
from privacy.deletion.job import begin_erasure
from privacy.models import Erasure
from privacy.retention.inactivity import process_inactive_accounts
from tests.privacy.retention.unused import days_pass, delivered, unused
from tests.support.database.undoing import each
from tests.support.pages.client import Client


def test_an_account_that_was_used_in_any_other_way_is_kept_too(anna):
    """The row is still there when the sign-in crossed the job that told of it."""
    unused(anna, 700)
    process_inactive_accounts()
    User.objects.update(last_login=timezone.now() - timedelta(seconds=1))
    delivered()
    days_pass(31)
    assert not Erasure.objects.due()
    assert begin_erasure(Erasure.objects.get().pk) is None
    process_inactive_accounts()
    assert not Erasure.objects.exists()
    assert User.objects.get().is_active


def test_what_is_due_shuts_the_account_and_cannot_be_taken_back(group, anna):
    unused(anna, 700)
    Client().force_login(anna)
    unused(anna, 700)
    process_inactive_accounts()
    delivered()
    days_pass(31)
    erasure = begin_erasure(Erasure.objects.get().pk)
    anna.refresh_from_db()
    assert (anna.is_active, anna.memberships.count(), anna.sessions.count()) == (False, 0, 0)
    User.objects.filter(pk=anna.pk).update(last_login=timezone.now())
    assert begin_erasure(erasure.pk).begun_at == erasure.begun_at
    process_inactive_accounts()
    assert Erasure.objects.due().get() == erasure


def test_what_is_not_due_does_not_begin(anna):
    unused(anna, 700)
    process_inactive_accounts()
    delivered()
    assert begin_erasure(Erasure.objects.get().pk) is None
    assert begin_erasure(0) is None
    anna.refresh_from_db()
    assert anna.is_active


@each(("days", "over"), [(729, False), (731, True)])
def test_a_shut_account_goes_after_its_two_years_without_a_mail(anna, days, over):
    unused(anna, days, is_active=False)
    process_inactive_accounts()
    assert Erasure.objects.due().filter(user=anna).exists() == over
    assert not OutgoingMail.objects.exists()


def test_shut_after_being_told_the_account_goes_on_the_day_that_was_told(anna):
    unused(anna, 700)
    process_inactive_accounts()
    due_at = Erasure.objects.get().due_at
    User.objects.update(is_active=False)
    process_inactive_accounts()
    assert Erasure.objects.get().due_at == due_at


def test_the_last_admin_is_not_told(vera, person):
    unused(vera, 2000)
    shut = person("Uwe", "admin")
    unused(shut, 10, is_active=False)
    process_inactive_accounts()
    assert not Erasure.objects.exists()


def test_of_two_admins_who_never_come_one_stays(vera, person):
    for admin in (vera, person("Uwe", "admin")):
        unused(admin, 2000)
    process_inactive_accounts()
    process_inactive_accounts()
    assert Erasure.objects.count() == 1


def test_who_has_become_the_last_admin_since_being_told_stays(vera, person, events):
    other = person("Uwe", "admin")
    unused(vera, 2000)
    unused(other, 1)
    process_inactive_accounts()
    delivered()
    days_pass(31)
    other.appoint("")
    assert begin_erasure(Erasure.objects.get().pk) is None
    vera.refresh_from_db()
    assert (vera.is_active, Erasure.objects.count()) == (True, 0)
    assert "last_admin_stays" in events()
    process_inactive_accounts()
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_other_roles_make_no_difference(person, role):
    unused(person("Rita", role), 700)
    process_inactive_accounts()
    assert Erasure.objects.count() == 1


def test_an_erasure_that_was_requested_is_left_alone(anna):
    unused(anna, 2000)
    Erasure.objects.create(user=anna, reason=Erasure.Reason.REQUEST, keep_posts=False)
    process_inactive_accounts()
    assert (Erasure.objects.get().reason, OutgoingMail.objects.count()) == ("request", 0)


def test_after_a_restored_backup_accounts_are_erased_again(group, anna, ben, capsys):
    call_command("erase_accounts", str(anna.pk), "4711")
    call_command("erase_accounts", str(ben.pk), "--posts-go")
    first, second = Erasure.objects.order_by("pk")
    assert (first.user, first.keep_posts, second.user, second.keep_posts) == (anna, True, ben, False)
    assert Erasure.objects.due().count() == 2
    assert not User.objects.filter(pk__in=[anna.pk, ben.pk], is_active=True)
    assert "4711 is not there" in capsys.readouterr().out
    call_command("erase_accounts", str(anna.pk))
    assert Erasure.objects.count() == 2
