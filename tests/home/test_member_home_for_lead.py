"""What waits for a lead stands first on Mein StädteNetz; others read nothing of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from forum.models import Thread
from groups.models import Role
from home.member_home import MAX_FOR_LEAD
from tests.forum.pages import page
from tests.forum.stored import queries
from tests.home.member_home_page import MEMBER_HOME, Addressed, for_lead
from tests.support.pages.forms import words
from tests.support.pages.joining import ask, next_actions


@pytest.fixture
def led(group, anna, carla):
    """Anna leads the group, to which Carla asks to be let in; Anna's own question is old and unanswered."""
    group.memberships.filter(user=anna).update(role=Role.LEAD)
    return group


@pytest.fixture
def old_thread(start, ben):
    thread = start(ben, "Wer hat <Erfahrung>?")
    Thread.objects.filter(pk=thread.pk).update(created_at=timezone.now() - timedelta(days=5))
    return thread


def test_requests_and_unanswered_threads_stand_first_with_one_next_thing_to_do(
    as_anna, led, carla, old_thread
):
    asked = ask(led, carla, reason="Geheim bis zum zweiten Faktor.")
    html = page(as_anna, MEMBER_HOME)
    address = f"/gruppen/quartier/anfragen/{asked.pk}/"
    assert for_lead(html) == [
        Addressed(
            f"CC Carla Carlasen möchte in die Gruppe „{led.title}“ Anfrage seit heute", "Ansehen", address
        ),
        Addressed(
            f"BB Ohne Antwort: Wer hat <Erfahrung>? Frage von Ben Bensen {led.title} seit 5 Tagen",
            "Ansehen",
            old_thread.get_absolute_url(),
        ),
    ]
    assert next_actions(html) == [("Ansehen", address)]
    assert "Geheim" not in html


def test_who_does_not_lead_reads_nothing_of_it(as_ben, led, carla, old_thread):
    ask(led, carla)
    assert for_lead(html := page(as_ben, MEMBER_HOME)) == []
    assert "Wartet auf Sie" not in html


def test_what_is_left_out_is_counted_and_asks_no_more_of_the_database(as_anna, led, carla, old_thread):
    ask(led, carla)
    few = queries(as_anna, MEMBER_HOME)
    for number in range(MAX_FOR_LEAD):
        ask(led, User.objects.create_user(f"n{number}@stadt.example", f"Nina {number}"))
    html = page(as_anna, MEMBER_HOME)
    assert len(for_lead(html)) == MAX_FOR_LEAD + 1
    assert "und 1 weitere Anfrage " in words(html)
    assert queries(as_anna, MEMBER_HOME) == few
