"""A member's start page: what is new in words, and the groups, those with news first."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from forum.models import Thread
from groups.models import Group, Membership
from notifications.models import Notification
from tests.conftest import PASSWORD
from tests.forum.pages import SCRIPT, page
from tests.forum.stored import add_posts, add_threads, everything, queries
from tests.home.member_home_page import MEMBER_HOME, MENTION, for_me, greeting, groups, news
from tests.support.pages.forms import words

SIGN_IN = "/konto/anmelden/"
NOBODY_WAITS = "Zurzeit gibt es nichts Neues für Sie."


@pytest.fixture
def elsewhere(anna, ben):
    """Another group of Anna and Ben, whose title comes first."""
    group = Group.objects.create(slug="anders", title="Anders", summary="–", description="–")
    for user in (anna, ben):
        group.admit(user)
    return group


@pytest.fixture
def long_ago(group, elsewhere):
    """Everybody has been a member for a while."""
    Membership.objects.update(joined_at=timezone.now() - timedelta(days=9))


def read_thread(client, thread, number):
    address = f"/gruppen/{thread.group.slug}/themen/{thread.pk}/gelesen/"
    assert client.post(address, {"number": number}, headers=SCRIPT).status_code == 204


def test_the_member_is_greeted_by_name(as_anna, group, elsewhere):
    html = page(as_anna, MEMBER_HOME)
    assert greeting(html)[0] == "Guten Tag, Anna Annasen"
    assert news(html) == "Sie haben alles gelesen."
    assert NOBODY_WAITS in html


def test_whoever_is_in_no_group_is_told_how_to_get_into_one(signed_in, carla, thread):
    html = page(signed_in(carla), MEMBER_HOME)
    assert news(html) == "Willkommen im StädteNetz."
    assert "Wenn Sie einen Einladungslink haben, öffnen Sie ihn in diesem Browser." in html
    assert groups(html) == for_me(html) == []


def test_how_much_is_new_is_said_in_words(as_anna, ben, start, say, group):
    opened = start(ben)
    assert news(page(as_anna, MEMBER_HOME)) == "Ein neuer Beitrag in der Gruppe Engagiertes Quartier."
    say(opened, ben)
    assert news(page(as_anna, MEMBER_HOME)) == "2 neue Beiträge in der Gruppe Engagiertes Quartier."


def test_it_is_said_in_which_of_several_groups_something_is_new(as_anna, ben, start, say, elsewhere):
    opened = start(ben)
    assert news(page(as_anna, MEMBER_HOME)) == "Ein neuer Beitrag in der Gruppe Engagiertes Quartier."
    say(opened, ben)
    assert news(page(as_anna, MEMBER_HOME)) == "2 neue Beiträge in der Gruppe Engagiertes Quartier."
    add_threads(elsewhere, ben, 4)
    assert news(page(as_anna, MEMBER_HOME)) == "6 neue Beiträge in 2 Gruppen."


def test_groups_with_news_come_first_with_their_newest_threads(as_anna, ben, group, start, say, elsewhere):
    order = [group.title for group in groups(page(as_anna, MEMBER_HOME))]
    assert order == ["Anders", "Engagiertes Quartier"]
    threads = [start(ben, f"Thema {number}") for number in range(1, 5)]
    say(threads[1], ben)
    quartier, anders = groups(page(as_anna, MEMBER_HOME))
    assert (quartier.title, quartier.href, quartier.state) == (group.title, "/gruppen/quartier/", "5 neu")
    assert quartier.threads == [
        (threads[index].get_absolute_url(), f"Thema {index + 1}", f"{number} neu")
        for index, number in ((1, 2), (3, 1), (2, 1))
    ]
    assert (anders.title, anders.state, anders.threads) == ("Anders", "", [])


def test_threads_that_are_left_out_are_counted(as_anna, ben, start):
    for number in range(4):
        start(ben, f"Thema {number}")
    assert "und 1 weiteres Thema" in words(html := page(as_anna, MEMBER_HOME))
    assert 'href="/gruppen/quartier/?zeigen=ungelesen"' in html
    start(ben, "Noch eines")
    assert "und 2 weitere Themen" in words(page(as_anna, MEMBER_HOME))


def test_a_thread_leads_to_where_one_has_not_read_on(as_anna, ben, start, long_ago):
    thread = start(ben)
    add_posts(thread, ben, 24)
    read_thread(as_anna, thread, 21)
    [(href, _, number)] = groups(page(as_anna, MEMBER_HOME))[0].threads
    assert (href, number) == (f"{thread.get_absolute_url()}?seite=2#neu", "4 neu")
    assert 'id="neu"' in page(as_anna, href.partition("#")[0])


def test_a_quiet_group_says_since_when(as_anna, anna, start, group):
    start(anna)
    # In Berlin, the day has begun.
    late = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    Thread.objects.update(last_post_at=late)
    html = page(as_anna, MEMBER_HOME)
    assert [(one.state, one.threads) for one in groups(html)] == [("nichts Neues seit 5. März", [])]
    assert '<li class="grp is-quiet">' in html


def test_old_threads_are_no_news_to_a_new_member(signed_in, carla, dora, group, start, say):
    old, moving = start(dora, "Alt"), start(dora, "Bewegt sich")
    group.admit(carla)
    assert news(page(signed_in(carla), MEMBER_HOME)) == "2 Themen zum Stöbern in Engagiertes Quartier."
    say(moving, dora)
    [one] = groups(page(signed_in(carla), MEMBER_HOME))
    assert one.threads == [(f"{moving.get_absolute_url()}#neu", "Bewegt sich", "1 neu")]
    assert old.title not in str(one)


def test_what_is_said_in_groups_of_others_never_appears(as_anna, ben, dora, thread, elsewhere):
    strange = Group.objects.create(slug="fremd", title="Fremd", summary="–", description="–")
    membership, _ = strange.admit(ben)
    fields = {"title": "Geheim", "text": MENTION, "kind": "question"}
    Thread.objects.start(membership, **fields, key="6b0c5a52-1d3c-4f0e-9f0e-0a6a0c1d2e3f")
    anna = page(as_anna, MEMBER_HOME)
    assert "Geheim" not in anna
    assert "Fremd" not in anna
    thread.group.memberships.get(user__name="Anna Annasen").end()
    assert thread.title not in page(as_anna, MEMBER_HOME)
    assert [group.title for group in groups(page(as_anna, MEMBER_HOME))] == ["Anders"]


def test_after_reading_everything_is_gone(as_anna, ben, start, say, thread):
    mentioning = start(ben, text=MENTION)
    read_thread(as_anna, thread, 3)
    html = page(as_anna, MEMBER_HOME)
    assert news(html) == "Ein neuer Beitrag in der Gruppe Engagiertes Quartier, für Sie."
    assert [title for _, title, _ in groups(html)[0].threads] == [mentioning.title]
    as_anna.post("/gruppen/quartier/gelesen/")
    html = page(as_anna, MEMBER_HOME)
    assert news(html) == "Sie haben alles gelesen."
    assert NOBODY_WAITS in html
    assert groups(html)[0].state.startswith("nichts Neues seit")
    assert groups(html)[0].threads == []


def test_what_others_have_read_stays_new(as_anna, signed_in, dora, thread):
    before = news(page(as_anna, MEMBER_HOME))
    read_thread(signed_in(dora), thread, 3)
    assert news(page(as_anna, MEMBER_HOME)) == before


def test_anonymous_goes_to_the_sign_in(client, db):
    assert client.get(MEMBER_HOME)["Location"] == f"{SIGN_IN}?next={MEMBER_HOME}"


def test_signing_in_leads_here_unless_one_wanted_elsewhere(client, anna):
    submitted = {"email": anna.email, "password": PASSWORD}
    assert client.post(SIGN_IN, submitted)["Location"] == MEMBER_HOME
    client.logout()
    assert client.post(SIGN_IN, submitted | {"next": "/gruppen/"})["Location"] == "/gruppen/"


def test_the_page_is_current_in_the_menu_only_where_one_is(as_anna, client, group):
    entry = '<a href="/mein/" aria-current="page">Mein StädteNetz</a>'
    assert entry in page(as_anna, MEMBER_HOME)
    html = page(as_anna, "/gruppen/")
    assert entry not in html
    assert '<a href="/mein/">Mein StädteNetz</a>' in html
    assert "/mein/" not in page(client, SIGN_IN)


def test_the_page_changes_nothing(as_anna, thread):
    before = everything(), list(Notification.objects.values())
    page(as_anna, MEMBER_HOME)
    assert as_anna.post(MEMBER_HOME).status_code == 405
    assert (everything(), list(Notification.objects.values())) == before


def test_the_page_asks_as_often_however_much_there_is(as_anna, anna, ben, start, elsewhere, long_ago):
    start(ben, text=MENTION)
    add_threads(elsewhere, ben, 1)
    few = queries(as_anna, MEMBER_HOME)
    for number in range(18):
        start(ben, f"Thema {number}", MENTION)
        group = Group.objects.create(slug=f"g{number}", title=f"G {number}", summary="–", description="–")
        Membership.objects.create(group=group, user=anna, joined_at=timezone.now() - timedelta(days=9))
        add_threads(group, ben, 20)
    html = page(as_anna, MEMBER_HOME)
    assert (len(groups(html)), len(for_me(html))) == (20, 5)
    assert news(html) == "380 neue Beiträge in 20 Gruppen, 19 davon für Sie."
    assert queries(as_anna, MEMBER_HOME) == few
