"""The form for advice: what is sent is stored and mailed to both sides; who is refused loses nothing."""

import re

import pytest

from cms.models import AdvicePage, AdviceRequest, FactSheetPage, Organisation
from mail.models import OutgoingMail
from tests.cms.statutory.filling import opened, send
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, values, words
from vocabulary.models import ThemeField

PAGE = "/kompetenzbereich/beratung/"
ASKED = {
    "place": "ulm",
    "concern": "Wer hat den Schlüssel?\nDanke!",
    "name": "Nina Neu",
    "function": "Stadtplanung",
    "email": "nina@stadt.example",
    "phone": "",
    "consent": "on",
}


@pytest.fixture
def others(demo):
    """The keys of the requests of the demo."""
    return set(AdviceRequest.objects.values_list("pk", flat=True))


def html(response):
    return response.content.decode()


def get_new(others):
    return AdviceRequest.objects.exclude(pk__in=others).get()


def test_a_request_is_stored_and_mailed_to_the_person_and_the_editors(others, client):
    chosen = list(ThemeField.objects.values_list("pk", flat=True)[:2])
    sent = send(client, PAGE, ASKED | {"theme_fields": chosen})
    assert (sent.status_code, sent["Location"]) == (302, f"{PAGE}?gesendet#formular")
    advice = get_new(others)
    assert (advice.place, advice.municipality.slug, advice.state) == ("Ulm", "ulm", "offen")
    assert (advice.concern, advice.theme_fields.count()) == (ASKED["concern"], 2)
    receipt, notice = OutgoingMail.objects.order_by("pk")
    assert (receipt.to, receipt.headers["Reply-To"]) == ("nina@stadt.example", "beratung@example.org")
    assert advice.reference in receipt.subject
    assert (notice.to, notice.headers["Reply-To"]) == ("beratung@example.org", "nina@stadt.example")
    assert notice.subject == f"Beratung angefragt: Ulm ({advice.reference})"
    for said in ("Wer hat den Schlüssel?", "Stadtplanung", f"/redaktion/beratung/{advice.pk}/"):
        assert said in notice.text
    assert "Ihre Anfrage ist da." in words(html(client.get(f"{PAGE}?gesendet")))


def test_the_mailed_link_shows_how_the_request_stands_until_nobody_is_named_any_more(others, client, emil):
    send(client, PAGE, ASKED)
    advice = get_new(others)
    link = re.search(r"/beratung/stand/[^/]+/", OutgoingMail.objects.earliest("pk").text)[0]
    assert "Sie brauchen nichts zu tun" in words(html(client.get(link)))
    advice.change_state(1, "beratung", emil)
    advice.add_note(emil, "Nur für uns.")
    said = words(html(client.get(link)))
    assert f"{emil.name} berät Sie." in said
    assert "Wer hat den Schlüssel?" in said
    assert "Nur für uns." not in said
    assert client.get(link.replace(str(advice.pk), str(advice.pk - 1))).status_code == 404
    AdviceRequest.objects.filter(pk=advice.pk).anonymise()
    assert client.get(link).status_code == 404


def test_a_city_that_is_not_ours_is_written_down(others, client):
    send(client, PAGE, ASKED | {"place": "Beispielhausen an der Muster"})
    advice = get_new(others)
    assert (advice.place, advice.municipality) == ("Beispielhausen an der Muster", None)


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(others, client):
    chosen = ThemeField.objects.last().pk
    wrong = {
        "place": " ",
        "email": "nina",
        "concern": "x" * 5001,
        "consent": "",
        "theme_fields": [chosen, "999999"],
    }
    page = html(send(client, PAGE, ASKED | wrong))
    assert set(problems(page)) == {"place", "email", "concern", "consent", "theme_fields"}
    assert "1 Zeichen zu viel" in problems(page)["concern"]
    kept = values(page)
    assert (kept["name"], kept["email"], len(kept["concern"])) == ("Nina Neu", "nina", 5001)
    assert re.search(rf'value="{chosen}"[^>]* checked', page)
    assert '<details class="theme-choices__more" open>' in page
    assert not AdviceRequest.objects.exclude(pk__in=others).exists()
    assert not OutgoingMail.objects.exists()


@each(
    "fields",
    [
        lambda: opened(0),
        lambda: {"guard_time": ""},
        lambda: opened() | {"guard_empty": "https://werbung.example"},
    ],
)
def test_what_a_program_may_have_sent_can_be_sent_again(fields, others, client):
    page = html(client.post(PAGE, ASKED | fields()))
    assert values(page)["name"] == "Nina Neu"
    assert 'role="alert"' in page
    assert not AdviceRequest.objects.exclude(pk__in=others).exists()


def test_nobody_fills_another_persons_mailbox(others, client):
    assert [send(client, PAGE, ASKED).status_code for _ in range(6)] == [302] * 5 + [429]


def test_a_request_is_kept_when_nobody_is_named_to_get_it(others, client, events):
    Organisation.objects.update(email="", advice_email="")
    assert send(client, PAGE, ASKED).status_code == 302
    assert get_new(others)
    assert [mail.to for mail in OutgoingMail.objects.all()] == ["nina@stadt.example"]
    assert {"advice_requested", "advice_without_recipient"} <= set(events())


def test_the_pages_lead_to_the_form_which_names_them(others, client):
    sheet = FactSheetPage.objects.get(slug="karlsruhe-bibliothek-der-dinge")
    for address in (sheet.url, "/stadtlabore/"):
        link = re.search(rf'href="({PAGE}\?seite=\d+)"', html(client.get(address)))
        assert link, address
    assert f'href="{PAGE}"' in html(client.get("/"))
    form = html(client.get(f"{PAGE}?seite={sheet.pk}"))
    assert sheet.title in words(form)
    kept = re.search(r'name="seite" value="(\d+)"', form)[1]
    send(client, PAGE, ASKED | {"seite": kept})
    assert get_new(others).page_id == sheet.pk
    AdvicePage.objects.get().unpublish()
    assert f"{PAGE}?seite=" not in html(client.get(sheet.url))


@each("asked", ["99999999999", "x", "1", "0\x00", "{closed}"])
def test_a_page_that_is_not_there_or_closed_is_not_named(asked, others, client):
    closed = FactSheetPage.objects.filter(view_restrictions__isnull=False).first()
    page = html(client.get(PAGE, {"seite": asked.format(closed=closed.pk)}))
    assert 'name="seite"' not in page
    assert closed.title not in page


def test_members_need_not_type_who_they_are(demo, client, carla):
    client.force_login(carla)
    kept = values(html(client.get(PAGE)))
    assert (kept["name"], kept["email"]) == (carla.name, carla.email)
