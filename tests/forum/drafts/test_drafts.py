"""What is typed is stored until it is sent: saving, two devices, sending, the list, discarding, the end."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from forum.models import Draft
from forum.tasks import delete_expired_drafts
from tests.forum.pages import hidden, kept, page, preview
from tests.forum.stored import queries
from tests.support.database.undoing import each
from tests.support.pages.forms import values, words

GROUP = "/gruppen/quartier/"
NEW = f"{GROUP}themen/neu/"


@pytest.fixture
def reply_form(thread):
    return f"{GROUP}themen/{thread.pk}/{thread.slug}/"


@pytest.fixture
def address(thread):
    return f"{GROUP}themen/{thread.pk}/entwurf/"


@pytest.fixture
def typed():
    return {"text": "Bei uns ist es", "key": str(uuid4()), "revision": "0"}


def save(client, address, typed, status=200, **changes):
    response = client.post(address, typed | changes)
    assert response.status_code == status
    return response.json()


def test_what_was_typed_stands_in_the_form_again(as_anna, as_ben, reply_form, address, typed):
    assert save(as_anna, address, typed) == {"revision": 1}
    html = page(as_anna, reply_form)
    assert values(html)["text"] == "Bei uns ist es"
    assert (hidden(html, "key"), hidden(html, "revision")) == (typed["key"], "1")
    assert values(page(as_ben, reply_form))["text"] == ""


def test_a_new_thread_has_a_draft_of_its_own(as_anna, reply_form, typed):
    title = "Wie lang ein Titel auch wird " * 9
    save(as_anna, f"{NEW}entwurf/", typed, title=title, kind="minutes")
    shown = values(page(as_anna, NEW))
    assert (shown["title"], shown["kind"], shown["text"]) == (title, "minutes", "Bei uns ist es")
    assert values(page(as_anna, reply_form))["text"] == ""


def test_a_quote_is_added_to_what_was_typed(as_anna, reply_form, address, typed):
    save(as_anna, address, typed)
    text = values(page(as_anna, reply_form, zitat="1"))["text"]
    assert text.startswith("Bei uns ist es\n\n> ")


def test_sending_removes_the_draft_and_a_late_save_does_not_bring_it_back(as_anna, thread, address, typed):
    save(as_anna, address, typed)
    as_anna.post(f"{GROUP}themen/{thread.pk}/antworten/", typed)
    assert not Draft.objects.exists()
    assert save(as_anna, address, typed, text="Bei uns") == {"sent": True}
    assert not Draft.objects.exists()


def test_sending_another_form_leaves_the_draft(as_anna, thread, address, typed):
    save(as_anna, address, typed)
    as_anna.post(f"{GROUP}themen/{thread.pk}/antworten/", {"text": "Etwas anderes.", "key": str(uuid4())})
    assert Draft.objects.get().text == "Bei uns ist es"


def test_a_published_thread_leaves_no_draft(as_anna, member, anna, typed):
    typed |= {"title": "Bänke", "kind": "discussion"}
    save(as_anna, f"{NEW}entwurf/", typed)
    assert as_anna.post(NEW, typed).status_code == 302
    assert not Draft.objects.exists()


def test_an_emptied_form_leaves_no_draft(as_anna, address, typed):
    save(as_anna, address, typed)
    assert save(as_anna, address, typed, text=" \r\n", revision="1") == {"revision": 0}
    assert not Draft.objects.exists()


def test_two_devices_notice_each_other(as_anna, address, typed):
    save(as_anna, address, typed)
    newer = save(as_anna, address, typed, text="Vom Telefon", revision="1")
    assert newer == {"revision": 2}
    told = save(as_anna, address, typed, text="Vom Rechner", revision="1", status=409)
    assert (told["text"], told["revision"], told["key"]) == ("Vom Telefon", 2, typed["key"])
    assert Draft.objects.get().text == "Vom Telefon"
    assert save(as_anna, address, typed, text="Vom Rechner", revision="2") == {"revision": 3}


def test_the_same_text_from_two_devices_is_no_conflict(as_anna, address, typed):
    save(as_anna, address, typed)
    assert save(as_anna, address, typed, key=str(uuid4())) == {"revision": 2}


@pytest.fixture
def edit_form(thread):
    """Of post 1, which Anna wrote."""
    return f"{GROUP}themen/{thread.pk}/beitraege/1/bearbeiten/"


@pytest.fixture
def edit_draft(thread):
    return f"{GROUP}themen/{thread.pk}/beitraege/1/entwurf/"


def test_a_change_has_a_draft_of_its_own(as_anna, as_ben, reply_form, edit_form, edit_draft, typed):
    save(as_anna, edit_draft, typed, title="Neuer Titel")
    html = page(as_anna, edit_form)
    assert (values(html)["title"], values(html)["text"]) == ("Neuer Titel", "Bei uns ist es")
    assert "Im Thema steht noch der alte Text." in words(html)
    assert values(page(as_anna, reply_form))["text"] == ""
    home = page(as_anna, "/mein/")
    assert f'href="{edit_form}"' in home
    assert "Änderung an Beitrag 1 in" in words(home)
    assert as_ben.post(edit_draft, typed).status_code == 403


def test_a_saved_change_leaves_no_draft_not_even_by_a_late_save(as_anna, edit_form, edit_draft, typed):
    typed |= {"title": "Neuer Titel"}
    save(as_anna, edit_draft, typed)
    assert as_anna.post(edit_form, typed).status_code == 302
    assert not Draft.objects.exists()
    assert save(as_anna, edit_draft, typed) == {"revision": 0}
    assert not Draft.objects.exists()
    assert "Entwurf" not in words(page(as_anna, edit_form)).partition("Als Entwurf gespeichert")[0]


def test_the_draft_of_a_change_to_a_removed_post_can_be_copied(as_anna, anna, thread, edit_draft, typed):
    save(as_anna, edit_draft, typed)
    thread.posts.get(number=1).remove(by=anna)
    html = page(as_anna, f"{GROUP}entwuerfe/{Draft.objects.get().pk}/")
    assert kept(html) == "Bei uns ist es"
    assert "Weiterschreiben" not in html


def test_a_change_has_a_preview(as_anna, edit_form, typed):
    html = as_anna.post(
        edit_form, typed | {"title": "Titel", "text": "**So**", "preview": "1"}
    ).content.decode()
    assert preview(html).strip() == "<p><strong>So</strong></p>"
    assert values(html)["text"] == "**So**"


@each("bad", [{"text": "x" * 100_001}, {"text": "a", "kind": "unknown"}, {"text": "a\x00"}])
def test_what_no_form_sends_is_refused(bad, as_anna, address, typed):
    assert as_anna.post(address, typed | bad).status_code == 400
    assert not Draft.objects.exists()


def test_drafts_stand_on_the_members_home(as_anna, as_ben, reply_form, address, typed):
    save(as_anna, address, typed)
    save(as_anna, f"{NEW}entwurf/", typed, key=str(uuid4()), title="Bänke")
    html = page(as_anna, "/mein/")
    assert reply_form in html
    assert "Bei uns ist es" in html
    assert "Bänke" in words(html)
    assert "Entwürfe" not in page(as_ben, "/mein/")
    asked = queries(as_anna, "/mein/")
    Draft.objects.first().delete()
    assert queries(as_anna, "/mein/") == asked


def test_a_draft_is_discarded_on_its_page(as_anna, as_ben, address, typed):
    save(as_anna, address, typed)
    shown = f"{GROUP}entwuerfe/{Draft.objects.get().pk}/"
    assert kept(page(as_anna, shown)) == "Bei uns ist es"
    for refused in (as_ben.get(shown), as_ben.post(shown)):
        assert refused.status_code == 404
    assert as_anna.post(shown)["Location"] == "/mein/"
    assert not Draft.objects.exists()


def test_where_nobody_can_write_the_draft_can_be_copied(as_anna, thread, address, typed):
    save(as_anna, address, typed)
    thread.close()
    assert f"{GROUP}entwuerfe/" in page(as_anna, "/mein/")
    html = page(as_anna, f"{GROUP}entwuerfe/{Draft.objects.get().pk}/")
    assert "Hier kann niemand mehr schreiben." in words(html)
    assert "Weiterschreiben" not in html


def test_drafts_end_with_the_membership_and_after_half_a_year(
    as_anna, anna, ben, as_ben, member, address, typed
):
    save(as_anna, address, typed)
    save(as_ben, address, typed)
    member(anna).end()
    assert [draft.membership.user for draft in Draft.objects.all()] == [ben]
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=179))
    delete_expired_drafts(0)
    assert Draft.objects.exists()
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=181))
    delete_expired_drafts(0)
    assert not Draft.objects.exists()
