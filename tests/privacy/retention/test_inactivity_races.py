"""Signing in at the very moment in which an account is told of, or shut."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import update_last_login
from django.utils import timezone

from accounts.models import User
from mail.models import OutgoingMail
from privacy.deletion.job import begin_erasure
from privacy.models import Erasure
from privacy.retention.inactivity import process_inactive_accounts
from tests.conftest import PASSWORD
from tests.support.database.races import in_turn
from tests.support.pages.client import Client

pytestmark = pytest.mark.usefixtures("own_database")
LONG_AGO = timedelta(days=800)


@pytest.fixture
def due(anna):
    """Anna was told a month ago."""
    User.objects.update(last_login=timezone.now() - LONG_AGO)
    then = timezone.now() - timedelta(days=31)
    due_at = timezone.now() - timedelta(hours=1)
    return Erasure.objects.create(user=anna, reason=Erasure.Reason.INACTIVITY, asked_at=then, due_at=due_at)


def test_who_signs_in_first_keeps_the_account(due, anna):
    assert in_turn(lambda: update_last_login(None, anna), lambda: begin_erasure(due.pk), then="keep") == [
        None
    ]
    assert User.objects.get().is_active
    assert not Erasure.objects.due()


def test_who_signs_in_too_late_finds_it_shut_and_the_erasure_goes_on(due, anna):
    in_turn(lambda: begin_erasure(due.pk), lambda: update_last_login(None, anna), then="keep")
    process_inactive_accounts()
    assert not User.objects.get().is_active
    assert Erasure.objects.due().get() == due


def test_who_signs_in_while_being_told_is_kept_although_the_mail_is_on_its_way(anna):
    User.objects.update(last_login=timezone.now() - LONG_AGO)
    in_turn(process_inactive_accounts, lambda: update_last_login(None, anna), then="keep")
    assert OutgoingMail.objects.count() == 1
    OutgoingMail.objects.all().delete()
    Erasure.objects.update(due_at=timezone.now())
    assert not Erasure.objects.due()
    process_inactive_accounts()
    assert not Erasure.objects.exists()


def test_who_signs_in_before_being_told_is_not_told(anna):
    User.objects.update(last_login=timezone.now() - LONG_AGO)
    in_turn(lambda: update_last_login(None, anna), process_inactive_accounts, then="keep")
    assert (OutgoingMail.objects.count(), Erasure.objects.count()) == (0, 0)


def test_two_runs_at_once_tell_once(anna):
    User.objects.update(last_login=timezone.now() - LONG_AGO)
    in_turn(process_inactive_accounts, process_inactive_accounts, then="keep")
    assert (OutgoingMail.objects.count(), Erasure.objects.count()) == (1, 1)


def test_of_two_admins_who_are_due_at_once_one_stays(person, anna, due):
    for number, name in enumerate(("Vera", "Uwe")):
        admin = person(name, "admin")
        User.objects.filter(pk=admin.pk).update(last_login=timezone.now() - LONG_AGO)
        Erasure.objects.create(
            user=admin, reason=Erasure.Reason.INACTIVITY, due_at=due.due_at + timedelta(minutes=number)
        )
    vera, uwe = Erasure.objects.order_by("pk")[1:]
    assert in_turn(lambda: begin_erasure(vera.pk), lambda: begin_erasure(uwe.pk), then="keep") == [None]
    assert User.objects.filter(site_role="admin", is_active=True).count() == 1


def test_who_signs_in_by_the_page_while_the_erasure_begins_does_not_get_in(due, anna):
    client = Client()
    submitted = {"email": anna.email, "password": PASSWORD}
    in_turn(lambda: begin_erasure(due.pk), lambda: client.post("/konto/anmelden/", submitted), then="keep")
    assert client.get("/konto/").status_code == 302
    assert Erasure.objects.due().get() == due


def test_who_signs_in_by_the_page_just_before_stays_in(due, anna):
    client = Client()
    submitted = {"email": anna.email, "password": PASSWORD}
    record = lambda: list(User.objects.select_for_update(no_key=True).filter(pk=anna.pk))  # noqa: E731
    _, begun = in_turn(
        record, lambda: client.post("/konto/anmelden/", submitted), lambda: begin_erasure(due.pk)
    )
    assert begun is None
    assert client.get("/konto/").status_code == 200
    assert not Erasure.objects.exists()
