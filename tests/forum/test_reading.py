"""How far somebody has read: moved by POST alone, never back, and what is unread is a subtraction."""

import pytest

from accounts.models import User
from forum.models import ThreadRead
from tests.forum.pages import SCRIPT, page, posts, rows
from tests.forum.stored import add_posts, everything
from tests.support.pages.forms import words


@pytest.fixture
def address(thread):
    return f"/gruppen/quartier/themen/{thread.pk}/gelesen/"


@pytest.fixture
def position(member, anna, thread):
    """The number up to which Anna has read."""
    return lambda: ThreadRead.objects.get(membership=member(anna), thread=thread).last_read_number


@pytest.fixture
def newline():
    """(the number of the post below the line "Neu ab hier", the line's text)"""

    def newline(html):
        _, line, after = html.partition('<p class="newline" id="neu">')
        return (min(posts(after)), words(after.partition("</p>")[0])) if line else None

    return newline


def test_reading_moves_on(as_anna, address, position):
    response = as_anna.post(address, {"number": "2"})
    assert response["Location"] == "/gruppen/quartier/"
    assert position() == 2


def test_a_script_gets_nothing_back(as_anna, address, position):
    response = as_anna.post(address, {"number": "3"}, headers=SCRIPT)
    assert (response.status_code, response.content) == (204, b"")
    assert position() == 3


def test_reading_never_moves_back(as_anna, address, position):
    for number in (3, 2, 0):
        as_anna.post(address, {"number": number})
        assert position() == 3


def test_nobody_has_read_what_is_not_written(as_anna, address, position):
    as_anna.post(address, {"number": "4"})
    assert position() == 3


def test_garbage_is_ignored(as_anna, address):
    before = everything()
    for number in ("", "abc", "-1", "²", "1.5", "\0", "9" * 30, " "):
        assert as_anna.post(address, {"number": number}).status_code == 302
    assert as_anna.post(address, {}).status_code == 302
    assert everything() == before


def test_a_big_number_means_the_end(as_anna, address, position):
    as_anna.post(address, {"number": "9999999"})
    assert position() == 3


def test_only_ones_own_position_moves(as_anna, ben, member, address, thread):
    as_anna.post(address, {"number": "3"})
    assert ThreadRead.objects.get(membership=member(ben)).last_read_number == 2


def test_reading_for_the_first_time_makes_a_position(signed_in, carla, group, address):
    group.admit(carla)
    signed_in(carla).post(address, {"number": "1"})
    assert ThreadRead.objects.get(membership__user=carla).last_read_number == 1


def test_looking_at_a_page_changes_nothing(as_anna, thread):
    before = everything()
    for address in (thread.get_absolute_url(), "/gruppen/quartier/", "/gruppen/quartier/mitglieder/"):
        page(as_anna, address)
    assert everything() == before


def test_a_line_stands_above_the_first_unread_post(as_anna, as_ben, thread, newline):
    assert newline(page(as_anna, thread.get_absolute_url())) == (2, "Neu ab hier: 2 Beiträge")
    assert newline(page(as_ben, thread.get_absolute_url())) == (3, "Neu ab hier: 1 Beitrag")


def test_no_line_stands_where_nothing_is_new(as_dora, thread, newline):
    assert newline(page(as_dora, thread.get_absolute_url())) is None


def test_to_a_new_member_new_is_what_was_written_since(signed_in, carla, group, thread, say, ben, newline):
    group.admit(carla)
    say(thread, ben)
    html = page(signed_in(carla), thread.get_absolute_url())
    assert len(posts(html)) == 4
    assert newline(html)[0] == 4


def test_no_line_stands_where_all_is_new(as_anna, start, ben, newline):
    assert newline(page(as_anna, start(ben).get_absolute_url())) is None


def test_the_list_leads_to_what_is_new(as_anna, ben, thread, address, newline):
    add_posts(thread, ben, 42)
    for read, number in ((20, 2), (39, 2), (40, 3)):
        as_anna.post(address, {"number": read})
        href = rows(page(as_anna, "/gruppen/quartier/"))[0].href
        assert href == f"{thread.get_absolute_url()}?seite={number}#neu"
        assert newline(page(as_anna, href.partition("#")[0]))[0] == read + 1
        other = page(as_anna, thread.get_absolute_url(), seite=5 - number)
        assert newline(other) is None


def test_the_list_leads_to_the_beginning_of_what_is_read_or_all_new(as_dora, as_anna, start, dora):
    thread = start(dora)
    for client in (as_dora, as_anna):
        assert rows(page(client, "/gruppen/quartier/"))[0].href == thread.get_absolute_url()


def test_a_post_writes_no_row_per_reader(as_anna, group, thread, say, dora):
    for n in range(20):
        user = User.objects.create_user(f"p{n}@ort.example", f"Person {n}")
        membership, _ = group.admit(user)
        ThreadRead.objects.create(membership=membership, thread=thread, last_read_number=3)
    positions = ThreadRead.objects.exclude(membership__user=dora).order_by("pk")
    before = list(positions.values()), ThreadRead.objects.count()
    say(thread, dora)
    assert (list(positions.values()), ThreadRead.objects.count()) == before
    reader = User.objects.get(email="p7@ort.example")
    found = group.threads.read_by(group.memberships.get(user=reader)).get()
    assert found.unread == 1


def test_without_a_script_a_button_says_that_one_has_read(as_anna, as_dora, thread, address):
    html = page(as_anna, thread.get_absolute_url())
    form = html.partition('<form id="gelesen"')[2].partition("</form>")[0]
    assert f'action="{address}"' in form
    assert 'name="number" value="3"' in form
    assert "Bis hier gelesen, zurück zur Gruppe" in html
    assert "Bis hier gelesen" not in page(as_dora, thread.get_absolute_url())
