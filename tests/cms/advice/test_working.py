"""Requests for advice in /redaktion/: list, state, who works on it, notes, mails, and the numbers."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms import limits, tasks
from cms.models import AdviceEntry, AdviceRequest
from mail.models import OutgoingMail
from tests.support.database.undoing import each
from tests.support.pages.forms import words

LIST, REPORT = "/redaktion/snippets/cms/advicerequest/", "/redaktion/beratung/zahlen/"


def make(place="Ulm", **fields):
    asked = {"name": "Nina Neu", "email": "nina@stadt.example", "concern": "Wer hat den Schlüssel?"}
    return AdviceRequest.objects.create(place=place, **asked | fields)


@pytest.fixture
def advice(db):
    return make()


@pytest.fixture
def as_emil(client, emil):
    client.force_login(emil)
    return client


def read(response):
    assert response.status_code == 200
    return words(response.content.decode())


def page_of(advice):
    return f"/redaktion/beratung/{advice.pk}/"


def test_an_editor_takes_a_request_and_closes_it(advice, as_emil, emil):
    assert "Wer hat den Schlüssel?" in read(as_emil.get(page_of(advice)))
    taken = {"state": "beratung", "assigned_to": emil.pk, "version": 1}
    assert as_emil.post(page_of(advice), taken).status_code == 302
    advice.refresh_from_db()
    assert (advice.state, advice.assigned_to, advice.closed_at) == ("beratung", emil, None)
    assert advice.started_at
    as_emil.post(page_of(advice), taken | {"state": "abgeschlossen", "version": 2})
    advice.refresh_from_db()
    assert advice.closed_at
    as_emil.post(page_of(advice), taken | {"state": "offen", "version": 3})
    advice.refresh_from_db()
    assert (advice.state, advice.closed_at) == ("offen", None)


def test_of_two_editors_at_once_the_second_reads_what_the_first_has_saved(advice, as_emil, emil, vera):
    advice.change_state(1, "beratung", vera)
    late = {"state": "abgeschlossen", "assigned_to": emil.pk, "version": 1}
    answer = as_emil.post(page_of(advice), late)
    assert f"in Beratung, zuständig: {vera.name}." in read(answer)
    advice.refresh_from_db()
    assert (advice.state, advice.assigned_to) == ("beratung", vera)
    shown = answer.content.decode()
    assert re.search(rf'<option value="{emil.pk}" selected', shown)
    version = re.search(r'name="version" value="(\d+)"', shown)[1]
    assert as_emil.post(page_of(advice), late | {"version": version}).status_code == 302
    advice.refresh_from_db()
    assert (advice.state, advice.assigned_to) == ("abgeschlossen", emil)


@each("wrong", [{"state": "x"}, {"assigned_to": "{carla}"}, {"version": ""}])
def test_a_choice_that_does_not_exist_changes_nothing(wrong, advice, as_emil, carla):
    sent = {"state": "beratung", "assigned_to": "", "version": 1} | wrong
    sent = {name: str(value).format(carla=carla.pk) for name, value in sent.items()}
    assert as_emil.post(page_of(advice), sent).status_code == 200
    advice.refresh_from_db()
    assert (advice.state, advice.version) == ("offen", 1)


def test_notes_are_added_with_their_author_and_cannot_be_empty(advice, as_emil, emil):
    assert as_emil.post(f"{page_of(advice)}notiz/", {"text": "Angerufen."}).status_code == 302
    assert "Bitte schreiben Sie etwas" in read(as_emil.post(f"{page_of(advice)}notiz/", {"text": " "}))
    said = read(as_emil.get(page_of(advice)))
    assert re.search(rf"Notiz {emil.name}, .* Uhr Angerufen\.", said)
    assert AdviceEntry.objects.count() == 1


def test_a_mail_from_the_record_goes_to_the_person_and_is_kept(advice, as_emil, emil):
    written = {"subject": "Unser Vorschlag", "message": "Guten Tag,\nnehmen Sie zwei Paten."}
    assert as_emil.post(f"{page_of(advice)}mail/", written).status_code == 302
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == ("nina@stadt.example", "Unser Vorschlag")
    assert (mail.headers["Reply-To"], mail.headers["Auto-Submitted"]) == (emil.email, "no")
    assert "nehmen Sie zwei Paten." in mail.text
    assert advice.status_path in mail.text
    assert "E-Mail: Unser Vorschlag" in read(as_emil.get(page_of(advice)))
    refused = as_emil.post(f"{page_of(advice)}mail/", written | {"subject": ""})
    assert "Bitte geben Sie einen Betreff ein." in read(refused)
    assert "nehmen Sie zwei Paten." in refused.content.decode()
    assert OutgoingMail.objects.count() == 1


def test_the_list_is_filtered_and_the_menu_says_how_many_are_open(as_emil, emil):
    now = timezone.now()
    make("Ulm")
    make("Salach", state="beratung", started_at=now, assigned_to=emil)
    make("Aachen", state="abgeschlossen", closed_at=now, created_at=now - timedelta(days=800))
    assert "Beratung (1)" in as_emil.get("/redaktion/").content.decode()

    def listed(**chosen):
        shown = as_emil.get(f"{LIST}results/", chosen).content.decode()
        return {place for place in ("Ulm", "Salach", "Aachen") if re.search(rf"<td[^>]*>\s*{place}", shown)}

    assert listed() == {"Ulm", "Salach", "Aachen"}
    assert listed(state="offen") == {"Ulm"}
    assert listed(assigned="mir") == {"Salach"}
    assert listed(assigned="niemand") == {"Ulm", "Aachen"}
    assert listed(place="Aachen") == {"Aachen"}
    assert listed(year=timezone.localtime(now).year) == {"Ulm", "Salach"}
    assert listed(q="Sala") == {"Salach"}


def test_the_numbers_are_a_table_with_bars_and_a_file(as_emil):
    now = timezone.now()
    for place, closed_at in (("Ulm", now), ("Ulm", None), ("=1+1", None)):
        make(place, state="abgeschlossen" if closed_at else "offen", closed_at=closed_at)
    shown = as_emil.get(REPORT).content.decode()
    year = timezone.localdate().year
    assert re.search(rf"Nach Jahr.*{year} 3 1 .*{year} Ulm 2 1", words(shown))
    assert "h200v12" in shown
    file = b"".join(as_emil.get(f"{REPORT}?export=csv")).decode()
    rows = list(csv.reader(io.StringIO(file)))
    assert rows[0] == ["Jahr", "Stadt oder Gemeinde", "Anfragen", "davon abgeschlossen"]
    assert sorted(rows[1:]) == [[str(year), "'=1+1", "1", "0"], [str(year), "Ulm", "2", "1"]]
    only = b"".join(as_emil.get(f"{REPORT}?export=csv&place=Ulm")).decode()
    assert len(only.splitlines()) == 2


def test_more_requests_and_notes_cost_no_more_queries(advice, as_emil, emil):
    def count():
        found = []
        for address in (f"{LIST}results/", f"{REPORT}ergebnisse/", page_of(advice)):
            as_emil.get(address)
            with CaptureQueriesContext(connection) as queries:
                as_emil.get(address)
            found.append(len(queries))
        return found

    def add(number):
        for one in range(number):
            make(f"Stadt {one}", assigned_to=emil)
            advice.add_note(emil, "Notiz")

    add(2)
    few = count()
    add(18)
    assert count() == few


def test_two_years_after_the_end_only_what_is_counted_stays(as_emil, emil):
    end = timezone.now() - limits.ADVICE_RETENTION
    closed = {"state": "abgeschlossen", "phone": "1", "function": "Amt"}
    old, new = (
        make(closed_at=end - timedelta(days=1), **closed),
        make(closed_at=end + timedelta(days=1), **closed),
    )
    for advice in (old, new):
        advice.add_note(emil, "Nina Neu hat angerufen.")
    tasks.anonymise_expired_advice(0)
    old.refresh_from_db()
    assert (old.name, old.email, old.concern, old.phone, old.function, old.place) == ("",) * 5 + ("Ulm",)
    assert AdviceEntry.objects.get().request == new
    assert new.__class__.objects.get(pk=new.pk).name == "Nina Neu"
    assert "Gezählt wird die Anfrage weiter." in read(as_emil.get(page_of(old)))
    assert as_emil.post(f"{page_of(old)}mail/", {"subject": "S", "message": "M"}).status_code == 302
    assert not OutgoingMail.objects.exists()
    assert limits.ADVICE_RETENTION.days == 730


@each(
    "wrong",
    [
        {"state": "irgendwie"},
        {"state": "beratung", "started_at": None},
        {"state": "abgeschlossen"},
        {"closed_at": "2026-01-01T00:00Z"},
        {"anonymised_at": "2026-01-01T00:00Z"},
    ],
)
def test_the_database_refuses_a_state_that_makes_no_sense(wrong, db):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**wrong)


def test_nobody_adds_a_request_in_the_admin_and_moderators_see_none(advice, as_emil, client, ben):
    assert as_emil.get(f"{LIST}add/").status_code == 302
    client.force_login(ben)
    for address in (LIST, REPORT, page_of(advice)):
        assert client.get(address).status_code == 302, address
