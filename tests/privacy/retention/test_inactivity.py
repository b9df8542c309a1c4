"""Who has not signed in for almost two years is told a month before, and keeps the account by signing in."""

import re
from datetime import date, datetime, timedelta
from inspect import signature

from django.utils import timezone

from accounts.models import User
from mail.models import OutgoingMail
from privacy.limits import INACTIVITY_PERIOD
from privacy.models import Erasure
from privacy.retention import inactivity
from privacy.retention.inactivity import STAYS, process_inactive_accounts
from tests.conftest import PASSWORD
from tests.privacy.retention.unused import DAY, days_pass, delivered, mailed_addresses, unused
from tests.support.database.undoing import each

SIGN_IN = "/konto/anmelden/"


@each(("days", "number"), [(699, 0), (700, 1), (1500, 1)])
def test_one_is_told_thirty_days_before_the_two_years_are_over(anna, days, number):
    unused(anna, days)
    process_inactive_accounts()
    assert (OutgoingMail.objects.count(), Erasure.objects.count()) == (number, number)


@each("days", [700, 710, 1500])
def test_from_the_mail_on_there_are_thirty_days_and_never_less_than_two_years(anna, days):
    unused(anna, days)
    process_inactive_accounts()
    erasure = Erasure.objects.get()
    earliest = max(timezone.now() + 30 * DAY, timezone.now() - days * DAY + INACTIVITY_PERIOD)
    assert earliest <= erasure.due_at + timedelta(seconds=9) <= earliest + 25 * timedelta(hours=1)
    assert timezone.localtime(erasure.due_at).time().isoformat() == "00:00:00"
    assert (erasure.reason, erasure.keep_posts, erasure.begun_at) == ("inactivity", True, None)


def test_the_mail_says_until_when_and_how(anna):
    unused(anna, 700)
    process_inactive_accounts()
    mail = OutgoingMail.objects.get()
    day = re.search(r"melden Sie sich bis zum (\d+)\. \w+ (\d+) einmal an", mail.text)
    last = timezone.localdate(Erasure.objects.get().due_at - timedelta(hours=1))
    assert (int(day[1]), int(day[2])) == (last.day, last.year)
    assert "Guten Tag Anna Annasen" in mail.text
    assert "http://localhost:8000/konto/anmelden/" in mail.text
    assert "bleibt dort stehen, aber ohne Ihren Namen" in mail.text
    assert "<" not in mail.text
    assert 'href="http://localhost:8000/konto/anmelden/"' in mail.html


def test_who_never_signed_in_counts_from_the_day_the_account_was_made(anna, ben):
    long_ago = timezone.now() - 731 * DAY
    User.objects.filter(pk=anna.pk).update(last_login=None, date_joined=long_ago)
    User.objects.filter(pk=ben.pk).update(last_login=None)
    process_inactive_accounts()
    assert mailed_addresses() == [anna.email]
    assert "noch nie angemeldet" in OutgoingMail.objects.get().text


def test_a_second_run_tells_nobody_twice(anna):
    unused(anna, 705)
    process_inactive_accounts()
    before = list(Erasure.objects.values())
    process_inactive_accounts()
    assert list(Erasure.objects.values()) == before
    assert OutgoingMail.objects.count() == 1


def test_nothing_is_due_before_its_time_nor_while_the_mail_waits(anna):
    unused(anna, 700)
    process_inactive_accounts()
    days_pass(29)
    assert not Erasure.objects.due()
    days_pass(2)
    assert not Erasure.objects.due()
    delivered()
    assert Erasure.objects.due().get().user == anna


def test_an_outage_of_the_job_takes_no_day_from_anybody(anna):
    unused(anna, 2000)
    assert not Erasure.objects.due()
    process_inactive_accounts()
    delivered()
    assert not Erasure.objects.due()
    days_pass(29)
    assert not Erasure.objects.due()


def test_a_mail_that_could_not_be_delivered_is_sent_again_with_all_the_time(anna):
    unused(anna, 700)
    process_inactive_accounts()
    OutgoingMail.objects.update(failed_at=timezone.now())
    first = OutgoingMail.objects.get()
    days_pass(3)
    process_inactive_accounts()
    erasure = Erasure.objects.get()
    assert erasure.mail != first
    assert (mailed_addresses(), erasure.mail.failed_at) == ([anna.email], None)
    assert erasure.due_at > timezone.now() + 30 * DAY


def test_after_two_weeks_in_vain_the_time_runs(anna):
    unused(anna, 700)
    process_inactive_accounts()
    OutgoingMail.objects.update(failed_at=timezone.now())
    days_pass(15)
    before = Erasure.objects.get().due_at
    process_inactive_accounts()
    assert (Erasure.objects.get().due_at, OutgoingMail.objects.count()) == (before, 1)


def test_signing_in_keeps_the_account_and_says_so(client, anna):
    unused(anna, 700)
    process_inactive_accounts()
    response = client.post(SIGN_IN, {"email": anna.email, "password": PASSWORD}, follow=True)
    assert STAYS in response.content.decode()
    assert not Erasure.objects.exists()
    assert STAYS not in client.get("/konto/").content.decode()
    process_inactive_accounts()
    assert not Erasure.objects.exists()


def test_signing_in_says_nothing_to_anybody_else(client, anna):
    response = client.post(SIGN_IN, {"email": anna.email, "password": PASSWORD}, follow=True)
    assert STAYS not in response.content.decode()


def test_thousands_are_told_bit_by_bit_and_the_longest_unused_first(db):
    now = timezone.now()
    User.objects.bulk_create(
        User(email=f"p{n}@stadt.example", name=f"P {n}", password="!", last_login=now - (701 + n) * DAY)
        for n in range(25)
    )
    process_inactive_accounts(at_once=20)
    assert OutgoingMail.objects.count() == 20
    assert not Erasure.objects.filter(user__email="p0@stadt.example").exists()
    process_inactive_accounts(at_once=20)
    assert Erasure.objects.count() == 25


def test_a_mail_server_takes_two_hundred_mails_without_suspicion():
    assert signature(process_inactive_accounts).parameters["at_once"].default == 200


def test_one_who_cannot_be_told_keeps_no_other_waiting(anna, ben, events):
    User.objects.filter(pk=anna.pk).update(email="keine adresse")
    unused(anna, 900)
    unused(ben, 800)
    process_inactive_accounts()
    assert mailed_addresses() == [ben.email]
    assert "privacy_job_failed" in events()
    assert Erasure.objects.get().user == ben


def test_the_last_day_is_one_of_this_country(anna):
    noon = timezone.make_aware(datetime(2026, 3, 1, 23, 30))
    anna.last_login = noon
    assert inactivity.last_day_of(anna) == max(
        date(2028, 2, 29), timezone.localdate(timezone.now() + 30 * DAY)
    )
