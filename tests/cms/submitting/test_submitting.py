"""A member writes a fact sheet: the whole way to the library, and what editors and the author may do on it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from cms import limits
from cms.models import FactSheetPage, Submission
from cms.models.submission import State
from cms.tasks import delete_expired_sheet_drafts
from mail.models import OutgoingMail
from tests.cms.submitting.conftest import MINE
from tests.forum.stored import queries
from tests.support.pages.admin import mails
from tests.support.pages.forms import problems, values, words


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def told(anna):
    """What Anna reads at the bell."""
    return [
        f"{one.sender} {one.words} {one.payload.get('words', '')}".strip() for one in anna.notifications.all()
    ]


def test_from_the_library_to_a_draft_with_ones_own_city(as_anna, client, town):
    library = page(as_anna, "/steckbriefe/")
    assert f'href="{MINE}neu/"' in library
    assert values(page(as_anna, f"{MINE}neu/"))["municipality"] == str(town.pk)
    assert problems(as_anna.post(f"{MINE}neu/", {"title": " "}).content.decode()) == {
        "title": "Bitte geben Sie dem Vorhaben einen Titel."
    }
    response = as_anna.post(f"{MINE}neu/", {"title": "Werkstatt", "municipality": town.pk})
    assert values(page(as_anna, response["Location"]))["title"] == "Werkstatt"
    assert "Werkstatt" in words(page(as_anna, MINE))
    assert "Werkstatt" in words(page(as_anna, "/mein/"))
    assert not FactSheetPage.objects.filter(title="Werkstatt").exists()


def test_visitors_keep_the_form_and_are_told_of_the_other(client, demo):
    assert 'href="/steckbriefe/steckbrief-einreichen/"' in page(client, "/steckbriefe/")
    form = page(client, "/steckbriefe/steckbrief-einreichen/")
    assert f'href="{MINE}"' in form
    assert f'href="{MINE}"' not in page(client, "/kontakt/")
    assert "Änderung vorschlagen" not in page(client, "/steckbriefe/karlsruhe-bibliothek-der-dinge/")


def test_the_editors_give_it_back_with_a_comment(as_anna, as_emil, anna, client, begun, send, decide):
    visitor = type(client)()
    sent = send(begun)
    sheet = sent.page
    assert told(anna) == ["Die Redaktion hat „Offene Werkstatt“ bekommen und prüft den Text"]
    assert visitor.get(sheet.url).status_code == 404
    assert "In Prüfung" in words(page(as_anna, MINE))
    assert "Nachbarn kennen lernen" in words(page(as_anna, sent.get_absolute_url()))
    assert "Offene Werkstatt" in words(page(as_emil, reverse("wagtailadmin_home")))

    decide(sent, "reject", "Bitte nennen Sie die Kosten.")
    assert told(anna) == [
        "Die Redaktion bittet um Änderungen an „Offene Werkstatt“ Bitte nennen Sie die Kosten."
    ]
    form = page(as_anna, sent.get_absolute_url())
    assert "Bitte nennen Sie die Kosten." in words(form)
    shown = values(form)
    assert (shown["goals"], shown["quarter"]) == ("Weniger wegwerfen\nNachbarn kennen lernen", "Nordstadt")


def test_from_the_form_to_the_visitor(as_anna, anna, client, begun, send, decide, town):
    visitor, sent = type(client)(), decide(send(begun), "reject", "Bitte nennen Sie die Kosten.")
    sheet = sent.page
    again = send(sent, budget_class="b1")
    assert again.state == State.IN_REVIEW
    assert decide(again, "approve").state == State.PUBLISHED
    assert told(anna) == ["Die Redaktion hat „Offene Werkstatt“ veröffentlicht"]
    assert anna.notifications.get().url == sheet.url
    seen = words(page(visitor, sheet.url))
    for text in (
        "Offene Werkstatt",
        "Nordstadt",
        "Weniger wegwerfen",
        "unter 5.000 Euro",
        "Quartiersmanagement",
    ):
        assert text in seen
    sheet = FactSheetPage.objects.get(pk=sheet.pk)
    assert (sheet.owner, sheet.municipality, sheet.slug) == (anna, town, "offene-werkstatt")
    assert sheet.contact_email == "quartier@ulm.example.org"
    assert "Veröffentlicht" in words(page(as_anna, MINE))


def test_editors_get_a_mail_and_authors_none_that_leads_to_the_admin(begun, send, decide, anna, emil):
    sent = send(begun)
    waiting = OutgoingMail.objects.get(to=emil.email)
    assert waiting.subject == "Zur Freigabe: Offene Werkstatt"
    assert reverse("wagtailadmin_pages:edit", args=[sent.page_id]) in waiting.text
    decide(sent, "reject", "Kürzer, bitte.")
    assert anna.email not in [to for to, _ in mails()]
    assert mail.outbox == []


def test_an_editor_who_submits_is_told_by_mail_what_becomes_of_it(demo, emil, vera):
    sheet = FactSheetPage.objects.live().first()
    sheet.save_revision(user=emil)
    state = sheet.get_workflow().start(sheet, emil)
    state.current_task_state.reject(user=vera, comment="Bitte kürzer.")
    assert (emil.email, f"Zurückgegeben: {sheet.title}") in mails()
    assert "Bitte kürzer." in OutgoingMail.objects.last().text


def test_one_may_withdraw_until_it_is_published(as_anna, anna, begun, send, decide):
    sent = send(begun)
    question = page(as_anna, f"{sent.get_absolute_url()}zurueckziehen/")
    assert "auch bei der Redaktion" in words(question)
    as_anna.post(f"{sent.get_absolute_url()}zurueckziehen/")
    assert not Submission.objects.exists()
    assert not FactSheetPage.objects.filter(pk=sent.page_id).exists()
    assert told(anna) == []


def test_what_is_published_cannot_be_withdrawn(as_anna, begun, send, decide):
    done = decide(send(begun), "approve")
    as_anna.post(f"{done.get_absolute_url()}zurueckziehen/")
    assert FactSheetPage.objects.get(pk=done.page_id).live


def test_an_editor_may_publish_cancel_or_delete_without_the_workflow(as_anna, anna, begun, send, subtests):
    sent = send(begun)
    with subtests.test("cancelled"):
        sent.page.current_workflow_state.cancel()
        assert Submission.objects.get().is_returned
        assert told(anna) == ["Die Redaktion bittet um Änderungen an „Offene Werkstatt“"]
        send(sent)
    with subtests.test("deleted"):
        FactSheetPage.objects.get(pk=sent.page_id).delete()
        assert Submission.objects.get().is_draft
        assert values(page(as_anna, sent.get_absolute_url()))["intro"] == "Alle reparieren zusammen."
        sent = send(sent)
    with subtests.test("published"):
        sent.page.latest_revision.publish()
        assert Submission.objects.get().is_published
        assert told(anna) == ["Die Redaktion hat „Offene Werkstatt“ veröffentlicht"]


def test_what_an_editor_has_changed_before_giving_it_back_stays(as_anna, begun, send, decide, emil):
    sent = send(begun)
    draft = sent.page.get_latest_revision_as_object()
    draft.intro = "Von Emil gekürzt."
    draft.save_revision(user=emil)
    decide(sent, "reject", "Passt es so?")
    assert values(page(as_anna, sent.get_absolute_url()))["intro"] == "Von Emil gekürzt."


def test_the_list_asks_as_often_with_twenty_rows_as_with_two(as_anna, anna, sheet):
    def add(number):
        now = timezone.now()
        for _ in range(number):
            Submission.objects.create(
                author=anna,
                page=sheet,
                state=State.PUBLISHED,
                typed={"title": "x"},
                saved_at=now,
                submitted_at=now,
            )

    add(2)
    few = queries(as_anna, MINE)
    add(18)
    assert queries(as_anna, MINE) == few


@pytest.mark.parametrize(("state", "left"), [(State.DRAFT, 0), (State.IN_REVIEW, 1)])
def test_only_what_was_never_sent_is_deleted_after_a_year(anna, state, left):
    old = timezone.now() - limits.DRAFT_RETENTION - timedelta(days=1)
    Submission.objects.create(author=anna, typed={"title": "x"}, state=state, saved_at=old)
    delete_expired_sheet_drafts(0)
    assert Submission.objects.count() == left
