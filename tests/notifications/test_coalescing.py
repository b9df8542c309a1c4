"""One notification for a person and a thread, whatever happens there: what it says, and where it leads."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum import kinds
from forum.models import Post
from notifications.models import Notification
from tests.forum.stored import add_posts
from tests.notifications.lists import listed, row_of, stored
from tests.support.database.undoing import each

MENTION, QUOTE = "@Anna Annasen, so.", "> Nr. 1:\n> Eine Frage.\n\nSo."

NOW = "(neu) Engagiertes Quartier gerade eben"


@pytest.fixture
def summary(calm, anna):
    """(reason, first, last, people) of what Anna was told of the thread."""

    def summary():
        row = row_of(anna, calm)
        return row.kind, row.first, row.last, row.people

    return summary


def test_many_replies_of_one_person_are_one_row(calm, say, ben, summary):
    for _ in range(3):
        say(calm, ben)
    assert summary() == (kinds.REPLY, 4, 6, [ben.pk])


def test_a_row_counts_the_people_and_names_the_last(calm, say, as_anna, ben, dora, joined):
    place = f"auf Ihr Thema „{calm.title}“ geantwortet {NOW}"
    for user, words in (
        (ben, f"Ben Bensen hat {place}"),
        (ben, f"Ben Bensen hat {place}"),
        (dora, f"Dora Dorasen und eine weitere haben {place}"),
        (joined, f"Carla Carlasen und 2 weitere haben {place}"),
        (ben, f"Ben Bensen und 2 weitere haben {place}"),
    ):
        say(calm, user)
        assert listed(as_anna) == [words]


def test_an_equal_kind_joins_and_is_news_again(calm, say, ben, dora, anna, summary):
    say(calm, ben)
    Notification.objects.update(notified_at=timezone.now() - timedelta(days=2))
    before = row_of(anna, calm).notified_at
    say(calm, dora)
    row = row_of(anna, calm)
    assert summary() == (kinds.REPLY, 4, 5, [ben.pk, dora.pk])
    assert (row.actor, row.notified_at - before > timedelta(days=1)) == (dora, True)
    assert row.url == f"{calm.get_absolute_url()}#beitrag-4"


def test_a_greater_kind_replaces_a_lesser_one(calm, say, ben, dora, anna, summary):
    for user, text, reason in (
        (ben, "Antwort.", kinds.REPLY),
        (dora, QUOTE, kinds.QUOTE),
        (ben, MENTION, kinds.MENTION),
    ):
        number = say(calm, user, text).number
        assert summary() == (reason, number, number, [user.pk])
        row = row_of(anna, calm)
        assert (row.actor, row.url) == (user, f"{calm.get_absolute_url()}#beitrag-{number}")


@each("lesser", ["Antwort.", QUOTE])
def test_a_lesser_kind_that_follows_leaves_the_sentence(lesser, calm, say, as_anna, ben, dora, anna, summary):
    say(calm, dora, MENTION)
    (words,), before = listed(as_anna), row_of(anna, calm)
    say(calm, ben, lesser)
    after = row_of(anna, calm)
    assert summary() == (kinds.MENTION, 4, 5, [dora.pk])
    assert listed(as_anna) == [words]
    assert (after.url, after.notified_at, after.actor) == (before.url, before.notified_at, dora)


def test_after_reading_it_starts_anew(calm, say, ben, dora, summary, anna):
    say(calm, dora, MENTION)
    Notification.objects.all().mark_read()
    say(calm, ben)
    assert summary() == (kinds.REPLY, 5, 5, [ben.pk])
    row = row_of(anna, calm)
    assert (row.read_at, row.actor, row.url) == (None, ben, f"{calm.get_absolute_url()}#beitrag-5")


def test_it_leads_to_the_page_of_the_first_unread_post(calm, say, ben, dora, anna):
    add_posts(calm, ben, 17)
    say(calm, ben)
    say(calm, dora)
    assert row_of(anna, calm).url == f"{calm.get_absolute_url()}?seite=2#beitrag-21"


def test_an_edit_that_mentions_leads_back_and_later_posts_stay_covered(calm, say, ben, dora, anna, summary):
    for _ in range(2):
        say(calm, ben)
    Post.objects.select_related("author").get(number=3).edit(MENTION)
    assert summary() == (kinds.MENTION, 3, 5, [dora.pk])
    assert row_of(anna, calm).url == f"{calm.get_absolute_url()}#beitrag-3"


def test_an_edit_after_reading_notifies_of_this_post_alone(calm, say, ben, dora, summary):
    say(calm, ben)
    Notification.objects.all().mark_read()
    Post.objects.select_related("author").get(number=3).edit(MENTION)
    assert summary() == (kinds.MENTION, 3, 3, [dora.pk])


def test_threads_have_notifications_of_their_own(calm, start, say, as_anna, anna, ben):
    other = start(anna, "Ein anderes")
    say(calm, ben)
    say(other, ben, MENTION)
    assert listed(as_anna) == [
        f"Ben Bensen hat Sie in „Ein anderes“ erwähnt {NOW}",
        f"Ben Bensen hat auf Ihr Thema „{calm.title}“ geantwortet {NOW}",
    ]


def test_a_new_title_is_the_title_of_all_notifications(calm, start, say, as_anna, anna, ben, dora):
    other = start(anna, "Ein anderes")
    for thread in (calm, other):
        say(thread, ben)
    Notification.objects.of(dora.pk).mark_read()
    submitted = {"title": "Neuer Titel", "text": "Eine Frage."}
    as_anna.post(f"/gruppen/quartier/themen/{calm.pk}/beitraege/1/bearbeiten/", submitted)
    assert {row_of(user, calm).title for user in (anna, dora)} == {"Neuer Titel"}
    assert row_of(anna, other).title == "Ein anderes"
    assert f"Ben Bensen hat auf Ihr Thema „Neuer Titel“ geantwortet {NOW}" in listed(as_anna)
    led = as_anna.get(row_of(anna, calm).url, follow=True)
    assert led.status_code == 200
    assert led.redirect_chain == [(f"/gruppen/quartier/themen/{calm.pk}/neuer-titel/", 301)]


def test_a_new_title_is_nothing_new(calm, say, ben):
    say(calm, ben)
    Notification.objects.all().mark_read()
    before = stored()
    calm.retitle("Neuer Titel")
    assert stored() == [row | {"title": "Neuer Titel"} for row in before]


def test_notifying_many_costs_no_more_queries_than_notifying_few(calm, say, group, person, ben, dora):
    asked = []
    for number in (0, 18):
        for n in range(number):
            group.admit(user := person(f"Mitglied{n}"))
            add_posts(calm, user, 1)
        say(calm, ben)
        with CaptureQueriesContext(connection) as captured:
            say(calm, dora)
        asked.append(len(captured))
    assert Notification.objects.about(calm.subject).count() == 21
    assert asked[0] == asked[1]
