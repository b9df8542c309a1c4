"""What is wrong stays in the form and is told at its field; nobody gets at the texts of others."""

from django.urls import reverse
from django.utils import timezone

from cms import limits
from cms.models import FactSheetPage, Submission
from tests.cms.submitting.conftest import MINE
from tests.support.database.undoing import each
from tests.support.pages.forms import problems, values, words

WRONG = {
    "title": "Werkstatt",
    "revision": "1",
    "contact_email": "keine",
    "period_start": "2024-05-01",
    "period_end": "2024-04-01",
    "goals": f"kurz\n{'x' * 253}",
    "theme_fields": ["0"],
    "budget_class": "b9",
    "summary": "y" * 1001,
}
SAID = {
    "municipality": "Bitte wählen Sie die Stadt oder Gemeinde.",
    "intro": "Bitte sagen Sie in einem Satz, worum es geht.",
    "summary": "1 Zeichen zu viel: Es sind 1.001, möglich sind 1.000.",
    "theme_fields": "Bitte wählen Sie aus der Liste.",
    "status": "Bitte wählen Sie, wie weit das Vorhaben ist.",
    "period_end": "Das Ende liegt vor dem Beginn.",
    "goals": "Punkt 2 ist 3 Zeichen zu lang: möglich sind 250. Machen Sie am besten zwei Punkte daraus.",
    "budget_class": "Bitte wählen Sie aus der Liste.",
    "contact_role": "Bitte sagen Sie, wen man fragen kann.",
    "contact_email": "Bitte geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel „vorname.nachname@stadt.de“.",
}


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_what_cannot_be_sent_yet_is_told_at_its_field_and_kept(as_anna, begun):
    html = as_anna.post(f"{begun.get_absolute_url()}einreichen/", WRONG).content.decode()
    assert problems(html) == SAID
    kept = values(html)
    again = values(page(as_anna, begun.get_absolute_url()))
    for name in ("title", "contact_email", "period_end", "goals", "summary"):
        assert (kept[name], again[name]) == (WRONG[name], WRONG[name])
    assert Submission.objects.get().is_draft
    assert not FactSheetPage.objects.filter(title="Werkstatt").exists()


@each(
    ("changes", "problem"),
    [
        ({"title": ""}, "Bitte geben Sie dem Vorhaben einen Titel."),
        ({"lessons": "x" * limits.SUBMISSION_LENGTH}, "zusammen sind 60.000 Zeichen möglich"),
    ],
)
def test_what_cannot_be_saved_stays_in_the_form(as_anna, begun, full, changes, problem):
    address, typed = begun.get_absolute_url(), full | {"revision": "1"} | changes
    refused = as_anna.post(f"{address}sichern/", typed)
    assert (refused.status_code, problem in refused.json()["problem"]) == (422, True)
    html = as_anna.post(address, typed).content.decode()
    assert problem in words(html)
    assert values(html)["summary"] == full["summary"]
    assert Submission.objects.get().revision == 1


def test_saving_needs_no_script_and_takes_what_is_not_valid_yet(as_anna, begun):
    typed = {"title": "Werkstatt", "revision": "1", "contact_email": "noch\0 nichts", "period_end": "bald"}
    assert as_anna.post(begun.get_absolute_url(), typed)["Location"] == begun.get_absolute_url()
    shown = values(page(as_anna, begun.get_absolute_url()))
    assert (shown["contact_email"], shown["period_end"]) == ("noch nichts", "bald")


def test_two_windows_notice_each_other(as_anna, begun):
    address = begun.get_absolute_url()
    first = as_anna.post(f"{address}sichern/", {"title": "Erstes Fenster", "revision": "1"})
    assert first.json() == {"revision": 2}
    second = as_anna.post(f"{address}sichern/", {"title": "Zweites Fenster", "revision": "1"})
    assert (second.status_code, second.json()["revision"]) == (409, 2)
    html = as_anna.post(address, {"title": "Zweites Fenster", "revision": "1"}).content.decode()
    assert "in einem anderen Fenster geändert" in words(html)
    assert 'name="revision" value="2"' in html
    assert Submission.objects.get().title == "Erstes Fenster"
    as_anna.post(address, {"title": "Zweites Fenster", "revision": "2"})
    assert Submission.objects.get().title == "Zweites Fenster"


def test_nobody_else_sees_changes_or_sends_it_and_authors_stay_out_of_the_admin(
    as_anna, as_carla, begun, send, full
):
    address = begun.get_absolute_url()
    for sent in (False, True):
        if sent:
            send(begun)
        for suffix in ("", "sichern/", "einreichen/", "zurueckziehen/"):
            assert as_carla.post(f"{address}{suffix}", full).status_code == 404, suffix
        assert as_carla.get(address).status_code == 404
    assert "Offene Werkstatt" not in page(as_carla, MINE)
    edit = reverse("wagtailadmin_pages:edit", args=[Submission.objects.get().page_id])
    assert as_anna.get(edit)["Location"].startswith("/redaktion/login/")


def test_what_the_editors_have_nobody_changes(as_anna, begun, send, full):
    sent = send(begun)
    address, typed = sent.get_absolute_url(), full | {"title": "Heimlich", "revision": sent.revision}
    assert as_anna.post(f"{address}sichern/", typed).status_code == 410
    assert as_anna.post(address, typed).status_code == 302
    assert as_anna.post(f"{address}einreichen/", typed).status_code == 302
    assert Submission.objects.get().title == "Offene Werkstatt"


def test_there_is_a_limit(as_anna, anna, demo):
    rows = [Submission(author=anna, typed={"title": "x"}, saved_at=timezone.now()) for _ in range(20)]
    Submission.objects.bulk_create(rows)
    html = as_anna.post(f"{MINE}neu/", {"title": "Noch einer"}).content.decode()
    assert "schon 20 Steckbriefe und Vorschläge in Arbeit" in words(html)
    assert values(html)["title"] == "Noch einer"
    assert Submission.objects.count() == 20
