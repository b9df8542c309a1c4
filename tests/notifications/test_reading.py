"""What makes a notification read: reading the thread so far, replying there, and saying so."""

import re

import pytest

from forum import kinds
from forum.models import Post, ThreadRead
from groups.models import Group
from notifications.models import Notification
from tests.forum.pages import SCRIPT, page
from tests.forum.stored import add_posts, queries
from tests.notifications.lists import LIST, entries, notified, row_of, stored
from tests.support.database.undoing import each


@pytest.fixture
def read_up_to(calm, as_anna):
    """Anna's page reports how far she has read."""
    address = f"/gruppen/quartier/themen/{calm.pk}/gelesen/"
    return lambda number: as_anna.post(address, {"number": number}, headers=SCRIPT)


@pytest.fixture
def unread(anna):
    return lambda: set(Notification.objects.of(anna.pk).unread().values_list("title", flat=True))


@pytest.fixture
def unread_titles(calm, start, say, group, anna, ben, member):
    """Anna was told of two threads of this group and of one of another."""
    elsewhere = Group.objects.create(slug="anders", title="Anders", summary="–", description="–")
    for user in (anna, ben):
        elsewhere.admit(user)
    mine = {"scope": f"group.{elsewhere.pk}", "subject": "thread.999", "title": "Anderswo", "number": 1}
    Notification.objects.notify({anna.pk: kinds.POST}, actor=ben, url="/gruppen/anders/", **mine)
    for thread in (calm, start(anna, "Zweites")):
        say(thread, ben)
    return {calm.title, "Zweites", "Anderswo"}


def data_read(html):
    return int(re.search(r'<form id="gelesen"[^>]*\sdata-read="(\d+)"', html)[1])


def test_reading_on_reads_only_when_it_reaches_the_last_post(calm, say, ben, read_up_to, unread):
    for _ in range(3):
        say(calm, ben)
    for number, left in ((3, {calm.title}), (4, {calm.title}), (5, {calm.title}), (6, set())):
        assert read_up_to(number).status_code == 204
        assert unread() == left


def test_reading_beyond_the_end_reads(calm, say, ben, read_up_to, unread):
    say(calm, ben)
    read_up_to(999)
    assert unread() == set()


def test_a_lesser_thing_that_follows_is_to_be_read_too(calm, say, ben, read_up_to, unread):
    say(calm, ben, "@Anna Annasen")
    say(calm, ben)
    read_up_to(4)
    assert unread() == {calm.title}
    read_up_to(5)
    assert unread() == set()


def test_reading_concerns_one_person_and_one_thread(calm, unread_titles, read_up_to, unread, dora):
    read_up_to(4)
    assert unread() == unread_titles - {calm.title}
    assert row_of(dora, calm).is_unread


def test_what_was_read_stays_read_at_that_time(calm, unread_titles, read_up_to, anna):
    read_up_to(4)
    before = row_of(anna, calm).read_at
    read_up_to(4)
    assert row_of(anna, calm).read_at == before


def test_looking_at_the_thread_or_the_list_reads_nothing(calm, unread_titles, as_anna, unread):
    before = stored()
    for address in (calm.get_absolute_url(), LIST, "/gruppen/quartier/", "/mitteilungen/neues/", "/mein/"):
        page(as_anna, address)
    assert stored() == before


def test_who_replies_has_read_the_notification_of_the_thread(calm, unread_titles, say, unread, anna):
    say(calm, anna)
    assert unread() == unread_titles - {calm.title}


def test_all_of_a_group_is_read_and_nothing_else(calm, unread_titles, as_anna, unread, dora):
    as_anna.post("/gruppen/quartier/gelesen/")
    assert unread() == {"Anderswo"}
    assert notified(calm) == {"Dora": kinds.POST}


@each("headers", [{}, SCRIPT])
def test_one_is_marked_as_read(headers, calm, unread_titles, as_anna, unread, anna):
    response = as_anna.post(f"{LIST}{row_of(anna, calm).pk}/gelesen/", headers=headers)
    assert (response.status_code, response.get("Location")) == ((204, None) if headers else (302, LIST))
    assert unread() == unread_titles - {calm.title}
    read = [entry.words for entry in entries(page(as_anna, LIST)) if not entry.is_new]
    assert read == [
        f"Ben Bensen hat auf Ihr Thema „{calm.title}“ geantwortet Engagiertes Quartier gerade eben"
    ]


@each("headers", [{}, SCRIPT])
def test_all_are_marked_as_read(headers, calm, unread_titles, as_anna, unread):
    assert "Alles gelesen</button>" in page(as_anna, LIST)
    response = as_anna.post(f"{LIST}gelesen/", headers=headers)
    assert (response.status_code, response.get("Location")) == ((204, None) if headers else (302, LIST))
    assert unread() == set()
    assert notified(calm) == {"Dora": kinds.POST}
    html = page(as_anna, LIST)
    assert len(entries(html)) == 3
    assert "Alles gelesen</button>" not in html
    assert "Als gelesen markieren" not in html


def test_a_mark_moves_no_reading_position(calm, unread_titles, as_anna, member, anna):
    as_anna.post(f"{LIST}gelesen/")
    assert ThreadRead.objects.get(membership=member(anna), thread=calm).last_read_number == 1


def test_nobody_marks_notifications_of_others(calm, unread_titles, as_anna, as_dora, dora, anna):
    before = stored()
    for client, user in ((as_anna, dora), (as_dora, anna)):
        assert client.post(f"{LIST}{row_of(user, calm).pk}/gelesen/").status_code == 404
    assert as_anna.post(f"{LIST}0/gelesen/").status_code == 404
    assert as_anna.post(f"{LIST}{10**30}/gelesen/").status_code == 404
    assert stored() == before


def test_a_link_cannot_mark_anything(calm, unread_titles, as_anna, client, anna):
    before = stored()
    addresses = (f"{LIST}gelesen/", f"{LIST}{row_of(anna, calm).pk}/gelesen/")
    for address in addresses:
        assert as_anna.get(address).status_code == 405
        assert client.post(address)["Location"] == f"/konto/anmelden/?next={address}"
    assert stored() == before


def test_the_page_reports_again_when_a_notification_points_further_back(calm, as_anna, read_up_to, unread):
    read_up_to(3)
    assert data_read(page(as_anna, calm.get_absolute_url())) == 3
    Post.objects.select_related("author").get(number=2).edit("@Anna Annasen, so.")
    html = page(as_anna, calm.get_absolute_url())
    assert data_read(html) == 1
    assert "Bis hier gelesen" in html
    assert "Neu ab hier" not in html
    read_up_to(3)
    assert unread() == set()
    html = page(as_anna, calm.get_absolute_url())
    assert data_read(html) == 3
    assert "Bis hier gelesen" not in html


def test_a_notification_further_on_or_read_moves_nothing(calm, say, as_anna, read_up_to, ben, dora):
    read_up_to(2)
    say(calm, ben)
    assert data_read(page(as_anna, calm.get_absolute_url())) == 2
    Post.objects.select_related("author").get(number=2).edit("@Dora Dorasen")
    assert data_read(page(as_anna, calm.get_absolute_url())) == 2


def test_a_notification_costs_the_pages_of_thread_and_group_nothing(calm, say, as_anna, ben, unread_titles):
    add_posts(calm, ben, 15)
    say(calm, ben, "@Anna Annasen")
    assert calm.posts.count() == 20
    thread, group = calm.get_absolute_url(), "/gruppen/quartier/"
    asked = queries(as_anna, thread), queries(as_anna, group)
    assert max(asked) <= 8
    Notification.objects.all().delete()
    assert (queries(as_anna, thread), queries(as_anna, group)) == asked
