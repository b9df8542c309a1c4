"""Replying with and without a script: numbering, what a script gets back, the look before sending."""

import json
import re
from uuid import uuid4

import pytest

from forum.models import Post, ThreadRead
from markup.render import render_alone
from tests.forum.pages import SCRIPT, body, hidden, page, posts, preview
from tests.forum.stored import add_posts, everything
from tests.support.database.undoing import each
from tests.support.pages.forms import values, words

# With the session, the person, a savepoint, and what the page shows afterwards.
STATEMENTS = 20


@pytest.fixture
def address(thread):
    return f"/gruppen/quartier/themen/{thread.pk}/antworten/"


@pytest.fixture
def submitted():
    return {"text": "Bei uns *anders*.", "seen": "3", "key": str(uuid4())}


def read_by(membership, thread):
    return ThreadRead.objects.get(membership=membership, thread=thread).last_read_number


def test_a_reply_leads_to_its_place(as_anna, thread, address, submitted):
    response = as_anna.post(address, submitted)
    assert response.status_code == 302
    assert response["Location"] == f"{thread.get_absolute_url()}#beitrag-4"
    html = page(as_anna, response["Location"])
    assert "<em>anders</em>" in body(html, 4)
    assert values(html)["text"] == ""
    assert hidden(html, "key") != submitted["key"]


@each("headers", [{}, SCRIPT])
def test_a_first_post_is_thanked_for_with_one_next_step(headers, as_dora, thread, address, submitted):
    thread.group.memberships.update(first_post_at=None)
    shown = []
    for _ in range(2):
        response = as_dora.post(address, submitted | {"key": str(uuid4())}, headers=headers)
        shown.append(response.content.decode() if headers else page(as_dora, thread.get_absolute_url()))
    assert "Danke für Ihren ersten Beitrag!" in shown[0]
    assert '<a href="/konto/profil/">Profil ausfüllen</a>' in shown[0]
    assert "Danke für" not in shown[1]


def test_a_reply_renders_its_text_once_and_asks_the_database_little(
    as_anna, thread, address, submitted, django_assert_num_queries
):
    """Two of all participants tell the database as often as twenty would: notifications are one statement."""
    as_anna.post(address, submitted | {"key": str(uuid4())}, headers=SCRIPT)
    rendered = render_alone.cache_info().misses
    with django_assert_num_queries(STATEMENTS):
        as_anna.post(address, submitted | {"text": "Das gibt es nur hier."}, headers=SCRIPT)
    assert render_alone.cache_info().misses == rendered + 1


def test_a_reply_is_numbered_and_moves_the_thread(as_anna, anna, thread, address, submitted):
    as_anna.post(address, submitted)
    post = thread.posts.last()
    assert (post.number, post.revision, post.author) == (4, thread.revision + 1, anna)
    assert str(post.key) == submitted["key"]
    before, _ = thread.last_post_at, thread.refresh_from_db()
    assert (thread.last_number, thread.revision) == (4, 4)
    assert thread.last_post_at == post.created_at > before


def test_whoever_replies_has_read_so_far(as_anna, anna, ben, member, thread, address, submitted):
    as_anna.post(address, submitted)
    assert read_by(member(anna), thread) == 4
    assert read_by(member(ben), thread) == 2


@each("headers", [{}, SCRIPT])
def test_a_reply_sent_twice_is_one_post(headers, as_anna, thread, address, submitted):
    first, second = (as_anna.post(address, submitted, headers=headers) for _ in range(2))
    assert thread.posts.count() == 4
    assert first.status_code == second.status_code
    assert first.headers.get("Location") == second.headers.get("Location")
    assert list(posts(first.content.decode())) == list(posts(second.content.decode()))


def test_the_same_text_twice_are_two_posts(as_anna, thread, address, submitted):
    for _ in range(2):
        as_anna.post(address, submitted | {"key": str(uuid4())})
    assert [post.text for post in thread.posts.all()[3:]] == [submitted["text"]] * 2


def test_a_script_gets_the_post_an_empty_form_and_a_signal(as_anna, address, submitted):
    response = as_anna.post(address, submitted, headers=SCRIPT)
    html = response.content.decode()
    assert response.status_code == 200
    assert "<html" not in html
    assert re.search(r'<hx-partial hx-target="#beitraege"\s+hx-swap="beforeend">\s*<article', html)
    assert list(posts(html)) == [4]
    assert "<em>anders</em>" in body(html, 4)
    assert values(html) == {"text": ""}
    assert hidden(html, "seen") == "4"
    assert hidden(html, "key") not in {"", submitted["key"]}
    assert json.loads(response["HX-Trigger"]) == {"posted": {"number": 4}}
    assert "4 Beiträge" in words(html.partition('hx-target="#umfang"')[2])


def test_the_form_of_a_script_can_be_sent_again_at_once(as_anna, thread, address, submitted):
    html = as_anna.post(address, submitted, headers=SCRIPT).content.decode()
    again = {"text": "Noch etwas.", "seen": hidden(html, "seen"), "key": hidden(html, "key")}
    assert list(posts(as_anna.post(address, again, headers=SCRIPT).content.decode())) == [5]
    assert thread.posts.count() == 5


def test_a_script_also_gets_what_others_wrote_since(as_anna, say, ben, thread, address, submitted):
    say(thread, ben, "Dazwischen von Ben.")
    html = as_anna.post(address, submitted, headers=SCRIPT).content.decode()
    assert list(posts(html)) == [4, 5]
    assert "Dazwischen von Ben." in body(html, 4)


@each(("before", "seen", "target"), [(20, 20, 21), (22, 20, 23), (25, 19, 26), (22, "", 23)])
def test_a_script_goes_to_another_page_if_the_post_stands_there(
    before, seen, target, as_anna, ben, thread, address, submitted
):
    add_posts(thread, ben, before - 3)
    response = as_anna.post(address, submitted | {"seen": seen}, headers=SCRIPT)
    assert response.status_code == 200
    assert response["HX-Redirect"] == f"{thread.get_absolute_url()}?seite=2#beitrag-{target}"
    assert response.content == b""


def test_a_script_stays_on_the_second_page(as_anna, ben, thread, address, submitted):
    add_posts(thread, ben, 20)
    response = as_anna.post(address, submitted | {"seen": "23"}, headers=SCRIPT)
    assert "HX-Redirect" not in response
    assert list(posts(response.content.decode())) == [24]


@each("headers", [{}, SCRIPT])
def test_a_preview_shows_the_reply_and_makes_nothing(headers, as_anna, thread, address, submitted):
    before = everything()
    response = as_anna.post(address, submitted | {"preview": "1"}, headers=headers)
    html = response.content.decode()
    assert response.status_code == 200
    assert "Bei uns <em>anders</em>." in preview(html)
    assert ("<form" in html) == (not headers)
    assert everything() == before


def test_the_page_with_a_preview_keeps_everything_and_can_be_sent(as_anna, thread, address, submitted):
    html = as_anna.post(address, submitted | {"preview": "1"}).content.decode()
    assert values(html)["text"] == submitted["text"]
    assert (hidden(html, "key"), hidden(html, "seen")) == (submitted["key"], submitted["seen"])
    as_anna.post(address, submitted)
    assert thread.posts.count() == 4


def test_a_page_holds_its_twenty_numbers_whatever_was_removed(as_anna, ben, thread):
    add_posts(thread, ben, 42)
    Post.objects.get(thread=thread, number=5).remove(by=ben)
    for number, first, last in ((1, 1, 20), (2, 21, 40), (3, 41, 45), (99, 41, 45)):
        html = page(as_anna, thread.get_absolute_url(), seite=number)
        assert list(posts(html)) == list(range(first, last + 1))
        assert f"Seite {min(number, 3)} von 3" in html
        assert ('id="antworten"' in html) == (number >= 3)


def test_the_address_of_a_reply_leads_to_the_form(as_anna, ben, thread, address):
    add_posts(thread, ben, 20)
    assert as_anna.get(address)["Location"] == f"{thread.get_absolute_url()}?seite=2#antworten"


def test_outsiders_do_not_reply_and_anonymous_signs_in(client, signed_in, carla, thread, address, submitted):
    assert signed_in(carla).post(address, submitted).status_code == 404
    assert client.get(address)["Location"] == f"/konto/anmelden/?next={address}"
    assert thread.posts.count() == 3
