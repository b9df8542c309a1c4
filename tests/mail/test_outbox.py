import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from mail.outbox import one_line, send_mail

TO = "anna@stadt.example"


def test_a_rolled_back_act_sends_nothing(waiting):
    with transaction.atomic():
        send_mail(TO, "login_code", {"code": "123456"})
        transaction.set_rollback(True)
    assert not waiting.exists()
    assert not ProcrastinateJob.objects.exists()


def test_the_job_knows_the_row_and_nothing_else(waiting):
    send_mail(TO, "login_code", {"code": "123456"})
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("mail.deliver", {"mail_id": waiting.get().pk})


@pytest.mark.parametrize("typed", ["12\r\nBcc: x@example.org", "12\x0b\x1b34", "12\u202e34", "12\u202834"])
def test_nothing_typed_can_break_out_of_the_subject(typed, waiting):
    send_mail(TO, "login_code", {"code": typed})
    subject = waiting.get().subject
    assert subject.isprintable()
    assert subject.endswith(" ist Ihr Code für das StädteNetz")


def test_one_line_keeps_what_people_write():
    assert one_line("  Größe &\n „Fragen“ – 2\t") == "Größe & „Fragen“ – 2"


def test_headers_of_the_caller_are_kept_on_one_line(waiting):
    send_mail(TO, "login_code", {"code": "1"}, headers={"In-Reply-To": "<a@b>\nBcc: x@example.org"})
    assert waiting.get().headers["In-Reply-To"] == "<a@b> Bcc: x@example.org"


@pytest.mark.parametrize("to", ["", "anna", "a@b.example\nBcc: x@example.org", "Anna <anna@stadt.example>"])
def test_only_a_plain_address_is_written_to(to, waiting):
    with pytest.raises(ValidationError):
        send_mail(to, "login_code", {"code": "123456"})
    assert not waiting.exists()


def test_text_is_not_escaped_and_html_is(waiting):
    send_mail(TO, "login_code", {"code": "<b>&"})
    mail = waiting.get()
    assert "\n<b>&\n" in mail.text
    assert "<b>&" not in mail.html


def test_html_contains_its_styles_and_loads_nothing(waiting):
    send_mail(TO, "login_code", {"code": "123456"})
    html = waiting.get().html
    assert '<html lang="de">' in html
    assert "prefers-color-scheme: dark" in html
    assert "background-color" in html or "background:" in html
    assert "<link" not in html
    assert "<img" not in html
