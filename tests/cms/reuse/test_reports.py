"""„Wir machen das nach“: who may report it, what is refused, and where it is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.models import FactSheetIndexPage, FactSheetPage, Reuse
from notifications.models import Notification
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, values, words
from vocabulary.models import Municipality

NOTE = "Wir haben den Aushang übernommen."
WAITS = "Die Redaktion prüft es noch."


@pytest.fixture
def sheet(demo):
    return FactSheetPage.objects.get(slug="karlsruhe-bibliothek-der-dinge")


@pytest.fixture
def ulm(carla, client, sheet):
    """Carla works in Ulm, which has not followed this fact sheet, and is signed in."""
    carla.municipality = Municipality.objects.get(slug="ulm")
    carla.save()
    client.force_login(carla)
    return carla


def address(sheet):
    return reverse("reuse:report", args=[sheet.pk])


def read(client, page):
    return client.get(page.url).content.decode()


def edit(client, reuse, **changed):
    fields = {"page": reuse.page_id, "municipality": reuse.municipality_id, "note": reuse.note, "answer": ""}
    fields |= {"state": reuse.state, "date": ""} | changed
    return client.post(f"/redaktion/snippets/cms/reuse/edit/{reuse.pk}/", fields)


def test_a_member_reports_and_an_editor_confirms(sheet, ulm, emil, client):
    assert f'action="{address(sheet)}"' in read(client, sheet)
    answer = client.post(address(sheet), {"note": NOTE, "date": "2025-03-01"})
    assert answer["Location"] == f"{sheet.url}#nachgenutzt"
    reuse = sheet.reuses.get(reporter=ulm)
    assert (str(reuse.municipality), reuse.state, str(reuse.date)) == ("Ulm", "waiting", "2025-03-01")
    html = words(read(client, sheet))
    assert WAITS in html
    assert NOTE not in html
    editor = type(client)()
    editor.force_login(emil)
    listing = editor.get("/redaktion/snippets/cms/reuse/?state=waiting").content.decode()
    assert f"Ulm: {sheet.title}" in words(listing)
    assert edit(editor, reuse, state="confirmed", date="2025-03-01").status_code == 302
    visitor = words(read(type(client)(), sheet))
    assert f"Ulm {NOTE} seit März 2025" in visitor
    assert ulm.name not in visitor
    bell = words(client.get("/mitteilungen/").content.decode())
    assert f"Die Redaktion hat bestätigt, dass Ihre Stadt „{sheet.title}“ nachnutzt" in bell


def test_a_rejection_has_a_reason_and_may_be_followed_by_another_report(sheet, ulm, emil, client):
    reuse = Reuse.objects.report(sheet, ulm, note=NOTE, date=None)
    editor = type(client)()
    editor.force_login(emil)
    edit(editor, reuse, state="rejected", answer="Bitte fragen Sie zuerst in Karlsruhe.")
    bell = words(client.get("/mitteilungen/").content.decode())
    assert "nicht übernommen" in bell
    assert "Bitte fragen Sie zuerst in Karlsruhe." in bell
    assert NOTE not in read(client, sheet)
    client.post(address(sheet), {"note": "Jetzt haben wir gefragt."})
    reuse.refresh_from_db()
    assert (reuse.state, reuse.note, reuse.answer) == ("waiting", "Jetzt haben wir gefragt.", "")


def test_an_editor_who_changes_nothing_of_the_state_tells_nobody(sheet, ulm, emil, client):
    reuse = Reuse.objects.report(sheet, ulm, note=NOTE, date=None)
    client.force_login(emil)
    edit(client, reuse, note="Anders gesagt.")
    reuse.refresh_from_db()
    assert (reuse.note, Notification.objects.of(ulm.pk).exists()) == ("Anders gesagt.", False)


def test_the_menu_tells_editors_how_many_wait(sheet, ulm, emil, client):
    waiting = Reuse.objects.waiting().count()
    client.force_login(emil)
    assert f"Nachnutzungen ({waiting})" in client.get("/redaktion/").content.decode()
    Reuse.objects.waiting().delete()
    home = client.get("/redaktion/").content.decode()
    assert "Nachnutzungen" in home
    assert "Nachnutzungen (" not in home


def later():
    return (timezone.localdate() + timedelta(days=1)).isoformat()


@each(
    ("field", "value", "said"),
    [
        ("note", "", "Bitte sagen Sie in einem Satz, was Sie übernehmen."),
        ("note", "x" * 201, "1 Zeichen zu viel: Es sind 201, möglich sind 200."),
        ("date", "morgen", "Bitte geben Sie ein Datum an, zum Beispiel 24.12.2025."),
        ("date", later(), "Dieses Datum liegt in der Zukunft."),
        ("date", "0202-01-01", "Bitte prüfen Sie das Jahr: vor 1990?"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_stored(
    field, value, said, sheet, ulm, client, events
):
    typed = {"note": NOTE, "date": "2025-03-01"} | {field: value}
    html = client.post(address(sheet), typed).content.decode()
    assert problems(html) == {field: said}
    assert values(html) == typed
    assert not sheet.reuses.filter(reporter=ulm).exists()
    assert "reuse_refused" in events()


def test_who_cannot_report_reads_why_and_keeps_the_text(sheet, carla, client):
    client.force_login(carla)
    assert "Tragen Sie sie in Ihrem Profil ein" in words(read(client, sheet))
    assert "Wir machen das nach" not in read(client, sheet)
    html = client.post(address(sheet), {"note": NOTE}).content.decode()
    assert NOTE in html
    assert 'href="/konto/profil/"' in html
    assert sheet.reuses.filter(reporter=carla).count() == 0


@each("slug", ["karlsruhe", "mannheim"])
def test_a_city_follows_neither_itself_nor_twice(slug, sheet, ulm, client):
    ulm.municipality = Municipality.objects.get(slug=slug)
    ulm.save()
    before = sheet.reuses.count()
    assert f'action="{address(sheet)}"' not in read(client, sheet)
    assert client.post(address(sheet), {"note": NOTE}).status_code == 200
    assert sheet.reuses.count() == before


def test_the_database_knows_a_city_once_at_a_fact_sheet(sheet, ulm):
    Reuse.objects.report(sheet, ulm, note=NOTE, date=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reuse.objects.create(page=sheet, municipality=ulm.municipality)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reuse.objects.filter(page=sheet).update(state="vielleicht")


def test_visitors_are_led_to_the_sign_in_and_their_text_is_given_back(sheet, client):
    assert f'<a href="{address(sheet)}">Wir machen das nach</a>' in read(client, sheet)
    assert client.get(address(sheet))["Location"] == f"/konto/anmelden/?next={address(sheet)}"
    answer = client.post(address(sheet), {"note": NOTE})
    assert (answer.status_code, NOTE in answer.content.decode()) == (401, True)


def test_fact_sheets_that_the_reader_may_not_open_do_not_exist(sheet, ulm, client):
    sheet.unpublish()
    assert client.get(address(sheet)).status_code == 404
    assert client.post(address(sheet), {"note": NOTE}).status_code == 404
    assert client.get("/nachnutzung/9999999/").status_code == 404


def test_what_waits_or_was_rejected_is_shown_nowhere(sheet, ulm, client):
    row = Reuse.objects.report(sheet, ulm, note=NOTE, date=None)
    for state in ("waiting", "rejected"):
        Reuse.objects.filter(pk=row.pk).update(state=state)
        for page in (sheet, sheet.municipality.page, ulm.municipality.page):
            assert NOTE not in read(type(client)(), page), (state, page)
    Reuse.objects.filter(pk=row.pk).update(state="confirmed")
    for page in (sheet, sheet.municipality.page, ulm.municipality.page):
        assert NOTE in read(type(client)(), page), page


def test_a_draft_that_is_published_later_neither_loses_nor_revives_a_city(sheet, ulm):
    mannheim = sheet.reuses.get()
    revision = sheet.save_revision()
    Reuse.objects.report(sheet, ulm, note=NOTE, date=None)
    mannheim.delete()
    revision.publish()
    assert [reuse.municipality for reuse in sheet.reuses.all()] == [ulm.municipality]


def test_the_library_counts_by_year_what_the_reader_may_open(demo, ulm, client):
    Reuse.objects.all().delete()
    first, second, hidden = FactSheetPage.objects.exclude(municipality=ulm.municipality)[:3]
    for sheet, date in ((first, "2024-05-01"), (second, "2025-02-01"), (hidden, "2025-03-01")):
        Reuse.objects.create(page=sheet, municipality=ulm.municipality, date=date)
    Reuse.objects.create(page=second, municipality=Municipality.objects.get(slug="salach"), date="2025-07-01")
    hidden.unpublish()
    library = FactSheetIndexPage.objects.get()
    html = read(client, library)
    told = words(html[html.index("uebertragungen") :])
    assert "3 Übertragungen" in told
    assert "2025 2 2024 1" in told
    Reuse.objects.update(state="waiting")
    assert "Übertragung" not in read(client, library)


def test_the_library_and_a_fact_sheet_ask_as_often_with_twenty_rows_as_with_two(sheet, ulm, client):
    def asked(page):
        read(client, page)
        with CaptureQueriesContext(connection) as queries:
            read(client, page)
        return len(queries)

    towns = Municipality.objects.exclude(pk__in=[ulm.municipality_id, sheet.municipality_id])
    pages = (sheet, FactSheetIndexPage.objects.get())
    counts = []
    for number in (2, min(20, towns.count())):
        sheet.reuses.all().delete()
        Reuse.objects.bulk_create(Reuse(page=sheet, municipality=town) for town in towns[:number])
        counts.append([asked(page) for page in pages])
    assert counts[0] == counts[1]
