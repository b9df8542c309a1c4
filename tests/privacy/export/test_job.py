"""Asking for the export, waiting for it, fetching it; and jobs that die, come twice or come too late."""

import io
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts.models import User
from mail.models import OutgoingMail
from privacy.export import job
from privacy.export.archive import build_archive
from privacy.limits import EXPORT_RETENTION
from privacy.models import DataExport
from privacy.tasks import delete_expired_exports, resume_jobs
from tests.support.database.races import alone
from tests.support.pages.forms import words

PAGE, ASK, STAND, FILE = (
    f"/konto/daten/{rest}" for rest in ("", "zusammenstellen/", "zusammenstellen/stand/", "datei/")
)
LONG_AGO = 16 * 60


def jobs():
    return ProcrastinateJob.objects.filter(task_name="privacy.make_export")


@pytest.fixture
def made(own_database, person):
    """Anna's, ready."""
    anna = person("Anna")
    export = DataExport.objects.create(user=anna)
    job.make_export(export.pk)
    return export


@pytest.fixture
def ready(anna):
    """The row that such a job leaves."""
    now = timezone.now()
    return DataExport.objects.create(user=anna, made_at=now, archive=b"Wort " * 400)


def test_asking_queues_one_job_however_often_one_clicks(client, anna):
    client.force_login(anna)
    assert "Daten zusammenstellen" in client.get(PAGE).text
    for _ in range(2):
        assert client.post(ASK)["Location"] == f"{PAGE}#mitnehmen"
    assert jobs().count() == 1
    assert jobs().get().args == {"export_id": DataExport.objects.get(user=anna).pk}


def test_while_it_is_made_the_page_says_so_and_asks_again_by_itself(client, anna):
    client.force_login(anna)
    client.post(ASK)
    page = client.get(PAGE).text
    assert "Ihre Daten werden zusammengestellt." in page
    assert f'data-hx-get="{STAND}"' in page
    assert "htmx.js" in page
    assert "Nachsehen, ob sie bereitliegt" in page
    part = client.get(STAND)
    assert "Ihre Daten werden zusammengestellt." in part.text
    assert "<html" not in part.text


def test_when_it_is_ready_the_page_leads_to_the_file_until_its_day(client, ready):
    client.force_login(ready.user)
    for address in (PAGE, STAND):
        page = client.get(address).text
        assert "Ihre Daten liegen bereit" in page
        assert "hx-get" not in page
        assert FILE in page
        assert "KB, bereit bis" in words(page).replace("\xa0", " ")


def test_the_file_is_a_zip_for_its_owner_that_nothing_stores(client, made):
    client.force_login(made.user)
    response = client.get(FILE)
    made.refresh_from_db()
    name = f"staedtenetz-daten-{timezone.localtime(made.made_at):%Y-%m-%d}.zip"
    assert response.content == bytes(made.archive)
    assert response.content.startswith(b"PK")
    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_whoever_signed_in_long_ago_shows_first_who_they_are(client, ready):
    client.force_login(ready.user, ago=LONG_AGO)
    page = client.get(PAGE).text
    assert FILE not in page
    assert "/konto/bestaetigen/?next=/konto/daten/" in page
    assert client.get(FILE)["Location"].startswith("/konto/bestaetigen/?next=")


def test_nobody_else_gets_it(client, ready, person):
    assert client.get(FILE)["Location"].startswith("/konto/anmelden/")
    client.force_login(person("Ben"))
    assert client.get(FILE)["Location"] == PAGE
    assert "Ihre Daten liegen bereit" not in client.get(PAGE).text


def test_looking_makes_nothing(client, anna):
    client.force_login(anna)
    assert client.get(ASK).status_code == 405
    client.get(PAGE)
    client.get(FILE)
    assert not DataExport.objects.exists()


def test_made_anew_the_former_file_is_gone_at_once(client, ready):
    client.force_login(ready.user)
    client.post(ASK)
    ready.refresh_from_db()
    assert (ready.made_at, ready.archive) == (None, None)
    assert client.get(FILE)["Location"] == PAGE
    assert jobs().count() == 1


def test_after_a_week_it_is_no_longer_offered_and_at_night_it_goes(client, ready):
    client.force_login(ready.user)
    DataExport.objects.update(made_at=timezone.now() - EXPORT_RETENTION + timedelta(minutes=1))
    delete_expired_exports(timestamp=0)
    assert client.get(FILE).status_code == 200
    DataExport.objects.update(made_at=timezone.now() - EXPORT_RETENTION - timedelta(minutes=1))
    assert "Daten zusammenstellen" in client.get(PAGE).text
    assert client.get(FILE)["Location"] == PAGE
    client.post(ASK)
    assert DataExport.objects.get().made_at is None
    DataExport.objects.update(made_at=timezone.now() - EXPORT_RETENTION - timedelta(minutes=1), archive=b"PK")
    delete_expired_exports(timestamp=0)
    assert not DataExport.objects.exists()


def test_one_that_is_being_made_is_not_forgotten(anna):
    DataExport.objects.create(user=anna, asked_at=timezone.now() - timedelta(days=30))
    delete_expired_exports(timestamp=0)
    assert DataExport.objects.exists()


def test_who_asks_again_and_again_is_asked_to_come_tomorrow(client, anna, events):
    client.force_login(anna)
    for _ in range(11):
        DataExport.objects.all().delete()
        response = client.post(ASK, follow=True)
    assert "heute schon oft" in response.text
    assert not DataExport.objects.exists()
    assert events()[-1] == "data_export_refused"


def test_a_second_run_of_the_job_makes_nothing_and_mails_nothing(made):
    made.refresh_from_db()
    before = made.made_at
    job.make_export(made.pk)
    made.refresh_from_db()
    assert made.made_at == before
    assert OutgoingMail.objects.count() == 1


def test_what_a_job_that_died_has_left_is_made_later(own_database, person):
    export = DataExport.objects.create(user=person("Anna"))
    resume_jobs(timestamp=0)
    export.refresh_from_db()
    assert export.made_at


def test_a_job_that_dies_in_the_middle_leaves_neither_file_nor_mail(own_database, person):
    anna = person("Anna")
    export = DataExport.objects.create(user=anna)
    # The mail is the last step, and there is none to this address.
    User.objects.filter(pk=anna.pk).update(email="keine adresse")
    with pytest.raises(ValidationError):
        job.make_export(export.pk)
    export.refresh_from_db()
    assert (export.made_at, export.archive, OutgoingMail.objects.count()) == (None, None, 0)
    User.objects.filter(pk=anna.pk).update(email=anna.email)
    resume_jobs(timestamp=0)
    export.refresh_from_db()
    assert export.made_at


def test_of_two_jobs_at_once_one_makes_it(own_database, person):
    export = DataExport.objects.create(user=person("Anna"))
    with transaction.atomic(), ThreadPoolExecutor(1) as another:
        DataExport.objects.select_for_update().get(pk=export.pk)
        # It finds the row taken, does not wait, and makes nothing.
        assert another.submit(alone, lambda: job.make_export(export.pk)).result(timeout=20) is None
    export.refresh_from_db()
    assert export.made_at is None
    job.make_export(export.pk)
    assert OutgoingMail.objects.count() == 1


def test_all_in_it_is_of_one_moment(own_database, person):
    """What is committed while it is read is not in it, not even in what is read last."""
    anna = person("Anna")
    with transaction.atomic():
        job.use_one_snapshot()
        assert User.objects.get(pk=anna.pk).name == anna.name
        with ThreadPoolExecutor(1) as another:
            another.submit(alone, lambda: User.objects.filter(pk=anna.pk).update(name="Anders")).result(
                timeout=20
            )
        assert anna.name.encode() in unzipped(build_archive(anna, timezone.now()))
    assert b"Anders" in unzipped(build_archive(anna, timezone.now()))


def unzipped(archive):
    with ZipFile(io.BytesIO(archive)) as opened:
        return opened.read("daten.json")


def test_for_an_account_that_is_gone_or_shut_nothing_is_made(own_database, person):
    anna = person("Anna")
    export = DataExport.objects.create(user=anna)
    anna.is_active = False
    anna.save(update_fields=["is_active"])
    job.make_export(export.pk)
    export.refresh_from_db()
    assert export.made_at is None
    anna.delete()
    job.make_export(export.pk)
    assert not OutgoingMail.objects.exists()
