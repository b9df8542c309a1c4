"""Changing and removing a post: who may, what stays, what others see of it."""

import pytest

from forum.models import Post, Thread
from tests.forum.pages import body, notes, page, posts, rows
from tests.forum.stored import everything
from tests.support.database.undoing import each
from tests.support.pages.forms import values, words


@pytest.fixture
def address(thread):
    """Of an act on a post of the thread."""
    return lambda number, act: f"/gruppen/quartier/themen/{thread.pk}/beitraege/{number}/{act}/"


@pytest.fixture
def shown(thread):
    """The thread's page as the browser gets it."""
    return lambda client: page(client, thread.get_absolute_url())


def test_an_author_changes_a_post(as_ben, thread, address, shown):
    form = page(as_ben, address(2, "bearbeiten"))
    assert values(form) == {"text": "Antwort von **Ben**."}
    response = as_ben.post(address(2, "bearbeiten"), {"text": "Anders, _besser_."})
    assert response["Location"] == f"{thread.get_absolute_url()}#beitrag-2"
    html = shown(as_ben)
    assert "Anders, <em>besser</em>." in body(html, 2)
    assert "bearbeitet gerade eben" in words(posts(html)[2])
    assert "bearbeitet" not in posts(html)[1] + posts(html)[3]


def test_an_edit_is_a_new_revision_of_post_and_thread(as_ben, thread, address):
    before = {post.number: post.revision for post in thread.posts.all()}
    as_ben.post(address(2, "bearbeiten"), {"text": "Anders."})
    after = {post.number: post.revision for post in thread.posts.all()}
    old, _ = Thread.objects.get(pk=thread.pk), thread.revision
    assert after == before | {2: thread.revision + 1}
    assert old.revision == thread.revision + 1
    assert (old.last_number, old.last_post_at) == (thread.last_number, thread.last_post_at)


def test_the_same_text_changes_nothing(as_ben, as_anna, thread, address):
    before = everything()
    assert as_ben.post(address(2, "bearbeiten"), {"text": "Antwort von **Ben**."}).status_code == 302
    assert (
        as_anna.post(address(1, "bearbeiten"), {"text": "Eine Frage.", "title": thread.title}).status_code
        == 302
    )
    assert everything() == before


def test_the_first_post_is_changed_together_with_the_title(as_anna, as_ben, thread, address):
    assert values(page(as_anna, address(1, "bearbeiten"))) == {"title": thread.title, "text": "Eine Frage."}
    submitted = {"title": "Neuer  Titel", "text": "Bessere Frage."}
    assert as_anna.post(address(1, "bearbeiten"), submitted, follow=True).status_code == 200
    html = page(as_ben, f"/gruppen/quartier/themen/{thread.pk}/neuer-titel/")
    assert '<h1 id="titel">Neuer Titel</h1>' in html
    assert "Bessere Frage." in body(html, 1)
    assert as_ben.get(thread.get_absolute_url()).status_code == 301


def test_a_new_title_alone_is_a_revision_but_no_edited_post(as_anna, thread, address):
    as_anna.post(address(1, "bearbeiten"), {"title": "Neuer Titel", "text": "Eine Frage."})
    changed = Thread.objects.get(pk=thread.pk)
    assert (changed.title, changed.revision) == ("Neuer Titel", thread.revision + 1)
    assert thread.posts.get(number=1).edited_at is None


def test_a_title_sent_with_another_post_is_ignored(as_ben, thread, address):
    as_ben.post(address(2, "bearbeiten"), {"title": "Gekapert", "text": "Anders."})
    assert Thread.objects.get().title == thread.title


@each("name", ["anna", "dora"])
@each("method", ["get", "post"])
def test_nobody_changes_what_others_wrote(method, name, signed_in, request, thread, address, anna, dora):
    before = everything()
    client = signed_in(request.getfixturevalue(name))
    response = getattr(client, method)(address(2, "bearbeiten"), {"text": "Untergeschoben."})
    assert response.status_code == 403
    assert "Bearbeiten kann einen Beitrag nur, wer ihn geschrieben hat." in response.content.decode()
    assert everything() == before


def test_controls_stand_where_they_work(as_anna, as_ben, shown):
    controls = {
        name: {
            (number, word)
            for number, post in posts(shown(client)).items()
            for word in ("Bearbeiten", "Löschen")
            if f'aria-label="{word}: Beitrag {number}"' in post
        }
        for name, client in (("anna", as_anna), ("ben", as_ben))
    }
    assert controls["anna"] == {(1, "Bearbeiten"), (1, "Löschen")}
    assert controls["ben"] == {(2, "Bearbeiten"), (1, "Löschen"), (2, "Löschen"), (3, "Löschen")}


def test_removing_asks_first(as_anna, thread, address):
    before = everything()
    html = page(as_anna, address(1, "loeschen"))
    assert "Diesen Beitrag löschen?" in html
    assert "Eine Frage." in html
    assert everything() == before


@each(
    ("name", "text"),
    [
        ("anna", "Diesen Beitrag hat die Person gelöscht, die ihn geschrieben hat."),
        ("ben", "Diesen Beitrag hat die Moderation gelöscht."),
        ("dora", "Diesen Beitrag hat die Moderation gelöscht."),
    ],
)
def test_a_removed_post_keeps_its_number_and_loses_its_text(
    name, text, signed_in, request, as_anna, say, anna, ben, thread, address, shown, dora
):
    say(thread, anna, "Etwas **Falsches**.")
    say(thread, ben, "Danach.")
    client = signed_in(request.getfixturevalue(name))
    response = client.post(address(4, "loeschen"))
    assert response["Location"] == f"{thread.get_absolute_url()}#beitrag-4"

    post = thread.posts.get(number=4)
    assert (post.text, post.html) == ("", "")
    assert post.removed_by == request.getfixturevalue(name)
    assert post.revision == Thread.objects.get().revision == thread.revision + 3
    html = shown(as_anna)
    assert list(posts(html)) == [1, 2, 3, 4, 5]
    assert text in posts(html)[4]
    assert "Falsches" not in html
    assert "post__acts" not in posts(html)[4]


@each("name", ["anna", "carla"])
@each("method", ["get", "post"])
def test_members_and_outsiders_remove_nothing_of_others(
    method, name, signed_in, request, thread, address, anna, carla
):
    before = everything()
    client = signed_in(request.getfixturevalue(name))
    assert getattr(client, method)(address(2, "loeschen")).status_code == (403 if name == "anna" else 404)
    assert everything() == before


def test_removing_twice_changes_nothing_more(as_anna, as_ben, thread, address):
    as_anna.post(address(1, "loeschen"))
    before = everything()
    for client in (as_anna, as_ben):
        for method in (client.get, client.post):
            assert method(address(1, "loeschen"))["Location"] == f"{thread.get_absolute_url()}#beitrag-1"
    thread.posts.get(number=1).remove(by=None)
    assert everything() == before


def test_an_edit_of_a_post_removed_meanwhile_comes_back(as_anna, ben, thread, address):
    Post.objects.get(number=1).remove(by=ben)
    before = everything()
    response = as_anna.post(address(1, "bearbeiten"), {"text": "Mein Text", "title": "Titel"})
    html = response.content.decode()
    assert response.status_code == 409
    assert notes(html) == ["Dieser Beitrag wurde inzwischen gelöscht. Ihr Text ist nicht gespeichert."]
    assert values(html) == {"text": "Mein Text", "title": "Titel"}
    assert everything() == before


def test_a_question_whose_answer_is_removed_is_open_again(as_ben, thread, address, shown):
    thread.accept(2, by=thread.author)
    as_ben.post(address(2, "loeschen"))
    assert Thread.objects.get().answer_number is None
    assert "Was geholfen hat" not in shown(as_ben)
    assert "Gelöst" not in rows(page(as_ben, "/gruppen/quartier/"))[0].words


def test_removing_another_post_leaves_the_answer(as_ben, thread, address):
    thread.accept(3, by=thread.author)
    as_ben.post(address(2, "loeschen"))
    assert Thread.objects.get().answer_number == 3


def test_in_a_closed_thread_only_those_who_look_after_it_remove(as_anna, as_ben, thread, address, shown):
    thread.close()
    assert as_anna.post(address(1, "loeschen")).status_code == 403
    assert "Löschen" not in shown(as_anna)
    assert "Löschen: Beitrag 1" in shown(as_ben)
    assert as_ben.post(address(1, "loeschen")).status_code == 302
    assert thread.posts.get(number=1).is_removed


@each("act", ["bearbeiten", "loeschen", "zitat"])
def test_a_post_that_is_not_there_is_not_found(act, as_dora, start, anna, thread, address):
    start(anna, "Anderes Thema")
    for number in (0, 4, 10**9, 10**20):
        assert as_dora.get(address(number, act)).status_code == 404
