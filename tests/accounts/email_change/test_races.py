"""Two links, or two people, at the same moment: real connections, held up at the same row."""

import pytest

from accounts.email_change import flow
from accounts.email_change.flow import Outcome
from accounts.models import EmailChange, User
from accounts.models.email_change import Side
from tests.support.database.races import in_turn

pytestmark = pytest.mark.usefixtures("own_database")

NEW = "neu@stadt.example"


def lock(user):
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def addresses():
    return sorted(User.objects.values_list("email", flat=True))


def test_both_confirmations_at_once_change_the_address_once(anna):
    change = EmailChange.start(anna, NEW)
    acts = [lambda side=side: flow.confirm_change(change, side) for side in Side]
    assert in_turn(lambda: lock(anna), *acts) == [Outcome.WAITING, Outcome.CHANGED]
    assert addresses() == [NEW]


def test_a_stop_that_comes_first_holds(anna):
    change = EmailChange.start(anna, NEW)
    flow.confirm_change(change, Side.OLD)
    acts = [lambda: flow.stop_change(change), lambda: flow.confirm_change(change, Side.NEW)]
    assert in_turn(lambda: lock(anna), *acts) == [True, Outcome.OVER]
    assert addresses() == [anna.email]


def test_a_stop_that_comes_too_late_says_so(anna):
    change = EmailChange.start(anna, NEW)
    flow.confirm_change(change, Side.OLD)
    acts = [lambda: flow.confirm_change(change, Side.NEW), lambda: flow.stop_change(change)]
    assert in_turn(lambda: lock(anna), *acts) == [Outcome.CHANGED, False]


def test_of_two_people_who_want_one_address_one_gets_it(anna, ben):
    changes = [EmailChange.start(user, NEW) for user in (anna, ben)]
    for change in changes:
        flow.confirm_change(change, Side.OLD)
    acts = [lambda change=change: flow.confirm_change(change, Side.NEW) for change in changes]
    hold = lambda: User.objects.create_user(NEW, "Wer zuerst kommt")  # noqa: E731
    outcomes = in_turn(hold, *acts, then="undo")
    assert set(outcomes) == {Outcome.CHANGED, Outcome.TAKEN}
    other = ben if outcomes[0] == Outcome.CHANGED else anna
    assert addresses() == sorted([NEW, other.email])


def test_two_wishes_at_once_leave_one(anna):
    acts = [lambda email=email: EmailChange.start(anna, email) for email in (NEW, "anders@stadt.example")]
    outcomes = in_turn(lambda: lock(anna), *acts)
    assert [type(outcome) for outcome in outcomes] == [EmailChange, EmailChange]
    assert EmailChange.objects.get().email == "anders@stadt.example"
