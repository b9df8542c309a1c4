"""Pages with a form: what is sent is stored, mailed and deleted in time; who is refused loses nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.contrib.forms.models import FormSubmission

from cms import limits, tasks
from cms.forms.guarded import TOO_FAST, TOO_MANY, TOO_OLD, TRAPPED
from cms.models import FormPage
from mail.models import OutgoingMail
from tests.cms.statutory.filling import CONTACT, DAY, opened, send
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, values, words

PAGE = "/kontakt/"


def html(response):
    return response.content.decode()


def test_a_message_is_stored_mailed_and_thanked_for(demo, client):
    sent = send(client, PAGE, CONTACT)
    assert (sent.status_code, sent["Location"]) == (302, "/kontakt/?gesendet#formular")
    assert FormSubmission.objects.get().form_data == CONTACT
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.headers["Reply-To"]) == ("redaktion@example.org", "nina@stadt.example")
    assert "Wo finde ich die Vorlage?" in mail.text
    assert "Ihre Antwort geht an die Person" in words(mail.html)
    thanks = html(client.get("/kontakt/?gesendet"))
    assert "Vielen Dank." in words(thanks)
    assert "<textarea" not in thanks


def test_a_draft_of_a_fact_sheet_goes_to_the_editors(demo, client):
    page = FormPage.objects.get(slug="steckbrief-einreichen")
    fields = {field.clean_name: "Text" for field in page.form_fields.all()}
    assert send(client, page.url, fields | {"e_mail_adresse": "n@stadt.example"}).status_code == 302
    assert OutgoingMail.objects.get().subject == "Steckbrief einreichen: neue Nachricht"


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_stays(demo, client):
    page = html(send(client, PAGE, CONTACT | {"name": "", "e_mail_adresse": "nina"}))
    assert set(problems(page)) == {"name", "e_mail_adresse"}
    assert problems(page)["name"] == "Bitte füllen Sie dieses Feld aus."
    kept = values(page)
    assert kept["ihre_nachricht"].split("\n")[0] == "Wo finde ich die Vorlage?"
    assert kept["e_mail_adresse"] == "nina"
    assert "Fehler: Kontakt" in words(page)
    assert not FormSubmission.objects.exists()


@each(
    ("fields", "said"),
    [
        (lambda: opened(0), TOO_FAST),
        (lambda: opened(DAY + 60), TOO_OLD),
        (lambda: {"guard_time": "form:erfunden:erfunden"}, TOO_OLD),
        (lambda: {"guard_time": ""}, TOO_OLD),
        (lambda: opened() | {"guard_empty": "https://werbung.example"}, TRAPPED),
    ],
)
def test_what_a_program_may_have_sent_can_be_sent_again(fields, said, demo, client):
    page = html(client.post(PAGE, CONTACT | fields()))
    assert said in words(page)
    kept = values(page)
    assert (kept["name"], kept["ihre_nachricht"][:3], kept["guard_empty"]) == ("Nina Neu", "Wo ", "")
    assert not FormSubmission.objects.exists()


def test_after_twenty_messages_an_hour_the_next_waits_with_its_text(demo, client):
    answers = [send(client, PAGE, CONTACT) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert TOO_MANY in words(html(answers[-1]))
    assert values(html(answers[-1]))["name"] == "Nina Neu"
    assert FormSubmission.objects.count() == 20


def test_editors_read_and_export_the_messages_and_nobody_else(demo, client, emil, carla):
    send(client, PAGE, CONTACT)
    listed = f"/redaktion/forms/submissions/{FormPage.objects.get(slug='kontakt').pk}/"
    client.force_login(carla)
    assert client.get(listed).status_code == 302
    client.force_login(emil)
    assert "nina@stadt.example" in html(client.get(listed))
    export = b"".join(client.get(f"{listed}?export=csv")).decode()
    assert "Wo finde ich die Vorlage?" in export


def test_messages_are_deleted_after_a_year(demo, client):
    send(client, PAGE, CONTACT)
    send(client, PAGE, CONTACT)
    old, new = FormSubmission.objects.order_by("pk")
    end, day = timezone.now() - limits.SUBMISSION_RETENTION, timedelta(days=1)
    FormSubmission.objects.filter(pk=old.pk).update(submit_time=end - day)
    FormSubmission.objects.filter(pk=new.pk).update(submit_time=end + day)
    tasks.delete_expired_submissions(0)
    assert list(FormSubmission.objects.all()) == [new]
    assert limits.SUBMISSION_RETENTION.days == 365
    assert "Wir löschen die Nachricht nach einem Jahr." in words(html(client.get(PAGE)))


@pytest.mark.parametrize(
    ("kind", "answer", "told"), [("checkbox", "on", "ja"), ("dropdown", "morgen", "morgen")]
)
def test_boxes_and_choices_are_asked_for_and_mailed(kind, answer, told, demo, client):
    page = FormPage.objects.get(slug="kontakt")
    page.form_fields.add(page.form_fields.model(label="Rückruf", field_type=kind, choices="heute, morgen"))
    page.save()
    name = page.form_fields.get(label="Rückruf").clean_name
    assert set(problems(html(send(client, PAGE, CONTACT)))) == {name}
    assert send(client, PAGE, CONTACT | {name: answer}).status_code == 302
    assert f"Rückruf {told}" in words(OutgoingMail.objects.get().html)
