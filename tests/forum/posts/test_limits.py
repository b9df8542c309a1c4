"""How many posts one person writes in a minute and an hour; nothing of what was typed is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from forum.models import Post, Thread
from tests.forum.pages import SCRIPT, hidden, notes
from tests.forum.stored import add_posts, everything
from tests.support.database.races import in_turn
from tests.support.database.undoing import each
from tests.support.pages.forms import values

THREADS = "/gruppen/quartier/themen/"
KEY = "6f1c0d2e-4c5b-4a44-9d0e-2f7b6a1e8c55"
REPLY = {"text": "Noch eine **Antwort**.", "key": KEY}
THREAD = REPLY | {"title": "Noch ein Thema", "kind": "minutes"}
IN_A_MINUTE = (
    "Sie haben in der letzten Minute schon {} Beiträge geschrieben, mehr geht in dieser Zeit nicht. "
    "Bitte warten Sie eine Minute. Ihr Text ist nicht gesendet."
)


def add_written(thread, author, number, ago=timedelta()):
    """Together with what the author has written in the thread before."""
    before = thread.posts.filter(author=author).count()
    add_posts(thread, author, number - before)
    Post.objects.filter(author=author).update(created_at=timezone.now() - ago)


@pytest.fixture
def reply(thread):
    return f"{THREADS}{thread.pk}/antworten/"


@each(("name", "number"), [("anna", 10), ("ben", 30), ("dora", 30)])
def test_too_many_posts_in_a_minute_are_not_sent_and_come_back(
    name, number, request, signed_in, thread, reply, events, caplog
):
    caplog.clear()
    user = request.getfixturevalue(name)
    add_written(thread, user, number)
    before = everything()
    for address, data, headers in (
        (reply, REPLY, {}),
        (reply, REPLY, SCRIPT),
        (f"{THREADS}neu/", THREAD, {}),
    ):
        response = signed_in(user).post(address, data, headers=headers)
        html = response.content.decode()
        assert response.status_code == 429
        assert notes(html) == [IN_A_MINUTE.format(number)]
        assert values(html).items() >= {"text": REPLY["text"]}.items()
        assert hidden(html, "key") == KEY
        assert ("<html" in html) == (not headers)
    assert values(html)["title"] == "Noch ein Thema"
    assert events() == ["writing_limited"] * 3
    assert everything() == before


@each(("number", "ago", "status"), [(9, 0, 302), (10, 61, 302), (100, 61, 429), (100, 3601, 302)])
def test_the_limits_are_ten_in_a_minute_and_a_hundred_in_an_hour(
    number, ago, status, as_anna, anna, thread, reply
):
    add_written(thread, anna, number, timedelta(seconds=ago))
    response = as_anna.post(reply, REPLY)
    assert response.status_code == status
    assert ("in der letzten Stunde schon 100 Beiträge" in response.content.decode()) == (status == 429)


def test_the_page_says_when_it_goes_on(as_anna, anna, thread, reply):
    add_written(thread, anna, 100, timedelta(minutes=20))
    again = timezone.localtime(timezone.now() + timedelta(minutes=41))
    (note,) = notes(as_anna.post(reply, REPLY).content.decode())
    assert f"Ab {again:%-H:%M} Uhr geht es weiter." in note


def test_removed_posts_and_those_in_other_threads_count(as_anna, anna, start, thread, reply):
    add_written(start(anna), anna, 10)
    thread.posts.get(author=anna).remove(by=anna)
    assert as_anna.post(reply, REPLY).status_code == 429


def test_a_form_that_is_sent_again_is_not_one_more(as_anna, anna, thread, reply):
    add_written(thread, anna, 9)
    sent = [as_anna.post(reply, REPLY) for _ in range(2)]
    assert [answer.status_code for answer in sent] == [302, 302]
    assert sent[0]["Location"] == sent[1]["Location"]


def test_benchmarks_may_write_more(as_anna, anna, thread, reply, settings):
    settings.LIMIT_POSTS = False
    add_written(thread, anna, 200)
    assert as_anna.post(reply, REPLY).status_code == 302


def test_of_two_replies_at_once_only_one_is_within_the_limit(
    own_database, anna, member, thread, signed_in, reply
):
    add_written(thread, anna, 9)
    send = lambda: signed_in(anna).post(reply, REPLY | {"key": uuid4()}).status_code  # noqa: E731
    assert sorted(in_turn(member(anna).lock, send, send)) == [302, 429]


def test_who_edits_all_the_time_has_to_wait(as_anna, thread, settings, events):
    settings.ACCOUNT_RATE_LIMITS = {"post_edit": "2/m/user"}
    address = f"{THREADS}{thread.pk}/beitraege/1/bearbeiten/"
    edits = [as_anna.post(address, {"text": f"Fassung {n}", "title": "Titel"}) for n in range(3)]
    assert [answer.status_code for answer in edits] == [302, 302, 429]
    html = edits[-1].content.decode()
    assert notes(html) == [
        "Sie haben in kurzer Zeit sehr viel geändert. Bitte warten Sie eine Minute. Ihr Text ist nicht gespeichert."
    ]
    assert values(html) == {"title": "Titel", "text": "Fassung 2"}
    assert Thread.objects.get().posts.get(number=1).text == "Fassung 1"
    assert events() == ["writing_limited"]
