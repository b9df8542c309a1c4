"""From the queued row to the mail server, by the real worker and over real SMTP."""

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from mail.limits import MAX_ATTEMPTS
from mail.models import OutgoingMail
from mail.outbox import send_mail
from mail.tasks import NotDelivered, delete_expired_mails, deliver_mail

whole_database = pytest.mark.usefixtures("own_database")
TO = "anna@stadt.example"


def own_records(caplog):
    """Without those of the receiving server in the same process, whose logger is called mail.log."""
    return [record for record in caplog.records if record.name in ("mail", "procrastinate")]


def run_jobs():
    with app.replace_connector(app.connector.get_worker_connector()):
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


@whole_database
def test_a_mail_reaches_the_server_in_two_forms_and_leaves_no_trace(smtp):
    send_mail(TO, "login_code", {"code": "123456"})
    run_jobs()
    mail = smtp.received[0]
    assert mail["To"] == TO
    assert mail["Subject"] == "123456 ist Ihr Code für das StädteNetz"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@example.org>")
    assert "\r\n123456\r\n" in mail.get_body(("plain",)).get_content()
    assert 'style="' in mail.get_body(("html",)).get_content()
    assert not OutgoingMail.objects.exists()


@whole_database
def test_a_refused_mail_is_tried_again_later(smtp, caplog):
    smtp.refusal = f"451 Later, {TO}"
    send_mail(TO, "login_code", {"code": "123456"})
    run_jobs()
    job = ProcrastinateJob.objects.get(task_name="mail.deliver")
    assert (job.status, job.attempts) == ("todo", 1)
    assert OutgoingMail.objects.get().attempts == 1
    assert "anna@" not in str([vars(record) for record in own_records(caplog)])

    smtp.refusal = ""
    deliver_mail(OutgoingMail.objects.get().pk)
    assert len(smtp.received) == 1


@whole_database
def test_a_mail_locked_by_another_run_is_left_alone(smtp):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    def elsewhere():
        deliver_mail(mail.pk)
        connection.close()

    send_mail(TO, "login_code", {"code": "123456"})
    mail = OutgoingMail.objects.get()
    with transaction.atomic(), ThreadPoolExecutor() as pool:
        OutgoingMail.objects.select_for_update().get()
        pool.submit(elsewhere).result(timeout=10)
    assert smtp.received == []


def test_a_job_that_runs_twice_sends_once(smtp, waiting):
    send_mail(TO, "login_code", {"code": "123456"})
    pk = waiting.get().pk
    deliver_mail(pk)
    deliver_mail(pk)
    assert len(smtp.received) == 1


def test_a_mail_that_never_goes_out_is_marked_logged_and_forgotten(smtp, waiting, caplog, monkeypatch):
    smtp.refusal = f"550 Unknown {TO}"
    send_mail(TO, "login_code", {"code": "123456"})
    mail = waiting.get()
    for _ in range(MAX_ATTEMPTS):
        with pytest.raises(NotDelivered):
            deliver_mail(mail.pk)
    deliver_mail(mail.pk)
    mail.refresh_from_db()
    assert mail.failed_at
    last = own_records(caplog)[-1]
    assert (last.event, last.attempts, last.code) == ("mail_failed", MAX_ATTEMPTS, 550)
    assert "anna@" not in str([vars(record) for record in own_records(caplog)])

    delete_expired_mails(0)
    assert waiting.exists()
    waiting.update(created_at="2020-01-01T00:00Z")
    delete_expired_mails(0)
    assert not waiting.exists()


def test_an_unreachable_server_is_no_lost_mail(smtp, waiting, settings):
    settings.MAILERS["default"]["OPTIONS"]["port"] = 1
    settings.MAILERS = dict(settings.MAILERS)
    send_mail(TO, "login_code", {"code": "123456"})
    with pytest.raises(NotDelivered, match="ConnectionRefusedError"):
        deliver_mail(waiting.get().pk)
    assert waiting.get().attempts == 1
