"""A member suggests a change of a published fact sheet."""

from cms.models import FactSheetPage, Submission
from tests.cms.submitting.conftest import MINE
from tests.support.pages.forms import values, words

BUSY = "Dieser Steckbrief wird gerade überarbeitet."


def read(client, address):
    return words(client.get(address, follow=True).content.decode())


def typed_again(client, submission, **changes):
    """What the form sends that nobody has changed but so."""
    return submission.typed | {"revision": submission.revision} | changes


def send(client, submission, **changes):
    submission.refresh_from_db()
    return client.post(
        f"{submission.get_absolute_url()}einreichen/", typed_again(client, submission, **changes)
    )


def test_the_form_holds_what_is_published(as_anna, sheet, change):
    assert f'action="{MINE}aenderung/{sheet.pk}/"' in as_anna.get(sheet.url).content.decode()
    shown = values(as_anna.get(change.get_absolute_url()).content.decode())
    assert shown["title"] == sheet.title
    assert shown["lessons"] == "\n".join(line.value for line in sheet.lessons)
    assert shown["quarter"] == sheet.quarter.title
    # Once more leads to the same one.
    as_anna.post(f"{MINE}aenderung/{sheet.pk}/")
    assert Submission.objects.count() == 1


def test_it_is_published_when_an_editor_approves(as_anna, client, sheet, change, decide, anna):
    visitor, before = type(client)(), sheet.theme_fields.count()
    assert send(as_anna, change, lessons="Früher fragen").status_code == 302
    assert "Früher fragen" not in read(visitor, sheet.url)
    change.refresh_from_db()
    decide(change, "reject", "Bitte genauer.")
    change.refresh_from_db()
    assert send(as_anna, change, lessons="Das Amt früher fragen").status_code == 302
    change.refresh_from_db()
    assert decide(change, "approve").is_published
    assert "Das Amt früher fragen" in read(visitor, sheet.url)
    stored = FactSheetPage.objects.get(pk=sheet.pk)
    assert (stored.theme_fields.count(), stored.number, stored.related.count()) == (
        before,
        sheet.number,
        sheet.related.count(),
    )
    assert anna.notifications.get().url == sheet.url


def test_while_one_is_open_others_are_told(as_anna, as_carla, sheet, change):
    as_carla.post(f"{MINE}aenderung/{sheet.pk}/")
    other = Submission.objects.exclude(pk=change.pk).get()
    send(as_anna, change, lessons="Von Anna")
    refused = words(send(as_carla, other, lessons="Von Carla").content.decode())
    assert (
        f"{BUSY} Bitte versuchen Sie es in ein paar Tagen noch einmal. Ihr Text bleibt gespeichert."
        in refused
    )
    assert Submission.objects.get(pk=other.pk).typed["lessons"] == "Von Carla"
    other.delete()
    as_carla.post(f"{MINE}aenderung/{sheet.pk}/")
    assert not Submission.objects.filter(pk=other.pk).exists()
    assert BUSY in read(as_carla, sheet.url)


def test_a_draft_of_the_editors_is_not_buried(as_anna, sheet, emil):
    sheet.intro = "Emil ist dabei."
    sheet.save_revision(user=emil)
    assert as_anna.post(f"{MINE}aenderung/{sheet.pk}/")["Location"] == sheet.url
    assert not Submission.objects.exists()


def test_the_author_is_told_if_the_page_has_changed_meanwhile(as_anna, sheet, change, emil):
    sheet.intro = "Emil war schneller."
    sheet.save_revision(user=emil).publish()
    html = send(as_anna, change, lessons="Von Anna").content.decode()
    assert "Die Redaktion hat den Steckbrief geändert, seit Sie begonnen haben." in words(html)
    assert values(html)["lessons"] == "Von Anna"
    assert Submission.objects.get().is_draft
    assert send(as_anna, change, lessons="Von Anna").status_code == 302
    assert Submission.objects.get().is_in_review


def test_withdrawing_leaves_the_page_as_it_was_published(as_anna, as_carla, sheet, change):
    send(as_anna, change, lessons="Von Anna")
    as_anna.post(f"{change.get_absolute_url()}zurueckziehen/")
    page = FactSheetPage.objects.get(pk=sheet.pk)
    assert (page.live, page.has_unpublished_changes, page.current_workflow_state) == (True, False, None)
    assert not page.revisions.exists()
    as_carla.post(f"{MINE}aenderung/{sheet.pk}/")
    assert Submission.objects.get().page_id == sheet.pk


def test_only_of_what_one_may_read(as_anna, client, sheet, demo):
    sheet.unpublish()
    assert as_anna.post(f"{MINE}aenderung/{sheet.pk}/").status_code == 404
    assert as_anna.post(f"{MINE}aenderung/{demo.pk}/").status_code == 404
