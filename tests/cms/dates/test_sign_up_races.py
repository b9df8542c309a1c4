"""Two at the same instant, with real connections: nobody gets a place that is taken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.events.sign_up import ask_to_confirm, cancel, confirm
from cms.models import EventPage
from home.models import HomePage
from tests.cms.dates.signing_up import NINA, mails, states
from tests.support.database.races import in_turn

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def page(own_database):
    """With one place."""
    start = timezone.now() + timedelta(days=9)
    fields = {"start": start, "end": start, "needs_registration": True, "capacity": 1}
    page = EventPage(title="Treffen", slug="treffen", intro="–", kind="Treffen", **fields)
    return HomePage.objects.get().add_child(instance=page)


def sign_up(page, name, state):
    return page.sign_ups.create(name=name, email=f"{name}@stadt.example", place="Ulm", state=state)


def test_of_two_for_the_last_place_one_is_in_and_the_other_on_the_list(page):
    both = [sign_up(page, name, "pending") for name in ("eins", "zwei")]
    assert in_turn(page.lock, *[lambda one=one: confirm(one) for one in both]) == [None, None]
    assert states(page) == {"eins": "in", "zwei": "waiting"}
    assert [mail.subject for mail in mails()] == [
        "Ihr Platz ist reserviert: Treffen",
        "Sie stehen auf der Warteliste: Treffen",
    ]


def test_a_place_that_becomes_free_is_given_once(page):
    leaving, waiting = sign_up(page, "eins", "in"), sign_up(page, "zwei", "waiting")
    coming = sign_up(page, "drei", "pending")
    assert in_turn(page.lock, lambda: cancel(leaving), lambda: confirm(coming)) == [None, None]
    assert states(page) == {"eins": "cancelled", "zwei": "in", "drei": "waiting"}
    waiting.refresh_from_db()
    assert waiting.is_in


def test_one_address_that_asks_twice_has_one_row(page):
    ask = [lambda: ask_to_confirm(page, NINA)] * 2
    assert in_turn(page.lock, *ask) == [None, None]
    assert states(page) == {"nina": "pending"}
