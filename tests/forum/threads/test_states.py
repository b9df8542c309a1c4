"""What becomes of a thread: closed, pinned, welcoming, solved; by whom, and never twice."""

import pytest
from django.db import IntegrityError, transaction

from forum.models import Thread
from groups.models import Group
from tests.forum.pages import page, posts
from tests.forum.stored import everything
from tests.support.database.undoing import each
from tests.support.pages.forms import words

SWITCHES = {
    "geschlossen": ("is_closed", "Thema schließen", "Wieder öffnen"),
    "angeheftet": ("is_pinned", "Oben anheften", "Nicht mehr anheften"),
    "begruessung": (
        "is_welcome",
        "Neue Mitglieder hier begrüßen",
        "Neue Mitglieder nicht mehr hier begrüßen",
    ),
}


@pytest.fixture
def address(thread):
    return lambda act: f"/gruppen/quartier/themen/{thread.pk}/{act}/"


@pytest.fixture
def now(thread):
    """The thread as it stands in the database."""
    return lambda: Thread.objects.get(pk=thread.pk)


@each("act", SWITCHES)
def test_those_who_look_after_the_group_switch_on_and_off(act, as_ben, as_dora, thread, address, now):
    state, on, off = SWITCHES[act]
    for client, value, label, other in ((as_ben, "1", on, off), (as_dora, "0", off, on)):
        html = page(client, thread.get_absolute_url())
        assert f">{label}</button>" in html
        assert f">{other}</button>" not in html
        assert client.post(address(act), {"on": value})["Location"] == thread.get_absolute_url()
        assert getattr(now(), state) == (value == "1")
    assert now().revision == thread.revision + 2


@each("act", SWITCHES)
def test_members_switch_nothing(act, as_anna, thread, address):
    before = everything()
    response = as_anna.post(address(act), {"on": "1"})
    assert response.status_code == 403
    assert "Das können Gruppenleitung und Moderation." in response.content.decode()
    assert everything() == before
    assert "Moderation</h2>" not in page(as_anna, thread.get_absolute_url())


@each("act", SWITCHES)
def test_a_second_click_changes_nothing(act, as_ben, address):
    for value in ("1", "0"):
        as_ben.post(address(act), {"on": value})
        before = everything()
        as_ben.post(address(act), {"on": value})
        assert everything() == before


def test_a_reopened_thread_can_be_written_in(as_ben, anna, say, thread, address):
    as_ben.post(address("geschlossen"), {"on": "1"})
    as_ben.post(address("geschlossen"), {"on": "0"})
    assert 'id="antworten"' in page(as_ben, thread.get_absolute_url())
    assert say(thread, anna).number == 4


def test_one_thread_of_a_group_welcomes(as_ben, start, dora, thread, address, now):
    former, elsewhere = start(dora, "Früher"), Group.objects.create(slug="x", title="X", summary="–")
    other = Thread.objects.create(group=elsewhere, title="Anderswo", is_welcome=True)
    former.welcome()
    revision = Thread.objects.get(pk=former.pk).revision
    as_ben.post(address("begruessung"), {"on": "1"})
    former.refresh_from_db()
    other.refresh_from_db()
    assert (now().is_welcome, former.is_welcome, other.is_welcome) == (True, False, True)
    assert former.revision == revision + 1


@each(("name", "number"), [("anna", 2), ("ben", 3), ("dora", 2), ("emil", None)])
def test_who_asked_and_who_looks_after_the_group_say_what_has_helped(
    name, number, signed_in, request, group, thread, address, now, anna, ben, dora, emil
):
    user = request.getfixturevalue(name)
    group.admit(user)
    client = signed_in(user)
    assert ("Hat geholfen" in page(client, thread.get_absolute_url())) == bool(number)
    response = client.post(address("antwort"), {"number": number or 2})
    assert response.status_code == (302 if number else 403)
    assert now().answer_number == number
    assert now().revision == thread.revision + bool(number)


@each(("name", "number"), [("anna", 4), ("ben", 2), ("dora", 3)])
def test_nobody_marks_their_own_reply(name, number, signed_in, request, say, thread, address):
    say(thread, request.getfixturevalue("anna"), "So geht es.")
    client, before = signed_in(request.getfixturevalue(name)), everything()
    html = page(client, thread.get_absolute_url())
    assert ["Hat geholfen" in posts(html)[one] for one in (2, 3, 4)] == [one != number for one in (2, 3, 4)]
    response = client.post(address("antwort"), {"number": number}, follow=True)
    assert "Markieren können Sie nur Antworten anderer" in response.content.decode()
    assert everything() == before


def test_an_own_reply_that_was_marked_before_stays_and_can_be_taken_back(as_ben, thread, address, now):
    Thread.objects.update(answer_number=2)
    as_ben.post(address("antwort"), {"number": 2})
    assert now().answer_number == 2
    assert "Markierung aufheben" in posts(page(as_ben, thread.get_absolute_url()))[2]
    as_ben.post(address("antwort"), {"number": ""})
    assert now().answer_number is None


def test_the_answer_is_marked_moved_and_taken_back(as_anna, thread, address, now):
    assert "Hat geholfen: Beitrag 1" not in page(as_anna, thread.get_absolute_url())
    for number, answer in (("2", 2), ("3", 3), ("", None)):
        as_anna.post(address("antwort"), {"number": number})
        assert now().answer_number == answer
        html = page(as_anna, thread.get_absolute_url())
        marked = [one for one, post in posts(html).items() if "Antwort, die geholfen hat" in words(post)]
        assert marked == ([answer] if answer else [])
        assert ("Markierung aufheben" in html) == bool(answer)
    assert now().revision == thread.revision + 3


def test_the_same_answer_twice_changes_nothing(as_anna, address):
    for number in ("2", ""):
        as_anna.post(address("antwort"), {"number": number})
        before = everything()
        as_anna.post(address("antwort"), {"number": number})
        assert everything() == before


def test_what_is_no_reply_is_no_answer(as_anna, thread, address):
    thread.accept(3, by=thread.author)
    before = everything()
    for number in ("0", "1", "4", "-2", "abc", "²", "\0", "9999999", "9" * 30):
        assert as_anna.post(address("antwort"), {"number": number}).status_code == 302
    assert everything() == before


def test_a_removed_reply_is_no_answer(as_anna, ben, thread, address, now):
    thread.posts.get(number=2).remove(by=ben)
    as_anna.post(address("antwort"), {"number": "2"})
    assert now().answer_number is None


def test_only_questions_are_solved(as_dora, thread, address, now):
    for kind in ("discussion", "minutes", "announcement"):
        Thread.objects.update(kind=kind)
        assert as_dora.post(address("antwort"), {"number": "2"}).status_code == 403
        assert now().answer_number is None
        assert "Hat geholfen" not in page(as_dora, thread.get_absolute_url())


def test_the_database_refuses_what_cannot_be(thread):
    for values in (
        {"answer_number": 1},
        {"answer_number": 4},
        {"answer_number": 2, "kind": "discussion"},
        {"kind": "quatsch"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Thread.objects.update(**values)
