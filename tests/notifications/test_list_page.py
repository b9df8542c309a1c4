"""The list of notifications: its sentences, order, pages, queries and access."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from forum import kinds
from notifications.models import Notification
from tests.forum.pages import page
from tests.forum.stored import queries
from tests.notifications.lists import LIST, entries, listed
from tests.support.database.undoing import each
from tests.support.pages.forms import words

NOW = "(neu) gerade eben"


@pytest.fixture
def notify_users(anna, ben):
    """Notifies Anna of a subject of its own."""
    made = iter(range(1, 1000))

    def notify_users(reason=kinds.POST, *, title="Titel", actor=ben, at=None, user=anna):
        what = {
            "scope": "group.1",
            "subject": f"thread.{next(made)}",
            "url": "/gruppen/quartier/",
            "number": 1,
        }
        Notification.objects.notify({user.pk: reason}, title=title, actor=actor, at=at, **what)

    return notify_users


@each(
    ("reason", "done"),
    [
        (kinds.POST, "in „Wärme“ geschrieben"),
        (kinds.REPLY, "auf Ihr Thema „Wärme“ geantwortet"),
        (kinds.QUOTE, "Ihnen in „Wärme“ geantwortet"),
        (kinds.MENTION, "Sie in „Wärme“ erwähnt"),
    ],
)
def test_each_kind_has_its_sentence(reason, done, notify_users, as_anna):
    notify_users(reason, title="Wärme")
    (row,) = Notification.objects.all()
    assert listed(as_anna) == [f"Ben Bensen hat {done} {NOW}"]
    for number, others in (
        (1, "eine weitere"),
        (2, "2 weitere"),
        (11, "11 weitere"),
    ):
        row.people = [*range(number), row.actor_id]
        row.save()
        assert listed(as_anna) == [f"Ben Bensen und {others} haben {done} {NOW}"]


def test_a_row_names_the_group_unless_its_sentence_does(notify_users, as_anna, group):
    notify_users()
    Notification.objects.update(scope=group.subject)
    assert listed(as_anna) == [f"Ben Bensen hat in „Titel“ geschrieben (neu) {group.title} gerade eben"]
    Notification.objects.update(title=group.title)
    assert listed(as_anna) == [f"Ben Bensen hat in „{group.title}“ geschrieben {NOW}"]


def test_a_row_leads_to_its_place_and_is_marked_until_it_is_read(notify_users, as_anna):
    notify_users()
    (entry,) = entries(html := page(as_anna, LIST))
    assert (entry.href, entry.is_new) == ("/gruppen/quartier/", True)
    assert 'aria-label="Als gelesen markieren: Titel"' in html
    assert f'formaction="{LIST}{entry.pk}/gelesen/"' in html
    as_anna.post(f"{LIST}{entry.pk}/gelesen/")
    (entry,) = entries(html := page(as_anna, LIST))
    assert (entry.words, entry.is_new) == ("Ben Bensen hat in „Titel“ geschrieben gerade eben", False)
    assert "Als gelesen markieren" not in html


def test_the_newest_comes_first_today_apart_from_before(notify_users, as_anna):
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    second = timedelta(seconds=1)
    for title, at in (
        ("Vorgestern", midnight - timedelta(days=1, hours=3)),
        ("Jetzt", None),
        ("Mitternacht", midnight),
        ("Kurz davor", midnight - second),
    ):
        notify_users(title=title, at=at)
    _, today, before = page(as_anna, LIST).split("<h2>", 3)[:3]
    assert today.startswith("Heute</h2>")
    assert before.startswith("Früher</h2>")
    found = [[entry.words.split("„")[1].split("“")[0] for entry in entries(part)] for part in (today, before)]
    assert found == [["Jetzt", "Mitternacht"], ["Kurz davor", "Vorgestern"]]


@each(("days", "heading"), [(0, "Heute"), (9, "Früher")])
def test_a_heading_stands_only_above_something(days, heading, notify_users, as_anna):
    notify_users(at=timezone.now() - timedelta(days=days))
    html = page(as_anna, LIST)
    assert [word for word in ("Heute", "Früher") if f"<h2>{word}</h2>" in html] == [heading]


def test_of_the_same_moment_the_later_row_comes_first(notify_users, as_anna):
    now = timezone.now()
    for title in "ABC":
        notify_users(title=title, at=now)
    assert [entry.split("„")[1][0] for entry in listed(as_anna)] == ["C", "B", "A"]


def test_thirty_stand_on_a_page(notify_users, as_anna):
    now = timezone.now()
    for number in range(61):
        notify_users(title=f"Nr. {number}.", at=now - timedelta(minutes=number))
    pages = [listed(as_anna, seite=number) for number in (1, 2, 3)]
    assert [len(found) for found in pages] == [30, 30, 1]
    shown = [entry.split("„")[1].split("“")[0] for found in pages for entry in found]
    assert shown == [f"Nr. {number}." for number in range(61)]
    html = page(as_anna, LIST, seite=2)
    assert "Seite 2 von 3" in words(html)
    assert 'href="?seite=1" rel="prev"' in html
    assert 'href="?seite=3" rel="next"' in html
    button = re.search(r'formaction="([^"]*)"\s+aria-label="Als gelesen markieren: Nr. 30."', html)[1]
    assert as_anna.post(button)["Location"] == f"{LIST}?seite=2"
    assert as_anna.post(button.replace("=2", "=//boese.example"))["Location"] == LIST
    for odd, same in (("0", 2), ("99", 2), ("abc", 0), ("-1", 2), ("²", 0), ("", 0)):
        assert listed(as_anna, seite=odd) == pages[same]


def test_a_full_page_alone_leads_nowhere(notify_users, as_anna):
    for _ in range(30):
        notify_users()
    html = page(as_anna, LIST)
    assert len(entries(html)) == 30
    assert "Seite 1" not in words(html)


def test_an_empty_list_says_what_will_stand_there(as_anna, as_dora, notify_users):
    notify_users()
    html = page(as_dora, LIST)
    assert entries(html) == []
    assert "Noch nichts. Sobald jemand Sie erwähnt oder Ihnen antwortet, steht es hier." in words(html)
    assert "Alles gelesen</button>" not in html
    assert "Noch nichts." not in words(page(as_anna, LIST))


def test_anonymous_goes_to_the_sign_in_and_comes_back(client):
    for address in (LIST, f"{LIST}neues/"):
        assert client.get(address)["Location"] == f"/konto/anmelden/?next={address}"


def test_nobody_sees_notifications_of_others(notify_users, as_anna, as_dora, dora):
    notify_users(title="Für Anna")
    notify_users(title="Für Dora", user=dora)
    assert listed(as_anna) == [f"Ben Bensen hat in „Für Anna“ geschrieben {NOW}"]
    assert listed(as_dora) == [f"Ben Bensen hat in „Für Dora“ geschrieben {NOW}"]


def test_a_list_is_kept_by_nobody(notify_users, as_anna):
    for address in (LIST, f"{LIST}neues/"):
        assert "no-store" in as_anna.get(address)["Cache-Control"]


def test_an_erased_person_is_a_former_member(calm, say, as_anna, ben, dora):
    say(calm, dora)
    say(calm, ben)
    ben.delete()
    done = f"auf Ihr Thema „{calm.title}“ geantwortet (neu) Engagiertes Quartier gerade eben"
    assert listed(as_anna) == [f"Ein ehemaliges Mitglied und eine weitere haben {done}"]
    say(calm, dora)
    assert listed(as_anna) == [f"Dora Dorasen und eine weitere haben {done}"]


@each(
    ("title", "shown"),
    [
        ("Was heißt „Quartier“?", "„Was heißt ‚Quartier‘?“"),
        ("»Klug« gefragt", "„›Klug‹ gefragt“"),
        ("Rock 'n' \"Roll\" & <b>", "„Rock 'n' \"Roll\" & <b>“"),
    ],
)
def test_quotation_marks_in_a_title_become_single_ones(title, shown, notify_users, as_anna):
    notify_users(title=title)
    assert listed(as_anna) == [f"Ben Bensen hat in {shown} geschrieben {NOW}"]


def test_the_page_asks_as_often_for_many_as_for_two(notify_users, as_anna, ben, dora):
    for _ in range(2):
        notify_users()
    few = queries(as_anna, LIST)
    for number in range(23):
        notify_users(kinds.MENTION, actor=(ben, dora)[number % 2])
    assert len(listed(as_anna)) == 25
    assert queries(as_anna, LIST) == few
