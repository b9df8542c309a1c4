"""What a page may cost: statements, and bytes as they are sent. Who makes a page cheaper lowers its line.

That a list asks as often with twenty rows as with two, its own tests show, too; here it is a forum of some size. How long
pages take, `make bench` tells.
"""

import json
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django import test
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caching import limits
from caching.pages import store
from forum.models import Post, Thread
from groups.models import Group
from notifications.models import Notification

SHEET = "/steckbriefe/konstanz-sommerstrasse/"
# Statements, and KiB, compressed as for a browser.
VISITORS = {"/": (9, 16.5), SHEET: (28, 9), "/steckbriefe/": (16, 16.5), "/austausch/": (14, 6.5)}
KEPT = 1
MEMBERS = {
    "home": ("/mein/", 15, 4),
    "groups": ("/gruppen/", 9, 4),
    "list": ("{group}", 5, 10.5),
    "short thread": ("{short}", 5, 9),
    "long thread": ("{long}?seite=3", 5, 9),
    "about": ("{group}ueber/", 6, 7.8),
    "members": ("{members}", 5, 6.5),
    "notifications": ("/mitteilungen/", 6, 4),
    "fact sheet": (SHEET, 31, 10.5),
}
REPLY = 20


@pytest.fixture
def forum(own_database, tmp_path):
    """The facts of `seed_benchmark`, in the demo."""
    call_command("seed_benchmark", "--yes", posts=1_000, members=30, credentials=tmp_path / "facts.json")
    return json.loads((tmp_path / "facts.json").read_text())


@pytest.fixture
def demo():
    """Its name alone makes the database one with the demo content."""


def create_browser(cookie=""):
    """Django's own: ours changes a page's bytes."""
    made = test.Client(headers={"accept-encoding": "gzip, deflate, br"})
    if cookie:
        made.cookies["sessionid"] = cookie.partition("=")[2]
    return made


def measure_cost(client, address):
    """(statements, bytes) of a page made anew while nothing has changed since the process has made it before."""
    client.get(address)
    store.clear()
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(asked), len(response.content)


def check_budget(found, statements, kibibytes):
    assert found[0] <= statements, found
    assert found[1] <= kibibytes * 1024


def test_a_visitors_page_costs_what_it_may(demo, own_database, subtests, monkeypatch):
    monkeypatch.setattr(limits, "MOMENT_SECONDS", 10**9)
    visitor = create_browser()
    for address, budget in VISITORS.items():
        with subtests.test(address):
            check_budget(measure_cost(visitor, address), *budget)
            with CaptureQueriesContext(connection) as asked:
                assert visitor.get(address).status_code == 200
            assert len(asked) <= KEPT


def test_a_members_page_costs_what_it_may(demo, forum, subtests):
    member = create_browser(forum["cookies"][0])
    places = {**forum, "long": forum["long"]["path"]}
    for name, (address, *budget) in MEMBERS.items():
        with subtests.test(name):
            check_budget(measure_cost(member, address.format(**places)), *budget)


def test_a_list_of_two_and_of_thirty_threads_ask_equally_often(demo, forum):
    member, group = create_browser(forum["cookies"][0]), Group.objects.get(slug=forum["group"].split("/")[2])
    many, size = measure_cost(member, forum["group"])
    kept = group.threads.order_by("-last_post_at")[:2]
    Thread.objects.filter(group=group).exclude(pk__in=[thread.pk for thread in kept]).delete()
    few, less = measure_cost(member, forum["group"])
    assert few == many
    assert less < size


def test_a_thread_of_two_and_of_twenty_posts_ask_equally_often(demo, forum):
    member, pk = create_browser(forum["cookies"][0]), int(forum["short"].split("/")[4])
    many, size = measure_cost(member, forum["short"])
    Post.objects.filter(thread=pk, number__gt=2).delete()
    Thread.objects.filter(pk=pk).update(last_number=2, answer_number=None)
    few, less = measure_cost(member, forum["short"])
    assert few == many
    assert less < size


def test_a_reply_costs_what_it_may_however_many_are_notified(demo, forum):
    member, notified = create_browser(forum["cookies"][0]), Notification.objects.count()
    for _ in range(2):
        body = {"text": "Bei uns **auch**.", "key": uuid4(), "seen": forum["request"]["revision"]}
        with CaptureQueriesContext(connection) as asked:
            response = member.post(
                forum["reply"],
                urlencode(body),
                content_type="application/x-www-form-urlencoded",
                headers={"hx-request": "true"},
            )
    assert response.status_code == 200
    assert Notification.objects.count() > notified
    assert len(asked) <= REPLY
