"""Imprint, accessibility statement with its report form, and the site setting from which both take their values."""

import json

from django.conf import settings
from wagtail.contrib.forms.models import FormSubmission

from cms.models import AccessibilityStatementPage, Organisation
from mail.models import OutgoingMail
from tests.cms.statutory.filling import send
from tests.support.pages.forms import problems, values, words

VALUES = json.loads((settings.ROOT / "demo" / "content" / "settings.json").read_text())
STATEMENT = "/barrierefreiheit/"
REPORT = {"place": "/dokumente/", "barrier": "Die Liste liest mein Programm nicht vor.", "email": ""}


def read(client, address):
    return words(client.get(address).content.decode())


def test_the_imprint_says_what_the_client_has_told(demo, client):
    said = read(client, "/impressum/")
    told = [*VALUES["imprint"].values(), *VALUES["dsa_contact"].values()]
    assert [value for value in told if isinstance(value, str) and value not in said] == []


def test_an_imprint_without_values_says_so_and_reading_it_writes_nothing(demo, client):
    Organisation.objects.all().delete()
    assert "noch nicht eingetragen" in read(client, "/impressum/")
    assert "wird noch geprüft" in read(client, STATEMENT)
    assert not Organisation.objects.exists()


def test_editors_change_the_values(demo, client, emil):
    client.force_login(emil)
    organisation = Organisation.objects.get()
    names = [field.name for field in Organisation._meta.fields if field.editable and field.name != "id"]
    fields = {name: getattr(organisation, name) for name in names} | {"phone": "0711 000 000"}
    address = f"/redaktion/settings/cms/organisation/{organisation.site_id}/"
    assert client.post(address, fields).status_code == 302
    assert "0711 000 000" in read(client, "/impressum/")


def test_the_statement_has_the_parts_of_the_model_in_its_order(demo, client):
    page = AccessibilityStatementPage.objects.get()
    page.conformity, page.barriers = "partial", [("line", "Filme ohne Gebärdensprache, bis Juni.")]
    page.save()
    said = read(client, STATEMENT)
    parts = (
        *("§ 10 Absatz 1", "teilweise vereinbar", "Filme ohne Gebärdensprache, bis Juni.", "Selbstbewertung"),
        *("Was ist passiert?", VALUES["accessibility"]["arbitration"]),
    )
    places = [said.find(part) for part in parts]
    assert places == sorted(places)
    assert -1 not in places
    assert (page.next_review - page.reviewed_on).days == VALUES["accessibility"]["statement_review_days"]


def test_anybody_reports_a_barrier_and_the_mail_goes_where_the_client_wants(demo, client):
    assert send(client, STATEMENT, REPORT).status_code == 302
    mail = OutgoingMail.objects.get()
    assert (mail.to, "Reply-To" in mail.headers) == (VALUES["accessibility"]["feedback_email"], False)
    assert "Die Liste liest mein Programm nicht vor." in mail.text
    assert FormSubmission.objects.get().form_data == REPORT
    assert "Vielen Dank." in read(client, f"{STATEMENT}?gesendet")


def test_editors_read_the_reports(demo, client, emil):
    send(client, STATEMENT, REPORT)
    client.force_login(emil)
    listed = f"/redaktion/forms/submissions/{AccessibilityStatementPage.objects.get().pk}/"
    assert REPORT["barrier"] in read(client, listed)


def test_a_report_without_words_keeps_the_rest(demo, client):
    html = send(client, STATEMENT, REPORT | {"barrier": " ", "email": "x@y.example"}).content.decode()
    assert problems(html) == {"barrier": "Bitte beschreiben Sie in einem Satz, woran es lag."}
    assert (values(html)["place"], values(html)["email"]) == ("/dokumente/", "x@y.example")


def test_a_report_is_kept_when_nobody_is_named_to_get_it(demo, client, events):
    Organisation.objects.update(email="", feedback_email="")
    assert send(client, STATEMENT, REPORT).status_code == 302
    assert (FormSubmission.objects.count(), OutgoingMail.objects.count()) == (1, 0)
    assert "form_without_recipient" in events()


def test_the_form_proposes_the_page_from_which_one_comes_unless_its_address_is_a_secret(demo, client):
    def proposed(address):
        page = client.get(STATEMENT, headers={"Referer": f"http://testserver{address}"})
        return values(page.content.decode())["place"]

    assert proposed("/dokumente/?themenfeld=klima") == "/dokumente/"
    assert proposed("/einladung/geheim/") == ""
    assert proposed(STATEMENT) == ""
