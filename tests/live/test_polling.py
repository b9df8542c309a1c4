"""What a page without a socket gets over HTTP: by the same rules, for members only."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Post, Thread, ThreadParticipant
from groups.models import Group, Visibility

pytestmark = pytest.mark.django_db


@pytest.fixture
def long_thread(thread, ben):
    """45 posts on three pages, each with the revision of its number."""
    fields = {"thread": thread, "author": ben, "text": "Text", "html": "<p>Text</p>", "renderer": 1}
    Post.objects.bulk_create(Post(number=n, revision=n, **fields) for n in range(4, 46))
    Thread.objects.update(last_number=45, revision=45)
    ThreadParticipant.objects.recount(thread)
    return thread


@pytest.fixture
def ask(anna, signed_in):
    browser = signed_in(anna)
    return lambda thread, **query: browser.get(f"/gruppen/quartier/themen/{thread.pk}/neues/", query)


def numbers(response):
    assert response.status_code == 200
    return [post["number"] for post in response.json()["posts"]]


@pytest.mark.parametrize("odd", ["", "abc", "-1", "1.5", "²", "1e9", "99999999999", "0x1", "\0"])
def test_an_odd_number_in_the_address_asks_for_everything(odd, thread, ask):
    assert numbers(ask(thread, revision=odd, seite=odd)) == [1, 2, 3]


def test_however_much_is_new_an_answer_is_one_page(long_thread, ask):
    assert numbers(ask(long_thread)) == list(range(1, 21))
    assert numbers(ask(long_thread, seite=2)) == list(range(21, 41))
    assert numbers(ask(long_thread, seite=9_999_999)) == list(range(41, 46))


def test_as_many_queries_for_2_changed_posts_as_for_20(long_thread, ask):
    taken = []
    for since, changed in ((20, 20), (38, 2)):
        with CaptureQueriesContext(connection) as captured:
            assert len(numbers(ask(long_thread, revision=since, seite=2))) == changed
        taken.append(len(captured))
    assert taken[0] == taken[1]


def neutral(response, thread):
    """The page without what differs at every request."""
    html = response.content.decode().replace(f"/{thread.pk}/", "/NUMBER/")
    return response.status_code, re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


@pytest.mark.parametrize("visibility", Visibility)
def test_an_outsider_does_not_learn_whether_there_is_such_a_thread(visibility, thread, signed_in, carla):
    Group.objects.update(visibility=visibility)
    browser, unknown = signed_in(carla), Thread(pk=thread.pk + 1000)
    pages = [
        neutral(browser.get(f"/gruppen/quartier/themen/{asked.pk}/neues/"), asked)
        for asked in (thread, unknown)
    ]
    assert pages[0] == pages[1]
    assert pages[0][0] == 404
    assert thread.title not in pages[0][1]


def test_a_thread_of_one_group_is_none_of_another(thread, signed_in, anna, ben):
    other = Group.objects.create(slug="andere", title="Andere", summary="–", description="–")
    other.admit(anna)
    submitted = {"title": "Anderswo", "text": "Text", "kind": "minutes", "key": uuid4()}
    elsewhere = Thread.objects.start(other.admit(ben)[0], **submitted)
    browser, status = signed_in(anna), {}
    for slug in ("quartier", "andere"):
        for asked in (thread, elsewhere):
            response = browser.get(f"/gruppen/{slug}/themen/{asked.pk}/neues/")
            status[slug, asked] = response.status_code
    assert list(status.values()) == [200, 404, 404, 200]


def test_only_the_signed_in_ask_and_nobody_keeps_the_answer(thread, client, ask):
    address = f"/gruppen/quartier/themen/{thread.pk}/neues/"
    assert client.get(address)["Location"] == f"/konto/anmelden/?next={address}"
    assert "no-store" in ask(thread)["Cache-Control"]
    assert "no-store" in ask(thread, revision=3)["Cache-Control"]
