"""The list of a group's threads: marks, order, filters, pages, a newcomer's view, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.models import Thread, ThreadRead
from groups.models import Membership
from tests.forum.pages import page, rows, titles
from tests.forum.stored import add_posts, add_threads, everything, queries
from tests.support.database.undoing import each
from tests.support.pages.forms import words

GROUP, READ_ALL = "/gruppen/quartier/", "/gruppen/quartier/gelesen/"


@pytest.fixture
def joined_long_ago(group):
    Membership.objects.update(joined_at=timezone.now() - timedelta(days=9))


def test_members_see_the_threads(as_anna, as_ben, as_dora, thread):
    for client in (as_anna, as_ben, as_dora):
        assert titles(page(client, GROUP)) == [thread.title]


@each("name", ["carla", "emil", "vera"])
def test_outsiders_see_no_title(name, signed_in, request, thread, carla, emil, vera):
    html = page(signed_in(request.getfixturevalue(name)), GROUP, 404)
    assert "Nur für Mitglieder" in html
    assert thread.title not in html


def test_anonymous_goes_to_the_sign_in(client, group):
    assert client.get(GROUP)["Location"] == f"/konto/anmelden/?next={GROUP}"


def test_only_what_is_unread_is_marked_with_its_number(as_anna, as_dora, start, say, ben, thread):
    start(ben, "Von Ben")
    anna, dora = ({row.title: row for row in rows(page(one, GROUP))} for one in (as_anna, as_dora))
    assert anna[thread.title].is_new
    assert "2 neu" in anna[thread.title].words
    assert anna["Von Ben"].is_new
    assert "1 neu" in anna["Von Ben"].words
    assert not dora[thread.title].is_new
    assert "neu" not in dora[thread.title].words


def test_a_row_tells_kind_author_state_extent_and_last_words(as_anna, thread, anna):
    anna.function, anna.other_place = "Quartiersmanagerin", "Ulm"
    anna.save()
    row = rows(page(as_anna, GROUP))[0].words
    assert "Frage von Anna Annasen, Ulm" in row
    assert "3 Beiträge gerade eben" in row
    assert "Dora Dorasen: „Antwort von Dora.“" in row
    assert "Gelöst" not in row
    assert "Geschlossen" not in row
    thread.accept(2, by=thread.author)
    thread.close()
    thread.pin()
    row = rows(page(as_anna, GROUP))[0].words
    assert "Angeheftet Gelöst Geschlossen 2 neu" in row


def test_last_words_of_a_removed_post_are_not_shown(as_anna, thread, dora):
    thread.posts.get(number=3).remove(by=dora)
    row = rows(page(as_anna, GROUP))[0].words
    assert "Antwort von Dora." not in row
    assert "Ben Bensen: „Antwort von Ben.“" in row


def test_welcome_and_pinned_come_first_then_the_latest(as_anna, start, say, dora):
    made = [start(dora, title) for title in ("Willkommen", "Geheftet", "Alt", "Neu")]
    made[0].welcome()
    made[1].pin()
    assert titles(page(as_anna, GROUP)) == ["Willkommen", "Geheftet", "Neu", "Alt"]
    say(made[2], dora)
    assert titles(page(as_anna, GROUP)) == ["Willkommen", "Geheftet", "Alt", "Neu"]


def test_a_filter_shows_what_it_says(as_anna, start, say, anna, ben):
    start(ben, "Besprechung", kind="discussion")
    start(ben, "Offene")
    solved = start(ben, "Gelöste")
    say(solved, ben)
    solved.accept(2, by=anna)
    start(anna, "Gelesen")
    for chosen, label, found in (
        ("", "Alle", ["Gelesen", "Gelöste", "Offene", "Besprechung"]),
        ("ungelesen", "Ungelesen", ["Gelöste", "Offene", "Besprechung"]),
        ("offen", "Offene Fragen", ["Gelesen", "Offene"]),
        ("geloest", "Gelöst", ["Gelöste"]),
    ):
        html = page(as_anna, f"{GROUP}?zeigen={chosen}")
        assert titles(html) == found
        assert words(html.partition('aria-current="true">')[2].partition("</a>")[0]).startswith(label)


def test_an_empty_list_says_what_to_do(as_anna, group):
    for chosen, heading, text in (
        ("", "Noch keine Themen", "Beginnen Sie das erste."),
        ("ungelesen", "Alles gelesen", "Sobald jemand schreibt, steht es hier."),
        ("offen", "Keine offenen Fragen", "Jemand hier hat sie vielleicht schon einmal gelöst."),
        ("geloest", "Noch nichts gelöst", "Wer gefragt hat, kann die Antwort markieren, die geholfen hat."),
    ):
        html = page(as_anna, f"{GROUP}?zeigen={chosen}")
        assert rows(html) == []
        assert f"<h3>{heading}</h3>" in html
        assert text in html
        assert "Alles gelesen</button>" not in html


def line(html):
    """The markup in one line."""
    return " ".join(html.split())


def test_thirty_threads_stand_on_a_page_and_the_filter_stays(as_anna, group, ben, joined_long_ago):
    add_threads(group, ben, 61)
    first = line(page(as_anna, f"{GROUP}?zeigen=ungelesen"))
    assert "Ungelesen (61)" in words(first)
    assert 'href="?zeigen=ungelesen&amp;seite=2" rel="next">Ältere Themen' in first
    assert "Neuere Themen" not in first
    second, third = (line(page(as_anna, f"{GROUP}?zeigen=ungelesen&seite={number}")) for number in (2, 3))
    assert 'href="?zeigen=ungelesen&amp;seite=1" rel="prev">Neuere Themen' in second
    assert "Ältere Themen" not in third
    assert [len(rows(one)) for one in (first, second, third)] == [30, 30, 1]
    assert len({title for one in (first, second, third) for title in titles(one)}) == 61


def test_a_full_page_alone_leads_nowhere(as_anna, group, ben):
    add_threads(group, ben, 30)
    html = page(as_anna, GROUP)
    assert len(rows(html)) == 30
    assert "Ältere Themen" not in html
    assert "30 Themen" in html


def test_all_is_read_by_one_statement(as_anna, anna, member, group, ben, start, joined_long_ago):
    add_threads(group, ben, 4)
    assert "Alles gelesen</button>" in page(as_anna, GROUP)
    with CaptureQueriesContext(connection) as captured:
        assert as_anna.post(READ_ALL)["Location"] == GROUP
    writes = [query["sql"] for query in captured if "forum_threadread" in query["sql"]]
    assert len(writes) == 1
    assert writes[0].split()[0] == "INSERT"
    assert (
        list(ThreadRead.objects.values_list("membership", "last_read_number")) == [(member(anna).pk, 1)] * 4
    )
    html = page(as_anna, GROUP)
    assert not any(row.is_new for row in rows(html))
    assert "Alles gelesen</button>" not in html


def test_all_read_concerns_one_group_and_one_member(as_anna, anna, ben, member, thread):
    group = thread.group
    elsewhere = type(group).objects.create(slug="anders", title="Anders", summary="–", description="–")
    for user in (anna, ben):
        elsewhere.admit(user)
    add_threads(elsewhere, ben, 1)
    before = list(ThreadRead.objects.exclude(membership=member(anna)).values())
    as_anna.post(READ_ALL)
    assert list(ThreadRead.objects.exclude(membership=member(anna)).values()) == before
    assert list(ThreadRead.objects.filter(membership=member(anna)).values_list("thread", flat=True)) == [
        thread.pk
    ]
    assert rows(page(as_anna, "/gruppen/anders/"))[0].is_new
    assert not rows(page(as_anna, GROUP))[0].is_new


def test_all_read_never_moves_anything_back(as_anna, anna, member, thread):
    ThreadRead.objects.filter(membership=member(anna)).update(last_read_number=3)
    Thread.objects.update(last_number=2)
    as_anna.post(READ_ALL)
    assert ThreadRead.objects.get(membership=member(anna)).last_read_number == 3


def test_a_link_cannot_mark_all_as_read(as_anna, thread):
    before = everything()
    assert as_anna.get(READ_ALL).status_code == 405
    assert everything() == before


def test_old_threads_are_no_news_to_a_newcomer_but_what_moves_is(signed_in, carla, group, start, say, dora):
    start(dora, "Bleibt still")
    moving = start(dora, "Bewegt sich")
    group.admit(carla)
    assert [row.is_new for row in rows(page(signed_in(carla), GROUP))] == [False, False]
    say(moving, dora)
    start(dora, "Ganz neu")
    found = {row.title: row for row in rows(page(signed_in(carla), GROUP))}
    assert [found[title].is_new for title in ("Bleibt still", "Bewegt sich", "Ganz neu")] == [
        False,
        True,
        True,
    ]
    assert "1 neu" in found["Bewegt sich"].words


def test_a_newcomer_is_asked_for_an_introduction_until_the_first_post(
    signed_in, carla, group, start, say, dora
):
    welcome = start(dora, "Willkommen")
    group.admit(carla)
    asked = "Stellen Sie sich kurz vor"
    assert asked not in page(signed_in(carla), GROUP)
    welcome.welcome()
    html = page(signed_in(carla), GROUP)
    assert asked in html
    assert f'href="{welcome.get_absolute_url()}#antworten"' in html
    assert asked not in page(signed_in(dora), GROUP)
    say(welcome, carla)
    assert asked not in page(signed_in(carla), GROUP)


def test_the_page_asks_as_often_however_much_there_is(as_anna, group, anna, ben, joined_long_ago):
    made = add_threads(group, ben, 2)
    few = queries(as_anna, GROUP)
    made += add_threads(group, anna, 18)
    assert len(rows(page(as_anna, GROUP))) == 20
    many = queries(as_anna, GROUP)
    for thread in made:
        add_posts(thread, ben, 9)
    assert queries(as_anna, GROUP) == many == few
