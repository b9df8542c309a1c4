"""How many notifications are unread: in the header of every page and as JSON."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from notifications import bell as bells
from notifications.models import Notification
from tests.forum.pages import page
from tests.notifications.lists import LIST, bell

NEWS = f"{LIST}neues/"
PAGES = ("/mein/", "/gruppen/", "/gruppen/quartier/", "/gruppen/quartier/mitglieder/", "/konto/", LIST)


def test_the_header_of_each_page_tells_how_many_are_unread(demo, thread, notify_users, as_anna, anna):
    Notification.objects.all().delete()
    for number, label in ((0, "Mitteilungen"), (3, "Mitteilungen, 3 neue")):
        notify_users(anna, times=number)
        for address in ("/", *PAGES, thread.get_absolute_url()):
            assert bell(page(as_anna, address)) == (number or None, label), address
    Notification.objects.of(anna.pk).mark_read()
    assert bell(page(as_anna, LIST)) == (None, "Mitteilungen")


def test_the_number_is_ones_own(demo, group, notify_users, as_anna, as_dora, anna, ben):
    notify_users(ben, times=3)
    notify_users(anna, ben)
    assert bell(page(as_anna, LIST))[0] == 1
    assert bell(page(as_dora, LIST))[0] is None


def test_it_leads_to_the_list_and_says_whose_it_is(demo, group, as_anna, anna):
    link = re.search(r'<a class="icon-btn" id="glocke"[^>]*>', page(as_anna, "/gruppen/"))[0]
    assert f'href="{LIST}" data-person="{anna.pk}" data-news="{NEWS}"' in link
    assert "aria-current" not in link
    assert 'aria-current="page"' in re.search(r'<a [^>]*id="glocke"[^>]*>', page(as_anna, LIST))[0]


def test_for_anonymous_there_is_no_bell(demo, client):
    html = page(client, "/")
    assert 'id="glocke"' not in html
    assert "js/bell" not in html


def test_the_number_costs_one_query(demo, group, notify_users, as_anna, anna):
    page(as_anna, "/gruppen/")
    notify_users(anna, times=2)
    with CaptureQueriesContext(connection) as captured:
        page(as_anna, "/gruppen/")
    assert sum("notifications_notification" in query["sql"] for query in captured) == 1


def test_a_page_without_a_socket_asks_for_the_number(group, notify_users, as_anna, anna, ben):
    assert as_anna.get(NEWS).json() == {"bell": anna.pk, "unread": 0}
    notify_users(anna, ben, times=4)
    assert as_anna.get(NEWS).json() == {"bell": anna.pk, "unread": 4}
    Notification.objects.of(ben.pk).mark_read()
    assert as_anna.get(NEWS).json() == {"bell": anna.pk, "unread": 4}
    assert as_anna.post(NEWS).status_code == 405


def test_all_subscribers_are_counted_by_one_query(notify_users, anna, ben, dora, carla):
    notify_users(anna, times=3)
    notify_users(anna, ben, times=1)
    Notification.objects.of(dora.pk).mark_read()
    ids = [user.pk for user in (anna, ben, dora, carla)] + list(range(10**6, 10**6 + 500))
    with CaptureQueriesContext(connection) as captured:
        frames = bells.render_frames(ids, {})
    assert len(captured) == 1
    assert list(frames) == ids
    assert [frames[pk]["unread"] for pk in ids] == [3, 1] + [0] * 502
    assert {pk: frame["bell"] for pk, frame in frames.items()} == {pk: pk for pk in ids}
